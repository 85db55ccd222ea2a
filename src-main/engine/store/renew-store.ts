import { existsSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { EngineFailure } from '../failure.ts';
import { createPrivateFile, namedWriteFailure, syncFile, syncFolder } from './atomic-file.ts';
import { openDatabase, openKeyed, proveKeys, rekey, SIDE_FILES } from './database.ts';
import { nameStoreFailure } from './store-failure.ts';

/** A sealed secret with what its seal is bound to. */
export type SealedRow = {
  readonly connectionId: string;
  readonly field: string;
  readonly origin: string;
  readonly orgId: string;
  readonly box: Uint8Array;
};

/** The store is copied once, and changing the copy's key needs a journal of the same size. */
const ROOM_FACTOR = 2.2;
const DRAFT = '.renewed';

/** Throws `disk-full` when there is no room to write the store once more. Nothing is changed. */
export function ensureRoomToRenew(path: string): void {
  if (!existsSync(path)) return;
  const { bavail, bsize } = statfsSync(dirname(path));
  const log = `${path}-wal`;
  const needed = (statSync(path).size + (existsSync(log) ? statSync(log).size : 0)) * ROOM_FACTOR;
  if (bavail * bsize >= needed) return;
  const megabytes = Math.ceil((needed - bavail * bsize) / 1_000_000);
  throw new EngineFailure(
    'disk-full',
    `To encrypt the store anew about ${megabytes} MB more must be free on its disk. Nothing was changed. Free some space and try again.`,
    { retryable: true },
  );
}

/**
 * Gives every sealed secret of the store a new seal, in one transaction. `reseal` answers null for a box that is to stay
 * as it is.
 *
 * @param keys of the store, newest first
 */
export function resealStore(
  path: string,
  keys: readonly Uint8Array[],
  reseal: (row: SealedRow) => Uint8Array | null,
): void {
  const db = openDatabase(path, keys);
  try {
    const families = [
      {
        rows: `SELECT connection.key, connection.id AS connectionId, field, instance_url AS origin,
                 coalesce(org_id, '') AS orgId, box
               FROM sealed_secret JOIN connection ON connection.key = sealed_secret.connection_key`,
        put: 'UPDATE sealed_secret SET box = ? WHERE connection_key = ? AND field = ?',
      },
      {
        rows: `SELECT account.key, account.id AS connectionId, field, provider || ':' || subject AS origin,
                 '' AS orgId, box
               FROM account_secret JOIN account ON account.key = account_secret.account_key`,
        put: 'UPDATE account_secret SET box = ? WHERE account_key = ? AND field = ?',
      },
    ];
    db.transaction(() => {
      for (const family of families) {
        const put = db.prepare<[Uint8Array, number, string]>(family.put);
        for (const row of db.prepare<[], SealedRow & { readonly key: number }>(family.rows).all()) {
          const box = reseal(row);
          if (box !== null) put.run(box, row.key, row.field);
        }
      }
    }).immediate();
  } catch (error) {
    throw nameStoreFailure(error);
  } finally {
    db.close();
  }
}

/**
 * Encrypts the store under the first key. A copy is made beside it, given the new key, opened once to prove it, and
 * renamed over the store: at every moment store.db is whole, under the old key or under the new one. Nobody else may
 * have it open.
 *
 * @param keys newest first; the store is under one of them
 *
 * Throws `disk-full` and what opening a store throws.
 */
export function renewStoreKey(path: string, keys: readonly Uint8Array[]): void {
  const [newest] = keys;
  if (newest === undefined) return;
  const draft = `${path}${DRAFT}`;
  const clear = (): void => {
    for (const suffix of ['', ...SIDE_FILES]) rmSync(`${draft}${suffix}`, { force: true });
  };
  clear();
  if (opensWith(path, newest)) return;
  try {
    ensureRoomToRenew(path);
    createPrivateFile(draft);
    const source = openDatabase(path, keys);
    try {
      source.prepare('VACUUM INTO ?').run(draft);
    } finally {
      // Closing the last connection brings its log into the file and removes it.
      source.close();
    }
    if (existsSync(`${path}-wal`)) {
      throw new EngineFailure('disk-full', 'The log of the store could not be brought into it. Free some space.', {
        retryable: true,
      });
    }
    rekey(draft, keys, newest);
    openKeyed(draft, newest).close();
    syncFile(draft);
    renameSync(draft, path);
    syncFolder(dirname(path));
  } catch (error) {
    clear();
    throw nameStoreFailure(namedWriteFailure(error, path));
  }
}

function opensWith(path: string, key: Uint8Array): boolean {
  try {
    proveKeys(path, [key]);
    return true;
  } catch {
    // Whatever it is, opening with all keys says it by its name.
    return false;
  }
}
