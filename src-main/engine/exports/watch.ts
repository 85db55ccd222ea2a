import type { Cell, SheetPlan, WrittenSheets } from '../../domain/sheets/book.ts';
import { EngineFailure } from '../failure.ts';

/** How a writer is stopped, and whom it tells how far it is. */
export type ExportWatch = {
  readonly signal: AbortSignal;
  /** Data rows written so far, over all sheets; called every some hundred rows. */
  readonly onRows: (written: number) => void;
};

/** How often a long loop looks whether it is still wanted. */
const CHECK_EVERY_ROWS = 200;

/** Counts the data rows of a whole book and stops the loop over them when the signal fires. */
export function createRowCounter(watch: ExportWatch) {
  const rows = new Map<string, number>();
  let total = 0;

  /**
   * The rows of one sheet. Throws an AbortError when the signal fires, and `export-failed` when there are not as many
   * as the plan said, because targets that were told a number before the first row would lie then.
   */
  function* of(sheet: SheetPlan, written: WrittenSheets): Generator<readonly Cell[]> {
    let count = 0;
    for (const cells of sheet.rows(written)) {
      if (count % CHECK_EVERY_ROWS === 0) {
        watch.signal.throwIfAborted();
        if (sheet.kind === 'data') watch.onRows(total);
      }
      yield cells;
      count += 1;
      if (sheet.kind === 'data') total += 1;
    }
    watch.signal.throwIfAborted();
    if (count !== sheet.rowCount) {
      throw new EngineFailure(
        'export-failed',
        `"${sheet.name}" changed while it was exported, so nothing was written. Export again when nothing is being read.`,
        { retryable: true },
      );
    }
    if (sheet.kind === 'data') {
      rows.set(sheet.id, count);
      watch.onRows(total);
    }
  }

  return { of, rows: (): ReadonlyMap<string, number> => rows, total: () => total };
}
export type RowCounter = ReturnType<typeof createRowCounter>;
