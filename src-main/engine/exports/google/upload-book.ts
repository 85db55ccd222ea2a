import type { Book, Cell, SheetPlan } from '../../../domain/sheets/book.ts';
import { EXCEL_CELL_MAX } from '../../../domain/sheets/cell-text.ts';
import { cellText } from '../../../domain/sheets/cells.ts';

/**
 * A book as it goes into a workbook for Google: cells that Google holds and Excel does not (32,768 to 50,000
 * characters) are left empty in the workbook and written afterwards; longer ones are cut to what Google holds then.
 */
export function uploadBook(book: Book, cellMax: number) {
  const long = new Map<string, number>();
  const cut = new Map<string, number>();
  const total = (counts: ReadonlyMap<string, number>): number =>
    [...counts.values()].reduce((sum, one) => sum + one, 0);

  function* rows(sheet: SheetPlan, given: Iterable<readonly Cell[]>): Generator<readonly Cell[]> {
    // Counted anew whenever the rows are read: they may be read more than once.
    long.set(sheet.id, 0);
    cut.set(sheet.id, 0);
    for (const cells of given) {
      if (!cells.some(isLong)) {
        yield cells;
        continue;
      }
      yield cells.map((cell) => {
        if (!isLong(cell)) return cell;
        long.set(sheet.id, (long.get(sheet.id) ?? 0) + 1);
        if (cellText(cell).length > cellMax) cut.set(sheet.id, (cut.get(sheet.id) ?? 0) + 1);
        return null;
      });
    }
  }

  const wrapped: Book = {
    title: book.title,
    sheets: book.sheets.map((sheet) => ({
      ...sheet,
      rows: (written) => rows(sheet, sheet.rows({ rows: written.rows, cutCells: written.cutCells + total(cut) })),
    })),
  };
  return {
    book: wrapped,
    /** Known once the rows were read. */
    longCells: (): number => total(long),
    cutCells: (): number => total(cut),
    hasLongCells: (sheetId: string): boolean => (long.get(sheetId) ?? 0) > 0,
  };
}

/** Whether a cell is longer than a workbook can hold. */
export function isLong(cell: Cell): boolean {
  if (typeof cell === 'string') return cell.length > EXCEL_CELL_MAX;
  return typeof cell === 'object' && cell !== null && cell.text.length > EXCEL_CELL_MAX;
}
