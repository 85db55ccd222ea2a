import type { Preflight } from '../../../src-preload/contract/preflight.ts';
import { AREAS, type Area } from '../../domain/preflight/areas.ts';
import { type Outcome, judgeArea, refusalOfAll, showsViewSetup, viewSetupOf } from '../../domain/preflight/judge.ts';
import { EngineFailure } from '../failure.ts';
import type { GatewayResponse } from '../network/gateway-types.ts';
import type { Clock, Handlers } from '../ports.ts';
import { SALESFORCE_SCOPES } from '../salesforce/oauth/authorize.ts';
import { failureOf } from '../salesforce/answers.ts';
import type { ConnectionsService } from '../salesforce/connections-service.ts';
import type { OrgClient } from '../salesforce/org-client.ts';
import type { ConnectionsRepository } from '../store/connections-repository.ts';
import type { KeptPreflight, PreflightRepository } from '../store/preflight-repository.ts';
import { outcomesOf } from './outcomes.ts';
import { type PlannedCall, describeCall, planCalls } from './plan.ts';

type Deps = {
  readonly store: { readonly connections: Pick<ConnectionsRepository, 'get'>; readonly preflight: PreflightRepository };
  readonly openClient: ConnectionsService['openClient'];
  readonly now: Clock;
};

/** A few at a time: an org answers them all within seconds, and none waits long for another. */
const LANES = 4;
/** Small, and in every org. */
const SMALL_OBJECT = 'RecordType';
/** After these nothing else need be sent; each area that was not asked says so. */
const ENDS_ALL: ReadonlySet<string> = new Set([
  'org-paused',
  'budget-stopped',
  'network-off',
  'proxy-failed',
  'certificate-untrusted',
]);
/** In place of messages that say how long to wait: a result is read again when that is long over. */
const LASTING: Readonly<Record<string, string>> = {
  'org-paused': 'the org failed several times in a row and was left alone for a while.',
  'budget-stopped': 'no request was left for this org within 24 hours.',
};
/** After these there is nothing to tell about an area, so the pre-flight itself fails. */
const FAILS_RUN: ReadonlySet<string> = new Set(['signed-out', 'vault-locked']);

/**
 * Finds out what the signed-in user may read, with the smallest read of each area.
 *
 * Asked by the page right after a sign-in, and on demand: a sign-in itself does not wait for it, and can end well where
 * the pre-flight is cancelled.
 */
export function createPreflightService({ store, openClient, now }: Deps): {
  readonly handlers: Handlers<'preflight.run' | 'preflight.last'>;
  /** For the lock: cancels what runs and waits for it. */
  readonly close: () => Promise<void>;
} {
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();

  /** A pasted access token does not say what it was granted. */
  const withScopes = (found: KeptPreflight, connectionId: string): Preflight => ({
    ...found,
    scopes: store.connections.get(connectionId).oauth?.grantedScopes?.slice() ?? null,
    scopesAsked: SALESFORCE_SCOPES.split(' '),
  });

  const run = async (connectionId: string, callSignal: AbortSignal): Promise<Preflight> => {
    const signal = AbortSignal.any([callSignal, closing.signal]);
    const client = await openClient(connectionId, 'preflight', signal);
    const before = client.traffic().requests;
    const outcomes = await readAreas(client, now, signal);
    signal.throwIfAborted();
    const found: KeptPreflight = {
      connectionId,
      at: new Date(now()).toISOString(),
      username: store.connections.get(connectionId).user?.username ?? null,
      areas: judgeAll(outcomes),
      apiCalls: client.traffic().requests - before,
    };
    store.preflight.save(found);
    return withScopes(found, connectionId);
  };

  return {
    close: async () => {
      closing.abort();
      await Promise.allSettled(running);
    },
    handlers: {
      'preflight.run': async ({ connectionId }, { signal }) => {
        const work = run(connectionId, signal);
        running.add(work);
        try {
          return await work;
        } finally {
          running.delete(work);
        }
      },
      'preflight.last': ({ connectionId }) => {
        store.connections.get(connectionId);
        const kept = store.preflight.last(connectionId);
        return kept === null ? null : withScopes(kept, connectionId);
      },
    },
  };
}

type Outcomes = ReadonlyMap<Area, readonly Outcome[]>;

