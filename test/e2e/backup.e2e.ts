import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { answerOpenDialog, answerSaveDialog, button, endSecret, setUp } from '../support/person.ts';
import { expectAccessible, picture, sizeWindow } from '../support/screens.ts';
import { callPage } from '../support/secret.ts';

const MASTER = 'lamp tundra velvet quarry';
const OTHER_MASTER = 'anchor meadow violin cobalt';
const BACKUP = 'heron gravel tulip oxide';

let folder: string;
let file: string;
const apps: RunningApp[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgbench-backup-'));
  file = join(folder, 'jo.orgbench-backup');
});
afterAll(async () => {
  for (const app of apps) await app.close();
  await rm(folder, { recursive: true, force: true });
});

async function appWithVault(master: string): Promise<{ readonly running: RunningApp; readonly page: Page }> {
  const running = await launchApp();
  apps.push(running);
  await sizeWindow(running);
  return { running, page: await setUp(running, master) };
}

async function valueOf<T>(answer: Promise<{ readonly ok: boolean; readonly value?: T }>): Promise<T> {
  const { value } = await answer;
  if (value === undefined) throw new Error(`refused: ${JSON.stringify(await answer)}`);
  return value;
}

describe('a backup by the windows', () => {
  it('is made under a password that only the secret page sees', async () => {
    const { running, page } = await appWithVault(MASTER);
    await valueOf(callPage(page, 'preferences.write', { set: { density: 'comfortable' }, reset: [] }));
    await answerSaveDialog(running.app, file);
    const { targetId } = await valueOf(
      callPage(page, 'app.chooseSaveTarget', {
        suggestedName: 'jo',
        format: 'json',
        folder: false,
        kind: 'backup',
      }),
    );
    await valueOf(
      callPage(page, 'app.askSecret', {
        purpose: 'backup',
        connectionId: null,
        targetId: targetId ?? '',
        backup: { sections: [], withSecrets: true },
      }),
    );
    const secret = await running.secretPage();
    await secret.getByText('jo.orgbench-backup', { exact: false }).waitFor();
    await secret.getByLabel('Password of the backup', { exact: true }).fill(BACKUP);
    await secret.getByLabel('The same password again', { exact: true }).fill(BACKUP);
    await expectAccessible(secret, 'backup password');
    await picture(secret, 'backup-password');
    await endSecret(secret, 'Make backup');
    expect((await stat(file)).size).toBeGreaterThan(400);
    expect((await readFile(file)).subarray(0, 15).toString()).toBe('ORGBENCH-BACKUP');
  });

  it('is opened in the app of another profile, previewed and restored', async () => {
    const { running, page } = await appWithVault(OTHER_MASTER);
    await answerOpenDialog(running.app, file);
    const { targetId, name } = await valueOf(callPage(page, 'app.chooseOpenTarget', { kind: 'backup' }));
    expect(name).toBe('jo.orgbench-backup');
    const request = { purpose: 'restore', connectionId: null, targetId: targetId ?? '' } as const;
    await valueOf(callPage(page, 'app.askSecret', request));
    const secret = await running.secretPage();
    await secret.getByLabel('Password of the backup', { exact: true }).fill(MASTER);
    await button(secret, 'Open').click();
    await secret.getByText('This is not the password of this backup', { exact: false }).waitFor();
    await expectAccessible(secret, 'wrong backup password');
    await picture(secret, 'backup-wrong-password');
    await secret.getByLabel('Password of the backup', { exact: true }).fill(BACKUP);
    await endSecret(secret, 'Open');

    const preview = await valueOf(callPage(page, 'backup.preview', {}));
    const preferences = preview?.sections.find((section) => section.name === 'preferences');
    expect(preferences?.items).toMatchObject([{ id: 'density', change: 'add' }]);
    const choose = [{ section: 'preferences', ids: ['density'] }];
    const restoreId = preview?.restoreId ?? '';
    expect(await valueOf(callPage(page, 'backup.restore', { restoreId, choose }))).toEqual({
      restored: 1,
      sections: 1,
    });
    expect(await valueOf(callPage(page, 'preferences.read', {}))).toMatchObject({ density: 'comfortable' });
  });
});
