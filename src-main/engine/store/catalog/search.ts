import type { SearchHit } from '../../../../src-preload/contract/catalog.ts';
import { excerptAround, matchesAllWords, searchWords } from '../../../domain/metadata/search-text.ts';
import type { Database } from '../database.ts';
import { ftsPhrase, likeContains, TRIGRAM_MIN_CHARS } from './field-where.ts';

type Candidate = {
  readonly id: number | null;
  readonly object: string;
  readonly object_label: string;
  readonly name: string;
  readonly label: string;
  readonly type: string | null;
  readonly help_text: string | null;
  readonly description: string | null;
};

/** Rows streamed from a trigram table while looking for those that hold the short words too. */
const STREAM_ROWS = 2000;
/** Candidates of one stage that are put in order; more would cost more than the order is worth. */
const RANK_ROWS = 100;
const LAST_CHAR = '\u{10FFFF}';

const COLUMNS = `f.id, f.object, o.label AS object_label, f.name, f.label, f.type, f.help_text, f.description`;
const OBJECT_JOIN = `JOIN sobject o ON o.connection_key = f.connection_key AND o.name = f.object AND o.valid_to IS NULL`;
const NOW = 'f.connection_key = ? AND f.valid_to IS NULL';

/**
 * Search as you type, in stages: exact, API name begins, label begins, inside name or label, inside help text or
 * description. It stops as soon as there are enough hits. No bm25: scoring every hit of a common word costs 100 times
 * as much. Within a stage objects come before fields, shorter names first.
 */
