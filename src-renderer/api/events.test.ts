// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { AppState } from '../../src-preload/contract/app.ts';
import type { Output } from '../../src-preload/contract/index.ts';
import { installFakeBridge } from '../testing/fake-bridge.ts';
import { sampleConnection, sampleJob, sampleSyncStatus } from '../testing/samples.ts';
import { followEvents } from './events.ts';
import { callKey, createQueryClient } from './queries.ts';

const state = (vault: AppState['vault']): AppState => ({
  vault,
  engine: 'running',
  notice: null,
  secretOpen: null,
  lockLimits: [],
});

function follow() {
  const bridge = installFakeBridge({});
  const client = createQueryClient();
  followEvents(client);
  return { bridge, client };
}

describe('what the page keeps', () => {
  it('is forgotten when the vault is locked or another store is opened', () => {
    for (const next of ['locked', 'unlocked'] as const) {
      const { bridge, client } = follow();
      bridge.send('app.stateChanged', state('sample'));
      client.setQueryData(callKey('connections.list', {}), { connections: [sampleConnection()] });
      window.location.hash = '#/org/c1/fields';
      bridge.send('app.stateChanged', state('sample'));
      expect(client.getQueryData(callKey('connections.list', {}))).toBeDefined();
      bridge.send('app.stateChanged', state(next));
      expect(client.getQueryData(callKey('connections.list', {}))).toBeUndefined();
      expect(client.getQueryData(callKey('app.state', {}))).toEqual(state(next));
      expect(window.location.hash).toBe('#/');
    }
  });

  it('follows a job: progress at once, and asks again when it ended', () => {
    const { bridge, client } = follow();
    const key = callKey('sync.status', { connectionId: 'c1' });
    client.setQueryData(key, sampleSyncStatus({ state: 'never' }));
    client.setQueryData(callKey('jobs.list', { limit: 100 }), { jobs: [] });
    bridge.send('job.progress', { job: sampleJob() });
    expect(client.getQueryData<Output<'sync.status'>>(key)).toMatchObject({ state: 'running', job: { id: 'j1' } });
    expect(client.getQueryData(callKey('jobs.list', { limit: 100 }))).toEqual({ jobs: [sampleJob()] });
    bridge.send('job.progress', { job: sampleJob({ state: 'done' }) });
    expect(client.getQueryState(key)?.isInvalidated).toBe(true);
  });
});
