import type { Dispatcher } from 'undici';
import type { ReadingMode } from '../../../src-preload/contract/connections.ts';
import { EngineFailure } from '../failure.ts';
import type { Clock, HostQuestions } from '../ports.ts';
import type { LedgerRepository } from '../store/ledger-repository.ts';
import { AttemptError, LEDGER_TEXT, attemptErrorOf } from './attempt-error.ts';
import type { EarlierCalls } from './call-budget.ts';
import { createDispatchers } from './dispatchers.ts';
import type { AttemptFacts } from './gateway-types.ts';
import { waitMs } from './retry.ts';
import { type Answer, MAX_BODY_BYTES, MAX_WIRE_BYTES, type Method, send } from './send.ts';

const TIMEOUT_MS = 120_000;

export type GatewayDeps = {
  readonly ledger: Pick<LedgerRepository, 'begin' | 'complete' | 'refuse'>;
  readonly host: Pick<HostQuestions, 'proxyFor'>;
  readonly now: Clock;
  /** False while the vault is locked: then nothing is sent. */
  readonly isOpen: () => boolean;
  /** The master switch: while true, only requests for orgs are sent. Asked for each attempt. */
  readonly onlySalesforce: () => boolean;
  /** What may be read through a connection; asked for each attempt. Absent: metadata only. */
  readonly readsOf?: (connectionId: string) => ReadingMode;
  /** The budget of each org: what earlier runs sent, and how many calls it may be in 24 hours. Absent: none is kept. */
  readonly earlierCalls?: EarlierCalls;
  readonly dailyCalls?: () => number;
  /** The one address that counts of analytics may go to; null or absent: none. */
  readonly analyticsAddress?: string | null;
  /** For tests only: sends what goes to an origin of Google or Microsoft (key) to one of this computer (value). */
  readonly endpoints?: Readonly<Record<string, string>>;
  /** Waits between attempts; tests pass their own. */
  readonly wait?: typeof waitMs;
  readonly maxWireBytes?: number;
  readonly maxBodyBytes?: number;
};

/** What the ledger is told about a request, whatever becomes of it. */
export type LedgerFacts = Parameters<GatewayDeps['ledger']['begin']>[0];

/** A request that the guards let through. */
export type Outgoing = {
  /** Where it really goes, and whose proxy is asked for. */
  readonly origin: string;
  readonly path: string;
  readonly method: Method;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
  readonly timeoutMs: number | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onAttempt?: ((attempt: AttemptFacts) => void) | undefined;
  /** Called when nothing is waited for any more; what it throws keeps the request from being sent. */
  readonly beforeSending?: () => void;
  /** Only the status of the answer counts. */
  readonly ignoresBody?: boolean;
};

export type Sent =
  | { readonly ok: true; readonly answer: Answer; readonly facts: AttemptFacts }
  | { readonly ok: false; readonly error: AttemptError };

/** What both counters of the gateway share: the lock, the connections, one ledger row for each attempt, the pauses. */
export type Attempts = {
  /** Throws `vault-locked`. */
  readonly ensureOpen: () => void;
  /** Sends once. Throws `vault-locked`; everything else that can go wrong is in the result. */
  readonly attempt: (outgoing: Outgoing, row: LedgerFacts) => Promise<Sent>;
  readonly wait: typeof waitMs;
  readonly close: () => Promise<void>;
};

export function createAttempts(deps: GatewayDeps): Attempts {
  const dispatchers = createDispatchers(deps.host.proxyFor, deps.now);
  /** Attempts whose ledger row is not complete yet. */
  const inFlight = new Set<Promise<unknown>>();
  let closed = false;

  const ensureOpen = (): void => {
    if (closed || !deps.isOpen()) {
      throw new EngineFailure('vault-locked', 'Nothing is sent while Orgbench is locked. Unlock it and try again.');
    }
  };

  const attemptOnce = async (outgoing: Outgoing, row: LedgerFacts): Promise<Sent> => {
    ensureOpen();
    // Awaited before the row is written: between the row and the request nothing else happens.
    let dispatcher: Dispatcher;
    try {
      dispatcher = await dispatchers.for(outgoing.origin);
    } catch (error) {
      // A proxy that cannot be asked for or understood is no reason to go around it.
      return { ok: false, error: error instanceof AttemptError ? error : new AttemptError('proxy', error) };
    }
    ensureOpen();
    outgoing.beforeSending?.();
    const id = deps.ledger.begin(row);
    const startedAt = performance.now();
    let bytesIn = 0;
    const finish = (status: number | null, error: string | null): AttemptFacts => {
      const facts = { status, bytesIn, bytesOut: row.bytesOut, ms: Math.round(performance.now() - startedAt) };
      deps.ledger.complete(id, { ...facts, state: error === null ? 'done' : 'failed', error });
      outgoing.onAttempt?.(facts);
      return facts;
    };
    try {
      const answer = await send({
        ...outgoing,
        dispatcher,
        timeoutMs: outgoing.timeoutMs ?? TIMEOUT_MS,
        maxWireBytes: deps.maxWireBytes ?? MAX_WIRE_BYTES,
        maxBodyBytes: deps.maxBodyBytes ?? MAX_BODY_BYTES,
        onBytes: (count) => {
          bytesIn += count;
        },
      });
      return { ok: true, answer, facts: finish(answer.status, null) };
    } catch (thrown) {
      const error = attemptErrorOf(thrown);
      finish(null, LEDGER_TEXT[error.problem]);
      return { ok: false, error };
    }
  };

  return {
    ensureOpen,
    attempt: async (outgoing, row) => {
      const sending = attemptOnce(outgoing, row);
      inFlight.add(sending);
      const sent = await sending.finally(() => inFlight.delete(sending));
      if (!sent.ok) ensureOpen();
      return sent;
    },
    wait: deps.wait ?? waitMs,
    close: async () => {
      closed = true;
      await dispatchers.close();
      // The store may be closed next; until then every row has to get its end.
      await Promise.allSettled(inFlight);
    },
  };
}
