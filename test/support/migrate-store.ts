import { openDatabase } from '../../src-main/engine/store/database.ts';
import type { Migration } from '../../src-main/engine/store/migrate.ts';
import { migrations } from '../../src-main/engine/store/migrations/index.ts';

/* Run as a child process that a test kills: opens a store and brings it through further, heavy migrations. */

export const HEAVY_MIGRATIONS = 12;

/** Each rewrites every setting and keeps its number in a table of its own. */
export function heavyMigrations(): readonly Migration[] {
  const newest = migrations.at(-1)?.id ?? 0;
  const heavy = Array.from({ length: HEAVY_MIGRATIONS }, (_, index) => ({
    id: newest + 1 + index,
    name: `heavy-${index}`,
    sql: `CREATE TABLE heavy_${index} AS SELECT * FROM setting; UPDATE setting SET value = value || '${index}';`,
  }));
  return [...migrations, ...heavy];
}

const [path, key] = process.argv.slice(2);
if (path !== undefined && key !== undefined && process.send !== undefined) {
  process.send('migrating');
  openDatabase(path, Buffer.from(key, 'hex'), heavyMigrations()).close();
  process.disconnect();
}
