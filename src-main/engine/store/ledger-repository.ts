import type { LedgerRow } from '../../../src-preload/contract/ledger.ts';
import type { Database } from './database.ts';
import { createLedgerFilters, type LedgerConditions, type LedgerWhere, searchText } from './ledger-filter.ts';
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

/**
 * A place in the ledger: its rows up to a time (ISO 8601), of those of the same time the ones up to an id. `upToId`: and
 * no row with a greater id, whatever its time.
 */
export type LedgerPlace = { readonly at: string; readonly id: number; readonly upToId?: number };

/** The outbound ledger: one row for each attempt, and one for each request that was refused. */
export type LedgerRepository = {
  /** Writes the row before anything is sent and returns its id. */
  readonly begin: (start: LedgerStart) => number;
  readonly complete: (id: number, end: LedgerEnd) => void;
  /** A request that a guard stopped: nothing was sent. */
  readonly refuse: (start: LedgerStart, reason: string) => void;
  /** Newest first. `total` counts every row of the filter, exactly. */
  readonly list: (query: LedgerQuery) => { readonly rows: LedgerRow[]; readonly total: number };
  /** Newest first, from that place on: pages that do not move while rows are added. */
  readonly before: (filter: LedgerConditions, place: LedgerPlace, limit: number) => LedgerRow[];
  /** Rows of the filter from that place on. */
  readonly count: (filter: LedgerConditions, place: LedgerPlace) => number;
  /** The greatest id given so far. */
  readonly newestId: () => number;
  /** Sums over the rows of the filter, as the contract says. They are made of the rows and go with them. */
  readonly totals: (filter: LedgerConditions) => LedgerTotals;
  /** What the filter can choose from, sorted. */
  readonly facets: () => { readonly purposes: string[]; readonly hosts: string[] };
};

const COLUMNS = `id, at, purpose, trigger_name AS "trigger", connection_id AS connectionId,
  connection_name AS connectionName, method, host, path, reads, parts, attempt, state, status,
  bytes_in AS bytesIn, bytes_out AS bytesOut, ms, error`;

const UP_TO_PLACE = '(at, id) <= (@placeAt, @placeId)';

/** So many matches are listed rather than counted: when there are no more, counting and paging is one pass. */
const FEW_ROWS = 2000;

type Bound = LedgerWhere['values'];

/**
 * Creates the repository once for each opened store, and marks rows still "sent": they belong to an engine that was
 * ended, so what came of them is unknown.
 */
