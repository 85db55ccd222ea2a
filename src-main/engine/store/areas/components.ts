import { ownColumnsOf } from '../../../domain/areas/columns.ts';
import type { Component, Fact } from '../../../domain/areas/component.ts';
import { type Cell, hashCells } from '../catalog/rows.ts';
import type { WriteContext } from '../catalog/write.ts';
import type { Database } from '../database.ts';

const CELLS = [
  'area',
  'type',
  'name',
  'label',
  'object',
  'namespace',
  'org_id',
  'description',
  'created_date',
  'created_by',
  'last_modified_date',
  'last_modified_by',
  'facts',
  'search_text',
  'unknown',
] as const;

/** What grids show of every type. */
const SHOWN = [
  'type',
  'name',
  'label',
  'object',
  'namespace',
  'description',
  'created_date',
  'created_by',
  'last_modified_date',
  'last_modified_by',
  'unknown',
] as const;

/** A component in the store, with when it was last confirmed. */
export type StoredComponent = Component & { readonly id: number; readonly readAt: string };

/** What identifies a component in the store and in the org. */
export type ComponentKey = Pick<Component, 'type' | 'name' | 'lastModifiedDate'> & { readonly orgId: string };

type Row = Readonly<Record<(typeof CELLS)[number], string | null>> & { readonly id: number; readonly read_at: string };

const PAGE = 100;

type Current = { readonly id: number; readonly validFrom: number; readonly rowHash: Buffer };

/** Writes and reads components of the areas. Callers group writes in transactions. */
export function createComponents(db: Database) {
  const current = db.prepare(
    `SELECT id, valid_from AS validFrom, row_hash AS rowHash FROM component
     WHERE connection_key = ? AND type = ? AND name = ? AND valid_to IS NULL`,
  );
  const insert = db.prepare(
    `INSERT INTO component (connection_key, valid_from, row_hash, ${CELLS.join(', ')}, read_at, read_in)
     VALUES (?, ?, ?, ${CELLS.map(() => '?').join(', ')}, ?, ?)`,
  );
  const correct = db.prepare(
    `UPDATE component SET row_hash = ?, ${CELLS.map((cell) => `${cell} = ?`).join(', ')}, read_at = ?, read_in = ?
     WHERE id = ?`,
  );
  const putCells = db.prepare(
    `INSERT OR REPLACE INTO component_cell
       (id, connection_key, ${SHOWN.join(', ')}, facts, aside)
     SELECT id, connection_key, ${SHOWN.join(', ')}, jsonb(?), ? FROM component WHERE id = ?`,
  );
  const close = db.prepare('UPDATE component SET valid_to = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM component WHERE id = ?');
  const confirm = db.prepare('UPDATE component SET read_at = ?, read_in = ? WHERE id = ?');
  const confirmAll = db.prepare(
    'UPDATE component SET read_at = ?, read_in = ? WHERE connection_key = ? AND type = ? AND valid_to IS NULL',
  );
  const unseen = db.prepare(
    `SELECT id, valid_from AS validFrom, row_hash AS rowHash FROM component
     WHERE connection_key = ? AND type = ? AND valid_to IS NULL AND read_in <> ?`,
  );
  const ofType = db.prepare(
    `SELECT * FROM component WHERE connection_key = ? AND type = ? AND valid_to IS NULL ORDER BY name`,
  );
  const pageOf = db.prepare(
    `SELECT * FROM component WHERE connection_key = ? AND type = ? AND valid_to IS NULL AND valid_from >= ? AND name > ?
     ORDER BY name LIMIT ?`,
  );
  const one = db.prepare(
    'SELECT * FROM component WHERE connection_key = ? AND type = ? AND name = ? AND valid_to IS NULL',
  );
  const ofObject = db.prepare(
    `SELECT * FROM component WHERE connection_key = ? AND object = ? AND type = ? AND valid_to IS NULL
     ORDER BY label COLLATE NOCASE`,
  );
  const byId = db.prepare('SELECT * FROM component WHERE connection_key = ? AND org_id = ? AND valid_to IS NULL');
  const keys = db.prepare(
    `SELECT type, name, org_id AS orgId, last_modified_date AS lastModifiedDate FROM component
     WHERE connection_key = ? AND valid_to IS NULL AND org_id IS NOT NULL`,
  );
  const counts = db.prepare(
    `SELECT area, type, count(*) AS n FROM component WHERE connection_key = ? AND valid_to IS NULL GROUP BY area, type`,
  );
  const hasArea = db
    .prepare('SELECT 1 FROM component WHERE connection_key = ? AND area = ? AND valid_to IS NULL LIMIT 1')
    .pluck();
  const countUnknown = db
    .prepare(
      `SELECT count(*) FROM component WHERE connection_key = ? AND type = ? AND valid_to IS NULL AND unknown IS NOT NULL
         AND EXISTS (SELECT 1 FROM json_each(unknown) WHERE value = ?)`,
    )
    .pluck();
  const removeArea = db.prepare('DELETE FROM component WHERE connection_key = ? AND area = ?');

  const end = (snapshot: number, row: Current): void => {
    if (row.validFrom === snapshot) remove.run(row.id);
    else close.run(snapshot, row.id);
  };

  return {
    /** Writes a component unless it is as it was; either way it counts as read now. */
    save(at: WriteContext, area: string, component: Component): void {
      const cells = cellsOf(area, component);
      const hash = hashCells(cells);
      const old = current.get(at.connectionKey, component.type, component.name) as Current | undefined;
      if (old !== undefined) {
        if (hash.equals(old.rowHash)) {
          confirm.run(at.readAt, at.snapshot, old.id);
          return;
        }
        if (old.validFrom === at.snapshot) {
          correct.run(hash, ...cells, at.readAt, at.snapshot, old.id);
          putCells.run(shownFacts(component), isAside(component), old.id);
          return;
        }
        close.run(at.snapshot, old.id);
      }
      const { lastInsertRowid } = insert.run(at.connectionKey, at.snapshot, hash, ...cells, at.readAt, at.snapshot);
      putCells.run(shownFacts(component), isAside(component), lastInsertRowid);
    },
    /** The org says of every component of the type that it is as it was. */
    confirmAll(at: WriteContext, type: string): void {
      confirmAll.run(at.readAt, at.snapshot, at.connectionKey, type);
    },
    /** Ends one that the org no longer has. */
    end(at: WriteContext, type: string, name: string): void {
      const old = current.get(at.connectionKey, type, name) as Current | undefined;
      if (old !== undefined) end(at.snapshot, old);
    },
    /** After a complete list: ends those of the type that it did not name (neither saved nor confirmed in this snapshot). */
    endUnseen(at: WriteContext, type: string): void {
      for (const row of unseen.all(at.connectionKey, type, at.snapshot) as Current[]) end(at.snapshot, row);
    },
    ofType: (key: number, type: string): StoredComponent[] => (ofType.all(key, type) as Row[]).map(stored),
    /**
     * All of a type, some at a time: definitions can be large, and others want to be answered in between.
     *
     * @param since only those that changed in this snapshot or after it
     */
    *pagesOf(key: number, type: string, since = 0): Generator<readonly StoredComponent[]> {
      let last = '';
      for (;;) {
        const rows = pageOf.all(key, type, since, last, PAGE) as Row[];
        if (rows.length === 0) return;
        last = rows.at(-1)?.name ?? '';
        yield rows.map(stored);
      }
    },
    /** Those of one object, by label. */
    ofObject: (key: number, type: string, object: string): StoredComponent[] =>
      (ofObject.all(key, object, type) as Row[]).map(stored),
    one(key: number, type: string, name: string): StoredComponent | null {
      const row = one.get(key, type, name) as Row | undefined;
      return row === undefined ? null : stored(row);
    },
    /** @param orgId of 15 or 18 characters */
    byOrgId(key: number, orgId: string): StoredComponent | null {
      const row = byId.get(key, orgId.slice(0, 15)) as Row | undefined;
      return row === undefined ? null : stored(row);
    },
    /** Every component that has an id in the org, without its definition. */
    keys: (key: number): ComponentKey[] => keys.all(key) as ComponentKey[],
    /** How many of a type lack a fact. */
    countUnknown: (key: number, type: string, fact: string): number => Number(countUnknown.get(key, type, fact)),
    /** Whether anything of an area is there, without counting it. */
    hasArea: (key: number, area: string): boolean => hasArea.get(key, area) !== undefined,
    counts: (key: number) => counts.all(key) as { readonly area: string; readonly type: string; readonly n: number }[],
    /** Removes an area with its history; says how many rows. */
    removeArea: (key: number, area: string): number => removeArea.run(key, area).changes,
  };
}

