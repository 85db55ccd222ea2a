import { describe, expect, it } from 'vitest';
import type { SheetPlan } from '../../../domain/sheets/book.ts';
import { formatBatches, formatRequests, type SheetRequest } from './format-requests.ts';
import { layoutOfSheet } from './sheet-layout.ts';

const plan: SheetPlan = {
  id: 'a',
  name: 'Account',
  kind: 'data',
  title: ['Account', null],
  columns: [
    { header: 'Name', width: 20, wraps: false },
    { header: 'Label', width: 20, wraps: false },
    { header: 'Help', width: 200, wraps: true },
  ],
  hasHeader: true,
  rowCount: 10,
  rows: () => [],
};

describe('the formats of a tab', () => {
  const layout = layoutOfSheet(plan, 5, 'Account');

  it('are bold headers, wrapped columns, widths and a filter from the header on', () => {
    const requests = [...formatRequests(layout, [])];
    expect(requests.map((request) => Object.keys(request)[0])).toEqual([
      'repeatCell',
      'repeatCell',
      'updateDimensionProperties',
      'updateDimensionProperties',
      'setBasicFilter',
    ]);
    expect(requests[1]?.repeatCell?.range).toEqual({
      sheetId: 5,
      startRowIndex: 2,
      endRowIndex: 12,
      startColumnIndex: 2,
      endColumnIndex: 3,
    });
    expect(requests[3]?.updateDimensionProperties?.properties?.pixelSize).toBe(600);
    expect(requests[4]?.setBasicFilter?.filter?.range).toEqual({
      sheetId: 5,
      startRowIndex: 1,
      endRowIndex: 12,
      startColumnIndex: 0,
      endColumnIndex: 3,
    });
  });

  it('have no filter where there are no rows or no headers', () => {
    const kinds = (change: Partial<SheetPlan>) =>
      [...formatRequests(layoutOfSheet({ ...plan, ...change }, 5, 'x'), [])].map((request) => Object.keys(request)[0]);
    expect(kinds({ rowCount: 0 })).not.toContain('setBasicFilter');
    expect(kinds({ hasHeader: false })).not.toContain('setBasicFilter');
  });

  it('carry links column by column, gaps left alone', () => {
    const links = [
      { row: 0, column: 1, uri: '#gid=1' },
      { row: 2, column: 0, uri: 'https://a.example/2' },
      { row: 3, column: 0, uri: 'https://a.example/3' },
      { row: 5, column: 0, uri: 'https://a.example/5' },
    ];
    const cells = [...formatRequests(layout, links)].flatMap(({ updateCells }) => (updateCells ? [updateCells] : []));
    expect(cells.map(({ start, rows, fields }) => [start?.rowIndex, start?.columnIndex, rows?.length, fields])).toEqual(
      [
        [0, 1, 1, 'userEnteredFormat.textFormat.link'],
        [2, 0, 2, 'userEnteredFormat.textFormat.link'],
        [5, 0, 1, 'userEnteredFormat.textFormat.link'],
      ],
    );
  });
});

describe('batches of requests', () => {
  const request = (title: string): SheetRequest => ({
    updateSpreadsheetProperties: { properties: { title }, fields: 'title' },
  });

  it('stay below the limit, in order, and the last is marked', () => {
    const requests = Array.from({ length: 100 }, (_, index) => request(`title ${index}`));
    const batches = [...formatBatches(requests, 1000)];
    for (const { body } of batches) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(1000);
    const sent = batches.flatMap(({ body }) => (JSON.parse(body) as { requests: SheetRequest[] }).requests);
    expect(sent).toEqual(requests);
    expect(batches.map(({ last }) => last)).toEqual(batches.map((_, index) => index === batches.length - 1));
  });

  it('never divide requests that belong together', () => {
    const together = [request('a'.repeat(400)), request('b'.repeat(400))];
    const batches = [...formatBatches([request('first'.repeat(50)), together], 1000)];
    expect(batches).toHaveLength(2);
    expect(JSON.parse(batches[1]?.body ?? '')).toEqual({ requests: together });
  });
});
