import { type Job, type JobState, job as jobShape } from '../../../src-preload/contract/jobs.ts';
import { canRepeat, jobFacts } from '../jobs/job-parameters.ts';
import type { Database } from './database.ts';

type Row = {
  readonly id: string;
  readonly kind: string;
  readonly connection_id: string | null;
  readonly title: string;
  readonly state: string;
  readonly parameters: string;
  /** 1 while its connection exists. */
  readonly connected: number;
  readonly progress: string;
  readonly counts: string;
  readonly error: string | null;
  readonly started_at: string;
  readonly finished_at: string | null;
};

/**
 * Jobs, finished and running; they survive a restart.
 *
 * "Newest" goes by the order in which they were started, not by their times: a clock that was set back must not make the
 * last job an old one.
 */
export function createJobsRepository(db: Database) {
  const put = db.prepare(
    `INSERT INTO job (id, seq, kind, connection_id, title, state, parameters, progress, counts, error, started_at,
       finished_at)
     VALUES (@id, (SELECT coalesce(max(seq), 0) + 1 FROM job), @kind, @connectionId, @title, @state, @parameters,
       @progress, @counts, @error, @startedAt, @finishedAt)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, progress = excluded.progress, counts = excluded.counts,
       error = excluded.error, finished_at = excluded.finished_at`,
  );
  const select =
    'SELECT job.*, EXISTS (SELECT 1 FROM connection WHERE connection.id = job.connection_id) AS connected FROM job';
  const list = db.prepare<[number], Row>(`${select} ORDER BY seq DESC LIMIT ?`);
  const latest = db.prepare<[string, string], Row>(
    `${select} WHERE connection_id = ? AND kind = ? ORDER BY seq DESC LIMIT 1`,
  );
  const byId = db.prepare<[string], Row>(`${select} WHERE id = ?`);
  const interrupt = db.prepare(`UPDATE job SET state = 'interrupted', finished_at = ? WHERE state = 'running'`);

  const toJob = (row: Row): Job => {
    const kind = row.kind as Job['kind'];
    const state = row.state as JobState;
    const parameters: unknown = JSON.parse(row.parameters);
    return {
      id: row.id,
      kind,
      connectionId: row.connection_id,
      title: row.title,
      state,
      progress: JSON.parse(row.progress) as Job['progress'],
      startedAt: row.started_at,
      finishedAt: row.finished_at,
      counts: JSON.parse(row.counts) as Job['counts'],
      parameters: jobFacts(kind, parameters),
      canRepeat: row.connected === 1 && canRepeat({ kind, state, connectionId: row.connection_id }, parameters),
      error: row.error === null ? null : (JSON.parse(row.error) as Job['error']),
    };
  };

  return {
    save: ({ canRepeat: _canRepeat, ...job }: Job, parameters: unknown): void => {
      put.run({
        ...job,
        parameters: JSON.stringify(parameters ?? null),
        progress: JSON.stringify(job.progress),
        counts: JSON.stringify(job.counts),
        error: job.error === null ? null : JSON.stringify(job.error),
      });
    },
    /** Without those of a later version that this one does not know: they stay, and must not hide the others. */
    list: (limit: number): Job[] =>
      list
        .all(limit)
        .map(toJob)
        .filter((job) => jobShape.safeParse(job).success),
    latest: (connectionId: string, kind: Job['kind']): Job | null => {
      const row = latest.get(connectionId, kind);
      return row === undefined ? null : toJob(row);
    },
    /** With what it was asked to do, as it was stored; null when there is none of that id. */
    get: (id: string): { readonly job: Job; readonly parameters: unknown } | null => {
      const row = byId.get(id);
      return row === undefined ? null : { job: toJob(row), parameters: JSON.parse(row.parameters) };
    },
    /** At start: whatever was still running was ended with the program. */
    interruptRunning: (at: string): void => {
      interrupt.run(at);
    },
  };
}
export type JobsRepository = ReturnType<typeof createJobsRepository>;
