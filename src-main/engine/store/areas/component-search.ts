import type { Database } from '../database.ts';
import { ftsPhrase, likeAnywhere, type SqlPart, TRIGRAM_MIN_CHARS } from '../catalog/field-where.ts';
import type { Candidate, Source } from '../catalog/search-sources.ts';

/** As candidates of fields are, with the description in the place of the help text, the definition's texts in the next. */
const AS_CANDIDATE = `m.id, coalesce(m.object, '') AS object, '' AS object_label, m.name, m.label, NULL AS type,
  m.type AS component`;
const NAMED = `${AS_CANDIDATE}, NULL AS help_text, NULL AS description`;
const WITH_TEXTS = `${AS_CANDIDATE}, m.description AS help_text, c.search_text AS description`;

/** A scope of so few types with so few components has its names compared one by one, not looked up among all types. */
const COMPARED_MAX_TYPES = 5;
const COMPARED_MAX_ROWS = 3000;

/** Where components that hold a text come from. */
export function createComponentSearch(db: Database) {
  const exact = db.prepare(
    `SELECT ${NAMED} FROM component_cell m WHERE m.connection_key = @key AND m.name = @text COLLATE NOCASE
       AND +m.type IN (SELECT value FROM json_each(@types))
     UNION SELECT ${NAMED} FROM component_cell m WHERE m.connection_key = @key AND m.label = @text COLLATE NOCASE
       AND +m.type IN (SELECT value FROM json_each(@types)) LIMIT @limit`,
  );
  const prefix = (column: 'name' | 'label') =>
    db.prepare(
      `SELECT ${NAMED} FROM component_cell m WHERE m.connection_key = @key
         AND m.${column} >= @text COLLATE NOCASE AND m.${column} < @upTo COLLATE NOCASE
         AND +m.type IN (SELECT value FROM json_each(@types)) ORDER BY m.${column} COLLATE NOCASE LIMIT @limit`,
    );
  const prefixes = [prefix('label'), prefix('name')] as const;
  const count = db
    .prepare(
      `SELECT count(*) FROM component_cell WHERE connection_key = ? AND type IN (SELECT value FROM json_each(?))`,
    )
    .pluck();
  const indexedTo = db.prepare('SELECT components_to FROM search_state').pluck();
  const newest = db.prepare('SELECT coalesce(max(id), 0) FROM component').pluck();

  return {
    /** Components whose name or label is the text. */
    exact: (key: number, types: readonly string[], text: string, limit: number): readonly Candidate[] =>
      types.length === 0 ? [] : (exact.all({ key, types: JSON.stringify(types), text, limit }) as Candidate[]),
    /** Components whose label or name begins with the text. */
    begins(key: number, types: readonly string[], text: string, upTo: string, limit: number): readonly Candidate[] {
      if (types.length === 0) return [];
      const asked = { key, types: JSON.stringify(types), text, upTo, limit };
      return prefixes.flatMap((one) => one.all(asked) as Candidate[]);
    },
    /** As `searchSources` of fields. */
    sources(
      key: number,
      types: readonly string[],
      words: readonly string[],
    ): { readonly names: readonly Source[]; readonly texts: readonly Source[] } {
      if (types.length === 0) return { names: [], texts: [] };
      const json = JSON.stringify(types);
      const long = words.filter((word) => Array.from(word).length >= TRIGRAM_MIN_CHARS);
      const short = words.filter((word) => !long.includes(word));
      const ofScope: SqlPart = {
        sql: 'm.connection_key = ? AND +m.type IN (SELECT value FROM json_each(?))',
        values: [key, json],
      };
      const from = (columns: string, tables: string, parts: readonly SqlPart[]): Source => {
        const sql = `SELECT ${columns} FROM ${tables} WHERE ${parts.map((part) => part.sql).join(' AND ')}`;
        const values = parts.flatMap((part) => part.values);
        return { holds: 'whole', rows: () => db.prepare(sql).iterate(...values) as IterableIterator<Candidate> };
      };
      const has = (columns: readonly string[], compared: readonly string[]): readonly SqlPart[] =>
        compared.map((word) => likeAnywhere(columns, word, true));
      const match = (table: 'component_names' | 'component_texts'): SqlPart => ({
        sql: `t.${table} MATCH ?`,
        values: [long.map(ftsPhrase).join(' AND ')],
      });
      const indexed = Number(indexedTo.get());
      const hasFresh = indexed < Number(newest.get());
      const fresh: SqlPart = { sql: 'm.id > ?', values: [indexed] };
      const named = ['m.name', 'm.label'];
      const written = ['c.description', 'c.search_text'];
      const ofType: SqlPart = {
        sql: 'm.connection_key = ? AND m.type IN (SELECT value FROM json_each(?))',
        values: [key, json],
      };
      const isCompared =
        long.length === 0 || (types.length <= COMPARED_MAX_TYPES && Number(count.get(key, json)) <= COMPARED_MAX_ROWS);
      const withTexts = 'component_cell m CROSS JOIN component c ON c.id = m.id';
      return {
        names: isCompared
          ? [from(NAMED, 'component_cell m', [ofType, ...has(named, words)])]
          : [
              from(NAMED, 'component_names t CROSS JOIN component_cell m ON m.id = t.rowid', [
                match('component_names'),
                ofScope,
                ...has(named, short),
              ]),
              ...(hasFresh ? [from(NAMED, 'component_cell m', [fresh, ofScope, ...has(named, words)])] : []),
            ],
        texts:
          long.length === 0
            ? // Two letters stand in nearly every definition: no answer to anything.
              []
            : [
                from(WITH_TEXTS, `component_texts t CROSS JOIN ${withTexts}`, [
                  { sql: 'm.id = t.rowid', values: [] },
                  match('component_texts'),
                  ofScope,
                  ...has(written, short),
                ]),
                ...(hasFresh ? [from(WITH_TEXTS, withTexts, [fresh, ofScope, ...has(written, words)])] : []),
              ],
      };
    },
  };
}
