/*
 * How smoothly the page draws while a workbook of more than a million cells is written: the gaps between frames in the
 * real window, idle and during the export, one after the other in one run.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSampleOrg } from '../../src-main/sample-org/server.ts';
import { launchApp } from '../support/app.ts';
import { largeOrg } from '../support/large-org.ts';
import { answerSaveDialog, button, connectByToken, setUp, waitUntilRead } from '../support/person.ts';
import { type FrameRow, framesSeen, openDisplay, watchFrames } from './frames.ts';

const OBJECTS = 1000;
const FIELDS_EACH = 50;
const IDLE_MS = 3000;
const LONG_MS = 120_000;
const PASSWORD = 'lamp tundra velvet quarry';

/** Runs the bench; needs the app built (`npm run build`) and, on Linux without a display, Xvfb. */
export async function run(): Promise<readonly FrameRow[]> {
  const closeDisplay = await openDisplay();
  const folder = await mkdtemp(join(tmpdir(), 'orgbench-frames-'));
  const org = await startSampleOrg({ bundle: largeOrg(OBJECTS, FIELDS_EACH) });
  const running = await launchApp();
  try {
    const page = await setUp(running, PASSWORD);
    await connectByToken(running, 'Large', org);
    await page.getByRole('button', { name: /^Read [\d,]+ objects$/ }).click();
    await waitUntilRead(page);
    await page.getByRole('link', { name: 'Exports', exact: true }).click();
    await button(page, /^(New export…|Export the data dictionary)$/).click();
    const dialog = page.getByRole('dialog', { name: /^Export / });
    const write = button(dialog, /^Export [\d,]+ fields to Excel…$/);
    await write.waitFor();
    await dialog.getByRole('region', { name: 'Preview' }).getByRole('cell').first().waitFor();

    await watchFrames(page);
    await page.waitForTimeout(IDLE_MS);
    const idle = await framesSeen(page, 'idle');
    await answerSaveDialog(running.app, join(folder, 'large.xlsx'));
    await watchFrames(page);
    await write.click();
    await dialog.getByText(/ is written$/).waitFor({ timeout: LONG_MS });
    return [idle, await framesSeen(page, 'while 50,000 fields × 23 columns are written')];
  } finally {
    await running.close();
    await org.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    closeDisplay();
  }
}
