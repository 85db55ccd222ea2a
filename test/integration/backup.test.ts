import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src-main/engine/create-engine.ts';
import type { Input, Output } from '../../src-preload/contract/index.ts';
import {
  accountSeal,
  askEngine,
  BACKUP_PASSWORD,
  madeByPerson,
  PLANTED_ACCOUNT,
  PLANTED_CONNECTION,
  PLANTED_TOKEN,
  plantVault,
  submitSecret,
  tokenSeal,
  withStore,
} from '../support/backups.ts';
import { TEST_PASSWORD, testEngine } from '../support/engine.ts';
import { tempFolder } from '../support/temp-folder.ts';

async function openEngine(dataDir: string): Promise<Engine> {
  const engine = testEngine(dataDir);
  await engine.unlock(TEST_PASSWORD);
  return engine;
}

async function makeBackup(
  engine: Engine,
  file: string,
  choice: { readonly sections?: string[]; readonly withSecrets?: boolean } = {},
) {
  const { sections = [], withSecrets = false } = choice;
  return submitSecret(
    engine,
    { purpose: 'backup', password: BACKUP_PASSWORD, acceptWeak: false, sections, withSecrets },
    file,
  );
}

async function previewOf(engine: Engine, file: string): Promise<NonNullable<Output<'backup.preview'>>> {
  const opened = await submitSecret(engine, { purpose: 'restore', password: BACKUP_PASSWORD }, file);
  expect(opened).toMatchObject({ ok: true });
  const preview = await askEngine(engine, 'backup.preview', {});
  if (!preview.ok || preview.value === null) throw new Error(`no preview: ${JSON.stringify(preview)}`);
  return preview.value;
}

const all = ({ restoreId, sections }: NonNullable<Output<'backup.preview'>>): Input<'backup.restore'> => ({
  restoreId,
  choose: sections.filter(({ state }) => state === 'whole').map(({ name }) => ({ section: name, ids: null })),
});

/** A backup of a planted vault, and an empty vault of another person elsewhere. */
async function twoComputers(choice: { readonly sections?: string[]; readonly withSecrets?: boolean } = {}) {
  const first = tempFolder();
  const second = tempFolder();
  const file = join(tempFolder(), 'jo.orgbench-backup');
  await plantVault(first);
  await withStore(second, () => undefined, { create: true });
  const engine = await openEngine(first);
  expect(await makeBackup(engine, file, choice)).toMatchObject({ ok: true });
  await engine.close();
  return { first, second, file };
}

