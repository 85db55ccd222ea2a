import { cutToCell, toSpreadsheetText } from '../../domain/sheets/cell-text.ts';
import { EngineFailure } from '../failure.ts';
import {
  cellReference,
  contentTypesXml,
  rootRelationsXml,
  STYLE,
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
/** Excel repairs a workbook with more hyperlinks than this in one sheet. */
export const MAX_LINKS = 65_530;
/** Text is handed to the compressor in pieces of about this size, which bounds both memory and pauses. */
const FLUSH_CHARS = 64 * 1024;

/** A link inside the workbook to the first cell of another sheet. */
export type LinkCell = { readonly text: string; readonly sheet: string };
export type Cell = string | number | boolean | null | LinkCell;

export type SheetOptions = {
  readonly name: string;
  /** Widths of the columns, in characters. */
  readonly widths: readonly number[];
  /** Rows at the top that stay in place. */
  readonly frozenRows: number;
  /** One-based row of the headers that get a filter, or null. */
  readonly filterRow: number | null;
  /** Columns (zero-based) whose text wraps. */
  readonly wrapped: ReadonlySet<number>;
  /** Whether its tab stands first and is the one shown when the workbook opens, whenever it was written. */
  readonly first: boolean;
};

export type SheetWriter = {
  readonly row: (cells: readonly Cell[], style?: 'header' | 'title') => Promise<void>;
  readonly close: () => Promise<void>;
};

export type WorkbookWriter = {
  /** Starts the next sheet; one at a time. */
  readonly sheet: (options: SheetOptions) => Promise<SheetWriter>;
  /** Cells whose text was cut to Excel's limit so far. */
  readonly cutCells: () => number;
  /** Writes what belongs to the whole. */
  readonly finish: () => Promise<void>;
  readonly abort: () => Promise<void>;
};

/**
 * Writes a workbook to a new file at `path` row by row: text always as text (shared strings, never a formula).
 *
 * Throws `too-large` beyond Excel's 1,048,576 rows a sheet.
 */
export async function createWorkbookWriter(path: string): Promise<WorkbookWriter> {
  const zip = await createZipWriter(path);
  const sharedStrings = new Map<string, number>();
  const listings: SheetListing[] = [];
  let stringCells = 0;
  let cut = 0;

  const stringIndex = (text: string): number => {
    stringCells += 1;
    const fitted = cutToCell(text);
    if (fitted.cut) cut += 1;
    const known = sharedStrings.get(fitted.text);
    if (known !== undefined) return known;
    const index = sharedStrings.size;
    sharedStrings.set(fitted.text, index);
    return index;
  };

  const sheet = async (options: SheetOptions): Promise<SheetWriter> => {
    const part = listings.length + 1;
    const entry = await zip.entry(`xl/worksheets/sheet${part}.xml`);
    const links: string[] = [];
    let rows = 0;
    let columns = 0;
    let buffer = `${sheetOpenXml}${paneXml(options.frozenRows, options.first)}${columnsXml(options.widths)}<sheetData>`;

    const cellXml = (cell: Cell, column: number, row: number, rowStyle: number | null): string => {
      const reference = cellReference(column, row);
      if (cell === null || cell === '') return rowStyle === null ? '' : `<c r="${reference}" s="${rowStyle}"/>`;
      if (typeof cell === 'number') return `<c r="${reference}" s="${rowStyle ?? STYLE.plain}"><v>${cell}</v></c>`;
      if (typeof cell === 'boolean')
        return `<c r="${reference}" s="${rowStyle ?? STYLE.plain}" t="b"><v>${cell ? 1 : 0}</v></c>`;
      if (typeof cell === 'string') {
        const style = rowStyle ?? (options.wrapped.has(column) ? STYLE.wrapped : STYLE.plain);
        return `<c r="${reference}" s="${style}" t="s"><v>${stringIndex(cell)}</v></c>`;
      }
      const linked = links.length < MAX_LINKS;
      if (linked) {
        const location = toSpreadsheetText(`'${cell.sheet.replaceAll("'", "''")}'!A1`);
        links.push(`<hyperlink ref="${reference}" location="${location}" display="${toSpreadsheetText(cell.text)}"/>`);
      }
      return `<c r="${reference}" s="${linked ? STYLE.link : STYLE.plain}" t="s"><v>${stringIndex(cell.text)}</v></c>`;
    };

    const row = async (cells: readonly Cell[], style?: 'header' | 'title'): Promise<void> => {
      rows += 1;
      if (rows > MAX_ROWS) {
        throw new EngineFailure(
          'too-large',
          `A sheet holds at most ${MAX_ROWS} rows. Choose one sheet per object, or CSV.`,
        );
      }
      columns = Math.max(columns, cells.length);
      const rowStyle = style === undefined ? null : STYLE[style];
      let xml = `<row r="${rows}">`;
      for (let column = 0; column < cells.length; column += 1)
        xml += cellXml(cells[column] ?? null, column, rows, rowStyle);
      buffer += `${xml}</row>`;
      if (buffer.length >= FLUSH_CHARS) {
        const text = buffer;
        buffer = '';
        await entry.write(text);
        await yieldToEventLoop();
      }
    };

    const close = async (): Promise<void> => {
      const filterRange =
        options.filterRow === null || rows < options.filterRow
          ? null
          : `${cellReference(0, options.filterRow)}:${cellReference(Math.max(columns - 1, 0), rows)}`;
      const filter = filterRange === null ? '' : `<autoFilter ref="${filterRange}"/>`;
      const hyperlinks = links.length === 0 ? '' : `<hyperlinks>${links.join('')}</hyperlinks>`;
      await entry.write(`${buffer}</sheetData>${filter}${hyperlinks}</worksheet>`);
      await entry.close();
      listings.push({ part, name: options.name, filterRange, first: options.first });
    };
    return { row, close };
  };

  const finish = async (): Promise<void> => {
    const strings = await zip.entry('xl/sharedStrings.xml');
    await writeSharedStrings(strings, sharedStrings, stringCells);
    await strings.close();
    const ordered = [...listings.filter((one) => one.first), ...listings.filter((one) => !one.first)];
    const parts: readonly (readonly [string, string])[] = [
      ['xl/styles.xml', stylesXml],
      ['xl/workbook.xml', workbookXml(ordered)],
      ['xl/_rels/workbook.xml.rels', workbookRelationsXml(listings.length)],
      ['_rels/.rels', rootRelationsXml],
      ['[Content_Types].xml', contentTypesXml(listings.length)],
    ];
    for (const [name, xml] of parts) {
      const entry = await zip.entry(name);
      await entry.write(xml);
      await entry.close();
    }
    await zip.finish();
  };

  return { sheet, cutCells: () => cut, finish, abort: zip.abort };
}

async function writeSharedStrings(entry: ZipEntry, strings: ReadonlyMap<string, number>, cells: number): Promise<void> {
  let buffer = sharedStringsOpenXml(cells, strings.size);
  for (const text of strings.keys()) {
    buffer += `<si><t xml:space="preserve">${toSpreadsheetText(text)}</t></si>`;
    if (buffer.length < FLUSH_CHARS) continue;
    await entry.write(buffer);
    buffer = '';
    await yieldToEventLoop();
  }
  await entry.write(buffer + sharedStringsCloseXml);
}

function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function paneXml(frozenRows: number, selected: boolean): string {
  const tab = selected ? ' tabSelected="1"' : '';
  if (frozenRows === 0) return `<sheetViews><sheetView${tab} workbookViewId="0"/></sheetViews>`;
  return `<sheetViews><sheetView${tab} workbookViewId="0"><pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;
}

function columnsXml(widths: readonly number[]): string {
  if (widths.length === 0) return '';
  const columns = widths
    .map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
    .join('');
  return `<cols>${columns}</cols>`;
}
