import type { Cell, SheetPlan } from '../../../domain/sheets/book.ts';
import { cellText, plannedSheets } from '../../../domain/sheets/cells.ts';
import { defuseFormula, toCsvField } from '../../../domain/sheets/csv-text.ts';
import type { RowCounter } from '../watch.ts';
import { withTextFile } from './text-file.ts';

/** Without a byte order mark Excel reads UTF-8 as the system's code page. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * One sheet as UTF-8 CSV with BOM, CRLF and RFC 4180 quotes: the header, then the rows. A title, which is no row of the
 * table, is left out.
 */
export function writeCsvFile(
  path: string,
  sheet: SheetPlan,
  options: { readonly defuse: boolean },
  counter: RowCounter,
): Promise<void> {
  const field = (cell: Cell): string => {
    const text = cellText(cell);
    // A number is written as one, so that -1 stays -1.
    return toCsvField(options.defuse && typeof cell !== 'number' ? defuseFormula(text) : text);
  };
  const line = (cells: readonly Cell[]): string => `${cells.map(field).join(',')}\r\n`;
  return withTextFile(path, async (file) => {
    await file.write(BYTE_ORDER_MARK + line(sheet.columns.map(({ header }) => header)));
    for (const cells of counter.of(sheet, plannedSheets({ title: '', sheets: [sheet] }))) await file.write(line(cells));
  });
}
