import { existsSync, renameSync, rmSync } from 'node:fs';
import type { Database } from './database.ts';
import { EngineFailure } from '../failure.ts';
import { createPrivateFile } from './atomic-file.ts';

export type Migration = { readonly id: number; readonly name: string; readonly sql: string };

/**
 * Brings the schema up to the newest migration, each in its own transaction with its number.
 *
 * Before the first one a store that already holds something is copied beside itself (`VACUUM INTO`, which keeps the
 * key; SQLite's backup refuses encrypted files). The copy is removed once the newest schema is reached, at the next
 * opening if need be; when a migration fails it stays.
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
  const copy = copyPathOf(db.name);
  if (pending.length > 0 && current > 0) copyTo(db, copy);
  for (const migration of pending) {
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`user_version = ${migration.id}`);
    }).immediate();
  }
  for (const path of [copy, draftOf(copy)]) rmSync(path, { force: true });
}

/** Where the copy made before a migration lies. */
export function copyPathOf(storePath: string): string {
  return `${storePath}.before-migration`;
}

function copyTo(db: Database, copy: string): void {
  // From a migration that was killed or failed half-way: that copy is the state before the first step, so it stays.
  if (existsSync(copy)) return;
  const draft = draftOf(copy);
  rmSync(draft, { force: true });
  createPrivateFile(draft);
  db.prepare('VACUUM INTO ?').run(draft);
  renameSync(draft, copy);
}

function draftOf(copy: string): string {
  return `${copy}.new`;
}
