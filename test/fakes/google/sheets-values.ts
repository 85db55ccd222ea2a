import type { A1Range } from './a1.ts';
import { columnLetters, parseRange, rangeName } from './a1.ts';
import { badRequest } from './errors.ts';
import { checkText } from './schema.ts';
import type { Book, CellValue, Rect, Tab } from './sheets-model.ts';
import { setValue, usedSize, valueAt } from './sheets-model.ts';
import { formatted } from './sheets-render.ts';
import type { Limits } from './types.ts';
import { userEntered } from './user-entered.ts';

/*
 * The values collection. Source:
 * https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values and …/batchUpdate
 * The wordings are those that users of the service report, e.g. burnash/gspread#1601 (Unable to parse range),
 * nithinmurali/pygsheets#124 (exceeds grid limits), freelabz/secator#96 (50000 characters).
 */

export type InputOption = 'RAW' | 'USER_ENTERED';

export type ValueRange = { readonly range?: unknown; readonly majorDimension?: unknown; readonly values?: unknown };

export type Updated = {
  readonly range: string;
  readonly rows: number;
  readonly columns: number;
  readonly cells: number;
  readonly tab: Tab;
};

/** Writes into a draft; whoever calls keeps the draft only if no part of the request is refused. */
export function writeValues(
  draft: Book,
  data: ValueRange,
  option: InputOption,
  limits: Limits,
  prefix: string,
): Updated {
  const target = parseRange(draft, typeof data.range === 'string' ? data.range : '', prefix);
  const rows = rowsOf(data, prefix);
  const { tab } = target;
  const height = rows.length;
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  checkShape(target, String(data.range), height, width, prefix);
  let cells = 0;
  rows.forEach((row, rowOffset) => {
    row.forEach((given, columnOffset) => {
      // Null leaves the cell as it is.
      if (given === null) return;
      cells += 1;
      const value = typeof given === 'string' && option === 'USER_ENTERED' ? userEntered(given) : given;
      checkLength(value, limits, prefix);
      setValue(
        tab,
        target.rect.startRow + rowOffset,
        target.rect.startColumn + columnOffset,
        value === '' ? undefined : value,
      );
    });
  });
  const rect: Rect = {
    startRow: target.rect.startRow,
    endRow: target.rect.startRow + Math.max(height, 1),
    startColumn: target.rect.startColumn,
    endColumn: target.rect.startColumn + Math.max(width, 1),
  };
  return { range: rangeName(tab, rect), rows: height, columns: width, cells, tab };
}

export function checkLength(value: CellValue, limits: Limits, prefix: string): void {
  const length = typeof value === 'string' ? value.length : typeof value === 'object' ? value.formula.length : 0;
  if (length > limits.charactersPerCell) {
    badRequest(
      `${prefix}Your input contains more than the maximum of ${limits.charactersPerCell} characters in a single cell.`,
    );
  }
}

type Given = string | number | boolean | null;

function rowsOf(data: ValueRange, prefix: string): readonly (readonly Given[])[] {
  const dimension = data.majorDimension ?? 'ROWS';
  if (dimension !== 'ROWS' && dimension !== 'COLUMNS') {
    badRequest(
      `Invalid value at 'data.major_dimension' (type.googleapis.com/google.apps.sheets.v4.Dimension), ${JSON.stringify(dimension)}`,
    );
  }
  const values = data.values ?? [];
  if (!Array.isArray(values))
    badRequest(
      `Invalid value at 'data.values' (type.googleapis.com/google.protobuf.ListValue), ${JSON.stringify(values)}`,
    );
  const lists = (values as unknown[]).map((row, index) => {
    if (!Array.isArray(row)) {
      return badRequest(
        `Invalid value at 'data.values[${index}]' (type.googleapis.com/google.protobuf.ListValue), ${JSON.stringify(row)}`,
      );
    }
    return row.map((value: unknown, column): Given => {
      if (typeof value === 'string') checkText(value, `data.values[${index}][${column}]`);
      if (value === null || ['string', 'boolean', 'number'].includes(typeof value)) return value as Given;
      const kind = Array.isArray(value) ? 'list_value' : 'struct_value';
      return badRequest(`${prefix}Invalid values[${index}][${column}]: ${kind} ${JSON.stringify(value)}`);
    });
  });
  if (dimension === 'ROWS') return lists;
  const height = lists.reduce((most, column) => Math.max(most, column.length), 0);
  return Array.from({ length: height }, (_none, row) => lists.map((column) => column[row] ?? null));
}

/** The rows must fit the range that was named; a single cell names only where they begin. */
function checkShape(target: A1Range, text: string, height: number, width: number, prefix: string): void {
  const { rowCount, columnCount } = target.tab.grid;
  const endRow = target.single ? rowCount : target.rect.endRow;
  const endColumn = target.single ? columnCount : target.rect.endColumn;
  if (target.rect.startRow + height > endRow) {
    badRequest(`${prefix}Requested writing within range [${text}], but tried writing to row [${endRow + 1}]`);
  }
  if (target.rect.startColumn + width > endColumn) {
    badRequest(
      `${prefix}Requested writing within range [${text}], but tried writing to column [${columnLetters(endColumn)}]`,
    );
  }
}

/** Clears values and leaves formats. Returns the range as it is named in the answer. */
export function clearValues(draft: Book, range: string, prefix: string): string {
  const { tab, rect } = parseRange(draft, range, prefix);
  const used = usedSize(tab);
  for (let row = rect.startRow; row < Math.min(rect.endRow, used.rows); row += 1) {
    for (let column = rect.startColumn; column < Math.min(rect.endColumn, used.columns); column += 1) {
      if (valueAt(tab, row, column) !== undefined) setValue(tab, row, column, undefined);
    }
  }
  return rangeName(tab, rect);
}

export type RenderOption = 'FORMATTED_VALUE' | 'UNFORMATTED_VALUE' | 'FORMULA';

/** Trailing empty rows and columns are left out. */
export function readValues(
  book: Book,
  range: string,
  render: RenderOption,
  columnsFirst: boolean,
): Record<string, unknown> {
  const { tab, rect } = parseRange(book, range);
  const rows: unknown[][] = [];
  const lastRow = Math.min(rect.endRow, usedSize(tab).rows);
  for (let row = rect.startRow; row < lastRow; row += 1) {
    const cells: unknown[] = [];
    for (let column = rect.startColumn; column < rect.endColumn; column += 1) {
      cells.push(shown(valueAt(tab, row, column), render));
    }
    while (cells.length > 0 && cells.at(-1) === '') cells.pop();
    rows.push(cells);
  }
  while (rows.length > 0 && rows.at(-1)?.length === 0) rows.pop();
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const values = columnsFirst
    ? Array.from({ length: width }, (_none, column) => rows.map((row) => row[column] ?? ''))
    : rows;
  return {
    range: rangeName(tab, rect),
    majorDimension: columnsFirst ? 'COLUMNS' : 'ROWS',
    ...(values.length === 0 ? {} : { values }),
  };
}

function shown(value: CellValue | undefined, render: RenderOption): unknown {
  if (value === undefined) return '';
  if (typeof value === 'object') return render === 'FORMULA' ? value.formula : formatted(value);
  return render === 'FORMATTED_VALUE' ? formatted(value) : value;
}
