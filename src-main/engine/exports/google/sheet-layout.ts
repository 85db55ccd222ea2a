import type { Book, SheetPlan } from '../../../domain/sheets/book.ts';
import { sheetHeight } from '../../../domain/sheets/book.ts';
import { EngineFailure } from '../../failure.ts';

/** Cells of a whole spreadsheet, empty ones and all tabs included (Google, "Size of a Google Sheets file"). */
export const MAX_GRID_CELLS = 10_000_000;
const MAX_COLUMNS = 18_278;
const MAX_TITLE = 100;

/** A sheet of the book as a tab: its exact grid and what it is called. */
export type SheetLayout = {
  readonly plan: SheetPlan;
  /** Chosen here, so that links between tabs are known before the spreadsheet is made. */
  readonly sheetId: number;
  readonly title: string;
  /** At least 1: a grid without rows is refused. */
  readonly rows: number;
  readonly columns: number;
  /** Title and header; 0 when nothing would be left to scroll, which is refused. */
  readonly frozenRows: number;
  /** Where the data begins, counted from 0. */
  readonly firstDataRow: number;
};

/** Tabs in the order of the book, with ids from `firstSheetId` on. */
export function layoutOf(book: Book, firstSheetId = 1): readonly SheetLayout[] {
  const titles = tabTitlesFor(book.sheets.map(({ name }) => name));
  return book.sheets.map((plan, index) => layoutOfSheet(plan, firstSheetId + index, titles[index] ?? plan.name));
}

/** One sheet under a title and an id that are given. */
export function layoutOfSheet(plan: SheetPlan, sheetId: number, title: string): SheetLayout {
  const rows = Math.max(sheetHeight(plan), 1);
  const firstDataRow = sheetHeight(plan) - plan.rowCount;
  return {
    plan,
    sheetId,
    title,
    rows,
    columns: Math.max(plan.columns.length, plan.title?.length ?? 0, 1),
    frozenRows: firstDataRow < rows ? firstDataRow : 0,
    firstDataRow,
  };
}

export function gridCells(sheets: readonly Pick<SheetLayout, 'rows' | 'columns'>[]): number {
  return sheets.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
}

/**
 * Throws `too-large` when the tabs do not fit into one spreadsheet that already holds `heldCells`. Pure: it is known
 * before the first request.
 */
export function checkGrid(sheets: readonly SheetLayout[], heldCells = 0): void {
  const wide = sheets.find(({ columns }) => columns > MAX_COLUMNS);
  if (wide !== undefined) {
    throw new EngineFailure(
      'too-large',
      `"${wide.plan.name}" has ${wide.columns} columns, and a Google spreadsheet takes ${MAX_COLUMNS}. Choose fewer columns.`,
    );
  }
  const cells = gridCells(sheets);
  if (cells + heldCells <= MAX_GRID_CELLS) return;
  const held = heldCells === 0 ? '' : `, beside the ${thousands(heldCells)} that the spreadsheet already has`;
  throw new EngineFailure(
    'too-large',
    `The export has ${thousands(cells)} cells${held}, and a Google spreadsheet takes ${thousands(MAX_GRID_CELLS)} in all. Choose fewer columns or rows, or export to a CSV file.`,
  );
}

function thousands(count: number): string {
  return count.toLocaleString('en-US');
}

/**
 * A tab title for every name: at most 100 characters, unique ignoring case, in the same order. `taken` are titles that
 * the spreadsheet has already.
 */
export function tabTitlesFor(names: readonly string[], taken: readonly string[] = []): string[] {
  const used = new Set(taken.map((title) => title.toLowerCase()));
  return names.map((name) => {
    const base = legalTitle(name);
    let title = cutTitle(base, MAX_TITLE);
    for (let number = 2; used.has(title.toLowerCase()); number += 1) {
      const suffix = `~${number}`;
      title = cutTitle(base, MAX_TITLE - suffix.length) + suffix;
    }
    used.add(title.toLowerCase());
    return title;
  });
}

function legalTitle(name: string): string {
  const cleaned = name
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
    .replace(/^[\s']+|[\s']+$/g, '');
  return cleaned === '' ? 'Sheet' : cleaned;
}

/** Never ends between the halves of a surrogate pair. */
function cutTitle(title: string, max: number): string {
  return title.slice(0, max).replace(/[\ud800-\udbff]$/, '');
}

/** `'Visits of ''26'!A2:T2001`: a range in A1 notation; rows and columns count from 0, the ends are not included. */
export function rangeOf(
  title: string,
  startRow: number,
  endRow: number,
  startColumn: number,
  endColumn: number,
): string {
  const sheet = `'${title.replaceAll("'", "''")}'`;
  return `${sheet}!${columnLetters(startColumn)}${startRow + 1}:${columnLetters(endColumn - 1)}${endRow}`;
}

/** `A` for 0, `Z` for 25, `AA` for 26. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}
