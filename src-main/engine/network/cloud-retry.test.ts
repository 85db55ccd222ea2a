import { describe, expect, it } from 'vitest';
import { AttemptError, type AttemptProblem } from './attempt-error.ts';
import {
  type CloudOutcome,
  LONGEST_ASKED_MS,
  LONGEST_TOTAL_MS,
  MAX_TROUBLED_ATTEMPTS,
  type SoFar,
  cloudPauseMs,
  isTroubled,
} from './cloud-retry.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');

const answer = (status: number, retryAfter?: string, tooFast = false): CloudOutcome => ({
  kind: 'answer',
  status,
  retryAfter,
  tooFast,
});
const trouble = (problem: AttemptProblem): CloudOutcome => ({ kind: 'error', error: new AttemptError(problem) });

/** The pause after the first attempt, without jitter, unless the test says otherwise. */
function pause(outcome: CloudOutcome, soFar: Partial<SoFar> = {}, random = 0): number | null {
  const troubled = isTroubled(outcome) ? 1 : 0;
  return cloudPauseMs(outcome, { attempt: 1, troubled, waitedMs: 0, repeatable: false, ...soFar }, NOW, random);
}

describe('a request that came too fast', () => {
  it.each([
    ['429', answer(429)],
    ['503 with Retry-After', answer(503, '1')],
    ['509 with Retry-After', answer(509, '1')],
    ['Drive’s 403', answer(403, undefined, true)],
  ])('%s is always repeated, since it was not executed', (_, outcome) => {
    expect(pause(outcome)).toBe(1000);
    expect(pause(outcome, { attempt: 40, troubled: 0 })).not.toBeNull();
  });

  it('waits twice as long each time, up to a little over the minute in which quotas refill', () => {
    const pauses = [1, 2, 3, 6, 7, 8, 30].map((attempt) => pause(answer(429), { attempt }));
    expect(pauses).toEqual([1000, 2000, 4000, 32_000, 64_000, 64_000, 64_000]);
    expect(pause(answer(429), { attempt: 7 }, 0.999)).toBeCloseTo(64_999);
  });

  it('waits as long as it is told: seconds or a date', () => {
    expect(pause(answer(429, '37'))).toBe(37_000);
    expect(pause(answer(503, 'Mon, 23 Nov 2026 12:01:30 GMT'))).toBe(90_000);
    expect(pause(answer(429, '300'))).toBe(LONGEST_ASKED_MS);
  });

  it('waits all the same when it is told not to, or in words that mean nothing', () => {
    for (const text of ['0', 'Mon, 23 Nov 2026 11:00:00 GMT', 'soon', '-5']) {
      expect(pause(answer(429, text), { attempt: 3 })).toBe(4000);
    }
  });

  it('is given up when the pause would be longer than five minutes, or all of them than fifteen', () => {
    expect(pause(answer(429, '301'))).toBeNull();
    expect(pause(answer(429), { waitedMs: LONGEST_TOTAL_MS - 1000 })).toBe(1000);
    expect(pause(answer(429), { waitedMs: LONGEST_TOTAL_MS - 999 })).toBeNull();
    expect(pause(answer(429, '60'), { waitedMs: LONGEST_TOTAL_MS - 59_000 })).toBeNull();
  });
});

describe('a request that may have been executed', () => {
  const repeatable: Partial<SoFar> = { repeatable: true };
  it.each([
    ['500', answer(500)],
    ['502', answer(502)],
    ['503 without Retry-After', answer(503)],
    ['504', answer(504)],
    ['408', answer(408)],
    ['509', answer(509)],
    ['a cut connection', trouble('cut')],
    ['no answer in time', trouble('timeout')],
    ['a damaged answer', trouble('corrupt')],
  ])('%s is repeated only when that does no harm', (_, outcome) => {
    expect(pause(outcome)).toBeNull();
    expect(pause(outcome, repeatable)).toBe(1000);
    expect(pause(outcome, { ...repeatable, attempt: 5, troubled: MAX_TROUBLED_ATTEMPTS })).toBeNull();
  });

  it('does not lose its attempts to answers that said "too fast"', () => {
    expect(pause(answer(500), { ...repeatable, attempt: 12, troubled: 1 })).toBe(64_000);
  });
});

describe('a request that never left', () => {
  it.each(['refused', 'name-service'] as const)('is repeated a few times whatever it is: %s', (problem) => {
    expect(pause(trouble(problem))).toBe(1000);
    expect(pause(trouble(problem), { troubled: MAX_TROUBLED_ATTEMPTS })).toBeNull();
  });
});

describe('what another attempt would not change', () => {
  it.each([
    ...[200, 201, 202, 204, 302, 304, 308, 400, 401, 403, 404, 409, 412, 416, 423, 501, 507].map((status) =>
      answer(status),
    ),
    ...(
      ['cancelled', 'unknown-host', 'unreachable', 'certificate', 'tls', 'proxy', 'encoding', 'too-large'] as const
    ).map(trouble),
  ])('is not repeated: %o', (outcome) => {
    expect(pause(outcome, { repeatable: true })).toBeNull();
  });
});
