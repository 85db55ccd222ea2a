import type { LedgerRow } from '../../../src-preload/contract/ledger.ts';
import type { Database } from './database.ts';
import { type LedgerConditions, ledgerWhere, searchText } from './ledger-filter.ts';
import { createLedgerTotals, type LedgerTotals } from './ledger-totals.ts';

/** What is known before a request is sent. */
export type LedgerStart = {
  readonly at: string;
  readonly purpose: string;
  readonly trigger: string;
  readonly connectionId: string | null;
  readonly connectionName: string | null;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly reads: string;
  readonly parts: number;
  readonly attempt: number;
  readonly bytesOut: number;
};

/** What is known afterwards. */
export type LedgerEnd = {
  readonly state: 'done' | 'failed';
  readonly status: number | null;
  readonly bytesIn: number;
  readonly ms: number;
  readonly error: string | null;
};

export type LedgerQuery = LedgerConditions & { readonly offset: number; readonly limit: number };

/** The outbound ledger: one row for each attempt, and one for each request that was refused. */
export type LedgerRepository = {
  /** Writes the row before anything is sent and returns its id. */
  readonly begin: (start: LedgerStart) => number;
  readonly complete: (id: number, end: LedgerEnd) => void;
  /** A request that a guard stopped: nothing was sent. */
  readonly refuse: (start: LedgerStart, reason: string) => void;
  /** Newest first. `total` counts every row of the filter, exactly. */
  readonly list: (query: LedgerQuery) => { readonly rows: LedgerRow[]; readonly total: number };
  /** Newest first, those with an id below `before`: pages that do not move while rows are added. */
  readonly before: (filter: LedgerConditions, before: number, limit: number) => LedgerRow[];
  /** Rows of the filter with an id up to `lastId`. */
  readonly count: (filter: LedgerConditions, lastId: number) => number;
  /** The newest row that was begun up to that time (ISO 8601); 0 when there is none. */
  readonly lastIdAt: (until: string) => number;
  /** Sums over the rows of the filter, as the contract says. */
  readonly totals: (filter: LedgerConditions) => LedgerTotals;
  /** What the filter can choose from, sorted. */
  readonly facets: () => { readonly purposes: string[]; readonly hosts: string[] };
  /**
   * Calls since that time (ISO 8601) that Salesforce counts against an org's API limit, by connection. A composite is one
   * call, a composite batch as many as it has parts. Sign-ins and the list of versions count for nothing, nor does what
   * was refused here, or there for want of a session. An attempt without an answer counts: it may have arrived.
   */
  readonly countedCalls: (since: string) => ReadonlyMap<string, number>;
};

const COLUMNS = `id, at, purpose, trigger_name AS "trigger", connection_id AS connectionId,
  connection_name AS connectionName, method, host, path, reads, parts, attempt, state, status,
  bytes_in AS bytesIn, bytes_out AS bytesOut, ms, error`;

type Bound = Readonly<Record<string, string | number>>;

/**
 * Creates the repository once for each opened store, and marks rows still "sent": they belong to an engine that was
 * ended, so what came of them is unknown.
 */
