import { readFileSync } from 'node:fs';
import type { ElectronApplication } from 'playwright-core';

type TraceEvent = {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Processor time in microseconds. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
};

const CATEGORIES = ['disabled-by-default-devtools.timeline', '__metadata'];

/** Begins to note the tasks of all processes of the app. */
export const watchTasks = (app: ElectronApplication): Promise<void> =>
  app.evaluate(
    ({ contentTracing }, categories) => contentTracing.startRecording({ included_categories: categories }),
    CATEGORIES,
  );

/**
 * Ends what `watchTasks` began.
 *
 * @param pid the page's process.
 * @returns processor time of its main thread's tasks in milliseconds, longest first. A busy machine makes the clock's time
 * longer, not this.
 */
export async function tasksSeen(app: ElectronApplication, pid: number, file: string): Promise<readonly number[]> {
  await app.evaluate(({ contentTracing }, path) => contentTracing.stopRecording(path), file);
  const { traceEvents } = JSON.parse(readFileSync(file, 'utf8')) as { readonly traceEvents: readonly TraceEvent[] };
  const main = traceEvents.find(
    ({ name, args, pid: of }) => of === pid && name === 'thread_name' && args?.name === 'CrRendererMain',
  );
  if (main === undefined) throw new Error('The trace does not name the main thread of the page.');
  return traceEvents
    .filter((one) => one.pid === pid && one.tid === main.tid && one.ph === 'X' && one.name === 'RunTask')
    .map((one) => (one.tdur ?? 0) / 1000)
    .toSorted((a, b) => b - a);
}
