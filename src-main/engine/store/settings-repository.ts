import type { Database } from './database.ts';

/** Small named values, each as JSON text. */
export function createSettingsRepository(db: Database) {
  const all = db.prepare<[string], { name: string; value: string }>(
    "SELECT name, value FROM setting WHERE name LIKE ? || '%' ORDER BY name",
  );
  const put = db.prepare<[string, string]>(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const remove = db.prepare<[string]>('DELETE FROM setting WHERE name = ?');
  return {
    /** Values whose name begins with `prefix`. */
    list: (prefix: string): ReadonlyMap<string, string> =>
      new Map(all.all(prefix).map(({ name, value }) => [name, value])),
    /** Puts and removes in one transaction. */
    change: db.transaction((puts: Readonly<Record<string, string>>, removes: readonly string[]) => {
      for (const name of removes) remove.run(name);
      for (const [name, value] of Object.entries(puts)) put.run(name, value);
    }),
  };
}
export type SettingsRepository = ReturnType<typeof createSettingsRepository>;