/** The facts that are columns, as JSON. */
function shownFacts({ type, facts }: Component): string {
  return JSON.stringify(Object.fromEntries(ownColumnsOf(type).map(({ id }) => [id, facts[id]])));
}

/** 1: of a package, or switched off. */
function isAside({ namespace, facts }: Component): number {
  return Number(namespace !== null || facts.active === false);
}

function cellsOf(area: string, one: Component): Cell[] {
  const cells: Record<(typeof CELLS)[number], Cell> = {
    area,
    type: one.type,
    name: one.name,
    label: one.label,
    object: one.object,
    namespace: one.namespace,
    org_id: one.orgId?.slice(0, 15) ?? null,
    description: one.description,
    created_date: one.createdDate,
    created_by: one.createdBy,
    last_modified_date: one.lastModifiedDate,
    last_modified_by: one.lastModifiedBy,
    facts: JSON.stringify(one.facts),
    search_text: one.searchText,
    unknown: one.unknown.length === 0 ? null : JSON.stringify(one.unknown),
  };
  return CELLS.map((cell) => cells[cell]);
}

/** A row as the component that it holds. */
export function stored(row: Row): StoredComponent {
  return {
    id: row.id,
    type: row.type ?? '',
    name: row.name ?? '',
    label: row.label ?? '',
    object: row.object,
    namespace: row.namespace,
    orgId: row.org_id,
    description: row.description,
    createdDate: row.created_date,
    createdBy: row.created_by,
    lastModifiedDate: row.last_modified_date,
    lastModifiedBy: row.last_modified_by,
    facts: JSON.parse(row.facts ?? '{}') as Readonly<Record<string, Fact>>,
    searchText: row.search_text,
    unknown: row.unknown === null ? [] : (JSON.parse(row.unknown) as string[]),
    readAt: row.read_at,
  };
}
