import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { expect } from 'vitest';
import type { RunningApp } from './app.ts';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'] as const;
/** A browser that asks nobody for anything by itself, and starts as root in a container. */
const SWITCHES = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type SystemBrowser = {
  /** Waits until the app hands an address to the system's browser, and opens it there. */
  readonly opened: () => Promise<Page>;
  readonly close: () => Promise<void>;
};

/** The system's Chromium with an empty profile, in the place of the browser that the app would open. */
export async function systemBrowser({ app }: RunningApp): Promise<SystemBrowser> {
  const executablePath = PLACES.find(existsSync);
  if (executablePath === undefined) throw new Error('There is no Chromium on this system; see scripts/system.mjs.');
  const profile = await mkdtemp(join(tmpdir(), 'orgbench-browser-'));
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: SWITCHES,
  });
  await app.evaluate(({ shell }) => {
    const addresses: string[] = [];
    Object.assign(globalThis, { addressesForTheBrowser: addresses });
    shell.openExternal = async (url) => void addresses.push(url);
  });
  const next = (): Promise<string | undefined> =>
    app.evaluate(() => (globalThis as unknown as { addressesForTheBrowser: string[] }).addressesForTheBrowser.shift());
  return {
    opened: async () => {
      let address: string | undefined;
      await expect
        .poll(async () => {
          address = await next();
          return address;
        })
        .toBeTypeOf('string');
      const page = await context.newPage();
      await page.goto(address ?? '');
      return page;
    },
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
