import type { Book } from '../../domain/sheets/book.ts';
import { createMemorySink } from './byte-sink.ts';
import { type WorkbookOptions, writeWorkbook } from './write-workbook.ts';
import type { ExportWatch } from './watch.ts';

export type WorkbookBytes = {
  /** An .xlsx file. The same book gives the same bytes. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Cells whose text was longer than a cell may be, and was cut and marked. */
  readonly cutCells: number;
  /** Data rows of all sheets, without titles and headers. */
  readonly rows: number;
  /** Data sheets and the index, without the cover. */
  readonly sheets: number;
};

/**
 * A book as a workbook in memory, for uploads: no file is written on the way.
 *
 * Throws `too-large`, `export-failed` when the data changed meanwhile, and an AbortError when the signal fires.
 */
export async function workbookBytes(book: Book, options: WorkbookOptions, watch: ExportWatch): Promise<WorkbookBytes> {
  const sink = createMemorySink();
  const written = await writeWorkbook(book, sink, options, watch);
  return { ...written, bytes: sink.bytes() };
}