export function createLedgerRepository(db: Database): LedgerRepository {
  const insert = db.prepare<
    LedgerStart & { readonly state: string; readonly error: string | null; readonly searchText: string }
  >(`
    INSERT INTO ledger (at, purpose, trigger_name, connection_id, connection_name, method, host, path, reads, parts,
                        attempt, bytes_out, state, error, search_text)
    VALUES (@at, @purpose, @trigger, @connectionId, @connectionName, @method, @host, @path, @reads, @parts,
            @attempt, @bytesOut, @state, @error, @searchText)`);
  const update = db.prepare<[string, number | null, number, number, string | null, number]>(
    'UPDATE ledger SET state = ?, status = ?, bytes_in = ?, ms = ?, error = ? WHERE id = ?',
  );
  const counted = db.prepare<[string], { readonly id: string; readonly calls: number }>(`
    SELECT connection_id AS id, sum(CASE WHEN path LIKE '%/composite/batch' THEN max(parts, 1) ELSE 1 END) AS calls
    FROM ledger INDEXED BY ledger_at
    WHERE at >= ? AND connection_id IS NOT NULL AND state <> 'refused' AND coalesce(status, 0) <> 401
      AND (path GLOB '/services/data/v[0-9]*' OR path GLOB '/services/Soap/*')
    GROUP BY connection_id`);
  const newestUntil = db
    .prepare<[string], number>('SELECT id FROM ledger NOT INDEXED WHERE at <= ? ORDER BY id DESC LIMIT 1')
    .pluck();
  const everyRow = db.prepare<[], number>('SELECT count(*) FROM ledger').pluck();
  const { places, totals } = createLedgerTotals(db);
  db.prepare("UPDATE ledger SET state = 'unknown' WHERE state = 'sent'").run();

  const countWhere = (filter: LedgerConditions, lastId: number | null): number => {
    const { conditions, values, hasText } = ledgerWhere(filter);
    const all = lastId === null ? conditions : [...conditions, 'id <= @lastId'];
    if (all.length === 0) return everyRow.get() ?? 0;
    // A text has to be looked for in every row; all else is in the index.
    const from = hasText ? 'ledger NOT INDEXED' : 'ledger INDEXED BY ledger_facts';
    const found = db
      .prepare<Bound, number>(`SELECT count(*) FROM ${from} WHERE ${all.join(' AND ')}`)
      .pluck()
      .get(lastId === null ? values : { ...values, lastId });
    return found ?? 0;
  };

  /** Along the ids, from whichever end is nearer. */
  const page = (filter: LedgerConditions, { offset, limit, total }: PageOf): LedgerRow[] => {
    const size = Math.min(limit, total - offset);
    if (size <= 0) return [];
    const { conditions, values } = ledgerWhere(filter);
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const fromEnd = total - offset - size;
    const isNearEnd = fromEnd < offset;
    const rows = db
      .prepare<Bound, LedgerRow>(
        `SELECT ${COLUMNS} FROM ledger NOT INDEXED ${where} ORDER BY id ${isNearEnd ? 'ASC' : 'DESC'}
         LIMIT @size OFFSET @skipped`,
      )
      .all({ ...values, size, skipped: isNearEnd ? fromEnd : offset });
    return isNearEnd ? rows.toReversed() : rows;
  };

  return {
    begin: (start) => {
      const row = { ...start, state: 'sent', error: null, searchText: searchText(start) };
      return Number(insert.run(row).lastInsertRowid);
    },
    complete: (id, end) => {
      update.run(end.state, end.status, end.bytesIn, end.ms, end.error, id);
    },
    refuse: (start, reason) => {
      insert.run({ ...start, bytesOut: 0, state: 'refused', error: reason, searchText: searchText(start) });
    },
    list: ({ offset, limit, ...filter }) => {
      const total = countWhere(filter, null);
      return { rows: page(filter, { offset, limit, total }), total };
    },
    before: (filter, before, limit) => {
      const { conditions, values } = ledgerWhere(filter);
      return db
        .prepare<Bound, LedgerRow>(
          `SELECT ${COLUMNS} FROM ledger NOT INDEXED WHERE ${['id < @before', ...conditions].join(' AND ')}
           ORDER BY id DESC LIMIT @limit`,
        )
        .all({ ...values, before, limit });
    },
    count: countWhere,
    lastIdAt: (until) => newestUntil.get(until) ?? 0,
    totals,
    facets: () => {
      const found = places();
      return {
        purposes: [...new Set(found.map(({ purpose }) => purpose))],
        hosts: [...new Set(found.map(({ host }) => host))].toSorted(),
      };
    },
    countedCalls: (since) => new Map(counted.all(since).map(({ id, calls }) => [id, calls])),
  };
}

type PageOf = { readonly offset: number; readonly limit: number; readonly total: number };
