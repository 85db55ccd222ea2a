import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { tabRound } from '../support/keyboard.ts';
import { darkPicture, expectAccessible, picture, sizeWindow, zoomPage } from '../support/screens.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { readSheets } from '../support/workbook.ts';

/*
 * Reports, automation, access and setup in the real app on the sample org: choosing what is read of them, their lists,
 * the drawer, and the search over all of it.
 */

let running: RunningApp;
let page: Page;

beforeAll(async () => {
  running = await launchApp();
  await sizeWindow(running);
  page = running.page();
  page.setDefaultTimeout(15_000);
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  await page.getByRole('button', { name: 'Open the sample org' }).click();
  await page.getByRole('gridcell', { name: 'AccountNumber', exact: true }).waitFor();
  await page.getByText(/^Metadata read/).waitFor({ timeout: 60_000 });
});
afterAll(() => running.close());

const menu = (id: string): Promise<void> =>
  running.app.evaluate(({ Menu }, item) => {
    Menu.getApplicationMenu()?.getMenuItemById(item)?.click();
  }, id);
const clipboard = (): Promise<string> => running.app.evaluate(({ clipboard: board }) => board.readText());
const drawer = (): Locator => page.getByRole('complementary');
const grid = (name: string): Locator => page.getByRole('grid', { name, exact: true });
const cell = (name: string): Locator => page.getByRole('gridcell', { name, exact: true }).first();
const addressOf = (): string => decodeURIComponent(page.url());
const rail = (name: string): Locator => page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name });
const shown = async (): Promise<string> =>
  page
    .getByText(/^[\d,]+ of [\d,]+ /)
    .first()
    .innerText();
const focusedRole = (): Promise<string | null | undefined> =>
  page.evaluate(() => document.activeElement?.getAttribute('role') ?? document.activeElement?.tagName);

/** Opens a screen of an area from the rail, and one of its tabs. */
async function open(area: string, tab: RegExp | string, list: string): Promise<void> {
  await rail(area).click();
  await page
    .getByRole('navigation', { name: /^Kinds of/ })
    .getByRole('link', { name: tab })
    .click();
  await grid(list).getByRole('gridcell').first().waitFor();
}

/** Opens the export dialog of what the list shows and writes it to a file. */
async function exportTo(path: string, button: RegExp): Promise<void> {
  await running.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
  await page.getByRole('button', { name: 'Export…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export what is shown' });
  await dialog.getByRole('button', { name: button }).click();
  await dialog.getByText(/ is written$/).waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
}

