import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CloudWindow, LONG_MS, openCloudWindow } from '../support/cloud-window.ts';
import { tabTo } from '../support/keyboard.ts';
import { answerSaveDialog, button } from '../support/person.ts';
import { expectAccessible, picture } from '../support/screens.ts';

/*
 * What stays of exports: presets, the history and the accounts. And the way to Google without a mouse and at twice the
 * size. The steps build on each other.
 */

const ANA = 'ana.costa@example.com';

let folder = '';
let window: CloudWindow;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgbench-exports-'));
  window = await openCloudWindow();
  page = window.page;
});
afterEach(() => window.leaveDialogs());
afterAll(async () => {
  await window?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');

describe('an export to Google and one to a file', () => {
  it('are made', async () => {
    await page.evaluate(() => {
      location.hash = '#/accounts';
    });
    await window.enterClientIds();
    await button(page, 'Sign in with Google…').click();
    await window.allowInBrowser();
    await page.getByRole('article', { name: ANA }).waitFor();

    await window.openDictionary();
    await window.choosePlace('Google Sheets');
    await window.dialog().getByLabel('Title', { exact: true }).fill('Kept online');
    await (await window.review()).click();
    await window.dialog().getByText('Kept online is in Google Sheets').waitFor({ timeout: LONG_MS });
    await window.closeDialog();

    await page.getByRole('link', { name: 'Activity', exact: true }).click();
    await page.getByText('Requests', { exact: true }).click();
    await button(page, 'Export…').click();
    await answerSaveDialog(window.running.app, join(folder, 'requests.xlsx'));
    await button(window.dialog(), /^Export \d+ requests to Excel…$/).click();
    await window.dialog().getByText('requests.xlsx is written').waitFor();
    await window.closeDialog();
    expect(window.google.spreadsheets()).toHaveLength(1);
  });
});

describe('presets', () => {
  it('keep settings under a name, and are changed, renamed and removed', async () => {
    await window.openDictionary();
    await window.dialog().getByText('JSON', { exact: true }).click();
    await button(window.dialog(), 'Presets').click();
    await page.getByRole('menuitem', { name: 'Save as…' }).click();
    await window.dialog().getByRole('textbox', { name: 'Name of the preset' }).fill('For the archive');
    await page.keyboard.press('Enter');
    await button(window.dialog(), 'For the archive').waitFor();
    await button(window.dialog(), 'Cancel').click();

    await window.openDictionary();
    expect(await window.dialog().getByRole('radio', { name: 'JSON' }).isChecked()).toBe(false);
    await button(window.dialog(), 'Presets').click();
    await page.getByRole('menuitem', { name: 'For the archive' }).click();
    await expect.poll(() => window.dialog().getByRole('radio', { name: 'JSON' }).isChecked()).toBe(true);
    await button(window.dialog(), 'For the archive').click();
    await expectAccessible(page, 'presets');
    await page.getByRole('menuitem', { name: /^Rename/ }).click();
    await window.dialog().getByRole('textbox', { name: 'Name of the preset' }).fill('Archive');
    await button(window.dialog(), 'Save').click();
    await expect.poll(focused).toBe('Archive');
    await button(window.dialog(), 'Archive').click();
    // Escape leaves the menu, and the dialog stays.
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('menu').count()).toBe(0);
    // And the name of a preset.
    await button(window.dialog(), 'Archive').click();
    await page.getByRole('menuitem', { name: 'Save as…' }).click();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Name of the preset');
    await page.keyboard.press('Escape');
    await button(window.dialog(), 'Archive').click();
    await page.getByRole('menuitem', { name: /^Remove/ }).click();
    await button(window.dialog(), 'Presets').waitFor();
    await button(window.dialog(), 'Cancel').click();
  });
});

describe('the history', () => {
  const rowOf = (name: string): Locator => page.getByRole('row').filter({ hasText: name });

  it('says what went where and as whom, and is searched', async () => {
    await page.getByRole('link', { name: 'Exports', exact: true }).click();
    await rowOf('Kept online').getByText(ANA).waitFor();
    await expectAccessible(page, 'exports');
    await picture(page, 'exports');
    // The requests are of no org in particular.
    expect(await rowOf('requests.xlsx').count()).toBe(0);
    await page.getByText('All', { exact: true }).click();
    await rowOf('requests.xlsx').getByText('File, Excel').waitFor();
    await expectAccessible(page, 'exports of all orgs');
    const filter = page.getByRole('textbox', { name: 'Filter by name, account or org' });
    await filter.fill('ana.costa');
    await expect.poll(() => rowOf('requests.xlsx').count()).toBe(0);
    await filter.fill('no such export');
    await button(page, 'Clear the text').last().click();
    await rowOf('requests.xlsx').waitFor();
  });

  it('opens, repeats, copies the link and forgets', async () => {
    await button(rowOf('Kept online'), 'Open Kept online').click();
    expect(await window.openedAddress()).toContain('https://docs.google.com/spreadsheets/d/');
    await button(page, 'More for Kept online').click();
    await page.getByRole('menuitem', { name: 'Copy link' }).click();
    await expect
      .poll(() => window.running.app.evaluate(({ clipboard }) => clipboard.readText()))
      .toContain('https://docs.google.com/spreadsheets/d/');
    await button(page, 'More for Kept online').click();
    await page.getByRole('menuitem', { name: 'Repeat…' }).click();
    await expect.poll(() => window.dialog().getByLabel('Title', { exact: true }).inputValue()).toBe('Kept online');
    await button(window.dialog(), 'Cancel').click();
    await button(page, 'More for requests.xlsx').click();
    await page.getByRole('menuitem', { name: 'Remove from history…' }).click();
    const ask = page.getByRole('dialog', { name: 'Remove from history' });
    await expectAccessible(page, 'removing a line of the history');
    await button(ask, 'Remove from history').click();
    await expect.poll(() => rowOf('requests.xlsx').count()).toBe(0);
    expect((await readFile(join(folder, 'requests.xlsx'))).byteLength).toBeGreaterThan(1_000);
  });
});

/** Whether all of it can be seen and clicked without scrolling. */
const inSight = (what: Locator): Promise<boolean> =>
  what.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight && element.contains(hit);
  });

