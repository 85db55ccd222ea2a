import { EngineFailure } from '../failure.ts';
import type { Handlers } from '../ports.ts';
import type { JobsRepository } from '../store/jobs-repository.ts';
import type { StartedJob } from './job-runner.ts';

type RepeaterDeps = {
  readonly jobs: Pick<JobsRepository, 'get'>;
  readonly repeatSync: (connectionId: string, parameters: unknown) => StartedJob;
};

/** Starts finished jobs again with what they were asked to do then. */
export function createJobRepeater({ jobs, repeatSync }: RepeaterDeps): Handlers<'jobs.repeat'> {
  return {
    'jobs.repeat': ({ jobId }) => {
      const found = jobs.get(jobId);
      if (found === null) throw new EngineFailure('not-found', 'This job is no longer kept.');
      const { job, parameters } = found;
      if (job.state === 'running') {
        throw new EngineFailure('job-running', 'This job is still running. Wait for it or cancel it.');
      }
      if (!job.canRepeat || job.connectionId === null) throw new EngineFailure('not-allowed', whyNot(job.kind));
      return { jobId: repeatSync(job.connectionId, parameters).id };
    },
  };
}

function whyNot(kind: string): string {
  switch (kind) {
    case 'export':
      return 'An export is repeated from the list of exports, where it is shown again what goes where.';
    case 'backup':
    case 'restore':
      return 'A backup is made and restored from its own page, because it needs its password.';
    case 'sync':
      return 'This read cannot be started again: its connection was removed, or it is not known what it read.';
    default:
      return 'This job cannot be started again.';
  }
}
