import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIELD_COLUMNS, type FieldQuery, OBJECT_COLUMNS } from '../../src-preload/contract/catalog.ts';
import { DICTIONARY_COLUMNS, type ExportSource } from '../../src-preload/contract/exports.ts';
import { ALL_REQUESTS, LEDGER_COLUMNS } from '../../src-preload/contract/ledger.ts';
import type { Book, Cell, SheetPlan } from '../../src-main/domain/sheets/book.ts';
import { cellText, plannedSheets } from '../../src-main/domain/sheets/cells.ts';
import { EXPORTED_AT, type ReadOrg, readOrg } from '../support/read-org.ts';
import { customObject, smallOrg, textField } from '../support/small-org.ts';

const BUNDLE = smallOrg([
  customObject('Pump__c', [
    textField('Serial__c', { description: 'From the plate', helpText: 'Eight digits' }),
    textField('State__c', {
      type: 'picklist',
      metadataType: 'Picklist',
      picklistValues: [
        { value: 'Hot', label: 'Hot', active: true, default: true },
        { value: 'C', label: 'Cold', active: false },
      ],
    }),
    textField('Salary__c', { hiddenFromDescribe: true }),
  ]),
  customObject('Visit__c', [textField('Report__c', { description: 'What was done' })]),
]);

let folder = '';
let org: ReadOrg;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'orgbench-books-'));
  org = await readOrg(BUNDLE, folder);
});
afterAll(async () => {
  await org.rig.close();
  rmSync(folder, { recursive: true, force: true });
});

const book = (source: ExportSource, cover = false): Book =>
  org.makeBook({ source, cover }, EXPORTED_AT, org.rig.ledger.newestId());
const rowsOf = (sheet: SheetPlan | undefined, of: Book): (readonly Cell[])[] => [
  ...(sheet?.rows(plannedSheets(of)) ?? []),
];
const query = (overrides: Partial<FieldQuery> = {}): FieldQuery => ({ ...org.everything, ...overrides });
const dictionary = (overrides: Partial<Extract<ExportSource, { kind: 'dictionary' }>> = {}): ExportSource => ({
  kind: 'dictionary',
  query: query(),
  layout: 'one',
  columns: ['object', 'name', 'picklistValues', 'description', 'createdDate'],
  headers: 'label',
  ...overrides,
});
const facts = (of: Book): Map<string, Cell[]> => {
  const found = new Map<string, Cell[]>();
  let last = '';
  for (const [name, value] of rowsOf(of.sheets[0], of)) {
    last = cellText(name ?? '') === '' ? last : cellText(name ?? '');
    found.set(last, [...(found.get(last) ?? []), value ?? null]);
  }
  return found;
};

describe('a data dictionary', () => {
  it('is one sheet with the fields of the query in its order', () => {
    const made = book(dictionary({ query: query({ objects: ['Pump__c'] }) }));
    expect(made.title).toBe('Acme data dictionary 2026-11-23');
    expect(made.sheets.map(({ name, kind, rowCount }) => [name, kind, rowCount])).toEqual([['Fields', 'data', 5]]);
    expect(made.sheets[0]?.columns.map(({ header }) => header)).toEqual([
      'Object API name',
      'Field API name',
      'Picklist values',
      'Description',
      'Created',
    ]);
    expect(rowsOf(made.sheets[0], made)).toEqual([
      ['Pump__c', 'Id', '', null, 'unknown'],
      ['Pump__c', 'Name', '', null, 'unknown'],
      ['Pump__c', 'Salary__c', 'unknown', null, '2024-01-10T09:00:00.000Z'],
      ['Pump__c', 'Serial__c', '', 'From the plate', '2024-01-10T09:00:00.000Z'],
      ['Pump__c', 'State__c', 'Hot [default]\nCold (C) [inactive]', null, '2024-01-10T09:00:00.000Z'],
    ]);
  });

  it('has an index and a sheet for each object that leads back to it', () => {
    const made = book(dictionary({ layout: 'perObject', headers: 'api', columns: ['name'] }));
    expect(made.sheets.map(({ name, kind, rowCount }) => [name, kind, rowCount])).toEqual([
      ['Index', 'index', 2],
      ['Pump__c', 'data', 5],
      ['Visit__c', 'data', 3],
    ]);
    expect(rowsOf(made.sheets[0], made)[0]).toEqual([
      { text: 'Pump__c', link: { kind: 'sheet', sheetId: made.sheets[1]?.id } },
      'Pump',
      5,
      null,
    ]);
    expect(made.sheets[1]?.title).toEqual([
      'Pump__c',
      'Pump',
      { text: 'Back to index', link: { kind: 'sheet', sheetId: made.sheets[0]?.id } },
    ]);
    expect(made.sheets[1]?.columns.map(({ header }) => header)).toEqual(['QualifiedApiName']);
  });

  it('leaves out objects whose fields a filter takes all away, and counts the others right', () => {
    const filters = [{ column: 'description', operator: 'contains', value: 'plate' }] as const;
    const made = book(dictionary({ layout: 'perObject', columns: ['name'], query: query({ filters: [...filters] }) }));
    expect(made.sheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ['Index', 1],
      ['Pump__c', 1],
    ]);
  });

  it.each([DICTIONARY_COLUMNS.length])('knows a header and a cell for each of the %d columns', (count) => {
    const made = book(dictionary({ columns: [...DICTIONARY_COLUMNS] }));
    const [sheet] = made.sheets;
    expect(new Set(sheet?.columns.map(({ header }) => header)).size).toBe(count);
    expect(rowsOf(sheet, made).every((cells) => cells.length === count)).toBe(true);
  });

  it('says that a fact of a hidden field is unknown instead of leaving it empty', () => {
    const made = book(dictionary({ columns: ['name', 'type', 'required', 'unique', 'formula'] }));
    const hidden = rowsOf(made.sheets[0], made).find(([name]) => name === 'Salary__c');
    expect(hidden).toEqual(['Salary__c', 'unknown', 'unknown', 'unknown', 'unknown']);
  });
});

