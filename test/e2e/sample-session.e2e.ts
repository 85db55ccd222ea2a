import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { callPage, giveSecret } from '../support/secret.ts';

/*
 * The sample session through the shell's own doors, past the screens: one click, an export to a chosen place, its end.
 */

let running: RunningApp;
beforeEach(async () => {
  running = await launchApp();
});
afterEach(() => running.close());

/** @returns the connection, once its metadata is read. */
async function openSample(page: Page): Promise<string> {
  await expect.poll(() => callPage(page, 'app.state', {})).toMatchObject({ value: { engine: 'running' } });
  const started = await callPage(page, 'app.startSample', {});
  if (!started.ok) throw new Error(started.error.message);
  const { connectionId } = started.value;
  await expect
    .poll(() => callPage(page, 'sync.status', { connectionId }), { timeout: 20_000 })
    .toMatchObject({ value: { state: 'complete' } });
  return connectionId;
}

describe('a sample session', () => {
  it('writes an export to the place that was chosen in the system dialog, which the page never learns', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'orgbench-export-'));
    try {
      const page = running.page();
      const connectionId = await openSample(page);
      const path = join(folder, 'Fields');
      await running.app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath });
      }, path);
      const target = await callPage(page, 'app.chooseSaveTarget', {
        suggestedName: '../../Fields',
        format: 'csv',
        folder: false,
      });
      expect(target).toEqual({
        ok: true,
        value: { targetId: expect.stringMatching(/^[\w-]{36}$/), name: 'Fields.csv' },
      });
      const targetId = target.ok ? (target.value.targetId ?? '') : '';
      const job = await callPage(page, 'exports.start', {
        targetId,
        consentId: null,
        spec: {
          source: {
            kind: 'dictionary',
            query: { connectionId, objects: null, quick: '', filters: [], sort: [] },
            layout: 'one',
            columns: ['object', 'name', 'label'],
            headers: 'api',
          },
          destination: { kind: 'file', format: 'csv' },
          cover: false,
          defuse: true,
        },
      });
      expect(job).toMatchObject({ ok: true });
      const exportId = job.ok ? job.value.exportId : '';
      await expect
        .poll(async () => {
          const jobs = await callPage(page, 'jobs.list', { limit: 10 });
          return jobs.ok ? jobs.value.jobs.find(({ kind }) => kind === 'export')?.state : jobs.error;
        })
        .toBe('done');
      const text = await readFile(`${path}.csv`, 'utf8');
      expect(text.split('\r\n').length).toBeGreaterThan(1200);
      const unknown = await callPage(page, 'app.revealTarget', { targetId: '/etc/passwd' });
      expect(unknown).toMatchObject({ ok: false, error: { code: 'not-found' } });

      await running.app.evaluate(({ shell }) => {
        shell.openPath = async (opened) => {
          Object.assign(globalThis, { opened });
          return '';
        };
      });
      expect(await callPage(page, 'app.openExport', { exportId, how: 'open' })).toEqual({ ok: true, value: {} });
      expect(await running.app.evaluate(() => (globalThis as { opened?: string }).opened)).toBe(`${path}.csv`);
      const notThere = await callPage(page, 'app.openExport', { exportId: '/etc/passwd', how: 'open' });
      expect(notThere).toMatchObject({ ok: false, error: { code: 'not-found' } });
      await rm(`${path}.csv`);
      const gone = await callPage(page, 'app.openExport', { exportId, how: 'reveal' });
      expect(gone).toMatchObject({ ok: false, error: { code: 'not-found' } });
      expect(JSON.stringify(gone)).not.toContain(folder);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('draws its pages without an error or a breach of the content security policy', async () => {
    const page = running.page();
    await openSample(page);
    // The messages of the very first load may come before anybody listens.
    await page.reload();
    await expect.poll(() => page.locator('body').innerText()).not.toBe('');
    await callPage(page, 'app.askSecret', { purpose: 'create-vault', connectionId: null });
    const secret = await running.secretPage();
    await expect.poll(() => secret.locator('body').innerText()).not.toBe('');
    expect(running.problems).toEqual([]);
  });

  it('ends with a lock, and nothing of it stays on the disk', async () => {
    const page = running.page();
    await openSample(page);
    await callPage(page, 'app.lock', {}).catch(() => undefined); // Its page is gone before the answer.
    const fresh = await running.pageAfter(page);
    await expect
      .poll(() => callPage(fresh, 'app.state', {}))
      .toMatchObject({
        value: { vault: 'absent', engine: 'running', notice: expect.stringContaining('sample session') },
      });
    const left = await readdir(join(running.dataDir, 'data'), { recursive: true });
    expect(left.filter((name) => /sample|\.db(-wal|-shm)?$/.test(name) && !name.startsWith('lock.db'))).toEqual([]);
  });

  it('gives way to a vault when Orgbench is set up', async () => {
    const page = running.page();
    await openSample(page);
    await callPage(page, 'app.askSecret', { purpose: 'create-vault', connectionId: null });
    const answer = await giveSecret(await running.secretPage(), {
      purpose: 'create-vault',
      password: 'correct horse battery staple',
      deviceSecret: 'none',
      acceptWeak: true,
    });
    expect(answer).toBeNull();
    await expect
      .poll(() => callPage(page, 'app.state', {}))
      .toMatchObject({ value: { vault: 'unlocked', secretOpen: null } });
    expect(await callPage(page, 'connections.list', {})).toEqual({ ok: true, value: { connections: [] } });
  });
});
