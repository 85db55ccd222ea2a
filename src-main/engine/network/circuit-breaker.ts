import { type AttemptError, type AttemptProblem } from './attempt-error.ts';

const FAILURES_TO_PAUSE = 5;
/** Failures that lie further apart are no outage. */
const WINDOW_MS = 5 * 60_000;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/** What came of an attempt, for the question whether the org can be reached. */
export type Weighed = 'answered' | 'failed' | 'nothing';

/** `seen`: how much was known of the org when the attempt began. */
export type Admitted =
  | { readonly kind: 'go'; readonly seen: number }
  /** The pause is over, or a person asked: this one attempt finds out. */
  | { readonly kind: 'probe' };

export type Admission =
  | Admitted
  /** Somebody else's attempt is finding out; ask again afterwards. */
  | { readonly kind: 'wait'; readonly until: Promise<void> }
  | { readonly kind: 'paused'; readonly forMs: number };

export type CircuitBreaker = {
  readonly admit: () => Admission;
  /** Once for each attempt that was admitted, whatever came of it. */
  readonly report: (admitted: Admitted, weighed: Weighed) => void;
  /** A person asked again: the next attempt is let through at once. */
  readonly tryAgain: () => void;
  /** Milliseconds since the epoch while the org is left alone; null otherwise. */
  readonly pausedUntil: () => number | null;
};

type Pause = { readonly lengthMs: number; readonly until: number; readonly probe: PromiseWithResolvers<void> | null };

/**
 * Leaves an org alone that does not answer: after five failures in a row for 30 s, then twice as long each time that the
 * one attempt after a pause fails, at most 5 min. An answer, whatever it says, ends it.
 *
 * Attempts that were under way at the same time count as one failure: a moment without network cuts all of them, and
 * each is worth another attempt.
 */
export function createCircuitBreaker(now: () => number): CircuitBreaker {
  let failures = 0;
  /** Rises with every failure that counts and every answer. */
  let known = 0;
  let failingSince = 0;
  let pause: Pause | null = null;

  const begin = (lengthMs: number): void => {
    pause = { lengthMs, until: now() + lengthMs, probe: null };
  };
  const close = (): void => {
    pause = null;
    failures = 0;
    known += 1;
  };
  const countFailure = (): void => {
    known += 1;
    if (failures === 0 || now() - failingSince > WINDOW_MS) {
      failures = 0;
      failingSince = now();
    }
    failures += 1;
    if (failures >= FAILURES_TO_PAUSE) begin(FIRST_PAUSE_MS);
  };

  return {
    admit: () => {
      if (pause === null) return { kind: 'go', seen: known };
      if (pause.probe !== null) return { kind: 'wait', until: pause.probe.promise };
      const forMs = pause.until - now();
      // A clock that was set back must not make a pause longer than it ever is.
      if (forMs > 0 && forMs <= pause.lengthMs) return { kind: 'paused', forMs };
      pause = { ...pause, probe: Promise.withResolvers<void>() };
      return { kind: 'probe' };
    },
    report: (admitted, weighed) => {
      const probed = pause;
      if (weighed === 'answered') close();
      else if (admitted.kind === 'probe' && probed !== null) {
        if (weighed === 'failed') begin(Math.min(probed.lengthMs * 2, LONGEST_PAUSE_MS));
        // Cancelled: the next one finds out.
        else pause = { ...probed, until: now(), probe: null };
      } else if (admitted.kind === 'go' && admitted.seen === known && weighed === 'failed' && pause === null) {
        countFailure();
      }
      if (pause === null || pause.probe === null) probed?.probe?.resolve();
    },
    tryAgain: () => {
      if (pause !== null && pause.probe === null) pause = { ...pause, until: now() };
    },
    pausedUntil: () => (pause === null || pause.until <= now() ? null : pause.until),
  };
}

/** These say something about the org or the way to it; the others are about this computer's settings or the person. */
const OUTAGES: ReadonlySet<AttemptProblem> = new Set([
  'timeout',
  'unknown-host',
  'name-service',
  'refused',
  'unreachable',
  'cut',
  'corrupt',
  'other',
]);

/** A status below 500 is an answer, also one that refuses. */
export function weighStatus(status: number): Weighed {
  return status >= 500 ? 'failed' : 'answered';
}

export function weighError(error: AttemptError): Weighed {
  return OUTAGES.has(error.problem) ? 'failed' : 'nothing';
}
