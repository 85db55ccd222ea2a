import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerFilter, LedgerRow } from '../../../src-preload/contract/ledger.ts';
import { fillLedger } from '../../../test/support/large-ledger.ts';
import { openStore } from '../../../test/support/network.ts';
import { localDayOf } from './ledger-days.ts';
import { createRetentionRepository } from './retention-repository.ts';
import { createLedgerRepository, type LedgerRepository, type LedgerStart } from './ledger-repository.ts';

const UNTIL_MS = Date.parse('2026-11-23T12:00:00.000Z');
const V = '/services/data/v68.0';

const start = (over: Partial<LedgerStart> = {}): LedgerStart => ({
  at: '2026-11-23T12:00:00.000Z',
  purpose: 'limits',
  trigger: 'test',
  connectionId: 'c1',
  connectionName: 'Acme',
  method: 'GET',
  host: 'acme.my.salesforce.com',
  path: `${V}/limits`,
  reads: 'API limits',
  parts: 0,
  attempt: 1,
  bytesOut: 0,
  ...over,
});

function filled(count: number): { ledger: LedgerRepository; rows: readonly LedgerRow[] } {
  const db = openStore();
  const ledger = createLedgerRepository(db);
  fillLedger(db, ledger, { count, untilMs: UNTIL_MS });
  const rows: LedgerRow[] = [];
  while (rows.length < count) rows.push(...ledger.list({ offset: rows.length, limit: 1000 }).rows);
  return { ledger, rows };
}

/** The filter as the contract says it, row by row. */
function matches(row: LedgerRow, filter: Partial<LedgerFilter>): boolean {
  const { text = '', connectionId, purpose, host, state, fromDay, toDay } = filter;
  const { trigger, connectionName, method, path, reads, status } = row;
  const parts = [`${row.purpose} ${trigger} ${connectionName ?? ''} ${method} ${row.host}${path} ${reads}`, row.state];
  if (status !== null) parts.push(String(status));
  const day = localDayOf(row.at);
  return (
    (text === '' || parts.some((part) => part.toLowerCase().includes(text.toLowerCase()))) &&
    (connectionId ?? row.connectionId) === row.connectionId &&
    (purpose ?? row.purpose) === row.purpose &&
    (host ?? row.host) === row.host &&
    (state ?? row.state) === row.state &&
    (fromDay ?? day) <= day &&
    (toDay ?? day) >= day
  );
}

const day = fc
  .integer({ min: -2, max: 95 })
  .map((ago) => localDayOf(new Date(UNTIL_MS - ago * 86_400_000).toISOString()));
const filters = fc.record(
  {
    text: fc.constantFrom(
      '',
      'COMPOSITE',
      'needle',
      '503',
      '20',
      'e',
      'fail',
      'globex uat',
      '%',
      '_',
      '\\',
      "'",
      '/items/1',
    ),
    connectionId: fc.constantFrom('c-0', 'c-3', 'a-1', 'nobody'),
    purpose: fc.constantFrom('describe', 'definitions', 'google sheets', 'nothing'),
    host: fc.constantFrom('globex.my.salesforce.com', 'graph.microsoft.com'),
    state: fc.constantFrom('sent' as const, 'done' as const, 'failed' as const, 'refused' as const),
    fromDay: day,
    toDay: day,
  },
  { requiredKeys: [] },
);

