import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeGoogle, FakeGoogleOptions } from '../fakes/google/fake-google.ts';
import { startFakeGoogle } from '../fakes/google/fake-google.ts';
import type { RawAnswer } from '../fakes/google/test-client.ts';
import { messageOf, raw, signIn } from '../fakes/google/test-client.ts';

const SHEETS = 'https://sheets.googleapis.com/v4/spreadsheets';
let fake: FakeGoogle;
let token: string;
let id: string;

async function start(options: FakeGoogleOptions = {}): Promise<void> {
  fake = await startFakeGoogle(options);
  token = (await signIn(fake)).access;
  const tab = (sheetId: number, title: string, rowCount: number, columnCount: number) => ({
    properties: { sheetId, title, gridProperties: { rowCount, columnCount } },
  });
  const body = {
    properties: { title: 'Org' },
    sheets: [tab(1, 'Fields', 4, 3), tab(2, "It's a tab", 10, 30), tab(3, 'AB1', 2, 2)],
  };
  const { json } = await raw(fake, 'POST', SHEETS, { token, body });
  id = String(json.spreadsheetId);
}
beforeEach(async () => await start());
afterEach(async () => await fake.close());

async function write(range: string, values: unknown, option: string | null = 'RAW'): Promise<RawAnswer> {
  const body = { ...(option === null ? {} : { valueInputOption: option }), data: [{ range, values }] };
  return await raw(fake, 'POST', `${SHEETS}/${id}/values:batchUpdate`, { token, body });
}
const tab = (index: number) => fake.spreadsheet(id).tabs[index];

describe('values written RAW', () => {
  it('stay what they are, formulas and numbers in texts too', async () => {
    const rows = [
      ['=HYPERLINK("http://x","y")', '+1', '-1+2'],
      ['@SUM(A1)', '007', '2026-11-21'],
      ['TRUE', "'quoted", '\t=1'],
      [12.5, true, 'ü 😀 \u202E'],
    ];
    const answer = await write('Fields!A1:C4', rows);
    expect(tab(0)?.values).toEqual(rows);
    expect(answer.json).toEqual({
      spreadsheetId: id,
      totalUpdatedRows: 4,
      totalUpdatedColumns: 3,
      totalUpdatedCells: 12,
      totalUpdatedSheets: 1,
      responses: [
        { spreadsheetId: id, updatedRange: 'Fields!A1:C4', updatedRows: 4, updatedColumns: 3, updatedCells: 12 },
      ],
    });
  });

  it('leave a cell for null and clear it for an empty text', async () => {
    await write('Fields!A1:C1', [['a', 'b', 'c']]);
    await write('Fields!A1:C1', [[null, '', 'd']]);
    expect(tab(0)?.values).toEqual([['a', null, 'd']]);
  });

  it('go down the columns when they are given as columns', async () => {
    const body = {
      valueInputOption: 'RAW',
      data: [{ range: 'Fields!A1:B2', majorDimension: 'COLUMNS', values: [['a', 'b'], ['c']] }],
    };
    await raw(fake, 'POST', `${SHEETS}/${id}/values:batchUpdate`, { token, body });
    expect(tab(0)?.values).toEqual([
      ['a', 'c'],
      ['b', null],
    ]);
  });
});

describe('values written as if typed', () => {
  it('become formulas, numbers, dates and truth values', async () => {
    await write(
      'Fields!A1:C4',
      [
        ['=1+1', '+A1', '007'],
        ['2026-11-21', '10%', 'true'],
        ["'=1", '1,234.5', 'text'],
        ['-x', '1e3', '='],
      ],
      'USER_ENTERED',
    );
    expect(tab(0)?.values).toEqual([
      [{ formula: '=1+1' }, { formula: '=+A1' }, 7],
      [46_347, 0.1, true],
      ['=1', 1234.5, 'text'],
      [{ formula: '=-x' }, 1000, '='],
    ]);
  });
});

