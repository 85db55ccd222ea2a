/*
 * kill -9 of the engine, of Electron's main process, or of everything, in the real window: while an org is read and while
 * an export is written. What Node processes can show of it is in integration/bad-days-kills, which kills more often.
 */
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { EXPORT_FORMATS, type ExportFormat } from '../../src-preload/contract/app.ts';
import { PRODUCT_POLICY } from '../../src-main/engine/vault/policy.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { type RunningApp, launchApp } from '../support/app.ts';
import {
  checksum,
  examineVault,
  KILLS,
  lineDifferences,
  printedRandom,
  valueOf,
  VICTIMS,
} from '../support/bad-days.ts';
import { TEST_PASSWORD } from '../support/engine-parts.ts';
import { dictionarySpec, expectWholeOrNothing } from '../support/killed-exports.ts';
import { answerSaveDialog } from '../support/person.ts';
import { enginePids, isAlive } from '../support/processes.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { callPage, giveSecret } from '../support/secret.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** Half of the kills fall into reading, half into exporting. */
const EACH = Math.ceil(KILLS / 2);
const TIMEOUT = { timeout: 180_000 + EACH * 40_000 };
/** What the app says when its engine was killed. */
const STOPPED = { vault: 'locked', notice: expect.stringContaining('stopped unexpectedly') };
let open: RunningApp | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

async function reaches(running: RunningApp, state: object): Promise<void> {
  await expect
    .poll(() => callPage(running.page(), 'app.state', {}).catch(() => null), { timeout: 30_000 })
    .toMatchObject({ value: state });
}

async function unlock(running: RunningApp): Promise<void> {
  await reaches(running, { engine: 'running', vault: 'locked' });
  await callPage(running.page(), 'app.askSecret', { purpose: 'unlock', connectionId: null });
  expect(await giveSecret(await running.secretPage(), { purpose: 'unlock', password: TEST_PASSWORD })).toBeNull();
  await reaches(running, { vault: 'unlocked', secretOpen: null });
}

async function startUnlocked(dataDir: string): Promise<RunningApp> {
  const running = await launchApp({ dataDir });
  open = running;
  await unlock(running);
  return running;
}

async function quit(running: RunningApp): Promise<void> {
  await running.close();
  open = null;
}

/** Every process of the app: main and all its children. */
async function processesOf(running: RunningApp): Promise<{ readonly engine: number; readonly all: readonly number[] }> {
  const [engine = 0] = await enginePids(running.app);
  const pids = await running.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid));
  return { engine, all: [...new Set([...pids, engine, running.app.process().pid ?? 0])] };
}

/**
 * kill -9, and the app as a person has it afterwards: unlocked again, in the same window where only its engine was
 * killed, else started anew.
 */
async function killAndGoOn(
  running: RunningApp,
  victim: (typeof VICTIMS)[number],
  dataDir: string,
): Promise<RunningApp> {
  const { engine, all } = await processesOf(running);
  if (victim === 'engine') {
    const page = running.page();
    process.kill(engine, 'SIGKILL');
    const fresh = await running.pageAfter(page);
    await fresh.waitForLoadState('load');
    await reaches(running, STOPPED);
    await unlock(running);
    return running;
  }
  const main = running.app.process().pid ?? 0;
  for (const pid of victim === 'main' ? [main] : [...all.filter((one) => one !== main), main]) {
    if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  }
  await expect.poll(() => all.filter(isAlive), { timeout: 20_000 }).toEqual([]);
  await running.close();
  return startUnlocked(dataDir);
}

const statusOf = async (running: RunningApp, connectionId: string) =>
  valueOf(await callPage(running.page(), 'sync.status', { connectionId }));

async function readWhole(running: RunningApp, connectionId: string): Promise<void> {
  valueOf(await callPage(running.page(), 'sync.start', { connectionId }));
  await expect
    .poll(async () => (await statusOf(running, connectionId)).state, { timeout: 90_000, interval: 50 })
    .not.toBe('running');
  expect(await statusOf(running, connectionId)).toMatchObject({ state: 'complete' });
}

/** A vault, made in the window, that is signed in to the org with every object chosen and nothing read. */
async function signedInVault(org: SampleOrg) {
  const original = tempFolder();
  const running = await launchApp({ dataDir: original });
  open = running;
  await reaches(running, { engine: 'running' });
  await callPage(running.page(), 'app.askSecret', { purpose: 'create-vault', connectionId: null });
  const vault = { purpose: 'create-vault', password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: true } as const;
  expect(await giveSecret(await running.secretPage(), vault)).toBeNull();
  await reaches(running, { vault: 'unlocked', secretOpen: null });
  await callPage(running.page(), 'app.askSecret', { purpose: 'access-token', connectionId: null });
  const { accessToken: token, instanceUrl } = org;
  const look = { name: 'Acme', group: '', colour: '', notes: '' };
  const signIn = { purpose: 'access-token', token, instanceUrl, connectionId: null, ...look } as const;
  expect(await giveSecret(await running.secretPage(), signIn)).toBeNull();
  await reaches(running, { secretOpen: null });
  const connections = async () => valueOf(await callPage(running.page(), 'connections.list', {})).connections;
  await expect.poll(async () => (await connections()).length, { timeout: 20_000 }).toBe(1);
  const connectionId = (await connections())[0]?.id ?? '';
  const { objects } = valueOf(await callPage(running.page(), 'objects.available', { connectionId, refresh: true }));
  const names = objects.map(({ name }) => name);
  valueOf(await callPage(running.page(), 'objects.choose', { connectionId, names }));
  await quit(running);
  const fresh = (): string => {
    const dataDir = tempFolder();
    cpSync(original, dataDir, { recursive: true });
    return dataDir;
  };
  return { connectionId, fresh, objects: names.length };
}

