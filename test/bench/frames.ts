import { spawn } from 'node:child_process';
import type { Page } from 'playwright-core';

/** How the page drew for a while: gaps between its frames, in milliseconds. */
export type FrameRow = {
  readonly what: string;
  readonly seconds: number;
  readonly frames: number;
  readonly 'median ms': number;
  readonly 'p99 ms': number;
  readonly 'longest ms': number;
  /** When that frame came, in seconds since the watch began. */
  readonly 'longest at s': number;
  /** Share of the gaps. */
  readonly 'over 33 ms': string;
};

const LATE_MS = 33.4;

/** Starts an X server in memory where there is no display. */
export async function openDisplay(): Promise<() => void> {
  if (process.platform !== 'linux' || process.env['DISPLAY'] !== undefined) return () => undefined;
  const display = `:${90 + (process.pid % 9)}`;
  const server = spawn('Xvfb', [display, '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], { stdio: 'ignore' });
  process.env['DISPLAY'] = display;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return () => server.kill();
}

/** Begins to note when the page draws. */
export const watchFrames = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen: number[] = [];
    const watch = { seen, on: true };
    Object.assign(globalThis, { framesOfTheBench: watch });
    const look = (now: number): void => {
      seen.push(now);
      if (watch.on) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });

/** Ends what `watchFrames` began. */
export async function framesSeen(page: Page, what: string): Promise<FrameRow> {
  const times = await page.evaluate(() => {
    const watch = (globalThis as unknown as { framesOfTheBench: { seen: number[]; on: boolean } }).framesOfTheBench;
    watch.on = false;
    return watch.seen;
  });
  const inOrder = times.slice(1).map((at, index) => at - (times[index] ?? at));
  const gaps = inOrder.toSorted((a, b) => a - b);
  const longestAt = times[inOrder.indexOf(gaps.at(-1) ?? 0)] ?? 0;
  const at = (share: number): number => Math.round((gaps[Math.floor((gaps.length - 1) * share)] ?? 0) * 10) / 10;
  const late = gaps.filter((gap) => gap > LATE_MS).length;
  return {
    what,
    seconds: Math.round(((times.at(-1) ?? 0) - (times[0] ?? 0)) / 100) / 10,
    frames: times.length,
    'median ms': at(0.5),
    'p99 ms': at(0.99),
    'longest ms': at(1),
    'longest at s': Math.round((longestAt - (times[0] ?? 0)) / 100) / 10,
    'over 33 ms': `${((late / Math.max(1, gaps.length)) * 100).toFixed(1)} %`,
  };
}
