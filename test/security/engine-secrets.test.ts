/*
 * The attack: a script in the page, or a curious shell, collects everything that ever comes out of the engine and looks
 * for the password, the token or a key. And: an engine that was locked goes on talking to an org.
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALL_REQUESTS } from '../../src-preload/contract/ledger.ts';
import { sealForEngine } from '../../src-preload/contract/seal.ts';
import { SUPPORT_PARTS } from '../../src-preload/contract/support.ts';
import type { SecretPayload } from '../../src-preload/contract/vault.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { BACKUP_PASSWORD } from '../support/backups.ts';
import { TEST_PASSWORD, testEngine } from '../support/engine.ts';
import { createMemoryKeychain } from '../support/memory-keychain.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { tempFolder } from '../support/temp-folder.ts';

const noCancel = { hostPath: null, signal: new AbortController().signal };

/** An engine of which every word that comes out is kept. */
function overheardEngine(dataDir: string) {
  const heard: string[] = [];
  const keychain = createMemoryKeychain();
  const engine = testEngine(dataDir, {
    keychain,
    emit: (event, value) => heard.push(JSON.stringify({ event, value })),
    log: (line) => heard.push(line),
  });
  const ask = async (method: string, input: unknown, hostPath: string | null = null) => {
    const text = await engine.call(method, input, { ...noCancel, hostPath });
    heard.push(text);
    return JSON.parse(text);
  };
  const submit = async (payload: SecretPayload, hostPath: string | null = null) => {
    const { value } = await ask('vault.secretChannel', { purpose: payload.purpose, connectionId: null });
    return ask('vault.submitSecret', await sealForEngine(value.publicKey, value.channelId, payload), hostPath);
  };
  return { engine, keychain, heard, ask, submit };
}

const newVault = { purpose: 'create-vault', password: TEST_PASSWORD, deviceSecret: 'auto', acceptWeak: false } as const;

function tokenFor(instanceUrl: string, token: string): SecretPayload {
  return {
    purpose: 'access-token',
    token,
    instanceUrl,
    name: 'Company',
    group: '',
    colour: '',
    notes: '',
    connectionId: null,
  };
}

describe('what comes out of the engine', () => {
  // @promise 2: no answer, event or log line of the engine holds a password, a token or a key
  it('holds no secret, whatever is asked and whatever fails', async () => {
    const org = await sampleOrgForTest({ bundle: createSampleBundle() });
    const { engine, keychain, heard, ask, submit } = overheardEngine(tempFolder());
    await submit({ purpose: 'unlock', password: TEST_PASSWORD });
    await submit(newVault);
    await submit({ purpose: 'unlock', password: `${TEST_PASSWORD} wrong` });
    await submit(tokenFor('https://example.com', org.accessToken));
    await submit(tokenFor(org.instanceUrl, `${org.accessToken}x`));
    const { value } = await submit(tokenFor(org.instanceUrl, org.accessToken));
    const { connectionId } = value;
    const { objects } = (await ask('objects.available', { connectionId, refresh: true })).value;
    const names = objects.slice(0, 20).map((object: { name: string }) => object.name);
    await ask('objects.choose', { connectionId, names });
    await engine.services().syncNow({ connectionId, objects: 'chosen' });
    const backup = join(tempFolder(), 'all.orgbench-backup');
    const password = BACKUP_PASSWORD;
    await submit({ purpose: 'backup', password, acceptWeak: false, sections: [], withSecrets: true }, backup);
    await submit({ purpose: 'restore', password: `${password} wrong` }, backup);
    expect(await submit({ purpose: 'restore', password }, backup)).toMatchObject({ ok: true });
    const { restoreId, sections } = (await ask('backup.preview', {})).value;
    const choose = sections.map(({ name }: { name: string }) => ({ section: name, ids: null }));
    expect(await ask('backup.restore', { restoreId, choose })).toMatchObject({ ok: true });
    for (const [method, input] of [
      ['support.draft', { message: '', parts: [...SUPPORT_PARTS], days: 30 }],
      ['log.list', { offset: 0, limit: 100, text: '' }],
      ['retention.overview', {}],
      ['backup.sections', {}],
      ['analytics.switch', { on: true }],
      ['analytics.status', {}],
      ['privacy.report', {}],
      ['vault.status', {}],
      ['preferences.read', {}],
      ['connections.list', {}],
      ['connections.test', { id: connectionId }],
      ['sync.status', { connectionId }],
      ['jobs.list', { limit: 100 }],
      ['catalog.objects', { connectionId }],
      ['ledger.list', { offset: 0, limit: 1000, ...ALL_REQUESTS }],
      ['connections.signOut', { id: connectionId }],
      ['connections.test', { id: connectionId }],
      ['vault.submitSecret', { channelId: 'not-a-channel' }],
    ] as const) {
      await ask(method, input);
    }
    expect(heard.length).toBeGreaterThan(25);
    const secrets = [
      TEST_PASSWORD,
      BACKUP_PASSWORD,
      org.accessToken,
      org.accessToken.slice(16),
      ...keychain.entries.values(),
    ];
    for (const secret of secrets) expect(heard.filter((text) => text.includes(secret))).toEqual([]);
  });
});

describe('a lock in the middle of reading', () => {
  // @promise 7: locking stops a running read; no request reaches the org afterwards
  it('sends nothing more, and reading goes on after unlocking', async () => {
    const dataDir = tempFolder();
    const org = await sampleOrgForTest({ bundle: createSampleBundle(), latencyMs: 20 });
    const { engine, keychain, submit } = overheardEngine(dataDir);
    await submit(newVault);
    const { value } = await submit(tokenFor(org.instanceUrl, org.accessToken));
    let started = () => {};
    const underWay = new Promise<void>((done) => {
      started = done;
    });
    const read = engine
      .services()
      .syncNow({
        connectionId: value.connectionId,
        objects: 'all',
        onProgress: ({ stage, done }) => stage === 'describes' && done > 0 && started(),
      })
      .catch((error: unknown) => error);
    await underWay;
    const { handlers } = engine.services();
    await engine.close();
    const sent = org.requests().length;
    expect(await read).toBeInstanceOf(Error);
    await expect(async () => handlers['connections.test']({ id: value.connectionId }, noCancel)).rejects.toThrow(
      'not open',
    );
    expect(org.requests().length).toBe(sent);

    const reopened = testEngine(dataDir, { keychain });
    await reopened.unlock(TEST_PASSWORD);
    const outcome = await reopened.services().syncNow({ connectionId: value.connectionId, objects: 'all' });
    expect(outcome.objects).toBeGreaterThan(60);
  });
});
