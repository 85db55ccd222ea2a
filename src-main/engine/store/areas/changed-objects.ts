import type { Database } from '../database.ts';

/** Finds the objects of which fields or rules came, changed or went after a snapshot, without reading these. */
export function createChangedObjects(db: Database) {
  const changed = db
    .prepare(
      `SELECT object FROM field WHERE connection_key = @key AND (valid_from > @after OR valid_to > @after)
       UNION
       SELECT object FROM component WHERE connection_key = @key AND object IS NOT NULL
         AND type IN (SELECT value FROM json_each(@types)) AND (valid_from > @after OR valid_to > @after)`,
    )
    .pluck();
  /** @param types of components that count as the object's own */
  return (key: number, after: number, types: readonly string[]): string[] =>
    changed.all({ key, after, types: JSON.stringify(types) }) as string[];
}