describe('a backup restored on another computer', () => {
  it('brings everything a person made into another vault, without sign-ins unless asked for', async () => {
    const { first, second, file } = await twoComputers();
    const engine = await openEngine(second);
    const preview = await previewOf(engine, file);
    expect(preview.sections.map(({ name, state, items }) => [name, state, items.map(({ change }) => change)])).toEqual([
      ['preferences', 'whole', ['add', 'add']],
      ['accounts', 'whole', ['add']],
      ['connections', 'whole', ['add']],
      ['chosenObjects', 'whole', ['add']],
      ['exportPresets', 'whole', ['add']],
      ['exportHistory', 'whole', ['add', 'add', 'add']],
    ]);
    expect(await askEngine(engine, 'backup.restore', all(preview))).toEqual({
      ok: true,
      value: { restored: 9, sections: 6 },
    });
    const listed = await askEngine(engine, 'connections.list', {});
    expect(listed).toMatchObject({
      value: { connections: [{ name: 'Acme', signedIn: false, signedOutReason: /without its sign-in/ }] },
    });
    expect(await askEngine(engine, 'accounts.list', {})).toMatchObject({
      value: { accounts: [{ name: 'jo@acme.example', signedIn: false }] },
    });
    const again = await askEngine(engine, 'backup.preview', {});
    if (!again.ok) throw new Error(again.error.message);
    expect(new Set(again.value?.sections.flatMap(({ items }) => items.map(({ change }) => change)))).toEqual(
      new Set(['same']),
    );
    await engine.close();
    const before = await withStore(first, madeByPerson);
    expect(await withStore(second, madeByPerson)).toEqual(before);
    await withStore(second, (store) => expect(store.connections.secret(PLANTED_CONNECTION, 'refreshToken')).toBeNull());
  });

  it('seals the sign-ins anew under the vault that takes them', async () => {
    const { second, file } = await twoComputers({ withSecrets: true });
    const engine = await openEngine(second);
    await askEngine(engine, 'backup.restore', all(await previewOf(engine, file)));
    expect(await askEngine(engine, 'connections.list', {})).toMatchObject({
      value: { connections: [{ name: 'Acme', signedIn: true }] },
    });
    await engine.close();
    await withStore(second, (store, sealer) => {
      const token = store.connections.secret(PLANTED_CONNECTION, 'refreshToken') ?? new Uint8Array();
      expect(sealer.open(tokenSeal('refreshToken'), token)).toBe(PLANTED_TOKEN);
      const account = store.accounts.secret(PLANTED_ACCOUNT, 'tokens') ?? new Uint8Array();
      expect(sealer.open(accountSeal('tokens'), account)).toBe(PLANTED_TOKEN);
      expect(store.connections.get(PLANTED_CONNECTION).oauth).toEqual({
        loginUrl: 'https://login.salesforce.com',
        clientId: '3MVG9',
        grantedScopes: null,
      });
    });
  });

  it('keeps the sign-ins of an old backup, which nobody can have used meanwhile', async () => {
    const { second, file } = await twoComputers({ withSecrets: true });
    const now = (): number => Date.now() + 40 * 86_400_000;
    for (const restores of [true, false]) {
      const engine = testEngine(second, { now });
      await engine.unlock(TEST_PASSWORD);
      if (restores) await askEngine(engine, 'backup.restore', all(await previewOf(engine, file)));
      expect(await askEngine(engine, 'connections.list', {})).toMatchObject({
        value: { connections: [{ name: 'Acme', signedIn: true }] },
      });
      await engine.close();
    }
  });

  it('restores chosen records only, and says what they need', async () => {
    const { second, file } = await twoComputers();
    const engine = await openEngine(second);
    const { restoreId } = await previewOf(engine, file);
    const chosenOnly = { restoreId, choose: [{ section: 'chosenObjects', ids: [PLANTED_CONNECTION] }] };
    expect(await askEngine(engine, 'backup.restore', chosenOnly)).toMatchObject({
      ok: false,
      error: { code: 'bad-input', message: /needs the connection "Acme"/ },
    });
    const choose = [
      { section: 'chosenObjects', ids: null },
      { section: 'connections', ids: null },
      { section: 'exportHistory', ids: ['export-000001'] },
    ];
    expect(await askEngine(engine, 'backup.restore', { restoreId, choose })).toMatchObject({
      value: { restored: 3, sections: 3 },
    });
    await engine.close();
    await withStore(second, (store) => {
      expect(store.backup.chosenObjects(PLANTED_CONNECTION)).toEqual(['Account', 'Invoice__c']);
      expect(store.backup.exportRuns().map(({ id }) => id)).toEqual(['export-000001']);
      expect(store.backup.presets()).toEqual([]);
    });
  });

  it('keeps the chosen objects when the org is read for the first time, and calls nothing new', async () => {
    const { second, file } = await twoComputers();
    const engine = await openEngine(second);
    await askEngine(engine, 'backup.restore', all(await previewOf(engine, file)));
    await engine.close();
    await withStore(second, (store) => {
      const { list } = store.catalog;
      const { key } = store.catalog.org(PLANTED_CONNECTION);
      const items = ['Account', 'Contact'].map((name) => ({ name, label: `The ${name}`, layoutable: true }));
      list.saveList(key, items, null, '2026-11-01T00:00:00.000Z');
      expect(list.list(key)).toMatchObject([
        { name: 'Account', label: 'The Account', chosen: true, isNew: false },
        { name: 'Contact', chosen: false, isNew: false },
        { name: 'Invoice__c', chosen: true, vanished: true },
      ]);
      list.saveList(key, [...items, { name: 'Case', layoutable: true }], null, '2026-11-02T00:00:00.000Z');
      expect(list.list(key).find(({ name }) => name === 'Case')).toMatchObject({ isNew: true });
    });
  });

  it('gives a taken name a number, and says so before', async () => {
    const { second, file } = await twoComputers();
    await withStore(second, (store) => {
      const [row] = store.backup.connections();
      expect(row).toBeUndefined();
      store.backup.addConnection(
        {
          id: 'other',
          name: 'acme',
          group: '',
          colour: '',
          notes: '',
          type: 'sandbox',
          instanceUrl: 'https://other.my.salesforce.com',
          apiVersion: null,
          orgId: null,
          user: null,
          org: null,
          createdAt: '2026-01-01T00:00:00.000Z',
          lastUsedAt: null,
          loginUrl: null,
          clientId: null,
          forgetAtLock: 0,
          signedOutReason: 'Signed out.',
        },
        [],
      );
    });
    const engine = await openEngine(second);
    const preview = await previewOf(engine, file);
    const item = preview.sections.find(({ name }) => name === 'connections')?.items[0];
    expect(item).toMatchObject({ change: 'add', text: expect.stringContaining('becomes "Acme (2)"') });
    await askEngine(engine, 'backup.restore', all(preview));
    const listed = await askEngine(engine, 'connections.list', {});
    expect(listed.ok && listed.value.connections.map(({ name }) => name).sort()).toEqual(['Acme (2)', 'acme']);
  });

  it('holds nothing of this computer: no path, no metadata, nothing readable', async () => {
    const { file } = await twoComputers({ withSecrets: true });
    const text = readFileSync(file, 'latin1');
    for (const word of ['Acme', 'jo@', 'secret-place', 'Invoice__c', 'density', PLANTED_TOKEN, 'connections']) {
      expect(text).not.toContain(word);
    }
    const mode = process.platform === 'win32' ? 0o600 : statSync(file).mode & 0o777;
    expect(mode).toBe(0o600);
  });
});

