import { setImmediate as nextTurn } from 'node:timers/promises';
import type { KeptPartName } from '../../../../src-preload/contract/retention.ts';
import { LOCKED_MEANWHILE, type JobRunner, type RunningJob, type StartedJob } from '../../jobs/job-runner.ts';
import { COMPACT } from '../../store/compaction.ts';
import type { Removal } from '../../store/retention-repository.ts';
import type { Store } from '../../store/store.ts';
import { removalWords } from './kept-words.ts';

type RemovalDeps = {
  readonly store: Pick<Store, 'retention' | 'compaction' | 'catalog'>;
  readonly jobs: Pick<JobRunner, 'run'>;
  /** YYYY-MM-DD */
  readonly today: () => string;
  /** Told for each part that is gone. */
  readonly onRemoved: (removal: Removal) => void;
};

export type RemovalPlan = {
  readonly title: string;
  readonly parts: readonly { readonly name: KeptPartName; readonly id: string | null }[];
  /** Runs before the point of no return, with the job's signal; what it throws leaves everything as it is. */
  readonly before?: (job: RunningJob) => Promise<void>;
};

/**
 * Removals as jobs, one after another.
 *
 * What is to be removed is written down first: from then on it cannot be cancelled, and a kill or a lock only delays it
 * until the vault is unlocked the next time. Then rows go in slices, the full-text index is made anew and the store is
 * written anew (see compaction.ts).
 */
export function createRemovalRun({ store, jobs, today, onRemoved }: RemovalDeps) {
  const { retention, compaction, catalog } = store;
  let last: Promise<unknown> = Promise.resolve();
  let isOpen = true;
  let running = 0;
  /** A connection was deleted while a removal ran: its words may be in the index that was just filled. */
  let isMoreDeleted = false;

  const stopWhenLocked = (job: RunningJob): void => {
    if (job.signal.reason === LOCKED_MEANWHILE) throw LOCKED_MEANWHILE;
  };

  const removeRows = async (job: RunningJob): Promise<number> => {
    let rows = 0;
    for (const removal of retention.pending()) {
      const slices = retention.remove(removal);
      for (;;) {
        stopWhenLocked(job);
        // A transaction of the catalog: it forgets what it remembers of earlier answers.
        const slice = catalog.transaction(() => slices.next());
        if (slice.done === true) break;
        rows += slice.value;
        job.progress({ stage: 'removing', done: rows, total: 0 });
        await nextTurn();
      }
      retention.ended(removal);
      onRemoved(removal);
    }
    return rows;
  };

  const fillSearch = async (job: RunningJob): Promise<void> => {
    job.progress({ stage: 'index', done: 0, total: 0 });
    await nextTurn();
    for (;;) {
      stopWhenLocked(job);
      const { done, total } = catalog.searchIndex.step();
      if (done >= total) return;
      job.progress({ stage: 'index', done, total });
      await nextTurn();
    }
  };

  /** All that was planned, whoever planned it. */
  const finish = async (job: RunningJob): Promise<number> => {
    let rows = 0;
    do {
      isMoreDeleted = false;
      const isIndexed = compaction.due() === COMPACT.indexedRows;
      // Without the index its rows go ten times as fast.
      if (isIndexed) compaction.emptySearch();
      rows += await removeRows(job);
      if (isIndexed) await fillSearch(job);
      stopWhenLocked(job);
      job.progress({ stage: 'compacting', done: 0, total: 0 });
      // So that the page hears of it before the engine is busy.
      await nextTurn();
    } while (isMoreDeleted);
    if (compaction.due() > 0) compaction.rewrite(today());
    return rows;
  };

  const plan = ({ parts }: RemovalPlan): void =>
    retention.transaction(() => {
      for (const { name, id } of parts) retention.plan({ part: name, target: id });
      compaction.setDue(parts.some(({ name }) => name === 'metadata') ? COMPACT.indexedRows : COMPACT.rows);
    });

  const run = (removal: RemovalPlan): StartedJob => {
    const { title, parts } = removal;
    const before = last;
    const parameters = parts.length === 0 ? {} : { parts: removalWords(parts) };
    const started = jobs.run(
      { kind: 'removal', title, connectionId: null, parameters, isInterruptedByLock: true },
      async (job) => {
        await before;
        if (parts.length > 0) {
          compaction.ensureRoom();
          await removal.before?.(job);
          job.signal.throwIfAborted();
          plan(removal);
        }
        return { rows: await finish(job) };
      },
    );
    running += 1;
    last = started.done.then(ended, ended);
    return started;
  };

  const ended = (): void => {
    running -= 1;
    // The one that ran did not come to it: it was cancelled, or failed.
    if (running === 0 && isMoreDeleted) resume();
  };

  /** Goes on with what a kill, a lock or a full disk left, unless a removal runs: that one does it. */
  const resume = (): void => {
    if (!isOpen || running > 0 || (retention.pending().length === 0 && compaction.due() === 0)) return;
    run({ title: 'Remove kept data for good', parts: [] });
  };

  return {
    run,
    resume,
    /** After the deletion of a connection, in the same turn. */
    deleted: (): void => {
      if (running === 0) resume();
      else isMoreDeleted = true;
    },
    /** Resolves when what was started by now is over, however it ended. */
    settled: async (): Promise<void> => {
      await last;
    },
    close: (): void => {
      isOpen = false;
    },
  };
}
