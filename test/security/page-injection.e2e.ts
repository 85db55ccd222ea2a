/*
 * The attack: whoever can write a label, a help text or a picklist value in an org writes HTML, script, links and message
 * syntax instead, and waits for somebody to look at it in Orgbench. The same in the names of connections, groups, presets
 * and files, in an account's name and in what the org answers when it refuses.
 *
 * All screens are walked twice: with the content security policy, under which any attempt to run something is a reported
 * breach, and with the policy switched off, under which it would run. A control shows both before anything is claimed.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { startSampleOrg } from '../../src-main/sample-org/server.ts';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { answerSaveDialog, button, endSecret, toastsGone, waitUntilRead } from '../support/person.ts';
import { PLANTED_PASSWORD, plantAppVault } from '../support/planted-app.ts';
import { API_NAME, hostileOrg, LONG_TEXT, PAYLOAD_NAMES, PAYLOADS } from './page-hostile-org.ts';
import { filesWith } from './token-scanner.ts';
import { calls, foreignElements, plantFunction, violations } from './page-watch.ts';

const NAME = `Live ${PAYLOADS.image}`;
const GROUP = `Group ${PAYLOADS.svg}`;
const NOTES = `Notes ${PAYLOADS.script} ${PAYLOADS.messageFormat}`;
const ACCOUNT = `ana${PAYLOADS.image}@example.com`;
const REFUSAL = `Refused ${PAYLOADS.svg} ${PAYLOADS.messageFormat}`;

let profile = '';
let running: RunningApp;
let page: Page;
let org: SampleOrg;
const dialogs: string[] = [];

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'orgbench-injection-'));
  await plantAppVault(profile, ({ signInGoogle }) => signInGoogle(ACCOUNT));
  org = await startSampleOrg({ bundle: hostileOrg() });
  running = await launchApp({ dataDir: profile });
  const unlock = await running.secretPage();
  await unlock.getByLabel('Master password', { exact: true }).fill(PLANTED_PASSWORD);
  await endSecret(unlock, 'Unlock');
  page = running.page();
  page.setDefaultTimeout(15_000);
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await plantFunction(page);
  await button(page, 'Connect with an access token').click();
  const secret = await running.secretPage();
  await secret.getByLabel('Name', { exact: true }).fill(NAME);
  await secret.getByLabel('Org address').fill(org.instanceUrl);
  await secret.getByLabel('Access token', { exact: true }).fill(org.accessToken);
  await secret.getByLabel('Group').fill(GROUP);
  await endSecret(secret, 'Connect');
  await page.getByText(/^\d+ objects?, about/).waitFor();
  await page.getByRole('button', { name: /^Read \d+ objects?$/ }).click();
  await waitUntilRead(page);
});
afterAll(async () => {
  await running?.close();
  await org?.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 3 });
});

const link = (name: string): Locator => page.getByRole('link', { name, exact: true }).first();
const cell = (name: string): Locator => page.getByRole('gridcell', { name, exact: true }).first();
const drawer = (): Locator => page.getByRole('complementary');
const dialog = (): Locator => page.getByRole('dialog').last();

/** Waits until the page shows these texts, letter for letter, and holds that no element came of them. */
async function shows(where: string, texts: readonly string[]): Promise<void> {
  const missing = (): Promise<readonly string[]> =>
    page.evaluate((wanted) => {
      const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')];
      const titles = [...document.querySelectorAll('[title]')].map((one) => one.getAttribute('title') ?? '');
      const whole = [document.body.textContent ?? '', ...fields.map(({ value }) => value), ...titles].join('\n');
      return wanted.filter((text) => !whole.includes(text)).map((text) => text.slice(0, 100));
    }, texts);
  await expect.poll(missing, { message: where, timeout: 15_000 }).toEqual([]);
  expect.soft(await foreignElements(page), where).toEqual([]);
}

const all = (place: string): readonly string[] => PAYLOAD_NAMES.map((name) => `${place} ${PAYLOADS[name]}`);
const fieldOf = (name: (typeof PAYLOAD_NAMES)[number]): string => `Hostile_${PAYLOAD_NAMES.indexOf(name)}__c`;

async function leaveDialog(): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').first().waitFor({ state: 'detached' });
}

/** The rows that a grid does not draw are on no screen: it is scrolled until all were. */
async function walkGrids(): Promise<void> {
  await link('Fields').click();
  await cell(fieldOf('image')).waitFor();
  await shows('fields', [...all('label'), API_NAME, `object ${PAYLOADS.image}`, `help ${PAYLOADS.svg}`]);
  await page.getByText('API names', { exact: true }).click();
  await shows('fields by API name', [API_NAME, `description ${PAYLOADS.image}`]);
  await page.getByText('Labels', { exact: true }).click();
  await page.getByLabel('Filter by label, API name or help text').fill(PAYLOADS.image);
  await shows('quick filter', [PAYLOADS.image]);
  await page.getByLabel('Filter by label, API name or help text').fill('');
  await link('Objects').click();
  await cell('Hostile__c').waitFor();
  await shows('objects', [`object ${PAYLOADS.image}`, `object description ${PAYLOADS.svg}`]);
}

