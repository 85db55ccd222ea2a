import ExcelJS from 'exceljs';
import readWorkbook from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFakeMicrosoft, type FakeMicrosoft } from '../fakes/microsoft/fake-microsoft.ts';
import { call, codes, graphClient, signIn, type Answer, type Graph } from '../fakes/microsoft/test-client.ts';
import { viewWorkbook } from '../fakes/microsoft/workbook/view.ts';
import { readXlsx } from '../fakes/microsoft/workbook/xlsx-reader.ts';
import { sampleWorkbook } from '../fakes/microsoft/sample-workbook.ts';
import type { Item } from '../fakes/microsoft/world.ts';

let fake: FakeMicrosoft;
let graph: Graph;
let item: Item;
let session: string;

const base = (): string => `/me/drive/items/${item.id}/workbook`;
const wb = (method: string, path: string, body?: unknown): Promise<Answer> =>
  graph(method, base() + path, body, { 'workbook-session-id': session });
const write = (address: string, values: unknown, sheet = 'Fields'): Promise<Answer> =>
  wb('PATCH', `/worksheets('${sheet}')/range(address='${address}')`, { values });

beforeEach(async () => {
  fake = await startFakeMicrosoft();
  graph = graphClient(fake, (await signIn(fake)).access);
  item = fake.addFile(fake.worker, 'Reports/Org.xlsx', await sampleWorkbook());
  session = String((await graph('POST', `${base()}/createSession`, { persistChanges: true })).json.id);
});
afterEach(() => fake.close());

