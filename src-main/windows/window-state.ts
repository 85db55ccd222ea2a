import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { SCHEMES } from '../../src-preload/contract/preferences.ts';

const bounds = z.strictObject({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(1).max(20_000),
  height: z.number().int().min(1).max(20_000),
});
export type Bounds = z.infer<typeof bounds>;

/** What is known before anything is unlocked. Lies readable on disk: nothing of an org may come in here. */
const windowState = z.strictObject({
  bounds: bounds.nullable(),
  maximized: z.boolean(),
  /** The preference's last value, so that the first frame has the right colour. */
  scheme: z.enum(SCHEMES),
});
export type WindowState = z.infer<typeof windowState>;

export const MIN_WIDTH = 880;
export const MIN_HEIGHT = 560;
const DEFAULT_STATE: WindowState = { bounds: null, maximized: false, scheme: 'system' };

/** Reads the remembered state; a missing or damaged file means the default, because it holds nothing of value. */
export function readWindowState(file: string): WindowState {
  try {
    return windowState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return DEFAULT_STATE; // First start, or a file that is no longer understood.
  }
}

/** Synchronous, because the last change comes while the app is closing. */
export function writeWindowState(file: string, state: WindowState): void {
  writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/**
 * Remembered bounds as they fit the screens of today, or null when none of them shows enough of the window.
 *
 * @param workAreas of all screens, in the same units.
 */
export function fitBounds(remembered: Bounds | null, workAreas: readonly Bounds[]): Bounds | null {
  if (remembered === null) return null;
  const screen = workAreas.find((area) => overlap(area, remembered) >= 0.5);
  if (screen === undefined) return null;
  const width = Math.min(Math.max(remembered.width, MIN_WIDTH), screen.width);
  const height = Math.min(Math.max(remembered.height, MIN_HEIGHT), screen.height);
  return {
    width,
    height,
    x: Math.min(Math.max(remembered.x, screen.x), screen.x + screen.width - width),
    y: Math.min(Math.max(remembered.y, screen.y), screen.y + screen.height - height),
  };
}

/** The part of the second rectangle that lies in the first, 0 to 1. */
function overlap(area: Bounds, window: Bounds): number {
  const width = Math.min(area.x + area.width, window.x + window.width) - Math.max(area.x, window.x);
  const height = Math.min(area.y + area.height, window.y + window.height) - Math.max(area.y, window.y);
  return (Math.max(width, 0) * Math.max(height, 0)) / (window.width * window.height);
}
