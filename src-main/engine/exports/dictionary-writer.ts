import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FieldQuery } from '../../../src-preload/contract/catalog.ts';
import type { DictionarySpec } from '../../../src-preload/contract/exports.ts';
import { fileNamesFor, sheetNamesFor } from '../../domain/sheets/sheet-names.ts';
import { createCsvWriter } from './csv-writer.ts';
import { type DictionaryRow, dictionaryCells, headerOf, widthOf, wraps } from './dictionary-cells.ts';
import { writeFileAtomically, writeFolderAtomically } from './file-target.ts';
import { createWorkbookWriter, type SheetOptions, type WorkbookWriter } from './xlsx-writer.ts';

export type DictionaryObject = {
  readonly name: string;
  readonly label: string;
  readonly description: string | null;
};

/** Where a dictionary's rows come from. */
export type DictionarySource = {
  /** Objects of the query that have at least one row, in the order of their API names. */
  readonly objects: (query: FieldQuery) => readonly DictionaryObject[];
  /** Every row of the query in its order, read in pages. */
  readonly rows: (query: FieldQuery) => Iterable<DictionaryRow>;
};

export type DictionaryResult = {
  readonly rows: number;
  /** Sheets of the workbook, or CSV files. */
  readonly sheets: number;
  readonly cutCells: number;
};

export type Watch = {
  readonly signal: AbortSignal;
  readonly onRows: (written: number) => void;
};

const INDEX_SHEET = 'Index';
const SINGLE_SHEET = 'Fields';
/** How often a long loop looks whether it is still wanted. */
const CHECK_EVERY_ROWS = 200;

/**
 * Writes a data dictionary to `target` (a file; a new folder for one CSV per object).
 *
 * Nothing is left at `target` when it fails or is cancelled. Throws `export-failed`, `disk-full`, `too-large`, and an
 * AbortError when the signal fires.
 */
export async function writeDictionary(
  source: DictionarySource,
  spec: DictionarySpec,
  target: string,
  watch: Watch,
): Promise<DictionaryResult> {
  if (spec.format === 'xlsx') return writeFileAtomically(target, (path) => writeWorkbook(source, spec, path, watch));
  if (spec.layout === 'one') return writeFileAtomically(target, (path) => writeCsv(source, spec, path, watch));
  return writeFolderAtomically(target, (folder) => writeCsvFolder(source, spec, folder, watch));
}

function headersOf(spec: DictionarySpec): string[] {
  return spec.columns.map((column) => headerOf(column, spec.headers));
}

function onlyObject(query: FieldQuery, name: string): FieldQuery {
  return { ...query, objects: [name] };
}

/** Hands every row to `write` and stops when the signal fires. */
async function eachRow(
  rows: Iterable<DictionaryRow>,
  spec: DictionarySpec,
  watch: Watch,
  alreadyWritten: number,
  write: (cells: ReturnType<typeof dictionaryCells>) => Promise<void>,
): Promise<number> {
  let written = 0;
  for (const row of rows) {
    if (written % CHECK_EVERY_ROWS === 0) {
      watch.signal.throwIfAborted();
      watch.onRows(alreadyWritten + written);
    }
    await write(dictionaryCells(row, spec.columns));
    written += 1;
  }
  watch.signal.throwIfAborted();
  return written;
}

async function writeWorkbook(
  source: DictionarySource,
  spec: DictionarySpec,
  path: string,
  watch: Watch,
): Promise<DictionaryResult> {
  const workbook = await createWorkbookWriter(path);
  try {
    const counts =
      spec.layout === 'one'
        ? await writeOneSheet(workbook, source, spec, watch)
        : await writeSheetPerObject(workbook, source, spec, watch);
    await workbook.finish();
    return { ...counts, cutCells: workbook.cutCells() };
  } catch (error) {
    await workbook.abort();
    throw error;
  }
}

