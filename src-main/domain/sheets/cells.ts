import type { Book, Cell, LinkCell, SheetPlan, WrittenSheets } from './book.ts';

/** What a cell says as plain text; an empty cell says nothing. */
export function cellText(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? cell.text : String(cell);
}

/**
 * The address behind a link to a web page, or null. Only https is ever linked: a link of any other kind (`javascript:`,
 * `file:`, an address that cannot be read) is left as plain text in every target.
 */
export function webAddress(link: LinkCell['link']): string | null {
  if (link.kind !== 'url') return null;
  const url = URL.parse(link.url);
  return url !== null && url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : null;
}

/** Sheets that hold rows of the store. */
export function dataSheets(book: Book): readonly SheetPlan[] {
  return book.sheets.filter(({ kind }) => kind === 'data');
}

/** Sheets as they are counted for people: data and index, without the cover. */
export function countedSheets(book: Book): number {
  return book.sheets.filter(({ kind }) => kind !== 'cover').length;
}

/** What will have been written once all is: for targets that cut nothing and write the cover before the data. */
export function plannedSheets(book: Book): WrittenSheets {
  return { rows: new Map(dataSheets(book).map(({ id, rowCount }) => [id, rowCount])), cutCells: 0 };
}
