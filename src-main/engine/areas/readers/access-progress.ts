import type { AreaRun } from '../area-run.ts';
import type { Counts } from './access-counts.ts';

/** Counts the rows of permissions that were read, of those that the org said there are. */
export type RowsRead = {
  /** So many more are to come. */
  readonly expect: (rows: number) => void;
  /** So many arrived. */
  readonly add: (rows: number) => void;
};

/** Shows rows as the progress of the area: of how many, while that is known. */
export function rowsRead(run: Pick<AreaRun, 'step'>): RowsRead {
  let done = 0;
  let total = 0;
  return {
    expect: (rows) => {
      total += rows;
      run.step(done, Math.max(done, total));
    },
    add: (rows) => {
      done += rows;
      run.step(done, Math.max(done, total));
    },
  };
}

/** How many rows a read since then will bring, by what the org counted; null: a first read. */
export function expectedRows({ total, changed }: Counts, since: string | null): number {
  if (total.state === 'error') return 0;
  return since === null || changed?.state !== 'read' ? total.totalSize : changed.totalSize;
}
