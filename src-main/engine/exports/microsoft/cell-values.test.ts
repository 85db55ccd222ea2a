import { describe, expect, it } from 'vitest';
import { changedCell, workbookValue } from './cell-values.ts';

describe('a cell for the workbook API', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', "'quoted", '2026-11-23', '0012', 'TRUE', '1e5', ' =2', 'plain'])(
    'the text %j is marked as a text',
    (text) => {
      expect(workbookValue(text)).toEqual({ value: `'${text}`, cut: false });
    },
  );

  it.each([
    [null, ''],
    ['', ''],
    [0, 0],
    [-1.5, -1.5],
    [true, true],
    [{ text: 'Account', link: { kind: 'url', url: 'https://example.com' } } as const, "'Account"],
    [Number.NaN, "'NaN"],
    ['bell \u0007', "'bell \ufffd"],
    ['lone \ud800', "'lone \ufffd"],
    ['two\nlines\ttab', "'two\nlines\ttab"],
  ])('%j becomes %j', (cell, value) => {
    expect(workbookValue(cell).value).toBe(value);
  });

  it('is cut where Excel ends, with the apostrophe', () => {
    const { value, cut } = workbookValue('x'.repeat(40_000));
    expect(cut).toBe(true);
    expect(String(value)).toHaveLength(32_767);
    expect(String(value).endsWith('[cut: 40000 characters in all]')).toBe(true);
  });
});

describe('what the service says stands in the cells', () => {
  it.each([
    [[["'=1+1"]], [['=1+1']], null],
    [[["'=1+1"]], [[2]], { row: 0, column: 0 }],
    [[["'a", "'2026-11-23"]], [['a', 46349]], { row: 0, column: 1 }],
    [[["'+x"]], [['#NAME?']], { row: 0, column: 0 }],
    [[["'two\r\nlines"]], [['two\nlines']], null],
    [[[1, true, '']], [[1, true, '']], null],
    [[["'a"]], undefined, null],
  ])('%j answered with %j', (written, answered, changed) => {
    expect(changedCell(written, answered)).toEqual(changed);
  });
});
