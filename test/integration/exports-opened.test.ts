/*
 * Exported files as other programs read them: LibreOffice and a second reader for every format, compared cell by cell
 * with the store, for the sample org, a real org and an org of hostile texts.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Window } from 'happy-dom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_FORMATS, type ExportFormat } from '../../src-preload/contract/app.ts';
import type { FieldQuery, FieldRow } from '../../src-preload/contract/catalog.ts';
import { DICTIONARY_COLUMNS, type DictionaryColumn } from '../../src-preload/contract/exports.ts';
import { defuseFormula } from '../../src-main/domain/sheets/csv-text.ts';
import { EXCEL_CELL_MAX } from '../../src-main/domain/sheets/cell-text.ts';
import { visibleText } from '../../src-main/domain/sheets/visible-text.ts';
import { writeBookToFile } from '../../src-main/engine/exports/files/write-book.ts';
import { loadBundle, type OrgBundle } from '../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { HOSTILE_TEXTS } from '../support/book.ts';
import { readCsv } from '../support/csv.ts';
import { EXPORTED_AT, type ReadOrg, readOrg } from '../support/read-org.ts';
import { readMarkdownTables } from '../support/markdown.ts';
import { hasSharedData, sharedDataPath } from '../support/shared-data.ts';
import { customObject, smallOrg, textField } from '../support/small-org.ts';
import { convertWithLibreOffice, findLibreOffice, type ReadCell, readSheets } from '../support/workbook.ts';

const LONG = 'long '.repeat(10_000);

function hostileOrg(): OrgBundle {
  const texts = [...HOSTILE_TEXTS, 'bell \u0007 and null \u0000', 'delete \u007f, \uffff', LONG];
  const fields = texts.map((text, index) =>
    textField(`Field_${index}__c`, { label: text.slice(0, 255), description: text, helpText: text }),
  );
  const caseOnly = ['Code__c', 'CODE__c'].map((name) => textField(name, { description: name }));
  return smallOrg([
    customObject('Trap__c', [...fields, ...caseOnly]),
    customObject('TRAP__c', [textField('Other__c')]),
    customObject('A_very_long_object_name_that_goes_on__c', []),
    customObject('A_very_long_object_name_that_goes_up__c', []),
  ]);
}

const ORGS: Readonly<Record<string, () => Promise<OrgBundle>>> = {
  sample: async () => createSampleBundle(),
  hostile: async () => hostileOrg(),
  ...(hasSharedData() ? { real: () => loadBundle(sharedDataPath('real-org.json.gz')) } : {}),
};
const NAMES = Object.keys(ORGS);

/** LibreOffice takes a minute for 576 tabs, and both readers do for a page of 10,000 rows: of large orgs a part. */
const PART_OBJECTS = 40;

let folder = '';
let office: string | null = null;
const orgs = new Map<string, ReadOrg>();
const inFolder = (...parts: readonly string[]): string => join(folder, ...parts);
const fileOf = (name: string, format: ExportFormat): string => inFolder(`${name}.${format}`);
const orgOf = (name: string): ReadOrg => {
  const org = orgs.get(name);
  if (org === undefined) throw new Error(`The ${name} org was not read.`);
  return org;
};

const objectsOf = (org: ReadOrg) =>
  org.rig.catalog
    .objects(org.connectionId)
    .filter(({ fieldCount }) => fieldCount > 0)
    .slice(0, PART_OBJECTS);
const partOf = (org: ReadOrg): FieldQuery => ({ ...org.everything, objects: objectsOf(org).map(({ name }) => name) });

async function exportOrg(name: string, org: ReadOrg): Promise<void> {
  const dictionary = (layout: 'one' | 'perObject', query: FieldQuery) =>
    org.makeBook(
      {
        source: { kind: 'dictionary', query, layout, columns: [...DICTIONARY_COLUMNS], headers: 'api' },
        cover: true,
      },
      EXPORTED_AT,
      0,
    );
  const watch = { signal: new AbortController().signal, onRows: () => undefined };
  for (const format of EXPORT_FORMATS) {
    const book = dictionary('one', format === 'html' ? partOf(org) : org.everything);
    await writeBookToFile(book, { format, defuse: true }, fileOf(name, format), watch);
  }
  const perObject = inFolder(`${name} per object.xlsx`);
  const book = dictionary('perObject', partOf(org));
  await writeBookToFile(book, { format: 'xlsx', defuse: true }, perObject, watch);
}

