import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { type CloudWindow, LONG_MS, openCloudWindow } from '../support/cloud-window.ts';
import { answerSaveDialog, button, columnOf, gridOf } from '../support/person.ts';
import { expectAccessible, picture } from '../support/screens.ts';
import { readSheets } from '../support/workbook.ts';

/*
 * Exports in the window: files, Google Sheets and Microsoft 365, with the consent before anything leaves. The steps
 * build on each other. Google and Microsoft are the fakes, in this process; the app names the vendors' own addresses.
 */

const ANA = 'ana.costa@example.com';

const bundle = createSampleBundle();
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

describe('accounts of Google and Microsoft', () => {
  it('begin with a client id of one’s own, and a card that shows how it is made', async () => {
    await page.getByRole('link', { name: 'Preferences', exact: true }).click();
    await page.getByRole('link', { name: 'Open accounts' }).click();
    await page.getByRole('heading', { level: 1, name: 'Accounts' }).waitFor();
    await expectAccessible(page, 'accounts, none yet');
    await picture(page, 'accounts-set-up');
    expect(await button(page, 'Sign in with Google…').isDisabled()).toBe(true);
    await button(page, 'Open the consent screen').click();
    expect(new URL(await window.openedAddress()).origin).toBe('https://console.cloud.google.com');
    await button(page, 'Copy the redirect URI').click();
    await button(page, 'Copied').waitFor();
    expect(await window.running.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('http://localhost');

    await page.getByLabel('Google client id').fill('not an id');
    await page.getByText('This is not a client id', { exact: false }).waitFor();
    await window.enterClientIds();
  });

  it('sign in with the browser, and can be called off while it is open', async () => {
    await button(page, 'Sign in with Google…').click();
    await page.getByText('Go on in the browser').waitFor();
    await expectAccessible(page, 'accounts, waiting for the browser');
    await window.openedAddress();
    await button(page, 'Cancel the sign-in').click();
    await button(page, 'Sign in with Google…').click();
    await window.allowInBrowser();
    await page.getByRole('article', { name: ANA }).waitFor();
    expect(window.google.requests().filter(({ path }) => path.startsWith('/token'))).toHaveLength(1);
    await button(page, 'Sign in with Microsoft…').click();
    await window.allowInBrowser();
    const card = page.getByRole('article', { name: window.microsoft.worker.address });
    await card.getByText('Orgbench’s own folder (Files.ReadWrite.AppFolder)').waitFor();
    await card.getByText('Work or school').waitFor();
    await expectAccessible(page, 'accounts');
    await picture(page, 'accounts');
  });
});

describe('a grid as shown', () => {
  it('of objects goes into a workbook with the same rows, order and columns', async () => {
    await page.getByRole('link', { name: 'Objects', exact: true }).click();
    const grid = gridOf(page, 'Objects');
    await page.getByRole('textbox', { name: 'Filter by label, API name or description' }).fill('service');
    await grid.getByRole('columnheader', { name: /^API name/ }).click();
    await grid.getByRole('columnheader', { name: /^API name/ }).click();
    await expect
      .poll(() => grid.getByRole('columnheader', { name: /^API name/ }).getAttribute('aria-sort'))
      .toBe('descending');
    const names = await columnOf(grid, 'API name');
    expect(names.length).toBeGreaterThan(2);
    await button(page, 'Export…').click();
    await window
      .dialog()
      .getByRole('heading', { name: /^Export the object list/ })
      .waitFor();
    expect(
      await window
        .dialog()
        .getByRole('radio', { name: /^As shown in the grid/ })
        .isChecked(),
    ).toBe(true);
    const path = join(folder, 'objects.xlsx');
    await answerSaveDialog(window.running.app, path);
    await button(window.dialog(), `Export ${names.length} objects to Excel…`).click();
    await window.dialog().getByText('objects.xlsx is written').waitFor();
    await window.closeDialog();
    const [, sheet] = await readSheets(path);
    const [header = [], ...rows] = sheet?.data ?? [];
    expect(header.slice(0, 3)).toEqual(['Label', 'API name', 'Kind']);
    expect(rows.map((row) => row[1])).toEqual(names);
  });

  it('of requests goes into CSV with the filter of the screen', async () => {
    await page.getByRole('link', { name: 'Activity', exact: true }).click();
    await page.getByText('Requests', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Filter by host, path, purpose or object' }).fill('/token');
    await expect.poll(() => page.getByRole('row').count()).toBeLessThan(8);
    await button(page, 'Export…').click();
    await window.dialog().getByRole('heading', { name: 'Export requests' }).waitFor();
    await window.dialog().getByText('CSV', { exact: true }).click();
    const path = join(folder, 'requests.csv');
    await answerSaveDialog(window.running.app, path);
    await button(window.dialog(), /^Export \d+ requests? to CSV…$/).click();
    await window.dialog().getByText('requests.csv is written').waitFor();
    await window.closeDialog();
    const lines = (await readFile(path, 'utf8')).trim().split('\r\n');
    expect(lines[0]).toContain('Time');
    expect(lines.slice(1).every((line) => line.includes('/token'))).toBe(true);
    expect(lines.length).toBeGreaterThan(1);
  });
});

describe('Google Sheets', () => {
  it('gets nothing before the person has seen what, from where, to where and as whom', async () => {
    await window.openDictionary();
    await window.choosePlace('Google Sheets');
    await expectAccessible(page, 'export to Google Sheets');
    await picture(page, 'export-google');
    window.google.clearRequests();
    const send = await window.review();
    expect(await send.innerText()).toBe(
      `Send ${window.fieldCount.toLocaleString('en')} rows to Google Sheets as ${ANA}`,
    );
    expect(await focused()).toBe('This will leave your computer');
    await window.dialog().getByText('You are responsible for the right to place this data there.').waitFor();
    await window
      .dialog()
      .getByText(/^\d+ fields that the org has classified: /)
      .waitFor();
    expect(await window.dialog().getByRole('checkbox').count()).toBe(0);
    await expectAccessible(page, 'consent');
    await picture(page, 'export-consent');
    await button(window.dialog(), 'Back').click();
    await expect.poll(focused).toBe('Look at what will be sent…');
    expect(window.google.requests()).toEqual([]);
    expect(window.google.spreadsheets()).toEqual([]);
  });

  it('holds every field once it was sent, and opens from the result', async () => {
    await window.openDictionary();
    await window.choosePlace('Google Sheets');
    await (await window.review()).click();
    await window
      .dialog()
      .getByText(/ is in Google Sheets$/)
      .waitFor({ timeout: LONG_MS });
    await expectAccessible(page, 'export, sent');
    const [spreadsheet, ...others] = window.google.spreadsheets();
    expect(others).toEqual([]);
    const tab = spreadsheet?.tabs.find(({ title }) => title === 'Fields');
    const [header = [], ...rows] = tab?.values ?? [];
    expect(rows).toHaveLength(window.fieldCount);
    const label = header.indexOf('Field label');
    const name = header.indexOf('Field API name');
    const object = header.indexOf('Object API name');
    const known = new Map(
      bundle.sobjects.flatMap((one) => one.fields.map((field) => [`${one.name}.${field.name}`, field.label])),
    );
    expect(rows.filter((row) => known.get(`${String(row[object])}.${String(row[name])}`) !== row[label])).toEqual([]);
    await button(window.dialog(), /^Open /).click();
    expect(await window.openedAddress()).toContain(`https://docs.google.com/spreadsheets/d/${spreadsheet?.id ?? '-'}`);
    await window.closeDialog();
  });

  it('takes a tab of a spreadsheet that Orgbench made, without a cover', async () => {
    await window.openDictionary();
    await window.choosePlace('Google Sheets');
    await window
      .dialog()
      .getByRole('radio', { name: /^A tab of a spreadsheet/ })
      .check();
    await window.pick('Spreadsheet', /data dictionary/);
    await window.pick('Tab', 'New tab…');
    await window.dialog().getByLabel('Name of the new tab').fill('Felder שדות');
    await window.dialog().getByText('A tab or a table holds one sheet, without a cover.').waitFor();
    expect(
      await window
        .dialog()
        .getByRole('switch', { name: /^Cover sheet/ })
        .count(),
    ).toBe(0);
    await expectAccessible(page, 'export to a tab');
    await (await window.review()).click();
    await window
      .dialog()
      .getByText(/ is in Google Sheets$/)
      .waitFor({ timeout: LONG_MS });
    await window.closeDialog();
    const [spreadsheet] = window.google.spreadsheets();
    expect(spreadsheet?.tabs.find(({ title }) => title === 'Felder שדות')?.values).toHaveLength(window.fieldCount + 1);
  });

  it('says why it stopped and where that is put right, and goes on without sending anything twice', async () => {
    window.google.fault({
      match: /POST .*values:batchUpdate/,
      times: 1,
      kind: 'status',
      status: 403,
      body: {
        error: {
          code: 403,
          message: "The user's Drive storage quota has been exceeded.",
          status: 'PERMISSION_DENIED',
          errors: [{ reason: 'storageQuotaExceeded', message: "The user's Drive storage quota has been exceeded." }],
        },
      },
    });
    await window.openDictionary();
    await window.choosePlace('Google Sheets');
    await window.dialog().getByLabel('Title', { exact: true }).fill('Goes on');
    await (await window.review()).click();
    await window
      .dialog()
      .getByText('The Google Drive of this account is full', { exact: false })
      .waitFor({ timeout: LONG_MS });
    await window.dialog().getByText('https://drive.google.com/drive/quota').waitFor();
    await expectAccessible(page, 'export, failed');
    await picture(page, 'export-failed');
    await button(window.dialog(), 'Go on where it stopped…').click();
    await window.dialog().getByText('The export goes on where it stopped', { exact: false }).waitFor();
    await window
      .dialog()
      .getByRole('button', { name: /^Send / })
      .click({ timeout: LONG_MS });
    await window.dialog().getByText('Goes on is in Google Sheets').waitFor({ timeout: LONG_MS });
    await window.closeDialog();
    const made = window.google.spreadsheets().filter(({ title }) => title === 'Goes on');
    expect(made).toHaveLength(1);
    expect(made[0]?.tabs.find(({ title }) => title === 'Fields')?.values).toHaveLength(window.fieldCount + 1);
  });

  it('asks to sign in again where the access was withdrawn, right there', async () => {
    window.google.revokeAccess(ANA, window.google.client);
    window.google.expireAccessTokens();
    await window.openDictionary();
    await window.choosePlace('Google Sheets');
    await (await window.review()).click();
    await button(window.dialog(), 'Sign in again…').click({ timeout: LONG_MS });
    await window.dialog().getByText('Go on in the browser').waitFor();
    await window.allowInBrowser();
    // It leads on to what will be sent, which is looked at again.
    const send = window.dialog().getByRole('button', { name: /^Send / });
    await send.waitFor({ timeout: LONG_MS });
    const sheets = window.google.spreadsheets().length;
    await send.click();
    await window
      .dialog()
      .getByText(/ is in Google Sheets$/)
      .waitFor({ timeout: LONG_MS });
    expect(window.google.spreadsheets()).toHaveLength(sheets + 1);
    await window.closeDialog();
  });
});

describe('Microsoft 365', () => {
  it('gets a new workbook in Orgbench’s own folder', async () => {
    await window.openDictionary();
    await window.choosePlace('Microsoft 365');
    await expectAccessible(page, 'export to Microsoft 365');
    await picture(page, 'export-microsoft');
    await window.dialog().getByLabel('Name', { exact: true }).fill('Fields of the sample org');
    const send = await window.review();
    expect(await send.innerText()).toBe(
      `Send ${window.fieldCount.toLocaleString('en')} rows to Microsoft 365 as ${window.microsoft.worker.address}`,
    );
    await send.click();
    await window
      .dialog()
      .getByText(/ is in Microsoft 365$/)
      .waitFor({ timeout: LONG_MS });
    const file = window.microsoft
      .files(window.microsoft.worker)
      .find(({ path }) => path.endsWith('Fields of the sample org.xlsx'));
    if (file === undefined) throw new Error('No workbook was uploaded.');
    const sheet = window.microsoft.workbook(file.item).sheets.find(({ name }) => name === 'Fields');
    expect(sheet?.values).toHaveLength(window.fieldCount + 1);
    await button(window.dialog(), /^Open /).click();
    expect(await window.openedAddress()).toBe(window.local(window.microsoft.webUrl(file.item)));
    await window.closeDialog();
  });

  it('has another folder only once there is one, and asks for more access there', async () => {
    await window.openDictionary();
    await window.choosePlace('Microsoft 365');
    await window.dialog().getByRole('radio', { name: 'Another folder' }).check();
    expect(await button(window.dialog(), 'Look at what will be sent…').isDisabled()).toBe(true);
    await button(window.dialog(), 'Allow my OneDrive…').click();
    await window.allowInBrowser();
    await expect.poll(() => button(window.dialog(), 'Allow my OneDrive…').count()).toBe(0);
    await button(window.dialog(), 'Cancel').click();
  });

  it('says why a personal account has no tabs and tables', async () => {
    window.microsoft.browser.person = window.microsoft.personal;
    await window.openDictionary();
    await window.choosePlace('Microsoft 365');
    await button(window.dialog(), 'Sign in another account…').click();
    await window.allowInBrowser();
    await window
      .dialog()
      .getByText('is a personal one, so only a new workbook can be made.', { exact: false })
      .waitFor();
    expect(await window.dialog().getByRole('radio', { name: 'A tab of an existing workbook' }).isDisabled()).toBe(true);
    await expectAccessible(page, 'export with a personal account');
    await button(window.dialog(), 'Cancel').click();
  });
});
