import { describe, expect, it } from 'vitest';
import { cutToCell, EXCEL_CELL_MAX, toSpreadsheetText } from './cell-text.ts';

describe('text of a workbook cell', () => {
  it.each([
    ['a < b & "c"', 'a &lt; b &amp; &quot;c&quot;'],
    ['=1+1', '=1+1'],
    ['bell \u0007', 'bell _x0007_'],
    ['delete \u007f', 'delete \u007f'],
    ['line\r\nbreak\ttab', 'line_x000D_\nbreak\ttab'],
    ['_x0041_ stays as written', '_x005F_x0041_ stays as written'],
    ['lone \ud800 surrogate', 'lone \ufffd surrogate'],
    ['\u{1f600} and \u05e2\u05d1\u05e8\u05d9\u05ea', '\u{1f600} and \u05e2\u05d1\u05e8\u05d9\u05ea'],
    ['\uffff', '_xFFFF_'],
  ])('%j becomes %j', (text, xml) => {
    expect(toSpreadsheetText(text)).toBe(xml);
  });

  it('is kept whole up to the limit of Excel', () => {
    expect(cutToCell('x'.repeat(EXCEL_CELL_MAX))).toEqual({ text: 'x'.repeat(EXCEL_CELL_MAX), cut: false });
  });

  it('is cut and marked beyond the limit', () => {
    const { text, cut } = cutToCell('x'.repeat(40_000));
    expect(cut).toBe(true);
    expect(text).toHaveLength(EXCEL_CELL_MAX);
    expect(text.endsWith(' … [cut: 40000 characters in all]')).toBe(true);
  });

  it('is never cut between the halves of a character', () => {
    for (const filler of ['', 'x']) {
      const { text } = cutToCell(filler + '\u{1f600}'.repeat(20_000));
      expect(text.isWellFormed()).toBe(true);
      expect(text.length).toBeLessThanOrEqual(EXCEL_CELL_MAX);
    }
  });
});
