import { expect, it } from 'vitest';
import { safeFileName } from './file-name.ts';

it.each([
  ['Acme dictionary', 'xlsx', 'Acme dictionary.xlsx'],
  ['Acme dictionary.XLSX', 'xlsx', 'Acme dictionary.xlsx'],
  ['../../etc/passwd', 'csv', 'etc-passwd.csv'],
  ['C:\\Windows\\x', 'csv', 'C-Windows-x.csv'],
  ['con', 'csv', 'Orgbench export.csv'],
  ['', 'csv', 'Orgbench export.csv'],
  ['name\u202Excod.exe', 'xlsx', 'name-xcod.exe.xlsx'],
  ['Fields', '', 'Fields'],
])('%j becomes a plain file name', (suggested, extension, expected) => {
  expect(safeFileName(suggested, extension)).toBe(expected);
});
