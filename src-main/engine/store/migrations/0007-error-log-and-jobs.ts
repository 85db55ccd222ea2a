import type { Migration } from '../migrate.ts';

/** The error log, and the order in which jobs were started. */
export const errorLogAndJobs: Migration = {
  id: 7,
  name: 'error log and jobs',
  sql: `
    -- An id is never given to another entry: a person may have named it to somebody. Descriptions are in the code.
    CREATE TABLE error_log (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      day TEXT NOT NULL,
      at TEXT NOT NULL,
      event INTEGER NOT NULL,
      code TEXT NOT NULL,
      place TEXT NOT NULL,
      trace_id TEXT,
      count INTEGER NOT NULL,
      UNIQUE (day, event, code, place)
    );
    CREATE INDEX error_log_at ON error_log (at);

    -- The clock may be set back: "the last job" is the one that was started last, whatever its time says.
    ALTER TABLE job ADD COLUMN seq INTEGER;
    UPDATE job SET seq = ranked.seq
      FROM (SELECT id, row_number() OVER (ORDER BY started_at, rowid) AS seq FROM job) AS ranked
      WHERE ranked.id = job.id;
    CREATE UNIQUE INDEX job_seq ON job (seq);
  `,
};
