import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALL_REQUESTS } from '../../src-preload/contract/ledger.ts';
import type { Job } from '../../src-preload/contract/jobs.ts';
import { openDatabase } from '../../src-main/engine/store/database.ts';
import { migrations } from '../../src-main/engine/store/migrations/index.ts';
import { unlockVault } from '../../src-main/engine/vault/vault.ts';
import { createWrongPasswordDelay } from '../../src-main/engine/vault/wrong-password-delay.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { ask, TEST_PASSWORD, TEST_POLICY, testEngine } from '../support/engine.ts';
import { createMemoryKeychain } from '../support/memory-keychain.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { tempFolder } from '../support/temp-folder.ts';
import type { Engine } from '../../src-main/engine/create-engine.ts';

const NEW = { password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: true } as const;
const YEAR_MS = 365 * 24 * 3_600_000;

async function connect(engine: Engine, org: { readonly instanceUrl: string; readonly accessToken: string }) {
  const look = { name: 'Acme', group: '', colour: '', notes: '' };
  const target = { instanceUrl: org.instanceUrl, token: org.accessToken, connectionId: null };
  return engine.services().connectWithToken({ ...look, ...target });
}

async function valueOf<T>(engine: Engine, method: string, input: unknown): Promise<T> {
  const answer = (await ask(engine, method, input)) as { readonly ok: boolean; readonly value: T };
  expect(answer, JSON.stringify(answer)).toMatchObject({ ok: true });
  return answer.value;
}

/** What a person would miss. */
async function everything(engine: Engine, connectionId: string) {
  const page = { offset: 0, limit: 500 };
  return {
    jobs: await valueOf<{ jobs: Job[] }>(engine, 'jobs.list', { limit: 100 }),
    log: await valueOf<{ total: number }>(engine, 'log.list', { ...page, text: '' }),
    ledger: await valueOf<{ total: number }>(engine, 'ledger.list', { ...page, ...ALL_REQUESTS }),
    connections: await valueOf<{ connections: { signedIn: boolean; lastReadAt: string }[] }>(
      engine,
      'connections.list',
      {},
    ),
    overview: await valueOf<{ objects: number }>(engine, 'catalog.overview', { connectionId }),
  };
}

/** The store itself, as a later version could write into it. */
async function openRaw(dataDir: string) {
  const delay = createWrongPasswordDelay(dataDir, Date.now);
  const keys = await unlockVault({ dataDir, keychain: null, policy: TEST_POLICY, delay }, TEST_PASSWORD);
  return openDatabase(join(dataDir, 'store.db'), keys.dbKeys);
}

describe('a clock that is set back by a year', () => {
  it('loses and removes nothing, is said, and the newest job stays the newest', async () => {
    const org = await sampleOrgForTest({ bundle: createSampleBundle() });
    const dataDir = tempFolder();
    const clock = { time: Date.now() };
    const now = () => clock.time;
    const first = testEngine(dataDir, { now });
    await first.createVault(NEW);
    expect((await first.status()).notice).toBeNull();
    const { id: connectionId } = await connect(first, org);
    await first.services().syncNow({ connectionId, objects: ['Account'] });
    await ask(first, 'log.report', { name: 'Error', place: '' });
    const before = await everything(first, connectionId);
    expect(before).toMatchObject({ log: { total: 1 }, overview: { objects: 1 } });
    await first.close();

    clock.time -= YEAR_MS;
    const second = testEngine(dataDir, { now });
    await second.unlock(TEST_PASSWORD);
    expect((await second.status()).notice).toContain('clock');
    second.services().retention.look();
    expect(await everything(second, connectionId)).toEqual(before);

    // Signed in as before, and what is done now counts as the last.
    await second.services().syncNow({ connectionId, objects: ['Account', 'Contact'] });
    const { jobs } = await valueOf<{ jobs: Job[] }>(second, 'jobs.list', { limit: 100 });
    expect(jobs.map(({ counts }) => counts['objects'])).toEqual([2, 1]);
    expect(await valueOf(second, 'sync.status', { connectionId })).toMatchObject({
      state: 'complete',
      job: { id: jobs[0]?.id },
    });
    await ask(second, 'log.report', { name: 'Error', place: '' });
    await second.close();

    clock.time += YEAR_MS;
    const third = testEngine(dataDir, { now });
    await third.unlock(TEST_PASSWORD);
    expect((await third.status()).notice).toBeNull();
    const after = await everything(third, connectionId);
    expect(after).toMatchObject({
      log: { total: 2 },
      connections: { connections: [{ signedIn: true }] },
      overview: { objects: 2 },
    });
    expect(after.jobs.jobs).toHaveLength(2);
    expect(after.ledger.total).toBeGreaterThan(before.ledger.total);
  });
});

