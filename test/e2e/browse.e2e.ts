import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { readSheets } from '../support/workbook.ts';

/*
 * The working screens in the real app on the sample org: what a person does with them all day.
 */

let running: RunningApp;
let page: Page;

beforeAll(async () => {
  running = await launchApp();
  page = running.page();
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  await page.getByRole('button', { name: 'Open the sample org' }).click();
  await page.getByRole('grid', { name: 'Fields' }).getByRole('gridcell').first().waitFor();
  await page.getByRole('gridcell', { name: 'AccountNumber', exact: true }).waitFor();
  await page.getByText(/^Metadata read/).waitFor();
});
afterAll(() => running.close());

/** What an accelerator of the menu does; Playwright's keys do not pass the native menu. */
const menu = (id: string): Promise<void> =>
  running.app.evaluate(({ Menu }, item) => {
    Menu.getApplicationMenu()?.getMenuItemById(item)?.click();
  }, id);
const clipboard = (): Promise<string> => running.app.evaluate(({ clipboard: board }) => board.readText());
const cell = (name: string): Locator => page.getByRole('gridcell', { name, exact: true }).first();
const drawer = (): Locator => page.getByRole('complementary');
const addressOf = (): string => decodeURIComponent(page.url());

/** "317 of 3,834 fields" under the grid. */
async function counts(): Promise<{ readonly shown: number; readonly total: number }> {
  const text = await page
    .getByText(/^[\d,]+ of [\d,]+ fields?$/)
    .first()
    .innerText();
  const [shown = 0, total = 0] = (text.match(/[\d,]+/g) ?? []).map((number) => Number(number.replaceAll(',', '')));
  return { shown, total };
}

async function allShown(): Promise<boolean> {
  const { shown, total } = await counts();
  return shown === total;
}

async function toFields(): Promise<void> {
  await page.getByRole('link', { name: 'Fields', exact: true }).click();
  await page.evaluate(() => {
    location.hash = location.hash.replace(/\?.*/, '');
  });
  await expect.poll(allShown).toBe(true);
}