describe('a range', () => {
  const good: readonly (readonly [string, string])[] = [
    ['Fields!A1:B2', 'Fields!A1:B2'],
    ['fields!$A$1:$B$2', 'Fields!A1:B2'],
    ['A1:B2', 'Fields!A1:B2'],
    ["'Fields'!A1:B2", 'Fields!A1:B2'],
    ["'It''s a tab'!AA9:AB10", "'It''s a tab'!AA9:AB10"],
    ["'AB1'!A1:B2", "'AB1'!A1:B2"],
    ['Fields', 'Fields!A1:B2'],
    ['Fields!A:B', 'Fields!A1:B2'],
    ['Fields!1:2', 'Fields!A1:B2'],
    ['Fields!B2:C', 'Fields!B2:C3'],
    ['Fields!C3', 'Fields!C3'],
  ];
  for (const [range, named] of good) {
    it(`is understood: ${range}`, async () => {
      const values =
        named.endsWith('C3') && !named.includes(':')
          ? [['x']]
          : [
              ['x', 'y'],
              ['z', 'w'],
            ];
      const answer = await write(range, values);
      expect(answer.status, answer.text).toBe(200);
      expect((answer.json.responses as { updatedRange: string }[])[0]?.updatedRange).toBe(named);
    });
  }

  const unparsable = [
    'Nothing!A1:B2',
    "It's a tab!A1",
    'My tab!A1',
    "'Fields!A1",
    "'It's a tab'!A1",
    'Fields!A1:B2:C3',
    'Fields!A0',
    'Fields!AAAA1',
    'Fields!',
    "'Fields'!'Fields'!A1",
    '',
  ];
  for (const range of unparsable) {
    it(`is refused: ${range === '' ? 'none' : range}`, async () => {
      const answer = await write(range, [['x']]);
      expect(answer.status).toBe(400);
      expect(messageOf(answer)).toBe(`Invalid data[0]: Unable to parse range: ${range}`);
    });
  }

  it('has to lie inside of the grid', async () => {
    const answer = await write('Fields!A4:C5', [['x']]);
    expect(answer.json).toEqual({
      error: {
        code: 400,
        message: 'Invalid data[0]: Range (Fields!A4:C5) exceeds grid limits. Max rows: 4, max columns: 3',
        status: 'INVALID_ARGUMENT',
      },
    });
    expect(messageOf(await write("'It''s a tab'!A11", [['x']]))).toBe(
      "Invalid data[0]: Range ('It''s a tab'!A11) exceeds grid limits. Max rows: 10, max columns: 30",
    );
  });

  it('has to be as large as what is written, except for a single cell', async () => {
    expect(messageOf(await write('Fields!A1:B2', [['a'], ['b'], ['c']]))).toBe(
      'Invalid data[0]: Requested writing within range [Fields!A1:B2], but tried writing to row [3]',
    );
    expect(messageOf(await write('Fields!A1:B2', [['a', 'b', 'c']]))).toBe(
      'Invalid data[0]: Requested writing within range [Fields!A1:B2], but tried writing to column [C]',
    );
    expect((await write('Fields!B2', [['a', 'b'], ['c']])).status).toBe(200);
    expect(messageOf(await write('Fields!B4', [['a'], ['b']]))).toBe(
      'Invalid data[0]: Requested writing within range [Fields!B4], but tried writing to row [5]',
    );
  });
});

describe('a write that cannot be taken', () => {
  it('changes nothing at all', async () => {
    const data = [
      { range: 'Fields!A1', values: [['written']] },
      { range: 'Fields!A9', values: [['outside']] },
    ];
    const answer = await raw(fake, 'POST', `${SHEETS}/${id}/values:batchUpdate`, {
      token,
      body: { valueInputOption: 'RAW', data },
    });
    expect(messageOf(answer)).toMatch(/^Invalid data\[1\]: Range/);
    expect(tab(0)?.values).toEqual([]);
  });

  it('has a cell of more than 50,000 characters', async () => {
    expect((await write('Fields!A1', [['x'.repeat(50_000)]])).status).toBe(200);
    const answer = await write('Fields!A1', [['x'.repeat(50_001)]]);
    expect(answer.json.error).toEqual({
      code: 400,
      message: 'Invalid data[0]: Your input contains more than the maximum of 50000 characters in a single cell.',
      status: 'INVALID_ARGUMENT',
    });
  });

  it('says nothing of how it is to be read', async () => {
    expect(messageOf(await write('Fields!A1', [['x']], null))).toBe("'valueInputOption' is required but not specified");
    expect((await write('Fields!A1', [['x']], 'TYPED')).status).toBe(400);
  });

  it('has names or values that do not belong there', async () => {
    const post = async (body: unknown) =>
      await raw(fake, 'POST', `${SHEETS}/${id}/values:batchUpdate`, { token, body });
    expect(messageOf(await post({ valueInputOption: 'RAW', rows: [] }))).toBe(
      'Invalid JSON payload received. Unknown name "rows": Cannot find field.',
    );
    expect(messageOf(await post({ valueInputOption: 'RAW', data: [{ range: 7 }] }))).toBe(
      "Invalid value at 'data[0].range' (TYPE_STRING), 7",
    );
    expect((await post('{"valueInputOption":')).status).toBe(400);
    expect((await write('Fields!A1', ['x'])).status).toBe(400);
    expect((await write('Fields!A1', [['cut in two: \ud83d']])).status).toBe(400);
    const parameter = await raw(fake, 'GET', `${SHEETS}/${id}?field=properties`, { token });
    expect(messageOf(parameter)).toBe(
      'Invalid JSON payload received. Unknown name "field": Cannot bind query parameter.',
    );
    expect(messageOf(await write('Fields!A1', [[{ a: 1 }]]))).toBe(
      'Invalid data[0]: Invalid values[0][0]: struct_value {"a":1}',
    );
  });

  it('is larger than 10 MB', async () => {
    const answer = await write('Fields!A1', [['x'.repeat(10_485_760)]]);
    expect(messageOf(answer)).toBe('Request payload size exceeds the limit: 10485760 bytes.');
  });

  it('is for a spreadsheet that is not there, was deleted or belongs to another app', async () => {
    const other = fake.addForeignSpreadsheet(fake.person.email, 'Private');
    const own = id;
    for (const target of ['1nothing', other]) {
      id = target;
      const answer = await write('Sheet1!A1', [['x']]);
      expect(answer.json.error).toEqual({ code: 404, message: 'Requested entity was not found.', status: 'NOT_FOUND' });
    }
    id = own;
    fake.deleteForever(own);
    expect((await write('Fields!A1', [['x']])).status).toBe(404);
  });
});

