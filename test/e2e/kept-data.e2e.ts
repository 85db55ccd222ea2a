import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { tabTo } from '../support/keyboard.ts';
import { button, endSecret } from '../support/person.ts';
import { plantAppVault, PLANTED_PASSWORD } from '../support/planted-app.ts';
import { plantOrgs } from '../support/planted-store.ts';
import { expectAccessible, picture, sizeWindow } from '../support/screens.ts';

/* A store with a past: orgs that nobody opened, errors, and a time that has not come yet. The steps build on each other. */

const DAY_MS = 24 * 3_600_000;
const daysFromNow = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();

let running: RunningApp;
let page: Page;
let dataDir = '';
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'orgbench-kept-'));
  await plantAppVault(dataDir, ({ db, store, signInGoogle }) => {
    plantOrgs(db, store, 4000);
    db.prepare('UPDATE connection SET created_at = ?').run(daysFromNow(-100));
    store.settings.change({ 'preference.orgRetentionMonths': '1', 'preference.onlySalesforce': 'true' }, []);
    const line = { traceId: null, place: 'src-main/engine/door.ts:30 answer', count: 1 };
    store.errorLog.add({ ...line, at: daysFromNow(3), event: 310, code: 'org-unreachable' });
    store.errorLog.add({ ...line, at: daysFromNow(-2), event: 910, code: 'TypeError', count: 12 });
    store.errorLog.add({
      ...line,
      at: daysFromNow(-5),
      event: 510,
      code: 'disk-full',
      traceId: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    });
    signInGoogle('jo@acme.example');
  });
  running = await launchApp({ dataDir });
  await sizeWindow(running);
});
afterAll(async () => {
  await running.close();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
});

const goTo = async (tab: string, heading: string): Promise<void> => {
  await page.getByRole('link', { name: 'Privacy', exact: true }).click();
  await page.getByRole('navigation', { name: 'Pages about privacy' }).getByRole('link', { name: tab }).click();
  await page.getByRole('heading', { level: 2, name: heading, exact: true }).waitFor();
};

describe('what is kept', () => {
  it('says after the unlock that the clock was set back, until the notice is closed', async () => {
    const secret = await running.secretPage();
    await secret.getByLabel('Master password', { exact: true }).fill(PLANTED_PASSWORD);
    await endSecret(secret, 'Unlock');
    page = running.page();
    await page.getByRole('link', { name: 'Privacy', exact: true }).waitFor();
    const notice = page.getByRole('status').filter({ hasText: "This computer's clock says" });
    await notice.waitFor();
    await expectAccessible(page, 'clock notice');
    await picture(page, 'clock-notice');
    await button(notice, 'Close').click();
    await notice.waitFor({ state: 'detached' });
    expect(await page.getByRole('status').filter({ hasText: 'clock' }).count()).toBe(0);
  });

  it('announces the removal of an org that nobody opened, on every screen', async () => {
    const banner = page.getByRole('status').filter({ hasText: 'Metadata of Org b will be removed after' });
    await banner.waitFor();
    // The other was opened with the app.
    expect(await page.getByText('Metadata of Org a will be removed after').count()).toBe(0);
    await banner.getByRole('link', { name: 'Show kept data' }).click();
    const row = page.getByRole('table', { name: 'What is kept' }).getByRole('row', { name: /Metadata of Org b/ });
    await row.getByText(/^Will be removed after /).waitFor();
    await expectAccessible(page, 'announced removal');
    await picture(page, 'privacy-kept-data');
  });

  it('opening the org withdraws the announcement', async () => {
    const banner = page.getByRole('status').filter({ hasText: 'Metadata of Org b will be removed after' });
    await button(banner, 'Open and keep').click();
    await banner.waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1, name: 'Fields' }).waitFor();
    await goTo('Kept data', 'Kept data');
    expect(await page.getByText(/^Will be removed after /).count()).toBe(0);
  });

  it('a part is removed by keyboard alone, with progress, and the store gets smaller', async () => {
    const size = page.getByText(/^The encrypted store takes /);
    const before = await size.innerText();
    const remove = button(page, 'Remove Metadata of Org b');
    await tabTo(page, remove);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Remove “Metadata of Org b”' });
    await dialog.getByText(/^Frees about /).waitFor();
    await expectAccessible(page, 'removal of an org');
    await picture(page, 'privacy-remove');
    await tabTo(page, button(dialog, 'Remove now'));
    const progress = page.getByRole('status').filter({ hasText: 'Removing and compacting' }).waitFor();
    await page.keyboard.press('Enter');
    await progress;
    await expect.poll(() => page.getByRole('row', { name: /Metadata of Org b/ }).count(), { timeout: 60_000 }).toBe(0);
    // The button went with its row.
    await expect.poll(() => page.evaluate(() => document.activeElement?.querySelector('table') !== null)).toBe(true);
    await expect.poll(() => size.innerText()).not.toBe(before);
    expect(await page.getByRole('row', { name: /Metadata of Org a/ }).count()).toBe(1);
  });
});

