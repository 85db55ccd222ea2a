/*
 * The attack: a copy of the data folder (a stolen laptop, a backup, a synchronised folder) is searched for anything
 * that was read from an org or typed by a person.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src-main/engine/create-engine.ts';
import { ask, TEST_PASSWORD, testEngine } from '../support/engine.ts';
import { createMemoryKeychain } from '../support/memory-keychain.ts';
import { tempFolder } from '../support/temp-folder.ts';

const marker = {
  connection: 'Planted-Connection-4711',
  notes: 'Planted-Notes-4711',
  org: 'Planted-Org-4711',
  user: 'planted.user.4711@example.com',
  token: '00D0000000Planted!AQ4711.Planted_Token',
  host: 'planted-4711.my.salesforce.com',
  path: '/services/data/v68.0/sobjects/Planted_4711__c/describe',
  column: 'Planted_Column_4711__c',
};

/** Writes a value into every table that a person's or an org's words reach without a network. */
async function plant(engine: Engine): Promise<void> {
  const { store } = engine.services();
  const look = { name: marker.connection, group: '', colour: '', notes: marker.notes };
  const facts = {
    type: 'production',
    instanceUrl: `https://${marker.host}`,
    apiVersion: '68.0',
    user: { id: '005', username: marker.user, name: null, email: marker.user },
    org: {
      id: '00D',
      name: marker.org,
      edition: null,
      instance: null,
      country: null,
      type: 'production',
      namespacePrefix: null,
    },
  } as const;
  store.connections.create('c1', look, facts, null, new Date(0).toISOString());
  store.ledger.begin({
    at: new Date(0).toISOString(),
    purpose: 'describe',
    trigger: 'sync',
    connectionId: 'c1',
    connectionName: marker.connection,
    method: 'GET',
    host: marker.host,
    path: marker.path,
    reads: 'Planted_4711__c',
    parts: 0,
    attempt: 1,
    bytesOut: 0,
  });
  const written = await ask(engine, 'preferences.write', { set: { fieldColumns: [marker.column] }, reset: [] });
  expect(written).toMatchObject({ ok: true });
}

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

function expectNothingReadable(dataDir: string, more: readonly string[] = []): void {
  const wanted = [...Object.values(marker), TEST_PASSWORD, 'lanted', 'CREATE TABLE', 'SQLite format 3', ...more];
  for (const path of filesBelow(dataDir)) {
    const bytes = readFileSync(path);
    for (const encoding of ['utf8', 'utf16le'] as const) {
      for (const text of wanted) expect(bytes.includes(Buffer.from(text, encoding)), `${text} in ${path}`).toBe(false);
    }
  }
}

const newVault = { password: TEST_PASSWORD, deviceSecret: 'auto', acceptWeak: false } as const;

describe('the data folder', () => {
  // @promise 1: no name, token, address or setting can be read in the data folder, open or closed
  it('holds nothing readable, while open and after closing', async () => {
    const dataDir = tempFolder();
    const keychain = createMemoryKeychain();
    const engine = testEngine(dataDir, { keychain });
    await engine.createVault(newVault);
    await plant(engine);
    expectNothingReadable(dataDir, [...keychain.entries.values()]);
    await engine.close();
    expectNothingReadable(dataDir, [...keychain.entries.values()]);

    const reopened = testEngine(dataDir, { keychain });
    await reopened.unlock(TEST_PASSWORD);
    expect(reopened.services().store.connections.findByName(marker.connection)?.org?.name).toBe(marker.org);
  });

  it('would be found out: the search sees a planted word in a plain file', async () => {
    const engine = testEngine(tempFolder());
    await engine.createVault(newVault);
    expect(() => expectNothingReadable(import.meta.dirname)).toThrow(/in .*vault-at-rest/);
  });

  // @promise 1: a sample session is encrypted with a key that is never written down
  it('of a sample session holds nothing readable and nothing afterwards', async () => {
    const dataDir = tempFolder();
    const engine = testEngine(dataDir);
    await engine.openSample();
    await plant(engine);
    expectNothingReadable(dataDir);
    await engine.close();
    expect([...filesBelow(dataDir)].filter((path) => path.includes('sample-'))).toEqual([]);
  });

  it('belongs to its owner alone', async () => {
    const dataDir = join(tempFolder(), 'data');
    const engine = testEngine(dataDir);
    await engine.createVault(newVault);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    expect(statSync(join(dataDir, 'vault.json')).mode & 0o777).toBe(0o600);
  });

  // @promise 1: a token is sealed once more inside the encrypted store
  it('keeps a token sealed even from someone who can read the store', async () => {
    const engine = testEngine(tempFolder());
    await engine.createVault(newVault);
    await plant(engine);
    expect(JSON.stringify(engine.services().store.connections.list())).not.toContain(marker.token);
  });
});
