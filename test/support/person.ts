import type { ElectronApplication, Locator, Page } from 'playwright-core';
import type { RunningApp } from './app.ts';

/*
 * What a person does in the window: clicks, types and reads what is on screen. Nothing here goes past the screens.
 */

/** Reading the whole sample org takes about a second; a busy machine takes longer. */
const READ_TIME_MS = 60_000;

export const button = (where: Page | Locator, name: string | RegExp): Locator =>
  where.getByRole('button', { name, exact: typeof name === 'string' });

export const gridOf = (page: Page, name: string): Locator => page.getByRole('grid', { name, exact: true });

/** The texts of one column in the rows that are drawn, from top to bottom. */
export async function columnOf(grid: Locator, header: string): Promise<readonly string[]> {
  const id = await grid.getByRole('columnheader', { name: new RegExp(`^${header}\\b`) }).getAttribute('col-id');
  return grid
    .locator(`[role=gridcell][col-id="${id}"]`)
    .evaluateAll((cells) => cells.map((cell) => (cell.textContent ?? '').trim()));
}

/** Types both passwords of the set-up and gives every confirmation that the form asks for. */
export async function chooseMasterPassword(secret: Page, password: string): Promise<void> {
  await secret.getByLabel('Master password', { exact: true }).fill(password);
  await secret.getByLabel('The same password again', { exact: true }).fill(password);
  // The kit has a test of its own; most tests go on without.
  await secret.getByLabel('Make a recovery kit').uncheck();
  const goOn = secret.getByLabel('Go on without a keychain');
  if (await goOn.isVisible()) await goOn.check();
}

/**
 * Does what ends a page, and waits for its end. Its process may be gone before it answers to the click or the key: that
 * is a failure only where the page stays.
 */
export async function untilClosed(page: Page, act: () => Promise<unknown>): Promise<void> {
  const closed = page.waitForEvent('close');
  const failure = await act().then(
    () => null,
    (error: unknown) => error,
  );
  await closed.catch((error: unknown) => {
    throw failure ?? error;
  });
}

/** Presses the button that ends the secret page, which closes with its process. */
export function endSecret(secret: Page, press: string): Promise<void> {
  return untilClosed(secret, () => button(secret, press).click());
}

/** The way from the first screen to a vault that is open and empty. */
export async function setUp(running: RunningApp, password: string): Promise<Page> {
  await button(running.page(), 'Set up').click();
  const secret = await running.secretPage();
  await chooseMasterPassword(secret, password);
  await endSecret(secret, 'Create vault');
  const page = running.page();
  await page.getByRole('heading', { name: 'Connect your first org' }).waitFor();
  return page;
}

/** From the first screen of an empty vault to the choice of objects, by an access token. */
export async function connectByToken(
  running: RunningApp,
  name: string,
  org: { readonly instanceUrl: string; readonly accessToken: string },
): Promise<void> {
  const page = running.page();
  await button(page, 'Connect with an access token').click();
  const secret = await running.secretPage();
  await secret.getByLabel('Name', { exact: true }).fill(name);
  await secret.getByLabel('Org address').fill(org.instanceUrl);
  await secret.getByLabel('Access token', { exact: true }).fill(org.accessToken);
  await endSecret(secret, 'Connect');
  await page.getByText(/^[\d,]+ objects?, about/).waitFor();
}

/** Waits until reading is over: the top bar says how old the metadata is. */
export async function waitUntilRead(page: Page): Promise<void> {
  await page.getByText('Metadata read just now').waitFor({ timeout: READ_TIME_MS });
}

/** Answers the next save dialogs of the system: tests have no hands for them. */
export async function answerSaveDialog(app: ElectronApplication, filePath: string | null): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: path === null, filePath: path ?? '' });
  }, filePath);
}

/** The same for dialogs that open a file or choose a folder. */
export async function answerOpenDialog(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
  }, path);
}

/** Waits until the short messages in the corner have gone: they would lie over the next screen. */
export async function toastsGone(page: Page): Promise<void> {
  await page.mouse.move(1, 1);
  await page.getByRole('alert').first().waitFor({ state: 'detached' });
}

/** Presses the dialog's button, which names what it writes, and waits until the file is written. */
export async function exportDictionary(dialog: Locator): Promise<void> {
  await button(dialog, /^Export [\d,]+ fields to (Excel|CSV)…$/).click();
  await dialog.getByText(/ is written$/).waitFor({ timeout: READ_TIME_MS });
}

/** Closes every hint; the last one takes the strip away. */
export async function closeHints(page: Page): Promise<void> {
  const hints = page.getByRole('region', { name: 'Hints' });
  for (let left = await hints.getByRole('button').count(); left > 0; left -= 1) {
    await hints
      .getByRole('button')
      .nth(left - 1)
      .click();
    await hints
      .getByRole('button')
      .nth(left - 1)
      .waitFor({ state: 'detached' });
  }
}