async function walkDrawers(): Promise<void> {
  await cell('Hostile__c').click();
  await drawer().getByRole('heading', { level: 2 }).waitFor();
  await shows('object drawer', [`objects ${PAYLOADS.script}`, `record type ${PAYLOADS.image}`]);
  await drawer().getByRole('tab', { name: 'Relationships' }).click();
  await drawer().getByRole('link', { name: 'Parent__c' }).first().waitFor();
  await shows('relationships', []);
  await page.keyboard.press('Escape');
  await link('Fields').click();
  await cell(fieldOf('image')).waitFor();
  for (const name of PAYLOAD_NAMES) {
    await cell(fieldOf(name)).click();
    await drawer().getByText(fieldOf(name), { exact: true }).first().waitFor();
    await shows(`field drawer, ${name}`, [`help ${PAYLOADS[name]}`, `description ${PAYLOADS[name]}`]);
    const values = drawer().getByRole('tab', { name: /^Picklist values/ });
    if (await values.isVisible()) {
      await values.click();
      await shows(`picklist values, ${name}`, [`value ${PAYLOADS[name]}`, `value label ${PAYLOADS[name]}`]);
      await drawer().getByRole('tab', { name: 'Properties' }).click();
    } else {
      await shows(`formula, ${name}`, [`formula ${PAYLOADS[name]}`]);
    }
  }
  await cell('Long__c').click();
  await drawer().getByText('Long__c', { exact: true }).first().waitFor();
  await shows('field drawer, long text', [LONG_TEXT]);
  await cell('Address__c').click();
  await drawer().getByText('Address__c', { exact: true }).first().waitFor();
  await shows('field drawer, addresses', ['file:///etc/passwd https://evil.example/']);
  await page.keyboard.press('Escape');
  await drawer().waitFor({ state: 'detached' });
}

async function walkSearch(): Promise<void> {
  await running.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('search')?.click());
  const field = page.getByRole('combobox', { name: 'Search everything' });
  for (const word of ['image', 'script', 'count, plural']) {
    await field.fill(word);
    await dialog().getByRole('option').first().waitFor();
    await shows(`search for ${word}`, [word]);
  }
  await field.fill(PAYLOADS.image);
  await shows('search for a payload', [PAYLOADS.image]);
  await leaveDialog();
}

async function walkExports(round: string): Promise<void> {
  await link('Exports').click();
  await button(page, /^(New export…|Export the data dictionary)$/).click();
  await dialog().getByRole('region', { name: 'Preview' }).getByRole('cell').first().waitFor();
  await shows('preview', [`object ${PAYLOADS.image}`, NAME]);
  await dialog().getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('menuitem', { name: 'Save as…' }).click();
  await dialog().getByRole('textbox', { name: 'Name of the preset' }).fill(`${round} ${PAYLOADS.svg}`);
  await page.keyboard.press('Enter');
  await shows('preset saved', [`“${round} ${PAYLOADS.svg}” is saved.`]);
  await dialog().getByRole('radio', { name: 'Google Sheets', exact: true }).check();
  await shows('account', [ACCOUNT]);
  await dialog().getByLabel('Title', { exact: true }).fill(`Title ${PAYLOADS.script}`);
  await button(dialog(), 'Look at what will be sent…').click();
  const send = dialog().getByRole('button', { name: /^Send [\d,]+ rows? to / });
  await send.waitFor({ timeout: 60_000 });
  await shows('consent', [NAME, ACCOUNT, `Title ${PAYLOADS.script}`, `object ${PAYLOADS.image}`]);
  await button(dialog(), 'Back').click();
  await dialog().getByRole('radio', { name: 'File', exact: true }).check();
  const fileName = `${round} <img src=x onerror="orgbenchPlanted('file')">.xlsx`;
  await answerSaveDialog(running.app, join(profile, fileName));
  await button(dialog(), /^Export [\d,]+ fields to Excel…$/).click();
  await shows('written file', [`${fileName} is written`]);
  await button(dialog(), 'Close').last().click();
  await dialog().waitFor({ state: 'detached' });
  await shows('history of exports', [fileName]);
}

async function walkConnections(): Promise<void> {
  await link('Connections').click();
  await page.getByRole('article', { name: NAME }).waitFor();
  await shows('card of a connection', [
    NAME,
    GROUP,
    `${PAYLOADS.image} ${PAYLOADS.svg}`,
    `org ${PAYLOADS.image}`,
    `edition ${PAYLOADS.svg}`,
    PAYLOADS.script,
  ]);
  await button(page, 'Test').click();
  await shows('toast', [`is signed in to org ${PAYLOADS.image}`]);
  await toastsGone(page);
  const lift = org.faults.add({
    match: '/services/',
    kind: 'status',
    status: 400,
    body: JSON.stringify([{ errorCode: `CODE ${PAYLOADS.image}`, message: REFUSAL }]),
  });
  await button(page, 'Test').click();
  await page.getByRole('alert').first().waitFor();
  await shows('refusal of the org', [REFUSAL]);
  lift();
  for (const item of ['Edit', 'Sign out', 'Delete']) {
    await page.getByRole('button', { name: `More for ${NAME}`, exact: true }).click();
    await page.getByRole('menuitem', { name: item, exact: true }).click();
    await dialog().waitFor();
    if (item === 'Edit') await dialog().getByLabel('Notes').fill(NOTES);
    await shows(`${item} dialog`, [NAME]);
    if (item === 'Edit') await button(dialog(), 'Save').click();
    else await page.keyboard.press('Escape');
    await page.getByRole('dialog').first().waitFor({ state: 'detached' });
  }
  await shows('notes', [NOTES]);
  await button(page, 'Allow records…').click();
  await dialog().waitFor();
  await shows('records dialog', [`Allow records of ${NAME}`]);
  await leaveDialog();
  await page.getByRole('button', { name: /^Switch org/ }).click();
  await page.getByRole('menuitem', { name: NAME }).waitFor();
  await shows('org switcher', [GROUP]);
  await page.keyboard.press('Escape');
}

