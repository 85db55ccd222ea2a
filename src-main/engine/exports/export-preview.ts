import type { ExportPreview, ExportSpec } from '../../../src-preload/contract/exports.ts';
import { type Book, bookRows, type Cell, type SheetPlan, sheetHeight } from '../../domain/sheets/book.ts';
import { EXCEL_CELL_MAX } from '../../domain/sheets/cell-text.ts';
import { cellText, countedSheets, dataSheets } from '../../domain/sheets/cells.ts';
import { takesOneSheet } from './export-words.ts';
import { exportedSheets, isFolderExport } from './files/write-book.ts';

const PREVIEW_ROWS = 8;
/** Long texts go out in full; the preview only has to be recognised. */
const PREVIEW_CELL_CHARS = 200;

/** Limits of the vendors (Excel specifications and limits; Google Drive help, "Files you can store"). */
const EXCEL_MAX_ROWS = 1_048_576;
const GOOGLE_MAX_CELLS = 10_000_000;
const GOOGLE_CELL_MAX = 50_000;

/** Columns that can hold a text longer than a cell. */
const LONG_COLUMNS: ReadonlySet<string> = new Set([
  'picklistValues',
  'formula',
  'description',
  'helpText',
  'defaultValue',
]);

/**
 * What will be written, from the counts and the first rows; nothing else is read, and nothing is sent.
 *
 * @param unknownParts how many parts of what is exported could not be read from the org
 */
export function previewOf(book: Book, spec: ExportSpec, unknownParts: number): ExportPreview {
  const { destination } = spec;
  const data = dataSheets(book);
  const written = destination.kind === 'file' && destination.format === 'csv' ? data : book.sheets;
  return {
    rows: bookRows(book),
    sheets: destination.kind === 'file' ? exportedSheets(book, destination.format) : countedSheets(book),
    cover: written.some(({ kind }) => kind === 'cover'),
    cells: written.reduce((sum, sheet) => sum + sheetHeight(sheet) * sheet.columns.length, 0),
    headers: data[0]?.columns.map(({ header }) => header) ?? [],
    sample: firstRows(data),
    notes: notesOf(book, spec, unknownParts),
    suggestedName: `${book.title}${extensionOf(spec)}`,
  };
}

function notesOf(book: Book, spec: ExportSpec, unknownParts: number): string[] {
  if (bookRows(book) === 0) return ['Nothing matches. There is nothing to export.'];
  const notes: string[] = [];
  const columns: readonly string[] = 'columns' in spec.source ? spec.source.columns : [];
  const cellMax = cellMaxOf(spec);
  if (cellMax !== null && columns.some((column) => LONG_COLUMNS.has(column))) {
    notes.push(`A text longer than ${number(cellMax)} characters is cut and marked: a cell holds no more.`);
  }
  if (spec.source.kind !== 'ledger' && spec.source.kind !== 'components' && columns.includes('createdDate')) {
    notes.push('Salesforce gives no created date for standard fields and objects; those cells say "unknown".');
  }
  if (unknownParts > 0) {
    const parts = unknownParts === 1 ? '1 part' : `${number(unknownParts)} parts`;
    notes.push(`${parts} of the org could not be read; cells that depend on it say "unknown".`);
  }
  const tallest = Math.max(...dataSheets(book).map(sheetHeight));
  if (spec.destination.kind !== 'google' && cellMax !== null && tallest > EXCEL_MAX_ROWS) {
    notes.push(
      `A worksheet holds ${number(EXCEL_MAX_ROWS)} rows; this one would have ${number(tallest)}. Filter it first.`,
    );
  }
  const cells = book.sheets.reduce((sum, sheet) => sum + sheetHeight(sheet) * sheet.columns.length, 0);
  if (spec.destination.kind === 'google' && cells > GOOGLE_MAX_CELLS) {
    notes.push(
      `A Google spreadsheet holds ${number(GOOGLE_MAX_CELLS)} cells; this is ${number(cells)}. Choose fewer columns or objects.`,
    );
  }
  if (takesOneSheet(spec) && book.sheets.length > 1) {
    notes.push(
      `The place chosen takes one sheet; these are ${number(book.sheets.length)}. Choose all fields on one sheet, or a new file.`,
    );
  }
  return notes;
}

function cellMaxOf({ destination }: ExportSpec): number | null {
  if (destination.kind === 'google') return GOOGLE_CELL_MAX;
  return destination.kind === 'microsoft' || destination.format === 'xlsx' ? EXCEL_CELL_MAX : null;
}

function firstRows(sheets: readonly SheetPlan[]): string[][] {
  const sample: string[][] = [];
  for (const sheet of sheets) {
    for (const row of sheet.rows({ rows: new Map(), cutCells: 0 })) {
      if (sample.length >= PREVIEW_ROWS) return sample;
      sample.push(row.map(shown));
    }
  }
  return sample;
}

function shown(cell: Cell): string {
  return cellText(cell).slice(0, PREVIEW_CELL_CHARS);
}

/** A folder has none. */
function extensionOf({ source, destination }: ExportSpec): string {
  if (destination.kind !== 'file' || isFolderExport(source, destination.format)) return '';
  return `.${destination.format}`;
}

function number(value: number): string {
  return value.toLocaleString('en');
}
