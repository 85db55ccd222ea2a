import type { Database } from '../database.ts';

/** Rows a slice: 25 to 50 ms, so that questions from the window are answered in between. */
const SLICE_FIELDS = 5000;
/** The texts of a definition are longer than those of a field. */
const SLICE_COMPONENTS = 400;

/** Merging the index less often than at SQLite's 4 segments: a quarter less time to build, the same to search. */
const SEGMENTS_TO_MERGE = 16;

/** A table whose rows are searched, with the full-text tables that hold its names and its texts. */
type Indexed = {
  readonly table: 'field' | 'component';
  readonly reached: 'indexed_to' | 'components_to';
  readonly texts: readonly [string, string];
  readonly sliceRows: number;
};
const INDEXED: readonly Indexed[] = [
  { table: 'field', reached: 'indexed_to', texts: ['help_text', 'description'], sliceRows: SLICE_FIELDS },
  { table: 'component', reached: 'components_to', texts: ['description', 'search_text'], sliceRows: SLICE_COMPONENTS },
];

/**
 * Brings the full-text tables up to date with rows that were written since.
 *
 * Each slice is a transaction that also moves how far its table is indexed, so a kill between two slices loses nothing.
 */
export function createSearchIndex(db: Database) {
  const tables = INDEXED.map((one) => createIndexedTable(db, one));
  return {
    indexedTo: (): number => tables.reduce((sum, { reached }) => sum + reached(), 0),
    /** Indexes one slice; tells how many ids are done and how many there are. */
    step: (): { readonly done: number; readonly total: number } => {
      const behind = tables.find((table) => table.reached() < table.newest());
      behind?.slice();
      return {
        done: tables.reduce((sum, { reached }) => sum + reached(), 0),
        total: tables.reduce((sum, { reached, newest }) => sum + Math.max(reached(), newest()), 0),
      };
    },
  };
}

function createIndexedTable(db: Database, { table, reached, texts, sliceRows }: Indexed) {
  const [first, second] = texts;
  const indexedTo = db.prepare(`SELECT ${reached} FROM search_state`).pluck();
  const newest = db.prepare(`SELECT coalesce(max(id), 0) FROM ${table}`).pluck();
  const sliceEnd = db.prepare(`SELECT max(id) FROM (SELECT id FROM ${table} WHERE id > ? ORDER BY id LIMIT ?)`).pluck();
  const addNames = db.prepare(
    `INSERT INTO ${table}_names (rowid, name, label) SELECT id, name, label FROM ${table}_now WHERE id > ? AND id <= ?`,
  );
  const addTexts = db.prepare(
    `INSERT INTO ${table}_texts (rowid, ${first}, ${second}) SELECT id, ${first}, ${second} FROM ${table}_now
     WHERE id > ? AND id <= ? AND (${first} IS NOT NULL OR ${second} IS NOT NULL)`,
  );
  const move = db.prepare(`UPDATE search_state SET ${reached} = ?`);
  const mergeLater = [`${table}_names`, `${table}_texts`].map((name) =>
    db.prepare(`INSERT INTO ${name} (${name}, rank) VALUES ('automerge', ${SEGMENTS_TO_MERGE})`),
  );
  let prepared = false;
  const slice = db.transaction((): void => {
    if (!prepared) for (const setting of mergeLater) setting.run();
    prepared = true;
    const from = Number(indexedTo.get());
    const to = Number(sliceEnd.get(from, sliceRows));
    addNames.run(from, to);
    addTexts.run(from, to);
    move.run(to);
  });
  return {
    reached: (): number => Number(indexedTo.get()),
    newest: (): number => Number(newest.get()),
    slice: (): void => slice.immediate(),
  };
}
