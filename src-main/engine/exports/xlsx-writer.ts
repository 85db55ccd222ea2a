import type { Cell } from '../../domain/sheets/book.ts';
import { cutToCell, EXCEL_CELL_MAX, toSpreadsheetText } from '../../domain/sheets/cell-text.ts';
import { EngineFailure } from '../failure.ts';
import type { ByteSink } from './byte-sink.ts';
import { createByteText } from './byte-text.ts';
import { type CellStyle, columnsXml, createSheetXml, paneXml } from './sheet-xml.ts';
import { createStringTable, type StringTable } from './string-table.ts';
import {
  columnLetters,
  contentTypesXml,
  rootRelationsXml,
  type SheetListing,
  sharedStringsCloseXml,
  sharedStringsOpenXml,
  sheetOpenXml,
  stylesXml,
  workbookRelationsXml,
  workbookXml,
} from './workbook-parts.ts';
import { createZipWriter, type ZipEntry } from './zip-writer.ts';

export const MAX_ROWS = 1_048_576;

export type SheetOptions = {
  /** Legal and unique in the workbook. */
  readonly name: string;
  /** Place among the tabs, zero-based; sheets may be written in any order. The first is shown when the file opens. */
  readonly tab: number;
  /** Widths of the columns, in characters. */
  readonly widths: readonly number[];
  /** Rows at the top that stay in place. */
  readonly frozenRows: number;
  /** One-based row of the headers that get a filter, or null. */
  readonly filterRow: number | null;
  /** Columns (zero-based) whose text wraps. */
  readonly wrapped: ReadonlySet<number>;
};

export type SheetWriter = {
  readonly row: (cells: readonly Cell[], style?: CellStyle) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type WorkbookWriter = {
  /** Starts the next sheet; one at a time. */
  readonly sheet: (options: SheetOptions) => Promise<SheetWriter>;
  /** Cells whose text was cut to the limit so far. */
  readonly cutCells: () => number;
  /** Writes what belongs to the whole. */
  readonly finish: () => Promise<void>;
  readonly abort: () => Promise<void>;
};

export type WorkbookSettings = {
  /** Most UTF-16 units of text in a cell; Excel's own limit at most. */
  readonly cellMax: number;
  /** The tab of a sheet by its id, for links. */
  readonly tabOf: (sheetId: string) => string | null;
};

/**
 * Writes a workbook row by row: text always as text (shared strings, never a formula).
 *
 * Throws `too-large` beyond Excel's 1,048,576 rows a sheet.
 */
export function createWorkbookWriter(sink: ByteSink, { cellMax, tabOf }: WorkbookSettings): WorkbookWriter {
  const zip = createZipWriter(sink);
  const max = Math.min(cellMax, EXCEL_CELL_MAX);
  const sharedStrings = createStringTable();
  const listings: SheetListing[] = [];
  let stringCells = 0;
  let cut = 0;

  const stringIndex = (text: string): number => {
    stringCells += 1;
    const fitted = cutToCell(text, max);
    if (fitted.cut) cut += 1;
    return sharedStrings.indexOf(fitted.text);
  };

  const sheet = async (options: SheetOptions): Promise<SheetWriter> => {
    const part = listings.length + 1;
    const entry = await zip.entry(`xl/worksheets/sheet${part}.xml`);
    const xml = createSheetXml({ stringIndex, tabOf, wrapped: options.wrapped });
    let rows = 0;
    let columns = 0;
    const text = createByteText();
    const write = async (part: string): Promise<void> => {
      for (const piece of text.add(part)) {
        await entry.write(piece);
        await yieldToEventLoop();
      }
    };
    await write(
      `${sheetOpenXml}${paneXml(options.frozenRows, options.tab === 0)}${columnsXml(options.widths)}<sheetData>`,
    );

    const row = async (cells: readonly Cell[], style: CellStyle = null): Promise<void> => {
      rows += 1;
      if (rows > MAX_ROWS) {
        throw new EngineFailure(
          'too-large',
          `A sheet holds at most ${MAX_ROWS} rows. Choose one sheet per object, or CSV.`,
        );
      }
      columns = Math.max(columns, cells.length);
      await write(xml.rowXml(cells, rows, style));
    };

    const close = async (): Promise<void> => {
      const filterRange =
        options.filterRow === null || rows < options.filterRow
          ? null
          : `A${options.filterRow}:${columnLetters(Math.max(columns - 1, 0))}${rows}`;
      const filter = filterRange === null ? '' : `<autoFilter ref="${filterRange}"/>`;
      await entry.write(text.take());
      for (const piece of [`</sheetData>${filter}`, ...xml.linksXml(), '</worksheet>']) await entry.write(piece);
      await entry.close();
      listings.push({ part, name: options.name, filterRange, tab: options.tab });
      const relations = xml.relationsXml();
      if (relations.length > 0) await writeEntry(`xl/worksheets/_rels/sheet${part}.xml.rels`, relations);
    };
    return { row, close };
  };

  const writeEntry = async (name: string, pieces: readonly (string | Uint8Array)[]): Promise<void> => {
    const entry = await zip.entry(name);
    for (const piece of pieces) await entry.write(piece);
    await entry.close();
  };

  const finish = async (): Promise<void> => {
    const strings = await zip.entry('xl/sharedStrings.xml');
    await writeSharedStrings(strings, sharedStrings, stringCells);
    await strings.close();
    const parts: readonly (readonly [string, string])[] = [
      ['xl/styles.xml', stylesXml],
      ['xl/workbook.xml', workbookXml(listings.toSorted((a, b) => a.tab - b.tab))],
      ['xl/_rels/workbook.xml.rels', workbookRelationsXml(listings.length)],
      ['_rels/.rels', rootRelationsXml],
      ['[Content_Types].xml', contentTypesXml(listings.length)],
    ];
    for (const [name, xml] of parts) await writeEntry(name, [xml]);
    await zip.finish();
  };

  return { sheet, cutCells: () => cut, finish, abort: zip.abort };
}

async function writeSharedStrings(entry: ZipEntry, strings: StringTable, cells: number): Promise<void> {
  const text = createByteText();
  const parts = function* (): Generator<string> {
    yield sharedStringsOpenXml(cells, strings.size());
    for (const one of strings.texts()) yield `<si><t xml:space="preserve">${toSpreadsheetText(one)}</t></si>`;
    yield sharedStringsCloseXml;
  };
  for (const part of parts()) {
    for (const piece of text.add(part)) {
      await entry.write(piece);
      await yieldToEventLoop();
    }
  }
  await entry.write(text.take());
}

function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
