import type { UsageFact } from '../../../domain/areas/component.ts';
import type { Database } from '../database.ts';

export type StoredUsage = UsageFact & { readonly source: string };

/** Rows of a page: a millisecond or two. */
const PAGE = 1000;
const COLUMNS = `source, from_type AS fromType, from_name AS fromName, to_type AS toType, to_name AS toName, via`;

/** "A uses B" as each source said it last. */
export function createUsage(db: Database) {
  const add = db.prepare(
    `INSERT OR IGNORE INTO usage (connection_key, source, from_type, from_name, to_type, to_name, via)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const dropFrom = db.prepare(
    'DELETE FROM usage WHERE connection_key = ? AND source = ? AND from_type = ? AND from_name = ?',
  );
  const dropAllFrom = db.prepare(
    `DELETE FROM usage WHERE connection_key = ? AND from_type = ? AND from_name = ? COLLATE NOCASE AND from_name = ?`,
  );
  const dropSource = db.prepare('DELETE FROM usage WHERE connection_key = ? AND source = ?');
  // The index of this table without row ids goes on with the columns of the primary key, in their order.
  const of = db.prepare(
    `SELECT ${COLUMNS} FROM usage WHERE connection_key = ? AND to_type = ? AND to_name = ? COLLATE NOCASE
       AND (source, from_type, from_name, to_name, via) > (?, ?, ?, ?, ?)
     ORDER BY source, from_type, from_name, to_name, via LIMIT ${PAGE}`,
  );
  const by = db.prepare(
    `SELECT ${COLUMNS} FROM usage WHERE connection_key = ? AND from_type = ? AND from_name = ? COLLATE NOCASE`,
  );
  const ofSource = db.prepare(
    `SELECT ${COLUMNS} FROM usage WHERE connection_key = ? AND source = ? ORDER BY from_type, from_name, to_type, to_name`,
  );
  const label = db
    .prepare('SELECT label FROM component WHERE connection_key = ? AND type = ? AND name = ? AND valid_to IS NULL')
    .pluck();
  const has = db.prepare('SELECT 1 FROM usage WHERE connection_key = ? AND source = ? LIMIT 1').pluck();
  const dropGone = db.prepare(
    `DELETE FROM usage WHERE connection_key = @key AND (from_type, from_name) IN (
       SELECT type, name FROM component AS gone WHERE connection_key = @key AND valid_to IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM component AS kept WHERE kept.connection_key = @key AND kept.type = gone.type
           AND kept.name = gone.name AND kept.valid_to IS NULL))`,
  );
  const write = (key: number, source: string, facts: readonly UsageFact[]): void => {
    for (const one of facts) add.run(key, source, one.fromType, one.fromName, one.toType, one.toName, one.via);
  };
  function* usedByPages(key: number, toType: string, toName: string): Generator<readonly StoredUsage[]> {
    let last = ['', '', '', '', ''];
    for (;;) {
      const rows = of.all(key, toType, toName, ...last) as StoredUsage[];
      yield rows;
      const end = rows.length < PAGE ? undefined : rows.at(-1);
      if (end === undefined) return;
      last = [end.source, end.fromType, end.fromName, end.toName, end.via];
    }
  }
  return {
    add: write,
    /** What one component uses, as one source says it now. */
    replaceFrom(key: number, source: string, type: string, name: string, facts: readonly UsageFact[]): void {
      dropFrom.run(key, source, type, name);
      write(key, source, facts);
    },
    /** What one component used, whoever said so. */
    dropFrom(key: number, type: string, name: string): void {
      dropAllFrom.run(key, type, name, name);
    },
    dropSource(key: number, source: string): void {
      dropSource.run(key, source);
    },
    /** Drops what components used that the org no longer has. */
    dropGone(key: number): void {
      dropGone.run({ key });
    },
    /** Whether a source has said anything. */
    has: (key: number, source: string): boolean => has.get(key, source) !== undefined,
    /** All that a source said, by what uses. */
    ofSource: (key: number, source: string): StoredUsage[] => ofSource.all(key, source) as StoredUsage[],
    /** The label of a component, without reading its definition. */
    labelOf: (key: number, type: string, name: string): string | null =>
      (label.get(key, type, name) as string | undefined) ?? null,
    /** What uses a thing, in pages: half of an org's reports may use one field. */
    usedByPages,
    usedBy: (key: number, toType: string, toName: string): StoredUsage[] =>
      [...usedByPages(key, toType, toName)].flat(),
    uses: (key: number, fromType: string, fromName: string): StoredUsage[] =>
      by.all(key, fromType, fromName) as StoredUsage[],
  };
}