describe('making a backup', () => {
  it('says what it would hold, takes a choice, and is remembered as a job', async () => {
    const { first, second, file } = await twoComputers({ sections: ['preferences', 'exportPresets'] });
    const engine = await openEngine(first);
    expect(await askEngine(engine, 'backup.sections', {})).toMatchObject({
      value: {
        sections: [
          { name: 'preferences', count: 2, canHoldSecrets: true },
          { name: 'accounts', count: 1, canHoldSecrets: true },
          { name: 'connections', count: 1, canHoldSecrets: true },
          { name: 'chosenObjects', count: 1 },
          { name: 'exportPresets', count: 1 },
          { name: 'exportHistory', count: 3 },
        ],
      },
    });
    expect(await askEngine(engine, 'jobs.list', { limit: 5 })).toMatchObject({
      value: { jobs: [{ kind: 'backup', state: 'done', counts: { records: 3, sections: 2 } }] },
    });
    await engine.close();
    const other = await openEngine(second);
    expect((await previewOf(other, file)).sections.map(({ name }) => name)).toEqual(['preferences', 'exportPresets']);
  });

  it('needs a file, a password that is not too easy, and known parts', async () => {
    const dataDir = tempFolder();
    await plantVault(dataDir);
    const engine = await openEngine(dataDir);
    const file = join(tempFolder(), 'b.orgbench-backup');
    const backup = { purpose: 'backup', acceptWeak: false, sections: [], withSecrets: false } as const;
    const attempt = (change: object, path: string | null = file) =>
      submitSecret(engine, { ...backup, password: BACKUP_PASSWORD, ...change, sections: [] }, path);
    expect(await attempt({}, null)).toMatchObject({ error: { code: 'bad-input' } });
    expect(await attempt({ password: 'short' })).toMatchObject({ error: { code: 'weak-password' } });
    expect(await attempt({ password: 'salesforce2024' })).toMatchObject({ error: { code: 'weak-password' } });
    const unknown = { ...backup, password: BACKUP_PASSWORD, sections: ['dreams'] };
    expect(await submitSecret(engine, unknown, file)).toMatchObject({
      error: { code: 'bad-input', message: expect.stringContaining('"dreams"') },
    });
    expect(existsSync(file)).toBe(false);
    expect(await attempt({ password: 'salesforce2024', acceptWeak: true })).toMatchObject({ ok: true });
  });

  it('leaves nothing behind where it cannot write, and the old file where it fails', async () => {
    const dataDir = tempFolder();
    await plantVault(dataDir);
    const engine = await openEngine(dataDir);
    const folder = join(tempFolder(), 'place');
    mkdirSync(folder);
    writeFileSync(join(folder, 'taken'), 'old');
    expect(await makeBackup(engine, join(folder, 'missing', 'x.orgbench-backup'))).toMatchObject({
      error: { code: 'export-failed' },
    });
    mkdirSync(join(folder, 'folder.orgbench-backup'));
    expect(await makeBackup(engine, join(folder, 'folder.orgbench-backup'))).toMatchObject({ ok: false });
    const cancelled = engine
      .services()
      .backups.make(
        { password: BACKUP_PASSWORD, acceptWeak: false, sections: [], withSecrets: false },
        join(folder, 'taken'),
        AbortSignal.abort(),
      );
    await expect(cancelled).rejects.toThrow(/abort/i);
    expect(readdirSync(folder).sort()).toEqual(['folder.orgbench-backup', 'taken']);
    expect(readFileSync(join(folder, 'taken'), 'utf8')).toBe('old');
  });

  it('is refused while locked', async () => {
    const dataDir = tempFolder();
    await plantVault(dataDir);
    const engine = testEngine(dataDir);
    const file = join(tempFolder(), 'b.orgbench-backup');
    expect(await makeBackup(engine, file)).toMatchObject({ error: { code: 'vault-locked' } });
    expect(existsSync(file)).toBe(false);
  });
});

