import { type Book, sheetHeight, type SheetPlan, type WrittenSheets } from '../../domain/sheets/book.ts';
import { EXCEL_CELL_MAX } from '../../domain/sheets/cell-text.ts';
import { countedSheets } from '../../domain/sheets/cells.ts';
import { sheetNamesFor } from '../../domain/sheets/sheet-names.ts';
import { EngineFailure } from '../failure.ts';
import type { ByteSink } from './byte-sink.ts';
import { createRowCounter, type ExportWatch, type RowCounter } from './watch.ts';
import { createWorkbookWriter, MAX_ROWS, type SheetOptions, type WorkbookWriter } from './xlsx-writer.ts';

export type WorkbookOptions = {
  /** Most UTF-16 units of text in a cell; longer texts are cut and marked. Excel's own 32,767 when absent. */
  readonly cellMax?: number;
};

/** What was written, for the history. */
export type WrittenBook = {
  /** Data rows of all sheets, without titles and headers. */
  readonly rows: number;
  /** Data sheets with the index, without the cover; files where a book becomes a folder. */
  readonly sheets: number;
  readonly cutCells: number;
};

/**
 * Writes a book as an .xlsx package: the data first, then the index and the cover, which tell of it, though their tabs
 * stand before the others.
 *
 * Nothing is left in `sink` but what its caller removes when this throws: `too-large`, `export-failed` when the data
 * changed meanwhile, an AbortError when the signal fires.
 */
export async function writeWorkbook(
  book: Book,
  sink: ByteSink,
  options: WorkbookOptions,
  watch: ExportWatch,
): Promise<WrittenBook> {
  const tooHigh = book.sheets.find((sheet) => sheetHeight(sheet) > MAX_ROWS);
  const tabs = sheetNamesFor(book.sheets.map(({ name }) => name));
  const tabById = new Map(book.sheets.map(({ id }, index) => [id, tabs[index] ?? id]));
  const counter = createRowCounter(watch);
  const workbook = createWorkbookWriter(sink, {
    cellMax: options.cellMax ?? EXCEL_CELL_MAX,
    tabOf: (sheetId) => tabById.get(sheetId) ?? null,
  });
  try {
    watch.signal.throwIfAborted();
    if (tooHigh !== undefined) {
      throw new EngineFailure(
        'too-large',
        `"${tooHigh.name}" has ${tooHigh.rowCount.toLocaleString('en')} rows and a sheet holds at most ${MAX_ROWS.toLocaleString('en')}. Choose one sheet per object, a filter, or CSV.`,
      );
    }
    const inOrder = book.sheets.map((sheet, tab) => ({ sheet, tab, name: tabs[tab] ?? sheet.name }));
    const data = inOrder.filter(({ sheet }) => sheet.kind === 'data');
    const last = inOrder.filter(({ sheet }) => sheet.kind !== 'data');
    for (const { sheet, tab, name } of [...data, ...last]) {
      const written = { rows: counter.rows(), cutCells: workbook.cutCells() };
      await writeSheet(workbook, sheet, { ...look(sheet), tab, name }, counter, written);
    }
    await workbook.finish();
    return { rows: counter.total(), sheets: countedSheets(book), cutCells: workbook.cutCells() };
  } catch (error) {
    await workbook.abort();
    throw error;
  }
}

/** Row 1 is the title where there is one: tab names may be shortened, so it says the whole name. */
function look(sheet: SheetPlan): Omit<SheetOptions, 'tab' | 'name'> {
  const titleRows = sheet.title === null ? 0 : 1;
  return {
    widths: sheet.columns.map(({ width }) => width),
    wrapped: new Set(sheet.columns.flatMap(({ wraps }, index) => (wraps ? [index] : []))),
    frozenRows: sheet.hasHeader ? titleRows + 1 : 0,
    filterRow: sheet.hasHeader ? titleRows + 1 : null,
  };
}

async function writeSheet(
  workbook: WorkbookWriter,
  plan: SheetPlan,
  options: SheetOptions,
  counter: RowCounter,
  written: WrittenSheets,
): Promise<void> {
  const sheet = await workbook.sheet(options);
  if (plan.title !== null) await sheet.row(plan.title, 'title');
  if (plan.hasHeader) {
    await sheet.row(
      plan.columns.map(({ header }) => header),
      'header',
    );
  }
  const style = plan.kind === 'cover' ? 'facts' : null;
  for (const cells of counter.of(plan, written)) await sheet.row(cells, style);
  await sheet.close();
}
