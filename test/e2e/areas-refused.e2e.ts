import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { type SampleOrg, startSampleOrg } from '../../src-main/sample-org/server.ts';
import { type RunningApp, launchApp } from '../support/app.ts';
import { button, endSecret, setUp } from '../support/person.ts';
import { expectAccessible, picture, sizeWindow } from '../support/screens.ts';

/*
 * Somebody without "View Setup and Configuration" reads the areas of an org: what could not be read is said with its
 * reason, everywhere, and never shown as nothing.
 */

let running: RunningApp;
let page: Page;
let org: SampleOrg;

beforeAll(async () => {
  org = await startSampleOrg({ bundle: createSampleBundle() });
  running = await launchApp();
  await sizeWindow(running);
  page = await setUp(running, 'lamp tundra velvet quarry');
  page.setDefaultTimeout(20_000);
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  await button(page, 'Connect with an access token').click();
  const secret = await running.secretPage();
  await secret.getByLabel('Name', { exact: true }).fill('Acme live');
  await secret.getByLabel('Org address').fill(org.instanceUrl);
  await secret.getByLabel('Access token', { exact: true }).fill(org.issueToken({ without: ['ViewSetup'] }));
  await endSecret(secret, 'Connect');
  await page.getByRole('heading', { name: 'Choose objects' }).waitFor();
});
afterAll(async () => {
  await running.close();
  await org.close();
});

const to = (path: string): Promise<void> =>
  page.evaluate((next) => {
    location.hash = location.hash.replace(/^(#\/org\/[^/?]+).*/, `$1${next}`);
  }, path);

describe('areas of an org that shows only some of itself', () => {
  it('are none until they are chosen', async () => {
    await page.getByRole('navigation', { name: 'What to read' }).getByRole('link', { name: 'Everything else' }).click();
    await page.getByText('0 of 20 areas chosen').waitFor();
    expect(await page.getByRole('button', { name: /^Read/ }).count()).toBe(0);
    await to('/catalog/automation?type=Flow');
    await page.getByRole('heading', { name: 'Flows: not chosen' }).waitFor();
  });

  it('say area by area what could not be read, and why', async () => {
    await to('/areas');
    await button(page, 'Choose all').click();
    await page.getByRole('button', { name: 'Read 20 areas' }).click();
    await page.getByRole('button', { name: 'Read 20 areas again' }).waitFor({ timeout: 60_000 });
    const refused = page.getByText('Could not be read', { exact: true });
    await refused.first().waitFor();
    expect(await refused.count()).toBeGreaterThan(3);
    await expectAccessible(page, 'areas that could not be read');
    await picture(page, 'areas-refused');
    await page
      .getByRole('button', { name: /^\d+ parts? unknown$/ })
      .first()
      .click();
    const list = page.getByRole('dialog', { name: 'What could not be read' });
    await list.getByRole('cell').first().waitFor();
    await page.keyboard.press('Escape');
  });

  it('lead to choosing objects where they are read for objects and none is chosen', async () => {
    const row = page.getByRole('region', { name: 'Setup' }).getByRole('link', { name: 'Choose objects' });
    await row.scrollIntoViewIfNeeded();
    await expectAccessible(page, 'an area that needs objects');
    await to('/catalog/setup?type=ObjectLimit');
    await page.getByRole('heading', { name: 'Limits of objects: no objects were read' }).waitFor();
    expect(await page.getByRole('button', { name: /Try again|Refresh Limits/ }).count()).toBe(0);
    const state = page.getByRole('region', { name: 'State of the metadata' });
    await state.getByRole('button', { name: 'Choose objects' }).waitFor();
    await expectAccessible(page, 'an area without objects');
    await page.getByRole('link', { name: 'Choose objects' }).click();
    await page.getByRole('heading', { name: 'Choose objects' }).waitFor();
  });

  it('show the reason and the permission where the list would be', async () => {
    await to('/catalog/automation?type=ValidationRule');
    await page.getByRole('heading', { name: 'Validation rules: could not be read' }).waitFor();
    await page.getByText(/View Setup and Configuration may be missing/).waitFor();
    await page.getByText('How many there are is unknown').waitFor();
    expect(await page.getByRole('heading', { name: /none in this org/ }).count()).toBe(0);
    await expectAccessible(page, 'a list that could not be read');
    await picture(page, 'list-refused');
  });

  it('show it on the page of an object too, without a count', async () => {
    await to('/choose');
    await button(page, 'Choose all').click();
    await page.getByRole('button', { name: /^Read [\d,]+ objects$/ }).click();
    await page.getByText('Metadata read just now').waitFor({ timeout: 60_000 });
    await to('/object/Account?tab=layouts');
    await page.getByRole('heading', { name: 'Layouts: could not be read' }).waitFor();
    await page.getByText(/View Setup and Configuration/).waitFor();
    await page.getByRole('tab', { name: 'Page layouts', exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Limits', exact: true }).click();
    await page.getByRole('heading', { name: 'Object limits: could not be read' }).waitFor();
    expect(await page.getByRole('heading', { name: /none/ }).count()).toBe(0);
    await expectAccessible(page, 'a part of an object that could not be read');
    await page.getByRole('link', { name: 'Check permissions' }).click();
    await page.getByRole('heading', { level: 1, name: /permission/i }).waitFor();
  });

  it('say that permissions could not be read, and not that nobody has any', async () => {
    await to('/access');
    await page.getByRole('heading', { name: 'Permissions could not be read' }).waitFor();
    await to('/fields?field=Opportunity.Amount&tab=access');
    await page.getByText(/^Unknown: nothing that was read grants this field/).waitFor();
    expect(await page.getByText(/^Nobody/).count()).toBe(0);
  });
});

it('none of this wrote an error or a policy breach to the console', () => {
  expect(running.problems).toEqual([]);
});
