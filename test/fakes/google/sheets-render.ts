import type { A1Range } from './a1.ts';
import type { Book, CellValue, Rect, Tab } from './sheets-model.ts';
import { extrasAt, usedSize, valueAt } from './sheets-model.ts';

/** Spreadsheets as the service shows them: fields at their default are left out. */
export function renderBook(id: string, book: Book, withData: boolean, ranges: readonly A1Range[]): unknown {
  const shown = ranges.length === 0 ? book.tabs : book.tabs.filter((tab) => ranges.some((range) => range.tab === tab));
  return {
    spreadsheetId: id,
    properties: renderBookProperties(book),
    sheets: shown.map((tab) => ({
      properties: renderTabProperties(book, tab),
      ...(withData ? { data: gridsOf(tab, ranges).map((rect) => renderGrid(tab, rect, ranges.length > 0)) } : {}),
      ...(tab.basicFilter === null ? {} : { basicFilter: tab.basicFilter }),
    })),
    spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${id}/edit`,
  };
}

function gridsOf(tab: Tab, ranges: readonly A1Range[]): readonly Rect[] {
  const own = ranges.filter((range) => range.tab === tab).map((range) => range.rect);
  const { rowCount, columnCount } = tab.grid;
  return own.length > 0 ? own : [{ startRow: 0, endRow: rowCount, startColumn: 0, endColumn: columnCount }];
}

export function renderBookProperties(book: Book): Record<string, unknown> {
  return { title: book.title, locale: book.locale, autoRecalc: book.autoRecalc, timeZone: book.timeZone };
}

export function renderTabProperties(book: Book, tab: Tab): Record<string, unknown> {
  const { grid } = tab;
  return {
    sheetId: tab.sheetId,
    title: tab.title,
    index: book.tabs.indexOf(tab),
    sheetType: 'GRID',
    gridProperties: {
      rowCount: grid.rowCount,
      columnCount: grid.columnCount,
      ...(grid.frozenRowCount === 0 ? {} : { frozenRowCount: grid.frozenRowCount }),
      ...(grid.frozenColumnCount === 0 ? {} : { frozenColumnCount: grid.frozenColumnCount }),
      ...(grid.hideGridlines ? { hideGridlines: true } : {}),
    },
    ...(tab.hidden ? { hidden: true } : {}),
    ...(tab.tabColorStyle === null ? {} : { tabColorStyle: tab.tabColorStyle }),
    ...(tab.rightToLeft ? { rightToLeft: true } : {}),
  };
}

const DEFAULT_WIDTH = 100;
const DEFAULT_HEIGHT = 21;

function renderGrid(tab: Tab, rect: Rect, ranged: boolean): unknown {
  const used = usedSize(tab);
  const endRow = Math.min(
    rect.endRow,
    Math.max(used.rows, ...[...tab.layers].map((layer) => layer.rect.endRow), lastExtra(tab)),
  );
  const rowData: unknown[] = [];
  for (let row = rect.startRow; row < endRow; row += 1) {
    const values: unknown[] = [];
    for (let column = rect.startColumn; column < rect.endColumn; column += 1) values.push(renderCell(tab, row, column));
    while (values.length > 0 && Object.keys(values.at(-1) as object).length === 0) values.pop();
    rowData.push(values.length === 0 ? {} : { values });
  }
  const sizes = (from: number, to: number, known: ReadonlyMap<number, number>, usual: number) =>
    Array.from({ length: to - from }, (_none, offset) => ({ pixelSize: known.get(from + offset) ?? usual }));
  return {
    ...(ranged && rect.startRow > 0 ? { startRow: rect.startRow } : {}),
    ...(ranged && rect.startColumn > 0 ? { startColumn: rect.startColumn } : {}),
    ...(rowData.length === 0 ? {} : { rowData }),
    rowMetadata: sizes(rect.startRow, rect.endRow, tab.rowHeights, DEFAULT_HEIGHT),
    columnMetadata: sizes(rect.startColumn, rect.endColumn, tab.columnWidths, DEFAULT_WIDTH),
  };
}

/** One more than the last row that has a format of its own. */
function lastExtra(tab: Tab): number {
  let last = 0;
  for (const key of tab.extras.keys()) last = Math.max(last, Math.floor(key / 18_278) + 1);
  return last;
}

function renderCell(tab: Tab, row: number, column: number): Record<string, unknown> {
  const value = valueAt(tab, row, column);
  const { format, note, runs, other } = extrasAt(tab, row, column);
  const shown =
    value === undefined
      ? {}
      : {
          userEnteredValue: extendedValue(value),
          effectiveValue: effectiveValue(value),
          formattedValue: formatted(value),
        };
  const link = linkOf(format, runs, value);
  return {
    ...shown,
    ...(format === undefined ? {} : { userEnteredFormat: format, effectiveFormat: format }),
    ...(link === null ? {} : { hyperlink: link }),
    ...(note === undefined ? {} : { note }),
    ...(runs === undefined ? {} : { textFormatRuns: runs }),
    ...other,
  };
}

export function extendedValue(value: CellValue): Record<string, unknown> {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'number') return { numberValue: value };
  return typeof value === 'boolean' ? { boolValue: value } : { formulaValue: value.formula };
}

/** The fake computes no formula: what it shows is an error, as for a function that does not exist. */
function effectiveValue(value: CellValue): Record<string, unknown> {
  if (typeof value !== 'object') return extendedValue(value);
  return { errorValue: { type: 'NAME', message: 'The formula is not computed.' } };
}

export function formatted(value: CellValue): string {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return typeof value === 'object' ? '#NAME?' : String(value);
}

/** The one link of a cell: of its format, or of a run that covers all of it. */
export function linkOf(
  format: Readonly<Record<string, unknown>> | undefined,
  runs: readonly unknown[] | undefined,
  value: CellValue | undefined,
): string | null {
  const uriOf = (textFormat: unknown): string | null => {
    const link = (textFormat as { readonly link?: { readonly uri?: unknown } } | undefined)?.link;
    return typeof link?.uri === 'string' ? link.uri : null;
  };
  if (typeof value === 'object') {
    return /^=HYPERLINK\("((?:[^"]|"")*)"/i.exec(value.formula)?.[1]?.replaceAll('""', '"') ?? null;
  }
  const linked = (runs ?? []).flatMap((run) => uriOf((run as { readonly format?: unknown }).format) ?? []);
  if (linked.length === 1) return linked[0] ?? null;
  return linked.length > 1 ? null : uriOf((format as { readonly textFormat?: unknown } | undefined)?.textFormat);
}
