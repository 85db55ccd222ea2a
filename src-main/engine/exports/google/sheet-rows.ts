import type { Cell } from '../../../domain/sheets/book.ts';
import { cutToCell } from '../../../domain/sheets/cell-text.ts';
import { webAddress } from '../../../domain/sheets/cells.ts';
import { createRowCounter, type ExportWatch } from '../watch.ts';
import type { SheetLayout } from './sheet-layout.ts';
import type { Value } from './value-packer.ts';

/** What Google takes as the text of one cell, in UTF-16 units. */
export const GOOGLE_CELL_MAX = 50_000;

/** A link that RAW values cannot carry; it becomes a format of its cell. Row and column count from 0. */
export type CellLink = { readonly row: number; readonly column: number; readonly uri: string };

/** What is found out while the rows are read. */
export type ReadFacts = {
  /** By sheet id. */
  readonly links: ReadonlyMap<number, readonly CellLink[]>;
  readonly cutCells: () => number;
};

/** Reads the rows of tabs as Google takes them: types kept, texts cut to what a cell holds, links set apart. */
export function createRowReader(sheets: readonly SheetLayout[], watch: ExportWatch) {
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

  /** Title, header and data of one tab, without the empty cells at the end of each row. */
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

  const facts: ReadFacts = { links, cutCells: () => cutCells };
  return { counter, rowsOf, facts };
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
