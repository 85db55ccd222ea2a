import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { Clock, Handlers } from '../ports.ts';
import type { LedgerRepository } from '../store/ledger-repository.ts';
import type { OrgCallsRepository } from '../store/org-calls-repository.ts';

/** What the gateway holds an org to. */
export type OrgBrakes = {
  /** Calls a day that Orgbench allows itself, and what is left of them. */
  readonly budgetOf: (connectionId: string) => { readonly budget: number; readonly left: number };
  /** Until when nothing is sent after repeated failures, ISO 8601; null: nothing is held back. */
  readonly pausedUntil: (connectionId: string) => string | null;
};

type Deps = {
  readonly ledger: Pick<LedgerRepository, 'list' | 'totals' | 'facets'>;
  readonly orgCalls: Pick<OrgCallsRepository, 'byMinute' | 'orgOf'>;
  readonly connections: () => readonly Pick<Connection, 'id' | 'name' | 'instanceUrl' | 'apiUsage'>[];
  readonly brakes: OrgBrakes;
  readonly now: Clock;
};

/** Salesforce counts the calls of the last 24 hours, not of a calendar day. */
const COUNTED_MS = 24 * 3_600_000;

/** Answers what the Activity page and `orgbench ledger` ask. */
export function createLedgerService({ ledger, orgCalls, connections, brakes, now }: Deps): {
  readonly handlers: Handlers<'ledger.list' | 'ledger.totals' | 'ledger.summary'>;
} {
  return {
    handlers: {
      'ledger.list': (query) => ledger.list(query),
      'ledger.totals': (filter) => ledger.totals(filter),
      'ledger.summary': () => {
        const [from, to] = [now() - COUNTED_MS, now() + 1].map((ms) => new Date(ms).toISOString()) as [string, string];
        const all = connections().map((one) => ({ ...one, org: orgCalls.orgOf(one.id) }));
        return {
          ...ledger.facets(),
          orgs: all.map(({ id, name, instanceUrl, apiUsage, org }) => {
            const { budget, left } = brakes.budgetOf(id);
            // An address is left alone, whichever connection was asked for.
            const atSameAddress = all.filter((one) => one.instanceUrl === instanceUrl);
            return {
              connectionId: id,
              name,
              calls: orgCalls.byMinute(id, from, to).reduce((sum, { calls }) => sum + calls, 0),
              limit: apiUsage?.max ?? null,
              used: apiUsage?.used ?? null,
              budget,
              budgetLeft: left,
              pausedUntil:
                atSameAddress.map((one) => brakes.pausedUntil(one.id)).find((until) => until !== null) ?? null,
              sharedWith: all.filter((one) => one.org === org && one.id !== id).map((one) => one.name),
            };
          }),
        };
      },
    },
  };
}
