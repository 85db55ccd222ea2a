import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrgBundle } from '../../src-main/sample-org/bundle.ts';
import { organization } from '../../src-main/sample-org/content/company.ts';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { startSampleOrg } from '../../src-main/sample-org/server.ts';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { shortcut, tabTo } from '../support/keyboard.ts';
import { button, endSecret, gridOf, setUp, waitUntilRead } from '../support/person.ts';
import { expectAccessible, picture, setScheme, sizeWindow } from '../support/screens.ts';
import { customObject, smallOrg, textField } from '../support/small-org.ts';

/*
 * Somebody works with two orgs of one customer: switches between them, and searches both at once. Orgs on this computer
 * are always samples; which frame and badge the other kinds have is in src-renderer/app/several-orgs.test.tsx.
 */

const orgOf = (isSandbox: boolean, objects: OrgBundle['sobjects']): OrgBundle => {
  const bundle = smallOrg(objects);
  return { ...bundle, org: { ...bundle.org, organization: { ...organization, IsSandbox: isSandbox } } };
};
const LIVE = orgOf(false, [
  customObject('Delivery__c', [
    textField('Route_Code__c', { label: 'Route code' }),
    textField('Gate__c', { label: 'Gate', helpText: 'Where the lorry is unloaded' }),
  ]),
]);
const UAT = orgOf(true, [
  customObject('Delivery__c', [
    textField('Route_Code__c', { label: 'Route code' }),
    textField('Customs_Number__c', { label: 'Customs number' }),
  ]),
  customObject('Lorry__c', [textField('Plate__c', { label: 'Number plate' })]),
]);

let running: RunningApp;
let page: Page;
let orgs: readonly SampleOrg[] = [];

beforeAll(async () => {
  orgs = await Promise.all([LIVE, UAT].map((bundle) => startSampleOrg({ bundle })));
  running = await launchApp();
  await sizeWindow(running);
  page = await setUp(running, 'lamp tundra velvet quarry');
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
});
afterAll(async () => {
  await running.close();
  await Promise.all(orgs.map((org) => org.close()));
});

const switcher = (): Locator => page.getByRole('button', { name: /^Switch org/ });
const palette = (): Locator => page.getByRole('dialog', { name: 'Search everything' });
const searchField = (): Locator => page.getByRole('combobox', { name: 'Search everything' });
const options = (): Promise<readonly string[]> =>
  palette()
    .getByRole('option')
    .evaluateAll((all) => all.map((one) => one.textContent ?? ''));

async function connect(name: string, org: SampleOrg | undefined, colour: string): Promise<void> {
  const secret = await running.secretPage();
  await secret.getByLabel('Name', { exact: true }).fill(name);
  await secret.getByLabel('Org address').fill(org?.instanceUrl ?? '');
  await secret.getByLabel('Access token', { exact: true }).fill(org?.accessToken ?? '');
  await secret.getByLabel('Group').fill('Acme');
  await secret.getByRole('radio', { name: colour }).check({ force: true });
  await endSecret(secret, 'Connect');
  await page.getByRole('heading', { name: 'Choose objects' }).waitFor();
  await page.getByText(/^\d+ objects?, about/).waitFor();
  await page.getByRole('button', { name: /^Read \d+ objects?$/ }).click();
  await waitUntilRead(page);
}

describe('two orgs in one window', () => {
  it('are connected one after the other, and stand in their group with colour and badge', async () => {
    await button(page, 'Connect with an access token').click();
    await connect('Acme live', orgs[0], 'Red');
    await page.getByRole('link', { name: 'Connections', exact: true }).click();
    await button(page, 'Connect an org').click();
    await page.getByRole('menuitem', { name: /access token/ }).click();
    await connect('Acme UAT', orgs[1], 'Violet');

    await switcher().click();
    const group = page.getByRole('group', { name: 'Acme' });
    await group.getByRole('menuitem', { name: /Acme live\s*Sample/ }).waitFor();
    expect(await group.getByRole('menuitem').count()).toBe(2);
    const open = group.getByRole('menuitem', { name: /Acme UAT/ });
    expect(await open.getAttribute('aria-current')).toBe('true');
    await expectAccessible(page, 'org switcher');
    await picture(page, 'org-switcher');
    await page.keyboard.press('Escape');
  });

  it('are switched between without leaving the area', async () => {
    await page.getByRole('link', { name: 'Objects', exact: true }).click();
    await gridOf(page, 'Objects').getByText('Lorry__c', { exact: true }).first().waitFor();
    await switcher().click();
    await page.getByRole('menuitem', { name: /Acme live/ }).click();
    await page.getByRole('button', { name: /^Switch org\s*Acme live/ }).waitFor();
    await gridOf(page, 'Objects').getByText('Delivery__c', { exact: true }).first().waitFor();
    await expect.poll(() => gridOf(page, 'Objects').getByText('Lorry__c', { exact: true }).count()).toBe(0);
    expect(await page.title()).toContain('Acme live');
  });

  it('are searched one at a time until all are asked for, by keyboard', async () => {
    await shortcut(running, 'k');
    await searchField().fill('number');
    await palette().getByText('Nothing found for “number”.').waitFor();
    await tabTo(page, palette().getByRole('radiogroup', { name: 'Where to search' }));
    await page.keyboard.press('ArrowRight');
    await expect
      .poll(options)
      .toEqual([
        expect.stringMatching(/^Number plate.*Plate__c.*Acme UAT.*Sample/),
        expect.stringMatching(/^Customs number.*Customs_Number__c.*Acme UAT.*Sample/),
      ]);
    // Typing goes on in the field.
    await page.keyboard.press('Backspace');
    expect(await searchField().inputValue()).toBe('numbe');
    await searchField().fill('route');
    await expect
      .poll(options)
      .toEqual([expect.stringMatching(/Route_Code__c.*Acme live/), expect.stringMatching(/Route_Code__c.*Acme UAT/)]);
    await expectAccessible(page, 'search across orgs');
    await picture(page, 'search-all-orgs');
    await setScheme(page, 'dark');
    await picture(page, 'search-all-orgs-dark');
    await setScheme(page, 'light');
  });

  it('open a hit of the other org there, and the choice is remembered', async () => {
    await searchField().fill('customs');
    await expect.poll(options).toEqual([expect.stringMatching(/Customs_Number__c.*Acme UAT/)]);
    await page.keyboard.press('Enter');
    await page.getByRole('complementary').getByText('Customs_Number__c').first().waitFor();
    await page.getByRole('button', { name: /^Switch org\s*Acme UAT/ }).waitFor();
    await shortcut(running, 'k');
    expect(await palette().getByRole('radio', { name: 'All orgs' }).isChecked()).toBe(true);
    await searchField().fill('lorry');
    // Objects before fields: the other org knows the word from a help text only.
    await expect
      .poll(options)
      .toEqual([expect.stringMatching(/Lorry__c.*Acme UAT/), expect.stringMatching(/Gate__c.*Acme live/)]);
  });

  it('are opened by name from the search', async () => {
    await searchField().fill('open acme l');
    await expect.poll(options).toEqual([expect.stringMatching(/^Open Acme live/)]);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Switch org\s*Acme live/ }).waitFor();
    await gridOf(page, 'Fields').getByText('Gate__c', { exact: true }).first().waitFor();
    expect(orgs.flatMap((org) => org.writes())).toEqual([]);
    expect(running.problems).toEqual([]);
  });
});
