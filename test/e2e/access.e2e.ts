import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { tabRound, tabTo } from '../support/keyboard.ts';
import { answerSaveDialog } from '../support/person.ts';
import { darkPicture, expectAccessible, picture, sizeWindow, zoomPage } from '../support/screens.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { readSheets } from '../support/workbook.ts';

/*
 * Who may do what, where a field is used, and the page of an object: in the real app on the sample org.
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

const matrix = (name: RegExp): Locator => page.getByRole('grid', { name });
const drawer = (): Locator => page.getByRole('complementary');
const addressOf = (): string => decodeURIComponent(page.url());
/** Opens an address of the org that is open. */
const open = (address: string): Promise<void> =>
  page.evaluate((to) => {
    location.hash = location.hash.replace(/^(#\/org\/[^/?]+).*/, `$1/${to}`);
  }, address);
const active = (): Promise<string | undefined> =>
  page.evaluate(() => {
    const id = document.activeElement?.getAttribute('aria-activedescendant') ?? '';
    return document.getElementById(id)?.textContent ?? undefined;
  });

describe('the access screen', () => {
  it('shows objects by profile, permission set and group, with words for its letters', async () => {
    await page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Access' }).click();
    await page.getByRole('link', { name: 'Who can do what' }).click();
    const objects = matrix(/^Objects by profile/);
    await objects.getByText(/^Account, System Administrator \(Profile\): create, read, edit, delete/).waitFor();
    expect(await objects.getByRole('rowheader').count()).toBeGreaterThan(10);
    await expectAccessible(page, 'access, objects');
    await picture(page, 'access-objects');
    await darkPicture(page, 'access-objects-dark');
  });

  it('is walked by keyboard alone, from objects to the fields of one to who sees a field', async () => {
    await tabTo(page, matrix(/^Objects by profile/));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    expect(await active()).toMatch(/^Account, Integration User \(Profile\): /);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    const fields = matrix(/^Fields of Account/);
    await fields.waitFor();
    await expectAccessible(page, 'access, fields');
    await tabTo(page, fields);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText(/active users can see it, \d+ of them can edit it/).waitFor();
    expect(addressOf()).toContain('view=field');
    await expectAccessible(page, 'access, who sees a field');
  });

  it('names the paths by which a user sees a field', async () => {
    await open('access?view=field&object=Account&field=Industry');
    const users = page.getByRole('grid', { name: 'Users who can see Account.Industry' });
    await users.getByRole('gridcell', { name: 'Aoife Brennan' }).click();
    await drawer().getByText('Profile Sales User → field permission').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => drawer().count()).toBe(0);
  });

  it('works out what a combination may do, and shows session-based sets apart', async () => {
    await open('access?view=effective&whose=combination&profile=Sales%20User&sets=%5B%22Remote_Control%22%5D');
    const parts = page.getByRole('list', { name: 'Made of' });
    await parts.getByText(/session-based · Active only in a session/).waitFor();
    const objects = page.getByRole('grid', { name: 'Objects that can be reached' });
    await objects.getByRole('gridcell', { name: 'Account', exact: true }).first().click();
    await drawer().getByText('Profile Sales User → object permission').waitFor();
    expect(addressOf()).toContain('open=Account');
    await expectAccessible(page, 'access, effective');
    await picture(page, 'access-effective');
  });

  it('exports what it shows', async () => {
    await open('access?view=fields&object=Account');
    await matrix(/^Fields of Account/).waitFor();
    const path = join(tempFolder(), 'Access.xlsx');
    await answerSaveDialog(running.app, path);
    await page.getByRole('button', { name: 'Export…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export what is shown' });
    await dialog.getByRole('button', { name: /^Export .* to Excel…$/ }).click();
    await dialog.getByText(/ is written$/).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    const rows = (await readSheets(path)).flatMap((sheet) => sheet.data.map((row) => row.join(' ')));
    expect(rows.some((row) => row.includes('Industry'))).toBe(true);
    expect(rows.some((row) => row.includes('Sales User') && row.includes('System Administrator'))).toBe(true);
  });

  it('keeps its rows in reach at 200 %', async () => {
    await open('access');
    await matrix(/^Objects by profile/).waitFor();
    await zoomPage(running, 2);
    await page.getByRole('rowheader').first().scrollIntoViewIfNeeded();
    expect(await page.getByRole('rowheader').first().isVisible()).toBe(true);
    await zoomPage(running, 1);
  });
});

describe('by Tab alone, with a visible focus', () => {
  for (const [address, grid] of [
    ['access', /^Objects by profile/],
    ['access?view=effective&whose=combination&profile=Sales%20User', /^Objects that can be reached/],
    ['object/Account?tab=picklists', /^Picklist values of Account/],
    ['object/Account?tab=layouts', /^Which profile sees which layout/],
  ] as const) {
    it(`goes round ${address}`, async () => {
      await open(address);
      await matrix(grid).waitFor();
      expect((await tabRound(page)).length).toBeGreaterThan(20);
    });
  }
});

describe('several fields at once', () => {
  it('are asked for from the selection of the grid, in a table that names the field of each row first', async () => {
    await open('fields?objects=Opportunity');
    const grid = page.getByRole('grid', { name: 'Fields' });
    await grid.getByRole('gridcell', { name: 'Amount', exact: true }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Where used…' }).count()).toBe(0);
    const amount = grid.getByRole('gridcell', { name: 'Amount', exact: true }).last();
    await amount.click({ modifiers: ['ControlOrMeta'] });
    await page.keyboard.press('Shift+ArrowDown');
    const path = join(tempFolder(), 'Uses.xlsx');
    await answerSaveDialog(running.app, path);
    await page.getByRole('button', { name: 'Where used…' }).waitFor();
    await picture(page, 'fields-selected');
    await page.getByRole('button', { name: 'Where used…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export what is shown' });
    const send = dialog.getByRole('button', { name: /^Export .* to Excel…$/ });
    await send.waitFor();
    await expectAccessible(page, 'where fields are used');
    await picture(page, 'where-fields-used');
    await send.click();
    await dialog.getByText(/ is written$/).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    const rows = (await readSheets(path)).flatMap((sheet) => sheet.data.map((row) => row.join(' ')));
    expect(rows.some((row) => row.startsWith('Opportunity.Amount Report '))).toBe(true);
    expect(rows.some((row) => row.startsWith('Opportunity.CampaignId '))).toBe(true);
  });
});

describe('the drawer of a field', () => {
  it('says where the field is used, by what was read', async () => {
    await open('fields?field=Opportunity.Amount&tab=usage');
    await drawer()
      .getByText(/^read \d+ of \d+ sources/i)
      .waitFor();
    expect(
      await drawer()
        .getByRole('heading', { name: /^Reports \d+/ })
        .count(),
    ).toBe(1);
    await picture(page, 'where-used');
    await drawer().getByText('Sources', { exact: true }).click();
    await drawer()
      .getByRole('rowheader', { name: /^formulas/ })
      .waitFor();
    await expectAccessible(page, 'where used');
  });

  it('says who can see it, with the way to the whole answer', async () => {
    await drawer().getByRole('tab', { name: 'Access' }).click();
    await drawer()
      .getByText(/active users can see it/)
      .waitFor();
    await expectAccessible(page, 'access of a field');
    await drawer().getByRole('link', { name: 'Show users and paths' }).click();
    await page.getByRole('grid', { name: 'Users who can see Opportunity.Amount' }).waitFor();
    expect(addressOf()).toContain('field=Amount');
  });
});

describe('the page of an object', () => {
  it('shows properties, layouts, relationships and limits, each under its own address', async () => {
    await open('object/Account');
    await page.getByText(/^How many records have a value in a field is not read/).waitFor();
    await expectAccessible(page, 'object');
    await page.getByRole('tab', { name: /^Record types/ }).click();
    await page.getByRole('grid', { name: /^Picklist values of Account/ }).waitFor();
    await expectAccessible(page, 'object, picklists');
    await picture(page, 'object-picklists');
    await page.getByRole('tab', { name: /^Page layouts/ }).click();
    await page.getByRole('grid', { name: 'Which profile sees which layout' }).waitFor();
    await picture(page, 'object-layouts');
    expect(addressOf()).toContain('tab=layouts');
    await expectAccessible(page, 'object, layouts');
    await page.getByRole('tab', { name: /^Relationships/ }).click();
    await page.getByRole('heading', { name: /^Parents/ }).waitFor();
    await page.getByRole('tab', { name: /^Limits/ }).click();
    await page.getByRole('rowheader', { name: 'Custom Fields' }).waitFor();
    await expectAccessible(page, 'object, limits');
    await page.goBack();
    await page.getByRole('heading', { name: /^Parents/ }).waitFor();
    expect(running.problems).toEqual([]);
  });
});
