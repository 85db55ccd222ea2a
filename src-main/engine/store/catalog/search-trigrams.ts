import type { Database } from '../database.ts';
import { ftsPhrase, TRIGRAM_MIN_CHARS } from './field-where.ts';

/** Rows that are looked at to learn which trigrams are common: some 10 ms, once. */
const SAMPLE_ROWS = 400;
/** The sample is taken anew when there are so many times as many rows as it was taken of. */
const OUTGROWN = 1.5;
/** Reading one row from another page of the encrypted file and comparing it takes as long as so many steps of a walk. */
const ROW_COSTS_STEPS = 1000;
/** Trigrams of one text come together: of the rows with one of them, at the least so large a share has the other. */
const SAME_TEXT_SHARE = 0.3;
const OVERLAPPING_SHARE = 0.6;

type Table = 'field_names' | 'field_texts';
type Sample = {
  readonly newest: number;
  /** In how many rows of the sample a trigram stands. */
  readonly rows: Readonly<Record<Table, ReadonlyMap<string, number>>>;
};
type SampleRow = {
  readonly name: string;
  readonly label: string;
  readonly help_text: string | null;
  readonly description: string | null;
};

/**
 * Full-text questions that only ask for the rare trigrams of a text.
 *
 * SQLite walks along the rows of every trigram that it is asked for. Those of a common syllable stand in a quarter of a
 * million rows, those between two syllables in some thousand: asked for these alone it answers ten times as quickly. What
 * it gives may then lack the text, so the caller compares every row.
 */
export function createTrigrams(db: Database) {
  const newestId = db.prepare('SELECT coalesce(max(id), 0) FROM field').pluck();
  const sampled = db.prepare(
    `SELECT f.name, f.label, f.help_text, f.description FROM json_each(?) j CROSS JOIN field f
     WHERE f.id = j.value AND f.valid_to IS NULL`,
  );
  let sample: Sample = { newest: 0, rows: { field_names: new Map(), field_texts: new Map() } };

  const current = (): Sample => {
    const newest = Number(newestId.get());
    if (newest <= sample.newest * OUTGROWN && newest >= sample.newest / OUTGROWN) return sample;
    const step = Math.max(1, newest / SAMPLE_ROWS);
    const ids = Array.from({ length: Math.min(newest, SAMPLE_ROWS) }, (_none, at) => Math.floor(1 + at * step));
    const rows = sampled.all(JSON.stringify(ids)) as SampleRow[];
    sample = {
      newest,
      rows: {
        field_names: countRows(rows.map(({ name, label }) => [name, label])),
        field_texts: countRows(rows.map((row) => [row.help_text ?? '', row.description ?? ''])),
      },
    };
    return sample;
  };

  return {
    /** A MATCH expression over rows that may hold all of these texts, each of three characters or more. */
    match(table: Table, texts: readonly string[]): string {
      const { newest, rows } = current();
      const asked = worthAsking(texts, newest, (trigram) => {
        const seen = rows[table].get(trigram.toLowerCase()) ?? 0;
        return (seen + 0.5) / (SAMPLE_ROWS + 1);
      });
      return [...new Set(asked)].map(ftsPhrase).join(' AND ');
    },
  };
}

/** The trigrams, best first, that spare more time by leaving out rows than walking along them takes; one at the least. */
function worthAsking(texts: readonly string[], rowCount: number, shareOf: (trigram: string) => number): string[] {
  let left = texts.flatMap((text, index) =>
    trigramsOf(text).map((trigram, at) => ({ trigram, text: index, at, share: shareOf(trigram) })),
  );
  const asked: typeof left = [];
  let expected = rowCount;
  for (;;) {
    const gains = left.map((one) => {
      const beside = asked.filter(({ text }) => text === one.text);
      const overlaps = beside.some(({ at }) => Math.abs(at - one.at) < TRIGRAM_MIN_CHARS);
      const least = overlaps ? OVERLAPPING_SHARE : beside.length > 0 ? SAME_TEXT_SHARE : 0;
      const share = Math.max(one.share, least);
      return { one, share, gain: expected * (1 - share) * ROW_COSTS_STEPS - rowCount * one.share };
    });
    const best = gains.toSorted((a, b) => b.gain - a.gain)[0];
    if (best === undefined || (asked.length > 0 && best.gain <= 0)) break;
    asked.push(best.one);
    expected *= best.share;
    left = left.filter((one) => one !== best.one);
  }
  return asked.map(({ trigram }) => trigram);
}

function trigramsOf(text: string): string[] {
  const chars = Array.from(text);
  const count = Math.max(0, chars.length - TRIGRAM_MIN_CHARS + 1);
  return Array.from({ length: count }, (_none, at) => chars.slice(at, at + TRIGRAM_MIN_CHARS).join(''));
}

function countRows(rows: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const texts of rows) {
    const inRow = new Set(texts.flatMap((text) => trigramsOf(text.toLowerCase())));
    for (const trigram of inRow) counts.set(trigram, (counts.get(trigram) ?? 0) + 1);
  }
  return counts;
}

export type Trigrams = ReturnType<typeof createTrigrams>;
