import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { type FakeGoogle, startFakeGoogle } from '../fakes/google/fake-google.ts';
import { type FakeMicrosoft, startFakeMicrosoft } from '../fakes/microsoft/fake-microsoft.ts';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { followSignIn } from '../support/browser-person.ts';
import { tabTo } from '../support/keyboard.ts';
import { answerSaveDialog, button, closeHints, columnOf, gridOf, setUp, waitUntilRead } from '../support/person.ts';
import { expectAccessible, picture, sizeWindow } from '../support/screens.ts';
import { readSheets } from '../support/workbook.ts';

/*
 * Exports in the window: files, Google Sheets and Microsoft 365, with the consent before anything leaves. The steps
 * build on each other. Google and Microsoft are the fakes, in this process; the app names the vendors' own addresses.
 */

const PASSWORD = 'lamp tundra velvet quarry';
const LONG_MS = 60_000;
const ANA = 'ana.costa@example.com';

const bundle = createSampleBundle();
let folder = '';
let google: FakeGoogle;
let microsoft: FakeMicrosoft;
let running: RunningApp;
let page: Page;
let fieldCount = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgbench-exports-'));
  google = await startFakeGoogle();
  microsoft = await startFakeMicrosoft();
  const endpoints = { ...google.endpoints, ...microsoft.endpoints };
  running = await launchApp({ env: { ORGBENCH_TEST_ENDPOINTS: JSON.stringify(endpoints) } });
  await sizeWindow(running);
  await running.app.evaluate(({ shell }) => {
    const addresses: string[] = [];
    Object.assign(globalThis, { addressesForTheBrowser: addresses });
    shell.openExternal = async (url) => void addresses.push(url);
  });
  page = await setUp(running, PASSWORD);
  await button(page, 'Connect the sample org').click();
  await page.getByRole('button', { name: /^Read \d+ objects$/ }).click();
  await waitUntilRead(page);
  await closeHints(page);
  const read = await page
    .getByText(/^[\d,]+ fields$/)
    .first()
    .innerText();
  fieldCount = Number(read.replace(/\D/g, ''));
});
afterAll(async () => {
  await running?.close();
  await google?.close();
  await microsoft?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

// A step that failed with a dialog open must not stand in the way of the next.
afterEach(async () => {
  const open = page.getByRole('dialog').last();
  for (let left = 3; left > 0 && (await open.count()) > 0; left -= 1) {
    await page.keyboard.press('Escape');
    await open.waitFor({ state: 'detached', timeout: 1_000 }).catch(() => undefined);
  }
});

const dialog = (): Locator => page.getByRole('dialog', { name: /^Export / });
const region = (name: string): Locator => page.getByRole('region', { name, exact: true });
const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');

/** The address that the app handed to the system's browser. */
async function openedAddress(): Promise<string> {
  let address: string | undefined;
  await expect
    .poll(async () => {
      address = await running.app.evaluate(() =>
        (globalThis as unknown as { addressesForTheBrowser: string[] }).addressesForTheBrowser.shift(),
      );
      return address;
    })
    .toBeTypeOf('string');
  return address ?? '';
}

/** Where the address leads in this test. */
function local(address: string): string {
  const { origin } = new URL(address);
  const endpoints: Readonly<Record<string, string>> = { ...google.endpoints, ...microsoft.endpoints };
  return `${endpoints[origin] ?? origin}${address.slice(origin.length)}`;
}

/** The person allows the app in the browser. */
async function allowInBrowser(): Promise<void> {
  const landed = await followSignIn(local(await openedAddress()));
  expect(landed?.text).toContain('You can close this tab');
}

async function openDictionary(): Promise<void> {
  await page.getByRole('link', { name: 'Exports', exact: true }).click();
  await button(page, /^(New export…|Export the data dictionary)$/).click();
  await dialog().getByRole('region', { name: 'Preview' }).getByRole('cell').first().waitFor();
}

async function choosePlace(place: 'File' | 'Google Sheets' | 'Microsoft 365'): Promise<void> {
  await dialog().getByRole('radio', { name: place, exact: true }).check();
}

/** Leads to the consent and waits until every cell was looked through. */
async function review(): Promise<Locator> {
  await button(dialog(), 'Look at what will be sent…').click();
  const send = dialog().getByRole('button', { name: /^Send [\d,]+ rows? to / });
  await send.waitFor({ timeout: LONG_MS });
  return send;
}

async function pick(label: string, option: string | RegExp): Promise<void> {
  await dialog().getByLabel(label, { exact: true }).click();
  await page.getByRole('option', { name: option }).click();
}

const closeDialog = async (): Promise<void> => {
  await button(dialog(), 'Close').last().click();
  await dialog().waitFor({ state: 'detached' });
};

describe('accounts of Google and Microsoft', () => {
  it('begin with a client id of one’s own, and a card that shows how it is made', async () => {
    await page.getByRole('link', { name: 'Preferences', exact: true }).click();
    await page.getByRole('link', { name: 'Open accounts' }).click();
    await page.getByRole('heading', { level: 1, name: 'Accounts' }).waitFor();
    await expectAccessible(page, 'accounts, none yet');
    await picture(page, 'accounts-set-up');
    expect(await button(page, 'Sign in with Google…').isDisabled()).toBe(true);
    await button(page, 'Open the consent screen').click();
    expect(new URL(await openedAddress()).origin).toBe('https://console.cloud.google.com');
    await button(page, 'Copy the redirect URI').click();
    await button(page, 'Copied').waitFor();
    expect(await running.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('http://localhost');

    await page.getByLabel('Google client id').fill('not an id');
    await page.getByText('This is not a client id', { exact: false }).waitFor();
    await page.getByLabel('Google client id').fill(google.client.clientId);
    await page.getByLabel('Google client secret').fill(google.client.clientSecret);
    await page.getByLabel('Application (client) ID').fill(microsoft.app.clientId);
    await expect.poll(() => button(page, 'Sign in with Microsoft…').isEnabled()).toBe(true);
  });

  it('sign in with the browser, and can be called off while it is open', async () => {
    await button(page, 'Sign in with Google…').click();
    await page.getByText('Go on in the browser').waitFor();
    await expectAccessible(page, 'accounts, waiting for the browser');
    await openedAddress();
    await button(page, 'Cancel the sign-in').click();
    await button(page, 'Sign in with Google…').click();
    await allowInBrowser();
    await page.getByRole('article', { name: ANA }).waitFor();
    await button(page, 'Sign in with Microsoft…').click();
    await allowInBrowser();
    const card = page.getByRole('article', { name: microsoft.worker.address });
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
    await dialog()
      .getByRole('heading', { name: /^Export the object list/ })
      .waitFor();
    expect(
      await dialog()
        .getByRole('radio', { name: /^As shown in the grid/ })
        .isChecked(),
    ).toBe(true);
    const path = join(folder, 'objects.xlsx');
    await answerSaveDialog(running.app, path);
    await button(dialog(), `Export ${names.length} objects to Excel…`).click();
    await dialog().getByText('objects.xlsx is written').waitFor();
    await closeDialog();
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
    await dialog().getByRole('heading', { name: 'Export requests' }).waitFor();
    await dialog().getByText('CSV', { exact: true }).click();
    const path = join(folder, 'requests.csv');
    await answerSaveDialog(running.app, path);
    await button(dialog(), /^Export \d+ requests? to CSV…$/).click();
    await dialog().getByText('requests.csv is written').waitFor();
    await closeDialog();
    const lines = (await readFile(path, 'utf8')).trim().split('\r\n');
    expect(lines[0]).toContain('Time');
    expect(lines.slice(1).every((line) => line.includes('/token'))).toBe(true);
    expect(lines.length).toBeGreaterThan(1);
  });
});

describe('Google Sheets', () => {
  it('gets nothing before the person has seen what, from where, to where and as whom', async () => {
    await openDictionary();
    await choosePlace('Google Sheets');
    await expectAccessible(page, 'export to Google Sheets');
    await picture(page, 'export-google');
    google.clearRequests();
    const send = await review();
    expect(await send.innerText()).toBe(`Send ${fieldCount.toLocaleString('en')} rows to Google Sheets as ${ANA}`);
    expect(await focused()).toBe('This will leave your computer');
    await dialog().getByText('You are responsible for the right to place this data there.').waitFor();
    await dialog()
      .getByText(/^\d+ fields that the org has classified: /)
      .waitFor();
    expect(await dialog().getByRole('checkbox').count()).toBe(0);
    await expectAccessible(page, 'consent');
    await picture(page, 'export-consent');
    await button(dialog(), 'Back').click();
    await expect.poll(focused).toBe('Look at what will be sent…');
    expect(google.requests()).toEqual([]);
    expect(google.spreadsheets()).toEqual([]);
  });

  it('holds every field once it was sent, and opens from the result', async () => {
    const send = await review();
    await send.click();
    await dialog()
      .getByText(/ is in Google Sheets$/)
      .waitFor({ timeout: LONG_MS });
    await expectAccessible(page, 'export, sent');
    const [spreadsheet, ...others] = google.spreadsheets();
    expect(others).toEqual([]);
    const tab = spreadsheet?.tabs.find(({ title }) => title === 'Fields');
    const [header = [], ...rows] = tab?.values ?? [];
    expect(rows).toHaveLength(fieldCount);
    const label = header.indexOf('Field label');
    const name = header.indexOf('Field API name');
    const object = header.indexOf('Object API name');
    const known = new Map(
      bundle.sobjects.flatMap((one) => one.fields.map((field) => [`${one.name}.${field.name}`, field.label])),
    );
    expect(rows.filter((row) => known.get(`${String(row[object])}.${String(row[name])}`) !== row[label])).toEqual([]);
    await button(dialog(), /^Open /).click();
    expect(await openedAddress()).toContain(`https://docs.google.com/spreadsheets/d/${spreadsheet?.id ?? '-'}`);
    await closeDialog();
  });

  it('takes a tab of a spreadsheet that Orgbench made, without a cover', async () => {
    await openDictionary();
    await choosePlace('Google Sheets');
    await dialog()
      .getByRole('radio', { name: /^A tab of a spreadsheet/ })
      .check();
    await pick('Spreadsheet', /data dictionary/);
    await pick('Tab', 'New tab…');
    await dialog().getByLabel('Name of the new tab').fill('Felder שדות');
    await dialog().getByText('A tab or a table holds one sheet, without a cover.').waitFor();
    expect(
      await dialog()
        .getByRole('switch', { name: /^Cover sheet/ })
        .count(),
    ).toBe(0);
    await expectAccessible(page, 'export to a tab');
    await (await review()).click();
    await dialog()
      .getByText(/ is in Google Sheets$/)
      .waitFor({ timeout: LONG_MS });
    await closeDialog();
    const [spreadsheet] = google.spreadsheets();
    expect(spreadsheet?.tabs.find(({ title }) => title === 'Felder שדות')?.values).toHaveLength(fieldCount + 1);
  });

  it('says why it stopped and where that is put right, and goes on without sending anything twice', async () => {
    google.fault({
      match: /POST .*values:batchUpdate/,
      skip: 1,
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
    await openDictionary();
    await choosePlace('Google Sheets');
    await dialog().getByLabel('Title', { exact: true }).fill('Goes on');
    await (await review()).click();
    await dialog()
      .getByText('The Google Drive of this account is full', { exact: false })
      .waitFor({ timeout: LONG_MS });
    await dialog().getByText('https://drive.google.com/drive/quota').waitFor();
    await expectAccessible(page, 'export, failed');
    await picture(page, 'export-failed');
    await button(dialog(), 'Go on where it stopped…').click();
    await dialog().getByText('The export goes on where it stopped', { exact: false }).waitFor();
    await dialog()
      .getByRole('button', { name: /^Send / })
      .click({ timeout: LONG_MS });
    await dialog().getByText('Goes on is in Google Sheets').waitFor({ timeout: LONG_MS });
    await closeDialog();
    const made = google.spreadsheets().filter(({ title }) => title === 'Goes on');
    expect(made).toHaveLength(1);
    expect(made[0]?.tabs.find(({ title }) => title === 'Fields')?.values).toHaveLength(fieldCount + 1);
  });

  it('asks to sign in again where the access was withdrawn, right there', async () => {
    google.revokeAccess(ANA, google.client);
    google.expireAccessTokens();
    await openDictionary();
    await choosePlace('Google Sheets');
    await (await review()).click();
    await button(dialog(), 'Sign in again…').click({ timeout: LONG_MS });
    await dialog().getByText('Go on in the browser').waitFor();
    await allowInBrowser();
    await dialog().getByText('Go on in the browser').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });
});

describe('Microsoft 365', () => {
  it('gets a new workbook in Orgbench’s own folder', async () => {
    await openDictionary();
    await choosePlace('Microsoft 365');
    await expectAccessible(page, 'export to Microsoft 365');
    await picture(page, 'export-microsoft');
    await dialog().getByLabel('Name', { exact: true }).fill('Fields of the sample org');
    const send = await review();
    expect(await send.innerText()).toBe(
      `Send ${fieldCount.toLocaleString('en')} rows to Microsoft 365 as ${microsoft.worker.address}`,
    );
    await send.click();
    await dialog()
      .getByText(/ is in Microsoft 365$/)
      .waitFor({ timeout: LONG_MS });
    const file = microsoft.files(microsoft.worker).find(({ path }) => path.endsWith('Fields of the sample org.xlsx'));
    if (file === undefined) throw new Error('No workbook was uploaded.');
    const sheet = microsoft.workbook(file.item).sheets.find(({ name }) => name === 'Fields');
    expect(sheet?.values).toHaveLength(fieldCount + 1);
    await button(dialog(), /^Open /).click();
    expect(await openedAddress()).toBe(microsoft.webUrl(file.item));
    await closeDialog();
  });

  it('has another folder only once there is one, and asks for more access there', async () => {
    await openDictionary();
    await choosePlace('Microsoft 365');
    await dialog().getByRole('radio', { name: 'Another folder' }).check();
    expect(await button(dialog(), 'Look at what will be sent…').isDisabled()).toBe(true);
    await button(dialog(), 'Allow my OneDrive…').click();
    await allowInBrowser();
    await expect.poll(() => button(dialog(), 'Allow my OneDrive…').count()).toBe(0);
    await button(dialog(), 'Cancel').click();
  });

  it('says why a personal account has no tabs and tables', async () => {
    microsoft.browser.person = microsoft.personal;
    await openDictionary();
    await choosePlace('Microsoft 365');
    await button(dialog(), 'Sign in another account…').click();
    await allowInBrowser();
    await dialog().getByText('is a personal one, so only a new workbook can be made.', { exact: false }).waitFor();
    expect(await dialog().getByRole('radio', { name: 'A tab of an existing workbook' }).isDisabled()).toBe(true);
    await expectAccessible(page, 'export with a personal account');
    await button(dialog(), 'Cancel').click();
  });
});

describe('presets', () => {
  it('keep settings under a name, and are changed, renamed and removed', async () => {
    await openDictionary();
    await dialog().getByText('JSON', { exact: true }).click();
    await button(dialog(), 'Presets').click();
    await page.getByRole('menuitem', { name: 'Save as…' }).click();
    await dialog().getByRole('textbox', { name: 'Name of the preset' }).fill('For the archive');
    await page.keyboard.press('Enter');
    await button(dialog(), 'For the archive').waitFor();
    await button(dialog(), 'Cancel').click();

    await openDictionary();
    expect(await dialog().getByRole('radio', { name: 'JSON' }).isChecked()).toBe(false);
    await button(dialog(), 'Presets').click();
    await page.getByRole('menuitem', { name: 'For the archive' }).click();
    await expect.poll(() => dialog().getByRole('radio', { name: 'JSON' }).isChecked()).toBe(true);
    await button(dialog(), 'For the archive').click();
    await expectAccessible(page, 'presets');
    await page.getByRole('menuitem', { name: /^Rename/ }).click();
    await dialog().getByRole('textbox', { name: 'Name of the preset' }).fill('Archive');
    await button(dialog(), 'Save').click();
    await button(dialog(), 'Archive').click();
    // Escape leaves the menu, and the dialog stays.
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('menu').count()).toBe(0);
    await button(dialog(), 'Archive').click();
    await page.getByRole('menuitem', { name: /^Remove/ }).click();
    await button(dialog(), 'Presets').waitFor();
    await button(dialog(), 'Cancel').click();
  });
});

describe('the history', () => {
  const rowOf = (name: string): Locator => page.getByRole('row').filter({ hasText: name });

  it('says what went where and as whom, and is searched', async () => {
    await page.getByRole('link', { name: 'Exports', exact: true }).click();
    await rowOf('objects.xlsx').getByText('File, Excel').waitFor();
    await rowOf('Fields of the sample org').getByText(microsoft.worker.address).waitFor();
    await rowOf('Goes on').getByText(ANA).waitFor();
    await expectAccessible(page, 'exports');
    await picture(page, 'exports');
    await page.getByRole('textbox', { name: 'Filter by name, account or org' }).fill('objects.x');
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    await page.getByRole('textbox', { name: 'Filter by name, account or org' }).fill('');
    await page.getByText('All', { exact: true }).click();
    await rowOf('requests.csv').waitFor();
  });

  it('opens, repeats, copies the link and forgets', async () => {
    await button(rowOf('Goes on'), 'Open Goes on').click();
    expect(await openedAddress()).toContain('https://docs.google.com/spreadsheets/d/');
    await button(page, 'More for Goes on').click();
    await page.getByRole('menuitem', { name: 'Copy link' }).click();
    await expect
      .poll(() => running.app.evaluate(({ clipboard }) => clipboard.readText()))
      .toContain('https://docs.google.com/spreadsheets/d/');
    await button(page, 'More for Goes on').click();
    await page.getByRole('menuitem', { name: 'Repeat…' }).click();
    await expect.poll(() => dialog().getByLabel('Title', { exact: true }).inputValue()).toBe('Goes on');
    await button(dialog(), 'Cancel').click();
    await button(page, 'More for requests.csv').click();
    await page.getByRole('menuitem', { name: 'Remove from history' }).click();
    await expect.poll(() => rowOf('requests.csv').count()).toBe(0);
    expect(await readFile(join(folder, 'requests.csv'), 'utf8')).toContain('Time');
  });
});

describe('without a mouse, and at twice the size', () => {
  it('an export is settled, looked at and sent with the keyboard alone', async () => {
    const sheets = google.spreadsheets().length;
    await tabTo(page, button(page, 'New export…'));
    await page.keyboard.press('Enter');
    await dialog().getByRole('region', { name: 'Preview' }).getByRole('cell').first().waitFor();
    await tabTo(page, dialog().getByRole('radio', { name: 'File', exact: true }));
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => dialog().getByRole('radio', { name: 'Google Sheets' }).isChecked()).toBe(true);
    await tabTo(page, button(dialog(), 'Look at what will be sent…'));
    await page.keyboard.press('Enter');
    const send = dialog().getByRole('button', { name: /^Send / });
    await send.waitFor({ timeout: LONG_MS });
    // Enter on what has the focus sends nothing.
    await page.keyboard.press('Enter');
    expect(google.spreadsheets()).toHaveLength(sheets);
    await tabTo(page, send);
    await page.keyboard.press('Enter');
    await dialog()
      .getByText(/ is in Google Sheets$/)
      .waitFor({ timeout: LONG_MS });
    expect(google.spreadsheets()).toHaveLength(sheets + 1);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await expect.poll(focused).toBe('New export…');
  });

  it('everything can be reached and nothing is cut off', async () => {
    const zoom = (factor: number): Promise<void> =>
      running.app.evaluate(({ webContents }, by) => {
        for (const one of webContents.getAllWebContents())
          if (one.getURL().startsWith('app://page')) one.setZoomFactor(by);
      }, factor);
    await zoom(2);
    try {
      await openDictionary();
      await choosePlace('Google Sheets');
      const send = await (async () => {
        await button(dialog(), 'Look at what will be sent…').scrollIntoViewIfNeeded();
        return review();
      })();
      await send.scrollIntoViewIfNeeded();
      const overflow = await dialog().evaluate((element) => element.scrollWidth - element.clientWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      await expectAccessible(page, 'consent at 200 %');
      await page.keyboard.press('Escape');
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
    await region('Google').getByText('No Google account yet.').waitFor();
    expect(running.problems).toEqual([]);
  });
});
