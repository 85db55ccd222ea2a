import { describe, expect, it } from 'vitest';
import { AttemptError } from './attempt-error.ts';
import { type CircuitBreaker, createCircuitBreaker, weighError, weighStatus } from './circuit-breaker.ts';

function rig() {
  const clock = { ms: Date.parse('2026-11-23T12:00:00Z') };
  const breaker = createCircuitBreaker(() => clock.ms);
  return { clock, breaker };
}

/** Asks and reports at once; what was said to the question. */
function attempt(breaker: CircuitBreaker, weighed: 'answered' | 'failed' | 'nothing'): string {
  const admission = breaker.admit();
  if (admission.kind === 'go' || admission.kind === 'probe') breaker.report(admission, weighed);
  return admission.kind;
}
function fail(breaker: CircuitBreaker, times: number): string[] {
  return Array.from({ length: times }, () => attempt(breaker, 'failed'));
}

describe('an org that does not answer', () => {
  it('is left alone for 30 s after five failures in a row', () => {
    const { breaker, clock } = rig();
    expect(fail(breaker, 4)).toEqual(['go', 'go', 'go', 'go']);
    expect(breaker.pausedUntil()).toBeNull();
    fail(breaker, 1);
    expect(breaker.pausedUntil()).toBe(clock.ms + 30_000);
    clock.ms += 10_000;
    expect(breaker.admit()).toEqual({ kind: 'paused', forMs: 20_000 });
  });

  it('is not left alone when an answer, whatever it says, lies between the failures', () => {
    const { breaker } = rig();
    for (let round = 0; round < 5; round += 1) {
      fail(breaker, 4);
      attempt(breaker, weighStatus(404));
    }
    expect(breaker.pausedUntil()).toBeNull();
  });

  it('is not left alone for failures that lie hours apart', () => {
    const { breaker, clock } = rig();
    for (let count = 0; count < 10; count += 1) {
      fail(breaker, 1);
      clock.ms += 3_600_000;
    }
    expect(breaker.admit().kind).toBe('go');
  });

  it('is tried with one attempt after the pause; each failed one doubles it, up to 5 min', () => {
    const { breaker, clock } = rig();
    fail(breaker, 5);
    const pauses = Array.from({ length: 6 }, () => {
      const until = breaker.pausedUntil() ?? 0;
      const length = until - clock.ms;
      clock.ms = until;
      expect(attempt(breaker, 'failed')).toBe('probe');
      return length / 1000;
    });
    expect(pauses).toEqual([30, 60, 120, 240, 300, 300]);
  });

  it('is asked as before once the one attempt is answered', () => {
    const { breaker, clock } = rig();
    fail(breaker, 5);
    clock.ms += 30_000;
    expect(attempt(breaker, 'answered')).toBe('probe');
    expect(fail(breaker, 4)).toEqual(['go', 'go', 'go', 'go']);
    expect(breaker.pausedUntil()).toBeNull();
  });

  it('has others wait while the one attempt is under way', async () => {
    const { breaker, clock } = rig();
    fail(breaker, 5);
    clock.ms += 30_000;
    expect(breaker.admit().kind).toBe('probe');
    const second = breaker.admit();
    expect(second.kind).toBe('wait');
    breaker.report({ kind: 'probe' }, 'answered');
    if (second.kind === 'wait') await second.until;
    expect(breaker.admit().kind).toBe('go');
  });

  it('is tried by the next one when the one attempt was cancelled', async () => {
    const { breaker, clock } = rig();
    fail(breaker, 5);
    clock.ms += 30_000;
    breaker.admit();
    const waiting = breaker.admit();
    breaker.report({ kind: 'probe' }, 'nothing');
    if (waiting.kind === 'wait') await waiting.until;
    expect(breaker.admit().kind).toBe('probe');
  });

  it('is asked at once when a person tries again', () => {
    const { breaker } = rig();
    fail(breaker, 5);
    expect(breaker.admit().kind).toBe('paused');
    breaker.tryAgain();
    expect(breaker.pausedUntil()).toBeNull();
    expect(attempt(breaker, 'failed')).toBe('probe');
    expect(breaker.admit()).toEqual({ kind: 'paused', forMs: 60_000 });
  });

  it('is not left alone because one moment cut all that was under way', () => {
    const { breaker, clock } = rig();
    const wave = (): void => {
      const admitted = Array.from({ length: 8 }, () => breaker.admit());
      for (const one of admitted) if (one.kind === 'go') breaker.report(one, 'failed');
    };
    for (let count = 0; count < 4; count += 1) wave();
    expect(breaker.pausedUntil()).toBeNull();
    wave();
    expect(breaker.pausedUntil()).toBe(clock.ms + 30_000);
  });

  it('is not left alone for what failed late, after an answer had come', () => {
    const { breaker } = rig();
    fail(breaker, 4);
    const late = breaker.admit();
    attempt(breaker, 'answered');
    if (late.kind === 'go') breaker.report(late, 'failed');
    expect(fail(breaker, 4)).toEqual(['go', 'go', 'go', 'go']);
    expect(breaker.pausedUntil()).toBeNull();
  });

  it('is not left alone for longer because the clock was set back', () => {
    const { breaker, clock } = rig();
    fail(breaker, 5);
    clock.ms -= 3_600_000;
    expect(breaker.admit().kind).toBe('probe');
  });
});

describe('what counts as a failure', () => {
  it.each([
    [200, 'answered'],
    [304, 'answered'],
    [401, 'answered'],
    [403, 'answered'],
    [404, 'answered'],
    [420, 'answered'],
    [429, 'answered'],
    [500, 'failed'],
    [503, 'failed'],
  ])('status %i: %s', (status, weighed) => {
    expect(weighStatus(status)).toBe(weighed);
  });
  it.each([
    ['timeout', 'failed'],
    ['unknown-host', 'failed'],
    ['refused', 'failed'],
    ['cut', 'failed'],
    ['certificate', 'nothing'],
    ['proxy', 'nothing'],
    ['cancelled', 'nothing'],
    ['too-large', 'nothing'],
  ] as const)('%s: %s', (problem, weighed) => {
    expect(weighError(new AttemptError(problem))).toBe(weighed);
  });
});
