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
const titles = (id: string) => fake.spreadsheet(id).tabs.map((tab) => tab.title);

describe('a batch of changes', () => {
  it('swaps a new tab for an old one, at its place and with its name', async () => {
    const id = await made(sheet(1, 'First'), sheet(2, 'Fields'), sheet(3, 'Last'));
    const answer = await update(
      id,
      {
        addSheet: {
          properties: {
            sheetId: 9,
            title: 'Fields (new)',
            hidden: true,
            gridProperties: { rowCount: 2, columnCount: 2 },
          },
        },
      },
      { deleteSheet: { sheetId: 2 } },
      {
        updateSheetProperties: {
          properties: { sheetId: 9, title: 'Fields', index: 1, hidden: false },
          fields: 'title,index,hidden',
        },
      },
    );
    expect(answer.json.replies).toEqual([
      {
        addSheet: {
          properties: {
            sheetId: 9,
            title: 'Fields (new)',
            index: 3,
            sheetType: 'GRID',
            gridProperties: { rowCount: 2, columnCount: 2 },
            hidden: true,
          },
        },
      },
      {},
      {},
    ]);
    expect(titles(id)).toEqual(['First', 'Fields', 'Last']);
    expect(fake.spreadsheet(id).tabs[1]).toMatchObject({ sheetId: 9, hidden: false });
  });

  it('is all or nothing', async () => {
    const id = await made(sheet(1, 'First'), sheet(2, 'Second'));
    const answer = await update(
      id,
      {
        updateCells: {
          start: { sheetId: 1 },
          rows: [{ values: [{ userEnteredValue: { stringValue: 'x' } }] }],
          fields: '*',
        },
      },
      { updateSpreadsheetProperties: { properties: { title: 'Changed' }, fields: 'title' } },
      { deleteSheet: { sheetId: 2 } },
      { deleteSheet: { sheetId: 5 } },
    );
    expect(messageOf(answer)).toBe('Invalid requests[3].deleteSheet: No grid with id: 5');
    expect(fake.spreadsheet(id).title).toBe('Org');
    expect(titles(id)).toEqual(['First', 'Second']);
    expect(fake.spreadsheet(id).tabs[0]?.values).toEqual([]);
  });

  it('counts the index of a move as before the move', async () => {
    const id = await made(sheet(1, 'S1'), sheet(2, 'S2'), sheet(3, 'S3'));
    const move = (sheetId: number, index: number) => ({
      updateSheetProperties: { properties: { sheetId, index }, fields: 'index' },
    });
    await update(id, move(1, 2));
    expect(titles(id)).toEqual(['S2', 'S1', 'S3']);
    await update(id, move(3, 0));
    expect(titles(id)).toEqual(['S3', 'S2', 'S1']);
  });

  it('loses what lies outside of a smaller grid', async () => {
    const id = await made(sheet(1, 'Fields'));
    await raw(fake, 'POST', `${SHEETS}/${id}/values:batchUpdate`, {
      token,
      body: {
        valueInputOption: 'RAW',
        data: [
          {
            range: 'Fields!A1:C2',
            values: [
              ['a', 'b', 'c'],
              ['d', 'e', 'f'],
            ],
          },
        ],
      },
    });
    const size = (rowCount: number, columnCount: number) => ({
      updateSheetProperties: {
        properties: { sheetId: 1, gridProperties: { rowCount, columnCount } },
        fields: 'gridProperties(rowCount,columnCount)',
      },
    });
    await update(id, size(1, 2));
    await update(id, size(4, 3));
    expect(fake.spreadsheet(id).tabs[0]?.values).toEqual([['a', 'b']]);
  });

  it('renames the file with the title', async () => {
    const id = await made(sheet(1, 'Fields'));
    await update(id, { updateSpreadsheetProperties: { properties: { title: 'Final' }, fields: 'title' } });
    const { json } = await raw(fake, 'GET', `https://www.googleapis.com/drive/v3/files/${id}`, { token });
    expect(json.name).toBe('Final');
  });

  const link = { uri: 'https://example.com/' };
  const cases: readonly (readonly [string, unknown, string])[] = [
    [
      'adding a name that is taken',
      { addSheet: { properties: { title: 'FIELDS' } } },
      'A sheet with the name "FIELDS" already exists. Please enter another name.',
    ],
    [
      'removing the last visible tab',
      { deleteSheet: { sheetId: 1 } },
      "You can't remove all the visible sheets in a document.",
    ],
    [
      'hiding the last visible tab',
      { updateSheetProperties: { properties: { sheetId: 1, hidden: true }, fields: 'hidden' } },
      "You can't hide all the sheets in a document.",
    ],
    [
      'no mask',
      { updateSheetProperties: { properties: { sheetId: 1, title: 'B' } } },
      "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)",
    ],
    [
      'a mask that names nothing',
      { repeatCell: { range: { sheetId: 1 }, cell: {}, fields: 'userEnteredFormat.bold' } },
      'Invalid field: userEnteredFormat.bold',
    ],
    [
      'writing what can only be read',
      { repeatCell: { range: { sheetId: 1 }, cell: {}, fields: 'hyperlink' } },
      'Field is read-only: hyperlink',
    ],
    [
      'freezing every row',
      {
        updateSheetProperties: {
          properties: { sheetId: 1, gridProperties: { frozenRowCount: 4 } },
          fields: 'gridProperties.frozenRowCount',
        },
      },
      "You can't freeze all visible rows on the sheet.",
    ],
    [
      'a filter outside of the grid',
      { setBasicFilter: { filter: { range: { sheetId: 1, endRowIndex: 5 } } } },
      'exceeds grid limits. Max rows: 4, max columns: 3',
    ],
    [
      'a column that is not there',
      {
        updateDimensionProperties: {
          range: { sheetId: 1, dimension: 'COLUMNS', startIndex: 2, endIndex: 4 },
          properties: { pixelSize: 10 },
          fields: 'pixelSize',
        },
      },
      'the sheet has 3 columns',
    ],
    [
      'more cells than the row has',
      { updateCells: { start: { sheetId: 1, columnIndex: 2 }, rows: [{ values: [{}, {}] }], fields: '*' } },
      'Attempting to write column: 3, beyond the last requested column of: 2',
    ],
    [
      'more rows than the range has',
      { updateCells: { range: { sheetId: 1, endRowIndex: 1 }, rows: [{}, {}], fields: '*' } },
      'Attempting to write row: 1, beyond the last requested row of: 0',
    ],
    [
      'a run beyond the text',
      {
        updateCells: {
          start: { sheetId: 1 },
          rows: [
            {
              values: [
                { userEnteredValue: { stringValue: 'ab' }, textFormatRuns: [{ startIndex: 2, format: { link } }] },
              ],
            },
          ],
          fields: '*',
        },
      },
      'startIndex 2',
    ],
    [
      'a long text',
      {
        updateCells: {
          start: { sheetId: 1 },
          rows: [{ values: [{ userEnteredValue: { stringValue: 'x'.repeat(50_001) } }] }],
          fields: '*',
        },
      },
      'more than the maximum of 50000 characters',
    ],
    [
      'too many cells',
      { addSheet: { properties: { gridProperties: { rowCount: 1_000_000, columnCount: 10 } } } },
      'above the limit of 10000000 cells',
    ],
    [
      'too many cells by rows',
      { appendDimension: { sheetId: 1, dimension: 'ROWS', length: 4_000_000 } },
      'above the limit of 10000000 cells',
    ],
    [
      'a request that does not exist',
      { renameSheet: {} },
      'Unknown name "renameSheet" at \'requests[0]\': Cannot find field.',
    ],
    ['nothing', {}, 'No request set.'],
  ];
  for (const [name, request, words] of cases) {
    it(`is refused: ${name}`, async () => {
      const hidden = {
        properties: { sheetId: 2, title: 'Hidden', hidden: true, gridProperties: { rowCount: 1, columnCount: 1 } },
      };
      const id = await made(sheet(1, 'Fields'), hidden);
      const answer = await update(id, request);
      expect(answer.status).toBe(400);
      expect(messageOf(answer)).toContain(words);
      expect(titles(id)).toEqual(['Fields', 'Hidden']);
    });
  }

  it('needs a request, and the last tab stays', async () => {
    const id = await made(sheet(1, 'Fields'));
    expect(messageOf(await update(id))).toBe('Must specify at least one request.');
    expect(messageOf(await update(id, { deleteSheet: { sheetId: 1 } }))).toBe(
      "Invalid requests[0].deleteSheet: You can't remove all the sheets in a document.",
    );
  });

  it('cannot make a tab longer and narrower at once when the step between is too large', async () => {
    const id = await made(sheet(1, 'Fields', { rowCount: 100, columnCount: 100 }));
    const gridProperties = { rowCount: 1_000_000, columnCount: 5 };
    const change = (fields: string) => ({
      updateSheetProperties: { properties: { sheetId: 1, gridProperties }, fields },
    });
    expect(messageOf(await update(id, change('gridProperties(rowCount,columnCount)')))).toContain('10000000 cells');
    const narrow = await update(id, change('gridProperties.columnCount'), change('gridProperties.rowCount'));
    expect(narrow.status).toBe(200);
  });
});

