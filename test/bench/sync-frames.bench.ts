/*
 * How smoothly the page draws while 1,000 objects × 50 fields are read: the gaps between frames in the real window, idle
 * and during the reading, one after the other in one run. The goal is a longest frame of 50 ms. Processor time of the
 * page's tasks is told too, because a busy machine makes frames late that the page did not hold up.
 */
import { join } from 'node:path';
import { launchApp } from '../support/app.ts';
import { connectByToken, setUp, waitUntilRead } from '../support/person.ts';
import { type FrameRow, framesSeen, openDisplay, watchFrames } from './frames.ts';
import { startLargeOrg } from './large-org-process.ts';
import { tasksSeen, watchTasks } from './task-cpu.ts';

const OBJECTS = 1000;
const FIELDS_EACH = 50;
const IDLE_MS = 3000;
const PASSWORD = 'lamp tundra velvet quarry';

/** Runs the bench; needs the app built (`npm run build`) and, on Linux without a display, Xvfb. */
export async function run(): Promise<readonly (FrameRow & { readonly 'longest tasks, CPU ms'?: string })[]> {
  const closeDisplay = await openDisplay();
  const org = await startLargeOrg(OBJECTS, FIELDS_EACH);
  const running = await launchApp();
  try {
    const page = await setUp(running, PASSWORD);
    await connectByToken(running, 'Large', org);
    const read = page.getByRole('button', { name: /^Read [\d,]+ objects$/ });
    await read.waitFor();

    await watchFrames(page);
    await page.waitForTimeout(IDLE_MS);
    const idle = await framesSeen(page, 'idle');
    await watchTasks(running.app);
    await watchFrames(page);
    await read.click();
    await waitUntilRead(page);
    const reading = await framesSeen(page, 'while 50,000 fields are read');
    const pid = await running.app.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .find((contents) => contents.getURL().startsWith('app://page'))
        ?.getOSProcessId(),
    );
    const tasks = await tasksSeen(running.app, pid ?? 0, join(running.dataDir, 'trace.json'));
    return [idle, { ...reading, 'longest tasks, CPU ms': tasks.slice(0, 5).map(Math.round).join(', ') }];
  } finally {
    await running.close();
    await org.close();
    closeDisplay();
  }
}
