import { badRequest } from './errors.ts';
import type { Mask } from './field-mask.ts';
import { writeRows } from './sheets-cells.ts';
import type { Book, Tab } from './sheets-model.ts';
import { newBook } from './sheets-model.ts';
import { addTab } from './sheets-tabs.ts';
import type { Limits } from './types.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * A new spreadsheet: the tabs that were asked for with exactly their grids, or one of 1000 rows and 26 columns.
 * Source: https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/create
 */
export function createBook(body: Json, limits: Limits): Book {
  const properties = (body.properties ?? {}) as Json;
  const title =
    typeof properties.title === 'string' && properties.title !== '' ? properties.title : 'Untitled spreadsheet';
  const book = newBook(title);
  if (typeof properties.locale === 'string') book.locale = properties.locale;
  if (typeof properties.timeZone === 'string') book.timeZone = properties.timeZone;
  const sheets = (body.sheets ?? []) as readonly Json[];
  if (sheets.length === 0) {
    addTab(book, { sheetId: 0, title: 'Sheet1' }, limits, 'Invalid sheets[0]: ');
    return book;
  }
  sheets.forEach((sheet, index) => {
    const prefix = `Invalid sheets[${index}]: `;
    const tab = addTab(book, (sheet.properties ?? {}) as Json, limits, prefix);
    fillTab(book, tab, (sheet.data ?? []) as readonly Json[], limits, index);
    if (sheet.basicFilter !== undefined) tab.basicFilter = { ...(sheet.basicFilter as Json) };
  });
  if (book.tabs.every((tab) => tab.hidden)) badRequest("You can't hide all the sheets in a document.");
  return book;
}

/** Everything of a cell that can be written. */
const CELLS: Mask = { userEnteredValue: {}, userEnteredFormat: {}, note: {}, textFormatRuns: {} };

function fillTab(book: Book, tab: Tab, data: readonly Json[], limits: Limits, index: number): void {
  data.forEach((grid, at) => {
    const startRow = Number(grid.startRow ?? 0);
    const startColumn = Number(grid.startColumn ?? 0);
    const rect = { startRow, endRow: tab.grid.rowCount, startColumn, endColumn: tab.grid.columnCount };
    const prefix = `Invalid sheets[${index}].data[${at}]: `;
    writeRows(book, tab, (grid.rowData ?? []) as readonly unknown[], rect, false, CELLS, limits, prefix);
    const widths = new Map(tab.columnWidths);
    ((grid.columnMetadata ?? []) as readonly Json[]).forEach((column, offset) => {
      if (column.pixelSize !== undefined) widths.set(startColumn + offset, Number(column.pixelSize));
    });
    tab.columnWidths = widths;
  });
}