describe('a session of the fake workbook API', () => {
  it('is made, kept alive, closed, and then unknown', async () => {
    expect(session).toMatch(/^cluster=/);
    expect((await wb('POST', '/refreshSession', {})).status).toBe(204);
    expect((await wb('GET', '/worksheets')).status).toBe(200);
    expect((await wb('POST', '/closeSession', {})).status).toBe(204);
    const gone = await wb('GET', '/worksheets');
    expect([gone.status, codes(gone)]).toEqual([404, ['InvalidSession', 'invalidSessionReCreatable']]);
  });

  it('is gone after five idle minutes, and stays while it is used', async () => {
    for (let minutes = 0; minutes < 12; minutes += 4) {
      fake.advance(4 * 60_000);
      expect((await wb('GET', '/worksheets')).status).toBe(200);
    }
    fake.advance(5 * 60_000);
    expect(codes(await wb('GET', '/worksheets'))).toContain('InvalidSession');
  });

  it('is not needed: without one, changes are saved at once', async () => {
    const answer = await graph('PATCH', `${base()}/worksheets/Fields/range(address='A1')`, { values: [['x']] });
    expect(answer.status).toBe(200);
    expect(fake.workbook(item).sheet('Fields').values[0]?.[0]).toBe('x');
  });

  it('that does not persist leaves the file as it was', async () => {
    await wb('POST', '/closeSession', {});
    session = String((await graph('POST', `${base()}/createSession`, { persistChanges: false })).json.id);
    await write('A1', [['temporary']]);
    expect((await wb('GET', "/worksheets('Fields')/range(address='A1')")).json.values).toEqual([['temporary']]);
    expect(fake.workbook(item).sheet('Fields').values[0]?.[0]).not.toBe('temporary');
  });

  it('can take its time, and can fail', async () => {
    fake.switches.slowSessionPolls = 2;
    const create = (): Promise<Answer> =>
      graph('POST', `${base()}/createSession`, { persistChanges: true }, { prefer: 'respond-async' });
    const accepted = await create();
    expect(accepted.status).toBe(202);
    const location = (accepted.headers.get('location') ?? '').replace('https://graph.microsoft.com/v1.0', '');
    const seen = [await graph('GET', location), await graph('GET', location), await graph('GET', location)];
    expect(seen.map((answer) => answer.json.status)).toEqual(['notStarted', 'running', 'succeeded']);
    const resource = String(seen[2]?.json.resourceLocation).replace('https://graph.microsoft.com/v1.0', '');
    expect((await graph('GET', resource)).json).toMatchObject({ persistChanges: true });
    fake.switches.slowSessionPolls = 0;
    fake.switches.sessionFails = true;
    const failing = (await create()).headers.get('location') ?? '';
    expect((await graph('GET', failing.replace('https://graph.microsoft.com/v1.0', ''))).json).toMatchObject({
      status: 'failed',
      error: { code: 'internalServerError' },
    });
  });

  it('is refused for personal accounts, for other files, and without the scope', async () => {
    const mine = graphClient(fake, (await signIn(fake, fake.personal)).access);
    const theirs = fake.addFile(fake.personal, 'P.xlsx', await sampleWorkbook());
    const refused = await mine('POST', `/me/drive/items/${theirs.id}/workbook/createSession`, { persistChanges: true });
    expect([refused.status, codes(refused)[0]]).toEqual([403, 'AccessDenied']);
    const old = fake.addFile(fake.worker, 'Old.xls', Buffer.from('x'));
    expect((await graph('GET', `/me/drive/items/${old.id}/workbook/worksheets`)).text).toContain('WAC');
    const broken = fake.addFile(fake.worker, 'Broken.xlsx', Buffer.from('not a zip'));
    expect(codes(await graph('GET', `/me/drive/items/${broken.id}/workbook/worksheets`))).toEqual([
      'internalServerError',
      'GenericFileOpenError',
    ]);
    const reader = graphClient(fake, (await signIn(fake, fake.addPerson('R', 'r'), 'Files.ReadWrite')).access);
    expect((await reader('GET', `/drives/${fake.worker.drive.id}/items/${item.id}/workbook/worksheets`)).status).toBe(
      403,
    );
  });

  it('is refused while somebody else has the file', async () => {
    item.locked = true;
    const refused = await graph('POST', `${base()}/createSession`, { persistChanges: true });
    expect([refused.status, codes(refused)]).toEqual([409, ['EditModeCannotAcquireLock', 'accessConflict']]);
    expect((await write('A1', [['x']])).status).toBe(409);
    expect((await wb('GET', '/worksheets')).status).toBe(200);
  });

  it('keeps others from replacing the file', async () => {
    expect((await graph('PUT', `/me/drive/items/${item.id}/content`, Buffer.from('x'))).status).toBe(423);
    await wb('POST', '/closeSession', {});
    expect((await graph('PUT', `/me/drive/items/${item.id}/content`, Buffer.from('x'))).status).toBe(200);
  });

  it('lets one write through at a time', async () => {
    fake.switches.workbookWriteMs = 60;
    const [first, second] = await Promise.all([write('A1', [['one']]), write('A2', [['two']])]);
    const statuses = [first.status, second.status].sort();
    expect(statuses).toEqual([200, 429]);
    const slow = first.status === 429 ? first : second;
    expect(codes(slow)[0]).toBe('EditModeCannotAcquireLockTooManyRequests');
    expect(slow.headers.get('retry-after')).toBe('1');
  });
});

describe('worksheets of the fake workbook API', () => {
  it('are those of the uploaded file', async () => {
    const list = await wb('GET', '/worksheets');
    expect(list.json.value).toMatchObject([
      { id: '{00000000-0001-0000-0000-000000000000}', name: 'Fields', position: 0, visibility: 'Visible' },
      { name: "It's (2)", position: 1, visibility: 'Hidden' },
    ]);
    expect((await wb('GET', '/worksheets/%7B00000000-0001-0000-0000-000000000000%7D')).json.name).toBe('Fields');
    expect((await wb('GET', "/worksheets('It''s (2)')")).json.position).toBe(1);
    expect((await wb('GET', "/worksheets/It's%20(2)/range(address='A1:C3')")).json.values).toEqual([
      ['=not a formula', '', ''],
      [2, '', ''],
      ['', '', true],
    ]);
    expect((await wb('GET', '/worksheets/Nope')).status).toBe(404);
  });

  it('are added, renamed, hidden and deleted', async () => {
    const added = await wb('POST', '/worksheets/add', { name: 'New' });
    expect([added.status, added.json]).toMatchObject([201, { name: 'New', position: 2 }]);
    expect((await wb('POST', '/worksheets/add', {})).json.name).toBe('Sheet4');
    expect(
      (await wb('PATCH', '/worksheets/New', { name: 'Newer', visibility: 'VeryHidden', position: 0 })).json,
    ).toMatchObject({ name: 'Newer', position: 0 });
    expect((await wb('DELETE', '/worksheets/Sheet4')).status).toBe(204);
    expect((await wb('DELETE', '/worksheets/Fields')).status).toBe(400);
    expect((await wb('PATCH', '/worksheets/Fields', { visibility: 'Hidden' })).status).toBe(400);
  });

  it('have names of 31 characters at most, no two alike', async () => {
    for (const name of [
      '',
      'n'.repeat(32),
      'a[b',
      'a]b',
      'a:b',
      'a*b',
      'a?b',
      'a/b',
      'a\\b',
      "'a",
      "a'",
      'History',
      7,
    ]) {
      const refused = await wb('POST', '/worksheets/add', { name });
      expect([name, refused.status, codes(refused)[0]]).toEqual([name, 400, 'InvalidArgument']);
    }
    const twice = await wb('POST', '/worksheets/add', { name: 'fields' });
    expect([twice.status, codes(twice)[0]]).toEqual([409, 'ItemAlreadyExists']);
    expect((await wb('PATCH', "/worksheets('Fields')", { name: "IT'S (2)" })).status).toBe(409);
  });
});