describe('the grid of fields as shown', () => {
  it('has its columns, badges in words, its filter and its order', () => {
    const made = book({
      kind: 'fields',
      query: query({
        filters: [{ column: 'custom', operator: 'isTrue', value: '' }],
        sort: [{ column: 'name', direction: 'desc' }],
      }),
      columns: ['name', 'badges', 'object'],
      headers: 'label',
    });
    expect(made.sheets[0]?.columns.map(({ header }) => header)).toEqual(['API name', 'Attributes', 'Object API name']);
    expect(made.sheets[0]?.rowCount).toBe(4);
    expect(rowsOf(made.sheets[0], made)).toEqual([
      ['State__c', 'Custom', 'Pump__c'],
      ['Serial__c', 'Custom', 'Pump__c'],
      ['Salary__c', 'No field access, Custom', 'Pump__c'],
      ['Report__c', 'Custom', 'Visit__c'],
    ]);
  });

  it('knows a header and a cell for every column', () => {
    const made = book({ kind: 'fields', query: query(), columns: [...FIELD_COLUMNS, 'badges'], headers: 'api' });
    expect(new Set(made.sheets[0]?.columns.map(({ header }) => header)).size).toBe(FIELD_COLUMNS.length + 1);
    expect(rowsOf(made.sheets[0], made)).toHaveLength(8);
  });
});

describe('the list of objects as shown', () => {
  it('has the objects in the order given, without those that are gone', () => {
    const made = book({
      kind: 'objects',
      connectionId: org.connectionId,
      names: ['Visit__c', 'Gone__c', 'Pump__c'],
      columns: ['name', 'kind', 'fieldCount'],
      headers: 'label',
    });
    expect(made.sheets[0]?.rowCount).toBe(2);
    expect(rowsOf(made.sheets[0], made)).toEqual([
      ['Visit__c', 'Custom', 3],
      ['Pump__c', 'Custom', 5],
    ]);
  });

  it('knows a header and a cell for every column', () => {
    const source: ExportSource = {
      kind: 'objects',
      connectionId: org.connectionId,
      names: null,
      columns: [...OBJECT_COLUMNS],
      headers: 'label',
    };
    const made = book(source);
    expect(new Set(made.sheets[0]?.columns.map(({ header }) => header)).size).toBe(OBJECT_COLUMNS.length);
    expect(rowsOf(made.sheets[0], made)).toHaveLength(2);
  });
});