describe('reading and clearing', () => {
  it('leaves out empty ends and shows values as texts unless asked otherwise', async () => {
    await write('Fields!A1:C3', [
      ['a', '', 1.5],
      ['', '', ''],
      [true, '=x', ''],
    ]);
    const get = async (query: string) => (await raw(fake, 'GET', `${SHEETS}/${id}/values/${query}`, { token })).json;
    expect(await get('Fields!A1:C4')).toEqual({
      range: 'Fields!A1:C4',
      majorDimension: 'ROWS',
      values: [['a', '', '1.5'], [], ['TRUE', '=x']],
    });
    expect((await get('Fields!A1:C1?valueRenderOption=UNFORMATTED_VALUE')).values).toEqual([['a', '', 1.5]]);
    expect((await get('Fields!A4:C4')).values).toBeUndefined();
    const url = `${SHEETS}/${id}/values:batchGet?ranges=Fields!A1&ranges=Fields!C1&valueRenderOption=FORMULA`;
    const several = await raw(fake, 'GET', url, { token });
    expect(several.json.valueRanges).toEqual([
      { range: 'Fields!A1', majorDimension: 'ROWS', values: [['a']] },
      { range: 'Fields!C1', majorDimension: 'ROWS', values: [[1.5]] },
    ]);
  });

  it('clears values and keeps formats', async () => {
    await write('Fields!A1:B2', [
      ['a', 'b'],
      ['c', 'd'],
    ]);
    const bold = {
      repeatCell: {
        range: { sheetId: 1 },
        cell: { userEnteredFormat: { textFormat: { bold: true } } },
        fields: 'userEnteredFormat',
      },
    };
    await raw(fake, 'POST', `${SHEETS}/${id}:batchUpdate`, { token, body: { requests: [bold] } });
    const answer = await raw(fake, 'POST', `${SHEETS}/${id}/values:batchClear`, {
      token,
      body: { ranges: ['Fields!A1:A2'] },
    });
    expect(answer.json).toEqual({ spreadsheetId: id, clearedRanges: ['Fields!A1:A2'] });
    expect(tab(0)?.cell(0, 0)).toMatchObject({ value: null, format: { textFormat: { bold: true } } });
    expect(tab(0)?.cell(0, 1).value).toBe('b');
  });

  it('writes one range by PUT', async () => {
    const url = `${SHEETS}/${id}/values/${encodeURIComponent("'It''s a tab'!A1:B1")}?valueInputOption=RAW`;
    const answer = await raw(fake, 'PUT', url, { token, body: { values: [['x', '=y']] } });
    expect(answer.json).toEqual({
      spreadsheetId: id,
      updatedRange: "'It''s a tab'!A1:B1",
      updatedRows: 1,
      updatedColumns: 2,
      updatedCells: 2,
    });
    expect(tab(1)?.values).toEqual([['x', '=y']]);
  });
});

describe('the quota per minute', () => {
  it('refuses the 61st write of a minute with the real envelope and takes it again a minute later', async () => {
    // One write went for the spreadsheet itself.
    for (let count = 0; count < 59; count += 1) expect((await write('Fields!A1', [[count]])).status).toBe(200);
    const refused = await write('Fields!A1', [['late']]);
    expect(refused.status).toBe(429);
    expect(refused.json.error).toMatchObject({
      code: 429,
      message: `Quota exceeded for quota metric 'Write requests' and limit 'Write requests per minute per user' of service 'sheets.googleapis.com' for consumer 'project_number:${fake.client.projectNumber}'.`,
      status: 'RESOURCE_EXHAUSTED',
      details: [{ reason: 'RATE_LIMIT_EXCEEDED', metadata: { quota_limit: 'WriteRequestsPerMinutePerUser' } }, {}],
    });
    expect(tab(0)?.cell(0, 0).value).toBe(58);
    expect((await raw(fake, 'GET', `${SHEETS}/${id}`, { token })).status).toBe(200);
    fake.advance(60_000);
    expect((await write('Fields!A1', [['later']])).status).toBe(200);
  });

  it('counts reads apart, and all people of a project together', async () => {
    await fake.close();
    await start({ limits: { readsPerMinutePerUser: 3, readsPerMinutePerProject: 5 } });
    const read = async (as: string) => await raw(fake, 'GET', `${SHEETS}/${id}`, { token: as });
    for (let count = 0; count < 3; count += 1) expect((await read(token)).status).toBe(200);
    expect(messageOf(await read(token))).toContain("limit 'Read requests per minute per user'");
    const other = fake.addPerson({ email: 'bo@example.com' });
    fake.setConsent({ email: other.email });
    const { access } = await signIn(fake);
    for (let count = 0; count < 2; count += 1) expect((await read(access)).status).toBe(404);
    expect(messageOf(await read(access))).toContain("limit 'Read requests per minute'");
  });
});