export function createSearch(db: Database) {
  const exactFields = db.prepare(
    `SELECT ${COLUMNS} FROM field f ${OBJECT_JOIN} WHERE ${NOW} AND f.name = ? COLLATE NOCASE
     UNION SELECT ${COLUMNS} FROM field f ${OBJECT_JOIN} WHERE ${NOW} AND f.label = ? COLLATE NOCASE LIMIT ?`,
  );
  const prefix = (column: 'name' | 'label') =>
    db.prepare(
      `SELECT ${COLUMNS} FROM field f ${OBJECT_JOIN} WHERE ${NOW}
       AND f.${column} >= ? COLLATE NOCASE AND f.${column} < ? COLLATE NOCASE ORDER BY f.${column} COLLATE NOCASE LIMIT ?`,
    );
  const prefixName = prefix('name');
  const prefixLabel = prefix('label');
  const trigram = (table: 'field_names' | 'field_texts') =>
    db.prepare(
      `SELECT ${COLUMNS} FROM ${table} t JOIN field f ON f.id = t.rowid ${OBJECT_JOIN}
       WHERE t.${table} MATCH ? AND ${NOW} LIMIT ?`,
    );
  const inNames = trigram('field_names');
  const inTexts = trigram('field_texts');
  // Not in the full-text tables yet: a read is going on.
  const fresh = db.prepare(
    `SELECT ${COLUMNS} FROM field f ${OBJECT_JOIN} WHERE f.id > ? AND ${NOW}
     AND (f.name LIKE ? ESCAPE '\\' OR f.label LIKE ? ESCAPE '\\' OR f.help_text LIKE ? ESCAPE '\\'
       OR f.description LIKE ? ESCAPE '\\') LIMIT ?`,
  );
  const indexedTo = db.prepare('SELECT indexed_to FROM search_state').pluck();
  const newest = db.prepare('SELECT coalesce(max(id), 0) FROM field').pluck();
  const allObjects = db.prepare(
    `SELECT NULL AS id, name AS object, label AS object_label, name, label, NULL AS type, NULL AS help_text, description
     FROM sobject WHERE connection_key = ? AND valid_to IS NULL`,
  );

  const hit = (row: Candidate, words: readonly string[], matchedIn: string): SearchHit => {
    const text = matchedIn === 'helpText' ? row.help_text : matchedIn === 'description' ? row.description : null;
    return {
      kind: row.id === null ? 'object' : 'field',
      object: row.object,
      objectLabel: row.object_label,
      name: row.name,
      label: row.label,
      matchedIn,
      excerpt: text === null ? null : excerptAround(text, words),
      type: row.type,
      fieldId: row.id,
    };
  };

  return (connectionKey: number, text: string, limit: number): { hits: SearchHit[]; more: boolean } => {
    const whole = text.trim();
    if (whole === '') return { hits: [], more: false };
    const lower = whole.toLowerCase();
    const words = searchWords(whole);
    const long = words.filter((word) => Array.from(word).length >= TRIGRAM_MIN_CHARS);
    const match = long.map(ftsPhrase).join(' AND ');
    const wanted = limit + 1;
    const hits: SearchHit[] = [];
    const seen = new Set<string>();
    const objects = allObjects.all(connectionKey) as Candidate[];

    const add = (rows: readonly Candidate[], where: (row: Candidate) => string | null): void => {
      const ranked = rows.length > RANK_ROWS ? rows : [...rows].sort((a, b) => rank(a, b));
      for (const row of ranked) {
        if (hits.length >= wanted) return;
        const key = `${row.id ?? row.object}`;
        const matchedIn = where(row);
        if (matchedIn === null || seen.has(key)) continue;
        seen.add(key);
        hits.push(hit(row, words, matchedIn));
      }
    };
    const nameOrLabel = (row: Candidate): string | null =>
      matchesAllWords(row.name, words)
        ? 'name'
        : matchesAllWords(row.label, words) || matchesAllWords(`${row.name} ${row.label}`, words)
          ? 'label'
          : null;
    const helpOrDescription = (row: Candidate): string | null =>
      matchesAllWords(row.help_text ?? '', words)
        ? 'helpText'
        : matchesAllWords(row.description ?? '', words) ||
            matchesAllWords(`${row.help_text ?? ''} ${row.description ?? ''}`, words)
          ? 'description'
          : null;
    const begins = (value: string): boolean => value.toLowerCase().startsWith(lower);
    const equals = (row: Candidate): string | null =>
      row.name.toLowerCase() === lower ? 'name' : row.label.toLowerCase() === lower ? 'label' : null;
    const upTo = whole + LAST_CHAR;
    const from = Number(indexedTo.get());
    const unindexed =
      from < Number(newest.get())
        ? (fresh.all(
            from,
            connectionKey,
            ...Array<string>(4).fill(likeContains(words[0] ?? whole)),
            STREAM_ROWS,
          ) as Candidate[])
        : [];

    const stages: (() => void)[] = [
      () =>
        add(
          objects.filter((row) => equals(row) !== null),
          equals,
        ),
      () => add(exactFields.all(connectionKey, whole, connectionKey, whole, wanted) as Candidate[], equals),
      () =>
        add(
          objects.filter((row) => begins(row.name)),
          () => 'name',
        ),
      () => add(prefixName.all(connectionKey, whole, upTo, wanted) as Candidate[], () => 'name'),
      () =>
        add(
          objects.filter((row) => begins(row.label)),
          () => 'label',
        ),
      () => add(prefixLabel.all(connectionKey, whole, upTo, wanted) as Candidate[], () => 'label'),
      () => add(objects, nameOrLabel),
      () => {
        const rows =
          long.length > 0
            ? (inNames.all(
                match,
                connectionKey,
                long.length === words.length ? wanted * 2 : STREAM_ROWS,
              ) as Candidate[])
            : (prefixLabel.all(
                connectionKey,
                words[0] ?? '',
                (words[0] ?? '') + LAST_CHAR,
                STREAM_ROWS,
              ) as Candidate[]);
        add(rows, nameOrLabel);
      },
      () => add(unindexed, nameOrLabel),
      () => add(objects, helpOrDescription),
      () => {
        if (long.length === 0) return;
        add(
          inTexts.all(match, connectionKey, long.length === words.length ? wanted : STREAM_ROWS) as Candidate[],
          helpOrDescription,
        );
      },
      () => add(unindexed, helpOrDescription),
    ];
    for (const stage of stages) {
      if (hits.length >= wanted) break;
      stage();
    }
    return { hits: hits.slice(0, limit), more: hits.length > limit };
  };
}

function rank(a: Candidate, b: Candidate): number {
  return (
    a.name.length - b.name.length || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) || (a.object < b.object ? -1 : 1)
  );
}
