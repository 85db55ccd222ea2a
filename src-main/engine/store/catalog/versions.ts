import type { Database } from '../database.ts';
import { type Cell, hashCells } from './rows.ts';

type Current = { readonly id: number; readonly validFrom: number; readonly rowHash: Buffer };

/**
 * Writes rows of one versioned table.
 *
 * A changed row is closed and a new version begins, unless its version began in this very snapshot: then it is
 * corrected in place, since nobody can have seen the half-read state as history.
 *
 * @param narrowCells the cells that a narrow correction may change: naming an indexed column in an UPDATE rewrites its
 *   index entry even when the value stays, which costs a first read twice over
 */
export function versionedTable<C extends string>(
  db: Database,
  table: string,
  cells: readonly C[],
  narrowCells: readonly C[] = cells,
) {
  const insert = db.prepare(
    `INSERT INTO ${table} (connection_key, valid_from, row_hash, ${cells.join(', ')})
     VALUES (?, ?, ?, ${cells.map(() => '?').join(', ')})`,
  );
  const correct = db.prepare(
    `UPDATE ${table} SET row_hash = ?, ${cells.map((cell) => `${cell} = ?`).join(', ')} WHERE id = ?`,
  );
  const correctNarrow = db.prepare(
    `UPDATE ${table} SET row_hash = ?, ${narrowCells.map((cell) => `${cell} = ?`).join(', ')} WHERE id = ?`,
  );
  const narrowAt = narrowCells.map((cell) => cells.indexOf(cell));
  const close = db.prepare(`UPDATE ${table} SET valid_to = ? WHERE id = ?`);
  const remove = db.prepare(`DELETE FROM ${table} WHERE id = ?`);

  const end = (snapshot: number, current: Current): void => {
    if (current.validFrom === snapshot) remove.run(current.id);
    else close.run(snapshot, current.id);
  };
  return {
    /** Writes a row, unless it is already as it should be. */
    put(
      connectionKey: number,
      snapshot: number,
      current: Current | undefined,
      values: readonly Cell[],
      narrow = false,
    ): void {
      const hash = hashCells(values);
      if (current !== undefined) {
        if (hash.equals(current.rowHash)) return;
        if (current.validFrom === snapshot) {
          if (narrow) correctNarrow.run(hash, ...narrowAt.map((at) => values[at] ?? null), current.id);
          else correct.run(hash, ...values, current.id);
          return;
        }
        close.run(snapshot, current.id);
      }
      insert.run(connectionKey, snapshot, hash, ...values);
    },
    end,
  };
}

/** Rows of one object that are told apart by all their cells (record types, child relationships). */
export function versionedList(db: Database, table: string, cells: readonly string[]) {
  const versioned = versionedTable(db, table, cells);
  const current = db.prepare(
    `SELECT id, valid_from AS validFrom, row_hash AS rowHash FROM ${table}
     WHERE connection_key = ? AND object = ? AND valid_to IS NULL`,
  );
  return (connectionKey: number, snapshot: number, object: string, rows: readonly (readonly Cell[])[]): void => {
    const left = new Map<string, Current[]>();
    for (const row of current.all(connectionKey, object) as Current[]) {
      const key = row.rowHash.toString('base64');
      left.set(key, [...(left.get(key) ?? []), row]);
    }
    for (const row of rows) {
      const same = left.get(hashCells(row).toString('base64'));
      if (same === undefined || same.length === 0) versioned.put(connectionKey, snapshot, undefined, row);
      else same.shift();
    }
    for (const rest of left.values()) for (const row of rest) versioned.end(snapshot, row);
  };
}