function sheetLook(spec: DictionarySpec): Pick<SheetOptions, 'widths' | 'wrapped'> {
  return {
    widths: spec.columns.map(widthOf),
    wrapped: new Set(spec.columns.flatMap((column, index) => (wraps(column) ? [index] : []))),
  };
}

async function writeOneSheet(
  workbook: WorkbookWriter,
  source: DictionarySource,
  spec: DictionarySpec,
  watch: Watch,
): Promise<{ rows: number; sheets: number }> {
  const sheet = await workbook.sheet({
    name: SINGLE_SHEET,
    ...sheetLook(spec),
    frozenRows: 1,
    filterRow: 1,
    first: true,
  });
  await sheet.row(headersOf(spec), 'header');
  const rows = await eachRow(source.rows(spec.query), spec, watch, 0, (cells) => sheet.row(cells));
  await sheet.close();
  return { rows, sheets: 1 };
}

async function writeSheetPerObject(
  workbook: WorkbookWriter,
  source: DictionarySource,
  spec: DictionarySpec,
  watch: Watch,
): Promise<{ rows: number; sheets: number }> {
  const objects = source.objects(spec.query);
  const sheetNames = sheetNamesFor(
    objects.map((object) => object.name),
    [INDEX_SHEET],
  );
  const counts: number[] = [];
  let rows = 0;
  for (const [index, object] of objects.entries()) {
    const name = sheetNames[index] ?? object.name;
    // The sheet's name may be shortened, so the full API name stands in the first row, above the headers.
    const sheet = await workbook.sheet({ name, ...sheetLook(spec), frozenRows: 2, filterRow: 2, first: false });
    await sheet.row([object.name, object.label, { text: 'Back to index', sheet: INDEX_SHEET }], 'title');
    await sheet.row(headersOf(spec), 'header');
    const written = await eachRow(source.rows(onlyObject(spec.query, object.name)), spec, watch, rows, (cells) =>
      sheet.row(cells),
    );
    await sheet.close();
    counts.push(written);
    rows += written;
  }
  const index = await workbook.sheet({
    name: INDEX_SHEET,
    widths: [36, 30, 10, 70],
    wrapped: new Set([3]),
    frozenRows: 1,
    filterRow: 1,
    first: true,
  });
  await index.row(['Object API name', 'Object', 'Fields', 'Description'], 'header');
  for (const [position, object] of objects.entries()) {
    await index.row([
      { text: object.name, sheet: sheetNames[position] ?? object.name },
      object.label,
      counts[position] ?? 0,
      object.description,
    ]);
  }
  await index.close();
  return { rows, sheets: objects.length + 1 };
}

async function writeCsv(
  source: DictionarySource,
  spec: DictionarySpec,
  path: string,
  watch: Watch,
  written = 0,
): Promise<DictionaryResult> {
  const file = await createCsvWriter(path, { defuse: spec.defuse });
  try {
    await file.row(headersOf(spec));
    const rows = await eachRow(source.rows(spec.query), spec, watch, written, (cells) => file.row(cells));
    await file.close();
    return { rows, sheets: 1, cutCells: 0 };
  } catch (error) {
    await file.abort();
    throw error;
  }
}

async function writeCsvFolder(
  source: DictionarySource,
  spec: DictionarySpec,
  folder: string,
  watch: Watch,
): Promise<DictionaryResult> {
  await mkdir(folder, { recursive: true });
  const objects = source.objects(spec.query);
  const fileNames = fileNamesFor(objects.map((object) => object.name));
  let rows = 0;
  for (const [index, object] of objects.entries()) {
    const oneObject: DictionarySpec = { ...spec, query: onlyObject(spec.query, object.name) };
    const result = await writeCsv(
      source,
      oneObject,
      join(folder, `${fileNames[index] ?? object.name}.csv`),
      watch,
      rows,
    );
    rows += result.rows;
  }
  return { rows, sheets: objects.length, cutCells: 0 };
}
