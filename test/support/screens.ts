import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { RunningApp } from './app.ts';

/** Set by `npm run pictures`: the tests then leave pictures of what they see in docs/images. */
const takingPictures = process.env['ORGBENCH_PICTURES'] === '1';
const PICTURES = join(import.meta.dirname, '..', '..', 'docs', 'images');
const SCHEMES = ['light', 'dark'] as const;
const WINDOW = { width: 1360, height: 860 } as const;

export type Scheme = (typeof SCHEMES)[number];

/** Gives the window the size that pictures have, whatever the display made of it. */
export async function sizeWindow({ app }: RunningApp, size: { width: number; height: number } = WINDOW): Promise<void> {
  await app.evaluate(({ BaseWindow }, { width, height }) => {
    BaseWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, size);
}

/** As the menu's zoom does it: 2 is 200 %. */
export async function zoomPage({ app }: RunningApp, factor: number): Promise<void> {
  await app.evaluate(({ webContents }, by) => {
    for (const one of webContents.getAllWebContents()) if (one.getURL().startsWith('app://page')) one.setZoomFactor(by);
  }, factor);
}

/** Switches what the operating system says; the page follows it unless the preference says otherwise. */
export async function setScheme(page: Page, colorScheme: Scheme): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.waitForFunction(
    (wanted) => document.documentElement.dataset['mantineColorScheme'] === wanted,
    colorScheme,
  );
}

/** Waits until nothing on the page moves or fades any more, endless spinners aside: half a fade has a false contrast. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    await document.fonts.ready;
    for (let quiet = 0; quiet < 3; ) {
      const moving = document
        .getAnimations()
        .filter((one) => one.playState === 'running' && one.effect?.getComputedTiming().iterations !== Infinity);
      quiet = moving.length === 0 ? quiet + 1 : 0;
      await Promise.allSettled(moving.map((one) => one.finished));
      await frame();
    }
  });
}

/** What axe finds on the page as it is now, as lines: the rule, and the places. */
export async function accessibilityFindings(page: Page): Promise<readonly string[]> {
  const toasts = page.locator('.mantine-Notification-root');
  await settled(page);
  const shown = await toasts.count();
  // Legacy mode: the usual one opens a page of its own, which no page of the app may.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  await settled(page);
  // A toast that left meanwhile was looked at while it faded. What is wrong with the rest is found again.
  if (violations.length > 0 && (await toasts.count()) < shown) return accessibilityFindings(page);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
}

/** Holds that axe finds nothing on this screen, in light and in dark; leaves it in light. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  for (const scheme of SCHEMES.toReversed()) {
    await setScheme(page, scheme);
    expect.soft(await accessibilityFindings(page), `${screen}, ${scheme}`).toEqual([]);
  }
}

/** Leaves a picture of the page in docs/images, when pictures are wanted. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!takingPictures) return;
  // Where nothing reacts to it.
  await page.mouse.move(WINDOW.width - 1, 1);
  await settled(page);
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), caret: 'hide' });
}

/** The same in dark colours; leaves the page in light ones. */
export async function darkPicture(page: Page, name: string): Promise<void> {
  if (!takingPictures) return;
  await setScheme(page, 'dark');
  await picture(page, name);
  await setScheme(page, 'light');
}
