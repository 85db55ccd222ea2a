import { type AttemptError, isPassing } from './attempt-error.ts';

export const MAX_ATTEMPTS = 3;
const FIRST_WAIT_MS = 500;
/** A server that wants a longer pause is not waited for; the caller is told instead. */
const LONGEST_WAIT_MS = 30_000;

/** 420 is what Salesforce answers for a while when an org moves. */
const PASSING_STATUS: ReadonlySet<number> = new Set([420, 429, 500, 502, 503, 504]);

export type Outcome =
  | { readonly kind: 'answer'; readonly status: number; readonly retryAfter: string | undefined }
  | { readonly kind: 'error'; readonly error: AttemptError };

/**
 * How long to wait before the next attempt, or null when this was the last. Pure.
 *
 * `attempt` counts from 1; `random` is between 0 and 1 and spreads requests that failed together.
 */
export function waitBeforeRetryMs(
  outcome: Outcome,
  attempt: number,
  repeatable: boolean,
  nowMs: number,
  random: number,
): number | null {
  if (!repeatable || attempt >= MAX_ATTEMPTS) return null;
  const backoffMs = FIRST_WAIT_MS * 2 ** (attempt - 1) * (0.75 + random / 2);
  if (outcome.kind === 'error') return isPassing(outcome.error) ? backoffMs : null;
  if (!PASSING_STATUS.has(outcome.status)) return null;
  const asked = retryAfterMs(outcome.retryAfter, nowMs);
  if (asked === null) return backoffMs;
  return asked > LONGEST_WAIT_MS ? null : Math.max(asked, 0);
}

/** `Retry-After` in milliseconds: seconds or an HTTP date (RFC 9110, 10.2.3); null when absent or unreadable. */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,6}$/.test(header.trim())) return Number(header.trim()) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : date - nowMs;
}

/** Waits, unless the signal fires first (then it rejects with an AbortError). */
export function waitMs(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = (): void => {
      clearTimeout(timer);
      reject(new DOMException('Cancelled.', 'AbortError'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', cancel);
      resolve();
    }, ms);
    if (signal?.aborted === true) cancel();
    else signal?.addEventListener('abort', cancel, { once: true });
  });
}
