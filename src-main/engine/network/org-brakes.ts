import { countedCalls } from '../../domain/reading/counted-calls.ts';
import { EngineFailure } from '../failure.ts';
import { type CallBudget, type EarlierCalls, createCallBudget } from './call-budget.ts';
import { type Admitted, type CircuitBreaker, type Weighed, createCircuitBreaker } from './circuit-breaker.ts';
import type { Purpose } from './gateway-types.ts';

/** The preference that the budget is, as its screen names it. */
const BUDGET_TITLE = 'Requests to each org';
/** A person signs in or out: neither waits for anything, and Salesforce counts neither. */
const NEVER_HELD: ReadonlySet<Purpose> = new Set(['sign in', 'sign out']);

export type BrakeDeps = {
  readonly now: () => number;
  /** Where earlier calls are read from; absent: no budget is kept. */
  readonly earlierCalls?: EarlierCalls | undefined;
  /** Calls that Orgbench may send to each org within 24 hours. */
  readonly dailyCalls?: (() => number) | undefined;
};

type Asked = {
  readonly connectionId: string;
  readonly origin: string;
  readonly host: string;
  readonly purpose: Purpose;
  /** Path without query. */
  readonly path: string;
  readonly parts: number;
  readonly signal: AbortSignal | undefined;
};

export type Brakes = {
  /**
   * Asked before each attempt. The answer is told once what came of the attempt.
   *
   * Throws `budget-stopped`, `org-paused`, and an AbortError when the signal fires while another attempt finds out.
   */
  readonly admit: (asked: Asked) => Promise<(weighed: Weighed, status: number | null | 'not sent') => void>;
  /** True while nothing is sent there: a failed attempt is not repeated then. */
  readonly isPaused: (origin: string) => boolean;
  /** See `Gateway`. */
  readonly tryAgain: (origin: string) => void;
  readonly pausedUntil: (connectionId: string) => string | null;
  readonly budgetOf: (connectionId: string) => { readonly budget: number; readonly left: number };
};

/** What keeps Orgbench from burdening an org: a pause after repeated failures, and a budget of calls a day. */
export function createBrakes({ now, earlierCalls, dailyCalls }: BrakeDeps): Brakes {
  const breakers = new Map<string, CircuitBreaker>();
  /** Where each connection was last asked for. */
  const origins = new Map<string, string>();
  const budget: CallBudget | null =
    earlierCalls === undefined || dailyCalls === undefined ? null : createCallBudget(earlierCalls, dailyCalls, now);

  const breakerOf = (origin: string): CircuitBreaker => {
    const known = breakers.get(origin);
    if (known !== undefined) return known;
    const created = createCircuitBreaker(now);
    breakers.set(origin, created);
    return created;
  };

  const admitted = async (breaker: CircuitBreaker, asked: Asked): Promise<Admitted> => {
    // What comes of it says nothing about the pause: it is not counted, except for an answer.
    if (NEVER_HELD.has(asked.purpose)) return { kind: 'go', seen: -1 };
    for (;;) {
      const admission = breaker.admit();
      if (admission.kind === 'go' || admission.kind === 'probe') return admission;
      if (admission.kind === 'paused') throw pausedFailure(asked.host, admission.forMs);
      await orAborted(admission.until, asked.signal);
    }
  };

  return {
    admit: async (asked) => {
      const { connectionId, origin } = asked;
      origins.set(connectionId, origin);
      const calls = countedCalls({ ...asked, status: null });
      const breaker = breakerOf(origin);
      const admission = await admitted(breaker, asked);
      // Asked and counted in one go, after all waiting: of several that ask at once none may pass for another's call.
      const waitMs = budget === null || calls === 0 ? 0 : budget.waitMsFor(connectionId, calls);
      if (waitMs > 0) {
        breaker.report(admission, 'nothing');
        throw spentFailure(asked.host, budget?.of(connectionId).budget ?? 0, waitMs);
      }
      if (calls > 0) budget?.add(connectionId, calls);
      return (weighed, status) => {
        breaker.report(admission, weighed);
        const counted = status === 'not sent' ? 0 : countedCalls({ ...asked, status });
        if (counted !== calls) budget?.add(connectionId, counted - calls);
      };
    },
    isPaused: (origin) => (breakers.get(origin)?.pausedUntil() ?? null) !== null,
    tryAgain: (origin) => breakers.get(origin)?.tryAgain(),
    pausedUntil: (connectionId) => {
      const until = breakers.get(origins.get(connectionId) ?? '')?.pausedUntil() ?? null;
      return until === null ? null : new Date(until).toISOString();
    },
    budgetOf: (connectionId) => budget?.of(connectionId) ?? { budget: 0, left: 0 },
  };
}

function pausedFailure(host: string, forMs: number): EngineFailure {
  const seconds = Math.ceil(forMs / 1000);
  return new EngineFailure(
    'org-paused',
    `Nothing is sent to ${host} for another ${seconds} s: it could not be reached several times in a row. Wait, or try again: what you start yourself is sent at once.`,
    { retryable: true, retryAfterMs: forMs },
  );
}

function spentFailure(host: string, limit: number, waitMs: number): EngineFailure {
  const minutes = Math.ceil(waitMs / 60_000);
  const wait = minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
  return new EngineFailure(
    'budget-stopped',
    `Nothing more is sent to ${host}: within 24 hours Orgbench sends it at most ${limit} requests. Wait ${wait}, or raise "${BUDGET_TITLE}" in the preferences.`,
    { retryable: true, retryAfterMs: waitMs },
  );
}

async function orAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return work;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const cancel = (): void => reject(new DOMException('Cancelled.', 'AbortError'));
  signal.addEventListener('abort', cancel, { once: true });
  try {
    signal.throwIfAborted();
    await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
