import type { FieldQuery, FieldRow } from '../../../../src-preload/contract/catalog.ts';
import type { Database } from '../database.ts';
import { createRecent } from './recent.ts';
import { JOINED_COLUMNS, JOINED_FIELDS, type JoinedField, toFieldRow } from './field-rows.ts';
import { type FieldSql, fieldSql } from './field-where.ts';

export type FieldPage = { readonly rows: FieldRow[]; readonly total: number; readonly unfiltered: number };

/** Up to here SQLite skips rows quickly enough; beyond, ids of the answer are kept in order. */
const SKIP_MAX_ROWS = 2000;
/** Ids read before and after a page far down in an index, for the next pages of whoever scrolls there. */
const AROUND_ROWS = 2000;
/** An org with less than this share of all rows is read along an index: the others' rows would be walked for nothing. */
const SHARE_IN_PLACE = 0.25;
const KEPT_QUERIES = 4;
const ITERATE_ROWS = 500;

type Place = { readonly offset: number; readonly limit: number; readonly total: number };
/** Ids in their order, from a place in the answer on. */
type Stretch = { readonly from: number; readonly ids: Float64Array };
/** What is kept of a query: its number of rows, the ids of its first ones, those around the last page, the ids of all. */
type Kept = {
  readonly generation: number;
  total?: number;
  head?: Float64Array;
  around?: Stretch;
  ids?: Float64Array;
};

/**
 * Pages of fields.
 *
 * SQLite walks over every skipped row. In an index alone that is quick (a million in 30 to 100 ms), so a page far down in
 * such an order is looked for from the nearer end, in that of objects from its object on, and the ids around it are
 * kept. Elsewhere it would cost a second: from a certain depth on, and wherever no index has the order, the ordered ids of
 * the answer are read once (8 bytes a row) and each page is a slice of them. Of an order that no index has, the first page
 * is asked for alone: finding the first rows of a million takes half the time that putting all of them in order takes.
 * `generation` changes with every write and drops what is kept.
 */
