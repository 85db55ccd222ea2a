import type { Preferences } from '../../../../src-preload/contract/preferences.ts';
import { EngineFailure } from '../../failure.ts';
import type { JobRunner, StartedJob } from '../../jobs/job-runner.ts';
import type { Clock, Handlers } from '../../ports.ts';
import type { EverythingRepository } from '../../store/everything-repository.ts';
import { exportEverything } from './export-everything.ts';
import { cannotRevoke } from './revoke-everything.ts';

type RightsDeps = {
  readonly tables: EverythingRepository;
  readonly jobs: Pick<JobRunner, 'run'>;
  readonly accounts: Handlers<'accounts.list'>;
  readonly preferences: () => Preferences;
  readonly madeBy: string;
  readonly now: Clock;
};

/** The person's rights: to have everything that is kept, and to know what its deletion leaves elsewhere. */
export function createRightsService({ tables, jobs, accounts, preferences, madeBy, now }: RightsDeps) {
  /** @param folder new, or empty */
  const start = (folder: string, signal?: AbortSignal): StartedJob =>
    jobs.run(
      {
        kind: 'export',
        title: 'Export of everything',
        connectionId: null,
        parameters: {},
        ...(signal === undefined ? {} : { signal }),
      },
      (job) => exportEverything(folder, { tables, preferences, madeBy, madeAt: new Date(now()).toISOString() }, job),
    );

  const handlers: Handlers<'rights.exportEverything' | 'rights.cannotRevoke'> = {
    'rights.exportEverything': (_input, { hostPath }) => {
      if (hostPath === null) throw new EngineFailure('bad-input', 'No folder to write to was chosen.');
      return { jobId: start(hostPath).id };
    },
    'rights.cannotRevoke': (_input, context) => cannotRevoke(accounts, preferences().onlySalesforce, context),
  };
  return { handlers, start };
}
