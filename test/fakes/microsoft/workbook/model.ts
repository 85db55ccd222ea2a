import { randomUUID } from 'node:crypto';

export type CellValue = string | number | boolean;
export type Cell = {
  value: CellValue;
  /** With its `=`; null for a constant. */
  formula: string | null;
  format: string;
  /** Typed with a leading apostrophe: text, whatever it looks like. */
  quotePrefix: boolean;
};

export type Sheet = {
  readonly id: string;
  name: string;
  visibility: 'Visible' | 'Hidden' | 'VeryHidden';
  /** By zero-based row, then zero-based column. */
  rows: Map<number, Map<number, Cell>>;
};

export type Table = {
  readonly id: string;
  name: string;
  readonly sheet: Sheet;
  /** Zero-based place of the header row. */
  top: number;
  readonly left: number;
  readonly width: number;
  /** Rows of data; 0 shows one blank row. */
  height: number;
  showHeaders: boolean;
  showTotals: boolean;
  style: string;
};

export type OpenSession = { readonly id: string; readonly persist: boolean; expiresAt: number };

export type Workbook = {
  readonly sheets: Sheet[];
  readonly tables: Table[];
  readonly sessions: Map<string, OpenSession>;
  /** Changed since its bytes were written. */
  unsaved: boolean;
  /** Formulas that came through the API, in the order of writing: what an injected text would have become. */
  readonly formulasWritten: { readonly sheet: string; readonly address: string; readonly formula: string }[];
  readonly hasOpenSession: (now: number) => boolean;
};

export const MAX_ROWS = 1_048_576;
export const MAX_COLUMNS = 16_384;
export const MAX_CELL_CHARS = 32_767;

export function createWorkbook(sheets: Sheet[], tables: Table[]): Workbook {
  const sessions = new Map<string, OpenSession>();
  return {
    sheets,
    tables,
    sessions,
    unsaved: false,
    formulasWritten: [],
    hasOpenSession: (now) => [...sessions.values()].some((session) => session.persist && session.expiresAt > now),
  };
}

export const newGuid = (): string => `{${randomUUID().toUpperCase()}}`;

export const newSheet = (name: string, id = newGuid()): Sheet => ({ id, name, visibility: 'Visible', rows: new Map() });

export const cellAt = (sheet: Sheet, row: number, column: number): Cell | undefined => sheet.rows.get(row)?.get(column);

/** The cell itself, made blank when there is none. */
export function ensureCell(sheet: Sheet, row: number, column: number): Cell {
  let cells = sheet.rows.get(row);
  if (cells === undefined) {
    cells = new Map();
    sheet.rows.set(row, cells);
  }
  let cell = cells.get(column);
  if (cell === undefined) {
    cell = { value: '', formula: null, format: 'General', quotePrefix: false };
    cells.set(column, cell);
  }
  return cell;
}

export function removeCell(sheet: Sheet, row: number, column: number): void {
  const cells = sheet.rows.get(row);
  cells?.delete(column);
  if (cells?.size === 0) sheet.rows.delete(row);
}

export const isBlank = (cell: Cell | undefined): boolean =>
  cell === undefined || (cell.value === '' && cell.formula === null);

export type Box = { readonly top: number; readonly left: number; readonly height: number; readonly width: number };

/** The smallest box around everything that is filled or formatted; null for an empty sheet. */
export function usedBox(sheet: Sheet, valuesOnly: boolean): Box | null {
  let [top, left, bottom, right] = [Infinity, Infinity, -1, -1];
  for (const [row, cells] of sheet.rows) {
    for (const [column, cell] of cells) {
      if (isBlank(cell) && (valuesOnly || cell.format === 'General')) continue;
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
      left = Math.min(left, column);
      right = Math.max(right, column);
    }
  }
  return bottom < 0 ? null : { top, left, height: bottom - top + 1, width: right - left + 1 };
}

/** Moves everything of these columns at and below `row` down (or up, when negative). Cells that are moved onto are lost. */
export function shiftRows(
  sheet: Sheet,
  columns: { readonly left: number; readonly width: number },
  row: number,
  by: number,
): void {
  const rows = [...sheet.rows.keys()].filter((at) => at >= row).sort((a, b) => (by > 0 ? b - a : a - b));
  for (const at of rows) {
    const cells = sheet.rows.get(at);
    if (cells === undefined) continue;
    for (let column = columns.left; column < columns.left + columns.width; column += 1) {
      const cell = cells.get(column);
      if (cell === undefined) continue;
      removeCell(sheet, at, column);
      Object.assign(ensureCell(sheet, at + by, column), cell);
    }
  }
}

/** A copy that shares nothing; for sessions that do not persist. */
export function copyWorkbook(workbook: Workbook): Workbook {
  const sheets = new Map(
    workbook.sheets.map((sheet) => [
      sheet,
      {
        ...sheet,
        rows: new Map(
          [...sheet.rows].map(([row, cells]) => [
            row,
            new Map([...cells].map(([column, cell]) => [column, { ...cell }])),
          ]),
        ),
      },
    ]),
  );
  const tables = workbook.tables.flatMap((table) => {
    const sheet = sheets.get(table.sheet);
    return sheet === undefined ? [] : [{ ...table, sheet }];
  });
  return createWorkbook([...sheets.values()], tables);
}
