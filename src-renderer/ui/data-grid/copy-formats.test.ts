import { describe, expect, it } from 'vitest';
import { copyRows } from './copy-formats.ts';

type Row = { readonly name: string; readonly length: number | null; readonly help: string | null };

const columns = [
  { id: 'name', header: 'API name', text: (row: Row) => row.name },
  {
    id: 'length',
    header: 'Length',
    text: (row: Row) => (row.length === null ? null : String(row.length)),
    value: (row: Row) => row.length,
  },
  { id: 'help', header: 'Help text', text: (row: Row) => row.help ?? '' },
];
const rows: readonly Row[] = [
  { name: 'Serial__c', length: 40, help: 'Printed on the plate, "type A"' },
  { name: 'Notes__c', length: null, help: 'one\ntwo\t| three' },
];

describe('copied rows', () => {
  it('paste into Excel as one cell each, with line ends and tabs kept inside', () => {
    expect(copyRows('tsv', columns, rows)).toBe(
      'API name\tLength\tHelp text\nSerial__c\t40\t"Printed on the plate, ""type A"""\nNotes__c\tunknown\t"one\ntwo\t| three"\n',
    );
  });

  it('are CSV by RFC 4180', () => {
    expect(copyRows('csv', columns, rows)).toBe(
      'API name,Length,Help text\r\nSerial__c,40,"Printed on the plate, ""type A"""\r\nNotes__c,unknown,"one\ntwo\t| three"\r\n',
    );
  });

  it('stay text where a spreadsheet would read a formula, and numbers stay numbers', () => {
    const cells = (text: string): string => copyRows('tsv', [{ id: 'a', header: 'A', text: () => text }], [0]);
    expect(cells('=HYPERLINK("x")')).toBe(`A\n"'=HYPERLINK(""x"")"\n`);
    expect(cells('@SUM(1)')).toBe("A\n'@SUM(1)\n");
    expect(cells('-12.5')).toBe('A\n-12.5\n');
  });

  it('are JSON with numbers as numbers, empty as null and unknown said', () => {
    expect(JSON.parse(copyRows('json', columns, [...rows, { name: 'A', length: 0, help: null }]))).toEqual([
      { name: 'Serial__c', length: 40, help: 'Printed on the plate, "type A"' },
      { name: 'Notes__c', length: 'unknown', help: 'one\ntwo\t| three' },
      { name: 'A', length: 0, help: null },
    ]);
  });

  it('are a Markdown table whose cells cannot break it', () => {
    expect(copyRows('markdown', columns, rows).split('\n')).toEqual([
      '| API name | Length | Help text |',
      '| --- | --- | --- |',
      '| Serial__c | 40 | Printed on the plate, "type A" |',
      '| Notes__c | unknown | one<br>two\t\\| three |',
      '',
    ]);
  });
});
