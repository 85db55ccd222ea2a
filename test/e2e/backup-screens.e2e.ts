import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { answerOpenDialog, answerSaveDialog, button, endSecret, setUp, toastsGone } from '../support/person.ts';
import { darkPicture, expectAccessible, picture, sizeWindow } from '../support/screens.ts';

/* A backup made and restored through the screens alone. The steps build on each other. */

const BACKUP = 'heron gravel tulip oxide';
/** As docs/BACKUP-FORMAT.md has it. */
const HEADER_BYTES = 118;

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

async function start(master: string): Promise<{ readonly running: RunningApp; readonly page: Page }> {
  const running = await launchApp();
  apps.push(running);
  await sizeWindow(running);
  return { running, page: await setUp(running, master) };
}

async function goToBackup(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Privacy', exact: true }).click();
  await page.getByRole('navigation', { name: 'Pages about privacy' }).getByRole('link', { name: 'Backup' }).click();
  await page.getByRole('heading', { level: 2, name: 'Restore' }).waitFor();
}

async function choose(page: Page, group: string, option: string): Promise<void> {
  await page.getByRole('link', { name: 'Preferences', exact: true }).click();
  await page.getByRole('radiogroup', { name: group }).getByText(option, { exact: true }).click();
  await isChosen(page, group, option);
}

const isChosen = (page: Page, group: string, option: string): Promise<void> =>
  page
    .getByRole('radiogroup', { name: group })
    .getByRole('radio', { name: option, checked: true })
    // What is seen of it is its label.
    .waitFor({ state: 'attached' });

/** Opens a backup file from the screen, with its password in the secret page. */
async function openBackup(running: RunningApp, page: Page, path: string): Promise<void> {
  await answerOpenDialog(running.app, path);
  await button(page, 'Open a backup…').click();
  const secret = await running.secretPage();
  await secret.getByLabel('Password of the backup', { exact: true }).fill(BACKUP);
  await endSecret(secret, 'Open');
  await page.getByText(/^Made .* with Orgbench /).waitFor();
}

describe('a backup by the screens', () => {
  it('is made of the chosen parts, and says when it was made', async () => {
    const { running, page } = await start('lamp tundra velvet quarry');
    await choose(page, 'Row height', 'Comfortable');
    await choose(page, 'Labels or API names', 'API names');
    await goToBackup(page);
    await page.getByLabel(/^Export history/).uncheck();
    await answerSaveDialog(running.app, file);
    await button(page, 'Make a backup…').click();
    const secret = await running.secretPage();
    await secret.getByLabel('Password of the backup', { exact: true }).fill(BACKUP);
    await secret.getByLabel('The same password again', { exact: true }).fill(BACKUP);
    await endSecret(secret, 'Make backup');
    await page.getByText('Last backup: just now, done.').waitFor();
    await expectAccessible(page, 'backup made');
    await picture(page, 'privacy-backup');
    expect((await readFile(file)).length).toBeGreaterThan(400);
  });

  it('is opened elsewhere and shows what it would add, replace and leave', async () => {
    const { running, page } = await start('anchor meadow violin cobalt');
    // One preference differs, the other is not set here.
    await choose(page, 'Row height', 'Comfortable');
    await choose(page, 'Row height', 'Compact');
    await goToBackup(page);
    await openBackup(running, page, file);
    const rowHeight = page.getByRole('checkbox', { name: 'Row height' });
    expect(await rowHeight.isChecked()).toBe(true);
    expect(await page.getByRole('checkbox', { name: /^All of Export history/ }).count()).toBe(0);
    await page.getByText('2 items chosen').waitFor();
    await expectAccessible(page, 'preview of a restore');
    await picture(page, 'privacy-restore');
    await darkPicture(page, 'privacy-restore-dark');

    await rowHeight.uncheck();
    await button(page, 'Restore 1 item').click();
    await page.getByText('1 item is restored.').waitFor();
    await page.getByText(/^Made .* with Orgbench /).waitFor({ state: 'detached' });
    await toastsGone(page);
    await page.getByRole('link', { name: 'Preferences', exact: true }).click();
    await isChosen(page, 'Labels or API names', 'API names');
    await isChosen(page, 'Row height', 'Compact');
  });

  it('with a damaged part says which one, and restores the others', async () => {
    const [, running] = apps;
    if (running === undefined) throw new Error('The second app is not running.');
    const page = running.page();
    const bytes = await readFile(file);
    // The last byte of the last part; behind it stand the list of parts and the header once more.
    const at = bytes.length - HEADER_BYTES - bytes.readUInt32BE(38) - 1;
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    const damaged = join(folder, 'damaged.orgbench-backup');
    await writeFile(damaged, bytes);
    await goToBackup(page);
    await openBackup(running, page, damaged);
    await page.getByText('This part of the file is damaged and cannot be restored. The others are whole.').waitFor();
    await expectAccessible(page, 'damaged backup');
    await picture(page, 'privacy-restore-damaged');
    await button(page, 'Restore 1 item').click();
    await page.getByText('1 item is restored.').waitFor();
    expect(await page.getByText(/^Made .* with Orgbench /).count()).toBe(0);
    await page.getByRole('link', { name: 'Preferences', exact: true }).click();
    await isChosen(page, 'Row height', 'Comfortable');
  });

  it('that is no backup is refused in the secret page, and nothing is shown', async () => {
    const [, running] = apps;
    if (running === undefined) throw new Error('The second app is not running.');
    const page = running.page();
    const other = join(folder, 'other.orgbench-backup');
    await writeFile(other, 'something else');
    await goToBackup(page);
    await answerOpenDialog(running.app, other);
    await button(page, 'Open a backup…').click();
    const secret = await running.secretPage();
    await secret.getByLabel('Password of the backup', { exact: true }).fill(BACKUP);
    await button(secret, 'Open').click();
    await secret.getByText('not an Orgbench backup', { exact: false }).waitFor();
    await endSecret(secret, 'Cancel');
    await button(page, 'Open a backup…').waitFor();
    expect(await page.getByText(/^Made .* with Orgbench /).count()).toBe(0);
    expect(apps.flatMap(({ problems }) => problems)).toEqual([]);
  });
});