export function createLedgerRepository(db: Database): LedgerRepository {
  const insert = db.prepare<LedgerStart & { readonly state: string; readonly error: string | null; kindId: number }>(`
    INSERT INTO ledger (at, purpose, trigger_name, connection_id, connection_name, method, host, path, reads, parts,
                        attempt, bytes_out, state, error, kind_id)
    VALUES (@at, @purpose, @trigger, @connectionId, @connectionName, @method, @host, @path, @reads, @parts,
            @attempt, @bytesOut, @state, @error, @kindId)`);
  const update = db.prepare<[string, number | null, number, number, string | null, number]>(
    'UPDATE ledger SET state = ?, status = ?, bytes_in = ?, ms = ?, error = ? WHERE id = ?',
  );
  const findKind = db
    .prepare<[string, string, string, string], number>(
      'SELECT id FROM ledger_kind WHERE text = ? AND purpose = ? AND host = ? AND connection_id = ?',
    )
    .pluck();
  const addKind = db.prepare<[string, string, string, string]>(
    'INSERT INTO ledger_kind (text, purpose, host, connection_id) VALUES (?, ?, ?, ?)',
  );
  const everyRow = db.prepare<[], number>('SELECT count(*) FROM ledger').pluck();
  const byIds = db.prepare<[string], LedgerRow>(
    `SELECT ${COLUMNS} FROM ledger WHERE id IN (SELECT value FROM json_each(?)) ORDER BY at DESC, id DESC`,
  );
  const newest = db.prepare<[], number | null>('SELECT max(id) FROM ledger').pluck();
  const places = db.prepare<[], { readonly purpose: string; readonly host: string }>(
    'SELECT DISTINCT purpose, host FROM ledger_kind',
  );
  const whereOf = createLedgerFilters(db);
  db.prepare("UPDATE ledger SET state = 'unknown' WHERE state = 'sent'").run();

  const insertRow = (start: LedgerStart, state: 'sent' | 'refused', error: string | null, kindId: number): number =>
    Number(insert.run({ ...start, state, error, kindId }).lastInsertRowid);
  // A new kind and its row are written together or not at all.
  const insertBoth = db.transaction(
    (
      start: LedgerStart,
      state: 'sent' | 'refused',
      error: string | null,
      key: readonly [string, string, string, string],
    ) => insertRow(start, state, error, Number(addKind.run(...key).lastInsertRowid)),
  ).immediate;
  const add = (start: LedgerStart, state: 'sent' | 'refused', error: string | null): number => {
    const key = [searchText(start), start.purpose, start.host, start.connectionId ?? ''] as const;
    const kindId = findKind.get(...key);
    return kindId === undefined ? insertBoth(start, state, error, key) : insertRow(start, state, error, kindId);
  };

  const count = ({ conditions, values }: LedgerWhere): number => {
    if (conditions.length === 0) return everyRow.get() ?? 0;
    const sql = `SELECT count(*) FROM ledger INDEXED BY ledger_at WHERE ${conditions.join(' AND ')}`;
    return db.prepare<Bound, number>(sql).pluck().get(values) ?? 0;
  };

  /** Along the index alone, which is in the order of the list. */
  const ids = ({ conditions, values }: LedgerWhere, part: Slice): number[] => {
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const order = part.oldestFirst === true ? 'at, id' : 'at DESC, id DESC';
    return db
      .prepare<Bound, number>(
        `SELECT id FROM ledger INDEXED BY ledger_at ${where} ORDER BY ${order} LIMIT @limit OFFSET @offset`,
      )
      .pluck()
      .all({ ...values, limit: part.limit, offset: part.offset });
  };

  const rowsOf = (found: readonly number[]): LedgerRow[] => byIds.all(JSON.stringify(found));

  const list = ({ offset, limit, ...filter }: LedgerQuery): { rows: LedgerRow[]; total: number } => {
    const where = whereOf(filter);
    if (where.conditions.length > 0) {
      const few = ids(where, { offset: 0, limit: FEW_ROWS });
      const isAll = few.length < FEW_ROWS;
      if (isAll || offset + limit <= FEW_ROWS) {
        const total = isAll ? few.length : count(where);
        return { rows: rowsOf(few.slice(offset, offset + limit)), total };
      }
    }
    const total = count(where);
    const size = Math.min(limit, total - offset);
    if (size <= 0) return { rows: [], total };
    // From whichever end is nearer.
    const fromEnd = total - offset - size;
    const part = fromEnd < offset ? { offset: fromEnd, oldestFirst: true } : { offset };
    return { rows: rowsOf(ids(where, { ...part, limit: size })), total };
  };

  const upTo = (filter: LedgerConditions, place: LedgerPlace): LedgerWhere => {
    const { conditions, values } = whereOf(filter);
    const { at, id, upToId } = place;
    const known = { ...values, placeAt: at, placeId: id };
    return upToId === undefined
      ? { conditions: [...conditions, UP_TO_PLACE], values: known }
      : { conditions: [...conditions, UP_TO_PLACE, 'id <= @upToId'], values: { ...known, upToId } };
  };

  return {
    begin: (start) => add(start, 'sent', null),
    complete: (id, end) => {
      update.run(end.state, end.status, end.bytesIn, end.ms, end.error, id);
    },
    refuse: (start, reason) => {
      add({ ...start, bytesOut: 0 }, 'refused', reason);
    },
    list,
    before: (filter, place, limit) => rowsOf(ids(upTo(filter, place), { offset: 0, limit })),
    count: (filter, place) => count(upTo(filter, place)),
    newestId: () => newest.get() ?? 0,
    totals: createLedgerTotals(db, whereOf),
    facets: () => {
      const found = places.all();
      return {
        purposes: [...new Set(found.map(({ purpose }) => purpose))].toSorted(),
        hosts: [...new Set(found.map(({ host }) => host))].toSorted(),
      };
    },
  };
}

type Slice = { readonly offset: number; readonly limit: number; readonly oldestFirst?: boolean };
