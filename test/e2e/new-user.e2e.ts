import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { startSampleOrg } from '../../src-main/sample-org/server.ts';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import {
  answerSaveDialog,
  button,
  chooseMasterPassword,
  closeHints,
  columnOf,
  endSecret,
  exportDictionary,
  gridOf,
  setUp,
  untilClosed,
  waitUntilRead,
} from '../support/person.ts';
import { expectAccessible, picture, setScheme, sizeWindow } from '../support/screens.ts';
import { readSheets } from '../support/workbook.ts';

/*
 * The way of somebody who starts Orgbench for the first time, by mouse and by typing, in the order of a first day. The
 * steps of one way build on each other. test/e2e/keyboard.e2e.ts goes the same way without a mouse.
 */

const PASSWORD = 'lamp tundra velvet quarry';
const WEAK = 'salesforce2024';
/** Where a cell's text begins: a click in the middle may meet the button that copies it. */
const ON_TEXT = { x: 24, y: 12 } as const;

const bundle = createSampleBundle();
const fieldCount = new Map(bundle.sobjects.map((object) => [object.name, object.fields.length]));

/** The build of this checkout and, where `npm test` packaged the app, the packaged copy that a test can drive. */
const packaged = process.env['ORGBENCH_PACKAGED_TEST_COPY'];
const programs = [
  { program: 'the build', options: {} },
  ...(packaged === undefined ? [] : [{ program: 'the packaged app', options: { packaged } }]),
];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgbench-way-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('looking around in the sample org', () => {
  let running: RunningApp;
  let page: Page;
  beforeAll(async () => {
    running = await launchApp();
    await sizeWindow(running);
    page = running.page();
  });
  afterAll(() => running.close());

  it('begins with two doors', async () => {
    await button(page, 'Open the sample org').waitFor();
    expect(await button(page, 'Set up').isEnabled()).toBe(true);
    await expectAccessible(page, 'welcome');
    await picture(page, 'welcome');
  });

  // How soon: sample-org-time.e2e.ts.
  it('has the fields of all objects on screen after a click', async () => {
    await button(page, 'Open the sample org').focus();
    await button(page, 'Open the sample org').click();
    await gridOf(page, 'Fields').getByRole('gridcell').first().waitFor();
    const count = page.getByText(/^[\d,]+ fields$/).first();
    await expect.poll(async () => Number((await count.innerText()).replace(/\D/g, ''))).toBeGreaterThan(3_000);
    await gridOf(page, 'Fields').getByRole('gridcell', { name: 'AccountNumber' }).first().waitFor();
    // Reports, flows and the rest come after the fields, which nobody has to wait for.
    await waitUntilRead(page);
  });

  it('says that nothing is kept, and gives three hints that go away when closed', async () => {
    await page.getByText('Sample session: nothing is kept. Set up Orgbench to keep your work.').waitFor();
    await expectAccessible(page, 'sample session');
    await picture(page, 'sample-session');
    expect(await page.getByRole('region', { name: 'Hints' }).getByRole('button').count()).toBe(3);
    await closeHints(page);
    expect(await page.getByRole('region', { name: 'Hints' }).count()).toBe(0);
  });

  it('leads to the set-up, which can be left again', async () => {
    await button(page, 'Set up Orgbench').click();
    const secret = await running.secretPage();
    await secret.getByRole('heading', { name: 'Choose a master password' }).waitFor();
    await endSecret(secret, 'Cancel');
    await button(page, 'Set up Orgbench').waitFor();
    expect(running.problems).toEqual([]);
  });
});

