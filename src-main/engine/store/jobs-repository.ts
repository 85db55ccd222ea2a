import type { Job, JobState } from '../../../src-preload/contract/jobs.ts';
import type { Database } from './database.ts';

type Row = {
  readonly id: string;
  readonly kind: string;
  readonly connection_id: string | null;
  readonly title: string;
  readonly state: string;
  readonly progress: string;
  readonly counts: string;
  readonly error: string | null;
  readonly started_at: string;
  readonly finished_at: string | null;
};

/** Jobs, finished and running; they survive a restart. */
export function createJobsRepository(db: Database) {
  const put = db.prepare(
    `INSERT INTO job (id, kind, connection_id, title, state, parameters, progress, counts, error, started_at, finished_at)
     VALUES (@id, @kind, @connectionId, @title, @state, @parameters, @progress, @counts, @error, @startedAt, @finishedAt)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, progress = excluded.progress, counts = excluded.counts,
       error = excluded.error, finished_at = excluded.finished_at`,
  );
  const list = db.prepare('SELECT * FROM job ORDER BY started_at DESC, rowid DESC LIMIT ?');
  const latest = db.prepare(
    'SELECT * FROM job WHERE connection_id = ? AND kind = ? ORDER BY started_at DESC, rowid DESC LIMIT 1',
  );
  const interrupt = db.prepare(`UPDATE job SET state = 'interrupted', finished_at = ? WHERE state = 'running'`);

  const toJob = (row: Row): Job => ({
    id: row.id,
    kind: row.kind as Job['kind'],
    connectionId: row.connection_id,
    title: row.title,
    state: row.state as JobState,
    progress: JSON.parse(row.progress) as Job['progress'],
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    counts: JSON.parse(row.counts) as Job['counts'],
    error: row.error === null ? null : (JSON.parse(row.error) as Job['error']),
  });

  return {
    save: (job: Job, parameters: unknown): void => {
      put.run({
        ...job,
        parameters: JSON.stringify(parameters ?? null),
        progress: JSON.stringify(job.progress),
        counts: JSON.stringify(job.counts),
        error: job.error === null ? null : JSON.stringify(job.error),
      });
    },
    list: (limit: number): Job[] => (list.all(limit) as Row[]).map(toJob),
    latest: (connectionId: string, kind: Job['kind']): Job | null => {
      const row = latest.get(connectionId, kind) as Row | undefined;
      return row === undefined ? null : toJob(row);
    },
    /** At start: whatever was still running was ended with the program. */
    interruptRunning: (at: string): void => {
      interrupt.run(at);
    },
  };
}
export type JobsRepository = ReturnType<typeof createJobsRepository>;
