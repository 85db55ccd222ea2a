import { defaultClientId } from '../../src-main/sample-org/oauth/default-app.ts';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import type { RunningApp } from './app.ts';
import { button } from './person.ts';
import type { Rehearsal } from './rehearsed-person.ts';

/*
 * Parts of a person's way through the app, by mouse and keyboard alone, on a desktop without a keychain. They build on
 * each other.
 */

/** From the first screen to the form of the master password, filled in. */
export async function typeNewPassword(running: RunningApp, person: Rehearsal, password: string): Promise<void> {
  await person.click(button(running.page(), 'Set up'));
  const secret = await running.secretPage();
  await person.click(secret.getByLabel('Master password', { exact: true }));
  await person.type(password);
  await person.click(secret.getByLabel('The same password again', { exact: true }));
  await person.type(password);
  await person.click(secret.getByText('Make a recovery kit'));
  await person.click(secret.getByText('Go on without a keychain'));
  await person.see(button(secret, 'Create vault'));
}

export async function createVault(running: RunningApp, person: Rehearsal): Promise<void> {
  await person.click(button(await running.secretPage(), 'Create vault'));
  await person.see(running.page().getByRole('heading', { name: 'Connect your first org' }));
}

/** The first connection; ends when the org's metadata is read. */
export async function connectByToken(
  running: RunningApp,
  person: Rehearsal,
  name: string,
  org: SampleOrg,
): Promise<void> {
  const page = running.page();
  await person.click(button(page, 'Connect with an access token'));
  const secret = await running.secretPage();
  await person.click(secret.getByLabel('Name', { exact: true }));
  await person.type(name);
  await person.click(secret.getByLabel('Org address'));
  await person.type(org.instanceUrl);
  await person.click(secret.getByLabel('Access token', { exact: true }));
  await person.type(org.accessToken);
  await person.click(button(secret, 'Connect'));
  await person.click(page.getByRole('button', { name: /^Read \d+ objects?$/ }));
  await person.see(page.getByText('Metadata read just now'));
}

/** Another connection, by the browser that `fakeDesktop` has; ends when the org's metadata is read. */
export async function connectByBrowser(
  running: RunningApp,
  person: Rehearsal,
  name: string,
  org: SampleOrg,
): Promise<void> {
  const page = running.page();
  await person.click(page.getByRole('link', { name: 'Connections', exact: true }));
  await person.click(button(page, 'Connect an org'));
  await person.click(page.getByRole('menuitem', { name: /browser/ }));
  // By keyboard from here: Playwright hides scroll bars, so that the rest of this dialog stands elsewhere without it.
  await person.click(page.getByRole('dialog').getByText('Name', { exact: true }));
  await person.type(name);
  for (const key of ['Tab', 'Right', 'Right', 'Tab']) await person.press(key);
  await person.type(org.instanceUrl);
  await person.press('Tab');
  await person.type(defaultClientId);
  await person.press('Return');
  // The message that the org is connected lies over the button.
  await person.click(page.getByRole('alert').getByRole('button'));
  await person.click(page.getByRole('button', { name: /^Read \d+ objects?$/ }));
  await person.see(page.getByText('Metadata read just now'));
}

/** Ends when the fresh page asks for the password. */
export async function lockByKey(running: RunningApp, person: Rehearsal): Promise<void> {
  const page = running.page();
  await person.press('ctrl+l');
  await running.pageAfter(page);
  await person.see((await running.secretPage()).getByRole('heading'));
}

export async function unlockByKeys(running: RunningApp, person: Rehearsal, password: string): Promise<void> {
  const secret = await running.secretPage();
  await person.click(secret.getByLabel('Master password', { exact: true }));
  await person.type(password);
  await person.press('Return');
  await person.see(running.page().getByRole('link', { name: 'Connections', exact: true }));
}
