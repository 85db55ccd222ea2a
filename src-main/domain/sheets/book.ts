/** A cell that leads somewhere: to another sheet of the same book (by its `id`) or to a web page. */
export type LinkCell = {
  readonly text: string;
  readonly link: { readonly kind: 'sheet'; readonly sheetId: string } | { readonly kind: 'url'; readonly url: string };
};

/** What a cell holds. Texts are texts in every target, whatever they begin with; null is an empty cell. */
export type Cell = string | number | boolean | null | LinkCell;

export type SheetColumn = {
  readonly header: string;
  /** Characters. */
  readonly width: number;
  readonly wraps: boolean;
};

/** What is known about the sheets written so far; the cover and the index are written last and tell it. */
export type WrittenSheets = {
  /** Data rows, without title and header, by sheet id. */
  readonly rows: ReadonlyMap<string, number>;
  /** Cells that were longer than the target allows, and were cut and marked. */
  readonly cutCells: number;
};

/** One table of a book, whatever it will be written to. */
export type SheetPlan = {
  readonly id: string;
  /** As wished: each target makes it legal and unique in its own way. */
  readonly name: string;
  readonly kind: 'cover' | 'index' | 'data';
  /** A row above the headers (the full API name, a link back to the index), or null. */
  readonly title: readonly Cell[] | null;
  readonly columns: readonly SheetColumn[];
  /** The cover has no header row: its first column is the name of a fact, its second the fact. */
  readonly hasHeader: boolean;
  /** Exactly how many rows `rows` gives: spreadsheets online want to know it before the first. */
  readonly rowCount: number;
  /** Data rows in order, read from the store page by page. May be read more than once. */
  readonly rows: (written: WrittenSheets) => Iterable<readonly Cell[]>;
};

/**
 * A row model that knows no target: what is exported, sheet by sheet, in the order of the tabs.
 *
 * Covers and indexes stand first among the tabs and are filled last.
 */
export type Book = {
  /** For file names and document titles, e.g. `Acme data dictionary 2026-11-23`. */
  readonly title: string;
  readonly sheets: readonly SheetPlan[];
};

/** Rows of all sheets, without titles and headers. */
export function bookRows(book: Book): number {
  return book.sheets.filter(({ kind }) => kind === 'data').reduce((sum, { rowCount }) => sum + rowCount, 0);
}

/** Rows that a sheet takes up in all, with its title and its header. */
export function sheetHeight(sheet: SheetPlan): number {
  return sheet.rowCount + (sheet.title === null ? 0 : 1) + (sheet.hasHeader ? 1 : 0);
}
