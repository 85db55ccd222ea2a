/**
 * Orgbench must not burden an org: one that does not answer is left alone for a while, and no org gets more calls within
 * 24 hours than its budget, also when Orgbench is started anew in between.
 */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../src-preload/contract/connections.ts';
import { createGateway } from '../../src-main/engine/network/gateway.ts';
import { createConnectionsRepository } from '../../src-main/engine/store/connections-repository.ts';
import { createOrgCallsRepository } from '../../src-main/engine/store/org-calls-repository.ts';
import { V, batch, bulk, composite, describeUrl } from '../support/guard-examples.ts';
import { connectionTo, failureOf, gatewayKit, json, limitsRequest, loopbackServer } from '../support/network.ts';

const HOUR = 3_600_000;

/** An org that fails or answers as the test says, and a clock that the test moves. */
async function rig(status: number | null) {
  const org = { status };
  const server = await loopbackServer((request, response) => {
    if (org.status === null) request.socket.destroy();
    else json(response, org.status, {});
  });
  const clock = { ms: Date.now() };
  const kit = gatewayKit({ now: () => clock.ms });
  const ask = () => kit.gateway.request(limitsRequest(server.origin));
  return { org, server, clock, kit, ask };
}

describe('an org that fails again and again', () => {
  it.each([
    ['answers 503', 503, 'no failure'],
    ['cuts the connection', null, 'org-unreachable'],
  ])('because it %s is left alone after five attempts, whoever asks', async (_, status, code) => {
    const { server, kit, ask } = await rig(status);
    const codes: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      codes.push(
        await ask().then(
          () => 'no failure',
          (error: { readonly code: string }) => error.code,
        ),
      );
    }
    // Three attempts, then two, after which a third would be one too many; nothing after that.
    expect(server.received).toHaveLength(5);
    expect(codes).toEqual([code, code, 'org-paused', 'org-paused']);
    const failure = await failureOf(ask());
    expect(failure).toMatchObject({ code: 'org-paused', retryable: true, retryAfterMs: 30_000 });
    expect(failure.message).toMatch(/for another 30 s/);
    expect(kit.rows().at(-1)).toMatchObject({ state: 'refused', status: null });
    expect(Date.parse(kit.gateway.pausedUntil('c1') ?? '')).toBeGreaterThan(0);
    expect(kit.gateway.pausedUntil('c2')).toBeNull();
  });

  it('is asked once after the pause, and by everybody as soon as that is answered', async () => {
    const { org, server, clock, kit, ask } = await rig(503);
    await ask();
    await ask();
    org.status = 200;
    clock.ms += 30_000;
    const answers = await Promise.all(Array.from({ length: 5 }, ask));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
    expect(server.received).toHaveLength(10);
    expect(kit.gateway.pausedUntil('c1')).toBeNull();
  });

  it('has those that wait told when the one attempt fails, too', async () => {
    const { server, clock, ask } = await rig(503);
    await ask();
    await ask();
    clock.ms += 30_000;
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, ask));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(server.received).toHaveLength(6);
  });

  it('is asked at once when a person tries again', async () => {
    const { org, server, kit, ask } = await rig(503);
    await ask();
    await ask();
    org.status = 200;
    expect((await failureOf(ask())).code).toBe('org-paused');
    kit.gateway.tryAgain(server.origin);
    expect((await ask()).status).toBe(200);
  });

  it('lets a sign-out through all the same', async () => {
    const { server, kit, ask } = await rig(503);
    await ask();
    await ask();
    const signOut = {
      purpose: 'sign out',
      trigger: 'sign out',
      method: 'POST',
      url: '/services/oauth2/revoke',
      body: 'token=x',
      connection: connectionTo(server.origin, null),
    } as const;
    expect((await kit.gateway.request(signOut)).status).toBe(503);
  });

  it.each([401, 403, 404, 410, 429])('is not one that answers %i', async (status) => {
    const { server, ask } = await rig(status);
    for (let count = 0; count < 3; count += 1) await ask();
    await ask();
    expect(server.received.length).toBeGreaterThanOrEqual(4);
    expect((await ask()).status).toBe(status);
  });

  it('stops a waiting request at once when it is cancelled', async () => {
    const { server, clock, kit, ask } = await rig(503);
    await ask();
    await ask();
    clock.ms += 30_000;
    const controller = new AbortController();
    const probe = ask();
    const waiting = kit.gateway.request(limitsRequest(server.origin, { signal: controller.signal }));
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await probe;
  });
});

/** A gateway with a budget over a real store; `restart` is what a new start of Orgbench does. */
async function budgetRig(limit: number) {
  const server = await loopbackServer((_, response) => json(response, 200, {}));
  const { db, rows, ledger } = gatewayKit();
  const clock = { ms: Date.parse('2026-11-23T12:00:00Z') };
  const chosen = { limit };
  const start = () =>
    createGateway({
      ledger,
      now: () => clock.ms,
      host: { proxyFor: async () => null },
      isOpen: () => true,
      onlySalesforce: () => false,
      earlierCalls: createOrgCallsRepository(db),
      dailyCalls: () => chosen.limit,
    });
  const connections = createConnectionsRepository(db);
  const connect = (name: string, orgId: string): string => {
    const id = randomUUID();
    const org = { id: orgId, name: 'Acme' } as unknown as NonNullable<Connection['org']>;
    const user = { id: '005000000000001AAA' } as unknown as NonNullable<Connection['user']>;
    const facts = { type: 'sandbox', instanceUrl: server.origin, apiVersion: '68.0', user, org } as const;
    connections.create(id, { name, group: '', colour: '', notes: '' }, facts, null, new Date(clock.ms).toISOString());
    return id;
  };
  const ask = (gateway: ReturnType<typeof start>, id: string) =>
    gateway.request(limitsRequest(server.origin, { connection: { ...connectionTo(server.origin), id } }));
  return { server, clock, chosen, start, connect, ask, rows };
}

