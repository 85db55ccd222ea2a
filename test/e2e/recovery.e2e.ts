import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { answerSaveDialog, button, chooseMasterPassword, endSecret } from '../support/person.ts';
import { expectAccessible, picture, sizeWindow } from '../support/screens.ts';
import { callPage } from '../support/secret.ts';

const FIRST = 'lamp tundra velvet quarry';
const SECOND = 'anchor meadow violin cobalt';
const THIRD = 'heron gravel tulip oxide';
const KEPT = 'I have printed, saved or written down this key';

let running: RunningApp;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgbench-kit-'));
  running = await launchApp();
  await sizeWindow(running);
});
afterAll(async () => {
  await running.close();
  await rm(folder, { recursive: true, force: true });
});

/** What stands on the kit, as a person would copy it by hand. */
const shownKey = async (secret: Page): Promise<string> =>
  (await secret.getByTestId('recovery-key').locator('span').allInnerTexts()).join(' ');

async function newPassword(secret: Page, password: string): Promise<void> {
  await secret.getByLabel('New master password', { exact: true }).fill(password);
  await secret.getByLabel('The same password again', { exact: true }).fill(password);
}

async function preferences(): Promise<Page> {
  const page = running.page();
  await page.getByRole('link', { name: 'Preferences' }).click();
  await page.getByRole('heading', { name: 'Preferences' }).waitFor();
  return page;
}

async function lock(): Promise<Page> {
  const old = running.page();
  const fresh = running.pageAfter(old);
  void callPage(old, 'app.lock', {}).catch(() => undefined);
  const page = await fresh;
  await running.secretPage();
  return page;
}

/** The unlock page opens by itself after a lock. */
async function unlock(password: string): Promise<void> {
  const secret = await running.secretPage();
  await secret.getByLabel('Master password', { exact: true }).fill(password);
  await endSecret(secret, 'Unlock');
  await running.page().getByRole('link', { name: 'Preferences' }).waitFor();
}

describe('the recovery kit', () => {
  let firstKit = '';

  it('is shown once at set-up and saved where the person says, for its owner only', async () => {
    await button(running.page(), 'Set up').click();
    const secret = await running.secretPage();
    await chooseMasterPassword(secret, FIRST);
    await secret.getByLabel('Make a recovery kit').check();
    await button(secret, 'Continue').click();
    firstKit = await shownKey(secret);
    expect(firstKit).toMatch(/^([0-9A-Z]{4} ){13}[0-9A-Z]{4}$/);
    const path = join(folder, 'kit.txt');
    await answerSaveDialog(running.app, path);
    await button(secret, 'Save as a file').click();
    await secret.getByText('Will be saved as kit.txt', { exact: false }).waitFor();
    await secret.getByLabel(KEPT).check();
    await expectAccessible(secret, 'recovery kit');
    await picture(secret, 'recovery-kit');
    await endSecret(secret, 'Create vault');
    await running.page().getByRole('heading', { name: 'Connect your first org' }).waitFor();
    const text = await readFile(path, 'utf8');
    expect(text.replace(/\s+/g, ' ')).toContain(firstKit);
    // Windows has no such bits; the folder's own rights count there.
    expect(process.platform === 'win32' ? 0o600 : (await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('stands alone on the printed sheet', async () => {
    const page = await preferences();
    await expectAccessible(page, 'preferences');
    await button(page, 'Renew the kit').click();
    const secret = await running.secretPage();
    const sheet = secret.getByRole('region', { name: 'Recovery kit' });
    await sheet.waitFor();
    await secret.emulateMedia({ media: 'print' });
    await expect.poll(() => sheet.getByText('Orgbench recovery kit').isVisible()).toBe(true);
    expect(await button(secret, 'Print').isVisible()).toBe(false);
    expect(await sheet.getByTestId('recovery-key').isVisible()).toBe(true);
    await secret.emulateMedia({ media: null });
    // Whatever the system's printing answers, the form goes on.
    await running.app.evaluate(({ webContents }) => {
      for (const contents of webContents.getAllWebContents()) {
        contents.print = (_options, done) => done?.(false, 'No printers available on the network');
      }
    });
    await button(secret, 'Print').click();
    await secret.getByText('No printers available', { exact: false }).waitFor();
    await expectAccessible(secret, 'renew the kit');
    await endSecret(secret, 'Cancel');
  });

  it('sets a new password after a forgotten one, from the locked screen', async () => {
    const page = await lock();
    const asking = await running.secretPage();
    await endSecret(asking, 'Cancel');
    await button(page, 'Forgot the password').click();
    await button(page, 'Use the recovery kit').waitFor();
    await expectAccessible(page, 'forgot the password');
    await button(page, 'Use the recovery kit').click();
    const secret = await running.secretPage();
    await secret.getByLabel('Recovery key').fill(`${firstKit.slice(0, -1)}${firstKit.endsWith('Z') ? 'Y' : 'Z'}`);
    await secret.getByText('A character is missing, wrong or swapped', { exact: false }).waitFor();
    await newPassword(secret, SECOND);
    expect(await button(secret, 'Open with this key').isDisabled()).toBe(true);
    await expectAccessible(secret, 'recover');
    await picture(secret, 'recover');
    await secret.getByLabel('Recovery key').fill(firstKit.toLowerCase());
    await endSecret(secret, 'Open with this key');
    await running.page().getByRole('link', { name: 'Preferences' }).waitFor();
    await lock();
    await unlock(SECOND);
  });
});

describe('the secrets of the vault', () => {
  it('change: the master password', async () => {
    const page = await preferences();
    await button(page, 'Change').click();
    const secret = await running.secretPage();
    await secret.getByLabel('Current master password').fill(FIRST);
    await newPassword(secret, THIRD);
    await button(secret, 'Change password').click();
    await secret.getByText('This is not the master password of this vault.').waitFor();
    await expectAccessible(secret, 'change of the password');
    await secret.getByLabel('Current master password').fill(SECOND);
    await expect.poll(() => button(secret, 'Change password').isEnabled()).toBe(true);
    await endSecret(secret, 'Change password');
    await lock();
    await unlock(THIRD);
  });

  it('are all renewed when someone may know them, and the app stays open', async () => {
    const page = await preferences();
    await button(page, 'Renew all keys').click();
    const secret = await running.secretPage();
    await secret.getByLabel('Current master password').fill(THIRD);
    await newPassword(secret, FIRST);
    await expectAccessible(secret, 'renew all keys');
    await picture(secret, 'renew-all-keys');
    await button(secret, 'Continue').click();
    const kit = await shownKey(secret);
    await secret.getByLabel(KEPT).check();
    await endSecret(secret, 'Renew all keys');
    expect(await callPage(page, 'connections.list', {})).toMatchObject({ ok: true });
    expect(await callPage(page, 'vault.status', {})).toMatchObject({ value: { state: 'unlocked', recoveryKit: true } });
    await lock();
    await unlock(FIRST);
    expect(kit).toHaveLength(69);
    expect(running.problems).toEqual([]);
  });
});
