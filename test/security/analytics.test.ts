/*
 * Analytics: off, nothing is counted or sent; on, exactly the listed fields go to exactly one address. Real servers, real
 * store, the engine as the app runs it.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import {
  ANALYTICS_FEATURES,
  analyticsMessage,
  type AnalyticsStatus,
  FEATURE_NAMES,
  type Feature,
} from '../../src-preload/contract/analytics.ts';
import type { EngineDeps } from '../../src-main/engine/create-engine.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { ask, TEST_PASSWORD, testEngine, testHost } from '../support/engine.ts';
import { loopbackServer } from '../support/network.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { tempFolder } from '../support/temp-folder.ts';

const root = join(import.meta.dirname, '../..');
const NEW_VAULT = { password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false } as const;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const bundle = createSampleBundle();

/** A server that counts may go to, and an unlocked engine whose build has its address. */
async function kit(overrides: Partial<EngineDeps> = {}, status = 204) {
  const server = await loopbackServer((_, response) => {
    response.writeHead(status, { 'set-cookie': 'who=1', location: '/elsewhere' }).end('ignored');
  });
  const address = `${server.origin}/counts`;
  const dataDir = tempFolder();
  const engine = testEngine(dataDir, { analyticsAddress: address, ...overrides });
  await engine.createVault(NEW_VAULT);
  const call = async (method: string, input: unknown = {}) => {
    const answer = (await ask(engine, method, input)) as
      | { readonly ok: true; readonly value: AnalyticsStatus }
      | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };
    return answer.ok ? { value: answer.value, error: null } : { value: null, error: answer.error };
  };
  const statusOf = async (): Promise<AnalyticsStatus> => {
    const { value } = await call('analytics.status');
    if (value === null) throw new Error('analytics.status failed');
    return value;
  };
  const { store, analytics } = engine.services();
  const ledger = () =>
    store.ledger
      .list({ offset: 0, limit: 1000, text: '', connectionId: null })
      .rows.filter(({ purpose }) => purpose === 'analytics');
  return { server, address, dataDir, engine, call, statusOf, store, analytics, ledger };
}
type Kit = Awaited<ReturnType<typeof kit>>;

/** Connects a sample org that runs on its own and reads some of it. */
async function readAnOrg({ engine }: Kit): Promise<void> {
  const org = await sampleOrgForTest({ bundle });
  const look = { name: 'Acme', group: '', colour: '', notes: '' };
  const { connectWithToken, syncNow } = engine.services();
  const { id } = await connectWithToken({
    ...look,
    instanceUrl: org.instanceUrl,
    token: org.accessToken,
    connectionId: null,
  });
  await syncNow({ connectionId: id, objects: ['Account'] });
}

describe('analytics while it is off', () => {
  // @promise 6: off, analytics counts nothing and sends nothing
  it('counts nothing of what is done, and sends nothing', async () => {
    const here = await kit();
    await readAnOrg(here);
    for (const feature of FEATURE_NAMES) here.analytics.count(feature);
    await here.call('analytics.seen', { feature: 'search' });
    expect(here.store.analytics.list()).toEqual([]);
    await here.analytics.sendIfDue();
    expect((await here.call('analytics.sendNow')).error).toMatchObject({ code: 'not-allowed' });
    expect(await here.statusOf()).toMatchObject({ on: false, id: null, days: 0, waiting: null });
    expect(here.server.received).toEqual([]);
    expect(here.ledger()).toEqual([]);
  });

  it('asks once, after the first read of metadata, and never again once answered', async () => {
    const here = await kit();
    expect(await here.statusOf()).toMatchObject({ asked: false, askNow: false });
    await readAnOrg(here);
    expect(await here.statusOf()).toMatchObject({ on: false, asked: false, askNow: true });
    await here.call('analytics.switch', { on: false });
    expect(await here.statusOf()).toMatchObject({ on: false, asked: true, askNow: false });
  });
});

