import type { Database } from './database.ts';
import { EngineFailure } from '../failure.ts';

export type Migration = { readonly id: number; readonly name: string; readonly sql: string };

/**
 * Brings the schema up to the newest migration, each in its own transaction with its number.
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
  for (const migration of migrations) {
    if (migration.id <= current) continue;
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`user_version = ${migration.id}`);
    }).immediate();
  }
}
