import type { Database } from '../database.ts';
import { likeAnywhere, type SqlPart, TRIGRAM_MIN_CHARS } from './field-where.ts';
import type { Trigrams } from './search-trigrams.ts';

export type Candidate = {
  readonly id: number | null;
  readonly object: string;
  readonly object_label: string;
  readonly name: string;
  readonly label: string;
  readonly type: string | null;
  readonly help_text: string | null;
  readonly description: string | null;
  /** The type of a component; its texts are the description, in the place of a field's help text, and the definition's. */
  readonly component?: string;
  /** Of a component: 1 when it is of a package or switched off. */
  readonly aside?: number;
};
/**
 * Rows that may fit, and now and then one that does not, so that whoever reads them can look at the clock.
 * `holds` is what the best of them hold: `words` when the sources before it gave every row with the whole text.
 */
export type Source = { readonly holds: 'whole' | 'words'; readonly rows: () => IterableIterator<Candidate> };

export const CANDIDATE_COLUMNS = `f.id, f.object, o.label AS object_label, f.name, f.label, f.type, f.help_text, f.description`;
export const OF_OBJECT = `sobject o ON o.connection_key = f.connection_key AND o.name = f.object AND o.valid_to IS NULL`;
export const NOW = 'f.connection_key = ? AND f.valid_to IS NULL';

/** Every so many ids a scan hands out a row whether it fits or not. */
export const HEARTBEAT_IDS = 1024;
const HEARTBEAT = `f.id % ${HEARTBEAT_IDS} = 0`;

const NAMES = ['f.name', 'f.label'];
const TEXTS = ['f.help_text', 'f.description'];

type Question = {
  readonly connectionKey: number;
  readonly whole: string;
  readonly words: readonly string[];
  readonly indexedTo: number;
  /** Some rows are newer than the full-text tables: a read is going on. */
  readonly hasFresh: boolean;
};

const isLong = (text: string): boolean => Array.from(text).length >= TRIGRAM_MIN_CHARS;

/**
 * Where fields that hold the words can come from, the likeliest first: the whole text by trigram, its long words by
 * trigram with the short ones compared, and, when no word is long enough for a trigram, a scan. Names and labels are
 * scanned on their indexes, a tenth of what the rows weigh.
 */
export function searchSources(
  db: Database,
  trigrams: Trigrams,
  question: Question,
): { readonly names: Source[]; readonly texts: Source[] } {
  const { connectionKey, whole, words, indexedTo, hasFresh } = question;
  const long = words.filter(isLong);
  const short = words.filter((word) => !isLong(word));
  const from = (tables: string, parts: readonly SqlPart[], holds: Source['holds'] = 'whole'): Source => {
    const sql = `SELECT ${CANDIDATE_COLUMNS} FROM ${tables} CROSS JOIN ${OF_OBJECT}
      WHERE ${parts.map((part) => part.sql).join(' AND ')}`;
    const values = parts.flatMap((part) => part.values);
    return { holds, rows: () => db.prepare(sql).iterate(...values) as IterableIterator<Candidate> };
  };
  const now: SqlPart = { sql: NOW, values: [connectionKey] };
  const has = (columns: readonly string[], word: string): SqlPart => {
    const { sql, values } = likeAnywhere(columns, word, true);
    return { sql: `(${sql} OR ${HEARTBEAT})`, values };
  };
  const matching = (
    table: 'field_names' | 'field_texts',
    texts: readonly string[],
    columns: readonly string[],
    compared: readonly string[],
    holds: Source['holds'],
  ): Source =>
    from(
      `${table} t CROSS JOIN field f ON f.id = t.rowid`,
      [
        { sql: `t.${table} MATCH ?`, values: [trigrams.match(table, texts)] },
        now,
        ...compared.map((word) => has(columns, word)),
      ],
      holds,
    );
  const byTrigram = (table: 'field_names' | 'field_texts', columns: readonly string[]): Source[] => {
    const sources: Source[] = [];
    const byWhole = words.length > 1 && isLong(whole);
    if (byWhole) sources.push(matching(table, [whole], columns, [], 'whole'));
    if (long.length > 0) sources.push(matching(table, long, columns, short, byWhole ? 'words' : 'whole'));
    return sources;
  };
  const fresh = (columns: readonly string[]): Source =>
    from('field f NOT INDEXED', [
      { sql: 'f.id > ?', values: [indexedTo] },
      now,
      ...words.map((word) => has(columns, word)),
    ]);
  const scan = (index: string, first: readonly string[], columns: readonly string[]): Source =>
    from(
      `field f INDEXED BY ${index}`,
      // The first word is looked for in the index alone; only where it is found are the others, in the row.
      [now, ...rareFirst(words).map((word, at) => has(at === 0 ? first : columns, word))],
    );

  if (long.length === 0) {
    return {
      names: [
        ...byTrigram('field_names', NAMES),
        scan('field_now_label', ['f.label'], NAMES),
        scan('field_now_name', ['f.name'], NAMES),
      ],
      texts: [...byTrigram('field_texts', TEXTS), scan('field_now_object', TEXTS, TEXTS)],
    };
  }
  return {
    names: [...byTrigram('field_names', NAMES), ...(hasFresh ? [fresh(NAMES)] : [])],
    texts: [...byTrigram('field_texts', TEXTS), ...(hasFresh ? [fresh(TEXTS)] : [])],
  };
}

/** Punctuation and longer words stand in fewer rows than single letters. */
function rareFirst(words: readonly string[]): string[] {
  const weight = (word: string): number => word.length + (/^[a-z]+$/.test(word) ? 0 : 2);
  return [...words].sort((a, b) => weight(b) - weight(a));
}
