import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { tabRound } from '../support/keyboard.ts';
import { answerOpenDialog, answerSaveDialog, button, toastsGone, setUp, waitUntilRead } from '../support/person.ts';
import { darkPicture, expectAccessible, picture, sizeWindow, zoomPage } from '../support/screens.ts';

/* The screens about a person's own data, with the real engine behind them. The steps build on each other. */

let running: RunningApp;
let page: Page;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgbench-privacy-'));
  running = await launchApp();
  await sizeWindow(running);
  page = await setUp(running, 'lamp tundra velvet quarry');
});
afterAll(async () => {
  await running.close();
  await rm(folder, { recursive: true, force: true });
});

const goTo = async (tab: string, heading: string): Promise<void> => {
  await page.getByRole('link', { name: 'Privacy', exact: true }).click();
  await page.getByRole('navigation', { name: 'Pages about privacy' }).getByRole('link', { name: tab }).click();
  await page.getByRole('heading', { level: 2, name: heading, exact: true }).waitFor();
};

const PAGES = [
  ['Kept data', 'Kept data'],
  ['Analytics', 'Product analytics'],
  ['Error log', 'Error log'],
  ['Backup', 'Make a backup'],
  ['Your rights', 'Delete everything'],
  ['For reviewers', 'For security reviewers'],
  ['For admins', 'Salesforce'],
] as const;
const IN_OTHER_TESTS = ['Analytics', 'Error log', 'Kept data'];

