import { describe, expect, it } from 'vitest';
import { workbookFileName } from './file-name.ts';

describe('the name of a workbook in OneDrive', () => {
  it.each([
    ['Acme data dictionary 2026-11-23', 'Acme data dictionary 2026-11-23.xlsx'],
    ['Already.xlsx', 'Already.xlsx'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a_b_c_d_e_f_g_h_i_j.xlsx'],
    ['  .hidden. ', 'hidden.xlsx'],
    ['~$lock', '$lock.xlsx'],
    ['CON', '_CON.xlsx'],
    ['...', 'Export.xlsx'],
    ['50 % & more #1', '50 % & more #1.xlsx'],
    ['\u05e2\u05d1\u05e8\u05d9\u05ea \u{1f600}', '\u05e2\u05d1\u05e8\u05d9\u05ea \u{1f600}.xlsx'],
  ])('%j becomes %j', (name, file) => {
    expect(workbookFileName(name)).toBe(file);
  });

  it('is cut where it is too long, with its ending', () => {
    expect(workbookFileName('x'.repeat(400))).toBe(`${'x'.repeat(200)}.xlsx`);
  });
});
