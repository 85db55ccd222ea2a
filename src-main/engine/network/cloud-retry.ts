import { type AttemptError, isPassing } from './attempt-error.ts';
import { retryAfterMs } from './retry.ts';

/** Of requests that may be repeated and that got no answer, or one that says that the service is in trouble. */
export const MAX_TROUBLED_ATTEMPTS = 5;
const FIRST_WAIT_MS = 1000;
/** Google's quotas refill every minute: a pause of a little more than that meets a full one. */
const LONGEST_BACKOFF_MS = 64_000;
/** A service that wants a longer pause is not waited for; the caller is told instead. */
export const LONGEST_ASKED_MS = 5 * 60_000;
export const LONGEST_TOTAL_MS = 15 * 60_000;

export type CloudOutcome =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly retryAfter: string | undefined;
      /** Drive answers 403 and says in the body that requests came too fast. */
      readonly tooFast: boolean;
    }
  | { readonly kind: 'error'; readonly error: AttemptError };

export type SoFar = {
  /** Attempts made; counts from 1. */
  readonly attempt: number;
  /** Of them, those that ended in trouble rather than with "too fast". */
  readonly troubled: number;
  /** Pauses already made, in milliseconds. */
  readonly waitedMs: number;
  readonly repeatable: boolean;
};

const TROUBLED_STATUS: ReadonlySet<number> = new Set([408, 500, 502, 503, 504, 509]);
/** Problems that show that nothing of the request arrived. */
const NEVER_SENT: ReadonlySet<AttemptError['problem']> = new Set(['refused', 'name-service', 'proxy-gone']);

/**
 * Whether an attempt counts as trouble: the request may or may not have been executed. False for answers that say that
 * it came too fast and was not executed (429, or 503 with `Retry-After`).
 */
export function isTroubled(outcome: CloudOutcome): boolean {
  return outcome.kind === 'error' || !wasTurnedAway(outcome);
}

/**
 * How long to wait before the next attempt in milliseconds, or null when this was the last. Pure.
 *
 * What was turned away for coming too fast was not executed and is always repeated, until the pauses together would
 * pass 15 minutes. What may have been executed is repeated only when that does no harm. `random` is between 0 and 1 and
 * spreads requests that failed together.
 */
export function cloudPauseMs(outcome: CloudOutcome, soFar: SoFar, nowMs: number, random: number): number | null {
  if (!mayRepeat(outcome, soFar)) return null;
  const asked = outcome.kind === 'answer' ? retryAfterMs(outcome.retryAfter, nowMs) : null;
  if (asked !== null && asked > LONGEST_ASKED_MS) return null;
  const backoffMs = Math.min(FIRST_WAIT_MS * 2 ** (soFar.attempt - 1), LONGEST_BACKOFF_MS) + random * 1000;
  // A date that has passed, or "0", asks for no pause; a storm of repeats is kept off all the same.
  const pauseMs = asked === null || asked <= 0 ? backoffMs : asked + random * 250;
  return soFar.waitedMs + pauseMs > LONGEST_TOTAL_MS ? null : pauseMs;
}

function mayRepeat(outcome: CloudOutcome, soFar: SoFar): boolean {
  if (!isTroubled(outcome)) return true;
  if (soFar.troubled >= MAX_TROUBLED_ATTEMPTS) return false;
  if (outcome.kind === 'error') {
    return NEVER_SENT.has(outcome.error.problem) || (soFar.repeatable && isPassing(outcome.error));
  }
  return soFar.repeatable && TROUBLED_STATUS.has(outcome.status);
}

function wasTurnedAway(answer: Extract<CloudOutcome, { kind: 'answer' }>): boolean {
  if (answer.status === 429 || answer.tooFast) return true;
  return (answer.status === 503 || answer.status === 509) && answer.retryAfter !== undefined;
}