describe('the data is the person’s own', () => {
  it('analytics is asked once after the first read, with two equal answers', async () => {
    await button(page, 'Connect the sample org').click();
    await page.getByRole('button', { name: /^Read \d+ objects$/ }).click();
    await waitUntilRead(page);
    const card = page.getByRole('region', { name: 'Product analytics' });
    const on = await button(card, 'Switch on').boundingBox();
    const off = await button(card, 'Leave off').boundingBox();
    expect([on?.width, on?.height]).toEqual([off?.width, off?.height]);
    await expectAccessible(page, 'analytics card');
    await button(card, 'Leave off').click();
    await card.waitFor({ state: 'detached' });
  });

  it('every page is clean in light and dark and holds no focus', async () => {
    for (const [tab, heading] of PAGES) {
      await goTo(tab, heading);
      await expectAccessible(page, tab);
      // Pages that show more where there is more to show have their pictures taken there.
      if (!IN_OTHER_TESTS.includes(tab)) await picture(page, `privacy-${tab.toLowerCase().replaceAll(' ', '-')}`);
      expect((await tabRound(page)).length, tab).toBeGreaterThan(8);
    }
    await goTo('For reviewers', 'For security reviewers');
    await darkPicture(page, 'privacy-for-reviewers-dark');
  });

  it('at 200 % in a window of 1280 by 800 nothing is cut off', async () => {
    await sizeWindow(running, { width: 1280, height: 800 });
    await zoomPage(running, 2);
    try {
      for (const [tab, heading] of PAGES) {
        await goTo(tab, heading);
        expect(await page.evaluate(widerThanTheirBox), tab).toEqual([]);
        await expectAccessible(page, `${tab} at 200 %`);
      }
      await page.getByRole('link', { name: 'Preferences', exact: true }).click();
      await page.getByLabel('Search preferences').waitFor();
      expect(await page.evaluate(widerThanTheirBox), 'preferences').toEqual([]);
      await page.getByRole('link', { name: 'Activity', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'Activity' }).waitFor();
      expect(await page.evaluate(widerThanTheirBox), 'activity').toEqual([]);
    } finally {
      await zoomPage(running, 1);
      await sizeWindow(running);
    }
  });

  it('counts are shown byte for byte, and go when analytics is switched off', async () => {
    await goTo('Analytics', 'Product analytics');
    const choice = page.getByRole('switch', { name: 'Count which features are used' });
    await choice.click();
    await page.getByText('Random id:').waitFor();
    await choice.click();
    await page.getByText('Random id:').waitFor({ state: 'detached' });
    expect(await page.getByText('Exactly what would be sent').count()).toBe(0);
  });

  it('the ledger is removed after a confirmation', async () => {
    await goTo('Kept data', 'Kept data');
    await button(page, 'Remove Outbound ledger').click();
    const dialog = page.getByRole('dialog', { name: 'Remove “Outbound ledger”' });
    await expectAccessible(page, 'removal dialog');
    await button(dialog, 'Remove now').click();
    await expect.poll(() => button(page, 'Remove Outbound ledger').isDisabled(), { timeout: 30_000 }).toBe(true);
  });

  it('the report is exported for Excel and as Markdown', async () => {
    await goTo('For reviewers', 'For security reviewers');
    for (const [name, extension, begins] of [
      ['Export to Excel…', 'xlsx', 'PK'],
      ['Export to Markdown…', 'md', '#'],
    ] as const) {
      const path = join(folder, `report.${extension}`);
      await answerSaveDialog(running.app, path);
      await button(page, name).click();
      await page.getByText(`“report.${extension}” is written.`).waitFor();
      expect((await readFile(path)).subarray(0, begins.length).toString()).toBe(begins);
    }
    const report = await readFile(join(folder, 'report.md'), 'utf8');
    const tables = await page.getByRole('navigation', { name: 'Contents' }).getByRole('button').allInnerTexts();
    expect(tables.length).toBeGreaterThan(10);
    expect(tables.filter((title) => !report.includes(title))).toEqual([]);
    await toastsGone(page);
  });

  it('everything is exported to a folder, which is shown', async () => {
    const target = join(folder, 'everything');
    await mkdir(target);
    await answerOpenDialog(running.app, target);
    await running.app.evaluate(({ shell }) => {
      shell.showItemInFolder = (path) => void Object.assign(globalThis, { shownInFolder: path });
    });
    await goTo('Your rights', 'Delete everything');
    await button(page, 'Export everything…').click();
    await page.getByText('Everything is in “everything”.').waitFor();
    expect((await readdir(target, { recursive: true })).toSorted()).toEqual(
      expect.arrayContaining(['README.md', join('csv', 'connection.csv'), join('json', 'connections.json')]),
    );
    await expectAccessible(page, 'everything exported');
    await picture(page, 'privacy-your-rights');
    await button(page, 'Show the folder').click();
    await expect
      .poll(() => running.app.evaluate(() => (globalThis as { shownInFolder?: string }).shownInFolder))
      .toBe(target);
  });

  it('a job shows what it was asked and what came of it, and is repeated', async () => {
    await page.getByRole('link', { name: 'Activity', exact: true }).click();
    const reads = page.getByRole('row').filter({ hasText: /^.?\s*Read metadata/ });
    await button(page, /^Details of Read metadata/)
      .first()
      .click();
    await page.getByText('Asked for').waitFor();
    await page.getByText('Came out').waitFor();
    await expectAccessible(page, 'details of a job');
    await picture(page, 'activity-details');
    const before = await reads.count();
    await button(page, /^Repeat Read metadata/)
      .first()
      .click();
    await expect.poll(() => reads.count()).toBe(before + 1);
    await expect.poll(() => reads.filter({ hasText: 'Done' }).count(), { timeout: 60_000 }).toBe(before + 1);
  });

  it('every page is found by the search over everything', async () => {
    await button(page, /^Search everything/).click();
    const search = page.getByRole('combobox', { name: 'Search everything' });
    await search.fill('privacy');
    await expect.poll(() => page.getByRole('option').filter({ hasText: 'Privacy: ' }).count()).toBe(PAGES.length);
    await search.fill('privacy: back up');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: 'Make a backup' }).waitFor();
  });

  it('preferences are searched, and reset by row', async () => {
    await page.getByRole('link', { name: 'Preferences', exact: true }).click();
    await expectAccessible(page, 'preferences');
    await picture(page, 'preferences-all');
    await darkPicture(page, 'preferences-dark');
    expect((await tabRound(page)).length).toBeGreaterThan(20);
    await page.getByLabel('Search preferences').fill('row height');
    await page.getByRole('radiogroup', { name: 'Row height' }).getByText('Comfortable').click();
    await button(page, 'Reset Row height').click();
    await button(page, 'Reset Row height').waitFor({ state: 'detached' });
    expect(await page.getByRole('radiogroup').count()).toBe(1);
  });

  it('everything is deleted after the words were typed, and the outcome is told', async () => {
    await goTo('Your rights', 'Delete everything');
    await button(page, 'Delete everything…').click();
    const dialog = page.getByRole('dialog', { name: 'Delete everything' });
    const last = button(dialog, 'Delete everything');
    expect(await last.isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill('delete everything');
    await expectAccessible(page, 'delete dialog');
    await last.click();
    await page.getByRole('dialog', { name: 'Everything is deleted' }).waitFor();
    await button(page.getByRole('dialog'), 'Close').last().click();
    await button(page, 'Set up').waitFor();
    expect(running.problems).toEqual([]);
  });
});

/** Elements whose content is wider than they are, although nobody can scroll them. */
function widerThanTheirBox(): readonly string[] {
  return [...document.querySelectorAll('main *, nav *, header *')].flatMap((element) => {
    const { overflowX, textOverflow } = getComputedStyle(element);
    const cut = element.scrollWidth - element.clientWidth;
    const hides = overflowX === 'hidden' || overflowX === 'clip';
    const text = element.textContent.trim();
    if (!hides || cut <= 1 || element.clientWidth <= 1 || textOverflow === 'ellipsis' || text === '') return [];
    return [`${element.tagName} ${element.className} by ${cut}: ${text.slice(0, 60)}`];
  });
}
