import { newSheetId } from './ids.ts';

/** A formula is what a spreadsheet computes; a text that begins with `=` is not one. */
export type Formula = { readonly formula: string };
export type CellValue = string | number | boolean | Formula;

/** What stands in a cell beside its value. */
export type CellExtras = {
  readonly format?: Record<string, unknown>;
  readonly note?: string;
  readonly runs?: readonly unknown[];
  /** Fields that the fake only keeps: validation, pivot tables and their like. */
  readonly other?: Record<string, unknown>;
};

/** One repeatCell over a large range: kept as it came and laid over the cells when they are read. */
export type Layer = {
  readonly seq: number;
  readonly rect: Rect;
  readonly apply: (extras: CellExtras) => CellExtras;
};

/** Half-open, counted from 0. */
export type Rect = {
  readonly startRow: number;
  readonly endRow: number;
  readonly startColumn: number;
  readonly endColumn: number;
};

export type Grid = {
  rowCount: number;
  columnCount: number;
  frozenRowCount: number;
  frozenColumnCount: number;
  hideGridlines: boolean;
};

export type Tab = {
  sheetId: number;
  title: string;
  hidden: boolean;
  rightToLeft: boolean;
  tabColorStyle: unknown;
  grid: Grid;
  /** Sparse: an absent row or value is an empty cell. */
  rows: (CellValue | undefined)[][];
  extras: Map<number, { readonly seq: number; readonly cell: CellExtras }>;
  layers: readonly Layer[];
  basicFilter: Record<string, unknown> | null;
  /** Pixels by index. */
  columnWidths: ReadonlyMap<number, number>;
  rowHeights: ReadonlyMap<number, number>;
  /** Columns whose width was asked to fit the content. */
  autoSized: ReadonlySet<number>;
  /** False in a draft until it copies the list of rows and the extras. */
  owned: boolean;
  /** The rows that a draft has copied; null where all are its own. */
  fresh: Set<number> | null;
};

/** What a spreadsheet file holds. */
export type Book = {
  title: string;
  locale: string;
  timeZone: string;
  autoRecalc: string;
  tabs: Tab[];
  /** Counts changes, so that later ones win. */
  seq: number;
};

export const DEFAULT_ROWS = 1000;
export const DEFAULT_COLUMNS = 26;
/** 18,278 columns at most: three letters, A to ZZZ. */
const COLUMN_SPAN = 18_278;

export function newBook(title: string): Book {
  return { title, locale: 'en_US', timeZone: 'Etc/GMT', autoRecalc: 'ON_CHANGE', tabs: [], seq: 0 };
}

export function newTab(
  title: string,
  sheetId: number = newSheetId(),
  rowCount = DEFAULT_ROWS,
  columnCount = DEFAULT_COLUMNS,
): Tab {
  return {
    sheetId,
    title,
    hidden: false,
    rightToLeft: false,
    tabColorStyle: null,
    grid: { rowCount, columnCount, frozenRowCount: 0, frozenColumnCount: 0, hideGridlines: false },
    rows: [],
    extras: new Map(),
    layers: [],
    basicFilter: null,
    columnWidths: new Map(),
    rowHeights: new Map(),
    autoSized: new Set(),
    owned: true,
    fresh: null,
  };
}

/** A copy whose tabs may be changed without the original noticing; cells are copied when they are first written. */
export function draftOf(book: Book): Book {
  return { ...book, tabs: book.tabs.map((tab) => ({ ...tab, grid: { ...tab.grid }, owned: false, fresh: new Set() })) };
}

/** Makes the draft the state: from here on its cells are nobody else's. */
export function commit(book: Book, draft: Book): void {
  for (const tab of draft.tabs) {
    tab.owned = true;
    tab.fresh = null;
  }
  Object.assign(book, draft);
}

function own(tab: Tab): void {
  if (tab.owned) return;
  tab.rows = [...tab.rows];
  tab.extras = new Map(tab.extras);
  tab.owned = true;
}

