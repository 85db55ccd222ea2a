import type { Cell, WrittenSheets } from '../../../domain/sheets/book.ts';
import { cellText } from '../../../domain/sheets/cells.ts';
import { cutToCell } from '../../../domain/sheets/cell-text.ts';
import type { ExportWatch } from '../watch.ts';
import type { SheetLayout } from './sheet-layout.ts';
import { createRowReader, GOOGLE_CELL_MAX } from './sheet-rows.ts';
import { createPacker, type Packed, type PackedRange } from './value-packer.ts';

/** What Google recommends as the largest body ("Usage limits", Sheets API); read as 2 × 10⁶ to be safe. */
export const MAX_BODY_BYTES = 2_000_000;

/** One `values:batchUpdate`, ready to be sent. */
export type ValueChunk = {
  readonly index: number;
  /** JSON. */
  readonly body: string;
  /** For the ledger: which rows of which tabs. */
  readonly about: string;
  /** Data rows that are complete once this chunk has arrived. */
  readonly rowsDone: number;
};

/**
 * Everything a spreadsheet is filled with, as bodies close to, and never beyond, `maxBytes`. No cell is in two of them.
 *
 * Data sheets come first and covers and indexes last, because these tell what was written. The same book gives the same
 * chunks, so an export that was cut off builds them again and goes on with the one that is missing.
 */
export function valueChunks(sheets: readonly SheetLayout[], watch: ExportWatch, maxBytes = MAX_BODY_BYTES) {
  const { counter, rowsOf, facts } = createRowReader(sheets, watch);

  function* chunks(): Generator<ValueChunk> {
    const packer = createPacker(maxBytes);
    let index = 0;
    const chunkOf = (packed: Packed): ValueChunk => {
      const chunk = { index, body: packed.body, about: aboutOf(packed.ranges), rowsDone: packed.rowsDone };
      index += 1;
      return chunk;
    };
    const filledLast = (sheet: SheetLayout): boolean => sheet.plan.kind !== 'data';
    const order = [...sheets.filter((sheet) => !filledLast(sheet)), ...sheets.filter(filledLast)];
    for (const sheet of order) {
      let row = 0;
      for (const values of rowsOf(sheet)) {
        for (const packed of packer.add(sheet, row, values, counter.total())) yield chunkOf(packed);
        row += 1;
      }
    }
    const rest = packer.flush(counter.total());
    if (rest !== null) yield chunkOf(rest);
  }

  return { chunks, facts };
}

function aboutOf(ranges: readonly PackedRange[]): string {
  const [first] = ranges;
  if (first === undefined) return 'no rows';
  if (ranges.every(({ title }) => title === first.title)) {
    const end = Math.max(...ranges.map(({ endRow }) => endRow));
    return `rows ${first.startRow + 1} to ${end} of "${first.title}"`;
  }
  const titles = new Set(ranges.map(({ title }) => title)).size;
  return `rows of ${titles} tabs, from "${first.title}" on`;
}

/**
 * Cells that a workbook could not hold, each as a range of its own, for sheets whose tabs exist already. `isWanted`
 * says which; the rows are read for it once more.
 */
export function* cellChunks(
  sheets: readonly SheetLayout[],
  isWanted: (cell: Cell) => boolean,
  written: WrittenSheets,
  maxBytes = MAX_BODY_BYTES,
): Generator<ValueChunk> {
  const packer = createPacker(maxBytes);
  let index = 0;
  const chunkOf = ({ body, ranges }: Packed): ValueChunk => {
    const chunk = { index, body, about: `long texts of ${aboutOf(ranges)}`, rowsDone: 0 };
    index += 1;
    return chunk;
  };
  for (const sheet of sheets) {
    let row = sheet.firstDataRow;
    for (const cells of sheet.plan.rows(written)) {
      for (const [column, cell] of cells.entries()) {
        if (!isWanted(cell)) continue;
        const { text } = cutToCell(cellText(cell).toWellFormed(), GOOGLE_CELL_MAX);
        for (const packed of packer.addCell(sheet, row, column, text)) yield chunkOf(packed);
      }
      row += 1;
    }
  }
  const rest = packer.flush(0);
  if (rest !== null) yield chunkOf(rest);
}
