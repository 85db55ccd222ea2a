import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeGoogle } from '../fakes/google/fake-google.ts';
import { startFakeGoogle } from '../fakes/google/fake-google.ts';
import type { RawAnswer } from '../fakes/google/test-client.ts';
import { messageOf, raw, signIn } from '../fakes/google/test-client.ts';

const SHEETS = 'https://sheets.googleapis.com/v4/spreadsheets';
let fake: FakeGoogle;
let token: string;
beforeEach(async () => {
  fake = await startFakeGoogle();
  token = (await signIn(fake)).access;
});
afterEach(async () => await fake.close());

type Grid = { readonly rowCount?: number; readonly columnCount?: number; readonly frozenRowCount?: number };
const sheet = (sheetId: number, title: string, gridProperties: Grid = {}) => ({
  properties: { sheetId, title, gridProperties: { rowCount: 4, columnCount: 3, ...gridProperties } },
});
async function create(body: unknown): Promise<RawAnswer> {
  return await raw(fake, 'POST', SHEETS, { token, body });
}
async function made(...sheets: readonly unknown[]): Promise<string> {
  const answer = await create({ properties: { title: 'Org' }, sheets });
  expect(answer.status, answer.text).toBe(200);
  return String(answer.json.spreadsheetId);
}
async function update(id: string, ...requests: readonly unknown[]): Promise<RawAnswer> {
  return await raw(fake, 'POST', `${SHEETS}/${id}:batchUpdate`, { token, body: { requests } });
}

describe('a new spreadsheet', () => {
  it('has one tab of 1000 rows and 26 columns when nothing is asked for', async () => {
    const { json } = await create({});
    const id = String(json.spreadsheetId);
    expect(json).toEqual({
      spreadsheetId: id,
      properties: { title: 'Untitled spreadsheet', locale: 'en_US', autoRecalc: 'ON_CHANGE', timeZone: 'Etc/GMT' },
      sheets: [
        {
          properties: {
            sheetId: 0,
            title: 'Sheet1',
            index: 0,
            sheetType: 'GRID',
            gridProperties: { rowCount: 1000, columnCount: 26 },
          },
        },
      ],
      spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${id}/edit`,
    });
  });

  it('has exactly the grids that were asked for', async () => {
    const id = await made(
      sheet(1, 'Fields', { frozenRowCount: 1 }),
      sheet(7, 'Objects', { rowCount: 1, columnCount: 1 }),
    );
    expect(fake.spreadsheet(id).tabs).toMatchObject([
      { sheetId: 1, title: 'Fields', rowCount: 4, columnCount: 3, frozenRowCount: 1 },
      { sheetId: 7, title: 'Objects', rowCount: 1, columnCount: 1 },
    ]);
  });

  it('may come with cells and widths', async () => {
    const rowData = [
      { values: [{ userEnteredValue: { stringValue: '=a' } }, { userEnteredValue: { numberValue: 2 } }] },
    ];
    const data = [{ startRow: 1, startColumn: 1, rowData, columnMetadata: [{ pixelSize: 240 }] }];
    const [tab] = fake.spreadsheet(await made({ ...sheet(1, 'Fields'), data })).tabs;
    expect(tab?.values).toEqual([
      [null, null, null],
      [null, '=a', 2],
    ]);
    expect(tab?.columnWidths.get(1)).toBe(240);
    const refused = await create({ sheets: [{ ...sheet(1, 'Fields'), data: [{ ...data[0], startColumn: 2 }] }] });
    expect(messageOf(refused)).toBe(
      'Invalid sheets[0].data[0]: Attempting to write column: 3, beyond the last requested column of: 2',
    );
  });

  const refusals: readonly (readonly [string, readonly unknown[], string])[] = [
    [
      'two tabs of one name',
      [sheet(1, 'A'), sheet(2, 'a')],
      'A sheet with the name "a" already exists. Please enter another name.',
    ],
    ['two tabs of one id', [sheet(1, 'A'), sheet(1, 'B')], 'duplicate sheet ID: 1'],
    ['a name of more than 100 characters', [sheet(1, 'x'.repeat(101))], 'cannot be greater than 100 characters'],
    ['a grid without rows', [sheet(1, 'A', { rowCount: 0 })], 'at least 1 row'],
    [
      'a header that is frozen and alone',
      [sheet(1, 'A', { rowCount: 1, frozenRowCount: 1 })],
      "You can't freeze all visible rows on the sheet.",
    ],
    ['more than 18,278 columns', [sheet(1, 'A', { columnCount: 18_279 })], 'above the limit of 18278 columns'],
    [
      'more than ten million cells, empty ones included',
      [sheet(1, 'A', { rowCount: 500_000, columnCount: 20 }), sheet(2, 'B', { rowCount: 1, columnCount: 1 })],
      'This action would increase the number of cells in the workbook above the limit of 10000000 cells.',
    ],
    ['an unknown name', [{ properties: { name: 'A' } }], 'Unknown name "name" at \'sheets[0].properties\''],
    ['a text for a number', [{ properties: { sheetId: 'one' } }], '(TYPE_INT32), "one"'],
  ];
  for (const [name, sheets, words] of refusals) {
    it(`is refused: ${name}`, async () => {
      const answer = await create({ sheets });
      expect(answer.status).toBe(400);
      expect(messageOf(answer)).toContain(words);
      expect(fake.spreadsheets()).toHaveLength(0);
    });
  }

  it('takes exactly ten million cells', async () => {
    expect((await create({ sheets: [sheet(1, 'A', { rowCount: 500_000, columnCount: 20 })] })).status).toBe(200);
  });
});

describe('reading a spreadsheet', () => {
  it('leaves cells out unless they are asked for', async () => {
    const id = await made(sheet(1, 'Fields'));
    const get = async (query: string) => await raw(fake, 'GET', `${SHEETS}/${id}${query}`, { token });
    await update(id, {
      updateCells: {
        start: { sheetId: 1 },
        rows: [{ values: [{ userEnteredValue: { boolValue: true } }] }],
        fields: 'userEnteredValue',
      },
    });
    expect((await get('')).text).not.toContain('rowData');
    expect((await get('?includeGridData=true')).text).toContain('"boolValue": true');
    expect((await get('?fields=sheets.properties(sheetId,title)')).json).toEqual({
      sheets: [{ properties: { sheetId: 1, title: 'Fields' } }],
    });
    expect((await get('?fields=sheets/data/row_data/values/effectiveValue')).json).toEqual({
      sheets: [{ data: [{ rowData: [{ values: [{ effectiveValue: { boolValue: true } }] }] }] }],
    });
    const wrong = await get('?fields=sheets.sheetProperties');
    expect(wrong.json.error).toMatchObject({
      message: 'Request contains an invalid argument.',
      details: [
        {
          fieldViolations: [
            {
              description:
                "Error expanding 'fields' parameter. Cannot find matching fields for path 'sheets.sheetProperties'.",
            },
          ],
        },
      ],
    });
  });
});
