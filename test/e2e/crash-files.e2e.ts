import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { SUPPORT_PARTS } from '../../src-preload/contract/support.ts';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { answerSaveDialog } from '../support/person.ts';
import { enginePids } from '../support/processes.ts';
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

async function giveVaultSecret(purpose: 'create-vault' | 'unlock'): Promise<void> {
  await callPage(running.page(), 'app.askSecret', { purpose, connectionId: null });
  const secret = { purpose, password: PASSWORD };
  const answer = await giveSecret(
    await running.secretPage(),
    purpose === 'unlock' ? { ...secret, purpose } : { ...secret, purpose, deviceSecret: 'none', acceptWeak: true },
  );
  expect(answer).toBeNull();
  await reaches(running.page(), { vault: 'unlocked', secretOpen: null });
}

/** Everything in the profile that could be a dump of a process's memory, or be waiting to be sent. */
async function crashFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return (
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => /crash|\.dmp$|(^|\/)core(\.\d+)?$|minidump/i.test(file.slice(folder.length)))
      // Electron leaves a random id there whether or not it reports anything.
      .filter((file) => !file.endsWith('client_id'))
  );
}

describe('what a crash leaves on the disk', () => {
  it('is no dump, neither of a page nor of the engine, and a line in the error log', async () => {
    await giveVaultSecret('create-vault');
    const page = running.page();
    await running.app.evaluate(({ webContents }) => {
      webContents
        .getAllWebContents()
        .find((contents) => contents.getURL().startsWith('app://page'))
        ?.forcefullyCrashRenderer();
    });
    const fresh = await running.pageAfter(page);
    await reaches(fresh, { engine: 'running', vault: 'unlocked' });

    const [engine = 0] = await enginePids(running.app);
    // As after a fault in native code: where dumps are on, this signal leaves one.
    process.kill(engine, 'SIGSEGV');
    const locked = await running.pageAfter(fresh);
    await reaches(locked, { vault: 'locked', engine: 'running' });
    expect(await crashFiles(running.dataDir)).toEqual([]);

    await giveVaultSecret('unlock');
    expect(await callPage(running.page(), 'log.list', { offset: 0, limit: 10, text: '' })).toMatchObject({
      value: { entries: [{ event: 921, code: 'engine-gone' }] },
    });
    expect(await crashFiles(running.dataDir)).toEqual([]);
  });
});

describe('contacting support', () => {
  it('makes a text, saves it as it was edited, and opens a draft without a recipient', async () => {
    await giveVaultSecret('create-vault');
    const page = running.page();
    const parts = [...SUPPORT_PARTS];
    expect(await callPage(page, 'support.draft', { message: 'Hello', parts, days: 7 })).toMatchObject({
      ok: true,
      value: { text: expect.stringMatching(/Hello.*^Shell: Electron [\d.]+, Chromium/ms) },
    });
    const file = join(running.dataDir, 'support.txt');
    await answerSaveDialog(running.app, file);
    const target = await callPage(page, 'app.chooseSaveTarget', {
      suggestedName: 'Orgbench support.txt',
      format: 'md',
      folder: false,
      kind: 'support',
    });
    expect(target).toMatchObject({ value: { name: 'support.txt' } });
    const { targetId } = (target as { readonly value: { readonly targetId: string } }).value;
    expect(await callPage(page, 'support.save', { text: 'As edited', targetId })).toMatchObject({ ok: true });
    expect(await readFile(file, 'utf8')).toBe('As edited');

    await running.app.evaluate(({ shell }) => {
      const addresses: string[] = [];
      Object.assign(globalThis, { mailAddresses: addresses });
      shell.openExternal = async (url) => void addresses.push(url);
    });
    expect(await callPage(page, 'app.draftMail', { subject: 'Help', body: 'a&b' })).toMatchObject({ ok: true });
    const opened = await running.app.evaluate(
      () => (globalThis as unknown as { mailAddresses: string[] }).mailAddresses,
    );
    expect(opened).toEqual(['mailto:?subject=Help&body=a%26b']);
  });
});