function judgeAll(outcomes: Outcomes): Preflight['areas'] {
  const hasViewSetup = viewSetupOf([...outcomes].map(([area, ofArea]) => showsViewSetup(area, ofArea)));
  return AREAS.map((area) => {
    const { id, title, reads } = area;
    return { id, title, reads, ...judgeArea(area, outcomes.get(area) ?? [], hasViewSetup) };
  });
}

/** Asks for API access first; then everything else, unless the org refuses all of it. */
async function readAreas(client: OrgClient, now: Clock, signal: AbortSignal): Promise<Outcomes> {
  const outcomes = new Map(
    AREAS.map((area): [Area, Outcome[]] => {
      const reads = area.probe.kind === 'query' ? area.probe.queries.length : 1;
      return [area, Array.from({ length: reads }, () => ({ kind: 'not tried', reason: 'Not tried.' }))];
    }),
  );
  const host = new URL(client.origin).host;
  let stop: string | null = null;

  const put = (planned: PlannedCall, ofReads: readonly Outcome[]): void => {
    for (const [index, read] of planned.reads.entries()) {
      const outcome = ofReads[index];
      const ofArea = outcomes.get(read.area);
      if (outcome === undefined || ofArea === undefined) continue;
      ofArea[read.index] = outcome;
      if (outcome.kind === 'refused') stop ??= refusalOfAll(outcome.code);
      else if (outcome.kind === 'failed' && outcome.endsAll === true) stop ??= `Not tried: ${outcome.reason}`;
    }
  };
  const all = (planned: PlannedCall, outcome: Outcome): void =>
    put(
      planned,
      planned.reads.map(() => outcome),
    );

  const [first, ...others] = planCalls(AREAS, client.apiVersion);
  const ask = async (planned: PlannedCall): Promise<GatewayResponse | null> => {
    if (stop !== null) {
      all(planned, { kind: 'not tried', reason: stop });
      return null;
    }
    try {
      const response = await client.probe(planned.call, { signal });
      put(planned, outcomesOf(planned, response, host, now()));
      return response;
    } catch (error) {
      if (!(error instanceof EngineFailure) || FAILS_RUN.has(error.code) || planned === first) {
        stop ??= 'Not tried.';
        throw error;
      }
      if (ENDS_ALL.has(error.code)) stop ??= `Not tried: ${LASTING[error.code] ?? error.message}`;
      all(planned, stop === null ? { kind: 'failed', reason: error.message } : { kind: 'not tried', reason: stop });
      return null;
    }
  };

  /** The list, then one object of it. */
  const askObjects = async (list: PlannedCall): Promise<void> => {
    const response = await ask(list);
    const area = AREAS.find((one) => one.probe.kind === 'describe');
    if (area === undefined) return;
    const object = response?.status === 200 ? smallObject(response.text) : null;
    if (object !== null) await ask(describeCall(area, object));
    else all(describeCall(area, ''), { kind: 'not tried', reason: stop ?? 'Not tried: the list names no object.' });
  };

  // When not even this is answered, nothing is found out: that is no result, and an earlier one is worth more.
  if (first !== undefined) {
    const response = await ask(first);
    const failed = first.reads
      .map(({ area, index }) => outcomes.get(area)?.[index])
      .find((one) => one?.kind === 'failed');
    if (response !== null && failed?.kind === 'failed') throw unanswered(response, failed.reason, host, now());
  }
  const waiting = others.values();
  const lane = async (): Promise<void> => {
    for (const planned of waiting) {
      await (planned.reads[0]?.area.probe.kind === 'object list' ? askObjects(planned) : ask(planned));
    }
  };
  // All of them, so that none still sends when the pre-flight has failed.
  const ended = await Promise.allSettled(Array.from({ length: LANES }, lane));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  return outcomes;
}

/** Why an org did not say who asks, though it could be reached. */
function unanswered(response: GatewayResponse, reason: string, host: string, nowMs: number): EngineFailure {
  return response.status === 200
    ? new EngineFailure('org-refused', reason, { retryable: true })
    : failureOf(response, host, nowMs);
}

/** RecordType, or else the first object of the list that can be described. */
function smallObject(list: string): string | null {
  try {
    const { sobjects } = JSON.parse(list) as { readonly sobjects?: readonly { readonly name?: unknown }[] };
    const names = (sobjects ?? []).flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
    return names.includes(SMALL_OBJECT) ? SMALL_OBJECT : (names[0] ?? null);
  } catch {
    // Not JSON: the list has failed as well, and says so.
    return null;
  }
}
