import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from './atomic-file.ts';
import { openDatabase, proveKeys } from './database.ts';
import { storeDamaged } from './store-failure.ts';
import { STORE_FILE } from './store-file.ts';

/*
 * The store of a new vault is built before its vault.json is written and takes its name after that. So a vault always
 * has a store, and one whose store is missing has lost it: nothing may quietly begin anew there.
 */

const firstName = (path: string): string => `${path}.first`;

/** Builds the empty store of a vault that is about to be made. What an earlier attempt left is replaced. */
export function prepareStore(path: string, key: Uint8Array): void {
  const folder = dirname(path);
  for (const name of readdirSync(folder)) {
    if (name.startsWith(basename(firstName(path)))) rmSync(join(folder, name), { force: true });
  }
  openDatabase(firstName(path), key).close();
}

/** Gives a new vault's store its name, also when the process was ended in between. Throws `store-damaged` without one. */
export function adoptStore(path: string): void {
  if (existsSync(path)) return;
  if (!existsSync(firstName(path))) throw storeDamaged(undefined, 'store.db is missing from the data folder');
  renameSync(firstName(path), path);
  syncFolder(dirname(path));
}

/** Throws what opening the store of a data folder throws; nothing is written but a new vault's store gets its name. */
export function proveStoreIn(dataDir: string): (dbKeys: readonly Uint8Array[]) => void {
  const path = join(dataDir, STORE_FILE);
  return (dbKeys) => {
    adoptStore(path);
    proveKeys(path, dbKeys);
  };
}