describe('two versions of Orgbench in turn on one folder', () => {
  it('the older one says that it is older and changes nothing; the newer one then finds everything', async () => {
    const dataDir = tempFolder();
    const made = testEngine(dataDir);
    await made.createVault(NEW);
    await ask(made, 'preferences.write', { set: { scheme: 'dark' }, reset: [] });
    await made.close();

    const newest = migrations.at(-1)?.id ?? 0;
    const newer = [
      ...migrations,
      {
        id: newest + 1,
        name: 'of a later version',
        sql: "CREATE TABLE later (text TEXT); INSERT INTO later VALUES ('kept')",
      },
    ];
    const openNewer = async () => {
      const delay = createWrongPasswordDelay(dataDir, Date.now);
      const keys = await unlockVault({ dataDir, keychain: null, policy: TEST_POLICY, delay }, TEST_PASSWORD);
      return openDatabase(join(dataDir, 'store.db'), keys.dbKeys, newer);
    };
    (await openNewer()).close();

    const checksums = () =>
      Object.fromEntries(
        readdirSync(dataDir)
          .filter((name) => !name.startsWith('lock.'))
          .map((name) => [
            name,
            createHash('sha256')
              .update(readFileSync(join(dataDir, name)))
              .digest('hex'),
          ]),
      );
    const before = checksums();
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const older = testEngine(dataDir);
      await expect(older.unlock(TEST_PASSWORD)).rejects.toMatchObject({
        code: 'store-newer',
        message: expect.stringMatching(/newer Orgbench.*Install the newer version/),
      });
      expect((await older.status()).state).toBe('locked');
      await older.close();
    }
    expect(checksums()).toEqual(before);

    const db = await openNewer();
    expect(db.prepare('SELECT text FROM later').pluck().all()).toEqual(['kept']);
    expect(db.prepare("SELECT value FROM setting WHERE name = 'preference.scheme'").pluck().get()).toBe('"dark"');
    db.close();
  });
});

describe('a later version that needed no other tables', () => {
  it('leaves kinds, names and codes that this one does not know: the rest is listed, and theirs are kept', async () => {
    const dataDir = tempFolder();
    const made = testEngine(dataDir);
    await made.createVault(NEW);
    await ask(made, 'log.report', { name: 'Error', place: '' });
    await made.close();

    const planted = {
      job: "SELECT id FROM job WHERE id IN ('later', 'later-code') ORDER BY id",
      setting: "SELECT value FROM setting WHERE name LIKE 'preference.%' ORDER BY name",
      log: 'SELECT event FROM error_log WHERE event > 990',
    };
    const read = async () => {
      const db = await openRaw(dataDir);
      const found = Object.values(planted).map((sql) => db.prepare(sql).pluck().all());
      db.close();
      return found;
    };
    const db = await openRaw(dataDir);
    const job = db.prepare(
      `INSERT INTO job (id, seq, kind, title, state, parameters, progress, counts, error, started_at)
       VALUES (?, ?, ?, 'x', 'done', '{}', '{"stage":"x","done":1,"total":1,"ratePerSecond":null,"remainingMs":null}', '{}', ?, '2026-11-23T07:00:00.000Z')`,
    );
    job.run('later', 101, 'comparison', null);
    job.run('later-code', 102, 'sync', '{"code":"of-a-later-version","message":"x","retryable":false}');
    job.run('known', 103, 'backup', null);
    db.exec(`INSERT INTO setting VALUES ('preference.ofALaterVersion', '"x"'), ('preference.scheme', '"sepia"');
      INSERT INTO error_log (day, at, event, code, place, count)
        VALUES ('2026-11-23', '2026-11-23T07:00:00.000Z', 995, 'later', 'x', 1);
      INSERT INTO analytics_count VALUES ('2026-11-23', 'a later feature', 1)`);
    db.close();
    const before = await read();

    const engine = testEngine(dataDir);
    await engine.unlock(TEST_PASSWORD);
    const { jobs } = await valueOf<{ jobs: Job[] }>(engine, 'jobs.list', { limit: 100 });
    expect(jobs.map(({ id }) => id)).toEqual(['known']);
    expect(await valueOf(engine, 'preferences.read', {})).toMatchObject({ scheme: 'system' });
    expect(await valueOf(engine, 'log.list', { offset: 0, limit: 10, text: '' })).toMatchObject({ total: 2 });
    expect(await valueOf(engine, 'analytics.status', {})).toMatchObject({ waiting: null });
    await valueOf(engine, 'preferences.write', { set: { density: 'compact' }, reset: [] });
    await engine.close();
    const [keptJobs, settings, log] = await read();
    expect([keptJobs, log]).toEqual([before[0], before[2]]);
    expect(settings).toEqual(expect.arrayContaining(before[1] ?? []));
  });
});

describe('a keychain entry that is gone', () => {
  it('is said in clear words, counts as no wrong password, and nothing is lost when it is back', async () => {
    const dataDir = tempFolder();
    const keychain = createMemoryKeychain();
    const first = testEngine(dataDir, { keychain });
    expect(await first.createVault({ ...NEW, deviceSecret: 'keychain' })).toEqual({ deviceSecret: 'keychain' });
    await ask(first, 'preferences.write', { set: { scheme: 'dark' }, reset: [] });
    await first.close();

    const emptied = testEngine(dataDir, { keychain: createMemoryKeychain() });
    await expect(emptied.unlock(TEST_PASSWORD)).rejects.toMatchObject({
      code: 'device-secret-missing',
      message: expect.stringMatching(/keychain.*recovery kit/is),
    });
    expect((await emptied.status()).retryAfterMs).toBe(0);
    await emptied.close();

    const again = testEngine(dataDir, { keychain });
    await again.unlock(TEST_PASSWORD);
    expect(await valueOf(again, 'preferences.read', {})).toMatchObject({ scheme: 'dark' });
  });
});
