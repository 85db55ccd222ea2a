import type { Connection } from '../../src-preload/contract/connections.ts';
import type { Output } from '../../src-preload/contract/index.ts';
import type { Job } from '../../src-preload/contract/jobs.ts';

export const sampleConnection = (rest: Partial<Connection> = {}): Connection => ({
  id: 'c1',
  name: 'Acme UAT',
  group: '',
  colour: '',
  notes: '',
  type: 'sandbox',
  instanceUrl: 'https://acme--uat.sandbox.my.salesforce.com',
  apiVersion: '68.0',
  signedIn: true,
  signedOutReason: null,
  user: null,
  org: null,
  createdAt: '2026-11-01T08:00:00Z',
  lastUsedAt: null,
  lastReadAt: null,
  apiUsage: null,
  loginUrl: null,
  forgetAtLock: false,
  reads: 'metadata',
  ...rest,
});

export const sampleJob = (rest: Partial<Job> = {}): Job => ({
  id: 'j1',
  kind: 'sync',
  connectionId: 'c1',
  title: 'Read metadata of Acme UAT',
  state: 'running',
  progress: { stage: 'describes', done: 120, total: 312, ratePerSecond: 41.46, remainingMs: 4600 },
  startedAt: '2026-11-23T06:00:00Z',
  finishedAt: null,
  counts: {},
  parameters: [],
  canRepeat: false,
  error: null,
  ...rest,
});

export const sampleSyncStatus = (rest: Partial<Output<'sync.status'>> = {}): Output<'sync.status'> => ({
  state: 'complete',
  job: null,
  lastReadAt: '2026-11-23T06:00:00Z',
  chosen: 312,
  read: 312,
  vanished: [],
  unknown: [],
  newObjects: 0,
  ...rest,
});