async function toAreas(): Promise<void> {
  await page.evaluate(() => {
    location.hash = location.hash.replace(/^(#\/org\/[^/?]+).*/, '$1/areas');
  });
  await page.getByRole('heading', { name: 'Choose areas' }).waitFor();
}

describe('lists of components', () => {
  it('are there for every kind, with how many there are', async () => {
    for (const [area, tab, list] of [
      ['Reports & dashboards', 'Dashboards', 'Dashboards'],
      ['Automation & code', 'Validation rules', 'Validation rules'],
      ['Setup', 'Layouts', 'Layouts'],
    ] as const) {
      await open(area, new RegExp(`^${tab} \\d`), list);
      const tabText = await page.getByRole('link', { name: new RegExp(`^${tab} \\d`) }).innerText();
      const count = tabText.replace(/\D/g, '');
      await expect.poll(shown).toContain(`${count} of ${count} `);
    }
  });

  it('sort, filter and keep both in the address', async () => {
    await open('Automation & code', /^Flows \d/, 'Flows');
    await page.getByRole('columnheader', { name: 'Label' }).getByText('Label').click();
    await expect.poll(addressOf).toContain('sort=label');
    await page.getByRole('columnheader', { name: 'Label' }).getByText('Label').click();
    await expect.poll(addressOf).toContain('sort=-label');
    await page.getByLabel('Filter by label, API name or description').fill('agreement');
    await expect.poll(shown).not.toMatch(/^(\d+) of \1 /);
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    const form = page.getByRole('form', { name: 'Filter by a column' });
    await form.getByRole('combobox', { name: 'Column' }).click();
    await page.getByRole('option', { name: 'Active', exact: true }).click();
    await form.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('Active is yes').waitFor();
    const filtered = addressOf();
    expect(filtered).toContain('"column":"active"');
    await rail('Objects').click();
    await page.getByRole('grid', { name: 'Objects' }).waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByText('Active is yes').waitFor();
    expect(addressOf()).toBe(filtered);
    await page.getByLabel('Filter by label, API name or description').fill('nothing of this name');
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await expect.poll(shown).toMatch(/^(\d+) of \1 /);
  });

  it('remember the columns of each kind by itself', async () => {
    await open('Automation & code', /^Flows \d/, 'Flows');
    await page.getByRole('button', { name: 'Columns', exact: true }).click();
    await page.getByRole('checkbox', { name: 'Status', exact: true }).uncheck();
    await page.keyboard.press('Escape');
    await open('Automation & code', /^Apex classes \d/, 'Apex classes');
    await page.getByRole('columnheader', { name: 'Status' }).waitFor();
    await open('Automation & code', /^Flows \d/, 'Flows');
    await page.getByRole('columnheader', { name: 'Active' }).waitFor();
    await expect.poll(() => page.getByRole('columnheader', { name: 'Status' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Columns', exact: true }).click();
    await page.getByRole('button', { name: 'Back to default' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('columnheader', { name: 'Status' }).waitFor();
  });

  it('work by keyboard alone: filter, rows, copy, drawer and back', async () => {
    await open('Reports & dashboards', /^Reports \d/, 'Reports');
    await menu('filter');
    await expect.poll(focusedRole).toBe('INPUT');
    await page.keyboard.press('ArrowDown');
    await expect.poll(focusedRole).toBe('gridcell');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('2 selected').waitFor();
    await page.keyboard.press('ControlOrMeta+c');
    await expect.poll(async () => (await clipboard()).split('\n').length).toBe(4);
    await page.keyboard.press('Enter');
    await drawer().getByRole('heading', { level: 2 }).waitFor();
    await expect.poll(() => drawer().evaluate((aside) => aside.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Escape');
    await drawer().waitFor({ state: 'detached' });
    await expect.poll(focusedRole).toBe('gridcell');
  });
});

describe('an export of a list', () => {
  it('holds the rows and columns that are shown', async () => {
    const path = join(tempFolder(), 'flows.xlsx');
    await open('Automation & code', /^Flows \d/, 'Flows');
    await page.getByLabel('Filter by label, API name or description').fill('agreement');
    await expect.poll(shown, { timeout: 15_000 }).not.toMatch(/^(\d+) of \1 /);
    const rows = Number.parseInt(await shown(), 10);
    await exportTo(path, /^Export \d+ rows to Excel…$/);
    const sheets = await readSheets(path);
    const table = sheets.at(-1)?.data ?? [];
    expect(table).toHaveLength(rows + 1);
    expect(table[0]?.slice(0, 2)).toEqual(['Label', 'API name']);
    await page.getByRole('button', { name: 'Clear the text' }).click();
  });
});

describe('the drawer of a component', () => {
  it('shows its parts, copies its name, and says why there is no page in the org', async () => {
    await open('Automation & code', /^Validation rules \d/, 'Validation rules');
    await cell('Email_Or_Phone').click();
    await drawer()
      .getByText(/ISBLANK\(Email\)/)
      .waitFor();
    await drawer().getByRole('button', { name: 'Copy API name' }).click();
    await expect.poll(clipboard).toBe('Contact.Email_Or_Phone');
    const setup = drawer().getByRole('button', { name: 'Open in Setup' });
    expect(await setup.getAttribute('aria-disabled')).toBe('true');
    await drawer().getByRole('link', { name: 'Contact', exact: true }).click();
    await page.getByRole('heading', { name: 'Contact', exact: true }).waitFor();
    await page.goBack();
    await drawer().getByRole('tab', { name: 'Where used' }).click();
    await expect.poll(addressOf).toContain('tab=usage');
    await page.goto(page.url());
    await drawer().getByRole('heading', { name: 'Email_Or_Phone' }).waitFor();
  });
});

describe('search over everything', () => {
  it('offers what to look in, and opens what it finds where it is listed', async () => {
    await menu('search');
    const input = page.getByRole('combobox', { name: 'Search everything' });
    await input.fill('!fl');
    await page.getByRole('option', { name: /Flows\s*!flow/ }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => input.inputValue()).toBe('!flow ');
    await page.getByText('Type what to look for with !flow.').waitFor();
    await input.pressSequentially('renewal');
    await page.getByRole('option', { name: /Agreement_Renewal.*Flow/ }).waitFor();
    await expectAccessible(page, 'search with a scope');
    await page.keyboard.press('Enter');
    await drawer().getByRole('heading', { name: 'Agreement Renewal' }).waitFor();
    expect(addressOf()).toContain('/catalog/automation?type=Flow&open=Agreement_Renewal');
    await expect.poll(() => drawer().evaluate((aside) => aside.contains(document.activeElement))).toBe(true);
  });

  it('finds text inside formulas', async () => {
    await menu('search');
    await page.getByRole('combobox', { name: 'Search everything' }).fill('!rule ISBLANK(Email)');
    const rule = page.getByRole('option', { name: /Email_Or_Phone/ });
    await rule.waitFor();
    expect(await rule.innerText()).toContain('ISBLANK(Email)');
    await picture(page, 'search-everything');
    await page.keyboard.press('Escape');
  });
});

describe('the search after a slash', () => {
  it('finds screens and settings of the app, and opens a setting where it is set', async () => {
    await menu('search');
    const input = page.getByRole('combobox', { name: 'Search everything' });
    await input.fill('/setup');
    await page.getByRole('option', { name: /^Go to connections/ }).waitFor();
    expect(await page.getByRole('option', { name: 'Lock now' }).count()).toBe(0);
    await expectAccessible(page, 'search for screens and settings');
    await picture(page, 'search-setup');
    await input.fill('/row height');
    await page.keyboard.press('Enter');
    await page.getByText('Height of the rows in grids.').waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
  });
});

describe('choosing areas', () => {
  it('says what is deleted before it is, and reads it again when it is chosen again', async () => {
    await toAreas();
    await page.getByText('20 of 20 areas chosen').waitFor();
    await picture(page, 'areas');
    await darkPicture(page, 'areas-dark');
    const labels = page.getByRole('checkbox', { name: 'Custom labels' });
    await labels.uncheck();
    await page.getByText(/is deleted from this computer: Custom labels \(\d+ entries\)/).waitFor();
    await expectAccessible(page, 'areas with a deletion');
    await page.getByRole('button', { name: 'Delete 1 area' }).click();
    await page.getByText(/entries deleted/).waitFor();
    await rail('Setup').click();
    await page
      .getByRole('navigation', { name: /^Kinds of/ })
      .getByRole('link', { name: /^Labels/ })
      .click();
    await page.getByRole('heading', { name: 'Custom labels: not chosen' }).waitFor();
    await expectAccessible(page, 'list of an area that is not chosen');
    await page.getByRole('button', { name: 'Choose what to read' }).click();
    await labels.check();
    await page.getByRole('button', { name: 'Read 1 area' }).click();
    await page.getByRole('button', { name: 'Read 20 areas again' }).waitFor();
    await open('Setup', /^Labels \d/, 'Labels');
    expect(await shown()).not.toMatch(/^0 of/);
  });

  it('reads one area again from its list', async () => {
    await open('Setup', /^Tabs \d/, 'Tabs');
    await page.getByRole('button', { name: 'Refresh Tabs' }).click();
    await page.getByText(/^Tabs read just now/).waitFor();
    await page.getByRole('button', { name: 'Refresh Tabs' }).waitFor();
    expect(await shown()).toMatch(/^(\d+) of \1 tabs/);
  });

  it('goes round by Tab with a visible focus', async () => {
    await toAreas();
    await page.getByRole('button', { name: 'Read 20 areas again' }).waitFor();
    const round = await tabRound(page);
    expect(round.length).toBeGreaterThan(40);
  });
});

describe('in light and dark, axe finds nothing', () => {
  for (const [area, tab, list] of [
    ['Reports & dashboards', /^Reports \d/, 'Reports'],
    ['Reports & dashboards', /^Dashboards \d/, 'Dashboards'],
    ['Automation & code', /^Flows \d/, 'Flows'],
    ['Setup', /^Layouts \d/, 'Layouts'],
    ['Setup', /^Record types \d/, 'Record types'],
  ] as const) {
    it(`in ${list} with the drawer`, async () => {
      await open(area, tab, list);
      await grid(list).getByRole('gridcell').first().click();
      await drawer().getByRole('heading', { level: 2 }).waitFor();
      expect(await drawer().count()).toBe(1);
      await expectAccessible(page, list);
      await picture(page, `list-${list.toLowerCase().replaceAll(' ', '-')}`);
    });
  }

  it('at 200 %, where nothing is wider than the window', async () => {
    await zoomPage(running, 2);
    try {
      for (const path of ['/areas', '/catalog/setup?type=Layout', '/catalog/reports?type=Report']) {
        await page.evaluate((to) => {
          location.hash = location.hash.replace(/^(#\/org\/[^/?]+).*/, `$1${to}`);
        }, path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await expectAccessible(page, `${path} at 200 %`);
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(wider).toBeLessThanOrEqual(0);
      }
    } finally {
      await zoomPage(running, 1);
    }
  });
});

it('none of this wrote an error or a policy breach to the console', () => {
  expect(running.problems).toEqual([]);
});