describe('the error log', () => {
  it('lists entries, shows the details of one, and copies them', async () => {
    await goTo('Error log', 'Error log');
    const table = page.getByRole('table', { name: 'Entries of the error log' });
    await table.getByRole('row').nth(3).waitFor();
    await table
      .getByRole('row', { name: /disk-full/ })
      .getByRole('button')
      .click();
    await table.getByText('3f2504e0-4f89-41d3-9a0c-0305e82c3301').waitFor();
    await expectAccessible(page, 'error log with entries');
    await picture(page, 'privacy-error-log');
    await button(table, 'Copy this entry').click();
    await expect
      .poll(() => running.app.evaluate(({ clipboard }) => clipboard.readText()))
      .toMatch(/Code: disk-full\n.*\ntrace: 3f2504e0.*\nsrc-main\/engine\/door.ts:30 answer/s);
  });

  it('is filtered by words, and says when nothing fits', async () => {
    const filter = page.getByLabel('Filter by description, code or place');
    await filter.fill('typeerror');
    const table = page.getByRole('table', { name: 'Entries of the error log' });
    await expect.poll(() => table.getByRole('row').count()).toBe(2);
    await filter.fill('no such words');
    await page.getByText('No entry matches the filter.').waitFor();
    await filter.fill('');
    await expect.poll(() => table.getByRole('row').count()).toBe(4);
  });

  it('has what the page did not handle itself, without a word of its message', async () => {
    const before = running.problems.length;
    await page.evaluate(() => {
      setTimeout(() => {
        throw new RangeError('Acme merger plan');
      });
    });
    await expect.poll(() => running.problems.length).toBeGreaterThan(before);
    await goTo('Kept data', 'Kept data');
    await goTo('Error log', 'Error log');
    const table = page.getByRole('table', { name: 'Entries of the error log' });
    await table.getByRole('row', { name: /610 A page met an error that it did not handle\. RangeError/ }).waitFor();
    expect(await page.getByText('Acme merger plan').count()).toBe(0);
  });

  it('has a screen that could not be drawn, with its place in the page', async () => {
    await page.evaluate(() => {
      const { get } = Object.getOwnPropertyDescriptor(Intl.NumberFormat.prototype, 'format') ?? {};
      Object.defineProperty(Intl.NumberFormat.prototype, 'format', {
        configurable: true,
        get() {
          throw new SyntaxError('Acme merger plan');
        },
      });
      Object.assign(window, {
        mend: () => Object.defineProperty(Intl.NumberFormat.prototype, 'format', { configurable: true, get }),
      });
    });
    const pages = page.getByRole('navigation', { name: 'Pages about privacy' });
    await pages.getByRole('link', { name: 'Kept data' }).click();
    await page.getByRole('heading', { level: 1, name: 'This screen could not be drawn' }).waitFor();
    await page.evaluate(() => (window as unknown as { mend: () => void }).mend());
    await page.getByRole('link', { name: 'Connections', exact: true }).click();
    await goTo('Error log', 'Error log');
    const row = page.getByRole('row', { name: /610 A page met an error that it did not handle\. SyntaxError/ });
    await row.getByRole('button').click();
    expect(await page.getByText(/^page:\d+:\d+( < page:\d+:\d+)*$/).count()).toBe(1);
  });

  it('is cleared after a confirmation', async () => {
    await button(page, 'Clear the log…').click();
    const dialog = page.getByRole('dialog', { name: 'Clear the error log' });
    await expectAccessible(page, 'clearing the log');
    await button(dialog, 'Clear').click();
    await page.getByRole('heading', { name: 'Nothing failed' }).waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
  });
});

describe('deleting everything', () => {
  it('names what cannot be signed out before and what was not afterwards, and removes the data folder', async () => {
    await goTo('Your rights', 'Delete everything');
    await button(page, 'Delete everything…').click();
    const dialog = page.getByRole('dialog', { name: 'Delete everything' });
    const blocked = dialog.getByRole('listitem').filter({ hasText: 'jo@acme.example (Google)' });
    await blocked.getByText('The preference "No network except Salesforce" is on').waitFor();
    await expectAccessible(page, 'what cannot be signed out as things are set');
    await dialog.getByRole('textbox').fill('delete everything');
    await page.keyboard.press('Enter');
    const told = page.getByRole('dialog', { name: 'Everything is deleted' });
    await told.getByRole('listitem').filter({ hasText: 'jo@acme.example (Google)' }).waitFor({ timeout: 30_000 });
    await expectAccessible(page, 'what could not be signed out');
    expect(existsSync(join(dataDir, 'data'))).toBe(false);
    await picture(page, 'everything-deleted');
    expect(await told.getByText('Signed out', { exact: true }).count()).toBe(0);
    await button(told, 'Close').last().click();
    await button(page, 'Set up').waitFor();
  });
});
