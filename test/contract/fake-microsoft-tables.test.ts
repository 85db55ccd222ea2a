import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFakeMicrosoft, type FakeMicrosoft } from '../fakes/microsoft/fake-microsoft.ts';
import { sampleWorkbook } from '../fakes/microsoft/sample-workbook.ts';
import { codes, graphClient, signIn, type Answer, type Graph } from '../fakes/microsoft/test-client.ts';
import type { Item } from '../fakes/microsoft/world.ts';

let fake: FakeMicrosoft;
let graph: Graph;
let item: Item;

const wb = (method: string, path: string, body?: unknown): Promise<Answer> =>
  graph(method, `/me/drive/items/${item.id}/workbook${path}`, body);
const write = (address: string, values: unknown, sheet: string): Promise<Answer> =>
  wb('PATCH', `/worksheets('${sheet}')/range(address='${address}')`, { values });

beforeEach(async () => {
  fake = await startFakeMicrosoft();
  graph = graphClient(fake, (await signIn(fake)).access);
  item = fake.addFile(fake.worker, 'Reports/Org.xlsx', await sampleWorkbook());
});
afterEach(() => fake.close());

describe('tables of the fake workbook API', () => {
  const table = '/tables/FieldTable';
  const rows = (): readonly (readonly unknown[])[] => fake.workbook(item).tables[0]?.rows ?? [];

  it('are those of the file, with their headers, columns, rows and ranges', async () => {
    const list = await wb('GET', '/tables');
    expect(list.json.value).toMatchObject([{ name: 'FieldTable', showHeaders: true }]);
    expect((await wb('GET', '/worksheets/Fields/tables')).json.value).toHaveLength(1);
    expect((await wb('GET', `${table}/headerRowRange`)).json).toMatchObject({
      address: 'Fields!B2:D2',
      values: [['Object', 'Field', 'Length']],
    });
    expect((await wb('GET', `${table}/dataBodyRange?$select=address,rowCount`)).json).toEqual({
      address: 'Fields!B3:D5',
      rowCount: 3,
    });
    expect((await wb('GET', `${table}/columns?$select=name`)).json.value).toEqual([
      { name: 'Object' },
      { name: 'Field' },
      { name: 'Length' },
    ]);
    expect((await wb('GET', `${table}/rows?$top=1&$skip=1`)).json.value).toEqual([
      { index: 1, values: [['Account', '00012', 18]] },
    ]);
    expect((await wb('GET', `${table}/rows/itemAt(index=2)`)).json.values).toEqual([['Contact', 'a\nb', '']]);
    expect((await wb('GET', `${table}/worksheet`)).json.name).toBe('Fields');
    expect((await wb('GET', `${table}/totalRowRange`)).status).toBe(404);
    expect((await wb('GET', '/tables/Nope')).status).toBe(404);
  });

  it('take rows as wide as they are, and push down what lies below', async () => {
    const refused = await wb('POST', `${table}/rows/add`, { index: null, values: [['only one']] });
    expect([refused.status, codes(refused)[0]]).toEqual([400, 'InvalidArgument']);
    const added = await wb('POST', `${table}/rows/add`, {
      index: null,
      values: [
        ['X', "'=1", 5],
        ['Y', '=1', '007'],
      ],
    });
    expect([added.status, added.json.values]).toEqual([
      201,
      [
        ['X', '=1', 5],
        ['Y', 0, 7],
      ],
    ]);
    expect(rows()).toHaveLength(5);
    expect(fake.workbook(item).formulasWritten).toHaveLength(1);
    const inserted = await wb('POST', `${table}/rows`, { index: 0, values: [['First', 'a', 1]] });
    expect([inserted.status, inserted.json.index]).toEqual([201, 0]);
    expect(rows().map((row) => row[0])).toEqual(['First', 'Account', 'Account', 'Contact', 'X', 'Y']);
    expect((await wb('GET', "/worksheets/Fields/range(address='B12')")).json.values).toEqual([['below']]);
    expect((await wb('POST', `${table}/rows`, { index: 99, values: [['a', 'b', 'c']] })).status).toBe(400);
  });

  it('lose rows one by one or as a range, and keep a blank one', async () => {
    expect((await wb('DELETE', `${table}/rows/0`)).status).toBe(204);
    expect((await wb('DELETE', `${table}/rows/itemAt(index=0)`)).status).toBe(204);
    expect(rows().map((row) => row[0])).toEqual(['Contact']);
    expect((await wb('DELETE', `${table}/rows/5`)).status).toBe(404);
    expect((await wb('POST', `${table}/dataBodyRange/delete`, { shift: 'Up' })).status).toBe(204);
    expect(rows()).toEqual([]);
    expect((await wb('GET', `${table}/dataBodyRange?$select=address`)).json.address).toBe('Fields!B3:D3');
    await wb('POST', `${table}/rows/add`, {
      values: [
        ['a', 'b', 'c'],
        ['d', 'e', 'f'],
      ],
    });
    expect((await wb('GET', `${table}/range`)).json).toMatchObject({
      address: 'Fields!B2:D4',
      values: [
        ['Object', 'Field', 'Length'],
        ['a', 'b', 'c'],
        ['d', 'e', 'f'],
      ],
    });
    const across = await wb('POST', "/worksheets/Fields/range(address='B2:B3')/delete", { shift: 'Up' });
    expect([across.status, codes(across)[0]]).toEqual([400, 'InsertDeleteConflict']);
  });

  it('are made over cells, where there is none yet', async () => {
    await wb('POST', '/worksheets/add', { name: 'New' });
    await write(
      'A1:B3',
      [
        ['H', 'H'],
        ['a', 'b'],
        ['c', 'd'],
      ],
      'New',
    );
    const made = await wb('POST', '/worksheets/New/tables/add', { address: 'A1:B3', hasHeaders: true });
    expect([made.status, made.json.name]).toEqual([201, 'Table1']);
    expect(fake.workbook(item).tables[1]).toMatchObject({
      sheet: 'New',
      headers: ['H', 'H2'],
      rows: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    });
    expect((await wb('POST', '/tables/add', { address: 'New!B2:C4', hasHeaders: true })).status).toBe(400);
    expect((await wb('POST', '/tables/add', { address: 'E1:F2', hasHeaders: true })).status).toBe(400);
    expect((await wb('POST', '/tables/add', { address: 'New!E1:F2', hasHeaders: false })).status).toBe(201);
    expect((await wb('PATCH', '/tables/Table1', { name: 'Renamed' })).json.name).toBe('Renamed');
    expect((await wb('PATCH', '/tables/Renamed', { name: 'fieldtable' })).status).toBe(409);
    expect((await wb('PATCH', '/tables/Renamed', { name: 'A1' })).status).toBe(400);
    expect((await wb('POST', '/tables/Renamed/resize', { address: 'A1:B9' })).status).toBe(400);
    expect((await wb('DELETE', '/tables/Renamed')).status).toBe(204);
  });
});
