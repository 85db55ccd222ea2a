import { rmSync } from 'node:fs';
import type { Database } from './database.ts';
import { EngineFailure } from '../failure.ts';

export type Migration = { readonly id: number; readonly name: string; readonly sql: string };

/**
 * Brings the schema up to the newest migration, each in its own transaction with its number.
 *
 * Before the first one a store that already holds something is copied beside itself (`VACUUM INTO`, which keeps the
 * key; SQLite's backup refuses encrypted files). The copy is removed after the last one; when one fails it stays, and
 * the message names it.
 *
 * Throws `store-newer` when the file was written by a later version of Orgbench.
 */
export function migrate(db: Database, migrations: readonly Migration[]): void {
  const current = Number(db.pragma('user_version', { simple: true }));
  const newest = migrations.at(-1)?.id ?? 0;
  if (current > newest) {
    throw new EngineFailure(
      'store-newer',
      `This data folder was written by a newer Orgbench (schema ${current}; this version knows ${newest}). Install the newer version to open it.`,
    );
  }
  const pending = migrations.filter((migration) => migration.id > current);
  if (pending.length === 0) return;
  const copy = current === 0 ? null : copyBefore(db, current);
  for (const migration of pending) {
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`user_version = ${migration.id}`);
    }).immediate();
  }
  if (copy !== null) rmSync(copy, { force: true });
}

/** Path of the copy made before a migration from schema `version`. */
export function copyPathBefore(storePath: string, version: number): string {
  return `${storePath}.schema-${version}`;
}

function copyBefore(db: Database, version: number): string {
  const copy = copyPathBefore(db.name, version);
  // From a migration that was killed: the store itself opened and is whole, so a fresh copy replaces it.
  rmSync(copy, { force: true });
  db.prepare('VACUUM INTO ?').run(copy);
  return copy;
}
