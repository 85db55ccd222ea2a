import type { Database } from '../database.ts';
import { ftsPhrase, likeAnywhere, type SqlPart, TRIGRAM_MIN_CHARS } from '../catalog/field-where.ts';
import { kindRank } from '../catalog/search-rank.ts';
import type { Candidate, Source } from '../catalog/search-sources.ts';
import { createComponentKinds } from './component-kinds.ts';

/** As candidates of fields are, with the description in the place of the help text, the definition's texts in the next. */
const AS_CANDIDATE = `m.id, coalesce(m.object, '') AS object, '' AS object_label, m.name, m.label, NULL AS type,
  m.type AS component, m.aside`;
const NAMED = `${AS_CANDIDATE}, NULL AS help_text, NULL AS description`;
const WITH_TEXTS = `${AS_CANDIDATE}, m.description AS help_text, c.search_text AS description`;
/** Rows of the types in the order of the list, which is that of the hits. */
const OF_TYPES = 'json_each(@types) t CROSS JOIN component_cell m';
const OF_TYPE = 'm.connection_key = @key AND m.type = t.value';

/** A scope of so few types with so few components has its names compared one by one, not looked up among all types. */
const COMPARED_MAX_TYPES = 5;
const COMPARED_MAX_ROWS = 3000;
/** Index entries that are put in order to take the best of: half a millisecond. */
const MOST_BEGINNING = 400;
/** So many of each kind come before the rest of any: an answer shows no more of one kind while others have hits. */
const FIRST_OF_KIND = 20;
/** Components are read so many at a time, since the best may be enough. */
const ROWS_AT_ONCE = 60;

