import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { tabRound } from '../support/keyboard.ts';
import { answerSaveDialog, button, setUp, waitUntilRead } from '../support/person.ts';
import { expectAccessible, picture, sizeWindow } from '../support/screens.ts';

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
    await picture(page, 'analytics-card');
    await button(card, 'Leave off').click();
    await card.waitFor({ state: 'detached' });
  });

  it('every page is clean in light and dark and holds no focus', async () => {
    const pages = [
      ['Kept data', 'Kept data'],
      ['Analytics', 'Product analytics'],
      ['Error log', 'Error log'],
      ['Backup', 'Make a backup'],
      ['Your rights', 'Delete everything'],
      ['For reviewers', 'For security reviewers'],
      ['For admins', 'Salesforce'],
    ] as const;
    for (const [tab, heading] of pages) {
      await goTo(tab, heading);
      await expectAccessible(page, tab);
      await picture(page, `privacy-${tab.toLowerCase().replaceAll(' ', '-')}`);
      expect((await tabRound(page)).length, tab).toBeGreaterThan(8);
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

  it('a support file is shown whole, changed and saved', async () => {
    const path = join(folder, 'support.txt');
    await answerSaveDialog(running.app, path);
    await goTo('Error log', 'Error log');
    await button(page, 'Contact support…').click();
    const dialog = page.getByRole('dialog', { name: 'Contact support' });
    await dialog.getByLabel('What happened').fill('The list stayed empty.');
    await expectAccessible(page, 'support dialog');
    await button(dialog, 'Show the file').click();
    const whole = dialog.getByLabel('The whole file');
    await expect.poll(() => whole.inputValue()).toContain('The list stayed empty.');
    await picture(page, 'support-file');
    await whole.fill(`${await whole.inputValue()}\nAdded by hand.`);
    await button(dialog, 'Save…').click();
    await dialog.waitFor({ state: 'detached' });
    expect(await readFile(path, 'utf8')).toContain('Added by hand.');
  });

  it('preferences are searched, and reset by row', async () => {
    await page.getByRole('link', { name: 'Preferences', exact: true }).click();
    await expectAccessible(page, 'preferences');
    await picture(page, 'preferences-all');
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
    await picture(page, 'everything-deleted');
    await button(page.getByRole('dialog'), 'Close').last().click();
    await button(page, 'Set up').waitFor();
    expect(running.problems).toEqual([]);
  });
});
