import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { EngineFailure } from '../failure.ts';
import { createPrivateFile, syncFolder } from './atomic-file.ts';
import { migrate, type Migration } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { nameStoreFailure, storeDamaged } from './store-failure.ts';
import { STORE_CIPHER } from './store-file.ts';

export type Database = BetterSqlite3.Database;

/** better-sqlite3 13 needs Node-API 10; on an older runtime loading it ends the process without a word. */
const NODE_API_NEEDED = 10;
export const SIDE_FILES = ['-wal', '-shm', '-journal'];
/** The smallest page of SQLite: it takes a shorter file for an empty one and would start anew in it. */
const SMALLEST_PAGE_BYTES = 512;

/**
 * Opens (or creates) the encrypted store at `path` and brings its schema up to date.
 *
 * A new store is built under another name and renamed when it is complete, so a store.db that is empty or cut short was
 * damaged later and is never mistaken for a new one.
 *
 * @param keys 32 bytes; a list while the database key is being renewed: the first that opens it is used
 * @param schema the product's migrations; a test may add some
 *
 * Throws `store-damaged` when no key fits or the file is not whole, `store-newer`, `store-read-only`, `disk-full`.
 */
export function openDatabase(
  path: string,
  keys: Uint8Array | readonly Uint8Array[],
  schema: readonly Migration[] = migrations,
): Database {
  if (Number(process.versions['napi']) < NODE_API_NEEDED) {
    throw new EngineFailure(
      'internal',
      `The store needs Node-API ${NODE_API_NEEDED}; this runtime has ${process.versions['napi']}.`,
    );
  }
  const candidates = keys instanceof Uint8Array ? [keys] : keys;
  const first = candidates[0];
  if (first === undefined) throw storeDamaged(undefined, 'there is no key for it');
  try {
    if (!existsSync(path)) buildNew(path, first, schema);
    else if (statSync(path).size < SMALLEST_PAGE_BYTES) throw storeDamaged(undefined, 'the file is empty or cut short');
    const db = openWithOneOf(path, candidates);
    try {
      migrate(db, schema);
    } catch (error) {
      db.close();
      throw error;
    }
    return db;
  } catch (error) {
    throw nameStoreFailure(error);
  }
}

function buildNew(path: string, key: Uint8Array, schema: readonly Migration[]): void {
  const log = SIDE_FILES.find((suffix) => existsSync(`${path}${suffix}`));
  if (log !== undefined) throw storeDamaged(undefined, `store.db is missing but its ${log} file is there`);
  const draft = `${path}.new`;
  for (const suffix of ['', ...SIDE_FILES]) rmSync(`${draft}${suffix}`, { force: true });
  createPrivateFile(draft);
  const db = openKeyed(draft, key);
  try {
    migrate(db, schema);
  } finally {
    // Closing the last connection checkpoints and removes the write-ahead log.
    db.close();
  }
  renameSync(draft, path);
  syncFolder(dirname(path));
}

function openWithOneOf(path: string, keys: readonly Uint8Array[]): Database {
  let refusal: unknown;
  for (const key of keys) {
    try {
      proveLog(path, key);
      return openKeyed(path, key);
    } catch (error) {
      refusal = error;
    }
  }
  throw refusal;
}

/**
 * A log that a kill left is looked at with the store, reading only, before it is brought into it: closing writes its
 * pages into whatever lies there as store.db, also when that did not open, and would destroy a store that a person put
 * there by mistake.
 */
function proveLog(path: string, key: Uint8Array): void {
  if (!existsSync(`${path}-wal`)) return;
  const db = new BetterSqlite3(path, { readonly: true });
  try {
    unlockPages(db, key);
  } finally {
    db.close();
  }
}

/**
 * Throws what opening the store throws when none of the keys opens the store at `path`. Its schema is left as it is.
 *
 * @param keys 32 bytes each
 */
export function proveKeys(path: string, keys: readonly Uint8Array[]): void {
  try {
    if (!existsSync(path)) throw storeDamaged(undefined, 'store.db is missing from the data folder');
    openWithOneOf(path, keys).close();
  } catch (error) {
    throw nameStoreFailure(error);
  }
}

/**
 * Gives a file that nobody else knows of another key. Not for the store itself: a kill in the middle of it is best met
 * by throwing the file away.
 */
export function rekey(path: string, oldKeys: readonly Uint8Array[], newKey: Uint8Array): void {
  const db = openWithOneOf(path, oldKeys);
  try {
    // Pages of two keys in one write-ahead log are more than is needed here.
    db.pragma('journal_mode = DELETE');
    db.pragma(`rekey = ${keyText(newKey)}`);
  } finally {
    db.close();
  }
}

/** Without migrations; for openDatabase and the renewal of the key. */
export function openKeyed(path: string, key: Uint8Array): Database {
  const db = new BetterSqlite3(path);
  try {
    unlockPages(db, key);
    db.pragma('temp_store = MEMORY');
    // What is deleted is overwritten with zeros; see compaction.ts for what that leaves.
    db.pragma('secure_delete = ON');
    db.pragma('journal_mode = WAL');
    db.pragma('foreign_keys = ON');
    db.pragma('synchronous = NORMAL');
    db.pragma('cache_size = -65536');
    // 16 MB of log: the index pages of a read change many times over before they are brought into the store once.
    db.pragma('wal_autocheckpoint = 4000');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function unlockPages(db: Database, key: Uint8Array): void {
  db.pragma(`cipher = '${STORE_CIPHER}'`);
  db.pragma(`key = ${keyText(key)}`);
  // The first read: says whether the key fits.
  db.prepare('SELECT count(*) FROM sqlite_master').get();
}

function keyText(key: Uint8Array): string {
  return `"x'${Buffer.from(key).toString('hex')}'"`;
}