describe('the budget of an org', () => {
  it('is kept over a start, is shared by the connections of an org, and comes back after 24 hours', async () => {
    const { server, clock, start, connect, ask } = await budgetRig(4);
    const [one, other] = [connect('One', '00D000000000001AAA'), connect('Other', '00D000000000001')];
    const elsewhere = connect('Elsewhere', '00D000000000002AAA');
    const first = start();
    await ask(first, one);
    clock.ms += HOUR;
    await ask(first, other);
    await first.close();
    const second = start();
    expect(second.budgetOf(one)).toEqual({ budget: 4, left: 2 });
    await ask(second, one);
    await ask(second, other);
    const failure = await failureOf(ask(second, one));
    expect(failure).toMatchObject({ code: 'budget-stopped', retryable: true });
    expect(failure.message).toMatch(
      /at most 4 requests.*Wait 24 h, or raise "Requests to each org" in the preferences/,
    );
    expect((await ask(second, elsewhere)).status).toBe(200);
    expect(server.received).toHaveLength(5);
    // The first call leaves the window first.
    clock.ms += failure.retryAfterMs ?? 0;
    expect((await ask(second, one)).status).toBe(200);
    expect((await failureOf(ask(second, one))).code).toBe('budget-stopped');
    await second.close();
  });

  it('counts as Salesforce does: a composite once, a batch by its parts, what was refused or unauthorised not at all', async () => {
    const { server, start, connect, rows } = await budgetRig(100);
    const id = connect('One', '00D000000000001AAA');
    const gateway = start();
    const ask = (method: string, url: string, purpose: 'describe' | 'versions' | 'access', body?: string) =>
      gateway.request({
        ...limitsRequest(server.origin, { purpose, method, url, connection: { ...connectionTo(server.origin), id } }),
        ...(body === undefined ? {} : { body }),
      });
    await ask('GET', '/services/data', 'versions');
    await ask('POST', `${V}/composite`, 'describe', composite({ url: describeUrl('A') }, { url: describeUrl('B') }));
    const parts = ['A', 'B', 'C'].map((name) => ({ url: `v68.0/sobjects/${name}/describe` }));
    await ask('POST', `${V}/composite/batch`, 'describe', batch(...parts));
    await failureOf(ask('POST', `${V}/jobs/query`, 'access', bulk('SELECT Id FROM Account')));
    expect(gateway.budgetOf(id)).toEqual({ budget: 100, left: 96 });
    await gateway.close();
    const again = start();
    expect(again.budgetOf(id)).toEqual({ budget: 100, left: 96 });
    expect(rows()).toHaveLength(4);
    await again.close();
  });

  it('is not exceeded by requests that are made at the same moment', async () => {
    const { server, start, connect, ask } = await budgetRig(3);
    const id = connect('One', '00D000000000001AAA');
    const gateway = start();
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => ask(gateway, id)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(server.received).toHaveLength(3);
    expect(gateway.budgetOf(id)).toEqual({ budget: 3, left: 0 });
    await gateway.close();
  });

  it('is asked for each attempt, and a higher one holds at once', async () => {
    const { start, connect, ask, chosen } = await budgetRig(1);
    const id = connect('One', '00D000000000001AAA');
    const gateway = start();
    await ask(gateway, id);
    expect((await failureOf(ask(gateway, id))).code).toBe('budget-stopped');
    chosen.limit = 2;
    expect((await ask(gateway, id)).status).toBe(200);
    await gateway.close();
  });
});

describe('Retry-After', () => {
  it('as a date is waited for, by the clock of this computer', async () => {
    let count = 0;
    const now = Date.parse('2026-11-23T12:00:00Z');
    const server = await loopbackServer((_, response) => {
      count += 1;
      json(response, count === 1 ? 503 : 200, {}, { 'retry-after': 'Mon, 23 Nov 2026 12:00:09 GMT' });
    });
    const kit = gatewayKit({ now: () => now });
    expect(await kit.gateway.request(limitsRequest(server.origin))).toMatchObject({ status: 200, attempts: 2 });
    expect(kit.pausesMs).toEqual([9000]);
  });
});

describe('a flood of refused requests', () => {
  it('does not fill the ledger', async () => {
    const kit = gatewayKit();
    const refused = limitsRequest('https://acme.my.salesforce.com', { url: `${V}/recent` });
    for (let count = 0; count < 500; count += 1) await failureOf(kit.gateway.request(refused));
    await kit.gateway.close();
    expect(kit.rows()).toHaveLength(61);
    expect(kit.rows().at(-1)?.error).toMatch(/^440 more requests/);
  });
});
