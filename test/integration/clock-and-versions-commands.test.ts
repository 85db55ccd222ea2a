/*
 * What a person at the command line meets after the clock was set back by a year, after a newer version had the folder, and
 * after the keychain's entry is gone: the built program, with the product's own policy. The engine's side is in
 * clock-and-versions.test.ts, the real keychain in keychain.test.ts.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../src-main/engine/create-engine.ts';
import { openDatabase } from '../../src-main/engine/store/database.ts';
import { migrations } from '../../src-main/engine/store/migrations/index.ts';
import { PRODUCT_POLICY } from '../../src-main/engine/vault/policy.ts';
import { unlockVault } from '../../src-main/engine/vault/vault.ts';
import { createWrongPasswordDelay } from '../../src-main/engine/vault/wrong-password-delay.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { runCli, runCliJson } from '../support/command-line.ts';
import { TEST_PASSWORD, testHost } from '../support/engine.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { tempFolder } from '../support/temp-folder.ts';

const YEAR_MS = 365 * 24 * 3_600_000;
const environment = { ORGBENCH_PASSWORD: TEST_PASSWORD };

/** An engine as the app runs it, but by a clock that is a year ahead. */
async function ayearAhead<T>(dataDir: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = createEngine({
    dataDir,
    program: 'test',
    lockWaitMs: 0,
    host: testHost,
    emit: () => {},
    keychain: null,
    now: () => Date.now() + YEAR_MS,
  });
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}

/** Every file of the folder but the one that says who holds it. */
function checksums(dataDir: string): Record<string, string> {
  const names = readdirSync(dataDir).filter((name) => !name.startsWith('lock.'));
  return Object.fromEntries(
    names.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(dataDir, name)))
        .digest('hex'),
    ]),
  );
}

describe('orgbench after the clock was set back by a year', () => {
  it('says so once on standard error with every command, and shows everything as before', async () => {
    const org = await sampleOrgForTest({ bundle: createSampleBundle() });
    const dataDir = tempFolder();
    const words = ['--data-dir', dataDir, '--json'];
    const before = await ayearAhead(dataDir, async (engine) => {
      await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: true });
      const { connectWithToken, syncNow, store } = engine.services();
      const look = { name: 'Acme', group: '', colour: '', notes: '', connectionId: null };
      const { id: connectionId } = await connectWithToken({
        ...look,
        instanceUrl: org.instanceUrl,
        token: org.accessToken,
      });
      await syncNow({ connectionId, objects: ['Account'] });
      return {
        connections: store.connections.list().map(({ lastReadAt, createdAt }) => ({ lastReadAt, createdAt })),
        requests: store.ledger.list({ offset: 0, limit: 1000, text: '', connectionId: null }).total,
        jobs: store.jobs.list(100),
      };
    });

    const listed = await runCli(['connections', ...words], { environment });
    expect(listed.code, listed.stderr).toBe(0);
    expect(listed.stderr).toMatch(
      /^This computer's clock says \d{4}-\d\d-\d\d, but the newest entry .* Nothing was changed or removed; .*\n$/,
    );
    expect(JSON.parse(listed.stdout)).toMatchObject({ connections: [{ ...before.connections[0], signedIn: true }] });
    const { objects } = await runCliJson<{ objects: object[] }>(['objects', 'Acme', ...words], { environment });
    expect(objects).toMatchObject([{ name: 'Account' }]);

    // Reading goes on, with the sign-in of before.
    const read = await runCliJson(['sync', 'Acme', '--objects', 'Account,Contact', ...words], { environment });
    expect(read).toMatchObject({ objects: 2, unknown: expect.any(Array) });
    const { requests } = await runCliJson<{ requests: object[] }>(['ledger', ...words], { environment });
    expect(requests.length).toBeGreaterThan(before.requests);

    // The clock is right again: what was there is there, and so is what was done meanwhile.
    await ayearAhead(dataDir, async (engine) => {
      await engine.unlock(TEST_PASSWORD);
      expect((await engine.status()).notice).toBeNull();
      const { store } = engine.services();
      expect(store.jobs.list(100).slice(1)).toEqual(before.jobs);
      expect(store.connections.list()).toHaveLength(1);
    });
  }, 60_000);
});

describe('orgbench on a folder that a newer version has opened', () => {
  it('ends every command with one line that says what to do, and changes no byte', async () => {
    const dataDir = tempFolder();
    const words = ['--data-dir', dataDir, '--json'];
    await runCliJson(['vault', 'create', '--device-secret', 'none', ...words], { environment });
    const next = (migrations.at(-1)?.id ?? 0) + 1;
    const newer = [...migrations, { id: next, name: 'of a later version', sql: 'CREATE TABLE later (text TEXT)' }];
    const delay = createWrongPasswordDelay(dataDir, Date.now);
    const keys = await unlockVault({ dataDir, keychain: null, policy: PRODUCT_POLICY, delay }, TEST_PASSWORD);
    const db = openDatabase(join(dataDir, 'store.db'), keys.dbKeys, newer);
    db.prepare("INSERT INTO later VALUES ('kept')").run();
    db.close();

    const before = checksums(dataDir);
    const out = join(tempFolder(), 'out');
    for (const command of [
      ['vault', 'check'],
      ['connections'],
      ['sync', 'Acme', '--all'],
      ['analytics', 'off'],
      ['export-everything', '--out', out],
      ['delete-everything', '--yes'],
    ]) {
      const { code, stdout, stderr } = await runCli([...command, ...words], { environment });
      expect([code, stdout], command.join(' ')).toEqual([1, '']);
      expect(stderr).toBe(
        `orgbench: This data folder was written by a newer Orgbench (schema ${next}; this version knows ${next - 1}). Install the newer version to open it.\n`,
      );
    }
    expect(checksums(dataDir)).toEqual(before);
    const again = openDatabase(join(dataDir, 'store.db'), keys.dbKeys, newer);
    expect(again.prepare('SELECT text FROM later').pluck().all()).toEqual(['kept']);
    again.close();
  }, 60_000);
});
