import { describe, expect, it } from 'vitest';
import { arrangeRows } from './arrange-rows.ts';
import type { GridColumn, GridSort } from './types.ts';

type Row = { readonly name: string; readonly count: number | null };
const columns: readonly GridColumn<Row>[] = [
  { id: 'name', header: 'Name', widthPx: 100, text: (row) => row.name },
  {
    id: 'count',
    header: 'Count',
    widthPx: 100,
    text: (row) => (row.count === null ? null : String(row.count)),
    value: (row) => row.count,
  },
];
const rows: readonly Row[] = [
  { name: 'b', count: 9 },
  { name: 'a', count: null },
  { name: 'c', count: 100 },
];
const by = (column: string, direction: 'asc' | 'desc' = 'asc'): readonly GridSort[] => [{ column, direction }];
const names = (found: readonly Row[]): string => found.map(({ name }) => name).join('');

describe('rows that the page holds', () => {
  it('keep the order of the answer until another is asked for', () => {
    expect(names(arrangeRows(rows, columns, '', []))).toBe('bac');
    expect(names(arrangeRows(rows, columns, '', by('name')))).toBe('abc');
    expect(names(arrangeRows(rows, columns, '', by('name', 'desc')))).toBe('cba');
  });

  it('sort numbers as numbers, and unknown ones last in both directions', () => {
    expect(names(arrangeRows(rows, columns, '', by('count')))).toBe('bca');
    expect(names(arrangeRows(rows, columns, '', by('count', 'desc')))).toBe('cba');
  });

  it('are found by the text of any column', () => {
    expect(names(arrangeRows(rows, columns, ' C ', []))).toBe('c');
    expect(names(arrangeRows(rows, columns, '9', []))).toBe('b');
  });
});