describe('the filter', () => {
  it('leaves exactly the rows that it names, on every page, with their exact number and sums', () => {
    const { ledger, rows } = filled(6000);
    fc.assert(
      fc.property(filters, fc.nat(6000), fc.integer({ min: 1, max: 300 }), (filter, offset, limit) => {
        const expected = rows.filter((row) => matches(row, filter));
        const found = ledger.list({ ...filter, offset, limit });
        expect(found.total).toBe(expected.length);
        expect(found.rows).toEqual(expected.slice(offset, offset + limit));
        const { byPurpose, byDay, byPurposeAndDay, hosts, since } = ledger.totals(filter);
        const sent = expected.filter(({ state }) => state !== 'refused');
        const sum = (of: readonly { readonly requests: number }[]) =>
          of.reduce((all, { requests }) => all + requests, 0);
        expect([sum(byPurpose), sum(byDay), sum(byPurposeAndDay)]).toEqual([sent.length, sent.length, sent.length]);
        expect(byDay.reduce((all, { refused }) => all + refused, 0)).toBe(expected.length - sent.length);
        expect(byPurpose.reduce((all, { bytesIn }) => all + bytesIn, 0)).toBe(
          sent.reduce((all, { bytesIn }) => all + bytesIn, 0),
        );
        expect(hosts).toEqual([...new Set(sent.map(({ host }) => host))].toSorted());
        expect(since).toBe(expected.at(-1)?.at ?? null);
      }),
      { numRuns: 150 },
    );
  });

  it('takes a text literally, whatever its letters, and finds an address as it is written', () => {
    const ledger = createLedgerRepository(openStore());
    ledger.begin(start({ connectionName: 'Übung 100%' }));
    ledger.begin(start({ connectionName: 'Uebung 100_', reads: 'A\\B' }));
    const total = (text: string): number => ledger.list({ text, offset: 0, limit: 10 }).total;
    expect(total('ÜBUNG')).toBe(1);
    expect(total('0%')).toBe(1);
    expect(total('0_')).toBe(1);
    expect(total('a\\b')).toBe(1);
    expect(total('%')).toBe(1);
    // The end of a text in C, but not of this one.
    expect(total('\0')).toBe(0);
    expect(total(`GET acme.my.salesforce.com${V}/limits`)).toBe(2);
  });

  it('follows a request to its end: state and status are those of now', () => {
    const ledger = createLedgerRepository(openStore());
    const id = ledger.begin(start());
    const total = (filter: Partial<LedgerFilter>): number => ledger.list({ ...filter, offset: 0, limit: 10 }).total;
    expect([total({ state: 'sent' }), total({ text: '429' })]).toEqual([1, 0]);
    ledger.complete(id, { state: 'done', status: 429, bytesIn: 5, ms: 1, error: null });
    expect([total({ state: 'sent' }), total({ text: '429' }), total({ text: '42' })]).toEqual([0, 1, 1]);
    expect(ledger.totals({}).byPurpose).toEqual([
      { purpose: 'limits', requests: 1, refused: 0, bytesIn: 5, bytesOut: 0 },
    ]);
  });

  it('takes days as they are on this computer, from midnight to midnight', () => {
    const ledger = createLedgerRepository(openStore());
    const local = (text: string): string => new Date(text).toISOString();
    for (const at of [
      '2026-03-01T23:59:59.999',
      '2026-03-02T00:00:00.000',
      '2026-03-02T23:59:59.999',
      '2026-03-03T00:00',
    ]) {
      ledger.begin(start({ at: local(at) }));
    }
    const filter = { fromDay: '2026-03-02', toDay: '2026-03-02' };
    expect(ledger.list({ ...filter, offset: 0, limit: 10 }).rows.map(({ at }) => at)).toEqual([
      local('2026-03-02T23:59:59.999'),
      local('2026-03-02T00:00:00.000'),
    ]);
    expect(ledger.totals({}).byDay.map(({ day: one, requests }) => [one, requests])).toEqual([
      ['2026-03-03', 1],
      ['2026-03-02', 2],
      ['2026-03-01', 1],
    ]);
    expect(ledger.list({ fromDay: '2026-03-01', toDay: '9999-12-31', offset: 0, limit: 10 }).total).toBe(4);
  });

  it('are added up at once, too, when a clock was wrong by thousands of years', () => {
    const ledger = createLedgerRepository(openStore());
    const times = ['1970-01-01T12:00:00.000Z', '2026-11-23T12:00:00.000Z', '9999-12-31T23:59:59.999Z'];
    for (const at of times) ledger.begin(start({ at }));
    const startedAt = performance.now();
    const { byDay, byPurpose } = ledger.totals({});
    // A look at each day in between took a minute.
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(byPurpose[0]?.requests).toBe(byDay.length);
    expect(byDay.map(({ day }) => day).slice(-2)).toEqual(['2026-11-23', '1970-01-01']);
    expect(ledger.totals({ fromDay: '1999-01-01', toDay: '2026-11-23' }).byDay).toHaveLength(1);
  });

  it('offers every purpose and host there is, also of what was refused', () => {
    const ledger = createLedgerRepository(openStore());
    expect(ledger.facets()).toEqual({ purposes: [], hosts: [] });
    ledger.begin(start({ purpose: 'query' }));
    ledger.refuse(start({ host: 'other.my.salesforce.com' }), 'Not allowed.');
    expect(ledger.facets()).toEqual({
      purposes: ['limits', 'query'],
      hosts: ['acme.my.salesforce.com', 'other.my.salesforce.com'],
    });
  });
});

describe('pages from a place', () => {
  it('do not move while requests are added, and end where the place was', () => {
    const { ledger, rows } = filled(50);
    const place = { at: rows[10]?.at ?? '', id: ledger.newestId() };
    ledger.begin(start({ at: place.at }));
    ledger.begin(start());
    expect(ledger.count({}, place)).toBe(40);
    expect(ledger.before({}, place, 5)).toEqual(rows.slice(10, 15));
  });
});

describe('removing old requests', () => {
  it('takes their sums, and every word that only they said', () => {
    const db = openStore();
    const ledger = createLedgerRepository(db);
    const retention = createRetentionRepository(db);
    const old = ledger.begin(
      start({ at: '2026-01-01T00:00:00.000Z', reads: 'Secret_Project__c', purpose: 'describe' }),
    );
    ledger.complete(old, { state: 'done', status: 200, bytesIn: 7, ms: 1, error: null });
    ledger.begin(start());
    expect(retention.removeOlder('ledger', '2026-06-01T00:00:00.000Z')).toBe(1);
    expect(ledger.totals({}).byPurpose.map(({ purpose, requests }) => [purpose, requests])).toEqual([['limits', 1]]);
    expect(ledger.facets().purposes).toEqual(['limits']);
    expect(ledger.list({ text: 'secret', offset: 0, limit: 10 }).total).toBe(0);
    expect(JSON.stringify(db.prepare('SELECT * FROM ledger_kind').all())).not.toMatch(/secret/i);
    ledger.begin(start({ reads: 'Secret_Project__c' }));
    expect(ledger.list({ text: 'secret', offset: 0, limit: 10 }).total).toBe(1);
  });
});
