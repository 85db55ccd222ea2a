/**
 * Bad days: a clear error, and nothing lost. This file kills processes; what else can go wrong is tested here:
 *
 * | bad day                                         | test                                                           |
 * | ----------------------------------------------- | -------------------------------------------------------------- |
 * | wrong password                                  | security/vault-delay, vault-command-line; e2e/new-user         |
 * | vault.json truncated, foreign, newer            | bad-days-disk; security/vault-tampering, vault-bytes,          |
 * |                                                 | vault-swapped, vault-copied-folder                             |
 * | database corrupt or foreign                     | security/vault-store-damage; bad-days-disk                     |
 * | database newer                                  | clock-and-versions, clock-and-versions-commands                |
 * | database on a read-only disk                    | bad-days-disk                                                  |
 * | full disk: reading, exporting                   | bad-days-disk                                                  |
 * | full disk: keys and passwords, removal, restore | security/vault-full-disk; removal-full-disk; backup-stops      |
 * | two instances on one folder                     | security/vault-two-processes; command-line; e2e/shell          |
 * | kill -9 in a read, an export, a migration       | here; sync-stops, exports-killed, engine-kills                 |
 * | kill -9 while a vault is made or changed        | engine-kills; vault-kills; security/vault-cost                 |
 * | kill -9 while a backup is restored              | backup-stops                                                   |
 * | kill -9 while an export is sent to an account   | google-killed, microsoft-killed                                |
 * | kill -9 of the app with its window             | e2e/bad-days-kills; e2e/lock, shell, crash-files               |
 * | faults of the org during a read                 | bad-days-faults; sync-stops; oauth-stay (401 with a sign-in)   |
 * | objects that vanish while an org is read        | bad-days-changes; sync                                         |
 * | clock set back                                  | bad-days-changes; clock-and-versions, -commands                |
 * | export target that cannot be written            | exports; engine/exports/file-target; bad-days-disk             |
 * | hostile metadata                                | bad-days-hostile; exports-opened; security/page-injection.e2e  |
 */
import { copyFileSync, cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { EXPORT_FORMATS, type ExportFormat } from '../../src-preload/contract/app.ts';
import { openDatabase } from '../../src-main/engine/store/database.ts';
import { createSettingsRepository } from '../../src-main/engine/store/settings-repository.ts';
import { PRODUCT_POLICY } from '../../src-main/engine/vault/policy.ts';
import { unlockVault } from '../../src-main/engine/vault/vault.ts';
import { createWrongPasswordDelay } from '../../src-main/engine/vault/wrong-password-delay.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import {
  catalogLines,
  checksum,
  examineVault,
  expectSound,
  exportChecksums,
  KILLS,
  lineDifferences,
  printedRandom,
  valueOf,
  VICTIMS,
} from '../support/bad-days.ts';
import { startEngineChild } from '../support/engine-child.ts';
import { TEST_PASSWORD } from '../support/engine.ts';
import { HEAVY_MIGRATIONS, heavyMigrations } from '../support/migrate-store.ts';
import { migrateInChild } from '../support/migrating-child.ts';
import { dictionarySpec, expectWholeOrNothing } from '../support/killed-exports.ts';
import { isAlive } from '../support/processes.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { tempFolder } from '../support/temp-folder.ts';

const TIMEOUT = { timeout: 120_000 + KILLS * 12_000 };
const mainStandIn = resolve(import.meta.dirname, '../support/main-stand-in-process.ts');

/** Main and engine as two processes, the vault unlocked: what a start of the app comes to. */
async function startApp(dataDir: string) {
  const main = await startEngineChild(dataDir, () => null, mainStandIn);
  const told = new Promise<number>((done) => {
    main.child.on('message', (message: { readonly kind: string; readonly pid?: number }) => {
      if (message.kind === 'engine-pid') done(message.pid ?? 0);
    });
  });
  main.child.send({ kind: 'which-engine' });
  const enginePid = await told;
  const engineGone = () => vi.waitFor(() => expect(isAlive(enginePid)).toBe(false), { timeout: 20_000, interval: 20 });
  valueOf(await main.submit({ purpose: 'unlock', password: TEST_PASSWORD }));
  return {
    call: main.call,
    engineGone,
    /** kill -9. The engine of a killed main is not waited for: the next start meets it while it closes. */
    kill: async (victim: (typeof VICTIMS)[number]): Promise<void> => {
      if (victim !== 'engine') main.child.kill('SIGKILL');
      if (victim !== 'main') process.kill(enginePid, 'SIGKILL');
      await main.exited;
    },
    quit: async (): Promise<void> => {
      main.send({ kind: 'close' });
      await main.exited;
      await engineGone();
    },
  };
}
type App = Awaited<ReturnType<typeof startApp>>;

const examine = (dataDir: string, connectionId: string) =>
  examineVault(dataDir, connectionId, PRODUCT_POLICY, tempFolder());

