import type { Database } from '../database.ts';

/** Rows a slice: 25 to 50 ms, so that questions from the window are answered in between. */
const SLICE_ROWS = 5000;

/** Merging the index less often than at SQLite's 4 segments: a quarter less time to build, the same to search. */
const SEGMENTS_TO_MERGE = 16;

/**
 * Brings the full-text tables up to date with rows that were written since.
 *
 * Each slice is a transaction that also moves `indexed_to`, so a kill between two slices loses nothing.
 */
export function createSearchIndex(db: Database) {
  const indexedTo = db.prepare('SELECT indexed_to FROM search_state').pluck();
  const newest = db.prepare('SELECT coalesce(max(id), 0) FROM field').pluck();
  const sliceEnd = db.prepare('SELECT max(id) FROM (SELECT id FROM field WHERE id > ? ORDER BY id LIMIT ?)').pluck();
  const addNames = db.prepare(
    'INSERT INTO field_names (rowid, name, label) SELECT id, name, label FROM field_now WHERE id > ? AND id <= ?',
  );
  const addTexts = db.prepare(
    `INSERT INTO field_texts (rowid, help_text, description) SELECT id, help_text, description FROM field_now
     WHERE id > ? AND id <= ? AND (help_text IS NOT NULL OR description IS NOT NULL)`,
  );
  const move = db.prepare('UPDATE search_state SET indexed_to = ?');
  const mergeLater = ['field_names', 'field_texts'].map((table) =>
    db.prepare(`INSERT INTO ${table} (${table}, rank) VALUES ('automerge', ${SEGMENTS_TO_MERGE})`),
  );
  let prepared = false;
  const slice = db.transaction((from: number): number => {
    if (!prepared) for (const setting of mergeLater) setting.run();
    prepared = true;
    const to = Number(sliceEnd.get(from, SLICE_ROWS));
    addNames.run(from, to);
    addTexts.run(from, to);
    move.run(to);
    return to;
  });

  return {
    indexedTo: (): number => Number(indexedTo.get()),
    /** Indexes one slice; tells how many ids are done and how many there are. */
    step: (): { readonly done: number; readonly total: number } => {
      const from = Number(indexedTo.get());
      const total = Number(newest.get());
      return { done: from < total ? slice.immediate(from) : from, total };
    },
  };
}
