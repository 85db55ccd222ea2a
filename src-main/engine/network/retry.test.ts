import { describe, expect, it } from 'vitest';
import { AttemptError } from './attempt-error.ts';
import { retryAfterMs, waitBeforeRetryMs, waitMs } from './retry.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const status = (code: number, retryAfter?: string) => ({ kind: 'answer', status: code, retryAfter }) as const;
const error = (problem: ConstructorParameters<typeof AttemptError>[0]) =>
  ({ kind: 'error', error: new AttemptError(problem) }) as const;

describe('the pause before another attempt', () => {
  it.each([
    ['a first failure', status(503), 1, true, 500],
    ['a second failure', status(503), 2, true, 1000],
    ['a third failure', status(503), 3, true, null],
    ['a success', status(200), 1, true, null],
    ['a verdict', status(401), 1, true, null],
    ['what must not be repeated', status(503), 1, false, null],
    ['Retry-After in seconds', status(429, '3'), 1, true, 3000],
    ['Retry-After as a date', status(429, 'Mon, 23 Nov 2026 12:00:05 GMT'), 1, true, 5000],
    ['Retry-After in the past', status(429, 'Mon, 23 Nov 2026 11:00:05 GMT'), 1, true, 0],
    ['Retry-After of an hour', status(429, '3600'), 1, true, null],
    ['Retry-After that nobody understands', status(429, 'soon'), 1, true, 500],
    ['a cut connection', error('cut'), 1, true, 500],
    ['a time-out', error('timeout'), 2, true, 1000],
    ['an unknown host', error('unknown-host'), 1, true, null],
    ['a bad certificate', error('certificate'), 1, true, null],
    ['a cancelled call', error('cancelled'), 1, true, null],
    ['a too large answer', error('too-large'), 1, true, null],
  ] as const)('after %s', (_, outcome, attempt, repeatable, expected) => {
    expect(waitBeforeRetryMs(outcome, attempt, repeatable, NOW, 0.5)).toBe(expected);
  });

  it('differs, so that requests that failed together do not come back together', () => {
    expect(waitBeforeRetryMs(status(503), 1, true, NOW, 0)).toBe(375);
    expect(waitBeforeRetryMs(status(503), 1, true, NOW, 1)).toBe(625);
  });

  it('ends when the signal fires', async () => {
    const controller = new AbortController();
    const waiting = waitMs(600_000, controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await expect(waitMs(600_000, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    await waitMs(0, undefined);
  });
});

describe('Retry-After', () => {
  it('that is absent says nothing', () => {
    expect(retryAfterMs(undefined, NOW)).toBeNull();
  });
});
