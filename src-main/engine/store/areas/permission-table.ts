import type { WriteContext } from '../catalog/write.ts';
import type { Database } from '../database.ts';

/** What one holder allows with one object, or with one field of it; `rights` are the bits of `domain/areas/access-rights`. */
export type Permission = {
  /** 15-character id of a PermissionSet or MutingPermissionSet. */
  readonly holder: string;
  readonly object: string;
  readonly field: string;
  readonly rights: number;
};

type Current = { readonly id: number; readonly validFrom: number; readonly rights: number };

/** Gives names and ids their numbers; kept for one read, since a first read names each of them thousands of times. */
export type PermissionKeys = {
  readonly holder: (orgId: string) => number;
  readonly target: (object: string, field: string) => number;
};

/** Rows that are looked through at once: some 20 ms. */
const SLICE_ROWS = 10_000;

/** One of the two tables of permissions: versioned by validity, as components are. */
export function createPermissionTable(db: Database, table: 'object_permission' | 'field_permission') {
  const current = db.prepare(
    `SELECT id, valid_from AS validFrom, rights FROM ${table}
     WHERE holder_key = ? AND target_key = ? AND valid_to IS NULL`,
  );
  const insert = db.prepare(`INSERT INTO ${table} (holder_key, target_key, valid_from, rights) VALUES (?, ?, ?, ?)`);
  const correct = db.prepare(`UPDATE ${table} SET rights = ? WHERE id = ?`);
  const close = db.prepare(`UPDATE ${table} SET valid_to = ? WHERE id = ?`);
  const remove = db.prepare(`DELETE FROM ${table} WHERE id = ?`);
  const idsAfter = db.prepare(
    `SELECT p.id, p.valid_from AS validFrom, p.rights FROM ${table} p JOIN permission_holder h ON h.key = p.holder_key
     WHERE p.id > ? AND h.connection_key = ? AND p.valid_to IS NULL ORDER BY p.id LIMIT ${SLICE_ROWS}`,
  );
  const idsOfHolder = db.prepare(
    `SELECT p.id, p.valid_from AS validFrom, p.rights FROM ${table} p JOIN permission_holder h ON h.key = p.holder_key
     WHERE h.connection_key = ? AND h.org_id = ? AND p.valid_to IS NULL`,
  );
  const columns = `h.org_id AS holder, t.object, t.field, p.rights`;
  const joined = `${table} p JOIN permission_holder h ON h.key = p.holder_key
    JOIN permission_target t ON t.key = p.target_key`;
  const ofHolder = db.prepare(
    `SELECT ${columns} FROM ${joined} WHERE h.connection_key = ? AND h.org_id = ? AND p.valid_to IS NULL AND p.rights <> 0`,
  );
  const ofHolderAndObject = db.prepare(
    `SELECT ${columns} FROM ${joined} WHERE h.connection_key = ? AND h.org_id = ? AND t.object = ? AND p.valid_to IS NULL
       AND p.rights <> 0`,
  );
  const ofObject = db.prepare(
    `SELECT ${columns} FROM permission_target t CROSS JOIN ${table} p ON p.target_key = t.key
       JOIN permission_holder h ON h.key = p.holder_key
     WHERE t.connection_key = ? AND t.object = ? AND p.valid_to IS NULL AND p.rights <> 0`,
  );
  const ofField = db.prepare(
    `SELECT ${columns} FROM permission_target t CROSS JOIN ${table} p ON p.target_key = t.key
       JOIN permission_holder h ON h.key = p.holder_key
     WHERE t.connection_key = ? AND t.object = ? AND t.field = ? AND p.valid_to IS NULL AND p.rights <> 0`,
  );
  const all = db.prepare(
    `SELECT ${columns} FROM ${joined} WHERE h.connection_key = ? AND p.valid_to IS NULL AND p.rights <> 0`,
  );
  const counts = db.prepare(
    `SELECT h.org_id AS holder, count(*) AS n FROM ${table} p JOIN permission_holder h ON h.key = p.holder_key
     WHERE h.connection_key = ? AND p.valid_to IS NULL GROUP BY h.key`,
  );

  const end = (snapshot: number, row: Current): void => {
    if (row.validFrom === snapshot) remove.run(row.id);
    else close.run(snapshot, row.id);
  };

  return {
    /** Writes a permission unless it is as it was; answers the number of its row. */
    save(at: WriteContext, keys: PermissionKeys, one: Permission): number {
      const holder = keys.holder(one.holder);
      const target = keys.target(one.object, one.field);
      const old = current.get(holder, target) as Current | undefined;
      if (old !== undefined) {
        if (old.rights === one.rights) return old.id;
        if (old.validFrom === at.snapshot) {
          correct.run(one.rights, old.id);
          return old.id;
        }
        close.run(at.snapshot, old.id);
      }
      return Number(insert.run(holder, target, at.snapshot, one.rights).lastInsertRowid);
    },
    /**
     * After a complete list: ends what it did not name, some rows at a time, beginning after the row `after` (0: all).
     * Answers after which row to go on; null at the end.
     */
    endUnseen(at: WriteContext, seen: SeenRows, after: number): number | null {
      const rows = idsAfter.all(after, at.connectionKey) as Current[];
      for (const row of rows) if (!seen.has(row.id)) end(at.snapshot, row);
      return rows.at(-1)?.id ?? null;
    },
    /** The same after a complete list of one holder. */
    endUnseenOf(at: WriteContext, seen: SeenRows, holder: string): void {
      for (const row of idsOfHolder.all(at.connectionKey, holder) as Current[]) {
        if (!seen.has(row.id)) end(at.snapshot, row);
      }
    },
    ofHolder: (key: number, holder: string, object: string | null): Permission[] =>
      (object === null ? ofHolder.all(key, holder) : ofHolderAndObject.all(key, holder, object)) as Permission[],
    ofObject: (key: number, object: string): Permission[] => ofObject.all(key, object) as Permission[],
    ofField: (key: number, object: string, field: string): Permission[] =>
      ofField.all(key, object, field) as Permission[],
    all: (key: number): Permission[] => all.all(key) as Permission[],
    /** Rows of each holder, those that allow nothing included: as the org counts them. */
    counts: (key: number): ReadonlyMap<string, number> =>
      new Map(
        (counts.all(key) as { readonly holder: string; readonly n: number }[]).map(({ holder, n }) => [holder, n]),
      ),
  };
}

/** Numbers of rows as bits: a million of them take 125 kB, a set of them 40 MB. */
export type SeenRows = { readonly add: (id: number) => void; readonly has: (id: number) => boolean };

export function createSeenRows(): SeenRows {
  let bits = new Uint8Array(16_384);
  return {
    add(id) {
      const at = id >>> 3;
      if (at >= bits.length) {
        const larger = new Uint8Array(Math.max(at + 1, bits.length * 2));
        larger.set(bits);
        bits = larger;
      }
      bits[at] = (bits[at] ?? 0) | (1 << (id & 7));
    },
    has: (id) => ((bits[id >>> 3] ?? 0) & (1 << (id & 7))) !== 0,
  };
}