describe('analytics while it is on', () => {
  // @promise 6: on, analytics sends exactly the bytes it shows, to exactly one address, with one row in the ledger
  it('sends exactly the bytes that were shown, to exactly its address', async () => {
    const here = await kit();
    await here.call('analytics.switch', { on: true });
    await readAnOrg(here);
    await here.call('analytics.seen', { feature: 'search' });
    await here.call('analytics.seen', { feature: 'search' });
    const { waiting, id, address } = await here.statusOf();
    expect(address).toBe(here.address);
    expect(id).toMatch(UUID);
    const message = analyticsMessage.parse(JSON.parse(waiting ?? ''));
    expect(message).toEqual({
      id,
      days: [
        {
          day: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
          counts: { 'org connected': 1, 'metadata read': 1, search: 2 },
        },
      ],
    });

    const after = await here.call('analytics.sendNow');
    expect(after.value).toMatchObject({ on: true, id, days: 0, waiting: null, lastSentAt: expect.any(String) });
    expect(here.server.received).toHaveLength(1);
    expect(here.server.received[0]).toEqual({
      method: 'POST',
      path: '/counts',
      body: waiting,
      headers: {
        host: new URL(here.address).host,
        connection: 'keep-alive',
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(waiting ?? '')),
      },
    });
    expect(here.ledger()).toEqual([
      expect.objectContaining({
        purpose: 'analytics',
        trigger: 'send counts',
        method: 'POST',
        host: new URL(here.address).host,
        path: '/counts',
        reads: 'counts of 1 day',
        connectionId: null,
        state: 'done',
        status: 204,
        bytesOut: Buffer.byteLength(waiting ?? ''),
      }),
    ]);
    expect(here.store.analytics.list()).toEqual([]);
    expect((await here.call('analytics.sendNow')).error).toMatchObject({ code: 'nothing-to-do' });
    expect(here.server.received).toHaveLength(1);
  });

  it('counts an export to a file when it came to its end', async () => {
    const here = await kit();
    await here.call('analytics.switch', { on: true });
    await readAnOrg(here);
    await exportObjects(here, join(tempFolder(), 'objects.json'));
    await vi.waitFor(() => expect(here.store.jobs.list(1)[0]).toMatchObject({ kind: 'export', state: 'done' }), 10_000);
    expect((await here.statusOf()).waiting).toContain('"export to file":1');
  });

  it('keeps the counts when the server does not confirm them, does not follow it elsewhere, and says so', async () => {
    for (const status of [302, 403, 500]) {
      const here = await kit({}, status);
      await here.call('analytics.switch', { on: true });
      await here.call('analytics.seen', { feature: 'field grid' });
      const before = await here.statusOf();
      const { error } = await here.call('analytics.sendNow');
      expect(error).toMatchObject({ code: 'service-unreachable', message: expect.stringContaining(String(status)) });
      expect(await here.statusOf()).toEqual(before);
      expect(here.server.received.map(({ path }) => path)).toEqual(['/counts']);
    }
  });

  it('keeps what is counted while a message is on its way', async () => {
    const held: (() => void)[] = [];
    const server = await loopbackServer((_, response) => held.push(() => response.writeHead(200).end()));
    const here = await kit({ analyticsAddress: `${server.origin}/` });
    await here.call('analytics.switch', { on: true });
    here.analytics.count('search');
    const sending = here.call('analytics.sendNow');
    await expect.poll(() => held).toHaveLength(1);
    here.analytics.count('search');
    here.analytics.count('start');
    held[0]?.();
    expect((await sending).value?.waiting).toContain('"counts":{"start":1,"search":1}');
  });

  it('sends by itself once a day, on another day also when the clock was set back', async () => {
    let now = new Date(2026, 10, 23, 12).getTime();
    const here = await kit({ now: () => now });
    await here.call('analytics.switch', { on: true });
    const useAndLook = async (): Promise<number> => {
      here.analytics.count('search');
      await here.analytics.sendIfDue();
      return here.server.received.length;
    };
    expect(await useAndLook()).toBe(1);
    expect(await useAndLook()).toBe(1);
    now = new Date(2026, 10, 24, 9).getTime();
    expect(await useAndLook()).toBe(2);
    now = new Date(2025, 10, 24, 9).getTime();
    expect(await useAndLook()).toBe(3);
    expect(here.ledger().map(({ trigger }) => trigger)).toEqual(['daily counts', 'daily counts', 'daily counts']);
    // What was counted after the message of the day goes with the next one.
    const days = here.server.received.flatMap(({ body }) => analyticsMessage.parse(JSON.parse(body)).days);
    expect(days).toEqual([
      { day: '2026-11-23', counts: { search: 1 } },
      { day: '2026-11-23', counts: { search: 1 } },
      { day: '2026-11-24', counts: { search: 1 } },
      { day: '2025-11-24', counts: { search: 1 } },
    ]);
  });

  it('has a random id that is renewed on demand', async () => {
    const here = await kit();
    const first = (await here.call('analytics.switch', { on: true })).value?.id;
    const again = (await here.call('analytics.switch', { on: true })).value?.id;
    const renewed = (await here.call('analytics.renewId')).value?.id;
    expect(again).toBe(first);
    expect(renewed).toMatch(UUID);
    expect(renewed).not.toBe(first);
  });

  // @promise 6: switching analytics off deletes what waits, and the id
  it('deletes the counts and the id when it is switched off, and takes another id when it is switched on', async () => {
    const here = await kit();
    const { id } = (await here.call('analytics.switch', { on: true })).value ?? {};
    here.analytics.count('search');
    const off = await here.call('analytics.switch', { on: false });
    expect(off.value).toMatchObject({ on: false, asked: true, id: null, days: 0, waiting: null, lastSentAt: null });
    expect(here.store.analytics.list()).toEqual([]);
    const on = await here.call('analytics.switch', { on: true });
    expect(on.value).toMatchObject({ on: true, waiting: null });
    expect(on.value?.id).not.toBe(id);
  });

  it('deletes the counts alone on demand', async () => {
    const here = await kit();
    await here.call('analytics.switch', { on: true });
    here.analytics.count('search');
    const after = await here.call('analytics.deleteWaiting');
    expect(after.value).toMatchObject({ on: true, id: expect.stringMatching(UUID), waiting: null });
  });

  it('stays on, with its counts, over a restart', async () => {
    const here = await kit();
    await here.call('analytics.switch', { on: true });
    here.analytics.count('search');
    const before = await here.statusOf();
    await here.engine.close();
    const second = testEngine(here.dataDir, { analyticsAddress: null });
    await second.unlock(TEST_PASSWORD);
    const { value } = (await ask(second, 'analytics.status', {})) as { value: AnalyticsStatus };
    expect(value).toMatchObject({ on: true, id: before.id, address: null });
    expect(value.waiting).toContain('"counts":{"start":1,"search":1}');
    expect(await ask(second, 'analytics.sendNow', {})).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    await second.services().analytics.sendIfDue();
    expect(here.server.received).toEqual([]);
  });

  // @promise 7: counts that wait are not sent once Orgbench is locked
  it('sends nothing once Orgbench is locked', async () => {
    const here = await kit();
    await here.call('analytics.switch', { on: true });
    here.analytics.count('search');
    await here.engine.close();
    await here.analytics.sendIfDue();
    expect(here.server.received).toEqual([]);
  });
});

