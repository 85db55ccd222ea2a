import { namespaceOf } from '../../../domain/metadata/api-names.ts';
import { isCompanion, isSuggested, kindOf, type ListedObject } from '../../../domain/metadata/object-kind.ts';
import type { Database } from '../database.ts';

/** A describeGlobal item. */
export type GlobalItem = ListedObject & {
  readonly label?: string | null;
  readonly associateParentEntity?: string | null;
};

export type ListedRow = {
  readonly name: string;
  readonly label: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly associateType: string | null;
  readonly associateParent: string | null;
  readonly suggested: boolean;
  readonly chosen: boolean;
  readonly isNew: boolean;
  readonly vanished: boolean;
  readonly describeModified: string | null;
  readonly readAt: string | null;
  /** The snapshot in which it was last read or confirmed. */
  readonly readIn: number | null;
  readonly definitionsIn: number | null;
  /** Definitions changed up to then (ISO 8601) are in the store; null when not all of them were read. */
  readonly definitionsSince: string | null;
  readonly fieldCount: number;
};

export type OrgState = {
  readonly listModified: string | null;
  readonly listReadAt: string | null;
  readonly everChosen: boolean;
  readonly lastReadAt: string | null;
};

type Row = Omit<ListedRow, 'suggested' | 'chosen' | 'isNew' | 'vanished'> & {
  readonly suggested: number;
  readonly chosen: number;
  readonly isNew: number;
  readonly vanished: number;
};

type StateRow = {
  readonly list_modified: string | null;
  readonly list_read_at: string | null;
  readonly ever_chosen: number;
  readonly last_read_at: string | null;
};

/** Versioned and other rows that belong to one object. */
const OBJECT_TABLES = [
  ['field', 'object'],
  ['record_type', 'object'],
  ['child_relationship', 'object'],
  ['sobject', 'name'],
] as const;