/** Where components that hold a text come from: those of the kinds that people look for first come first. */
export function createComponentSearch(db: Database) {
  const exact = db.prepare(
    `SELECT ${NAMED} FROM ${OF_TYPES} WHERE ${OF_TYPE} AND m.name = @text COLLATE NOCASE
     UNION ALL SELECT ${NAMED} FROM ${OF_TYPES} WHERE ${OF_TYPE} AND m.label = @text COLLATE NOCASE LIMIT @limit`,
  );
  // What is needed to choose is in the index; rows are read of those that are chosen.
  const prefix = (column: 'name' | 'label') =>
    db.prepare(
      `SELECT ${NAMED} FROM (
         SELECT id FROM (
           SELECT m.id, t.key AS kind, m.aside, length(m.${column}) AS chars FROM ${OF_TYPES}
           WHERE ${OF_TYPE} AND m.${column} >= @text COLLATE NOCASE AND m.${column} < @upTo COLLATE NOCASE
           LIMIT ${MOST_BEGINNING}
         ) ORDER BY row_number() OVER (PARTITION BY kind ORDER BY aside, chars) > ${FIRST_OF_KIND}, kind, aside, chars LIMIT @limit
       ) b CROSS JOIN component_cell m ON m.id = b.id`,
    );
  const prefixes = [prefix('label'), prefix('name')] as const;
  const count = db
    .prepare(
      `SELECT count(*) FROM component_cell WHERE connection_key = ? AND type IN (SELECT value FROM json_each(?))`,
    )
    .pluck();
  const indexedTo = db.prepare('SELECT components_to FROM search_state').pluck();
  const kinds = createComponentKinds(db);

  return {
    /** Components whose name or label is the text. */
    exact: (key: number, types: readonly string[], text: string, limit: number): readonly Candidate[] =>
      types.length === 0 ? [] : (exact.all({ key, types: inOrder(types), text, limit }) as Candidate[]),
    /** Components whose label or name begins with the text. */
    begins(key: number, types: readonly string[], text: string, upTo: string, limit: number): readonly Candidate[] {
      if (types.length === 0) return [];
      const asked = { key, types: inOrder(types), text, upTo, limit };
      return prefixes.flatMap((one) => one.all(asked) as Candidate[]);
    },
    /** As `searchSources` of fields. */
    sources(
      key: number,
      types: readonly string[],
      words: readonly string[],
    ): { readonly names: readonly Source[]; readonly texts: readonly Source[] } {
      if (types.length === 0) return { names: [], texts: [] };
      const json = inOrder(types);
      const long = words.filter((word) => Array.from(word).length >= TRIGRAM_MIN_CHARS);
      const short = words.filter((word) => !long.includes(word));
      const has = (columns: readonly string[], compared: readonly string[]): readonly SqlPart[] =>
        compared.map((word) => likeAnywhere(columns, word, true));
      const indexed = Number(indexedTo.get());
      const hasFresh = indexed < kinds.newest();
      const named = ['m.name', 'm.label'];
      const written = ['c.description', 'c.search_text'];
      const withTexts = 'component_cell m CROSS JOIN component c ON c.id = m.id';

      /** Rows of a full-text table, in the order of kinds: it gives ids, and rows are read while they are asked for. */
      const matching = (
        table: 'component_names' | 'component_texts',
        columns: string,
        from: string,
        compared: readonly SqlPart[],
      ): Source => ({
        holds: 'whole',
        *rows() {
          const ids = db.prepare(`SELECT rowid FROM ${table} WHERE ${table} MATCH ?`).pluck();
          const found = kinds.inOrder(ids.all(long.map(ftsPhrase).join(' AND ')) as number[], types, FIRST_OF_KIND);
          const where = ['m.id = j.value', 'm.connection_key = ?', ...compared.map(({ sql }) => sql)];
          const rows = db.prepare(
            `SELECT ${columns} FROM json_each(?) j CROSS JOIN ${from} WHERE ${where.join(' AND ')} ORDER BY j.key`,
          );
          const values = compared.flatMap((part) => part.values);
          for (let at = 0; at < found.length; at += ROWS_AT_ONCE) {
            const some = JSON.stringify(found.slice(at, at + ROWS_AT_ONCE));
            yield* rows.all(some, key, ...values) as Candidate[];
          }
        },
      });
      const comparing = (columns: string, tables: string, parts: readonly SqlPart[]): Source => {
        const where = ['m.connection_key = ?', 'm.type = t.value', ...parts.map(({ sql }) => sql)].join(' AND ');
        const sql = `SELECT ${columns} FROM json_each(?) t CROSS JOIN ${tables} WHERE ${where}`;
        const values = [json, key, ...parts.flatMap((part) => part.values)];
        return { holds: 'whole', rows: () => db.prepare(sql).iterate(...values) as IterableIterator<Candidate> };
      };
      /** Rows that are not in the full-text tables yet: by id, since they are few and the last. */
      const fresh = (columns: string, tables: string, compared: readonly SqlPart[]): Source => {
        const where = ['m.id > ?', 'm.connection_key = ?', '+m.type IN (SELECT value FROM json_each(?))'];
        const sql = `SELECT ${columns} FROM ${tables} WHERE ${[...where, ...compared.map((part) => part.sql)].join(' AND ')}`;
        const values = [indexed, key, json, ...compared.flatMap((part) => part.values)];
        return { holds: 'whole', rows: () => db.prepare(sql).iterate(...values) as IterableIterator<Candidate> };
      };
      const isCompared =
        long.length === 0 || (types.length <= COMPARED_MAX_TYPES && Number(count.get(key, json)) <= COMPARED_MAX_ROWS);
      return {
        names: isCompared
          ? [comparing(NAMED, 'component_cell m', has(named, words))]
          : [
              matching('component_names', NAMED, 'component_cell m', has(named, short)),
              ...(hasFresh ? [fresh(NAMED, 'component_cell m', has(named, words))] : []),
            ],
        texts:
          long.length === 0
            ? // Two letters stand in nearly every definition: no answer to anything.
              []
            : [
                matching('component_texts', WITH_TEXTS, withTexts, has(written, short)),
                ...(hasFresh ? [fresh(WITH_TEXTS, withTexts, has(written, words))] : []),
              ],
      };
    },
  };
}

/** Types as a JSON list, those whose hits come first first. */
function inOrder(types: readonly string[]): string {
  return JSON.stringify(types.toSorted((a, b) => kindRank(a) - kindRank(b)));
}
