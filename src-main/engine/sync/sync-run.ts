import { setImmediate as nextTurn } from 'node:timers/promises';
import { budgetVerdict, STOP_SHARE } from '../../domain/reading/price.ts';
import { EngineFailure } from '../failure.ts';
import type { JobProgress } from '../jobs/job-runner.ts';
import type { Clock } from '../ports.ts';
import type { OrgClient } from '../salesforce/org-client.ts';
import type { CatalogStore } from '../store/catalog/index.ts';
import type { WriteContext } from '../store/catalog/write.ts';

/** One read of one org: what every phase needs. */
export type SyncRun = {
  readonly catalog: CatalogStore;
  readonly client: OrgClient;
  readonly connectionId: string;
  readonly connectionKey: number;
  readonly snapshot: number;
  /** When the snapshot began: before this run, when it goes on with one that was stopped. */
  readonly startedAtMs: number;
  readonly now: Clock;
  /** No object's metadata changed since then, as the org said in this read (an HTTP date); absent: it did not say so. */
  readonly stillSince?: string;
  readonly signal: AbortSignal;
  readonly progress: (progress: JobProgress) => void;
};

/** Requests in flight at once: beyond five the store is the limit, not the network (measured). */
export const LANES = 5;

/** Rows a transaction: some 20 to 50 ms, so that questions from the window are answered in between. */
const SLICE_ROWS = 1000;

/**
 * Writes parts of an answer in transactions of about 1,000 rows, giving way in between. Each part is whole by itself, so
 * a kill between two transactions loses only parts that are read again.
 */
export async function writeInSlices<T>(
  run: SyncRun,
  parts: readonly T[],
  rowsOf: (part: T) => number,
  write: (part: T) => void,
): Promise<void> {
  let at = 0;
  while (at < parts.length) {
    const slice: T[] = [];
    for (let rows = 0; at < parts.length && rows < SLICE_ROWS; at += 1) {
      const part = parts[at] as T;
      slice.push(part);
      rows += 1 + rowsOf(part);
    }
    run.catalog.transaction(() => {
      for (const part of slice) write(part);
    });
    await nextTurn();
  }
}

export function writeContext(run: SyncRun): WriteContext {
  return {
    connectionKey: run.connectionKey,
    snapshot: run.snapshot,
    readAt: new Date(run.now()).toISOString(),
  };
}

/**
 * After each answer: lets waiting questions of the window through, and stops when cancelled or when the org's daily
 * API limit is nearly used up.
 */
export async function betweenAnswers(run: SyncRun): Promise<void> {
  await nextTurn();
  run.signal.throwIfAborted();
  const usage = run.client.usage();
  if (usage === null || budgetVerdict(usage.used, usage.max) !== 'stop') return;
  throw new EngineFailure(
    'budget-stopped',
    `Reading stopped: the org has used ${usage.used} of its ${usage.max} API requests of the day, and Orgbench stops at ${STOP_SHARE * 100} %. What was read is kept; read again tomorrow to go on.`,
  );
}

/**
 * Runs `step` in several lanes until it answers false. When one lane fails the others finish what they have in flight
 * (their answers are kept) and start nothing new; then the first failure is thrown.
 */
export async function inLanes(lanes: number, step: () => Promise<boolean>): Promise<void> {
  let failure: { readonly error: unknown } | null = null;
  const lane = async (): Promise<void> => {
    while (failure === null) {
      try {
        if (!(await step())) return;
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const first = failure as { readonly error: unknown } | null;
  if (first !== null) throw first.error;
}
