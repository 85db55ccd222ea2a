import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldQuery } from '../../../src-preload/contract/catalog.ts';
import { DICTIONARY_COLUMNS, type DictionarySpec } from '../../../src-preload/contract/exports.ts';
import { readSheets } from '../../../test/support/workbook.ts';
import type { DictionaryRow } from './dictionary-cells.ts';
import { type DictionarySource, writeDictionary } from './dictionary-writer.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgbench-dictionary-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function row(object: string, name: string, overrides: Partial<DictionaryRow> = {}): DictionaryRow {
  return {
    id: 0,
    object,
    objectLabel: object.replace('__c', '').replaceAll('_', ' '),
    name,
    label: name.replace('__c', '').replaceAll('_', ' '),
    type: 'string',
    length: 80,
    precision: null,
    scale: null,
    referenceTo: [],
    picklistCount: null,
    required: false,
    unique: false,
    externalId: false,
    custom: name.endsWith('__c'),
    formula: null,
    defaultValue: null,
    helpText: null,
    description: null,
    namespace: null,
    createdDate: null,
    lastModifiedDate: null,
    readAt: '2026-11-23T08:00:00.000Z',
    badges: [],
    unknown: [],
    picklistValues: [],
    ...overrides,
  };
}

const rows: readonly DictionaryRow[] = [
  row('Account', 'Name', { unknown: ['createdDate'] }),
  row('Account', 'Rating', {
    type: 'picklist',
    picklistValues: [
      { value: 'Hot', label: 'Hot', active: true, isDefault: true, validFor: null },
      { value: 'C', label: 'Cold', active: false, isDefault: false, validFor: null },
    ],
  }),
  row('Site_Visit__c', 'Reading__c', { type: 'double', precision: 10, scale: 2, description: '=SUM(A1)' }),
];

function sourceOf(all: readonly DictionaryRow[]): DictionarySource {
  const matching = (query: FieldQuery) =>
    all.filter((one) => query.objects === null || query.objects.includes(one.object));
  return {
    objects: (query) =>
      [...new Set(matching(query).map((one) => one.object))].map((name) => ({ name, label: name, description: null })),
    rows: matching,
  };
}

const spec = (overrides: Partial<DictionarySpec>): DictionarySpec => ({
  query: { connectionId: 'c', objects: null, quick: '', filters: [], sort: [] },
  format: 'xlsx',
  layout: 'one',
  columns: ['object', 'name', 'type', 'precision', 'picklistValues', 'description', 'createdDate'],
  headers: 'label',
  defuse: true,
  ...overrides,
});

const watch = { signal: new AbortController().signal, onRows: () => undefined };

describe('a data dictionary', () => {
  it('is one sheet with a header and a row for each field', async () => {
    const path = join(folder, 'dictionary.xlsx');
    const result = await writeDictionary(sourceOf(rows), spec({}), path, watch);
    expect(result).toEqual({ rows: 3, sheets: 1, cutCells: 0 });
    expect((await readSheets(path))[0]?.data).toEqual([
      ['Object API name', 'Field API name', 'Type', 'Precision', 'Picklist values', 'Description', 'Created'],
      ['Account', 'Name', 'string', null, null, null, 'unknown'],
      ['Account', 'Rating', 'picklist', null, 'Hot [default]\nCold (C) [inactive]', null, null],
      ['Site_Visit__c', 'Reading__c', 'double', 10, null, '=SUM(A1)', null],
    ]);
  });

  it('is one sheet per object, with the full API name on top and an index in front', async () => {
    const path = join(folder, 'dictionary.xlsx');
    const result = await writeDictionary(sourceOf(rows), spec({ layout: 'perObject', headers: 'api' }), path, watch);
    expect(result).toEqual({ rows: 3, sheets: 3, cutCells: 0 });
    const sheets = await readSheets(path);
    expect(sheets.map((one) => one.sheet)).toEqual(['Index', 'Account', 'Site_Visit__c']);
    expect(sheets[0]?.data.slice(1).map((cells) => cells.slice(0, 3))).toEqual([
      ['Account', 'Account', 2],
      ['Site_Visit__c', 'Site_Visit__c', 1],
    ]);
    expect(sheets[2]?.data[0]?.[0]).toBe('Site_Visit__c');
    expect(sheets[2]?.data[1]?.slice(0, 2)).toEqual(['Object', 'QualifiedApiName']);
    expect(sheets[2]?.data[2]?.[1]).toBe('Reading__c');
  });

  it('is a CSV file with BOM, CRLF, and formulas defused', async () => {
    const path = join(folder, 'dictionary.csv');
    await writeDictionary(sourceOf(rows), spec({ format: 'csv', columns: ['name', 'description'] }), path, watch);
    expect(await readFile(path, 'utf8')).toBe(
      "\ufeffField API name,Description\r\nName,\r\nRating,\r\nReading__c,'=SUM(A1)\r\n",
    );
  });

  it('is a folder with one CSV file per object', async () => {
    const path = join(folder, 'dictionary');
    const result = await writeDictionary(
      sourceOf(rows),
      spec({ format: 'csv', layout: 'perObject', columns: ['name'], defuse: false }),
      path,
      watch,
    );
    expect(result.sheets).toBe(2);
    expect((await readdir(path)).sort()).toEqual(['Account.csv', 'Site_Visit__c.csv']);
    expect(await readFile(join(path, 'Account.csv'), 'utf8')).toBe('\ufeffField API name\r\nName\r\nRating\r\n');
  });

  it('knows a header, a width and a cell for every column of the contract', async () => {
    const path = join(folder, 'all.xlsx');
    await writeDictionary(sourceOf(rows), spec({ columns: [...DICTIONARY_COLUMNS] }), path, watch);
    const [header] = (await readSheets(path))[0]?.data ?? [];
    expect(new Set(header).size).toBe(DICTIONARY_COLUMNS.length);
  });
});

describe('an export that does not come to its end', () => {
  it.each(['xlsx', 'csv'] as const)('leaves no file when it is cancelled (%s)', async (format) => {
    const controller = new AbortController();
    const many = Array.from({ length: 5000 }, (_unused, index) => row('Account', `Field_${index}__c`));
    const onRows = (written: number) => {
      if (written >= 1000) controller.abort();
    };
    const target = join(folder, `cancelled.${format}`);
    await expect(
      writeDictionary(sourceOf(many), spec({ format }), target, { signal: controller.signal, onRows }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves an older file of that name untouched', async () => {
    const target = join(folder, 'kept.xlsx');
    await writeFile(target, 'older');
    await expect(
      writeDictionary(sourceOf(rows), spec({}), target, { signal: AbortSignal.abort(), onRows: () => undefined }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect(await readFile(target, 'utf8')).toBe('older');
    expect(await readdir(folder)).toEqual(['kept.xlsx']);
  });

  it('says which place cannot be written and why', async () => {
    await expect(
      writeDictionary(sourceOf(rows), spec({}), join(folder, 'missing', 'x.xlsx'), watch),
    ).rejects.toMatchObject({
      code: 'export-failed',
      message: '"x.xlsx" was not written: the folder does not exist. Choose another place.',
    });
  });

  it('does not touch a folder that holds other files', async () => {
    const target = join(folder, 'taken');
    await writeDictionary(sourceOf(rows), spec({ format: 'csv', layout: 'perObject' }), target, watch);
    await expect(
      writeDictionary(sourceOf(rows), spec({ format: 'csv', layout: 'perObject' }), target, watch),
    ).rejects.toMatchObject({ code: 'export-failed' });
    expect((await readdir(folder)).sort()).toEqual(['taken']);
  });
});