export function createFieldPages(db: Database, generation: () => number) {
  const byIds = db.prepare(
    `SELECT ${JOINED_COLUMNS} FROM json_each(?) j CROSS JOIN ${JOINED_FIELDS} WHERE f.id = j.value ORDER BY j.key`,
  );
  const kept = createRecent<string, Kept>(KEPT_QUERIES);

  const entry = (key: string) => {
    const now = generation();
    const found = kept.get(key);
    return kept.put(key, found?.generation === now ? found : { generation: now });
  };

  const fieldCounts = db
    .prepare('SELECT coalesce(sum(field_count), 0) FROM org_object WHERE connection_key = ?')
    .pluck();
  const unfilteredCount = (connectionKey: number): number => Number(fieldCounts.get(connectionKey));
  const countOf = (connectionKey: number, query: FieldQuery, sql: FieldSql): number => {
    if (sql.plain && query.objects === null) return unfilteredCount(connectionKey);
    if (sql.plain && query.objects !== null) {
      return Number(
        db
          .prepare(
            `SELECT coalesce(sum(field_count), 0) FROM org_object
             WHERE connection_key = ? AND name IN (SELECT value FROM json_each(?))`,
          )
          .pluck()
          .get(connectionKey, JSON.stringify(query.objects)),
      );
    }
    return Number(
      db
        .prepare(`SELECT count(*) FROM ${sql.from} WHERE ${sql.where.sql}`)
        .pluck()
        .get(...sql.where.values),
    );
  };
  const newestId = db.prepare('SELECT coalesce(max(id), 0) FROM field').pluck();
  const fromOf = (connectionKey: number, sql: FieldSql): string =>
    sql.everyRow && unfilteredCount(connectionKey) >= Number(newestId.get()) * SHARE_IN_PLACE
      ? sql.fromInPlace
      : sql.from;
  const sortedIds = (connectionKey: number, sql: FieldSql, limit = -1): Float64Array =>
    Float64Array.from(
      db
        .prepare(
          `SELECT f.id FROM ${fromOf(connectionKey, sql)} WHERE ${sql.where.sql} ORDER BY ${sql.orderBy}
           ${limit === -1 ? '' : 'LIMIT ?'}`,
        )
        .pluck()
        .all(...sql.where.values, ...(limit === -1 ? [] : [limit])) as number[],
    );
  const idsAt = (sql: FieldSql, orderBy: string, offset: number, limit: number): number[] =>
    db
      .prepare(`SELECT f.id FROM ${sql.from} WHERE ${sql.where.sql} ORDER BY ${orderBy} LIMIT ? OFFSET ?`)
      .pluck()
      .all(...sql.where.values, limit, offset) as number[];
  const objectCounts = (direction: 'asc' | 'desc') =>
    db.prepare(
      `SELECT name, field_count AS fields FROM org_object WHERE connection_key = ? AND field_count > 0
       ORDER BY name COLLATE NOCASE ${direction}`,
    );
  const counts = { asc: objectCounts('asc'), desc: objectCounts('desc') };
  /** The object in which a row stands when they are in the order of objects, and how many rows are before that object. */
  const objectAt = (connectionKey: number, direction: 'asc' | 'desc', offset: number) => {
    let at = { name: '', before: 0 };
    let before = 0;
    for (const { name, fields } of counts[direction].all(connectionKey) as { name: string; fields: number }[]) {
      // Objects that differ in case only are one to this order.
      if (name.toLowerCase() !== at.name.toLowerCase()) at = { name, before };
      before += fields;
      if (before > offset) break;
    }
    return at;
  };
  /** The ids from a page's neighbours before it to those after it: from its object on, or from the nearer end. */
  const idsAround = (connectionKey: number, query: FieldQuery, sql: FieldSql, place: Place): Stretch => {
    const from = Math.max(0, place.offset - AROUND_ROWS);
    const to = Math.min(place.total, place.offset + place.limit + AROUND_ROWS);
    const count = Math.max(0, to - from);
    const { column, direction } = query.sort[0] ?? { column: 'object', direction: 'asc' };
    if (column === 'object') {
      const { name, before } = objectAt(connectionKey, direction, from);
      const ids = db
        .prepare(
          `SELECT f.id FROM ${sql.from} WHERE ${sql.where.sql} AND f.object COLLATE NOCASE ${direction === 'asc' ? '>=' : '<='} ?
           ORDER BY ${sql.orderBy} LIMIT ? OFFSET ?`,
        )
        .pluck()
        .all(...sql.where.values, name, count, from - before) as number[];
      return { from, ids: Float64Array.from(ids) };
    }
    const ids =
      from <= place.total - to
        ? idsAt(sql, sql.orderBy, from, count)
        : idsAt(sql, sql.orderByReversed, place.total - to, count).reverse();
    return { from, ids: Float64Array.from(ids) };
  };

  const rowsOf = (ids: readonly number[], orgNamespace: string | null): FieldRow[] =>
    (byIds.all(JSON.stringify(ids)) as JoinedField[]).map((row) => toFieldRow(row, orgNamespace));

  const page = (
    connectionKey: number,
    query: FieldQuery,
    offset: number,
    limit: number,
    orgNamespace: string | null,
  ): FieldPage => {
    const sql = fieldSql(connectionKey, query);
    const state = entry(JSON.stringify([connectionKey, query]));
    const isNear = offset + limit <= SKIP_MAX_ROWS;
    const inIndex = sql.ordered && query.objects === null;
    // A filtered answer is walked to its end for its number of rows in any case.
    if (state.ids === undefined && !sql.ordered && sql.plain && isNear) {
      state.head ??= sortedIds(connectionKey, sql, SKIP_MAX_ROWS);
    } else if (state.ids === undefined && !inIndex && (!isNear || !sql.ordered)) {
      state.ids = sortedIds(connectionKey, sql);
    }
    state.total ??= state.ids?.length ?? countOf(connectionKey, query, sql);
    if (inIndex && !isNear && !holds(state.around, offset, limit, state.total)) {
      state.around = idsAround(connectionKey, query, sql, { offset, limit, total: state.total });
    }
    const { ids, head, around } = state;
    const known =
      sliceOf(ids, offset, limit) ??
      (isNear ? sliceOf(head, offset, limit) : sliceOf(around?.ids, offset - (around?.from ?? 0), limit));
    const shown = known ?? idsAt(sql, sql.orderBy, offset, limit);
    return { rows: rowsOf(shown, orgNamespace), total: state.total, unfiltered: unfilteredCount(connectionKey) };
  };

  /** Every row of a query, in its order; the ids are taken at the start, so a write in between shifts nothing. */
  function* iterate(connectionKey: number, query: FieldQuery, orgNamespace: string | null): Generator<FieldRow[]> {
    const ids = sortedIds(connectionKey, fieldSql(connectionKey, query));
    for (let at = 0; at < ids.length; at += ITERATE_ROWS) {
      yield rowsOf([...ids.subarray(at, at + ITERATE_ROWS)], orgNamespace);
    }
  }

  return { page, iterate, count: (key: number, query: FieldQuery) => countOf(key, query, fieldSql(key, query)) };
}

function sliceOf(ids: Float64Array | undefined, from: number, count: number): number[] | undefined {
  return ids === undefined ? undefined : [...ids.subarray(from, from + count)];
}

function holds(stretch: Stretch | undefined, offset: number, limit: number, total: number): boolean {
  if (stretch === undefined) return false;
  return stretch.from <= offset && Math.min(offset + limit, total) <= stretch.from + stretch.ids.length;
}
