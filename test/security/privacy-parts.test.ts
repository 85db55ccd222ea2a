/*
 * What leaves Orgbench with a person's own hands: a backup and a support file. The attack: somebody finds the file, and
 * looks for what opens an org in it, or the file's making sends something.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SUPPORT_PARTS } from '../../src-preload/contract/support.ts';
import { openBackup } from '../../src-main/engine/privacy/backup/backup-file.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { askEngine, BACKUP_PASSWORD, PLANTED_TOKEN, plantVault, submitSecret, withStore } from '../support/backups.ts';
import { TEST_PASSWORD, TEST_POLICY, testEngine, testHost } from '../support/engine.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { tempFolder } from '../support/temp-folder.ts';

const CLIENT_SECRET = 'GOCSPX-planted-client-secret';
const SECRETS = [PLANTED_TOKEN, CLIENT_SECRET];

/** In any spelling in which a text could stand in bytes. */
function standsIn(bytes: Buffer, text: string): boolean {
  const spellings = [
    Buffer.from(text, 'utf8'),
    Buffer.from(text, 'utf16le'),
    Buffer.from(Buffer.from(text, 'utf8').toString('base64').slice(0, -4), 'latin1'),
    Buffer.from(Buffer.from(text, 'utf8').toString('hex'), 'latin1'),
    Buffer.from(JSON.stringify(text).slice(1, -1), 'utf8'),
  ];
  return spellings.some((spelling) => bytes.includes(spelling));
}

async function backupOf(withSecrets: boolean) {
  const dataDir = tempFolder();
  const file = join(tempFolder(), 'jo.orgbench-backup');
  await plantVault(dataDir);
  await withStore(dataDir, (store) =>
    store.settings.change({ 'preference.googleClientSecret': JSON.stringify(CLIENT_SECRET) }, []),
  );
  const engine = testEngine(dataDir);
  await engine.unlock(TEST_PASSWORD);
  const made = await submitSecret(
    engine,
    { purpose: 'backup', password: BACKUP_PASSWORD, acceptWeak: false, sections: [], withSecrets },
    file,
  );
  expect(made).toMatchObject({ ok: true });
  await engine.close();
  const bytes = readFileSync(file);
  const { sections } = await openBackup(bytes, BACKUP_PASSWORD, TEST_POLICY);
  return { file, bytes, opened: Buffer.from(JSON.stringify(sections)) };
}

describe('a backup', () => {
  // @promise 2: without being asked for, no token and no client secret goes into a backup
  it('that was made without secrets has none, not even for somebody who knows its password', async () => {
    const { bytes, opened } = await backupOf(false);
    expect(opened.includes('Acme')).toBe(true);
    for (const secret of SECRETS) expect([standsIn(bytes, secret), standsIn(opened, secret)]).toEqual([false, false]);
  });

  // @promise 2: secrets that were asked for are in a backup under its own password only, which the vault's does not open
  it('that was made with secrets shows them to its own password only', async () => {
    const { file, bytes, opened } = await backupOf(true);
    for (const secret of SECRETS) expect([standsIn(bytes, secret), standsIn(opened, secret)]).toEqual([false, true]);
    await expect(openBackup(bytes, TEST_PASSWORD, TEST_POLICY)).rejects.toMatchObject({ code: 'wrong-password' });

    // Nor does the vault that made it, or any other, show them: opened there, the preview has names and no values.
    const dataDir = tempFolder();
    await withStore(dataDir, () => undefined, { create: true });
    const engine = testEngine(dataDir);
    await engine.unlock(TEST_PASSWORD);
    const wrong = await submitSecret(engine, { purpose: 'restore', password: TEST_PASSWORD }, file);
    expect(wrong).toMatchObject({ ok: false, error: { code: 'wrong-password' } });
    await submitSecret(engine, { purpose: 'restore', password: BACKUP_PASSWORD }, file);
    const preview = await askEngine(engine, 'backup.preview', {});
    if (!preview.ok || preview.value === null) throw new Error('The backup has no preview.');
    for (const secret of SECRETS) expect(JSON.stringify(preview)).not.toContain(secret);
    const choose = [{ section: 'preferences', ids: ['googleClientSecret'] }];
    const restored = await askEngine(engine, 'backup.restore', { restoreId: preview.value.restoreId, choose });
    expect(restored).toMatchObject({ ok: true, value: { restored: 1 } });
    expect(engine.services().store.settings.list('preference.').get('preference.googleClientSecret')).toBe(
      JSON.stringify(CLIENT_SECRET),
    );
  });

  // @promise 7: nothing is backed up, restored or reported while locked
  it('can neither be made nor opened while locked', async () => {
    const { file } = await backupOf(false);
    const dataDir = tempFolder();
    await plantVault(dataDir);
    const engine = testEngine(dataDir);
    const backup = { password: BACKUP_PASSWORD, acceptWeak: true, sections: [], withSecrets: true };
    const locked = { ok: false, error: { code: 'vault-locked' } };
    expect(await submitSecret(engine, { ...backup, purpose: 'backup' }, join(tempFolder(), 'x'))).toMatchObject(locked);
    expect(await submitSecret(engine, { purpose: 'restore', password: BACKUP_PASSWORD }, file)).toMatchObject(locked);
    expect(await askEngine(engine, 'support.draft', { message: '', parts: ['jobs'], days: 7 })).toMatchObject(locked);
    const everything = { targetId: 't' };
    expect(await askEngine(engine, 'rights.exportEverything', everything, tempFolder())).toMatchObject(locked);
  });
});

describe('a support file', () => {
  // @promise 6: for a support file nothing is sent and no address is opened; it has no token and no name of an org in it
  it('is made and saved without a request, and has nothing in it that opens or names an org', async () => {
    const asked: string[] = [];
    const host = {
      ...testHost,
      proxyFor: async (url: string) => {
        asked.push(url);
        return null;
      },
      openExternal: async (url: string) => void asked.push(url),
    };
    const org = await sampleOrgForTest({ bundle: createSampleBundle() });
    const engine = testEngine(tempFolder(), { host });
    await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: true });
    const { connectWithToken, syncNow, store } = engine.services();
    const { id } = await connectWithToken({
      name: 'Halvern secret name',
      group: '',
      colour: '',
      notes: '',
      instanceUrl: org.instanceUrl,
      token: org.accessToken,
      connectionId: null,
    });
    await syncNow({ connectionId: id, objects: ['Account'] });
    const switched = await askEngine(engine, 'analytics.switch', { on: true });
    const ledger = () => store.ledger.list({ offset: 0, limit: 1, text: '', connectionId: null }).total;
    const before = { ledger: ledger(), org: org.requests().length };
    asked.length = 0;

    const draft = await askEngine(engine, 'support.draft', { message: 'Help', parts: [...SUPPORT_PARTS], days: 30 });
    if (!draft.ok || !switched.ok) throw new Error('The draft failed.');
    const file = join(tempFolder(), 'support.txt');
    expect(await askEngine(engine, 'support.save', { text: draft.value.text, targetId: 't' }, file)).toMatchObject({
      ok: true,
    });
    expect({ ledger: ledger(), org: org.requests().length }).toEqual(before);
    expect(asked).toEqual([]);

    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/^Installation [0-9a-f-]{36}$/m);
    const { user, org: itself } = store.connections.get(id);
    const named = [org.accessToken, TEST_PASSWORD, 'Halvern', user?.username, user?.id, itself?.id, itself?.name];
    for (const word of [...named, switched.value.id, new URL(org.instanceUrl).host]) {
      expect(word?.length).toBeGreaterThan(5);
      expect(text).not.toContain(word);
    }
  });
});