describe('behind the screen', () => {
  it('an export that nobody watches says how it ended, and opens', async () => {
    await window.openDictionary();
    await window.choosePlace('Google Sheets');
    await window.dialog().getByLabel('Title', { exact: true }).fill('Unwatched');
    window.google.fault({ match: /POST .*values:batchUpdate/, times: 1, kind: 'delay', ms: 1_500 });
    await (await window.review()).click();
    await window.dialog().getByText('Closing this window does not stop the export', { exact: false }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    const toast = page.getByRole('alert').filter({ hasText: 'Unwatched is in Google Sheets' });
    await toast.waitFor({ timeout: LONG_MS });
    await expectAccessible(page, 'the end of an export as a notice');
    await button(toast, 'Open').click();
    expect(await window.openedAddress()).toContain('https://docs.google.com/spreadsheets/d/');
  });

  it('nothing moves while a dialog is open', async () => {
    await window.openDictionary();
    const before = await page.evaluate(() => location.hash);
    await page.evaluate(() => history.back());
    for (const command of ['preferences', 'search', 'back'] as const) await window.sendCommand(command);
    await button(window.dialog(), 'Cancel').click();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    expect(await page.evaluate(() => location.hash)).toBe(before);
    await window.sendCommand('preferences');
    await page.getByRole('heading', { level: 1, name: 'Preferences' }).waitFor();
    await page.getByRole('link', { name: 'Exports', exact: true }).click();
  });

  it('a sign-in goes on when its page is left, and is found again', async () => {
    await page.evaluate(() => {
      location.hash = '#/accounts';
    });
    await button(page, 'Sign in with Microsoft…').click();
    await page.getByText('If the browser shows an error instead', { exact: false }).waitFor();
    await page.getByRole('link', { name: 'Exports', exact: true }).click();
    const notice = page.getByRole('alert').filter({ hasText: 'The sign-in at Microsoft still waits for the browser.' });
    await notice.waitFor();
    await page.evaluate(() => history.back());
    await page.getByText('Go on in the browser').waitFor();
    await page.getByRole('link', { name: 'Exports', exact: true }).click();
    await window.allowInBrowser();
    await page.getByText(`${window.microsoft.worker.address} is signed in.`).waitFor();
    await expect.poll(() => notice.count()).toBe(0);
  });

  it('everything stays within reach in a window of 1280 pixels', async () => {
    await window.running.app.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows()[0]?.setContentSize(1280, 800));
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(1280);
    expect(await inSight(button(page, 'More for Kept online'))).toBe(true);
  });
});

