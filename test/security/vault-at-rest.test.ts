/*
 * The attack: a copy of the data folder (a stolen laptop, a backup, a synchronised folder) is searched for anything
 * that was read from an org or typed by a person.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src-main/engine/create-engine.ts';
import { createServices } from '../../src-main/engine/services.ts';
import { openDatabase } from '../../src-main/engine/store/database.ts';
import { createStore } from '../../src-main/engine/store/store.ts';
import { createSecretSealer } from '../../src-main/engine/vault/secret-sealer.ts';
import type { OrgBundle } from '../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { ask, TEST_PASSWORD, TEST_POLICY, testEngine, testHost } from '../support/engine.ts';
import { createMemoryKeychain } from '../support/memory-keychain.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { tempFolder } from '../support/temp-folder.ts';

const planted = {
  connection: 'Planted connection 4711',
  notes: 'Planted notes 4711',
  org: 'Planted Organisation 4711',
  preference: 'PlantedColumn4711',
};

/** The sample company under another name, to be found by it. */
function plantedBundle(): OrgBundle {
  const bundle = createSampleBundle();
  const { organization } = bundle.org;
  return {
    ...bundle,
    org: {
      ...bundle.org,
      name: planted.org,
      ...(organization === undefined ? {} : { organization: { ...organization, Name: planted.org } }),
    },
  };
}

/** Does what a person does: connects with a token, reads everything, sets a preference. */
async function workWith(engine: Engine, org: SampleOrg): Promise<readonly string[]> {
  const { connectWithToken, syncNow, store } = engine.services();
  const connection = await connectWithToken({
    name: planted.connection,
    group: '',
    colour: '',
    notes: planted.notes,
    instanceUrl: org.instanceUrl,
    token: org.accessToken,
    connectionId: null,
  });
  await syncNow({ connectionId: connection.id, objects: 'all' });
  await ask(engine, 'preferences.write', { set: { fieldColumns: [planted.preference] }, reset: [] });
  const texts = new Set([...Object.values(planted), org.accessToken, connection.user?.username ?? '', org.instanceUrl]);
  for (const object of store.catalog.objects(connection.id)) {
    for (const text of [object.name, object.label, object.description]) texts.add(text ?? '');
  }
  const ledger = store.ledger.list({ offset: 0, limit: 1000, text: '', connectionId: null });
  for (const row of ledger.rows) texts.add(row.path).add(row.reads);
  // Shorter texts could stand in random bytes by chance.
  return [...texts].filter((text) => text.length >= 8);
}

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** Searched as one pattern: files of some megabytes for more than a thousand texts. */
function readableIn(dataDir: string, texts: readonly string[]): readonly string[] {
  const wanted = [...texts, TEST_PASSWORD, 'CREATE TABLE', 'SQLite format 3'];
  const spellings = wanted.flatMap((text) => [
    Buffer.from(text, 'utf8').toString('latin1'),
    Buffer.from(text, 'utf16le').toString('latin1'),
  ]);
  const pattern = new RegExp(spellings.map(literal).join('|'));
  return [...filesBelow(dataDir)].flatMap((path) => {
    const found = pattern.exec(readFileSync(path, 'latin1'));
    return found === null ? [] : [`${found[0]} in ${path}`];
  });
}

const newVault = { password: TEST_PASSWORD, deviceSecret: 'auto', acceptWeak: false } as const;

describe('the data folder', () => {
  // @promise 1: no name, token, address or setting can be read in the data folder, open or closed
  // @promise 1: no planted word is found in any file of the data folder, open or closed
  it('holds nothing readable, while open and after closing', async () => {
    const dataDir = tempFolder();
    const keychain = createMemoryKeychain();
    const org = await sampleOrgForTest({ bundle: plantedBundle() });
    const engine = testEngine(dataDir, { keychain });
    await engine.createVault(newVault);
    const texts = [...(await workWith(engine, org)), ...keychain.entries.values()];
    expect(texts.length).toBeGreaterThan(500);
    expect(readableIn(dataDir, texts)).toEqual([]);
    await engine.close();
    expect(readableIn(dataDir, texts)).toEqual([]);

    const reopened = testEngine(dataDir, { keychain });
    await reopened.unlock(TEST_PASSWORD);
    expect(reopened.services().store.connections.findByName(planted.connection)?.org?.name).toBe(planted.org);
  });

  it('would be found out: the search sees a word in a plain file', () => {
    const dataDir = tempFolder();
    writeFileSync(join(dataDir, 'plain'), `before ${planted.org} after`);
    expect(readableIn(dataDir, [planted.org])).toEqual([`${planted.org} in ${join(dataDir, 'plain')}`]);
  });

  // @promise 1: a sample session is encrypted with a key that is never written down, and leaves nothing
  // @promise 1: a sample session leaves nothing behind
  it('of a sample session holds nothing readable and nothing afterwards', async () => {
    const dataDir = tempFolder();
    const org = await sampleOrgForTest({ bundle: plantedBundle() });
    const engine = testEngine(dataDir);
    await engine.openSample();
    const texts = await workWith(engine, org);
    expect(readableIn(dataDir, texts)).toEqual([]);
    await engine.close();
    expect(readdirSync(dataDir).sort()).toEqual(['lock.db', 'lock.holder.json']);
  });

  it.runIf(process.platform !== 'win32')('belongs to its owner alone, file by file', async () => {
    const dataDir = join(tempFolder(), 'data');
    const engine = testEngine(dataDir);
    await engine.createVault(newVault);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    const modes = [...filesBelow(dataDir)].map(
      (path) => `${basename(path)} ${(statSync(path).mode & 0o777).toString(8)}`,
    );
    expect(modes.filter((mode) => !mode.endsWith(' 600'))).toEqual([]);
    expect(modes).toContain('store.db 600');
  });

  // @promise 1: a token is sealed once more inside the encrypted store
  // @promise 2: a token is sealed even inside the opened store
  it('keeps a token sealed even from someone who can read the store', async () => {
    const org = await sampleOrgForTest({ bundle: plantedBundle() });
    const dataDir = tempFolder();
    const db = openDatabase(join(dataDir, 'store.db'), new Uint8Array(32).fill(8));
    const services = createServices({
      store: createStore(db),
      sealer: createSecretSealer('a vault', new Uint8Array(32).fill(9)),
      host: testHost,
      now: Date.now,
      policy: TEST_POLICY,
      emit: () => {},
    });
    await services.connectWithToken({
      name: 'One',
      group: '',
      colour: '',
      notes: '',
      instanceUrl: org.instanceUrl,
      token: org.accessToken,
      connectionId: null,
    });
    await services.close();
    const boxes = db.prepare<[], Buffer>('SELECT box FROM sealed_secret').pluck().all();
    const tables = db.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
    const rows = tables.map((name) => JSON.stringify(db.prepare(`SELECT * FROM "${name}"`).all()));
    db.close();
    expect(boxes).toHaveLength(1);
    expect(boxes.some((box) => box.includes(org.accessToken))).toBe(false);
    expect(rows.some((row) => row.includes(org.accessToken))).toBe(false);
    expect(rows.some((row) => row.includes(planted.org))).toBe(true);
  });
});
