import { expect, it } from 'vitest';
import { createLedgerService } from './ledger-service.ts';

const PAUSED = '2026-11-23T09:30:00.000Z';
const connection = (id: string, name: string, host: string) => ({
  id,
  name,
  instanceUrl: `https://${host}.my.salesforce.com`,
  apiUsage: { used: 40, max: 15_000, at: '2026-11-23T09:00:00.000Z' },
});
const context = { signal: new AbortController().signal, hostPath: null };

it('says of connections to one org that they share its limit, and that all of them are paused', async () => {
  const orgs: Readonly<Record<string, string>> = { c1: 'acme', c2: 'acme', c3: 'other' };
  const { handlers } = createLedgerService({
    ledger: {
      list: () => ({ rows: [], total: 0 }),
      totals: () => ({ byPurpose: [], byDay: [], byPurposeAndDay: [], hosts: [], since: null }),
      facets: () => ({ purposes: [], hosts: [] }),
    },
    orgCalls: { orgOf: (id) => orgs[id] ?? id, byMinute: () => [{ minute: '2026-11-23T09:00', calls: 4 }] },
    connections: () => [
      connection('c1', 'Acme', 'acme'),
      connection('c2', 'Acme as administrator', 'acme'),
      connection('c3', 'Other', 'other'),
    ],
    // Only the second was asked for when the pause began.
    brakes: { budgetOf: () => ({ budget: 10, left: 6 }), pausedUntil: (id) => (id === 'c2' ? PAUSED : null) },
    now: () => Date.parse('2026-11-23T09:10:00.000Z'),
  });
  const summary = await handlers['ledger.summary']({}, context);
  expect(summary.orgs.map(({ name, pausedUntil, sharedWith }) => ({ name, pausedUntil, sharedWith }))).toEqual([
    { name: 'Acme', pausedUntil: PAUSED, sharedWith: ['Acme as administrator'] },
    { name: 'Acme as administrator', pausedUntil: PAUSED, sharedWith: ['Acme'] },
    { name: 'Other', pausedUntil: null, sharedWith: [] },
  ]);
});