describe('what can be counted', () => {
  it('is what the list has, for the compiler and when it runs', async () => {
    const here = await kit();
    await here.call('analytics.switch', { on: true });
    // @ts-expect-error: no such feature in the list
    expect(() => here.analytics.count('org name')).toThrow('not in its list');
    expect(() => here.analytics.count('toString' as Feature)).toThrow('not in its list');
    expect((await here.call('analytics.seen', { feature: 'metadata read' })).error).toMatchObject({
      code: 'bad-input',
    });
    expect((await here.call('analytics.seen', { feature: 'search', org: 'Acme' })).error).not.toBeNull();
    here.store.analytics.add('2026-11-23', 'a feature of another version');
    expect((await here.statusOf()).waiting).toBeNull();
  });

  it('fits the message, which takes nothing besides', () => {
    const counts = Object.fromEntries(FEATURE_NAMES.map((name) => [name, 1]));
    const message = { id: 'x', days: [{ day: '2026-11-23', counts }] };
    expect(analyticsMessage.safeParse(message).success).toBe(true);
    expect(analyticsMessage.safeParse({ ...message, version: '1' }).success).toBe(false);
    expect(analyticsMessage.safeParse({ ...message, days: [{ ...message.days[0], hour: 1 }] }).success).toBe(false);
    expect(Object.keys(ANALYTICS_FEATURES)).toEqual(FEATURE_NAMES);
  });

  it('stands in docs/ANALYTICS.md as the list says now', async () => {
    const script = join(root, 'scripts/analytics-doc.mjs');
    const run = promisify(execFile)(process.execPath, [script, '--check']);
    await expect(run).resolves.toMatchObject({ stdout: '' });
  });
});

