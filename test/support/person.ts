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

/** The texts of a grid's first rows, as drawn, a list for each row. */
export async function rowsOf(grid: Locator, count: number): Promise<readonly (readonly string[])[]> {
  const texts = await grid
    .getByRole('row')
    .evaluateAll((rows) =>
      rows
        .filter((row) => row.getAttribute('row-index') !== null && row.querySelector('[role=gridcell]') !== null)
        .toSorted((a, b) => Number(a.getAttribute('row-index')) - Number(b.getAttribute('row-index')))
        .map((row) => [...row.querySelectorAll('[role=gridcell]')].map((cell) => cell.textContent ?? '')),
    );
  return texts.slice(0, count);
}

/** Types both passwords of the set-up and gives every confirmation that the form asks for. */
export async function chooseMasterPassword(secret: Page, password: string): Promise<void> {
  await secret.getByLabel('Master password', { exact: true }).fill(password);
  await secret.getByLabel('The same password again', { exact: true }).fill(password);
  const goOn = secret.getByLabel('Go on without a keychain');
  if (await goOn.isVisible()) await goOn.check();
}

/** Presses the button that ends the secret page, which closes with its process. */
export async function endSecret(secret: Page, press: string): Promise<void> {
  const closed = secret.waitForEvent('close');
  await button(secret, press).click();
  await closed;
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
