import { EngineFailure } from '../failure.ts';

const DAMAGED = new Set(['SQLITE_NOTADB', 'SQLITE_CORRUPT', 'SQLITE_FORMAT']);
const READ_ONLY = new Set(['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM', 'SQLITE_AUTH']);

/** What the driver says when a call comes in after the lock; it has no code of its own. */
const CLOSED = 'The database connection is not open';

/**
 * Gives what SQLite throws the names that a person can act on; anything else comes back as it was.
 *
 * Used when the store opens and at the engine's door, because a disk can fill up at any query.
 */
export function nameStoreFailure(thrown: unknown): unknown {
  if (thrown instanceof TypeError && thrown.message === CLOSED) {
    return new EngineFailure('vault-locked', 'Orgbench was locked before this was done. Unlock it and try again.', {
      retryable: true,
      cause: thrown,
    });
  }
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (!code.startsWith('SQLITE_')) return thrown;
  // Extended codes, e.g. SQLITE_READONLY_DBMOVED or SQLITE_IOERR_WRITE, begin with the plain one.
  const plain = code.split('_', 2).join('_');
  if (DAMAGED.has(plain)) return storeDamaged(thrown);
  if (READ_ONLY.has(plain)) {
    return new EngineFailure(
      'store-read-only',
      'The local store cannot be written. Check that the data folder is not read-only and belongs to you, then try again.',
      { retryable: true, cause: thrown },
    );
  }
  if (plain === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE' || code === 'SQLITE_IOERR_SHMSIZE') {
    return new EngineFailure('disk-full', 'There is no room left on the disk. Free some space and try again.', {
      retryable: true,
      cause: thrown,
    });
  }
  if (plain === 'SQLITE_BUSY' || plain === 'SQLITE_LOCKED') {
    return new EngineFailure('vault-in-use', 'Another program is using the local store. Close it and try again.', {
      retryable: true,
      cause: thrown,
    });
  }
  return thrown;
}

/** Never followed by a deletion: what is left of a damaged file may still be wanted. */
export function storeDamaged(cause: unknown, why = 'the file is damaged or belongs to another vault'): EngineFailure {
  return new EngineFailure(
    'store-damaged',
    `The local store cannot be opened: ${why}. Nothing was deleted. Put the whole data folder back from a backup (store.db alone does not fit its log and its vault.json), or reset Orgbench and read your orgs again.`,
    { cause },
  );
}