describe('a sample session', () => {
  it('is never counted, and does not ask', async () => {
    const org = await sampleOrgForTest({ bundle });
    const sampleOrg = async () => ({ instanceUrl: org.instanceUrl, accessToken: org.accessToken });
    const engine = testEngine(tempFolder(), { host: { ...testHost, sampleOrg } });
    await engine.openSample();
    const connected = (await ask(engine, 'connections.connectSample', { name: 'Sample' })) as { value: { id: string } };
    await engine.services().syncNow({ connectionId: connected.value.id, objects: ['Account'] });
    expect(await ask(engine, 'analytics.switch', { on: true })).toMatchObject({ error: { code: 'not-allowed' } });
    // Even with the switch forced on underneath.
    engine.services().store.analytics.switchOn('forced');
    await ask(engine, 'analytics.seen', { feature: 'search' });
    engine.services().analytics.count('start');
    expect(engine.services().store.analytics.list()).toEqual([]);
    engine.services().store.analytics.switchOff();
    expect(await ask(engine, 'analytics.status', {})).toMatchObject({ value: { on: false, askNow: false } });
  });

  it('that is opened as an org of the vault is one use of the sample org', async () => {
    const org = await sampleOrgForTest({ bundle });
    const sampleOrg = async () => ({ instanceUrl: org.instanceUrl, accessToken: org.accessToken });
    const here = await kit({ host: { ...testHost, sampleOrg } });
    await here.call('analytics.switch', { on: true });
    await here.call('connections.connectSample', { name: 'Sample' });
    expect((await here.statusOf()).waiting).toContain('"counts":{"sample org":1}');
  });
});

describe('an address that is not safe', () => {
  it.each(['http://counts.example.com/', 'https://ada:secret@counts.example.com/', 'ftp://counts.example.com/', 'x'])(
    'is sent nothing: %s',
    async (analyticsAddress) => {
      const here = await kit({ analyticsAddress });
      await here.call('analytics.switch', { on: true });
      here.analytics.count('search');
      expect((await here.call('analytics.sendNow')).error).toMatchObject({ code: 'request-refused' });
      expect(here.ledger()).toMatchObject([{ state: 'refused', bytesOut: 0 }]);
      expect(JSON.stringify(here.ledger())).not.toContain('secret');
    },
  );
});

/** Starts an export to a JSON file. */
async function exportObjects({ engine, store }: Kit, hostPath: string): Promise<void> {
  const connectionId = store.connections.list()[0]?.id;
  const query = { connectionId, objects: null, quick: '', filters: [], sort: [] };
  const spec = {
    source: { kind: 'fields', query, columns: ['object', 'name'], headers: 'api' },
    destination: { kind: 'file', format: 'json' },
    cover: false,
    defuse: true,
  };
  const signal = new AbortController().signal;
  const text = await engine.call('exports.start', { spec, targetId: null, consentId: null }, { hostPath, signal });
  expect(JSON.parse(text)).toMatchObject({ ok: true });
}
