import { a1Of } from './a1.ts';
import { cellAt, usedBox, type Cell, type CellValue, type Workbook } from './model.ts';

export type SheetView = {
  readonly name: string;
  readonly visibility: string;
  /** From A1 to the last filled cell; '' where nothing is. */
  readonly values: readonly (readonly CellValue[])[];
  readonly cell: (row: number, column: number) => Readonly<Cell> | null;
  /** Every cell that holds a formula, with its `=`. */
  readonly formulas: readonly { readonly address: string; readonly formula: string }[];
};

/** A workbook as a test looks at it. Rows and columns count from 0. */
export type WorkbookView = {
  readonly sheets: readonly SheetView[];
  readonly sheet: (name: string) => SheetView;
  readonly tables: readonly {
    readonly id: string;
    readonly name: string;
    readonly sheet: string;
    readonly address: string;
    readonly headers: readonly string[];
    readonly rows: readonly (readonly CellValue[])[];
  }[];
  /** Formulas that were written through the workbook API, in order: what an injected text would have become. */
  readonly formulasWritten: readonly { readonly sheet: string; readonly address: string; readonly formula: string }[];
  readonly openSessions: number;
};

export function viewWorkbook(workbook: Workbook): WorkbookView {
  const sheets = workbook.sheets.map((sheet): SheetView => {
    const box = usedBox(sheet, true);
    const height = box === null ? 0 : box.top + box.height;
    const width = box === null ? 0 : box.left + box.width;
    const formulas: { readonly address: string; readonly formula: string }[] = [];
    for (const [row, cells] of sheet.rows) {
      for (const [column, cell] of cells) {
        if (cell.formula !== null)
          formulas.push({ address: a1Of({ top: row, left: column, height: 1, width: 1 }), formula: cell.formula });
      }
    }
    return {
      name: sheet.name,
      visibility: sheet.visibility,
      values: Array.from({ length: height }, (_, row) =>
        Array.from({ length: width }, (__, column) => cellAt(sheet, row, column)?.value ?? ''),
      ),
      cell: (row, column) => cellAt(sheet, row, column) ?? null,
      formulas,
    };
  });
  return {
    sheets,
    sheet: (name) => {
      const found = sheets.find((sheet) => sheet.name === name);
      if (found === undefined)
        throw new Error(`There is no sheet "${name}", only ${sheets.map((sheet) => sheet.name).join(', ')}.`);
      return found;
    },
    tables: workbook.tables.map((table) => {
      const row = (at: number): readonly CellValue[] =>
        Array.from({ length: table.width }, (_, column) => cellAt(table.sheet, at, table.left + column)?.value ?? '');
      return {
        id: table.id,
        name: table.name,
        sheet: table.sheet.name,
        address: a1Of({ top: table.top, left: table.left, height: table.height + 1, width: table.width }),
        headers: row(table.top).map(String),
        rows: Array.from({ length: table.height }, (_, index) => row(table.top + 1 + index)),
      };
    }),
    formulasWritten: workbook.formulasWritten,
    openSessions: workbook.sessions.size,
  };
}
