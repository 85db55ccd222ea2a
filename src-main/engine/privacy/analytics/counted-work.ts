import { z } from 'zod';
import type { Feature } from '../../../../src-preload/contract/analytics.ts';
import type { CallContext } from '../../ports.ts';
import type { JobPlan, JobRunner } from '../../jobs/job-runner.ts';
import type { ConnectionsService } from '../../salesforce/connections-service.ts';
import type { CountFeature } from './analytics-service.ts';

const exported = z.object({
  spec: z.object({ destination: z.object({ kind: z.enum(['file', 'google', 'microsoft']) }) }),
});

/** The feature that a job of this plan is a use of; null when none. */
function featureOf(plan: Pick<JobPlan, 'kind' | 'parameters'>): Feature | null {
  switch (plan.kind) {
    case 'sync':
      return 'metadata read';
    case 'backup':
      return 'backup made';
    case 'restore':
      return 'backup restored';
    case 'export': {
      const kind = exported.safeParse(plan.parameters).data?.spec.destination.kind;
      return kind === undefined ? null : `export to ${kind}`;
    }
    default:
      return null;
  }
}

/** The same job runner; a job that came to its end is counted. */
export function countJobs(jobs: JobRunner, count: CountFeature): JobRunner {
  return {
    ...jobs,
    run: (plan, work) => {
      const started = jobs.run(plan, work);
      const feature = featureOf(plan);
      if (feature !== null) {
        started.done.then(
          () => count(feature),
          () => undefined,
        );
      }
      return started;
    },
  };
}

/** The same connections; a new one is counted, and so is the sample org. Signing in again is not. */
export function countConnections(connections: ConnectionsService, count: CountFeature): ConnectionsService {
  const { handlers } = connections;
  return {
    ...connections,
    connectWithToken: async (input, signal) => {
      const connection = await connections.connectWithToken(input, signal);
      if (input.connectionId === undefined) count('org connected');
      return connection;
    },
    handlers: {
      ...handlers,
      'connections.connectSample': async (input, context: CallContext) => {
        const connection = await handlers['connections.connectSample'](input, context);
        count('sample org');
        return connection;
      },
      'connections.signInWithBrowser': async (input, context: CallContext) => {
        const connection = await handlers['connections.signInWithBrowser'](input, context);
        if (input.connectionId === null) count('org connected');
        return connection;
      },
    },
  };
}