const keyOf = (row: number, column: number): number => row * COLUMN_SPAN + column;

export function setValue(tab: Tab, row: number, column: number, value: CellValue | undefined): void {
  own(tab);
  if (tab.fresh !== null && !tab.fresh.has(row)) {
    tab.rows[row] = [...(tab.rows[row] ?? [])];
    tab.fresh.add(row);
  }
  const cells = (tab.rows[row] ??= []);
  cells[column] = value;
  // Another text ends the formats of parts of the old one.
  const known = tab.extras.get(keyOf(row, column));
  if (known?.cell.runs === undefined) return;
  const { runs: _gone, ...kept } = known.cell;
  tab.extras.set(keyOf(row, column), { seq: known.seq, cell: kept });
}

export function valueAt(tab: Tab, row: number, column: number): CellValue | undefined {
  return tab.rows[row]?.[column];
}

/** Format, note and text parts of a cell, with every layer that came later laid over them. */
export function extrasAt(tab: Tab, row: number, column: number): CellExtras {
  const base = tab.extras.get(keyOf(row, column));
  let cell = base?.cell ?? {};
  for (const layer of tab.layers) {
    if (layer.seq > (base?.seq ?? -1) && within(layer.rect, row, column)) cell = layer.apply(cell);
  }
  return cell;
}

export function changeExtras(book: Book, tab: Tab, row: number, column: number, apply: Layer['apply']): void {
  own(tab);
  book.seq += 1;
  tab.extras.set(keyOf(row, column), { seq: book.seq, cell: apply(extrasAt(tab, row, column)) });
}

export function addLayer(book: Book, tab: Tab, rect: Rect, apply: Layer['apply']): void {
  book.seq += 1;
  tab.layers = [...tab.layers, { seq: book.seq, rect, apply }];
}

const within = (rect: Rect, row: number, column: number): boolean =>
  row >= rect.startRow && row < rect.endRow && column >= rect.startColumn && column < rect.endColumn;

/** Changes the size of the grid; what lies outside is gone. */
export function resize(tab: Tab, rowCount: number, columnCount: number): void {
  if (rowCount < tab.grid.rowCount || columnCount < tab.grid.columnCount) {
    own(tab);
    tab.rows = tab.rows
      .slice(0, rowCount)
      .map((row) => (row !== undefined && row.length > columnCount ? row.slice(0, columnCount) : row));
    for (const key of tab.extras.keys()) {
      if (Math.floor(key / COLUMN_SPAN) >= rowCount || key % COLUMN_SPAN >= columnCount) tab.extras.delete(key);
    }
  }
  tab.grid.rowCount = rowCount;
  tab.grid.columnCount = columnCount;
}

/** Cells of the grids, empty ones included: what the limit of a workbook counts. */
export function cellCount(book: Book): number {
  return book.tabs.reduce((sum, tab) => sum + tab.grid.rowCount * tab.grid.columnCount, 0);
}

/** Roughly what the content takes of the owner's quota. */
export function bookBytes(book: Book): number {
  let bytes = 1024;
  for (const tab of book.tabs) {
    for (const row of tab.rows) {
      for (const value of row ?? []) bytes += typeof value === 'string' ? value.length : value === undefined ? 0 : 8;
    }
  }
  return bytes;
}

/** Names of tabs differ in more than case. */
export function findTab(book: Book, title: string): Tab | undefined {
  return book.tabs.find((tab) => tab.title.toLowerCase() === title.toLowerCase());
}

/** The end of what has content: rows and columns counted from 1. */
export function usedSize(tab: Tab): { readonly rows: number; readonly columns: number } {
  let rows = 0;
  let columns = 0;
  tab.rows.forEach((row, index) => {
    row?.forEach((value, column) => {
      if (value === undefined) return;
      rows = Math.max(rows, index + 1);
      columns = Math.max(columns, column + 1);
    });
  });
  return { rows, columns };
}