describe('cells of the fake workbook API', () => {
  it('must come in the shape of their address', async () => {
    for (const values of [
      [['a', 'b']],
      [['a'], ['b']],
      [['a', 'b'], ['c']],
      [
        ['a', 'b', 'c'],
        ['d', 'e', 'f'],
      ],
      null,
      { a: 1 },
    ]) {
      const refused = await write('A1:B2', values);
      expect([refused.status, codes(refused)]).toEqual([400, ['InvalidArgument', 'invalidArgument']]);
    }
    expect(
      (
        await write('A1:B2', [
          ['a', 'b'],
          ['c', 'd'],
        ])
      ).json,
    ).toMatchObject({
      address: 'Fields!A1:B2',
      rowCount: 2,
      columnCount: 2,
      cellCount: 4,
      values: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    });
    expect((await write('A1:B2', 'same')).json.values).toEqual([
      ['same', 'same'],
      ['same', 'same'],
    ]);
    expect((await write('A:B', 'x')).status).toBe(400);
    for (const address of ['', 'A0', 'XFE1', 'A1048577', 'B2:A1', 'Other!A1', 'nonsense'])
      expect([address, (await write(address, [['x']])).status]).toEqual([address, 400]);
  });

  it('are left by null, emptied by an empty text, and hold 32,767 characters', async () => {
    await write('A1:C1', [['a', 'b', 'c']]);
    expect((await write('A1:C1', [[null, '', 'd']])).json.values).toEqual([['a', '', 'd']]);
    expect((await write('A1', [['x'.repeat(32_767)]])).status).toBe(200);
    expect((await write('A1:B1', [['kept?', 'x'.repeat(32_768)]])).status).toBe(400);
    expect(fake.workbook(item).sheet('Fields').values[0]?.[0]).toHaveLength(32_767);
    expect((await write('A1', [[['nested']]])).status).toBe(400);
  });

  it('take text for what it looks like, as when a person types it', async () => {
    const typed = [
      '=1+1',
      '+cmd',
      '-cmd|x',
      '@SUM(A1)',
      '00012',
      '1E5',
      '12%',
      '1/2/2026',
      '2026-11-21',
      'TRUE',
      '10:30',
      '1,234',
      'plain',
      "'=quoted",
      '-5',
      '2026-11-21T10:00:00Z',
    ];
    const answer = await write(`A1:P1`, [typed]);
    expect(answer.json.values).toEqual([
      [
        0,
        0,
        0,
        0,
        12,
        100_000,
        0.12,
        46_024,
        46_347,
        true,
        0.4375,
        1234,
        'plain',
        '=quoted',
        -5,
        '2026-11-21T10:00:00Z',
      ],
    ]);
    expect(fake.workbook(item).formulasWritten.map(({ address, formula }) => [address, formula])).toEqual([
      ['A1', '=1+1'],
      ['B1', '=+cmd'],
      ['C1', '=-cmd|x'],
      ['D1', '=@SUM(A1)'],
    ]);
  });

  it('keep text as text once their format is @, but not in the same request', async () => {
    const address = "/worksheets('Fields')/range(address='A1:B1')";
    await wb('PATCH', address, { values: [['=1+1', '001']], numberFormat: [['@', '@']] });
    expect(fake.workbook(item).sheet('Fields').formulas).toHaveLength(1);
    const again = await wb('PATCH', address, { values: [['=1+1', '001']] });
    expect(again.json).toMatchObject({
      values: [['=1+1', '001']],
      numberFormat: [['@', '@']],
      valueTypes: [['String', 'String']],
    });
    expect(fake.workbook(item).sheet('Fields').formulas).toHaveLength(0);
  });

  it('are cleared with or without their formats', async () => {
    await wb('PATCH', "/worksheets('Fields')/range(address='A1')", { numberFormat: [['@']] });
    await write('A1', [['x']]);
    await wb('POST', "/worksheets('Fields')/range(address='A1')/clear", { applyTo: 'Contents' });
    expect((await wb('GET', "/worksheets('Fields')/range(address='A1')")).json).toMatchObject({
      values: [['']],
      numberFormat: [['@']],
    });
    await wb('POST', "/worksheets('Fields')/range/clear", {});
    expect((await wb('GET', "/worksheets('Fields')/usedRange")).json.address).toBe('Fields!A1');
    expect(
      (await wb('POST', "/worksheets('Fields')/range(address='A1')/clear", { applyTo: 'Everything' })).status,
    ).toBe(400);
  });

  it('give their used range, with or without formats', async () => {
    expect((await wb('GET', '/worksheets/Fields/usedRange?$select=address')).json).toEqual({ address: 'Fields!B2:D9' });
    await wb('PATCH', '/worksheets/Fields/range(address=%27Z99%27)', { numberFormat: '@' });
    expect((await wb('GET', '/worksheets/Fields/usedRange')).json.address).toBe('Fields!B2:Z99');
    expect((await wb('GET', '/worksheets/Fields/usedRange(valuesOnly=true)')).json.address).toBe('Fields!B2:D9');
    expect((await wb('GET', "/worksheets/Fields/range(address='B:D')")).json).toMatchObject({
      address: 'Fields!B1:D1048576',
      values: null,
    });
    expect((await wb('GET', '/worksheets/Fields/cell(row=1,column=1)')).json.values).toEqual([['Object']]);
  });

  it('are refused in bodies over the limit', async () => {
    expect(fake.switches.largestRangeBody).toBe(5_242_880);
    fake.switches.largestRangeBody = 100;
    const refused = await write('A1', [['x'.repeat(200)]]);
    expect([refused.status, codes(refused)]).toEqual([
      413,
      ['RequestPayloadSizeLimitExceeded', 'payloadTooLargeUncategorized'],
    ]);
  });

  it('are in the file when it is downloaded, for another reader', async () => {
    await write('A1:C1', [["'=x", 'Wärme ☃ 😀\n_x000D_ \u0001', 12.5]]);
    const before = (await graph('GET', `/me/drive/items/${item.id}`)).json;
    await write('A2', [["'<&>"]]);
    expect((await graph('GET', `/me/drive/items/${item.id}`)).json.cTag).not.toBe(before.cTag);
    const content = await graph('GET', `/me/drive/items/${item.id}/content`);
    const response = await call(fake, 'GET', content.headers.get('location') ?? '');
    expect(response.status).toBe(200);
    fake.workbook(item);
    const sheets = (await readWorkbook(item.content, { trim: false })) as unknown as readonly {
      readonly sheet: string;
      readonly data: readonly (readonly unknown[])[];
    }[];
    expect(sheets[0]?.data[0]?.[0]).toBe('=x');
    expect(sheets[0]?.data[0]?.[2]).toBe(12.5);
    expect(sheets[0]?.data[1]?.[0]).toBe('<&>');
    const again = new ExcelJS.Workbook();
    await again.xlsx.load(new Uint8Array(item.content).buffer);
    expect(again.getWorksheet('Fields')?.getCell('B1').text).toContain('Wärme ☃ 😀\n');
    expect(viewWorkbook(readXlsx(item.content)).sheet('Fields').values[0]?.[1]).toBe('Wärme ☃ 😀\n_x000D_ \u0001');
    expect(again.getWorksheet('Fields')?.getTable('FieldTable')).toBeDefined();
  });
});
