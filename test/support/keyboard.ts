import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { RunningApp } from './app.ts';

/** More stops than any screen has. */
const MAX_STOPS = 150;

type Stop = {
  /** What the element is called, for messages and for telling stops apart. */
  readonly name: string;
  /** False: nothing shows that this element has the focus. */
  readonly visible: boolean;
  /** Tab stops at each part of it: day, month, year and button of a date. */
  readonly hasParts: boolean;
};

/** The element that has the focus, or null when only the page has it. */
async function stopOf(page: Page): Promise<Stop | null> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return null;
    // A ring may be drawn by the element or a part of it, the box around it, the label that stands for it, or the active
    // option of a list.
    const option = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
    const own = [element, element.nextElementSibling, option];
    const outer = [element.parentElement, element.parentElement?.parentElement];
    const stylesOf = (ones: readonly (Element | null | undefined)[]): readonly CSSStyleDeclaration[] =>
      ones
        .filter((one) => one instanceof Element)
        .flatMap((one) => [null, '::before', '::after'].map((part) => getComputedStyle(one, part)));
    const outlined = (style: CSSStyleDeclaration): boolean =>
      style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0;
    const shadowed = (style: CSSStyleDeclaration): boolean => style.boxShadow !== 'none';
    const ringed =
      [...stylesOf(own), ...stylesOf(outer)].some(outlined) ||
      stylesOf(own).some(shadowed) ||
      element.closest('.ag-cell-focus') !== null;
    // A text field shows a caret.
    const writes = element instanceof HTMLInputElement && ['text', 'password', 'search', 'date'].includes(element.type);
    const box = element.getBoundingClientRect();
    const label = element.getAttribute('aria-label') ?? (element as HTMLInputElement).labels?.[0]?.textContent;
    const text = label ?? element.textContent?.trim().slice(0, 60) ?? '';
    return {
      name: `${element.getAttribute('role') ?? element.tagName.toLowerCase()} "${text}" at ${Math.round(box.x)},${Math.round(box.y)}`,
      // The button of a date field is a part of it: while it has the focus, the field only has it within.
      visible: element.matches(':focus-visible')
        ? writes || ringed
        : element.matches('input[type="date"]:focus-within') && ringed,
      hasParts: element.matches('input[type="date"]'),
    };
  });
}

/** Presses Tab until the element has the focus; every stop on the way must show that it has it. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.waitFor();
  const passed: string[] = [];
  for (let count = 0; count < MAX_STOPS; count += 1) {
    if (await target.evaluate((element) => element.contains(document.activeElement))) return;
    await page.keyboard.press(key);
    const stop = await stopOf(page);
    if (stop === null) continue;
    passed.push(stop.name);
    expect.soft(stop.visible, `focus is seen on ${stop.name}`).toBe(true);
  }
  throw new Error(`Tab does not come to ${String(target)}; it passed ${[...new Set(passed)].join(' · ')}`);
}

/**
 * Presses Tab until it is where it began, and holds that every stop shows the focus.
 *
 * @returns the stops, in order. Throws where Tab goes round in a part of the page for ever: a keyboard trap.
 */
export async function tabRound(page: Page): Promise<readonly string[]> {
  const stops: string[] = [];
  for (let count = 0; count < MAX_STOPS; count += 1) {
    await page.keyboard.press('Tab');
    const stop = await stopOf(page);
    if (stop === null) {
      if (stops.length > 0) return stops;
      continue;
    }
    if (stop.name === stops[0]) return stops;
    if (stop.hasParts && stop.name === stops.at(-1)) continue;
    if (stops.includes(stop.name))
      throw new Error(`Tab goes round without an end: ${[...stops, stop.name].join(' · ')}`);
    expect.soft(stop.visible, `focus is seen on ${stop.name}`).toBe(true);
    stops.push(stop.name);
  }
  throw new Error(`Tab did not come round: ${stops.join(' · ')}`);
}

/** Types a shortcut of the menu, e.g. `k` for Ctrl+K: Playwright's own keys do not reach menus. */
export async function shortcut({ app }: RunningApp, keyCode: string): Promise<void> {
  await app.evaluate(({ webContents }, key) => {
    const contents = webContents.getAllWebContents().find((one) => one.getURL().startsWith('app://page'));
    for (const type of ['keyDown', 'keyUp'] as const) {
      contents?.sendInputEvent({
        type,
        keyCode: key,
        modifiers: [process.platform === 'darwin' ? 'meta' : 'control'],
      });
    }
  }, keyCode);
}
