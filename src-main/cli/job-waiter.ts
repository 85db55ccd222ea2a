import type { EventValue } from '../../src-preload/contract/index.ts';
import { EngineFailure } from '../engine/failure.ts';
import type { Emit } from '../engine/ports.ts';

type Job = EventValue<'job.progress'>['job'];

/** Hears what the engine tells about its jobs, so that a command can wait for the end of one. */
export type JobWaiter = {
  readonly emit: Emit;
  /** The job that ended well. Throws what it failed with. */
  readonly ended: (jobId: string) => Promise<Job>;
};

export function createJobWaiter(): JobWaiter {
  const over = new Map<string, Job>();
  const waiting = new Map<string, (job: Job) => void>();
  return {
    emit: (event, value) => {
      if (event !== 'job.progress') return;
      const { job } = value as EventValue<'job.progress'>;
      if (job.state === 'running') return;
      // A short job may be over before its id is known.
      over.set(job.id, job);
      waiting.get(job.id)?.(job);
    },
    ended: async (jobId) => {
      const job = over.get(jobId) ?? (await new Promise<Job>((resolve) => waiting.set(jobId, resolve)));
      if (job.state === 'done') return job;
      const { code, message, retryable } = job.error ?? {
        code: 'cancelled',
        message: 'The job was stopped before its end.',
        retryable: true,
      };
      throw new EngineFailure(code, message, { retryable });
    },
  };
}
