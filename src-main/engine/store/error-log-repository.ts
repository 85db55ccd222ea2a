import type { Database } from './database.ts';

/** One line as it is kept. */
export type StoredLogEntry = {
  readonly id: number;
  /** ISO; when it happened last. */
  readonly at: string;
  readonly event: number;
  readonly code: string;
  readonly place: string;
  readonly traceId: string | null;
  readonly count: number;
};

/** The error log. What is put in must have been redacted: nothing is looked at here. */
export function createErrorLogRepository(db: Database) {
  const put = db.prepare<Omit<StoredLogEntry, 'id'> & { readonly day: string }>(
    `INSERT INTO error_log (day, at, event, code, place, trace_id, count)
     VALUES (@day, @at, @event, @code, @place, @traceId, @count)
     ON CONFLICT (day, event, code, place) DO UPDATE SET
       at = max(at, excluded.at), trace_id = excluded.trace_id, count = count + excluded.count`,
  );
  // Newest first.
  const all = db.prepare<[], StoredLogEntry>(
    'SELECT id, at, event, code, place, trace_id AS traceId, count FROM error_log ORDER BY at DESC, id DESC',
  );
  const clear = db.prepare('DELETE FROM error_log');

  return {
    /** The same event, code and place within a day is one line that counts up. */
    add: (entry: Omit<StoredLogEntry, 'id'>): void => {
      put.run({ ...entry, day: entry.at.slice(0, 10) });
    },
    list: (): StoredLogEntry[] => all.all(),
    clear: (): void => {
      clear.run();
    },
  };
}
export type ErrorLogRepository = ReturnType<typeof createErrorLogRepository>;