const syncStatus = async (app: App, connectionId: string) => valueOf(await app.call('sync.status', { connectionId }));

async function readWhole(app: App, connectionId: string): Promise<void> {
  valueOf(await app.call('sync.start', { connectionId }));
  await vi.waitFor(async () => expect((await syncStatus(app, connectionId)).state).not.toBe('running'), {
    timeout: 60_000,
    interval: 10,
  });
  expect(await syncStatus(app, connectionId)).toMatchObject({ state: 'complete' });
}

/** A vault that is signed in to the org with every object chosen and nothing read, and a copier of it. */
async function signedInVault(org: SampleOrg) {
  const original = tempFolder();
  const engine = await startEngineChild(original);
  const made = { purpose: 'create-vault', password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false } as const;
  valueOf(await engine.submit(made));
  const { accessToken: token, instanceUrl } = org;
  const look = { name: 'Acme', group: '', colour: '', notes: '' };
  const signIn = { purpose: 'access-token', token, instanceUrl, connectionId: null, ...look } as const;
  const connectionId = valueOf(await engine.submit(signIn)).connectionId ?? '';
  const { objects } = valueOf(await engine.call('objects.available', { connectionId, refresh: true }));
  valueOf(await engine.call('objects.choose', { connectionId, names: objects.map(({ name }) => name) }));
  engine.send({ kind: 'close' });
  await engine.exited;
  const fresh = (): string => {
    const dataDir = tempFolder();
    cpSync(original, dataDir, { recursive: true });
    return dataDir;
  };
  return { connectionId, fresh, objects: objects.length };
}