/** The org's own list of sObjects: what it has, what is chosen, how far each has been read. */
export function createObjectList(db: Database) {
  const select = db.prepare(
    `SELECT name, label, kind, namespace, associate_type AS associateType, associate_parent AS associateParent,
       suggested, chosen, is_new AS isNew, vanished, describe_modified AS describeModified, read_at AS readAt,
       read_in AS readIn, definitions_in AS definitionsIn, definitions_since AS definitionsSince,
       field_count AS fieldCount
     FROM org_object WHERE connection_key = ? ORDER BY name`,
  );
  const put = db.prepare(
    `INSERT INTO org_object (connection_key, name, label, kind, namespace, associate_type, associate_parent, suggested, is_new)
     VALUES (@key, @name, @label, @kind, @namespace, @associateType, @associateParent, @suggested, @isNew)
     ON CONFLICT (connection_key, name) DO UPDATE SET label = excluded.label, kind = excluded.kind,
       associate_type = excluded.associate_type, associate_parent = excluded.associate_parent,
       suggested = excluded.suggested, vanished = 0`,
  );
  // Should it come back, all of it is asked for: a read that it vanished from has perhaps a part of it only.
  const vanish = db.prepare(
    `UPDATE org_object SET vanished = 1, describe_modified = NULL, definitions_in = NULL, definitions_since = NULL
     WHERE connection_key = ? AND name = ?`,
  );
  const unlist = db.prepare('DELETE FROM org_object WHERE connection_key = ? AND name = ?');
  const ensureState = db.prepare('INSERT OR IGNORE INTO org_state (connection_key) VALUES (?)');
  const state = db.prepare('SELECT * FROM org_state WHERE connection_key = ?');
  const setList = db.prepare('UPDATE org_state SET list_modified = ?, list_read_at = ? WHERE connection_key = ?');
  const setSince = db.prepare('UPDATE org_object SET definitions_since = ? WHERE connection_key = ? AND name = ?');
  const setLastRead = db.prepare('UPDATE org_state SET last_read_at = ? WHERE connection_key = ?');
  const choose = db.prepare('UPDATE org_object SET chosen = 1, is_new = 0 WHERE connection_key = ? AND name = ?');
  const drop = db.prepare(
    `UPDATE org_object SET chosen = 0, describe_modified = NULL, read_at = NULL, read_in = NULL, definitions_in = NULL,
       definitions_since = NULL, field_count = 0, custom_field_count = 0 WHERE connection_key = ? AND name = ?`,
  );
  const removals = OBJECT_TABLES.map(([table, column]) =>
    db.prepare(`DELETE FROM ${table} WHERE connection_key = ? AND ${column} = ?`),
  );
  const dropUnknown = db.prepare('DELETE FROM unknown_part WHERE connection_key = ? AND name = ?');
  const prunePicklists = db.prepare(
    `DELETE FROM picklist WHERE connection_key = ?
       AND NOT EXISTS (SELECT 1 FROM field WHERE field.picklist_id = picklist.id)`,
  );

  const list = (key: number): ListedRow[] =>
    (select.all(key) as Row[]).map((row) => ({
      ...row,
      suggested: row.suggested === 1,
      chosen: row.chosen === 1,
      isNew: row.isNew === 1,
      vanished: row.vanished === 1,
    }));

  /** Looking leaves no row behind: after a removal nothing of the org is kept until it is read again. */
  const readState = (key: number): OrgState => {
    const row = state.get(key) as StateRow | undefined;
    return {
      listModified: row?.list_modified ?? null,
      listReadAt: row?.list_read_at ?? null,
      everChosen: row?.ever_chosen === 1,
      lastReadAt: row?.last_read_at ?? null,
    };
  };

  return {
    list,
    state: readState,
    /** Stores a newly read list. An object that is chosen and no longer listed has vanished; its metadata stays. */
    saveList: db.transaction((key: number, items: readonly GlobalItem[], modified: string | null, readAt: string) => {
      const { everChosen, listReadAt } = readState(key);
      // In a list that is read for the first time nothing is new, also when the choice came from a backup.
      const marksNew = everChosen && listReadAt !== null;
      const before = new Map(list(key).map((row) => [row.name, row]));
      for (const item of items) {
        const suggested = isSuggested(item);
        put.run({
          key,
          name: item.name,
          label: item.label ?? item.name,
          kind: kindOf(item),
          namespace: namespaceOf(item.name),
          associateType: isCompanion(item) ? (item.associateEntityType ?? kindOf(item)) : null,
          associateParent: item.associateParentEntity ?? null,
          suggested: Number(suggested),
          isNew: Number(marksNew && suggested && !before.has(item.name)),
        });
        before.delete(item.name);
      }
      for (const row of before.values()) (row.chosen ? vanish : unlist).run(key, row.name);
      ensureState.run(key);
      setList.run(modified, readAt, key);
    }),
    confirmList: (key: number, readAt: string): void => {
      const { listModified } = readState(key);
      ensureState.run(key);
      setList.run(listModified, readAt, key);
    },
    /** Adds to what is kept. Returns the names that the org does not list. */
    addChosen: db.transaction((key: number, names: readonly string[]): string[] => {
      ensureState.run(key);
      db.prepare('UPDATE org_state SET ever_chosen = 1 WHERE connection_key = ?').run(key);
      return names.filter((name) => choose.run(key, name).changes === 0);
    }),
    /** Sets what is kept and removes the metadata of everything else. */
    setChosen: db.transaction((key: number, names: readonly string[]): { chosen: number; removed: number } => {
      ensureState.run(key);
      db.prepare('UPDATE org_state SET ever_chosen = 1 WHERE connection_key = ?').run(key);
      db.prepare('UPDATE org_object SET is_new = 0 WHERE connection_key = ?').run(key);
      const wanted = new Set(names);
      let removed = 0;
      for (const row of list(key)) {
        if (wanted.has(row.name) || !row.chosen) continue;
        for (const removal of removals) removal.run(key, row.name);
        dropUnknown.run(key, row.name);
        if (row.vanished) unlist.run(key, row.name);
        else drop.run(key, row.name);
        removed += 1;
      }
      let chosen = 0;
      for (const name of wanted) chosen += choose.run(key, name).changes;
      if (removed > 0) prunePicklists.run(key);
      return { chosen, removed };
    }),
    setDefinitionsSince: (key: number, name: string, since: string): void => {
      setSince.run(since, key, name);
    },
    setLastReadAt: (key: number, at: string): void => {
      ensureState.run(key);
      setLastRead.run(at, key);
    },
  };
}