/** Rule ids with the elements they complain about. */
async function breaches(): Promise<readonly string[]> {
  const found = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa'])
    .analyze();
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

describe('the field grid', () => {
  it('shows all fields of the sample org', async () => {
    expect((await counts()).total).toBeGreaterThan(1200);
    // Definitions may still bring a few fields that describes leave out; then both numbers grow.
    const grid = page.getByRole('grid', { name: 'Fields' });
    await expect
      .poll(async () => {
        const { shown, total } = await counts();
        return [shown - total, Number(await grid.getAttribute('aria-rowcount')) - 1 - total];
      })
      .toEqual([0, 0]);
  });

  it('sorts by a header up, down and back, and keeps the order in the address', async () => {
    await toFields();
    const header = page.getByRole('columnheader', { name: 'Type' });
    await header.getByText('Type').click();
    await expect.poll(() => header.getAttribute('aria-sort')).toBe('ascending');
    expect(addressOf()).toContain('sort=type');
    await cell('address').waitFor();
    await header.getByText('Type').click();
    await expect.poll(() => header.getAttribute('aria-sort')).toBe('descending');
    await cell('url').waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await cell('address').waitFor();
  });

  it('filters by a column, says how many are left, and clears the filter where nothing matches', async () => {
    await toFields();
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('combobox', { name: 'Value' }).fill('picklist');
    await page.keyboard.press('Enter');
    await page.getByText('Type is “picklist”').waitFor();
    await expect.poll(async () => (await counts()).shown).toBeLessThan((await counts()).total);
    const picklists = (await counts()).shown;
    await page.getByLabel('Filter by label, API name or help text').fill('warranty');
    await expect.poll(async () => (await counts()).shown).toBeLessThan(picklists);
    await page.getByLabel('Filter by label, API name or help text').fill('no such field anywhere');
    await page.getByText('No field matches').waitFor();
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await expect.poll(allShown).toBe(true);
  });

  it('goes by keyboard alone: from the filter into rows, to the drawer and back, copying a cell and rows', async () => {
    await toFields();
    await page.getByRole('gridcell', { name: 'AccountNumber' }).first().waitFor();
    // Each key goes to what has the focus, so each waits until the one before has moved it.
    const focused = () =>
      page.evaluate(() => document.activeElement?.getAttribute('role') ?? document.activeElement?.tagName);
    await menu('filter');
    await expect.poll(focused).toBe('INPUT');
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused).toBe('gridcell');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('AccountNumber');
    await page.keyboard.press('ControlOrMeta+c');
    await expect.poll(clipboard).toBe('AccountNumber');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('3 selected').waitFor();
    await page.keyboard.press('ControlOrMeta+c');
    await expect.poll(async () => (await clipboard()).split('\n').length).toBe(5);
    expect((await clipboard()).split('\n')[0]).toContain('Label\tAPI name\tObject');
    await page.keyboard.press('Enter');
    await drawer().getByRole('heading', { level: 2 }).waitFor();
    await expect.poll(() => drawer().evaluate((aside) => aside.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Escape');
    await drawer().waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('gridcell');
    await page.keyboard.press('Tab');
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[role=grid]') === null)).toBe(true);
  });

  it('shows API names first when switched, and remembers a column that was hidden', async () => {
    await toFields();
    await page.getByText('API names', { exact: true }).click();
    await expect.poll(() => page.getByRole('columnheader').first().innerText()).toContain('API name');
    await page.getByText('Labels', { exact: true }).click();
    await expect.poll(() => page.getByRole('columnheader').first().innerText()).toContain('Label');
    await page.getByRole('button', { name: 'Columns', exact: true }).click();
    await page.getByRole('checkbox', { name: 'Type', exact: true }).uncheck();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Objects', exact: true }).click();
    await page.getByRole('grid', { name: 'Objects' }).waitFor();
    await toFields();
    await expect.poll(() => page.getByRole('columnheader', { name: 'Type' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Columns', exact: true }).click();
    await page.getByRole('button', { name: 'Back to default' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('columnheader', { name: 'Type' }).waitFor();
  });
});

describe('the drawer', () => {
  it('opens with a click, copies the API name, and says why Setup is closed', async () => {
    await toFields();
    await cell('Account Source').click();
    await drawer().getByRole('button', { name: 'Copy API name' }).first().click();
    await drawer().getByText('Copied').waitFor();
    expect(await clipboard()).toBe('AccountSource');
    const setup = drawer().getByRole('button', { name: 'Open in Setup' });
    expect(await setup.getAttribute('aria-disabled')).toBe('true');
    await drawer().getByText('The sample org has no Setup pages.').waitFor();
    await drawer()
      .getByRole('tab', { name: /Picklist values/ })
      .click();
    await drawer().getByRole('table', { name: 'Picklist values' }).getByRole('cell').first().waitFor();
  });

  it('leads from a field to its object, its relationships and its fields', async () => {
    await page.getByRole('link', { name: 'Objects', exact: true }).click();
    await cell('Contact').click();
    await drawer().getByRole('tab', { name: 'Relationships' }).click();
    await drawer().getByRole('link', { name: 'AccountId' }).click();
    await page.getByRole('heading', { name: 'Account ID' }).waitFor();
    expect(addressOf()).toContain('field=Contact.AccountId');
    await page.goBack();
    await drawer()
      .getByRole('link', { name: /^Show \d+ fields$/ })
      .click();
    await expect.poll(addressOf).toContain('fields?objects=Contact');
  });
});

describe('search', () => {
  it('finds any part of a name as it is typed and opens it with Enter', async () => {
    await menu('search');
    const input = page.getByRole('combobox', { name: 'Search everything' });
    await input.fill('!field nnualRev');
    await page
      .getByRole('option', { name: /AnnualRevenue/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await drawer().getByRole('heading', { name: 'Annual Revenue' }).waitFor();
    await expect.poll(() => drawer().evaluate((aside) => aside.contains(document.activeElement))).toBe(true);
  });

  it('answers the last keystroke when Enter comes before the answer', async () => {
    await menu('search');
    await page.getByRole('combobox', { name: 'Search everything' }).pressSequentially('Contact');
    await page.keyboard.press('Enter');
    await drawer().getByRole('heading', { name: 'Contact', exact: true }).waitFor();
    expect(addressOf()).toContain('object=Contact');
  });
});

describe('an export', () => {
  const openDialog = async (): Promise<Locator> => {
    await menu('export');
    const dialog = page.getByRole('dialog', { name: 'Export the data dictionary' });
    await dialog.getByRole('button', { name: /^Export [\d,]+ fields? to/ }).waitFor();
    return dialog;
  };

  it('writes what the grid shows to a workbook and names the count on its button', async () => {
    const folder = tempFolder();
    const path = join(folder, 'dictionary.xlsx');
    await running.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, path);
    await toFields();
    await page.getByLabel('Filter by label, API name or help text').fill('serial');
    await expect.poll(async () => (await counts()).shown).toBeLessThan(500);
    const { shown } = await counts();
    const dialog = await openDialog();
    await dialog.getByRole('button', { name: `Export ${shown} fields to Excel…` }).click();
    await dialog.getByText('dictionary.xlsx is written').waitFor();
    await dialog.getByRole('button', { name: 'Show in folder: dictionary.xlsx' }).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    const sheets = await readSheets(path);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['About', 'Fields']);
    expect((sheets[1]?.data.length ?? 0) - 1).toBe(shown);
    expect(await readdir(folder)).toEqual(['dictionary.xlsx']);
  });

  it('asks where to save once, however often its button is clicked', async () => {
    await running.app.evaluate(({ dialog }) => {
      dialog.showSaveDialog = async () => {
        process.env['ASKED'] = `${process.env['ASKED'] ?? ''}?`;
        await new Promise((resolve) => setTimeout(resolve, 400));
        return { canceled: true, filePath: '' };
      };
    });
    const dialog = await openDialog();
    const write = dialog.getByRole('button', { name: /^Export [\d,]+ fields to Excel…$/ });
    await write.dblclick();
    await expect.poll(() => write.isEnabled()).toBe(true);
    expect(await running.app.evaluate(() => process.env['ASKED'])).toBe('?');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  it('is listed afterwards and can be repeated as it was', async () => {
    await page.getByRole('link', { name: 'Exports', exact: true }).click();
    await page.getByRole('cell', { name: /^dictionary\.xlsx/ }).waitFor();
    await page.getByRole('button', { name: 'More for dictionary.xlsx' }).click();
    await page.getByRole('menuitem', { name: 'Repeat…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export the data dictionary' });
    await dialog.getByRole('button', { name: /^Export \d+ fields to Excel…$/ }).waitFor();
    await dialog.getByText('CSV', { exact: true }).click();
    await dialog.getByText('Defuse formulas').waitFor();
    expect(await dialog.getByRole('button', { name: /^Export \d+ fields to CSV…$/ }).isEnabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  it('writes nothing when the save dialog is cancelled', async () => {
    await running.app.evaluate(({ dialog }) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' });
    });
    const dialog = await openDialog();
    await dialog.getByRole('button', { name: /^Export [\d,]+ fields? to/ }).click();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => page.getByRole('cell', { name: /data dictionary/i }).count()).toBe(1);
  });
});

describe.each(['light', 'dark'] as const)('in %s, axe finds nothing', (colorScheme) => {
  beforeAll(() => page.emulateMedia({ reducedMotion: 'reduce', colorScheme }));

  it('in the grid with filters and the drawer', async () => {
    await toFields();
    await page.getByRole('columnheader', { name: 'Label' }).getByText('Label').click();
    await page.getByText('Metadata read').first().waitFor();
    await page.getByRole('gridcell').nth(12).click();
    await drawer().getByRole('heading', { level: 2 }).waitFor();
    expect(await breaches()).toEqual([]);
  });

  it('in picklist values, the object list and its relationships', async () => {
    await toFields();
    await cell('Account Source').click();
    await drawer()
      .getByRole('tab', { name: /Picklist values/ })
      .click();
    expect(await breaches()).toEqual([]);
    await page.getByRole('link', { name: 'Objects', exact: true }).click();
    await cell('Account').click();
    await drawer().getByRole('tab', { name: 'Relationships' }).click();
    expect(await breaches()).toEqual([]);
  });

  it('in the palette', async () => {
    await menu('search');
    await page.getByRole('combobox', { name: 'Search everything' }).fill('warranty');
    await page.getByRole('option').nth(5).waitFor();
    expect(await breaches()).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('in the export dialog, the list of exports and the column chooser', async () => {
    await toFields();
    await menu('export');
    const dialog = page.getByRole('dialog', { name: 'Export the data dictionary' });
    await dialog.getByText('CSV', { exact: true }).click();
    await dialog.getByRole('table').waitFor();
    expect(await breaches()).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('link', { name: 'Exports', exact: true }).click();
    expect(await breaches()).toEqual([]);
    await toFields();
    await page.getByRole('button', { name: 'Columns', exact: true }).click();
    await page.getByRole('checkbox', { name: 'Type', exact: true }).waitFor();
    expect(await breaches()).toEqual([]);
    await page.keyboard.press('Escape');
  });
});

it('none of this wrote an error or a policy breach to the console', () => {
  expect(running.problems).toEqual([]);
});
