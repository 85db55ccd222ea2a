import type { FieldQuery, FieldRow } from '../../../../src-preload/contract/catalog.ts';
import type { Database } from '../database.ts';
import { JOINED_COLUMNS, JOINED_FIELDS, type JoinedField, toFieldRow } from './field-rows.ts';
import { type FieldSql, fieldSql } from './field-where.ts';

export type FieldPage = { readonly rows: FieldRow[]; readonly total: number; readonly unfiltered: number };

/** Up to here SQLite skips rows quickly enough; beyond, the ids of the whole answer are kept in order. */
const SKIP_MAX_ROWS = 2000;
const KEPT_QUERIES = 4;
const ITERATE_ROWS = 500;

/**
 * Pages of fields.
 *
 * SQLite walks over every skipped row, so a page near the end of a million rows would cost a second. From a certain
 * depth on, and wherever no index has the order, the ordered ids of the answer are read once (8 bytes a row) and each
 * page is a slice of them. `generation` changes with every write and drops what is kept.
 */
export function createFieldPages(db: Database, generation: () => number) {
  const byIds = db.prepare(
    `SELECT ${JOINED_COLUMNS} FROM json_each(?) j CROSS JOIN ${JOINED_FIELDS} WHERE f.id = j.value ORDER BY j.key`,
  );
  const kept = new Map<string, { readonly generation: number; total?: number; ids?: Float64Array }>();

  const entry = (key: string) => {
    const now = generation();
    const found = kept.get(key);
    const current = found !== undefined && found.generation === now ? found : { generation: now };
    kept.delete(key);
    kept.set(key, current);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_QUERIES) break;
      kept.delete(oldest);
    }
    return current as { generation: number; total?: number; ids?: Float64Array };
  };

  const unfilteredCount = (connectionKey: number): number =>
    Number(
      db
        .prepare('SELECT coalesce(sum(field_count), 0) FROM org_object WHERE connection_key = ?')
        .pluck()
        .get(connectionKey),
    );
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
  const allIds = (sql: FieldSql): Float64Array =>
    Float64Array.from(
      db
        .prepare(`SELECT f.id FROM ${sql.from} WHERE ${sql.where.sql} ORDER BY ${sql.orderBy}`)
        .pluck()
        .all(...sql.where.values) as number[],
    );
  const firstIds = (sql: FieldSql, offset: number, limit: number): number[] =>
    db
      .prepare(`SELECT f.id FROM ${sql.from} WHERE ${sql.where.sql} ORDER BY ${sql.orderBy} LIMIT ? OFFSET ?`)
      .pluck()
      .all(...sql.where.values, limit, offset) as number[];

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
    if (state.ids === undefined && (offset > SKIP_MAX_ROWS || !sql.ordered)) state.ids = allIds(sql);
    state.total ??= state.ids?.length ?? countOf(connectionKey, query, sql);
    const ids =
      state.ids === undefined ? firstIds(sql, offset, limit) : [...state.ids.subarray(offset, offset + limit)];
    return { rows: rowsOf(ids, orgNamespace), total: state.total, unfiltered: unfilteredCount(connectionKey) };
  };

  /** Every row of a query, in its order; the ids are taken at the start, so a write in between shifts nothing. */
  function* iterate(connectionKey: number, query: FieldQuery, orgNamespace: string | null): Generator<FieldRow[]> {
    const ids = allIds(fieldSql(connectionKey, query));
    for (let at = 0; at < ids.length; at += ITERATE_ROWS) {
      yield rowsOf([...ids.subarray(at, at + ITERATE_ROWS)], orgNamespace);
    }
  }

  return { page, iterate, count: (key: number, query: FieldQuery) => countOf(key, query, fieldSql(key, query)) };
}
