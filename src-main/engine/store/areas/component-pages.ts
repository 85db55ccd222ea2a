import {
  type CellValue,
  COMPONENT_TYPES,
  type ComponentQuery,
  type ComponentRow,
  type ComponentType,
} from '../../../../src-preload/contract/components.ts';
import { ownColumnsOf } from '../../../domain/areas/columns.ts';
import { shownCells } from '../../../domain/areas/words.ts';
import type { Database } from '../database.ts';
import { createComponentOrders } from './component-orders.ts';
import { componentSql } from './component-where.ts';

export type ComponentPage = { readonly rows: ComponentRow[]; readonly total: number; readonly unfiltered: number };

const KEPT_QUERIES = 6;
const ITERATE_ROWS = 500;

type Row = {
  readonly id: number;
  readonly type: string;
  readonly name: string;
  readonly label: string;
  readonly object: string | null;
  readonly namespace: string | null;
  readonly description: string | null;
  readonly created_date: string | null;
  readonly created_by: string | null;
  readonly last_modified_date: string | null;
  readonly last_modified_by: string | null;
  readonly facts: string;
  readonly unknown: string | null;
  readonly read_at: string;
  readonly org_id: string | null;
};
/** A row with what its link needs. */
export type LinkedRow = { readonly row: ComponentRow; readonly orgId: string | null };
type Kept = { readonly changes: number; readonly ids: Uint32Array; readonly unfiltered: number };

/**
 * Pages of the components of one type.
 *
 * The ordered ids of an answer are read once, 4 bytes a row, and each page is a slice of them, until something is written.
 * They are read from `component_cell`, which holds no more than grids show: definitions of 30,000 reports weigh some
 * hundred megabytes.
 */
export function createComponentPages(db: Database) {
  const byIds = db.prepare(
    `SELECT m.*, json(m.facts) AS facts, c.read_at, c.org_id FROM json_each(?) j CROSS JOIN component_cell m JOIN component c ON c.id = m.id
     WHERE m.id = j.value ORDER BY j.key`,
  );
  const countOfType = db.prepare('SELECT count(*) FROM component_cell WHERE connection_key = ? AND type = ?').pluck();
  const changes = db.prepare('SELECT total_changes()').pluck();
  const orders = createComponentOrders(db);
  const kept = new Map<string, Kept>();

  const idsOf = (connectionKey: number, query: ComponentQuery): Kept => {
    const { connectionId: _org, ...asked } = query;
    const key = JSON.stringify([connectionKey, asked]);
    const found = kept.get(key);
    kept.delete(key);
    const current = found?.changes === Number(changes.get()) ? found : answer(connectionKey, query);
    kept.set(key, current);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_QUERIES) break;
      kept.delete(oldest);
    }
    return current;
  };
  const answer = (connectionKey: number, query: ComponentQuery): Kept => {
    const known = orders.get(connectionKey, query);
    const ids = known ?? sortedIds(connectionKey, query);
    if (known === null) orders.put(connectionKey, query, ids);
    const isWhole = query.quick.trim() === '' && query.filters.length === 0;
    const unfiltered = isWhole ? ids.length : Number(countOfType.get(connectionKey, query.type));
    return { changes: Number(changes.get()), ids, unfiltered };
  };
  const sortedIds = (connectionKey: number, query: ComponentQuery): Uint32Array => {
    const { from, where, orderBy } = componentSql(connectionKey, query);
    const sql = `SELECT m.id FROM ${from} WHERE ${where.sql} ORDER BY ${orderBy}`;
    return Uint32Array.from(
      db
        .prepare(sql)
        .pluck()
        .all(...where.values) as number[],
    );
  };
  const rowsOf = (ids: Uint32Array): Row[] => byIds.all(JSON.stringify([...ids])) as Row[];

  return {
    page(connectionKey: number, query: ComponentQuery, offset: number, limit: number): ComponentPage {
      const { ids, unfiltered } = idsOf(connectionKey, query);
      return { rows: rowsOf(ids.subarray(offset, offset + limit)).map(componentRow), total: ids.length, unfiltered };
    },
    count: (connectionKey: number, query: ComponentQuery): number => idsOf(connectionKey, query).ids.length,
    /** Every row of a query, in its order; the ids are taken at the start, so a write in between shifts nothing. */
    *iterate(connectionKey: number, query: ComponentQuery): Generator<readonly LinkedRow[]> {
      const { ids } = idsOf(connectionKey, query);
      for (let at = 0; at < ids.length; at += ITERATE_ROWS) {
        yield rowsOf(ids.subarray(at, at + ITERATE_ROWS)).map((row) => ({ row: componentRow(row), orgId: row.org_id }));
      }
    },
  };
}

function componentRow(row: Row): ComponentRow {
  const facts = JSON.parse(row.facts) as Readonly<Record<string, CellValue>>;
  const cells = Object.fromEntries(ownColumnsOf(row.type).map(({ id }) => [id, facts[id] ?? null]));
  return {
    id: row.id,
    type: componentTypeOf(row.type),
    name: row.name,
    label: row.label,
    object: row.object,
    namespace: row.namespace,
    description: row.description,
    createdDate: row.created_date,
    createdBy: row.created_by,
    lastModifiedDate: row.last_modified_date,
    lastModifiedBy: row.last_modified_by,
    readAt: row.read_at,
    cells,
    shown: shownCells(row.type, cells),
    unknown: row.unknown === null ? [] : (JSON.parse(row.unknown) as string[]),
  };
}

function componentTypeOf(type: string): ComponentType {
  const found = COMPONENT_TYPES.find((one) => one === type);
  if (found === undefined) throw new Error(`a component of the type ${type}, which has no columns`);
  return found;
}
