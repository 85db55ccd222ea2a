import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBulkCsv } from './bulk-csv.ts';

const rows = (text: string) => [...readBulkCsv(text)];

describe('the lines of a bulk job', () => {
  it.each([
    ['in quotes', '"Id","Name"\n"1","A"\n"2","B"\n'],
    ['bare', 'Id,Name\n1,A\n2,B'],
    ['with CRLF', '"Id","Name"\r\n"1","A"\r\n"2","B"\r\n'],
  ])('are read %s', (_name, text) => {
    expect(rows(text)).toEqual([
      { Id: '1', Name: 'A' },
      { Id: '2', Name: 'B' },
    ]);
  });

  it('may hold commas, quotes and line ends', () => {
    expect(rows('"a","b"\n"x, ""y""","1\n2"\n')).toEqual([{ a: 'x, "y"', b: '1\n2' }]);
  });

  it('may be none, and may end with nothing', () => {
    expect([rows(''), rows('"a"\n'), rows('a,b\n1,')]).toEqual([[], [], [{ a: '1', b: '' }]]);
  });

  it('are refused when the text was cut short inside quotes', () => {
    expect(() => rows('"a"\n"x')).toThrow(SyntaxError);
  });

  it('come back as they were written, whatever they hold', () => {
    const cells = fc.array(fc.tuple(fc.string(), fc.string({ unit: 'grapheme' })), { maxLength: 20 });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(cells, (lines) => {
        const text = `"a","b"\n${lines.map((line) => `${line.map(quoted).join(',')}\n`).join('')}`;
        expect(rows(text)).toEqual(lines.map(([a, b]) => ({ a, b })));
      }),
    );
  });
});