describe('kill -9 of the engine, of main, or of both', () => {
  it(
    'at random moments of a read: the next start says what is there and goes on to the same end',
    TIMEOUT,
    async () => {
      const next = printedRandom('kills while reading');
      const org = await sampleOrgForTest({ bundle: createSampleBundle(), latencyMs: 25 });
      const { connectionId, fresh, objects } = await signedInVault(org);

      const calm = fresh();
      const calmApp = await startApp(calm);
      const before = org.requests().length;
      await readWhole(calmApp, connectionId);
      const requests = org.requests().length - before;
      await calmApp.quit();
      const wanted = await examine(calm, connectionId);
      expect(wanted).toMatchObject({ closed: 0, unfinished: 0 });

      const finish = async (dataDir: string, kills: readonly string[]): Promise<void> => {
        const app = await startApp(dataDir);
        await readWhole(app, connectionId);
        await app.quit();
        const found = await examine(dataDir, connectionId);
        expect({ kills, differs: lineDifferences(wanted.lines, found.lines) }).toEqual({ kills, differs: [] });
        expect({ ...found, lines: null }).toEqual({ ...wanted, lines: null });
      };

      let dataDir = fresh();
      let read = 0;
      let inTheMiddle = 0;
      let kills: string[] = [];
      for (let kill = 0; kill < KILLS; ) {
        const app = await startApp(dataDir);
        const there = await syncStatus(app, connectionId);
        // What an earlier start had read is never less, and what it says is what is listed.
        expect(there.read, kills.join('; ')).toBeGreaterThanOrEqual(read);
        expect(there.state, kills.join('; ')).toMatch(/^(never|interrupted|cancelled|complete)$/);
        expect(valueOf(await app.call('catalog.overview', { connectionId })).objects).toBe(there.read);
        read = there.read;
        if (read > 0 && read < objects) inTheMiddle += 1;
        if (there.state === 'complete') {
          await app.quit();
          await finish(dataDir, kills);
          [dataDir, read, kills] = [fresh(), 0, []];
          continue;
        }
        const victim = VICTIMS[Math.floor(next() * VICTIMS.length)] ?? 'all';
        // By what the org was asked, which falls into the read on every machine, and then at any moment.
        const after = Math.floor(next() * requests);
        const moreMs = next() * 60;
        const from = org.requests().length;
        valueOf(await app.call('sync.start', { connectionId }));
        await vi.waitFor(
          async () => {
            const { state } = await syncStatus(app, connectionId);
            expect(state !== 'running' || org.requests().length - from >= after).toBe(true);
          },
          { timeout: 60_000, interval: 5 },
        );
        await sleep(moreMs);
        await app.kill(victim);
        kill += 1;
        kills.push(`${victim} after ${after} requests and ${Math.round(moreMs)} ms`);
      }
      await finish(dataDir, kills);
      console.log(
        `${inTheMiddle} of ${KILLS} starts found a part of ${objects} objects; a whole read takes ${requests} requests`,
      );
    },
  );

  it(
    'at random moments of an export: the file is whole or not there, and is the same when made again',
    TIMEOUT,
    async () => {
      const next = printedRandom('kills while exporting');
      const org = await sampleOrgForTest({ bundle: createSampleBundle() });
      const { connectionId, fresh } = await signedInVault(org);
      const dataDir = fresh();
      const folder = join(tempFolder(), 'out');
      mkdirSync(folder);

      const startExport = async (app: App, format: ExportFormat, path: string) =>
        valueOf(
          await app.call(
            'exports.start',
            { spec: dictionarySpec(connectionId, format), targetId: 'chosen', consentId: null },
            path,
          ),
        );
      const latest = async (app: App) =>
        valueOf(await app.call('exports.history', { connectionId, limit: 1 })).exports[0];
      const exportWhole = async (app: App, format: ExportFormat, path: string): Promise<void> => {
        await startExport(app, format, path);
        await vi.waitFor(async () => expect((await latest(app))?.state).not.toBe('running'), {
          timeout: 30_000,
          interval: 10,
        });
        expect(await latest(app)).toMatchObject({ state: 'done', format });
      };

      let app = await startApp(dataDir);
      await readWhole(app, connectionId);
      const wanted: Record<string, { readonly sum: string; readonly ms: number }> = {};
      for (const format of EXPORT_FORMATS) {
        const path = join(tempFolder(), `calm.${format}`);
        const startedAt = performance.now();
        await exportWhole(app, format, path);
        wanted[format] = { sum: checksum(path), ms: performance.now() - startedAt };
      }
      for (let kill = 0; kill < KILLS; kill += 1) {
        const format = EXPORT_FORMATS[Math.floor(next() * EXPORT_FORMATS.length)] ?? 'xlsx';
        const victim = VICTIMS[Math.floor(next() * VICTIMS.length)] ?? 'all';
        const afterMs = next() * (wanted[format]?.ms ?? 0);
        const what = { kill, victim, format, afterMs: Math.round(afterMs) };
        const name = `dictionary.${format}`;
        await startExport(app, format, join(folder, name));
        await sleep(afterMs);
        await app.kill(victim);

        app = await startApp(dataDir);
        const file = { folder, name, wanted: wanted[format]?.sum };
        await expectWholeOrNothing(what, file, async () => (await latest(app))?.state);
        await exportWhole(app, format, join(folder, name));
        expect({ ...what, sum: checksum(join(folder, name)) }).toEqual({ ...what, sum: wanted[format]?.sum });
        rmSync(join(folder, name));
      }
      await app.quit();
    },
  );

  it(
    'at random moments of a migration: the next start ends it, and every row and file is the same',
    TIMEOUT,
    async () => {
      const next = printedRandom('kills while migrating');
      const org = await sampleOrgForTest({ bundle: createSampleBundle() });
      const { connectionId, fresh } = await signedInVault(org);
      const dataDir = fresh();
      const app = await startApp(dataDir);
      await readWhole(app, connectionId);
      await app.quit();
      const folder = tempFolder();
      const [original, path] = [join(folder, 'original.db'), join(folder, 'store.db')];
      copyFileSync(join(dataDir, 'store.db'), original);
      const delay = createWrongPasswordDelay(dataDir, Date.now);
      const keys = await unlockVault({ dataDir, keychain: null, policy: PRODUCT_POLICY, delay }, TEST_PASSWORD);
      const [key] = keys.dbKeys;
      if (key === undefined) throw new Error('The vault has no key of the store.');
      const filled = openDatabase(original, key);
      createSettingsRepository(filled).change(
        Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`name-${index}`, 'x'] as const)),
        [],
      );
      filled.close();

      const migrate = (killAfterMs: number | null) => migrateInChild(original, path, key, killAfterMs);
      const look = async () => {
        const db = openDatabase(path, key, heavyMigrations());
        expectSound(db);
        const settings = [...createSettingsRepository(db).list('name-')].map(([name, value]) => `${name}=${value}`);
        const files = await exportChecksums(db, connectionId, tempFolder());
        const version = db.pragma('user_version', { simple: true });
        const found = { lines: [...catalogLines(db), ...settings.toSorted()], files, version };
        db.close();
        return found;
      };
      const startedAt = performance.now();
      await migrate(null);
      const fullMs = performance.now() - startedAt;
      const wanted = await look();
      expect(wanted.lines).toContain(
        `name-0=x${Array.from({ length: HEAVY_MIGRATIONS }, (_, index) => index).join('')}`,
      );
      for (let kill = 0; kill < KILLS; kill += 1) {
        const afterMs = Math.round(next() * fullMs);
        await migrate(afterMs);
        const found = await look();
        expect({ kill, afterMs, differs: lineDifferences(wanted.lines, found.lines) }).toEqual({
          kill,
          afterMs,
          differs: [],
        });
        expect({ ...found, lines: null }).toEqual({ ...wanted, lines: null });
        expect(readdirSync(folder).filter((name) => name.includes('.before-'))).toEqual([]);
      }
    },
  );
});
