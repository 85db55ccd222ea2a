import type { Database } from './database.ts';

/** The times of what was written, over all tables that get a row by themselves. */
export function createTimesRepository(db: Database) {
  const newest = db.prepare<[], { readonly at: string | null }>(
    `SELECT max(at) AS at FROM (SELECT max(at) AS at FROM ledger UNION ALL SELECT max(started_at) FROM job
       UNION ALL SELECT max(at) FROM error_log)`,
  );
  return {
    /** The latest time that anything has, ISO; null in an empty store. */
    newestAt: (): string | null => newest.get()?.at ?? null,
  };
}
