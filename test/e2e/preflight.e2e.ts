import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { startSampleOrg } from '../../src-main/sample-org/server.ts';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { tabRound, tabTo } from '../support/keyboard.ts';
import { button, endSecret, setUp } from '../support/person.ts';
import { darkPicture, expectAccessible, picture, sizeWindow, zoomPage } from '../support/screens.ts';
import { customObject, smallOrg, textField } from '../support/small-org.ts';

/*
 * Somebody without "View Setup and Configuration" connects an org: sees what works and what does not, and decides what
 * may be read. The steps build on each other.
 */

const VIEW_SETUP = 'View Setup and Configuration';

let running: RunningApp;
let page: Page;
let org: SampleOrg;

beforeAll(async () => {
  org = await startSampleOrg({ bundle: smallOrg([customObject('Delivery__c', [textField('Gate__c', {})])]) });
  running = await launchApp();
  await sizeWindow(running);
  page = await setUp(running, 'lamp tundra velvet quarry');
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
});
afterAll(async () => {
  await running.close();
  await org.close();
});

const card = (): Locator => page.getByRole('article', { name: 'Acme live' });
const areas = (): Locator => page.getByRole('list', { name: 'Areas' }).locator('> li');

describe('permissions after a sign-in', () => {
  it('are checked at once, and what is missing is said where the next step is', async () => {
    await button(page, 'Connect with an access token').click();
    const secret = await running.secretPage();
    await secret.getByLabel('Name', { exact: true }).fill('Acme live');
    await secret.getByLabel('Org address').fill(org.instanceUrl);
    await secret.getByLabel('Access token', { exact: true }).fill(org.issueToken({ without: ['ViewSetup'] }));
    await endSecret(secret, 'Connect');
    await page.getByRole('heading', { name: 'Choose objects' }).waitFor();
    await page.getByText('One permission is missing in Acme live').waitFor();
    await page.getByText(VIEW_SETUP, { exact: true }).waitFor();
    await expectAccessible(page, 'choice with missing permission');
    await picture(page, 'permissions-notice');
    await tabTo(page, button(page, 'Show what works'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Permissions' }).waitFor();
    expect(org.requests().length).toBeLessThan(25);
  });

  it('are shown area by area: what was found, what is missing, what works without it', async () => {
    await page.getByRole('heading', { name: /^\d+ of \d+ areas work$/ }).waitFor();
    const all = await areas().allTextContents();
    expect(all.length).toBeGreaterThan(8);
    expect(all.find((text) => text.includes('API access'))).toMatch(/^Works/);
    const refused = all.filter((text) => text.includes(VIEW_SETUP));
    expect(refused.length).toBeGreaterThan(0);
    for (const text of refused)
      expect(text).toMatch(/^(?:Refused|In part).*Missing permission.*Without it.*Read to find out/);
    await expectAccessible(page, 'permissions');
    await picture(page, 'permissions');
    await darkPicture(page, 'permissions-dark');
    expect((await tabRound(page)).length).toBeGreaterThan(10);
  });

  it('are handed to the administrator as text', async () => {
    await button(page, 'Copy for the administrator').click();
    await button(page, 'Copied').waitFor();
    const text = await running.app.evaluate(({ clipboard }) => clipboard.readText());
    expect(text).toMatch(/^Permissions of .* in Acme live\n/);
    expect(text).toContain(`- ${VIEW_SETUP}\n`);
    expect(text).not.toContain(org.accessToken);
  });

  it('are checked again on demand, and each request of it is in the ledger', async () => {
    const before = org.requests().length;
    await button(page, 'Check again').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => org.requests().length).toBeGreaterThan(before);
    await button(page, 'Check again').waitFor();
    await expect
      .poll(() => button(page, 'Check again').evaluate((element) => element === document.activeElement))
      .toBe(true);
    await page.getByText(/Checked just now with \d+ API requests/).waitFor();
    await page.getByRole('link', { name: 'Show these requests in the ledger' }).click();
    await page.getByRole('table', { name: 'Requests' }).getByRole('row').nth(1).waitFor();
    const sent = org.requests().length;
    const shown = await page.getByText(/^1–\d+ of \d+$/).textContent();
    expect(Number(/of (\d+)$/.exec(shown ?? '')?.[1])).toBeLessThanOrEqual(sent);
  });

  it('fit at 200 %', async () => {
    await page.evaluate(() => history.back());
    await page.getByRole('heading', { level: 1, name: 'Permissions' }).waitFor();
    await sizeWindow(running, { width: 1280, height: 800 });
    await zoomPage(running, 2);
    try {
      await areas().first().waitFor();
      await expectAccessible(page, 'permissions at 200 %');
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
    } finally {
      await zoomPage(running, 1);
      await sizeWindow(running);
    }
  });
});

describe('what may be read', () => {
  it('is metadata only until the name of the connection is typed', async () => {
    await page.getByRole('link', { name: 'Connections', exact: true }).click();
    await card().getByText('Metadata only', { exact: true }).waitFor();
    await expectAccessible(page, 'connections, metadata only');
    await tabTo(page, button(card(), 'Allow records…'));
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Allow records of Acme live' });
    await dialog.getByText('Nothing is written', { exact: false }).waitFor();
    expect(await button(dialog, 'Allow records').isDisabled()).toBe(true);
    await page.keyboard.type('Acme');
    expect(await button(dialog, 'Allow records').isDisabled()).toBe(true);
    await expectAccessible(page, 'records dialog');
    await page.keyboard.type(' live');
    await picture(page, 'records-dialog');
    await darkPicture(page, 'records-dialog-dark');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
  });

  it('says on the card and in the top bar that records are allowed, and goes back with one click', async () => {
    await card().getByText('Metadata and records', { exact: true }).waitFor();
    await page.getByRole('region', { name: 'Tools' }).getByRole('link', { name: 'Records allowed' }).waitFor();
    expect(await card().getByText('Records allowed', { exact: true }).count()).toBe(1);
    await expectAccessible(page, 'connections, records allowed');
    await picture(page, 'records-allowed');
    await darkPicture(page, 'records-allowed-dark');
    await button(card(), 'Back to metadata only').click();
    await card().getByText('Metadata only', { exact: true }).waitFor();
    expect(await page.getByText('Records allowed', { exact: true }).count()).toBe(0);
    expect(org.writes()).toEqual([]);
    expect(running.problems).toEqual([]);
  });
});
