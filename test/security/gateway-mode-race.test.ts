/*
 * Attack by timing: a request for records is allowed, then waits (for another attempt that finds out whether the org is
 * back, or for the name of a proxy), and meanwhile the person switches the connection back to metadata only.
 */
import { describe, expect, it } from 'vitest';
import type { ReadingMode } from '../../src-preload/contract/connections.ts';
import { soql } from '../support/guard-examples.ts';
import { connectionTo, failureOf, gatewayKit, json, limitsRequest, loopbackServer } from '../support/network.ts';
import { preflightKit } from '../support/preflight-kit.ts';

const RECORDS = { purpose: 'records', url: soql('SELECT Id FROM Account') } as const;

describe('a request for records that waits while its connection is switched to metadata only', () => {
  // @promise 5: switched back to metadata only, a request for records that was allowed and still waits is not sent
  it('is not sent after another attempt has found the org again', async () => {
    const org = { status: 503, hold: Promise.resolve() };
    const server = await loopbackServer((_, response) => void org.hold.then(() => json(response, org.status, {})));
    const clock = { ms: Date.now() };
    const mode: { reads: ReadingMode } = { reads: 'metadata and records' };
    const kit = gatewayKit({ now: () => clock.ms, readsOf: () => mode.reads });
    for (let count = 0; count < 2; count += 1) await kit.gateway.request(limitsRequest(server.origin));
    clock.ms += 30_000;
    const { promise, resolve } = Promise.withResolvers<void>();
    Object.assign(org, { status: 200, hold: promise });
    const probe = kit.gateway.request(limitsRequest(server.origin));
    await expect.poll(() => server.received.length).toBe(6);
    const refused = failureOf(kit.gateway.request(limitsRequest(server.origin, RECORDS)));
    // Its verdict is given, it waits for the probe.
    await new Promise((done) => setImmediate(done));
    mode.reads = 'metadata';
    resolve();
    expect((await probe).status).toBe(200);
    expect(await refused).toMatchObject({ code: 'request-refused', message: expect.stringContaining('metadata only') });
    expect(server.received).toHaveLength(6);
    expect(kit.rows().at(-1)).toMatchObject({ state: 'refused', purpose: 'records' });
  });

  it('is not sent after the proxy of the address has been found out', async () => {
    const asked = Promise.withResolvers<void>();
    const named = Promise.withResolvers<string | null>();
    const mode: { reads: ReadingMode } = { reads: 'metadata and records' };
    const kit = gatewayKit({
      readsOf: () => mode.reads,
      earlierCalls: { orgOf: (id) => id, byMinute: () => [] },
      dailyCalls: () => 10,
      host: {
        proxyFor: () => {
          asked.resolve();
          return named.promise;
        },
      },
    });
    const refused = failureOf(kit.gateway.request(limitsRequest('https://acme.my.salesforce.com', RECORDS)));
    await asked.promise;
    mode.reads = 'metadata';
    named.resolve(null);
    expect((await refused).code).toBe('request-refused');
    expect(kit.rows().map(({ state }) => state)).toEqual(['refused']);
    // Nothing was sent, so nothing of the budget is spent.
    expect(kit.gateway.budgetOf('c1')).toEqual({ budget: 10, left: 10 });
  });
});

describe('a request for records that is on its way while its connection is switched to metadata only', () => {
  // @promise 5: switched back to metadata only, a request for records on its way is cancelled and its answer kept from everybody
  it('is cancelled at once, and a request for metadata beside it is not', async () => {
    const hold = Promise.withResolvers<void>();
    const server = await loopbackServer((_, response) => void hold.promise.then(() => json(response, 200, {})));
    const mode: { reads: ReadingMode } = { reads: 'metadata and records' };
    const kit = gatewayKit({ readsOf: () => mode.reads });
    const records = failureOf(kit.gateway.request(limitsRequest(server.origin, RECORDS)));
    const limits = kit.gateway.request(limitsRequest(server.origin));
    await expect.poll(() => server.received.length).toBe(2);
    mode.reads = 'metadata';
    kit.gateway.endRecords('another connection');
    kit.gateway.endRecords('c1');
    expect(await records).toMatchObject({ code: 'request-refused', message: expect.stringContaining('metadata only') });
    hold.resolve();
    expect((await limits).status).toBe(200);
    expect(kit.rows().map(({ purpose, state, error }) => ({ purpose, state, error }))).toEqual(
      expect.arrayContaining([
        { purpose: 'records', state: 'failed', error: 'cancelled' },
        { purpose: 'limits', state: 'done', error: null },
      ]),
    );
  });

  it('is cancelled even where records are allowed again before the answer comes', async () => {
    const server = await loopbackServer(() => {});
    const kit = gatewayKit({ readsOf: () => 'metadata and records' });
    const records = failureOf(kit.gateway.request(limitsRequest(server.origin, RECORDS)));
    await expect.poll(() => server.received.length).toBe(1);
    kit.gateway.endRecords('c1');
    expect((await records).code).toBe('request-refused');
    expect(server.received).toHaveLength(1);
  });

  it('hands over no answer that came before the switch was noticed', async () => {
    const mode: { reads: ReadingMode } = { reads: 'metadata and records' };
    const server = await loopbackServer((_, response) => {
      mode.reads = 'metadata';
      json(response, 200, { records: [{ Id: '001000000000001AAA' }] });
    });
    const kit = gatewayKit({ readsOf: () => mode.reads });
    const failure = await failureOf(kit.gateway.request(limitsRequest(server.origin, RECORDS)));
    expect(failure.code).toBe('request-refused');
    expect(kit.rows()).toMatchObject([{ state: 'done', status: 200 }]);
  });

  it('ends when a person switches the connection back', async () => {
    const kit = await preflightKit();
    kit.org.faults.add({ match: 'Account', kind: 'hang' });
    const context = { signal: new AbortController().signal, hostPath: null };
    const id = kit.connectionId;
    const setReads = kit.connections.handlers['connections.setReads'];
    await setReads({ id, reads: 'metadata and records', confirm: 'Org' }, context);
    const { instanceUrl } = kit.org;
    const connection = { ...connectionTo(instanceUrl, kit.org.issueToken()), id };
    const records = failureOf(kit.gateway.request(limitsRequest(instanceUrl, { ...RECORDS, connection })));
    await expect.poll(() => kit.org.requests().some(({ path }) => path.includes('Account'))).toBe(true);
    await setReads({ id, reads: 'metadata', confirm: '' }, context);
    expect((await records).code).toBe('request-refused');
  });
});
