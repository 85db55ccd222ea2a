import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { tabRound, tabTo } from '../support/keyboard.ts';
import { answerSaveDialog } from '../support/person.ts';
import { darkPicture, expectAccessible, picture, sizeWindow } from '../support/screens.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { readSheets } from '../support/workbook.ts';

/*
 * What is found of the sample org's reports and dashboards, from the tiles to one finding and to a file.
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

const tile = (name: RegExp): Locator =>
  page.getByRole('group', { name: 'Kinds of findings' }).getByRole('button', { name });
const grid = (): Locator => page.getByRole('grid', { name: 'Findings' });
const panel = (): Locator => page.getByRole('complementary');
const shown = (): Promise<string> => page.getByText(/^[\d,]+ of [\d,]+ findings/).innerText();

describe('the analysis of reports and dashboards', () => {
  it('counts what it found by kind, and lists it', async () => {
    await page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Reports & dashboards' }).click();
    await page.getByRole('link', { name: 'Analysis' }).click();
    await grid().getByRole('gridcell').first().waitFor();
    expect(Number((await tile(/Never run/).innerText()).match(/\d+/)?.[0])).toBeGreaterThan(0);
    await page.getByText(/^Reports, dashboards and users read /).waitFor();
    await page.getByRole('button', { name: 'Refresh Reports, dashboards and users' }).waitFor();
    await expectAccessible(page, 'report analysis');
    await picture(page, 'report-analysis');
    await darkPicture(page, 'report-analysis-dark');
  });

  it('is narrowed to a kind, and follows the number of days', async () => {
    const old = tile(/Not run lately/);
    const before = Number((await old.innerText()).match(/\d+/)?.[0]);
    await old.click();
    await expect.poll(shown).toMatch(new RegExp(`^${before} of ${before} findings`));
    await page.getByLabel(/^Days without a run/).fill('2000');
    await expect.poll(async () => Number((await old.innerText()).match(/\d+/)?.[0])).toBeLessThan(before);
    expect(decodeURIComponent(page.url())).toContain('days=2000');
    await page.getByLabel(/^Days without a run/).fill('180');
    await expect.poll(async () => Number((await old.innerText()).match(/\d+/)?.[0])).toBe(before);
  });

  it('says of one finding why and how sure it is, by keyboard alone', async () => {
    await tile(/Not run lately/).click();
    await tile(/Never run/).click();
    await expect.poll(shown).toMatch(/^2 of 2 findings/);
    await tabTo(page, grid());
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await panel()
      .getByText(/^Nobody has run it/)
      .waitFor();
    await panel().getByText('certain', { exact: true }).waitFor();
    await panel().getByRole('button', { name: 'Open in Salesforce' }).waitFor();
    await expectAccessible(page, 'one finding');
    await picture(page, 'report-finding');
    await page.keyboard.press('Escape');
    await panel().waitFor({ state: 'detached' });
  });

  it('exports the findings that are selected', async () => {
    const path = join(tempFolder(), 'Findings.xlsx');
    await answerSaveDialog(running.app, path);
    // Opening it by keyboard selected it.
    await page.getByText(/1 selected/).waitFor();
    await page.getByRole('button', { name: 'Export…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export what is shown' });
    await dialog.getByRole('button', { name: /^Export .* to Excel…$/ }).click();
    await dialog.getByText(/ is written$/).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    const rows = (await readSheets(path)).flatMap((sheet) => sheet.data.map((row) => row.join(' ')));
    expect(rows.filter((row) => row.includes('Parts/Old_Part_Numbers'))).toHaveLength(1);
    expect(rows.some((row) => row.includes('Public_Reports/Test'))).toBe(false);
  });

  it('draws charts, each of which is or becomes a table', async () => {
    await page.getByText('Charts', { exact: true }).click();
    await page.getByRole('img', { name: /^Reports by the .* of their last run/ }).waitFor();
    await page.getByRole('rowheader', { name: 'Sales', exact: true }).waitFor();
    await expectAccessible(page, 'charts of reports');
    await picture(page, 'report-charts');
    await darkPicture(page, 'report-charts-dark');
    expect((await tabRound(page)).length).toBeGreaterThan(20);
    await page.getByRole('button', { name: 'Show them' }).click();
    await expect.poll(shown).toMatch(/findings/);
    expect(decodeURIComponent(page.url())).toMatch(/documented.field.unused/);
    expect(running.problems).toEqual([]);
  });
});
