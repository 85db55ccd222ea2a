import { badRequest } from './errors.ts';
import type { Book, Rect, Tab } from './sheets-model.ts';
import { findTab } from './sheets-model.ts';

/*
 * A1 notation. Source: https://developers.google.com/workspace/sheets/api/guides/concepts#expandable-1 ("Single quotes
 * are required for sheet names with spaces or special characters"). A quote inside a name is doubled.
 */

export type A1Range = {
  readonly tab: Tab;
  readonly rect: Rect;
  /** A single cell: what is written from there on may be larger. */
  readonly single: boolean;
};

export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

function columnIndex(letters: string): number {
  return Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

const CELL = /^\$?([A-Za-z]{1,3})?\$?([1-9]\d*)?$/;
const PLAIN_NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** Quoted where it has to be, as the answers name ranges. */
export function quotedTitle(title: string): string {
  const plain = PLAIN_NAME.test(title) && !/^[A-Za-z]{1,3}\d+$/.test(title);
  return plain ? title : `'${title.replaceAll("'", "''")}'`;
}

export function rangeName(tab: Tab, rect: Rect): string {
  const first = `${columnLetters(rect.startColumn)}${rect.startRow + 1}`;
  const last = `${columnLetters(rect.endColumn - 1)}${rect.endRow}`;
  return `${quotedTitle(tab.title)}!${first === last ? first : `${first}:${last}`}`;
}

/** Throws the refusals of the service: a range it cannot read and one that leaves the grid. */
export function parseRange(book: Book, text: string, prefix = ''): A1Range {
  const unparsable = (): never => badRequest(`${prefix}Unable to parse range: ${text}`);
  const split = splitSheet(text);
  if (split === null) return unparsable();
  let tab = split.sheet === null ? undefined : findTab(book, split.sheet);
  let cells = split.cells;
  if (split.sheet === null && cells !== null && parseCells(cells) === null) {
    // No cells: then it is the name of a sheet, all of it.
    tab = PLAIN_NAME.test(cells) ? findTab(book, cells) : undefined;
    cells = null;
    if (tab === undefined) return unparsable();
  }
  tab ??= split.sheet === null ? book.tabs.find((candidate) => !candidate.hidden) : undefined;
  if (tab === undefined) return unparsable();
  const { rowCount, columnCount } = tab.grid;
  if (cells === null) {
    return { tab, rect: { startRow: 0, endRow: rowCount, startColumn: 0, endColumn: columnCount }, single: false };
  }
  const bounds = parseCells(cells);
  if (bounds === null) return unparsable();
  const rect: Rect = {
    startRow: bounds.startRow,
    endRow: bounds.endRow ?? rowCount,
    startColumn: bounds.startColumn,
    endColumn: bounds.endColumn ?? columnCount,
  };
  const outside =
    rect.endRow > rowCount ||
    rect.endColumn > columnCount ||
    rect.startRow >= rowCount ||
    rect.startColumn >= columnCount;
  if (outside) {
    const name = `${quotedTitle(tab.title)}!${cells.toUpperCase()}`;
    badRequest(`${prefix}Range (${name}) exceeds grid limits. Max rows: ${rowCount}, max columns: ${columnCount}`);
  }
  return { tab, rect, single: bounds.single };
}

function splitSheet(text: string): { readonly sheet: string | null; readonly cells: string | null } | null {
  if (text === '') return null;
  if (text.startsWith("'")) {
    const quoted = /^'((?:[^']|'')+)'(?:!(.+))?$/s.exec(text);
    if (quoted === null) return null;
    return { sheet: (quoted[1] ?? '').replaceAll("''", "'"), cells: quoted[2] ?? null };
  }
  const mark = text.indexOf('!');
  if (mark < 0) return { sheet: null, cells: text };
  const name = text.slice(0, mark);
  return PLAIN_NAME.test(name) ? { sheet: name, cells: text.slice(mark + 1) } : null;
}

type Bounds = {
  readonly startRow: number;
  readonly endRow: number | null;
  readonly startColumn: number;
  readonly endColumn: number | null;
  readonly single: boolean;
};

/** `A1`, `A1:B2`, `A:B`, `1:2`, `A5:B` and the like. */
function parseCells(text: string): Bounds | null {
  const [first, second, ...more] = text.split(':').map((part) => CELL.exec(part));
  if (more.length > 0 || first === undefined || first === null || second === null) return null;
  const [, fromLetters, fromRow] = first;
  if (second === undefined) {
    if (fromLetters === undefined || fromRow === undefined) return null;
    const row = Number(fromRow) - 1;
    const column = columnIndex(fromLetters);
    return { startRow: row, endRow: row + 1, startColumn: column, endColumn: column + 1, single: true };
  }
  const [, toLetters, toRow] = second;
  if (fromLetters === undefined && fromRow === undefined) return null;
  if (toLetters === undefined && toRow === undefined) return null;
  if (fromLetters === undefined && toLetters !== undefined && toRow === undefined) return null;
  const columns = [fromLetters, toLetters].flatMap((letters) => (letters === undefined ? [] : [columnIndex(letters)]));
  const rows = [fromRow, toRow].flatMap((digits) => (digits === undefined ? [] : [Number(digits) - 1]));
  return {
    startRow: rows.length === 0 || (rows.length === 1 && fromRow === undefined) ? 0 : Math.min(...rows),
    endRow: rows.length === 2 || (rows.length === 1 && fromRow === undefined) ? Math.max(...rows) + 1 : null,
    startColumn: columns.length === 0 || (columns.length === 1 && fromLetters === undefined) ? 0 : Math.min(...columns),
    endColumn:
      columns.length === 2 || (columns.length === 1 && fromLetters === undefined) ? Math.max(...columns) + 1 : null,
    single: false,
  };
}