/** Lets LibreOffice read everything in three starts: workbooks, CSV with every column as text, and as people open it. */
async function convertAll(soffice: string): Promise<void> {
  const profileFolder = inFolder('profile');
  const convert = (paths: readonly string[], to: string, outFolder: string, inFilter?: string) =>
    convertWithLibreOffice(soffice, paths, {
      to,
      outFolder: inFolder(outFolder),
      profileFolder,
      ...(inFilter === undefined ? {} : { inFilter }),
    });
  const workbooks = NAMES.flatMap((name) => [fileOf(name, 'xlsx'), inFolder(`${name} per object.xlsx`)]);
  await convert(workbooks, 'xlsx', 'resaved');
  const asText = DICTIONARY_COLUMNS.map((_column, index) => `${index + 1}/2`).join('/');
  const csv = NAMES.map((name) => fileOf(name, 'csv'));
  await convert(csv, 'xlsx', 'csv as text', `Text - txt - csv (StarCalc):44,34,76,1,${asText}`);
  await convert([fileOf('hostile', 'csv')], 'fods', 'csv as opened');
  await convert([fileOf('hostile', 'html')], 'fods', 'html as opened', 'HTML (StarCalc)');
  const pages = NAMES.map((name) => fileOf(name, 'html'));
  await convert(pages, 'xlsx', 'html', 'HTML (StarCalc)');
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'orgbench-opened-'));
  office = await findLibreOffice();
  for (const [name, bundle] of Object.entries(ORGS)) {
    const org = await readOrg(await bundle(), folder, name);
    orgs.set(name, org);
    await exportOrg(name, org);
  }
  if (office !== null) await convertAll(office);
}, 180_000);