describe('the outbound ledger', () => {
  const source: ExportSource = { kind: 'ledger', ...ALL_REQUESTS, columns: [...LEDGER_COLUMNS] };
  const begin = (at: string, path = '/') =>
    org.rig.ledger.begin({
      at,
      purpose: 'google sheets',
      trigger: 'export',
      connectionId: null,
      connectionName: 'Google',
      method: 'POST',
      host: 'sheets.googleapis.com',
      path,
      reads: '',
      parts: 0,
      attempt: 1,
      bytesOut: 5,
    });

  it('is the ledger up to the moment of the export, whatever is sent while it is read', () => {
    const at = new Date();
    const last = org.rig.ledger.newestId();
    const { total } = org.rig.ledger.list({ offset: 0, limit: 1, text: '', connectionId: null });
    const made = org.makeBook({ source, cover: false }, at, last);
    expect(total).toBeGreaterThan(3);
    expect(made.sheets[0]?.rowCount).toBe(total);
    const later = (seconds: number) => new Date(at.getTime() + seconds * 1000).toISOString();
    for (let second = 1; second <= 1500; second += 1) begin(later(second));
    const before = rowsOf(made.sheets[0], made);
    expect(before).toHaveLength(total);
    const again = org.makeBook({ source, cover: false }, at, last);
    expect(again.sheets[0]?.rowCount).toBe(total);
    expect(rowsOf(again.sheets[0], again)).toEqual(before);
  });

  it('has the rows dated after its start, as the list does, when the clock was set back', () => {
    const at = new Date();
    const path = '/dated/tomorrow';
    begin(new Date(at.getTime() + 86_400_000).toISOString(), path);
    const last = org.rig.ledger.newestId();
    begin(new Date(at.getTime() - 60_000).toISOString(), path);
    const made = org.makeBook({ source: { ...source, text: path, columns: ['at'] }, cover: false }, at, last);
    expect(made.sheets[0]?.rowCount).toBe(1);
    // Dated before it, and written after it.
    expect(rowsOf(made.sheets[0], made)).toEqual([[new Date(at.getTime() + 86_400_000).toISOString()]]);
  });

  it('says that the answer of a request is unknown while there is none', () => {
    const at = new Date(Date.now() + 3_600_000);
    begin(at.toISOString());
    const made = org.makeBook(
      { source: { ...source, columns: ['state', 'status', 'bytesIn', 'ms', 'bytesOut'] }, cover: true },
      at,
      org.rig.ledger.newestId(),
    );
    expect(rowsOf(made.sheets[1], made)[0]).toEqual(['On its way', 'unknown', 'unknown', 'unknown', 5]);
  });
});

describe('the cover', () => {
  it('says whose data it is, when it was read, what was asked for and what is unknown', () => {
    const made = book(
      dictionary({
        query: query({
          quick: 'a',
          filters: [
            { column: 'label', operator: 'contains', value: 'x' },
            { column: 'required', operator: 'isFalse', value: '' },
          ],
          sort: [{ column: 'lastModifiedDate', direction: 'desc' }],
        }),
      }),
      true,
    );
    const said = facts(made);
    expect(made.sheets[0]).toMatchObject({ kind: 'cover', hasHeader: false });
    expect(said.get('Org')).toEqual(['Small org']);
    expect(said.get('Org ID')?.[0]).toMatch(/^00D/);
    expect(said.get('Connection')).toEqual(['Acme']);
    expect(said.get('Host')?.[0]).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(said.get('Exported')).toEqual(['2026-11-23T09:00:00.000Z']);
    expect(said.get('Made by')).toEqual(['Orgbench 1.2.3']);
    expect(said.get('Objects')).toEqual(['2 read of 2 chosen']);
    expect(said.get('Oldest part read')?.[0]).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(said.get('Filters')).toEqual([
      'Label, API name or help text contains "a"',
      'Label contains "x"',
      'Required is no',
    ]);
    expect(said.get('Order')).toEqual(['Last modified, descending']);
    expect(said.get('Unknown')?.map(cellText)).toEqual([
      expect.stringMatching(/^field Pump__c\.Salary__c: Field-level/),
    ]);
    expect(said.get('Cut')).toEqual(['No text was cut.']);
  });

  it('has as many rows as it says, whatever was cut', () => {
    const made = book(dictionary({ layout: 'perObject' }), true);
    const [cover] = made.sheets;
    expect([...(cover?.rows({ rows: new Map(), cutCells: 3 }) ?? [])]).toHaveLength(cover?.rowCount ?? -1);
    expect(facts(made).get('Rows')).toEqual([8]);
    expect(facts(made).get('Rows of Pump__c')).toEqual([5]);
  });

  it('lists no more unknown parts than people read, and counts the rest', () => {
    const { key } = org.rig.catalog.org(org.connectionId);
    for (let part = 0; part < 250; part += 1) {
      org.rig.catalog.snapshots.putUnknown(key, { area: 'test', name: `part ${part}`, reason: 'A reason.' });
    }
    const unknown = facts(book(dictionary(), true)).get('Unknown') ?? [];
    org.rig.catalog.snapshots.clearArea(key, 'test');
    expect(unknown).toHaveLength(201);
    expect(unknown.at(-1)).toBe('51 more parts are unknown; the app lists them.');
  });
});
