import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportFormat } from '../../../../src-preload/contract/app.ts';
import type { ExportSource } from '../../../../src-preload/contract/exports.ts';
import type { Book, SheetPlan } from '../../../domain/sheets/book.ts';
import { countedSheets, dataSheets } from '../../../domain/sheets/cells.ts';
import { fileNamesFor } from '../../../domain/sheets/sheet-names.ts';
import { createFileSink } from '../byte-sink.ts';
import { writeFileAtomically, writeFolderAtomically } from '../file-target.ts';
import { createRowCounter, type ExportWatch, type RowCounter } from '../watch.ts';
import { writeWorkbook, type WrittenBook } from '../write-workbook.ts';
import { writeCsvFile } from './csv-file.ts';
import { writeHtmlFile } from './html-file.ts';
import { writeJsonFile } from './json-file.ts';
import { MARKDOWN_FRONT, writeMarkdownFile, writeMarkdownFront, writeMarkdownSheet } from './markdown-file.ts';

export type BookFileOptions = {
  readonly format: ExportFormat;
  /** CSV only: an apostrophe before what a spreadsheet would read as a formula. */
  readonly defuse: boolean;
};

/** Whether an export becomes a folder of files: a dictionary with a sheet per object as CSV or Markdown. */
export function isFolderExport(source: ExportSource, format: ExportFormat): boolean {
  return source.kind === 'dictionary' && source.layout === 'perObject' && (format === 'csv' || format === 'md');
}

/** The same for a book: one that has an index, or more than one sheet of data. */
function becomesFolder(book: Book, format: ExportFormat): boolean {
  if (format !== 'csv' && format !== 'md') return false;
  return dataSheets(book).length > 1 || book.sheets.some(({ kind }) => kind === 'index');
}

/** Files of a folder, or sheets of a book with its index: what is counted for people. */
export function exportedSheets(book: Book, format: ExportFormat): number {
  if (format === 'csv') return dataSheets(book).length;
  return countedSheets(book);
}

/**
 * Writes a book to `target`: one file, or a new folder where CSV or Markdown would hold several tables.
 *
 * - xlsx: one workbook, a tab for each sheet.
 * - csv: the data only; `<sheet>.csv` for each sheet in a folder.
 * - md: one document; in a folder `README.md` holds cover and index, and `<sheet>.md` each table.
 * - html: one self-contained page. json: one document (see writeJsonFile).
 *
 * Nothing is left at `target`, nor beside it, when this fails or is cancelled. Throws `export-failed`, `disk-full`,
 * `too-large`, and an AbortError when the signal fires.
 */
export async function writeBookToFile(
  book: Book,
  options: BookFileOptions,
  target: string,
  watch: ExportWatch,
): Promise<WrittenBook> {
  const { format } = options;
  if (format === 'xlsx') {
    return writeFileAtomically(target, async (path) => writeWorkbook(book, await createFileSink(path), {}, watch));
  }
  watch.signal.throwIfAborted();
  const counter = createRowCounter(watch);
  if (becomesFolder(book, format)) {
    await writeFolderAtomically(target, (folder) => writeFolder(book, options, folder, counter));
  } else {
    await writeFileAtomically(target, (path) => writeOne(book, options, path, counter));
  }
  return { rows: counter.total(), sheets: exportedSheets(book, format), cutCells: 0 };
}

async function writeOne(book: Book, options: BookFileOptions, path: string, counter: RowCounter): Promise<void> {
  if (options.format === 'html') return writeHtmlFile(path, book, counter);
  if (options.format === 'json') return writeJsonFile(path, book, counter);
  if (options.format === 'md') return writeMarkdownFile(path, book, counter);
  const [sheet] = dataSheets(book);
  if (sheet !== undefined) await writeCsvFile(path, sheet, options, counter);
}

async function writeFolder(book: Book, options: BookFileOptions, folder: string, counter: RowCounter): Promise<void> {
  await mkdir(folder, { recursive: true });
  const sheets = dataSheets(book);
  const extension = options.format;
  // The front page takes its name first, so that a sheet called README does not take it away.
  const [, ...names] = fileNamesFor([MARKDOWN_FRONT.replace(/\.md$/, ''), ...sheets.map(({ name }) => name)]);
  const files = sheets.map((sheet, index) => ({ sheet, file: `${names[index] ?? sheet.id}.${extension}` }));
  const write = (sheet: SheetPlan, path: string): Promise<void> =>
    options.format === 'csv' ? writeCsvFile(path, sheet, options, counter) : writeMarkdownSheet(path, sheet, counter);
  for (const { sheet, file } of files) await write(sheet, join(folder, file));
  if (options.format !== 'md') return;
  const fileOf = new Map(files.map(({ sheet, file }) => [sheet.id, file]));
  await writeMarkdownFront(join(folder, MARKDOWN_FRONT), book, fileOf, counter);
}