describe.each(programs)('setting up Orgbench, in $program', ({ program, options }) => {
  const built = program === 'the build';
  /** Every screen is looked at once; the packaged app draws the same ones. */
  const screen = async (at: Page, name: string, pictureName?: string): Promise<void> => {
    if (!built) return;
    await expectAccessible(at, name);
    if (pictureName !== undefined) await picture(at, pictureName);
  };

  let running: RunningApp;
  let page: Page;
  let chosen = 0;
  beforeAll(async () => {
    running = await launchApp(options);
    await sizeWindow(running);
    page = running.page();
  });
  afterAll(() => running.close());

  it('takes a weak password only with a second confirmation, and a strong one as it is', async () => {
    await button(page, 'Set up').click();
    const secret = await running.secretPage();
    await chooseMasterPassword(secret, WEAK);
    await secret.getByText('Easy to guess.', { exact: false }).waitFor();
    expect(await button(secret, 'Create vault').isDisabled()).toBe(true);
    await secret.getByLabel('Use this password although it is easy to guess').check();
    await expect.poll(() => button(secret, 'Create vault').isEnabled()).toBe(true);
    await screen(secret, 'set-up with a weak password');

    await chooseMasterPassword(secret, PASSWORD);
    expect(await secret.getByLabel('Use this password although it is easy to guess').isVisible()).toBe(false);
    await screen(secret, 'set-up', 'set-up');
    await endSecret(secret, 'Create vault');
    await page.getByRole('heading', { name: 'Connect your first org' }).waitFor();
    await screen(page, 'first connection');
  });

  it('lets the person choose objects, with the price before the button', async () => {
    await button(page, 'Connect the sample org').click();
    await page.getByRole('heading', { name: 'Choose objects' }).waitFor();
    const list = page.getByRole('listbox', { name: 'Objects of the org' });
    await page.getByText(/^\d+ objects, about \d+ API requests; [\d,]+ of 15,000 left today$/).waitFor();
    await screen(page, 'choose objects', 'choose-objects');

    const read = page.getByRole('button', { name: /^Read \d+ objects$/ });
    const count = async (): Promise<number> => Number(/\d+/.exec(await read.innerText())?.[0]);
    const suggested = await count();
    await page.getByRole('textbox', { name: 'Filter by label or API name' }).fill('old service');
    await list.getByRole('option', { name: 'Old_Service_Call__c' }).click();
    await expect.poll(count).toBe(suggested - 1);
    chosen = suggested - 1;
    await page.getByText(`${chosen} objects, about`, { exact: false }).waitFor();
  });

  it('reads them with progress in sight and puts their fields on screen', async () => {
    // At 0 % the bar has no width yet, and a small org is read within a second: that it is there is what counts.
    const progress = page.getByRole('progressbar', { name: 'Progress of reading' }).waitFor({ state: 'attached' });
    await button(page, `Read ${chosen} objects`).click();
    await progress;
    await waitUntilRead(page);
    const grid = gridOf(page, 'Fields');
    await grid.getByRole('gridcell', { name: 'AccountNumber' }).first().waitFor();
    expect((await columnOf(grid, 'Object')).slice(0, 10)).toEqual(Array(10).fill('Account'));
    await closeHints(page);
  });

  it('sorts and filters the fields', async () => {
    const grid = gridOf(page, 'Fields');
    await page.getByRole('textbox', { name: 'Filter by label, API name or help text' }).fill('reason');
    await grid.getByRole('columnheader', { name: /^API name/ }).click();
    await expect
      .poll(() => grid.getByRole('columnheader', { name: /^API name/ }).getAttribute('aria-sort'))
      .toBe('ascending');
    const ascending = async (): Promise<boolean> => {
      const names = (await columnOf(grid, 'API name')).slice(0, 15);
      return names.length === 15 && names.join() === names.toSorted((a, b) => a.localeCompare(b, 'en')).join();
    };
    await expect.poll(ascending).toBe(true);
    await grid.getByRole('columnheader', { name: /^API name/ }).click();
    await expect.poll(ascending).toBe(false);

    await button(page, 'Filter').click();
    const editor = page.getByRole('form', { name: 'Filter by a column' });
    await editor.getByRole('combobox', { name: 'Value' }).fill('picklist');
    await screen(page, 'filter editor');
    await editor.getByRole('combobox', { name: 'Value' }).press('Enter');
    await expect.poll(async () => [...new Set(await columnOf(grid, 'Type'))]).toEqual(['picklist']);
    await screen(page, 'filtered grid', 'grid');
    await grid.getByRole('columnheader', { name: /^API name/ }).click();
    await button(page, 'Clear all').click();
    await button(page, 'Clear the text').click();
    await page.getByText(/^([\d,]+) of \1 fields/).waitFor();
  });

  it('shows a field in the drawer: properties, picklist values, relationships', async () => {
    await button(page, 'Objects: All objects').click();
    const picker = page.getByRole('dialog', { name: /^Objects: / });
    await picker.getByRole('textbox').fill('warranty claim');
    await picker.getByRole('option', { name: /Warranty_Claim__c/ }).click();
    await screen(page, 'object picker');
    await page.keyboard.press('Escape');
    await page.getByText(`${fieldCount.get('Warranty_Claim__c')} of `, { exact: false }).waitFor();
    const cell = gridOf(page, 'Fields').getByRole('gridcell', { name: /^Failure_Mode__c/ });
    await cell.first().click({ position: ON_TEXT });
    const drawer = page.getByRole('complementary', { name: 'Details of field Warranty_Claim__c.Failure_Mode__c' });
    await drawer.getByRole('tab', { name: 'Properties', selected: true }).waitFor();
    await screen(page, 'drawer, properties');
    await drawer.getByRole('tab', { name: 'Picklist values' }).click();
    const values = bundle.sobjects
      .find(({ name }) => name === 'Warranty_Claim__c')
      ?.fields.find(({ name }) => name === 'Failure_Mode__c')?.picklistValues;
    await drawer.getByText(`${values?.length} of ${values?.length}`, { exact: true }).waitFor();
    const drawn = await drawer.getByRole('table', { name: 'Picklist values' }).innerText();
    expect(values?.filter(({ label }) => !drawn.includes(label))).toEqual([]);
    await screen(page, 'drawer, picklist values', 'drawer');
    await button(drawer, 'Close details').click();

    await page.getByRole('link', { name: 'Objects', exact: true }).click();
    await gridOf(page, 'Objects').getByRole('gridcell', { name: 'Account', exact: true }).first().click();
    const object = page.getByRole('complementary', { name: 'Details of object Account' });
    await object.getByRole('tab', { name: 'Relationships' }).click();
    await object.getByText('Children').first().waitFor();
    await object.getByText('Opportunity', { exact: true }).first().waitFor();
    await screen(page, 'objects and drawer, relationships', 'objects');
  });

  it('finds a field by any part of its help text and opens it', async () => {
    await button(page, /Search everything/).click();
    const palette = page.getByRole('dialog', { name: 'Search everything' });
    await palette.getByRole('combobox').fill('refrigerant');
    await palette.getByRole('option').nth(3).waitFor();
    await screen(page, 'search', 'search');
    await palette.getByRole('combobox').fill('failure mode');
    await palette
      .getByRole('option', { name: /Failure_Mode__c/ })
      .first()
      .click();
    await page.getByRole('complementary', { name: /^Details of field .*Failure_Mode__c$/ }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('complementary').count()).toBe(0);
  });

  it('exports the dictionary to a workbook that holds exactly what the org has', async () => {
    const path = join(folder, `${program.replaceAll(' ', '-')}.xlsx`);
    await page.getByRole('link', { name: 'Fields', exact: true }).click();
    await button(page, 'Export…').click();
    // The button is about the grid; the dictionary is one of the other things to export.
    await page.getByRole('dialog', { name: 'Export the field grid' }).getByLabel('What', { exact: true }).click();
    await page.getByRole('option', { name: 'Data dictionary' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export the data dictionary' });
    await dialog.getByRole('radio', { name: 'All fields' }).check();
    await dialog.getByRole('region', { name: 'Preview' }).getByRole('cell').first().waitFor();
    await screen(page, 'export', 'export');
    await answerSaveDialog(running.app, path);
    await exportDictionary(dialog);
    await screen(page, 'export, done');
    await button(dialog, 'Close').last().click();

    const [, sheet] = await readSheets(path);
    const [header = [], ...rows] = sheet?.data ?? [];
    const at = (name: string): number => header.indexOf(name);
    const written = rows.map((row) =>
      [at('Object API name'), at('Field API name'), at('Field label')].map((i) => row[i]),
    );
    const objects = new Set(rows.map((row) => String(row[at('Object API name')])));
    expect(objects.size).toBe(chosen);
    expect(objects.has('Old_Service_Call__c')).toBe(false);
    const wanted = bundle.sobjects
      .filter(({ name }) => objects.has(name))
      .flatMap(({ name, fields }) => fields.map((field) => [name, field.name, field.label]));
    expect(written.toSorted(byText)).toEqual(wanted.toSorted(byText));
    await page.getByRole('link', { name: 'Exports', exact: true }).click();
    await page.getByText(`${wanted.length.toLocaleString('en')} rows`, { exact: false }).waitFor();
    await screen(page, 'exports');
  });

  it('opens again after a lock with the right password only, and everything is still there', async () => {
    await untilClosed(page, () => button(page, 'Lock now').click());
    page = await running.pageAfter(page);
    const secret = await running.secretPage();
    await secret.getByLabel('Master password', { exact: true }).fill('not the password');
    await button(secret, 'Unlock').click();
    await secret.getByRole('alert').waitFor();
    await screen(secret, 'wrong password');
    await secret.getByRole('timer').waitFor({ state: 'detached' });
    await screen(secret, 'unlock');
    await secret.getByLabel('Master password', { exact: true }).fill(PASSWORD);
    await endSecret(secret, 'Unlock');
    await gridOf(page, 'Fields').getByRole('gridcell', { name: 'AccountNumber' }).first().waitFor();
    expect(await page.getByRole('region', { name: 'Hints' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Objects', exact: true }).click();
    await page.getByText(`${chosen} of ${chosen} objects`).waitFor();
  });

  it('shows its other screens, and stays dark when told so', async () => {
    await page.getByRole('link', { name: 'Activity', exact: true }).click();
    await page
      .getByRole('cell', { name: /Sample org/ })
      .first()
      .waitFor();
    await screen(page, 'activity, jobs');
    await page.getByText('Requests', { exact: true }).click();
    await page.getByText(/^[\d,]+ requests/).waitFor();
    await screen(page, 'activity, requests', 'activity');
    await page.getByRole('link', { name: 'Connections', exact: true }).click();
    await page.getByRole('article', { name: 'Sample org' }).waitFor();
    await screen(page, 'connections', 'connections');
    await page.getByRole('link', { name: 'Preferences', exact: true }).click();
    await page.getByRole('radiogroup', { name: 'Colours' }).waitFor();
    await screen(page, 'preferences');
    await page.getByRole('link', { name: 'About Orgbench' }).click();
    await page.getByRole('heading', { name: 'About Orgbench' }).waitFor();
    await screen(page, 'about');

    await page.getByRole('link', { name: 'Preferences', exact: true }).click();
    await page.getByRole('radiogroup', { name: 'Colours' }).getByText('Dark').click();
    await page.waitForFunction(() => document.documentElement.dataset['mantineColorScheme'] === 'dark');
    await page.getByRole('link', { name: 'Fields', exact: true }).click();
    await gridOf(page, 'Fields')
      .getByRole('gridcell', { name: /^Customer_Segment__c/ })
      .first()
      .click({ position: ON_TEXT });
    await page.getByRole('complementary').waitFor();
    if (built) await picture(page, 'dark-mode');
    expect(running.problems).toEqual([]);
  });
});

describe('connecting an org with an access token', () => {
  it('reads only what was chosen, can be stopped, goes on where it stopped, and sends nothing that writes', async () => {
    const org = await startSampleOrg({ bundle });
    const running = await launchApp();
    try {
      await sizeWindow(running);
      const page = await setUp(running, PASSWORD);
      await button(page, 'Connect with an access token').click();
      const secret = await running.secretPage();
      await secret.getByLabel('Name', { exact: true }).fill('Halvern Heat Pumps');
      await secret.getByLabel('Org address').fill(org.instanceUrl);
      await secret.getByLabel('Access token', { exact: true }).fill(`  ${org.accessToken}\n`);
      await expectAccessible(secret, 'access token');
      await picture(secret, 'connect');
      await endSecret(secret, 'Connect');
      await page.getByRole('heading', { name: 'Choose objects' }).waitFor();
      await page.getByText(/^\d+ objects, about/).waitFor();

      // Answers take so long that reading is seen, and stopped, in the middle.
      org.faults.add({ match: /data\/v[\d.]+\/composite/, kind: 'latency', ms: 4_000 });
      await page.getByRole('button', { name: /^Read \d+ objects$/ }).click();
      await page.getByText(/(Describing objects|Reading descriptions and dates) · [1-9]\d* of \d+/).waitFor();
      await expectAccessible(page, 'reading');
      await picture(page, 'sync');
      await button(page.getByRole('region', { name: 'State of the metadata' }), 'Cancel').click();
      await page.getByText('Reading was cancelled').waitFor();
      await expectAccessible(page, 'reading cancelled');
      org.faults.clear();
      await button(page, 'Go on reading').click();
      await waitUntilRead(page);

      await page.getByRole('link', { name: 'Connections', exact: true }).click();
      const card = page.getByRole('article', { name: 'Halvern Heat Pumps' });
      await card.getByText(org.instanceUrl).waitFor();
      await setScheme(page, 'light');
      expect(org.writes()).toEqual([]);
      expect(running.problems).toEqual([]);
    } finally {
      await running.close();
      await org.close();
    }
  });
});

const byText = (a: readonly unknown[], b: readonly unknown[]): number => (String(a) < String(b) ? -1 : 1);
