import type { QueryClient } from '@tanstack/react-query';
import type { AppState } from '../../src-preload/contract/app.ts';
import type { Job } from '../../src-preload/contract/jobs.ts';
import type { MethodName } from '../../src-preload/contract/names.ts';
import type { Output } from '../../src-preload/contract/index.ts';
import { listen } from './client.ts';
import { callKey } from './queries.ts';

const CATALOG_METHODS: readonly MethodName[] = [
  'catalog.overview',
  'catalog.objects',
  'catalog.object',
  'catalog.fields',
  'catalog.field',
  'catalog.search',
  'exports.preview',
  'areas.list',
  'components.one',
  'sync.status',
  'objects.available',
  'components.page',
  'usage.ofField',
  'usage.ofFields',
  'usage.ofComponent',
  'access.subjects',
  'access.objectMatrix',
  'access.fieldMatrix',
  'access.ofField',
  'access.effective',
  'reports.analysis',
];

/** What a job that ended may have added to or taken from. */
const KEPT_METHODS = ['retention.overview', 'log.list', 'analytics.status', 'exports.history'] as const;

/** Keeps cached answers true: the engine tells what changed. Answers the function that stops it. */
export function followEvents(client: QueryClient): () => void {
  const invalidate = (method: MethodName): void => void client.invalidateQueries({ queryKey: [method] });
  const stops = [
    listen('app.stateChanged', (state) => takeState(client, state)),
    listen('preferences.changed', (value) => client.setQueryData(callKey('preferences.read', {}), value)),
    listen('connections.changed', () => {
      invalidate('connections.list');
      // Hits of every org name the org they are from.
      invalidate('catalog.search');
    }),
    listen('accounts.changed', () => invalidate('accounts.list')),
    listen('catalog.changed', () => {
      for (const method of CATALOG_METHODS) invalidate(method);
      invalidate('connections.list');
    }),
    listen('job.progress', ({ job }) => takeJob(client, job, invalidate)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * Another vault state is another store (a sample session that became a vault, say) or none: what was read from the one
 * before must neither be shown nor stay in this process.
 */
function takeState(client: QueryClient, state: AppState): void {
  const key = callKey('app.state', {});
  const before = client.getQueryData<AppState>(key);
  if (before !== undefined && before.vault !== state.vault) {
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'app.state' });
    window.location.hash = '#/';
  }
  client.setQueryData(key, state);
}

/** Puts a job's progress where it is shown; a job that ended makes its neighbours ask again. */
function takeJob(client: QueryClient, job: Job, invalidate: (method: MethodName) => void): void {
  let known = false;
  client.setQueriesData<Output<'jobs.list'>>({ queryKey: ['jobs.list'] }, (old) => {
    if (old === undefined) return old;
    known = old.jobs.some(({ id }) => id === job.id);
    return { jobs: known ? old.jobs.map((one) => (one.id === job.id ? job : one)) : [job, ...old.jobs] };
  });
  if (job.kind === 'sync' && job.connectionId !== null) {
    const key = callKey('sync.status', { connectionId: job.connectionId });
    client.setQueryData<Output<'sync.status'>>(key, (old) =>
      old === undefined || job.state !== 'running' ? old : { ...old, state: 'running', job },
    );
  }
  // Its line in the history says more than the job: where it went, and whether it can go on.
  if (job.kind === 'export' && (job.state !== 'running' || !known)) invalidate('exports.history');
  if (job.state !== 'running') {
    for (const method of [
      'sync.status',
      'jobs.list',
      'ledger.list',
      'ledger.totals',
      'ledger.summary',
      ...KEPT_METHODS,
    ] as const)
      invalidate(method);
    invalidate('connections.list');
  }
}
