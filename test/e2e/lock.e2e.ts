import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { enginePids, isAlive, sampleOrgPids } from '../support/processes.ts';
import { callPage, giveSecret } from '../support/secret.ts';

const PASSWORD = 'correct horse battery staple';

let running: RunningApp;
beforeEach(async () => {
  running = await launchApp();
  await reaches(running.page(), { engine: 'running' });
});
afterEach(() => running.close());

async function reaches(page: Page, state: object): Promise<void> {
  await expect.poll(() => callPage(page, 'app.state', {}), { timeout: 10_000 }).toMatchObject({ value: state });
}

async function setUpVault(): Promise<void> {
  await callPage(running.page(), 'app.askSecret', { purpose: 'create-vault', connectionId: null });
  const answer = await giveSecret(await running.secretPage(), {
    purpose: 'create-vault',
    password: PASSWORD,
    deviceSecret: 'none',
    acceptWeak: true,
  });
  expect(answer).toBeNull();
  await reaches(running.page(), { vault: 'unlocked', secretOpen: null });
}

async function unlock(password: string): Promise<unknown> {
  await callPage(running.page(), 'app.askSecret', { purpose: 'unlock', connectionId: null });
  return giveSecret(await running.secretPage(), { purpose: 'unlock', password });
}

/** The person left twenty minutes ago, as far as both clocks that are asked know. */
async function leaveTheDesk(): Promise<void> {
  await running.app.evaluate(({ powerMonitor }) => {
    const now = Date.now;
    const awayMs = 20 * 60_000;
    Date.now = () => now() + awayMs;
    powerMonitor.getSystemIdleTime = () => awayMs / 1000;
  });
}