describe('opening a backup', () => {
  it.each([
    ['another file', Buffer.from('PK just a zip of something else, long enough to be anything at all'.repeat(4))],
    ['an empty file', Buffer.alloc(0)],
  ])('says that %s is none', async (_what, bytes) => {
    const dataDir = tempFolder();
    await plantVault(dataDir);
    const engine = await openEngine(dataDir);
    const file = join(tempFolder(), 'b.orgbench-backup');
    writeFileSync(file, bytes);
    expect(await submitSecret(engine, { purpose: 'restore', password: BACKUP_PASSWORD }, file)).toMatchObject({
      error: { code: 'backup-damaged', message: expect.stringContaining('not an Orgbench backup') },
    });
    expect(await askEngine(engine, 'backup.preview', {})).toEqual({ ok: true, value: null });
  });

  it('tells a wrong password, a missing file, and one that was closed meanwhile', async () => {
    const { second, file } = await twoComputers();
    const engine = await openEngine(second);
    const wrong = { purpose: 'restore', password: `${BACKUP_PASSWORD}.` } as const;
    expect(await submitSecret(engine, wrong, file)).toMatchObject({ error: { code: 'wrong-password' } });
    expect(await submitSecret(engine, wrong, `${file}.gone`)).toMatchObject({ error: { code: 'bad-input' } });
    const preview = await previewOf(engine, file);
    await askEngine(engine, 'backup.closeRestore', {});
    expect(await askEngine(engine, 'backup.preview', {})).toEqual({ ok: true, value: null });
    expect(await askEngine(engine, 'backup.restore', all(preview))).toMatchObject({ error: { code: 'not-found' } });
  });
});