/** The page for secrets shows the connection that is to be signed in again. */
async function walkSecretPage(): Promise<void> {
  await page.getByRole('button', { name: `More for ${NAME}`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Sign in with an access token' }).click();
  const secret = await running.secretPage();
  await secret.getByLabel('Access token', { exact: true }).waitFor();
  expect(await secret.evaluate(() => document.body.textContent)).toContain(NAME);
  expect(await foreignElements(secret)).toEqual([]);
  await endSecret(secret, 'Cancel');
}

async function walkTheRest(): Promise<void> {
  for (const [name, texts] of [
    ['Activity', [NAME]],
    ['Outbound ledger', [NAME]],
    ['Privacy', [NAME]],
    ['Preferences', []],
  ] as const) {
    await link(name).click();
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await shows(name, texts);
  }
  for (const place of ['accounts', 'privacy/log', 'privacy/reviewers', 'privacy/backup', 'privacy/rights', 'about']) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `#/${place}`);
    await page.getByRole('heading').first().waitFor();
    await shows(place, place === 'accounts' ? [ACCOUNT] : []);
  }
  await link('Connections').click();
  await button(page, 'Show permissions').click();
  await page.getByRole('heading', { level: 1, name: 'Permissions' }).waitFor();
  await shows('permissions', [NAME]);
}

async function walk(round: string): Promise<void> {
  await walkGrids();
  await walkDrawers();
  await walkSearch();
  await walkExports(round);
  await walkConnections();
  await walkSecretPage();
  await walkTheRest();
}

/** What becomes of payloads that a page takes for HTML. */
async function takeForHtml(): Promise<void> {
  await page.evaluate(
    (payloads) => {
      const place = document.createElement('div');
      place.id = 'control';
      place.innerHTML = payloads.join('');
      document.body.append(place);
    },
    [PAYLOADS.image, PAYLOADS.animation, PAYLOADS.frame] as readonly string[],
  );
}
const removeControl = (): Promise<void> => page.evaluate(() => document.getElementById('control')?.remove());

describe('texts from an org, with the content security policy', () => {
  it('would be noticed if they became elements: the control', async () => {
    expect(await foreignElements(page)).toEqual([]);
    await takeForHtml();
    await expect.poll(async () => (await violations(page)).length).toBeGreaterThan(1);
    expect((await foreignElements(page)).length).toBeGreaterThan(2);
    expect(await calls(page)).toEqual([]);
    await removeControl();
    await plantFunction(page);
  });

  // @promise 3: texts of an org, of connections, accounts and files are shown letter for letter and never become elements
  it('are shown letter for letter on every screen, and nothing breaches the policy', { timeout: 240_000 }, async () => {
    await walk('With policy');
    expect(await calls(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    expect(dialogs).toEqual([]);
  });
});

describe('texts from an org, with the policy switched off', () => {
  it('would run if they became elements: the control', async () => {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Page.setBypassCSP', { enabled: true });
    await page.reload();
    await page.getByRole('link', { name: 'Connections', exact: true }).waitFor();
    await plantFunction(page);
    await takeForHtml();
    await expect.poll(() => calls(page)).toEqual(expect.arrayContaining(['image', 'animation', 'frame']));
    await removeControl();
    await plantFunction(page);
  });

  // @promise 3: even without a content security policy nothing that an org says is run
  it('run nothing on any screen even then', { timeout: 240_000 }, async () => {
    await walk('Without policy');
    expect(await calls(page)).toEqual([]);
    expect(dialogs).toEqual([]);
    expect(page.url()).toMatch(/^app:\/\/page\//);
  });
});

describe('the files of the app, Chromium’s own included', () => {
  // @promise 2: after a long use no file of the whole app, Chromium's own included, holds the token or the password
  it('hold neither the token nor the password after all this', async () => {
    const secrets = { token: org.accessToken, password: PLANTED_PASSWORD };
    expect(filesWith([profile], secrets)).toEqual([]);
    await running.close();
    expect(filesWith([profile], secrets)).toEqual([]);
    await writeFile(join(profile, 'planted.log'), Buffer.from(org.accessToken).toString('base64'));
    expect(filesWith([profile], secrets)).toEqual(['planted.log: token']);
  });
});