describe('locking', () => {
  // @promise 2: locking ends the process that held the keys and the process that showed the data
  // @promise 2: locking ends the process that held the keys
  it('ends the engine and the page, and the password opens a fresh engine', async () => {
    const { app } = running;
    await setUpVault();
    const page = running.page();
    const [engine] = await enginePids(app);
    const pagePid = await app.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .find((contents) => contents.getURL().startsWith('app://page'))
        ?.getOSProcessId(),
    );
    await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('lock')?.click());
    const fresh = await running.pageAfter(page);
    await reaches(fresh, { vault: 'locked', engine: 'running', notice: 'Orgbench is locked.' });
    await expect.poll(() => [isAlive(engine ?? 0), isAlive(pagePid ?? 0)]).toEqual([false, false]);
    expect(await callPage(fresh, 'connections.list', {})).toMatchObject({ ok: false, error: { code: 'vault-locked' } });

    expect(await unlock('not the password')).toMatchObject({ code: 'wrong-password' });
    await reaches(fresh, { vault: 'locked', secretOpen: 'unlock' });
    await expect
      .poll(async () => giveSecret(await running.secretPage(), { purpose: 'unlock', password: PASSWORD }), {
        timeout: 10_000,
        interval: 250,
      })
      .toBeNull();
    await reaches(fresh, { vault: 'unlocked', notice: null, secretOpen: null });
  });

  // @promise 7: the app locks itself before the computer sleeps
  it('happens by itself when the computer goes to sleep', async () => {
    await setUpVault();
    const page = running.page();
    await running.app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'));
    const fresh = await running.pageAfter(page);
    await reaches(fresh, { engine: 'running' });
    expect(await callPage(fresh, 'app.state', {})).toMatchObject({ value: { vault: 'locked' } });
  });

  // @promise 7: the app locks itself after the idle time
  it('happens by itself after the idle time', async () => {
    await setUpVault();
    const page = running.page();
    await leaveTheDesk();
    const fresh = await running.pageAfter(page);
    await reaches(fresh, { vault: 'locked', notice: expect.stringContaining('no input') });
    expect(await callPage(fresh, 'connections.list', {})).toMatchObject({ ok: false });
  });

  describe('after the idle time while a job runs', () => {
    let page: Page;
    let connectionId: string;
    let engine: number;
    let org: number;

    const coverDuringJob = async (): Promise<void> => {
      const { app } = running;
      await setUpVault();
      const old = running.page();
      const connected = await callPage(old, 'connections.connectSample', { name: 'Sample org' });
      if (!connected.ok) throw new Error(connected.error.message);
      connectionId = connected.value.id;
      await callPage(old, 'objects.available', { connectionId, refresh: true });
      await callPage(old, 'objects.choose', { connectionId, names: ['Account', 'Contact'] });
      [org = 0] = await sampleOrgPids(app);
      [engine = 0] = await enginePids(app);
      // The org stops answering, so that the job is still running when the idle time is over.
      process.kill(org, 'SIGSTOP');
      await callPage(old, 'sync.start', { connectionId });
      await leaveTheDesk();
      page = await running.pageAfter(old);
      await reaches(page, {
        vault: 'locked',
        engine: 'running',
        notice: expect.stringContaining('running job goes on'),
      });
    };

    it('covers the window, tells nothing, and ends the engine when the job has ended', async () => {
      await coverDuringJob();
      expect(isAlive(engine)).toBe(true);
      for (const method of ['connections.list', 'vault.status', 'jobs.list'] as const) {
        const input = (method === 'jobs.list' ? { limit: 1 } : {}) as never;
        expect(await callPage(page, method, input)).toMatchObject({ ok: false, error: { code: 'vault-locked' } });
      }
      process.kill(org, 'SIGCONT');
      await expect.poll(() => isAlive(engine), { timeout: 20_000 }).toBe(false);
      await reaches(page, { vault: 'locked', engine: 'running' });
      expect(await unlock(PASSWORD)).toBeNull();
      await reaches(page, { vault: 'unlocked' });
      expect(await callPage(page, 'sync.status', { connectionId })).toMatchObject({
        value: { state: 'complete', read: 2 },
      });
    });

    it('lets the person in again while the job has not ended', async () => {
      await coverDuringJob();
      expect(await unlock('not the password')).toMatchObject({ code: 'wrong-password' });
      await reaches(page, { vault: 'locked' });
      await expect
        .poll(async () => giveSecret(await running.secretPage(), { purpose: 'unlock', password: PASSWORD }), {
          timeout: 10_000,
          interval: 250,
        })
        .toBeNull();
      await reaches(page, { vault: 'unlocked', engine: 'running', notice: null });
      expect(await callPage(page, 'connections.list', {})).toMatchObject({ ok: true });
      process.kill(org, 'SIGCONT');
    });
  });

  // @promise 1: what the page keeps for itself stays in memory
  // @promise 1: the page leaves nothing in the browser profile
  it('leaves nothing of the page in the profile', async () => {
    const marker = 'Heat_Pump_Marker__c';
    await running.page().evaluate((text) => {
      localStorage.setItem('view', text);
      sessionStorage.setItem('view', text);
      document.cookie = `view=${text}`;
      location.hash = text;
    }, marker);
    const { dataDir } = running;
    await running.app.close();
    const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    expect(files.length).toBeGreaterThan(0);
    const holding: string[] = [];
    for (const file of files) {
      const content = await readFile(file);
      if (content.includes(marker) || content.includes(Buffer.from(marker, 'utf16le'))) holding.push(file);
    }
    expect(holding).toEqual([]);
    // Crash dumps would hold memory. Electron leaves a random id there whether or not it reports anything.
    expect(files.filter((file) => /crashpad|\.dmp$/i.test(file) && !file.endsWith('client_id'))).toEqual([]);
  });
});

describe('an engine that is killed', () => {
  it('fails the calls in flight, is started again, and the password is asked for again', async () => {
    await setUpVault();
    const page = running.page();
    const [engine = 0] = await enginePids(running.app);
    process.kill(engine, 'SIGSTOP');
    const call = callPage(page, 'connections.list', {});
    await callPage(page, 'app.state', {});
    process.kill(engine, 'SIGKILL');
    expect(await call).toMatchObject({ ok: false, error: { code: 'engine-gone' } });
    // The page's process ends too, with what it knew and whatever was open in it.
    const fresh = await running.pageAfter(page);
    expect(page.isClosed()).toBe(true);
    await reaches(fresh, {
      vault: 'locked',
      engine: 'running',
      notice: expect.stringContaining('stopped unexpectedly'),
    });
    expect(await unlock(PASSWORD)).toBeNull();
    await reaches(fresh, { vault: 'unlocked', notice: null });
  });

  it('is given up after three restarts within five minutes, and the app says so', async () => {
    const page = running.page();
    const killEngine = async (): Promise<void> => {
      await expect.poll(() => enginePids(running.app)).toHaveLength(1);
      const [engine = 0] = await enginePids(running.app);
      process.kill(engine, 'SIGKILL');
      await expect.poll(() => isAlive(engine)).toBe(false);
    };
    for (let kill = 1; kill <= 4; kill += 1) await killEngine();
    await reaches(page, { engine: 'failed', notice: expect.stringContaining('was not started again') });
    expect(await callPage(page, 'vault.status', {})).toMatchObject({ ok: false, error: { code: 'engine-gone' } });
  });
});
