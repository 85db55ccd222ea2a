import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { shortcut, tabRound, tabTo } from '../support/keyboard.ts';
import { answerSaveDialog, button, columnOf, gridOf, untilClosed, waitUntilRead } from '../support/person.ts';
import { sizeWindow } from '../support/screens.ts';
import { readSheets } from '../support/workbook.ts';

/*
 * The whole way of a new user without a mouse: Tab, arrows, Enter, Space, Escape and the shortcuts of the menu. Every
 * stop of Tab must show that it has the focus. The steps build on each other.
 */

const PASSWORD = 'lamp tundra velvet quarry';

let running: RunningApp;
let page: Page;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgbench-keys-'));
  running = await launchApp();
  await sizeWindow(running);
  page = running.page();
});
afterAll(async () => {
  await running.close();
  await rm(folder, { recursive: true });
});

const focused = (): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
const press = (...keys: readonly string[]): Promise<void> =>
  keys.reduce(async (before, key) => {
    await before;
    await page.keyboard.press(key);
  }, Promise.resolve());

describe('without a mouse', () => {
  it('a vault is made', async () => {
    await tabTo(page, button(page, 'Set up'));
    await press('Enter');
    const secret = await running.secretPage();
    await secret.getByLabel('Master password', { exact: true }).waitFor();
    // The first field has the focus without a Tab.
    await secret.keyboard.type(PASSWORD);
    await tabTo(secret, secret.getByLabel('The same password again', { exact: true }));
    await secret.keyboard.type(PASSWORD);
    await tabTo(secret, secret.getByLabel('Make a recovery kit'));
    await secret.keyboard.press('Space');
    const goOn = secret.getByLabel('Go on without a keychain');
    if (await goOn.isVisible()) {
      await tabTo(secret, goOn);
      await secret.keyboard.press('Space');
    }
    await tabTo(secret, button(secret, 'Create vault'));
    await untilClosed(secret, () => secret.keyboard.press('Enter'));
    await page.getByRole('heading', { name: 'Connect your first org' }).waitFor();
    expect(await tabRound(page)).not.toEqual([]);
  });

  it('an org is connected, objects are chosen and read', async () => {
    await tabTo(page, button(page, 'Connect the sample org'));
    await press('Enter');
    await page.getByText(/^\d+ objects, about/).waitFor();
    expect((await tabRound(page)).length).toBeGreaterThan(10);
    await shortcut(running, 'f');
    await expect.poll(focused).toBe('Filter by label or API name');
    await page.keyboard.type('old service');
    const read = page.getByRole('button', { name: /^Read \d+ objects$/ });
    const before = await read.innerText();
    const list = page.getByRole('listbox', { name: 'Objects of the org' });
    await expect.poll(() => list.getByRole('option').count()).toBe(1);
    await tabTo(page, list);
    await press('End', 'Space');
    await expect.poll(() => read.innerText()).not.toBe(before);
    await tabTo(page, read);
    await press('Enter');
    await waitUntilRead(page);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Fields');
  });

  it('fields are filtered and sorted, and a row is copied', async () => {
    const grid = gridOf(page, 'Fields');
    await grid.getByRole('gridcell', { name: 'AccountNumber' }).first().waitFor();
    const stops = await tabRound(page);
    // A grid is one or two stops, not one for each cell.
    expect(stops.filter((name) => name.startsWith('gridcell')).length).toBeLessThanOrEqual(1);

    await shortcut(running, 'f');
    await expect.poll(focused).toBe('Filter by label, API name or help text');
    await page.keyboard.type('failure');
    // Rows of the answer, and not the moment between the old rows and the new ones.
    const isFiltered = (names: readonly string[]): boolean => names.length > 0 && !names.includes('AccountNumber');
    await expect.poll(async () => isFiltered(await columnOf(grid, 'API name'))).toBe(true);
    expect((await columnOf(grid, 'API name')).length).toBeLessThan(60);
    await press('ArrowDown');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('gridcell');
    await press('Home', 'ArrowRight', 'ControlOrMeta+c');
    const name = (await columnOf(grid, 'API name'))[0];
    await expect.poll(() => running.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(name);

    await press('ArrowUp', 'Enter');
    const header = grid.getByRole('columnheader', { name: /^API name/ });
    await expect.poll(() => header.getAttribute('aria-sort')).toBe('ascending');
    await press('Alt+ArrowDown');
    await page.getByRole('form', { name: 'Filter by a column' }).waitFor();
    await press('Escape');
    await page.getByRole('form', { name: 'Filter by a column' }).waitFor({ state: 'detached' });
  });

  it('the drawer opens, is walked through, and gives the focus back', async () => {
    await shortcut(running, 'f');
    await expect.poll(focused).toBe('Filter by label, API name or help text');
    await press('ControlOrMeta+a');
    await page.keyboard.type('Failure_Mode__c');
    await expect.poll(() => columnOf(gridOf(page, 'Fields'), 'Object').then((names) => names.length)).toBeLessThan(6);
    await press('ArrowDown', 'Enter');
    const drawer = page.getByRole('complementary', { name: /Failure_Mode__c$/ });
    await expect.poll(() => drawer.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    await tabTo(page, drawer.getByRole('tab', { name: 'Properties' }));
    await press('ArrowRight');
    await drawer.getByRole('tab', { name: 'Picklist values', selected: true }).waitFor();
    await press('Escape');
    await expect.poll(() => page.getByRole('complementary').count()).toBe(0);
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('gridcell');
  });

  it('search finds and opens an object', async () => {
    await shortcut(running, 'k');
    const palette = page.getByRole('dialog', { name: 'Search everything' });
    await palette.getByRole('combobox').waitFor();
    await page.keyboard.type('!object warranty claim');
    await palette.getByRole('option', { name: /Warranty_Claim__c/ }).waitFor();
    await press('Enter');
    const drawer = page.getByRole('complementary', { name: 'Details of object Warranty_Claim__c' });
    await expect.poll(() => drawer.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    await press('Escape');
    await expect.poll(() => page.getByRole('complementary').count()).toBe(0);
  });

  it('the dictionary is exported', async () => {
    const path = join(folder, 'keys.xlsx');
    await shortcut(running, 'e');
    const dialog = page.getByRole('dialog', { name: 'Export the data dictionary' });
    const write = dialog.getByRole('button', { name: /^Export [\d,]+ fields to Excel…$/ });
    await expect.poll(() => write.isEnabled()).toBe(true);
    await answerSaveDialog(running.app, path);
    await tabTo(page, write);
    await press('Enter');
    await dialog.getByText(/ is written$/).waitFor();
    const [, sheet] = await readSheets(path);
    expect(sheet?.data.length).toBeGreaterThan(3_000);
    await press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  it('every area is reached, and none of them holds the focus', async () => {
    for (const name of ['Objects', 'Exports', 'Activity', 'Connections', 'Preferences']) {
      await tabTo(page, page.getByRole('link', { name, exact: true }));
      await press('Enter');
      await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
      expect((await tabRound(page)).length, name).toBeGreaterThan(8);
    }
    await tabTo(page, page.getByRole('radiogroup', { name: 'Colours' }));
    await press('ArrowRight');
    await press('ArrowRight');
    await page.waitForFunction(() => document.documentElement.dataset['mantineColorScheme'] === 'dark');
  });

  it('a menu opens, is left with Escape, and gives the focus back', async () => {
    await tabTo(page, page.getByRole('link', { name: 'Connections', exact: true }));
    await press('Enter');
    const more = button(page, 'More for Sample org');
    await tabTo(page, more);
    await press('Enter');
    await page.getByRole('menuitem', { name: 'Edit' }).waitFor();
    await press('ArrowDown', 'Escape');
    await expect.poll(() => page.getByRole('menu').count()).toBe(0);
    await expect.poll(() => more.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('it is locked and unlocked again', async () => {
    await shortcut(running, 'l');
    page = await running.pageAfter(page);
    const secret = await running.secretPage();
    await secret.getByLabel('Master password', { exact: true }).waitFor();
    await secret.keyboard.type(PASSWORD);
    await untilClosed(secret, () => secret.keyboard.press('Enter'));
    await page.getByRole('navigation', { name: 'Areas' }).waitFor();
    expect(running.problems).toEqual([]);
  });
});
