import { describe, expect, it } from 'vitest';
import type { EventName } from '../../src-preload/contract/names.ts';
import type { GatewayRequest } from '../../src-main/engine/network/gateway-types.ts';
import { createGateway } from '../../src-main/engine/network/gateway.ts';
import type { CallContext } from '../../src-main/engine/ports.ts';
import { createConnectionsService } from '../../src-main/engine/salesforce/connections-service.ts';
import { createConnectionsRepository } from '../../src-main/engine/store/connections-repository.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { failureOf, gatewayKit, testSealer } from '../support/network.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';

const context: CallContext = { signal: new AbortController().signal, hostPath: null };
const ACCOUNTS = `/services/data/v68.0/query?q=${encodeURIComponent('SELECT Id, Name FROM Account LIMIT 1')}`;

/** A connection to the sample org, and a gateway that asks the store what may be read, as the engine puts it together. */
async function kitFor() {
  const org = await sampleOrgForTest({ bundle: createSampleBundle() });
  const { db, ledger, rows } = gatewayKit();
  const connections = createConnectionsRepository(db);
  const gateway = createGateway({
    ledger,
    now: Date.now,
    host: { proxyFor: async () => null },
    isOpen: () => true,
    onlySalesforce: () => false,
    readsOf: connections.readsOf,
  });
  const events: EventName[] = [];
  const { connectWithToken, handlers } = createConnectionsService({
    store: { connections },
    gateway,
    sealer: testSealer(),
    now: Date.now,
    emit: (event) => events.push(event),
    preferences: () => ({ oauthClientId: '', signInDays: 30 }),
    host: {
      openExternal: async () => {},
      sampleOrg: async () => ({ instanceUrl: org.instanceUrl, accessToken: org.accessToken }),
    },
  });
  const { instanceUrl, accessToken: token } = org;
  const signIn = { name: 'Main', group: '', colour: '', notes: '', instanceUrl, token };
  const connection = await connectWithToken(signIn);
  const { id } = connection;
  const readAccounts = () => {
    const to = { id, name: 'Main', origin: org.instanceUrl, accessToken: token };
    const request: GatewayRequest = {
      purpose: 'records',
      trigger: 'test',
      connection: to,
      method: 'GET',
      url: ACCOUNTS,
    };
    return gateway.request(request);
  };
  events.length = 0;
  return { connection, connections, events, rows, readAccounts, id, handlers, connectWithToken, signIn };
}

describe('what may be read through a connection', () => {
  it('is metadata only at first, and records only after the name was typed', async () => {
    const { connection, id, handlers, events, readAccounts } = await kitFor();
    expect(connection.reads).toBe('metadata');
    expect((await failureOf(readAccounts())).code).toBe('request-refused');
    const reads = 'metadata and records';
    for (const confirm of ['', 'main', 'Main 2', 'yes']) {
      const failure = await failureOf(
        (async () => handlers['connections.setReads']({ id, reads, confirm }, context))(),
      );
      expect(failure).toMatchObject({ code: 'bad-input' });
      expect(failure.message).toContain('Type Main to allow them');
    }
    expect(events).toEqual([]);
    expect(await handlers['connections.setReads']({ id, reads, confirm: ' Main ' }, context)).toMatchObject({
      id,
      reads,
    });
    expect(events).toEqual(['connections.changed']);
    // Past the guard: what the org makes of it is another matter.
    expect((await readAccounts()).status).toBeGreaterThanOrEqual(200);
  });

  it('is back to metadata at once, without typing anything', async () => {
    const { id, handlers, readAccounts, connections } = await kitFor();
    await handlers['connections.setReads']({ id, reads: 'metadata and records', confirm: 'Main' }, context);
    await readAccounts();
    expect(await handlers['connections.setReads']({ id, reads: 'metadata', confirm: '' }, context)).toMatchObject({
      reads: 'metadata',
    });
    expect((await failureOf(readAccounts())).code).toBe('request-refused');
    expect(connections.readsOf(id)).toBe('metadata');
    expect(connections.readsOf('unknown')).toBe('metadata');
  });

  it('stays as it is when the connection is renamed or signed in again, and a new one begins with metadata', async () => {
    const { id, handlers, connections, connectWithToken, signIn } = await kitFor();
    await handlers['connections.setReads']({ id, reads: 'metadata and records', confirm: 'Main' }, context);
    await handlers['connections.edit']({ id, name: 'Renamed', group: '', colour: '', notes: '' }, context);
    expect((await connectWithToken({ ...signIn, connectionId: id })).reads).toBe('metadata and records');
    expect(connections.get(id).reads).toBe('metadata and records');
    expect((await connectWithToken(signIn)).reads).toBe('metadata');
  });

  it('of a connection that does not exist is a clear failure', async () => {
    const { handlers } = await kitFor();
    const call = async () =>
      handlers['connections.setReads']({ id: 'gone', reads: 'metadata and records', confirm: 'x' }, context);
    expect((await failureOf(call())).code).toBe('not-found');
  });
});