describe('kill -9 of the engine, of main, or of all, in the real window', () => {
  it('while an org is read: the next start says what is there and goes on to the same end', TIMEOUT, async () => {
    const next = printedRandom('kills while reading in the window');
    const org = await sampleOrgForTest({ bundle: createSampleBundle(), latencyMs: 40 });
    const { connectionId, fresh, objects } = await signedInVault(org);

    const calm = fresh();
    const calmApp = await startUnlocked(calm);
    const before = org.requests().length;
    await readWhole(calmApp, connectionId);
    const requests = org.requests().length - before;
    await quit(calmApp);
    const wanted = await examineVault(join(calm, 'data'), connectionId, PRODUCT_POLICY, tempFolder());
    expect(wanted).toMatchObject({ closed: 0, unfinished: 0 });

    const dataDir = fresh();
    let running = await startUnlocked(dataDir);
    let read = 0;
    const kills: string[] = [];
    for (let kill = 0; kill < EACH; kill += 1) {
      const victim = VICTIMS[kill % VICTIMS.length] ?? 'all';
      const after = Math.floor((next() * requests) / 2);
      const from = org.requests().length;
      valueOf(await callPage(running.page(), 'sync.start', { connectionId }));
      await expect
        .poll(
          async () =>
            (await statusOf(running, connectionId)).state !== 'running' || org.requests().length - from >= after,
          { timeout: 60_000, interval: 10 },
        )
        .toBe(true);
      await sleep(next() * 60);
      kills.push(`${victim} after ${after} requests`);
      running = await killAndGoOn(running, victim, dataDir);
      const there = await statusOf(running, connectionId);
      // What was read is never less, and what is said to be there is what is listed.
      expect(there.read, kills.join('; ')).toBeGreaterThanOrEqual(read);
      expect(there.state, kills.join('; ')).toMatch(/^(never|interrupted|cancelled|complete)$/);
      const overview = valueOf(await callPage(running.page(), 'catalog.overview', { connectionId }));
      expect(overview.objects, kills.join('; ')).toBe(there.read);
      read = there.read;
    }
    await readWhole(running, connectionId);
    await quit(running);
    const found = await examineVault(join(dataDir, 'data'), connectionId, PRODUCT_POLICY, tempFolder());
    expect({ kills, differs: lineDifferences(wanted.lines, found.lines) }).toEqual({ kills, differs: [] });
    expect({ ...found, lines: null }).toEqual({ ...wanted, lines: null });
    console.log(`${EACH} kills in the window: ${kills.join('; ')}; ${objects} objects`);
  });

  it('while a file is written: it is whole or not there, and the same when made again', TIMEOUT, async () => {
    const next = printedRandom('kills while exporting in the window');
    const org = await sampleOrgForTest({ bundle: createSampleBundle() });
    const { connectionId, fresh } = await signedInVault(org);
    const dataDir = fresh();
    const folder = join(tempFolder(), 'out');
    mkdirSync(folder);
    let running = await startUnlocked(dataDir);
    await readWhole(running, connectionId);

    const begin = async (format: ExportFormat, path: string): Promise<void> => {
      await answerSaveDialog(running.app, path);
      const suggestedName = `dictionary.${format}`;
      const target = valueOf(
        await callPage(running.page(), 'app.chooseSaveTarget', { format, suggestedName, folder: false }),
      );
      const started = { spec: dictionarySpec(connectionId, format), targetId: target.targetId, consentId: null };
      valueOf(await callPage(running.page(), 'exports.start', started));
    };
    const latest = async () =>
      valueOf(await callPage(running.page(), 'exports.history', { connectionId, limit: 1 })).exports[0];
    const exportWhole = async (format: ExportFormat, path: string): Promise<void> => {
      await begin(format, path);
      await expect.poll(async () => (await latest())?.state, { timeout: 40_000, interval: 20 }).not.toBe('running');
      expect(await latest()).toMatchObject({ state: 'done', format });
    };

    const wanted: Record<string, { readonly sum: string; readonly ms: number }> = {};
    for (const format of EXPORT_FORMATS) {
      const path = join(tempFolder(), `calm.${format}`);
      const startedAt = performance.now();
      await exportWhole(format, path);
      wanted[format] = { sum: checksum(path), ms: performance.now() - startedAt };
    }
    for (let kill = 0; kill < EACH; kill += 1) {
      const format = EXPORT_FORMATS[Math.floor(next() * EXPORT_FORMATS.length)] ?? 'xlsx';
      const victim = VICTIMS[kill % VICTIMS.length] ?? 'all';
      const what = { kill, victim, format, afterMs: Math.round(next() * (wanted[format]?.ms ?? 0)) };
      const name = `dictionary.${format}`;
      await begin(format, join(folder, name));
      await sleep(what.afterMs);
      running = await killAndGoOn(running, victim, dataDir);
      const file = { folder, name, wanted: wanted[format]?.sum };
      await expectWholeOrNothing(what, file, async () => (await latest())?.state);
      await exportWhole(format, join(folder, name));
      expect({ ...what, sum: checksum(join(folder, name)) }).toEqual({ ...what, sum: wanted[format]?.sum });
      rmSync(join(folder, name));
    }
    await quit(running);
  });
});
