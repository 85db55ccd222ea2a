import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openBackup } from '../../src-main/engine/privacy/backup/backup-file.ts';
import { type BackupSection, defineSection } from '../../src-main/engine/privacy/backup/backup-section.ts';
import { restoreChosen } from '../../src-main/engine/privacy/backup/restore.ts';
import { backupSections } from '../../src-main/engine/privacy/backup/sections/index.ts';
import { openDatabase } from '../../src-main/engine/store/database.ts';
import { createStore } from '../../src-main/engine/store/store.ts';
import { createSecretSealer } from '../../src-main/engine/vault/secret-sealer.ts';
import type { SecretPayload } from '../../src-preload/contract/vault.ts';
import { BACKUP_PASSWORD, madeByPerson, plantVault, submitSecret, withStore } from '../support/backups.ts';
import { TEST_PASSWORD, TEST_POLICY, testEngine } from '../support/engine.ts';
import { seededRandom } from '../support/random.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** The long run kills more often; see `npm run test:long`. */
const KILLS = process.env['ORGBENCH_LONG'] === '1' ? 60 : 5;
const TIMEOUT_MS = 60_000 + KILLS * 6000;
const script = resolve(import.meta.dirname, '../support/restore-process.ts');

/** A backup with enough in it that its restoring takes a while, and the vault it was made of. */
async function largeBackup(lines: number): Promise<{ readonly file: string; readonly source: string }> {
  const source = tempFolder();
  const file = join(tempFolder(), 'large.orgbench-backup');
  await plantVault(source, lines);
  const engine = testEngine(source);
  await engine.unlock(TEST_PASSWORD);
  const payload: SecretPayload = {
    purpose: 'backup',
    password: BACKUP_PASSWORD,
    acceptWeak: false,
    sections: [],
    withSecrets: true,
  };
  expect(await submitSecret(engine, payload, file)).toMatchObject({ ok: true });
  await engine.close();
  return { file, source };
}

/** Runs the restore in a child. @returns whether it was answered, and how long it took. */
async function restoreIn(dataDir: string, file: string, killAfterMs: number | null) {
  const child = fork(script, [dataDir, file], { execArgv: ['--no-warnings'] });
  const exited = once(child, 'exit');
  const told: unknown[] = [];
  child.on('message', (message) => told.push(message));
  await once(child, 'message');
  const started = performance.now();
  if (killAfterMs !== null) {
    await sleep(killAfterMs);
    child.kill('SIGKILL');
  }
  await exited;
  return { answered: told.includes('done'), ms: performance.now() - started };
}

describe('a restore that stops in the middle', () => {
  it('when killed at a random moment, leaves all of it or nothing', { timeout: TIMEOUT_MS }, async () => {
    const seed = Number(process.env['ORGBENCH_SEED'] ?? Date.now() % 1_000_000);
    console.log(`restore kills: seed ${seed}`);
    const next = seededRandom(seed);
    const { file, source } = await largeBackup(15_000);
    const whole = await withStore(source, madeByPerson);
    const empty = tempFolder();
    const nothing = await withStore(empty, madeByPerson, { create: true });
    const fresh = (): string => {
      const dataDir = tempFolder();
      cpSync(empty, dataDir, { recursive: true });
      return dataDir;
    };
    const undisturbedIn = fresh();
    const undisturbed = await restoreIn(undisturbedIn, file, null);
    expect(undisturbed.answered).toBe(true);
    expect(await withStore(undisturbedIn, madeByPerson)).toEqual(whole);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const dataDir = fresh();
      const { answered } = await restoreIn(dataDir, file, next() * undisturbed.ms);
      const found = await withStore(dataDir, (store) => {
        store.checkIntegrity();
        return madeByPerson(store);
      });
      const expected = answered || found.connections.length > 0 ? whole : nothing;
      expect({ kill, found }).toEqual({ kill, found: expected });
    }
  });

  it('by a full disk or a record that fails, leaves what was there', async () => {
    const { file } = await largeBackup(3000);
    const backup = await openBackup(readFileSync(file), BACKUP_PASSWORD, TEST_POLICY);
    const key = randomBytes(32);
    const db = openDatabase(join(tempFolder(), 'store.db'), key);
    const store = createStore(db);
    store.settings.change({ 'preference.density': '"compact"' }, []);
    const sections = backupSections(store, createSecretSealer('vault-1', randomBytes(32)), Date.now);
    const restoreAll = (known: readonly BackupSection[]): unknown => {
      const choose = known.map(({ name }) => ({ section: name, ids: null }));
      const whole = { ...backup, sections: [...backup.sections, planted] };
      return store.backup.transaction(() => restoreChosen(whole, known, choose));
    };
    const planted = { name: 'last', title: 'Last', version: 1, items: [{ id: 'one', title: 'One', value: 1 }] };
    const failing = defineSection({
      name: 'last',
      title: 'Last',
      version: 1,
      canHoldSecrets: false,
      schema: z.number(),
      count: () => 0,
      read: () => [],
      compare: () => ({ change: 'add', text: '' }),
      restore: () => {
        throw new Error('planted');
      },
    });
    const before = madeByPerson(store);

    expect(() => restoreAll([...sections, failing])).toThrow('planted');
    expect(madeByPerson(store)).toEqual(before);

    const pages = Number(db.pragma('page_count', { simple: true }));
    db.pragma(`max_page_count = ${pages + 20}`);
    expect(() => restoreAll(sections)).toThrow(expect.objectContaining({ code: 'disk-full' }));
    expect(madeByPerson(store)).toEqual(before);

    db.pragma('max_page_count = 1000000');
    expect(restoreAll(sections)).toMatchObject({ sections: 6 });
    expect(store.backup.counts().exports).toBe(3000);
    db.close();
  });
});
