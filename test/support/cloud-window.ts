import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { AppCommand } from '../../src-preload/contract/app.ts';
import { type FakeGoogle, startFakeGoogle } from '../fakes/google/fake-google.ts';
import { type FakeMicrosoft, startFakeMicrosoft } from '../fakes/microsoft/fake-microsoft.ts';
import type { RunningApp } from './app.ts';
import { launchApp } from './app.ts';
import { followSignIn } from './browser-person.ts';
import { button, closeHints, setUp, waitUntilRead } from './person.ts';
import { sizeWindow } from './screens.ts';

/*
 * The window with the fake Google and the fake Microsoft behind it, and what a person does in the export dialog.
 */

const PASSWORD = 'lamp tundra velvet quarry';
/** Looking through every cell, and sending them, on a busy machine. */
export const LONG_MS = 60_000;

type Place = 'File' | 'Google Sheets' | 'Microsoft 365';

export type CloudWindow = {
  readonly google: FakeGoogle;
  readonly microsoft: FakeMicrosoft;
  readonly running: RunningApp;
  readonly page: Page;
  /** Fields of the sample org that were read. */
  readonly fieldCount: number;
  /** The export dialog. */
  readonly dialog: () => Locator;
  /** The address that the app handed to the system's browser, next in order. */
  readonly openedAddress: () => Promise<string>;
  /** Where a vendor's address leads in this test. */
  readonly local: (address: string) => string;
  /** The person allows the app in the browser. */
  readonly allowInBrowser: () => Promise<void>;
  /** Types the client ids on the page of accounts. */
  readonly enterClientIds: () => Promise<void>;
  readonly openDictionary: () => Promise<void>;
  readonly choosePlace: (place: Place) => Promise<void>;
  /** Leads to the consent, waits until every cell was looked through, and gives the button that sends. */
  readonly review: () => Promise<Locator>;
  readonly pick: (label: string, option: string | RegExp) => Promise<void>;
  /** Chooses an item of the application's menu, as its keys do. */
  readonly sendCommand: (item: AppCommand) => Promise<void>;
  readonly closeDialog: () => Promise<void>;
  /** Leaves whatever dialog a failed step left open. */
  readonly leaveDialogs: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Starts both fakes and the app, makes a vault and reads the sample org. */
export async function openCloudWindow(): Promise<CloudWindow> {
  const google = await startFakeGoogle();
  const microsoft = await startFakeMicrosoft();
  const endpoints: Readonly<Record<string, string>> = { ...google.endpoints, ...microsoft.endpoints };
  const running = await launchApp({ env: { ORGBENCH_TEST_ENDPOINTS: JSON.stringify(endpoints) } });
  await sizeWindow(running);
  await running.app.evaluate(({ shell }) => {
    const addresses: string[] = [];
    Object.assign(globalThis, { addressesForTheBrowser: addresses });
    shell.openExternal = async (url) => void addresses.push(url);
  });
  const page = await setUp(running, PASSWORD);
  await button(page, 'Connect the sample org').click();
  await page.getByRole('button', { name: /^Read \d+ objects$/ }).click();
  await waitUntilRead(page);
  await closeHints(page);
  const read = await page
    .getByText(/^[\d,]+ fields$/)
    .first()
    .innerText();

  const dialog = (): Locator => page.getByRole('dialog', { name: /^Export / });
  const local = (address: string): string => {
    const { origin } = new URL(address);
    return `${endpoints[origin] ?? origin}${address.slice(origin.length)}`;
  };
  const openedAddress = async (): Promise<string> => {
    let address: string | undefined;
    await expect
      .poll(async () => {
        address = await running.app.evaluate(() =>
          (globalThis as unknown as { addressesForTheBrowser: string[] }).addressesForTheBrowser.shift(),
        );
        return address;
      })
      .toBeTypeOf('string');
    return address ?? '';
  };
  return {
    google,
    microsoft,
    running,
    page,
    fieldCount: Number(read.replace(/\D/g, '')),
    dialog,
    openedAddress,
    local,
    allowInBrowser: async () => {
      const landed = await followSignIn(local(await openedAddress()));
      expect(landed?.text).toContain('You can close this tab');
    },
    enterClientIds: async () => {
      await page.getByLabel('Google client id').fill(google.client.clientId);
      await page.getByLabel('Google client secret').fill(google.client.clientSecret);
      await page.getByLabel('Application (client) ID').fill(microsoft.app.clientId);
      await expect.poll(() => button(page, 'Sign in with Microsoft…').isEnabled()).toBe(true);
      await expect.poll(() => button(page, 'Sign in with Google…').isEnabled()).toBe(true);
    },
    openDictionary: async () => {
      await page.getByRole('link', { name: 'Exports', exact: true }).click();
      await button(page, /^(New export…|Export the data dictionary)$/).click();
      await dialog().getByRole('region', { name: 'Preview' }).getByRole('cell').first().waitFor();
    },
    choosePlace: (place) => dialog().getByRole('radio', { name: place, exact: true }).check(),
    review: async () => {
      await button(dialog(), 'Look at what will be sent…').click();
      const send = dialog().getByRole('button', { name: /^Send [\d,]+ rows? to / });
      await send.waitFor({ timeout: LONG_MS });
      return send;
    },
    pick: async (label, option) => {
      await dialog().getByLabel(label, { exact: true }).click();
      await page.getByRole('option', { name: option }).click();
    },
    sendCommand: (item) =>
      running.app.evaluate(({ Menu }, id) => void Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), item),
    closeDialog: async () => {
      await button(dialog(), 'Close').last().click();
      await dialog().waitFor({ state: 'detached' });
    },
    leaveDialogs: async () => {
      const open = page.getByRole('dialog').last();
      for (let left = 3; left > 0 && (await open.count()) > 0; left -= 1) {
        await page.keyboard.press('Escape');
        await open.waitFor({ state: 'detached', timeout: 1_000 }).catch(() => undefined);
      }
    },
    close: async () => {
      await running.close();
      await google.close();
      await microsoft.close();
    },
  };
}