describe('formats', () => {
  it('are laid over each other in the order in which they came', async () => {
    const id = await made(sheet(1, 'Fields'));
    const repeat = (cell: unknown, fields: string, range: object = {}) => ({
      repeatCell: { range: { sheetId: 1, ...range }, cell, fields },
    });
    const cells = [
      { userEnteredValue: { stringValue: 'Account' }, userEnteredFormat: { textFormat: { link: { uri: '#gid=2' } } } },
    ];
    await update(
      id,
      repeat(
        { userEnteredFormat: { textFormat: { bold: true }, wrapStrategy: 'WRAP' } },
        'userEnteredFormat(textFormat.bold,wrapStrategy)',
      ),
      {
        updateCells: {
          start: { sheetId: 1 },
          rows: [{ values: cells }],
          fields: 'userEnteredValue,userEnteredFormat.textFormat.link',
        },
      },
      repeat({ note: 'Cut', userEnteredFormat: { wrapStrategy: 'CLIP' } }, 'note,userEnteredFormat.wrapStrategy', {
        endRowIndex: 1,
        endColumnIndex: 1,
      }),
      {
        updateDimensionProperties: {
          range: { sheetId: 1, dimension: 'COLUMNS', startIndex: 0, endIndex: 2 },
          properties: { pixelSize: 300 },
          fields: 'pixelSize',
        },
      },
      { setBasicFilter: { filter: { range: { sheetId: 1 } } } },
    );
    const [tab] = fake.spreadsheet(id).tabs;
    expect(tab?.cell(0, 0)).toEqual({
      value: 'Account',
      format: { textFormat: { bold: true, link: { uri: '#gid=2' } }, wrapStrategy: 'CLIP' },
      note: 'Cut',
      link: '#gid=2',
      runs: null,
    });
    expect(tab?.cell(3, 2).format).toEqual({ textFormat: { bold: true }, wrapStrategy: 'WRAP' });
    expect([...(tab?.columnWidths ?? [])]).toEqual([
      [0, 300],
      [1, 300],
    ]);
    expect(tab?.basicFilter).toEqual({
      range: { sheetId: 1, startRowIndex: 0, endRowIndex: 4, startColumnIndex: 0, endColumnIndex: 3 },
    });
  });

  it('clear what the mask names and the cell lacks', async () => {
    const id = await made(sheet(1, 'Fields'));
    const bold = { userEnteredValue: { numberValue: 1 }, userEnteredFormat: { textFormat: { bold: true } } };
    const write = (values: readonly unknown[], fields: string) => ({
      updateCells: { start: { sheetId: 1 }, rows: [{ values }], fields },
    });
    await update(id, write([bold], '*'));
    await update(id, write([{}], 'userEnteredFormat.textFormat.bold'));
    expect(fake.spreadsheet(id).tabs[0]?.cell(0, 0)).toMatchObject({ value: 1, format: null });
    await update(id, write([{}], 'userEnteredValue'));
    expect(fake.spreadsheet(id).tabs[0]?.cell(0, 0).value).toBeNull();
  });

  it('of parts of a text go with the text', async () => {
    const id = await made(sheet(1, 'Fields'));
    const runs = [{ startIndex: 1, format: { link: { uri: 'https://example.com/' } } }];
    const cell = { userEnteredValue: { stringValue: 'abc' }, textFormatRuns: runs };
    await update(id, {
      updateCells: { start: { sheetId: 1 }, rows: [{ values: [cell] }], fields: 'userEnteredValue,textFormatRuns' },
    });
    expect(fake.spreadsheet(id).tabs[0]?.cell(0, 0)).toMatchObject({ runs, link: 'https://example.com/' });
    const body = { valueInputOption: 'RAW', data: [{ range: 'Fields!A1', values: [['other']] }] };
    await raw(fake, 'POST', `${SHEETS}/${id}/values:batchUpdate`, { token, body });
    expect(fake.spreadsheet(id).tabs[0]?.cell(0, 0).runs).toBeNull();
  });
});
