import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { shortcut, tabRound, tabTo } from '../support/keyboard.ts';
import { button, setUp, waitUntilRead } from '../support/person.ts';
import { darkPicture, expectAccessible, picture, sizeWindow, zoomPage } from '../support/screens.ts';

/* The outbound ledger after reading the sample org, with the real engine behind it. The steps build on each other. */

let running: RunningApp;
let page: Page;

beforeAll(async () => {
  running = await launchApp();
  await sizeWindow(running);
  page = await setUp(running, 'lamp tundra velvet quarry');
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  await button(page, 'Connect the sample org').click();
  await page.getByRole('button', { name: /^Read \d+ objects$/ }).click();
  await waitUntilRead(page);
});
afterAll(async () => {
  await running.close();
});

const list = (): Locator => page.getByRole('table', { name: 'Requests' });
const openers = (): Locator => list().getByRole('button', { name: /details of request/ });
const purposes = (): Promise<readonly string[]> =>
  list()
    .locator('tbody tr td:nth-child(2)')
    .evaluateAll((cells) => [...new Set(cells.map((cell) => cell.textContent ?? ''))]);
const address = (): Promise<string> => page.evaluate(() => decodeURIComponent(window.location.hash));

describe('the outbound ledger', () => {
  it('is an area of its own, with every request as a line', async () => {
    await page.getByRole('link', { name: 'Outbound ledger', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Outbound ledger' }).waitFor();
    await openers().first().waitFor();
    const states = await list().locator('tbody tr td:nth-child(6)').allTextContents();
    expect(states.filter((state) => !/^Done(?:200|304)$/.test(state))).toEqual([]);
    expect(await purposes()).toEqual(expect.arrayContaining(['describe', 'object list']));
    await expectAccessible(page, 'ledger');
    await picture(page, 'ledger');
    await darkPicture(page, 'ledger-dark');
    expect((await tabRound(page)).length).toBeGreaterThan(15);
  });

  it('opens a line by keyboard, with all that is kept of it', async () => {
    await tabTo(page, openers().first());
    await page.keyboard.press('Enter');
    const request = page.locator('dt', { hasText: /^Request$/ });
    await request.waitFor();
    expect(await request.locator('xpath=following-sibling::dd[1]').textContent()).toMatch(
      /^(GET|POST) 127\.0\.0\.1:\d+\/services\//,
    );
    await expectAccessible(page, 'ledger, a line opened');
    await picture(page, 'ledger-line');
    await page.keyboard.press('Enter');
    await request.waitFor({ state: 'detached' });
  });

  it('is narrowed down by words and choices, and keeps them in its address', async () => {
    await shortcut(running, 'f');
    const words = page.getByRole('textbox', { name: 'Filter by host, path, purpose or object' });
    await expect.poll(() => words.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.type('composite');
    await expect.poll(address).toContain('text=composite');
    await expect.poll(purposes).not.toContain('object list');
    await button(page, 'Clear filter').click();
    await expect.poll(address).not.toContain('composite');

    await tabTo(page, page.getByRole('combobox', { name: 'Purpose' }));
    await page.keyboard.type('describe');
    await page.getByRole('option', { name: 'describe', exact: true }).waitFor();
    await page.getByRole('option', { name: 'describe', exact: true }).click();
    await expect.poll(purposes).toEqual(['describe']);
    expect(await address()).toContain('purpose=describe');
    // Month and day are the same, so that their order does not matter.
    await tabTo(page, page.getByLabel('From day'));
    await page.keyboard.type('11112026');
    await expect.poll(address).toContain('from=2026-11-11');
    await page.getByRole('textbox', { name: 'To day' }).or(page.getByLabel('To day')).first().fill('2020-01-01');
    await page.getByText('No request matches the filter.').waitFor();
    await button(page, 'Clear filter').click();
    await openers().first().waitFor();
  });

  it('is summed up as a picture and as a table, per org and per host', async () => {
    await page.getByRole('radiogroup', { name: 'What to show' }).getByText('Overview').click();
    await page.getByRole('img', { name: /^\d+ requests? from .* most on/ }).waitFor();
    const meter = page.getByRole('meter', { name: 'API requests of Sample org in the last 24 hours' });
    expect(await meter.getAttribute('aria-valuetext')).toMatch(/^\d+ by Orgbench, \d+ by others, of [\d,]+$/);
    expect(await page.getByRole('region', { name: 'Hosts contacted' }).getByRole('listitem').allTextContents()).toEqual(
      [expect.stringMatching(/^127\.0\.0\.1:\d+$/)],
    );
    await expectAccessible(page, 'ledger, overview');
    await picture(page, 'ledger-overview');
    await darkPicture(page, 'ledger-overview-dark');
    await page.getByRole('radiogroup', { name: 'Requests per day as' }).getByText('Table').click();
    await expectAccessible(page, 'ledger, days as a table');
    await page
      .getByRole('region', { name: 'Requests per day' })
      .getByRole('button', { name: /^\d+ \w+ \d{4}$/ })
      .first()
      .click();
    await openers().first().waitFor();
    expect(await address()).toMatch(/from=\d{4}-\d{2}-\d{2}.*to=\d{4}-\d{2}-\d{2}/);
    await button(page, 'Clear filter').click();
  });

  it('is usable at 200 % in a window of 1280 by 800', async () => {
    await sizeWindow(running, { width: 1280, height: 800 });
    await zoomPage(running, 2);
    try {
      await openers().first().waitFor();
      await expectAccessible(page, 'ledger at 200 %');
      await openers().first().click();
      await page.getByRole('radiogroup', { name: 'What to show' }).getByText('Overview').click();
      await page.getByRole('img', { name: /most on/ }).waitFor();
      await expectAccessible(page, 'ledger overview at 200 %');
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wider).toBeLessThanOrEqual(0);
    } finally {
      await zoomPage(running, 1);
      await sizeWindow(running);
    }
  });

  it('says how long lines are kept, and leads to the preference', async () => {
    await page.getByText(/^Lines are kept for 90 days/).waitFor();
    await page.getByRole('link', { name: 'Change in the preferences' }).click();
    await page.getByRole('heading', { level: 1, name: 'Preferences' }).waitFor();
    await page.getByText('Days that the outbound ledger is kept.').waitFor();
    await page.getByRole('link', { name: 'Activity', exact: true }).click();
    await page.getByRole('link', { name: 'Requests', exact: true }).click();
    await openers().first().waitFor();
    expect(running.problems).toEqual([]);
  });
});