describe('without a mouse, and at twice the size', () => {
  it('an export is settled, looked at and sent with the keyboard alone', async () => {
    const sheets = window.google.spreadsheets().length;
    await tabTo(page, button(page, 'New export…'));
    await page.keyboard.press('Enter');
    await window.dialog().getByRole('region', { name: 'Preview' }).getByRole('cell').first().waitFor();
    await tabTo(page, window.dialog().getByRole('radio', { name: 'File', exact: true }));
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => window.dialog().getByRole('radio', { name: 'Google Sheets' }).isChecked()).toBe(true);
    await tabTo(page, button(window.dialog(), 'Look at what will be sent…'));
    await page.keyboard.press('Enter');
    const send = window.dialog().getByRole('button', { name: /^Send / });
    await send.waitFor({ timeout: LONG_MS });
    // Enter on what has the focus sends nothing.
    await page.keyboard.press('Enter');
    expect(window.google.spreadsheets()).toHaveLength(sheets);
    await tabTo(page, send);
    await page.keyboard.press('Enter');
    await window
      .dialog()
      .getByText(/ is in Google Sheets$/)
      .waitFor({ timeout: LONG_MS });
    expect(window.google.spreadsheets()).toHaveLength(sheets + 1);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await expect.poll(focused).toBe('New export…');
  });

  it('everything can be reached and nothing is cut off', async () => {
    const zoom = (factor: number): Promise<void> =>
      window.running.app.evaluate(({ webContents }, by) => {
        for (const one of webContents.getAllWebContents())
          if (one.getURL().startsWith('app://page')) one.setZoomFactor(by);
      }, factor);
    await zoom(2);
    try {
      await window.openDictionary();
      await window.choosePlace('Google Sheets');
      const send = await (async () => {
        await button(window.dialog(), 'Look at what will be sent…').scrollIntoViewIfNeeded();
        return window.review();
      })();
      await send.scrollIntoViewIfNeeded();
      // The way on is in sight wherever the dialog is scrolled to.
      await window.dialog().evaluate((element) => element.scrollTo(0, 0));
      expect(await inSight(send)).toBe(true);
      const overflow = await window.dialog().evaluate((element) => element.scrollWidth - element.clientWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      await expectAccessible(page, 'consent at 200 %');
      await page.keyboard.press('Escape');
      await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
      // Its actions too, although the table is wider than the window.
      expect(await inSight(page.getByRole('button', { name: /^More for/ }).first())).toBe(true);
    } finally {
      await zoom(1);
    }
  });
});

describe('signing out', () => {
  it('says whether the access was revoked', async () => {
    await page.evaluate(() => {
      location.hash = '#/accounts';
    });
    await button(page, `More for ${ANA}`).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    const ask = page.getByRole('dialog', { name: `Sign out ${ANA}` });
    await expectAccessible(page, 'signing out');
    await button(ask, 'Sign out').click();
    await page.getByText(`${ANA} is signed out, and the access is revoked.`).waitFor();
    await expect.poll(() => page.getByRole('article', { name: ANA }).count()).toBe(0);
    await page.getByRole('region', { name: 'Google' }).getByText('No Google account yet.').waitFor();
    expect(window.running.problems).toEqual([]);
  });
});
