import type { UsageFact } from '../../../domain/areas/component.ts';
import type { Database } from '../database.ts';

export type StoredUsage = UsageFact & { readonly source: string };

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
  const dropSource = db.prepare('DELETE FROM usage WHERE connection_key = ? AND source = ?');
  const of = db.prepare(
    `SELECT ${COLUMNS} FROM usage WHERE connection_key = ? AND to_type = ? AND to_name = ? COLLATE NOCASE
     ORDER BY from_type, from_name, source, via`,
  );
  const by = db.prepare(
    `SELECT ${COLUMNS} FROM usage WHERE connection_key = ? AND from_type = ? AND from_name = ? COLLATE NOCASE
     ORDER BY to_type, to_name, source, via`,
  );
  const write = (key: number, source: string, facts: readonly UsageFact[]): void => {
    for (const one of facts) add.run(key, source, one.fromType, one.fromName, one.toType, one.toName, one.via);
  };
  return {
    add: write,
    /** What one component uses, as one source says it now. */
    replaceFrom(key: number, source: string, type: string, name: string, facts: readonly UsageFact[]): void {
      dropFrom.run(key, source, type, name);
      write(key, source, facts);
    },
    dropSource(key: number, source: string): void {
      dropSource.run(key, source);
    },
    usedBy: (key: number, toType: string, toName: string): StoredUsage[] =>
      of.all(key, toType, toName) as StoredUsage[],
    uses: (key: number, fromType: string, fromName: string): StoredUsage[] =>
      by.all(key, fromType, fromName) as StoredUsage[],
  };
}
