import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { answerOpenDialog, answerSaveDialog, button, setUp } from '../support/person.ts';
import { expectAccessible, picture, sizeWindow } from '../support/screens.ts';

/* Contacting support: nothing is sent, a person sees the whole file first. The steps build on each other. */

let running: RunningApp;
let page: Page;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgbench-support-'));
  running = await launchApp();
  await sizeWindow(running);
  await running.app.evaluate(({ shell }) => {
    const addresses: string[] = [];
    Object.assign(globalThis, { openedAddresses: addresses });
    shell.openExternal = async (url) => void addresses.push(url);
  });
});
afterAll(async () => {
  await running.close();
  await rm(folder, { recursive: true, force: true });
});

const menuItem = (): Promise<boolean | undefined> =>
  running.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('support')?.enabled);
const opened = (): Promise<readonly string[]> =>
  running.app.evaluate(() => (globalThis as unknown as { openedAddresses: string[] }).openedAddresses);
const dialog = (): Locator => page.getByRole('dialog', { name: 'Contact support' });

describe('contacting support', () => {
  it('is in the menu as soon as the store is open', async () => {
    expect(await menuItem()).toBe(false);
    page = await setUp(running, 'lamp tundra velvet quarry');
    await expect.poll(menuItem).toBe(true);
    await running.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('support')?.click());
    await dialog().waitFor();
    await expectAccessible(page, 'support dialog');
    await picture(page, 'support');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('shows the whole file, by keyboard alone, and takes changes', async () => {
    await page.getByRole('link', { name: 'Preferences', exact: true }).click();
    await page.getByRole('link', { name: 'About Orgbench' }).click();
    await button(page, 'Contact support…').focus();
    await page.keyboard.press('Enter');
    await dialog().getByLabel('What happened').waitFor();
    await page.keyboard.type('The list stayed empty.');
    await dialog().getByLabel('Requests: purpose, status and size').uncheck();
    await button(dialog(), 'Show the file').focus();
    await page.keyboard.press('Enter');
    const whole = dialog().getByLabel('The whole file');
    await expect.poll(() => whole.inputValue()).toContain('The list stayed empty.');
    expect(await whole.inputValue()).not.toMatch(/^Requests/m);
    await expectAccessible(page, 'support file');
    await picture(page, 'support-file');
    await whole.fill(`${await whole.inputValue()}\nAdded by hand.`);
  });

  it('closed by mistake, keeps the message; by keyboard the focus goes along', async () => {
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    await button(dialog(), 'Back').click();
    const message = dialog().getByLabel('What happened');
    await expect.poll(() => message.evaluate((field) => field === document.activeElement)).toBe(true);
    const days = dialog().getByLabel('Days back');
    await days.fill('');
    await days.pressSequentially('15');
    expect(await days.inputValue()).toBe('15');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await button(page, 'Contact support…').click();
    expect(await message.inputValue()).toBe('The list stayed empty.');
    await button(dialog(), 'Show the file').click();
    const whole = dialog().getByLabel('The whole file');
    await expect.poll(() => whole.inputValue()).toContain('The list stayed empty.');
    await whole.fill(`${await whole.inputValue()}\nAdded by hand.`);
    await dialog().getByText('Going back makes the file anew').waitFor();
  });

  it('opens a draft without a recipient in the mail program', async () => {
    await button(dialog(), 'Open an e-mail draft').click();
    await expect.poll(async () => (await opened()).length).toBe(1);
    const [draft = ''] = await opened();
    expect(draft).toMatch(/^mailto:\?subject=Orgbench%20support&body=/);
    expect(decodeURIComponent(draft)).toContain('The list stayed empty.');
  });

  it('saves what stands there, letter for letter', async () => {
    const path = join(folder, 'support.txt');
    await answerSaveDialog(running.app, path);
    const text = await dialog().getByLabel('The whole file').inputValue();
    await button(dialog(), 'Save…').click();
    await dialog().waitFor({ state: 'detached' });
    await page.getByText('“support.txt” is saved.').waitFor();
    const saved = await readFile(path, 'utf8');
    expect(saved.trimEnd()).toBe(text.trimEnd());
    expect(saved).toContain('Added by hand.');
  });

  it('keeps the text when it could not be written', async () => {
    const broken = join(folder, 'no-such-folder', 'support.txt');
    await answerSaveDialog(running.app, broken);
    await running.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('support')?.click());
    await button(dialog(), 'Show the file').click();
    await button(dialog(), 'Save…').click();
    await dialog().getByRole('alert').waitFor();
    await expectAccessible(page, 'support file that could not be saved');
    expect(await dialog().getByLabel('The whole file').inputValue()).toContain('Orgbench support file');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('takes over the details of an error that is on screen', async () => {
    // The folder is not empty: the file of before is in it.
    await answerOpenDialog(running.app, folder);
    await page.getByRole('link', { name: 'Privacy', exact: true }).click();
    await page.getByRole('link', { name: 'Your rights' }).click();
    await button(page, 'Export everything…').click();
    await button(page.getByRole('alert'), 'Contact support…').click();
    expect(await dialog().getByLabel('What happened').inputValue()).toMatch(
      /^Orgbench: [a-z-]+\n.*\ncall: rights\.exportEverything/s,
    );
    await page.keyboard.press('Escape');
    expect(running.problems).toEqual([]);
  });
});
