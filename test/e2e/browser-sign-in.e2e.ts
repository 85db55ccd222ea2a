import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { defaultCallbackUrls, defaultClientId } from '../../src-main/sample-org/oauth/default-app.ts';
import { type SampleOrg, startSampleOrg } from '../../src-main/sample-org/server.ts';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { button, endSecret, setUp, untilClosed } from '../support/person.ts';
import { expectAccessible, picture, sizeWindow } from '../support/screens.ts';
import { type SystemBrowser, systemBrowser } from '../support/system-browser.ts';

/*
 * Signing in with the system's browser, from the card that an administrator follows to a connection that stays signed
 * in. The steps build on each other. The org runs in this process, so that a test can do what an administrator does.
 */

const PASSWORD = 'lamp tundra velvet quarry';

let org: SampleOrg;
let running: RunningApp;
let browser: SystemBrowser;
let page: Page;

beforeAll(async () => {
  org = await startSampleOrg({ bundle: createSampleBundle() });
  running = await launchApp();
  await sizeWindow(running);
  browser = await systemBrowser(running);
  page = await setUp(running, PASSWORD);
});
afterAll(async () => {
  await running?.close();
  await browser?.close();
  await org?.close();
});

const dialog = (): Locator => page.getByRole('dialog');

async function lockAndUnlock(): Promise<void> {
  await untilClosed(page, () => button(page, 'Lock now').click());
  page = await running.pageAfter(page);
  const secret = await running.secretPage();
  await secret.getByLabel('Master password', { exact: true }).fill(PASSWORD);
  await endSecret(secret, 'Unlock');
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
}

async function signInAgain(card: Locator): Promise<void> {
  await button(card, 'Sign in again').click();
  await dialog().getByText('Sign in to Heliodor with the browser').waitFor();
  await button(dialog(), 'Open the browser').click();
  const tab = await browser.opened();
  await tab.getByRole('button', { name: 'Allow' }).click();
  await tab.getByRole('heading', { name: 'You can close this tab' }).waitFor();
  await button(card, 'Test').waitFor();
}

describe('signing in with the browser', () => {
  it('shows an administrator how to register an app, with the callback addresses to copy', async () => {
    await button(page, 'Sign in with the browser').click();
    const card = dialog().getByText('How an administrator registers the External Client App');
    await card.waitFor();
    await dialog().getByText('Require Secret for Web Server Flow', { exact: false }).waitFor();
    expect(await button(dialog(), 'Open the browser').isDisabled()).toBe(true);
    await expectAccessible(page, 'browser sign-in, first time');
    await picture(page, 'browser-sign-in-card');
    await button(dialog(), 'Copy the callback addresses').click();
    await button(dialog(), 'Copied').waitFor();
    const copied = await running.app.evaluate(({ clipboard }) => clipboard.readText());
    expect(copied.split('\n')).toEqual(defaultCallbackUrls);
    await card.click();
  });

  it('checks the client id as far as that goes without signing in', async () => {
    await dialog().getByLabel('Name', { exact: true }).fill('Heliodor');
    await dialog().getByText('My Domain', { exact: true }).click();
    await dialog().getByLabel('My Domain address').fill(org.instanceUrl);
    await dialog().getByLabel('Client id', { exact: true }).fill(`${defaultClientId}x`);
    await button(dialog(), 'Check the client id').click();
    await dialog().getByText('does not know this client id', { exact: false }).waitFor();
    await dialog().getByLabel('Client id', { exact: true }).fill(defaultClientId);
    await button(dialog(), 'Check the client id').click();
    await dialog().getByText('knows the client id and all four callback addresses', { exact: false }).waitFor();
    await expectAccessible(page, 'browser sign-in, checked');
    expect(await button(dialog(), 'Open the browser').isEnabled()).toBe(true);
    await picture(page, 'browser-sign-in');
  });

  it('waits for the browser, and can be cancelled', async () => {
    await button(dialog(), 'Open the browser').click();
    await dialog().getByText('Go on in the browser').waitFor();
    await expectAccessible(page, 'browser sign-in, waiting');
    await picture(page, 'browser-sign-in-waiting');
    const tab = await browser.opened();
    await tab.getByRole('button', { name: 'Allow' }).waitFor();
    await button(dialog(), 'Cancel the sign-in').click();
    await button(dialog(), 'Open the browser').waitFor();
    expect(await dialog().getByLabel('Name', { exact: true }).inputValue()).toBe('Heliodor');
    await tab.close();
  });

  it('says so when the person denies', async () => {
    await button(dialog(), 'Open the browser').click();
    const tab = await browser.opened();
    await tab.getByRole('button', { name: 'Deny' }).click();
    await tab.getByRole('heading', { name: 'The sign-in was not completed' }).waitFor();
    await dialog().getByText('Access was denied in the browser', { exact: false }).waitFor();
    await expectAccessible(page, 'browser sign-in, denied');
    expect(org.oauth.grantCount()).toBe(0);
    await picture(page, 'browser-sign-in-denied');
  });

  it('connects the org when the person allows, and says in the tab that it can be closed', async () => {
    await button(dialog(), 'Open the browser').click();
    const tab = await browser.opened();
    await tab.getByText('Perform requests at any time').waitFor();
    await tab.getByRole('button', { name: 'Allow' }).click();
    await tab.getByRole('heading', { name: 'You can close this tab' }).waitFor();
    expect(await tab.evaluate(() => document.scripts.length)).toBe(0);
    await page.getByRole('heading', { name: 'Choose objects' }).waitFor();
    await page.getByRole('listbox', { name: 'Objects of the org' }).getByRole('option').first().waitFor();
    expect(org.oauth.grantCount()).toBe(1);
  });

  it('stays signed in over a lock and an ended session', async () => {
    await lockAndUnlock();
    org.oauth.expireAccessTokens();
    const card = page.getByRole('article', { name: 'Heliodor' });
    await button(card, 'Test').click();
    await page.getByText(/is signed in to/).waitFor();
    expect(await button(card, 'Sign in again').count()).toBe(0);
    await expectAccessible(page, 'connections after a browser sign-in');
  });

  it('asks for the browser again when the sign-in was revoked, and goes on there', async () => {
    org.oauth.revokeAll();
    const card = page.getByRole('article', { name: 'Heliodor' });
    await button(card, 'Test').click();
    await card.getByText('no longer accepts the stored sign-in', { exact: false }).waitFor();
    await picture(page, 'signed-out');
    await signInAgain(card);
    expect(org.oauth.grantCount()).toBe(1);
  });

  it('forgets the sign-in at the lock when told to', async () => {
    let card = page.getByRole('article', { name: 'Heliodor' });
    await button(card, 'More for Heliodor').click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await dialog().getByLabel('Forget the sign-in when Orgbench locks').check({ force: true });
    await expectAccessible(page, 'edit a connection');
    await button(dialog(), 'Save').click();
    await lockAndUnlock();
    card = page.getByRole('article', { name: 'Heliodor' });
    await card.getByText('forgotten when Orgbench locked', { exact: false }).waitFor();
    await signInAgain(card);
    expect(await button(card, 'Test').isEnabled()).toBe(true);
  });

  it('revokes the sign-in on signing out', async () => {
    const before = org.oauth.grantCount();
    const card = page.getByRole('article', { name: 'Heliodor' });
    await button(card, 'More for Heliodor').click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await button(dialog(), 'Sign out').click();
    await page.getByText('The token was revoked.', { exact: false }).waitFor();
    expect(org.oauth.grantCount()).toBe(before - 1);
    expect(org.writes()).toEqual([]);
    expect(running.problems).toEqual([]);
  });
});
