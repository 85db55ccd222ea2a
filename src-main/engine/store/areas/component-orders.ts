import type { ComponentQuery } from '../../../../src-preload/contract/components.ts';
import type { Database } from '../database.ts';

/** Fewer are put in order in some milliseconds. */
const FEWEST_KEPT = 2000;
/** Not of the component that grids show: it changes without it. */
const CHANGES_BY_ITSELF = new Set(['readAt']);

/**
 * Orders of large types, kept until the store is closed: putting 100,000 components in the order of a list or a date means
 * reading all of them, some 200 ms, and the ids of an order 400 kB. Triggers forget the orders of a type when one of its
 * components comes, changes or goes, so that an order that is there is right.
 *
 * In a temporary table, which lies in memory: looking at a list writes nothing to the disk, and another version of
 * Orgbench, which may sort by other words, begins without them.
 */
export function createComponentOrders(db: Database) {
  db.exec(`
    CREATE TEMP TABLE IF NOT EXISTS component_order (
      connection_key INTEGER NOT NULL,
      type TEXT NOT NULL,
      -- A column and a direction.
      sorted_by TEXT NOT NULL,
      -- 4 bytes each.
      ids BLOB NOT NULL,
      PRIMARY KEY (connection_key, type, sorted_by)
    );
    CREATE TEMP TRIGGER IF NOT EXISTS component_came_to_orders AFTER INSERT ON component_cell
    BEGIN
      DELETE FROM component_order WHERE connection_key = new.connection_key AND type = new.type;
    END;
    CREATE TEMP TRIGGER IF NOT EXISTS component_left_orders AFTER DELETE ON component_cell
    BEGIN
      DELETE FROM component_order WHERE connection_key = old.connection_key AND type = old.type;
    END;
  `);
  const get = db
    .prepare('SELECT ids FROM component_order WHERE connection_key = ? AND type = ? AND sorted_by = ?')
    .pluck();
  const put = db.prepare(
    'INSERT OR REPLACE INTO component_order (connection_key, type, sorted_by, ids) VALUES (?, ?, ?, ?)',
  );
  return {
    /** The ids of a query in its order, or null when that order is not kept. */
    get(connectionKey: number, query: ComponentQuery): Uint32Array | null {
      const sortedBy = sortedByOf(query);
      if (sortedBy === null) return null;
      const ids = get.get(connectionKey, query.type, sortedBy) as Buffer | undefined;
      // A copy: the bytes of a buffer need not begin where a number of four bytes may.
      return ids === undefined ? null : new Uint32Array(new Uint8Array(ids).buffer);
    },
    /** Keeps an order if it is worth it. */
    put(connectionKey: number, query: ComponentQuery, ids: Uint32Array): void {
      const sortedBy = sortedByOf(query);
      if (sortedBy === null || ids.length < FEWEST_KEPT) return;
      put.run(connectionKey, query.type, sortedBy, Buffer.from(ids.buffer, ids.byteOffset, ids.byteLength));
    },
  };
}

/** Only orders of all components of a type by one column are kept. */
function sortedByOf({ quick, filters, sort }: ComponentQuery): string | null {
  const [first = { column: 'label', direction: 'asc' }, ...others] = sort;
  if (quick.trim() !== '' || filters.length > 0 || others.length > 0 || CHANGES_BY_ITSELF.has(first.column))
    return null;
  return `${first.column} ${first.direction}`;
}
