import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import type { RunningApp } from './app.ts';
import { settled } from './screens.ts';
import type { Area, Screen } from './xdotool.ts';

/*
 * Drives the app by mouse and keyboard alone. Where to click is found out in a rehearsal: another copy of the app, with
 * DevTools attached, goes the same way on the same screen, with the same mouse and keyboard. Then the app under test goes
 * that way alone; when to go on is seen on the screen, where what is clicked must look as it did in the rehearsal.
 */

export type Step =
  | { readonly kind: 'click'; readonly name: string; readonly area: Area; readonly picture: Buffer }
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'press'; readonly keys: string };

export type Rehearsal = {
  readonly click: (target: Locator) => Promise<void>;
  /** Remembers how something looks without clicking on it: the way goes on when it is there again. */
  readonly see: (target: Locator) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  readonly press: (keys: string) => Promise<void>;
  /** The steps since the last call of this. */
  readonly take: () => readonly WayStep[];
};

export type WayStep = Step | (Omit<Step & { kind: 'click' }, 'kind'> & { readonly kind: 'see' });

const STEP_TIME_MS = 30_000;
const LOOK_EVERY_MS = 50;
/** A caret that blinks, an edge that is drawn a shade darker: less than this share of the pixels. */
const MAX_DIFFERENT = 0.04;
/** Two shades that nobody tells apart, of 255. */
const SAME_SHADE = 24;

export function rehearse(running: RunningApp, screen: Screen): Rehearsal {
  let steps: WayStep[] = [];
  const where = async (target: Locator): Promise<Area> => {
    await target.waitFor();
    await settled(target.page());
    const origin = await running.app.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows()[0]?.getContentBounds());
    const box = await target.boundingBox();
    if (box === null || origin === undefined) throw new Error(`${String(target)} is not on the screen.`);
    return {
      x: Math.round(origin.x + box.x),
      y: Math.round(origin.y + box.y),
      width: Math.floor(box.width),
      height: Math.floor(box.height),
    };
  };
  const learn = async (kind: 'click' | 'see', target: Locator): Promise<Area> => {
    // Waits also until nothing lies over it: a message in the corner goes away by itself.
    if (kind === 'click') await target.click({ trial: true });
    const area = await where(target);
    steps.push({ kind, name: String(target), area, picture: await still(screen, area) });
    return area;
  };
  return {
    click: async (target) => {
      const area = await learn('click', target);
      await clickOn(screen, area);
    },
    see: async (target) => void (await learn('see', target)),
    type: async (text) => {
      steps.push({ kind: 'type', text });
      await screen.type(text);
    },
    press: async (keys) => {
      steps.push({ kind: 'press', keys });
      await screen.press(keys);
    },
    take: () => {
      const taken = steps;
      steps = [];
      return taken;
    },
  };
}

/** Goes the way of a rehearsal. Throws when a step's target does not appear, or when the app ends on the way. */
export async function follow(screen: Screen, app: ChildProcess, steps: readonly WayStep[]): Promise<void> {
  for (const step of steps) {
    if (step.kind === 'type') await screen.type(step.text);
    else if (step.kind === 'press') await screen.press(step.keys);
    else {
      await appears(screen, app, step);
      if (step.kind === 'click') await clickOn(screen, step.area);
    }
  }
}

async function appears(
  screen: Screen,
  app: ChildProcess,
  { name, area, picture }: { readonly name: string; readonly area: Area; readonly picture: Buffer },
): Promise<void> {
  const until = performance.now() + STEP_TIME_MS;
  for (;;) {
    const different = share(screen.look(area), picture);
    if (different <= MAX_DIFFERENT) return;
    if (app.exitCode !== null) throw new Error(`The app ended with ${app.exitCode} before ${name} was seen.`);
    if (performance.now() > until) {
      const percent = Math.round(different * 100);
      throw new Error(`${name} did not appear: ${percent} % of its pixels differ from the rehearsal.`);
    }
    await delay(LOOK_EVERY_MS);
  }
}

const clickOn = (screen: Screen, { x, y, width, height }: Area): Promise<void> =>
  screen.click(x + Math.floor(width / 2), y + Math.floor(height / 2));

/** The picture once it does not change any more. */
async function still(screen: Screen, area: Area): Promise<Buffer> {
  let last = screen.look(area);
  for (;;) {
    await delay(LOOK_EVERY_MS);
    const now = screen.look(area);
    if (now.equals(last)) return now;
    last = now;
  }
}

function share(one: Buffer, other: Buffer): number {
  let different = 0;
  for (let at = 0; at < one.length; at += 4) {
    const isSame = [0, 1, 2].every((c) => Math.abs((one[at + c] ?? 0) - (other[at + c] ?? 0)) <= SAME_SHADE);
    if (!isSame) different += 1;
  }
  return different / (one.length / 4);
}
