import { statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { EngineFailure } from '../failure.ts';
import type { Database } from './database.ts';
import { SEARCH_TABLES } from './kept-tables.ts';

/** Rows were removed; rows that the full-text tables know of were removed. */
export const COMPACT = { rows: 1, indexedRows: 2 } as const;

/** The rewritten store passes through the write-ahead log, and a little more. */
const ROOM_FACTOR = 1.1;
const ROOM_MORE_BYTES = 16_000_000;

const freeBytesOf = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

/**
 * Makes removed text disappear from the file, not only from the tables.
 *
 * `secure_delete` (on for every opened store) overwrites a deleted row with zeros, but leaves copies where SQLite moved
 * rows between pages before, and the full-text tables keep the words of deleted rows in older segments. So: the
 * full-text tables are emptied and filled again from what is left, `VACUUM` writes every page anew, and the write-ahead
 * log, whose frames still hold the older pages, is cut to nothing.
 *
 * @param freeBytes of the disk that a folder is on
 */
export function createCompaction(db: Database, freeBytes: (folder: string) => number = freeBytesOf) {
  const due = db.prepare('SELECT due FROM compaction').pluck();
  const setDue = db.prepare('UPDATE compaction SET due = max(due, ?)');
  const setDone = db.prepare('UPDATE compaction SET due = 0, done_on = ?');
  const lastDone = db.prepare('SELECT done_on FROM compaction').pluck();
  const notIndexed = db.prepare('UPDATE search_state SET indexed_to = 0, components_to = 0');

  const emptySearch = db.transaction(() => {
    // From here on the triggers of `field` and `component` leave these tables alone.
    notIndexed.run();
    for (const table of SEARCH_TABLES) db.exec(`INSERT INTO ${table} (${table}) VALUES ('delete-all')`);
  });

  /** Zero or less when there is room. */
  const missingBytes = (): number =>
    statSync(db.name).size * ROOM_FACTOR + ROOM_MORE_BYTES - freeBytes(dirname(db.name));

  return {
    due: (): number => Number(due.get()),
    /** YYYY-MM-DD, or null. */
    lastDone: (): string | null => (lastDone.get() as string | null | undefined) ?? null,
    /** Kept over a kill; to be called in the transaction that removes. */
    setDue: (what: (typeof COMPACT)[keyof typeof COMPACT]): void => {
      setDue.run(what);
    },
    /** Throws `disk-full` when there is no room to write the store once more. */
    ensureRoom: (): void => {
      const missing = missingBytes();
      if (missing <= 0) return;
      throw new EngineFailure(
        'disk-full',
        `To remove this without a trace the store is written once more. About ${Math.ceil(missing / 1_000_000)} MB more must be free on its disk for that. Nothing was removed. Free some space and try again.`,
        { retryable: true },
      );
    },
    /** Empties the full-text tables: rows are then deleted faster, and no word of them stays behind. */
    emptySearch: (): void => emptySearch.immediate(),
    /**
     * Writes every page anew. Blocks for one to three seconds per 100 MB, and cannot be cancelled.
     *
     * Throws `disk-full`; the store is then as it was before, and it stays due.
     */
    rewrite: (today: string): void => {
      // Trying would fill the disk to its last byte, for everybody who uses it.
      if (missingBytes() > 0) throw noRoom();
      try {
        db.exec('VACUUM');
        truncateLog(db);
      } catch (error) {
        returnRoom(db);
        throw isNoRoom(error) ? noRoom(error) : error;
      }
      setDone.run(today);
    },
  };
}

function truncateLog(db: Database): void {
  const [answer] = db.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[];
  // Nobody else has the store open, so this cannot be busy; if it is, the older pages are still in the log.
  if (answer?.busy !== 0) throw new Error('the write-ahead log of the store could not be cut');
}

/** What a rewriting that failed has taken of the disk. */
function returnRoom(db: Database): void {
  try {
    truncateLog(db);
  } catch (error) {
    // The disk may be too full even for this; the log is then cut when the store is closed or checkpointed the next time.
    if (!isNoRoom(error)) throw error;
  }
}

function isNoRoom(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR');
}

function noRoom(cause?: unknown): EngineFailure {
  return new EngineFailure(
    'disk-full',
    'It was removed and overwritten, but there was no room to compact the store, so traces may be left in its encrypted file. Free some space; Orgbench goes on when it is unlocked the next time.',
    { retryable: true, cause },
  );
}