afterAll(async () => {
  for (const org of orgs.values()) await org.rig.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the store says, column by column; written here once more so that the book is compared and not repeated. */
function stored(org: ReadOrg, row: FieldRow, column: DictionaryColumn): ReadCell {
  if (column === 'picklistValues') {
    if (row.unknown.includes('picklistCount')) return 'unknown';
    const lines = org.rig.catalog.picklistOf(row.id).map(({ value, label, active, isDefault }) => {
      const marks = [...(isDefault ? ['default'] : []), ...(active ? [] : ['inactive'])].join(', ');
      return `${label === value ? value : `${label} (${value})`}${marks === '' ? '' : ` [${marks}]`}`;
    });
    return lines.join('\n');
  }
  if (row.unknown.includes(column)) return 'unknown';
  const value = row[column];
  return typeof value === 'object' && value !== null ? value.join(', ') : value;
}

function expectedRows(name: string, query?: FieldQuery): ReadCell[][] {
  const org = orgOf(name);
  const rows = [...org.rig.catalog.iterateFields(query ?? org.everything)].flat();
  return rows.map((row) => DICTIONARY_COLUMNS.map((column) => stored(org, row, column)));
}

type Normal = (cell: ReadCell) => ReadCell;

/** Cells that differ, as lines; both sides pass through `normal` first, which states what the reader is known to change. */
function differences(
  expected: readonly (readonly ReadCell[])[],
  actual: readonly (readonly ReadCell[])[],
  normal: Normal,
) {
  const found = expected.length === actual.length ? [] : [`${actual.length} rows instead of ${expected.length}`];
  for (const [index, cells] of expected.entries()) {
    for (const [column, cell] of cells.entries()) {
      const [wanted, read] = [normal(cell), normal(actual[index]?.[column] ?? null)];
      if (wanted === read) continue;
      found.push(
        `row ${index} ${DICTIONARY_COLUMNS[column] ?? column}: ${JSON.stringify(read)?.slice(0, 200)} is not ${JSON.stringify(wanted)?.slice(0, 200)}`,
      );
    }
  }
  return found.slice(0, 20);
}

const empty: Normal = (cell) => (cell === '' ? null : cell);
/** A cell of a workbook: cut to what it may hold. */
const inWorkbook: Normal = (cell) => {
  if (typeof cell !== 'string' || cell.length <= EXCEL_CELL_MAX) return empty(cell);
  const mark = ` … [cut: ${cell.length} characters in all]`;
  return cell.slice(0, EXCEL_CELL_MAX - mark.length) + mark;
};
/** LibreOffice keeps line feeds only, and has no place for most control characters. */
const byLibreOffice: Normal = (cell) => {
  const kept = inWorkbook(cell);
  return typeof kept === 'string' ? empty(kept.replace(/\r\n?/g, '\n')) : kept;
};
const asText: Normal = (cell) => (cell === null ? '' : String(cell));
const oneSpace = (cell: ReadCell): string =>
  visibleText(String(asText(cell)))
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
    // It cuts a text at the limit of a cell, counted before it drops the white space.
    .slice(0, 30_000);

async function dictionaryOf(path: string): Promise<readonly (readonly ReadCell[])[]> {
  const sheets = await readSheets(path);
  const sheet = sheets.find((one) => one.sheet === 'Fields') ?? sheets[0];
  return (sheet?.data ?? []).slice(1);
}

describe.each(NAMES)('the %s org', (name) => {
  it('is in the workbook cell by cell', async () => {
    const sheets = await readSheets(fileOf(name, 'xlsx'));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['About', 'Fields']);
    expect(differences(expectedRows(name), await dictionaryOf(fileOf(name, 'xlsx')), inWorkbook)).toEqual([]);
  });

  it('is in the workbook cell by cell after LibreOffice saved it', async (context) => {
    if (office === null) return context.skip('LibreOffice is not installed');
    const resaved = await dictionaryOf(inFolder('resaved', `${name}.xlsx`));
    expect(differences(expectedRows(name), resaved, byLibreOffice)).toEqual([]);
  });

  it('is in the workbook with a sheet per object, which LibreOffice opens with the same tabs', async (context) => {
    const org = orgOf(name);
    const sheets = await readSheets(inFolder(`${name} per object.xlsx`));
    const [about, index, ...data] = sheets;
    const objects = objectsOf(org);
    expect([about?.sheet, index?.sheet]).toEqual(['About', 'Index']);
    expect(index?.data.slice(1).map(([object, , count]) => [object, count])).toEqual(
      objects.map((object) => [object.name, object.fieldCount]),
    );
    // The title says the whole name and leads back; below it stand the headers.
    expect(data.map((sheet) => sheet.data[0]?.[0])).toEqual(objects.map((object) => object.name));
    const rows = data.flatMap((sheet) => sheet.data.slice(2));
    const byName = (a: readonly ReadCell[], b: readonly ReadCell[]) => (sortKey(a) < sortKey(b) ? -1 : 1);
    expect(differences(expectedRows(name, partOf(org)).sort(byName), rows.toSorted(byName), inWorkbook)).toEqual([]);
    if (office === null) return context.skip('LibreOffice is not installed');
    const resaved = await readSheets(inFolder('resaved', `${name} per object.xlsx`));
    expect(resaved.map(({ sheet }) => sheet)).toEqual(sheets.map(({ sheet }) => sheet));
  });

  it('is in the CSV file field by field', async () => {
    const [header, ...rows] = readCsv(await readFile(fileOf(name, 'csv'), 'utf8'));
    expect(header).toHaveLength(DICTIONARY_COLUMNS.length);
    expect(differences(expectedRows(name).map(defused), rows, asText)).toEqual([]);
  });

  it('is in the CSV file field by field as LibreOffice reads it', async (context) => {
    if (office === null) return context.skip('LibreOffice is not installed');
    const [sheet] = await readSheets(inFolder('csv as text', `${name}.xlsx`));
    // It drops null characters, and what is beyond the limit of a cell.
    const normal: Normal = (cell) =>
      String(asText(cell)).replace(/\r\n?/g, '\n').replaceAll('\u0000', '').slice(0, EXCEL_CELL_MAX);
    expect(differences(expectedRows(name).map(defused), sheet?.data.slice(1) ?? [], normal)).toEqual([]);
  });

  it('is in the JSON document value by value', async () => {
    const { about, sheets } = JSON.parse(await readFile(fileOf(name, 'json'), 'utf8'));
    expect(about['Connection']).toBe(name);
    const rows = sheets[0].rows.map((row: Record<string, ReadCell>) => Object.values(row));
    expect(differences(expectedRows(name), rows, (cell) => cell)).toEqual([]);
  });

  it('is in the Markdown document cell by cell', async () => {
    const [about, fields] = readMarkdownTables(await readFile(fileOf(name, 'md'), 'utf8'));
    expect(about?.find(([fact]) => fact === 'Connection')?.[1]).toBe(name);
    const normal: Normal = (cell) => visibleText(String(asText(cell))).replace(/\r\n?/g, '\n');
    expect(differences(expectedRows(name), fields?.slice(1) ?? [], normal)).toEqual([]);
  });

  it('is on the HTML page cell by cell', async () => {
    const window = new Window({ url: 'https://x.example/' });
    const { document } = window;
    document.write(await readFile(fileOf(name, 'html'), 'utf8'));
    const rows = [...document.querySelectorAll('#sheet-2 tbody tr')].map((row) =>
      [...row.querySelectorAll('td')].map((cell) => cell.textContent),
    );
    const normal: Normal = (cell) => visibleText(String(asText(cell))).replace(/\r\n?/g, '\n');
    expect(differences(expectedRows(name, partOf(orgOf(name))), rows, normal)).toEqual([]);
    await window.happyDOM.close();
  });

  it('is on the HTML page cell by cell as LibreOffice reads it, but for white space', async (context) => {
    if (office === null) return context.skip('LibreOffice is not installed');
    const [sheet] = await readSheets(inFolder('html', `${name}.xlsx`));
    const start = sheet?.data.findIndex((cells) => cells[2] === 'QualifiedApiName') ?? -1;
    // The tables of a page share one grid of columns there, so empty cells tell nothing.
    const filled = (cells: readonly ReadCell[]) => cells.map(oneSpace).filter((cell) => cell !== '');
    const rows = (sheet?.data.slice(start + 1) ?? []).map(filled);
    expect(differences(expectedRows(name, partOf(orgOf(name))).map(filled), rows, (cell) => cell)).toEqual([]);
  });
});

const sortKey = (cells: readonly ReadCell[]): string => `${String(cells[0])}.${String(cells[2])}`;
const defused = (cells: readonly ReadCell[]): ReadCell[] =>
  cells.map((cell) => (typeof cell === 'string' ? defuseFormula(cell) : cell));

describe('hostile texts', () => {
  it.each(['csv', 'html'] as const)('become no formula when LibreOffice opens the %s file', async (format) => {
    if (office === null) return;
    const opened = await readFile(inFolder(`${format} as opened`, 'hostile.fods'), 'utf8');
    expect(opened).toContain('Field_0__c');
    expect(opened).not.toContain('table:formula');
  });
});
