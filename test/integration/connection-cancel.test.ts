/*
 * A person cancels while an org takes the connection and never answers. The first question of a sign-in and of a test is
 * that for the API versions; until it was given the signal too, cancelling waited for its time-out.
 */
import { describe, expect, it } from 'vitest';
import { createConnectionsService } from '../../src-main/engine/salesforce/connections-service.ts';
import { createConnectionsRepository } from '../../src-main/engine/store/connections-repository.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { gatewayKit, loopbackServer, testSealer, TOKEN } from '../support/network.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';

async function rig() {
  const org = await sampleOrgForTest({ bundle: createSampleBundle() });
  const silent = await loopbackServer(() => {});
  const network = gatewayKit();
  const connections = createConnectionsRepository(network.db);
  const embedded = { instanceUrl: org.instanceUrl };
  const service = createConnectionsService({
    store: { connections },
    gateway: network.gateway,
    sealer: testSealer(),
    now: Date.now,
    emit: () => {},
    preferences: () => ({ oauthClientId: '', signInDays: 30 }),
    host: {
      openExternal: async () => {},
      sampleOrg: async () => ({ ...embedded, accessToken: org.accessToken }),
    },
  });
  return { silent, embedded, service, connections, rows: network.rows };
}

/** Begins to wait at once, so that a failure in between is not an unhandled one. */
async function failureName(call: unknown): Promise<string> {
  try {
    await call;
    return 'no failure';
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

describe('cancelling while an org does not answer', () => {
  it('ends a test of a connection at once, and the sign-in stays', async () => {
    const { silent, embedded, service, connections, rows } = await rig();
    const never = new AbortController();
    const { id } = await service.handlers['connections.connectSample'](
      { name: 'Sample' },
      { signal: never.signal, hostPath: null },
    );
    embedded.instanceUrl = silent.origin;
    const cancel = new AbortController();
    const testing = service.handlers['connections.test']({ id }, { signal: cancel.signal, hostPath: null });
    const ended = failureName(testing);
    await expect.poll(() => silent.received.length).toBe(1);
    cancel.abort();
    expect(await ended).toBe('AbortError');
    expect(connections.get(id).signedIn).toBe(true);
    expect(rows().at(-1)).toMatchObject({ path: '/services/data', state: 'failed', error: 'cancelled' });
  });

  it('ends a sign-in at once, and nothing of it is kept', async () => {
    const { silent, service, connections } = await rig();
    const cancel = new AbortController();
    const look = { name: 'Main', group: '', colour: '', notes: '' };
    const signIn = { ...look, instanceUrl: silent.origin, token: TOKEN };
    const ended = failureName(service.connectWithToken(signIn, cancel.signal));
    await expect.poll(() => silent.received.length).toBe(1);
    cancel.abort();
    expect(await ended).toBe('AbortError');
    expect(connections.list()).toEqual([]);
  });
});
