import type { Cell, WrittenSheets } from '../../../domain/sheets/book.ts';
import { cellText, webAddress } from '../../../domain/sheets/cells.ts';
import { cutToCell } from '../../../domain/sheets/cell-text.ts';
import type { ExportWatch } from '../watch.ts';
import { createRowCounter } from '../watch.ts';
import type { SheetLayout } from './sheet-layout.ts';
import { createPacker, type Packed, type PackedRange, type Value } from './value-packer.ts';

/** What Google takes as the text of one cell, in UTF-16 units. */
export const GOOGLE_CELL_MAX = 50_000;

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

/** A link that RAW values cannot carry; it becomes a format of its cell. Row and column count from 0. */
export type CellLink = { readonly row: number; readonly column: number; readonly uri: string };

/** What is found out while the rows are read. */
export type ReadFacts = {
  /** By sheet id. */
  readonly links: ReadonlyMap<number, readonly CellLink[]>;
  readonly cutCells: () => number;
};

/**
 * Everything a spreadsheet is filled with, as bodies close to, and never beyond, `maxBytes`. No cell is in two of them.
 *
 * Data sheets come first and covers and indexes last, because these tell what was written. The same book gives the same
 * chunks, so an export that was cut off builds them again and goes on with the one that is missing.
 */
export function valueChunks(sheets: readonly SheetLayout[], watch: ExportWatch, maxBytes = MAX_BODY_BYTES) {
  const links = new Map<number, CellLink[]>();
  const counter = createRowCounter(watch);
  const tabs = new Map(sheets.map(({ plan, sheetId }) => [plan.id, sheetId]));
  let cutCells = 0;

  const valueOf = (cell: Cell, row: number, column: number, sheetLinks: CellLink[]): Value => {
    if (cell === null || typeof cell === 'boolean') return cell;
    // JSON has no word for the rest: such a number would arrive as an empty cell.
    if (typeof cell === 'number') return Number.isFinite(cell) ? cell : String(cell);
    if (typeof cell === 'object') {
      const uri = uriOf(cell.link, tabs);
      if (uri !== null) sheetLinks.push({ row, column, uri });
      return textOf(cell.text);
    }
    return textOf(cell);
  };
  const textOf = (text: string): string | null => {
    if (text === '') return null;
    const { text: fitting, cut } = cutToCell(text.toWellFormed(), GOOGLE_CELL_MAX);
    if (cut) cutCells += 1;
    return fitting;
  };

  function* rowsOf(sheet: SheetLayout): Generator<readonly Value[]> {
    const { plan } = sheet;
    const sheetLinks: CellLink[] = [];
    links.set(sheet.sheetId, sheetLinks);
    let row = 0;
    const values = (cells: readonly Cell[]): readonly Value[] => {
      if (cells.length > sheet.columns) {
        throw new Error(`A row of "${plan.name}" has ${cells.length} cells for ${sheet.columns} columns.`);
      }
      const line = cells.map((cell, column) => valueOf(cell, row, column, sheetLinks));
      row += 1;
      return withoutEmptyEnd(line);
    };
    if (plan.title !== null) yield values(plan.title);
    if (plan.hasHeader) yield values(plan.columns.map(({ header }) => header));
    for (const cells of counter.of(plan, { rows: counter.rows(), cutCells })) yield values(cells);
  }

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

  const facts: ReadFacts = { links, cutCells: () => cutCells };
  return { chunks, facts };
}

function uriOf(
  link: { readonly kind: 'sheet'; readonly sheetId: string } | { readonly kind: 'url'; readonly url: string },
  tabs: ReadonlyMap<string, number>,
): string | null {
  if (link.kind === 'url') return webAddress(link);
  const tab = tabs.get(link.sheetId);
  return tab === undefined ? null : `#gid=${tab}`;
}

function withoutEmptyEnd(values: readonly Value[]): readonly Value[] {
  let end = values.length;
  while (end > 0 && values[end - 1] === null) end -= 1;
  return end === values.length ? values : values.slice(0, end);
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
