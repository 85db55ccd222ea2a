import BetterSqlite3 from 'better-sqlite3';
import { EngineFailure } from '../failure.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';

export type Database = BetterSqlite3.Database;

/** better-sqlite3 13 needs Node-API 10; on an older runtime loading it ends the process without a word. */
const NODE_API_NEEDED = 10;

/**
 * Opens (or creates) the encrypted store at `path` with a 32-byte key and brings its schema up to date.
 *
 * Throws `store-damaged` when the key does not fit or the file is not a database.
 */
export function openDatabase(path: string, key: Uint8Array): Database {
  if (Number(process.versions['napi']) < NODE_API_NEEDED) {
    throw new EngineFailure(
      'internal',
      `The store needs Node-API ${NODE_API_NEEDED}; this runtime has ${process.versions['napi']}.`,
    );
  }
  const db = new BetterSqlite3(path);
  try {
    db.pragma("cipher = 'chacha20'");
    db.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`);
    db.pragma('journal_mode = WAL');
    db.pragma('foreign_keys = ON');
    db.pragma('temp_store = MEMORY');
    db.pragma('synchronous = NORMAL');
    db.pragma('cache_size = -65536');
    migrate(db, migrations);
  } catch (error) {
    db.close();
    if (error instanceof EngineFailure) throw error;
    throw new EngineFailure(
      'store-damaged',
      'The local store cannot be opened: the file is damaged or the key does not fit.',
      {
        cause: error,
      },
    );
  }
  return db;
}
