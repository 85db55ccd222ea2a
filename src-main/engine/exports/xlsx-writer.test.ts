import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findLibreOffice, type ReadCell, readSheets, resaveWithLibreOffice } from '../../../test/support/workbook.ts';
import { EXCEL_CELL_MAX } from '../../domain/sheets/cell-text.ts';
import { createWorkbookWriter, type SheetOptions } from './xlsx-writer.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgbench-xlsx-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const sheetOptions = (name: string, overrides: Partial<SheetOptions> = {}): SheetOptions => ({
  name,
  widths: [20, 20],
  frozenRows: 1,
  filterRow: 1,
  wrapped: new Set(),
  first: false,
  ...overrides,
});

/** Texts that writers and readers of workbooks are known to change. */
const TRAPS = [
  '=1+1',
  '+49 30 1234',
  '-1',
  '@SUM(A1)',
  "'quoted",
  '_x0041_',
  '  edge spaces  ',
  'tab\there',
  'two\nlines',
  '\u{1f600} \u05e2\u05d1\u05e8\u05d9\u05ea \u4e2d\u6587',
  '1234567890123456789',
  '0012',
  '1e5',
  'TRUE',
  '<b>&amp;</b> "x"',
  'y'.repeat(EXCEL_CELL_MAX),
];

async function writeTraps(path: string): Promise<void> {
  const workbook = await createWorkbookWriter(path);
  const sheet = await workbook.sheet(sheetOptions("Trap's <sheet>", { first: true }));
  await sheet.row(['Number', 'Text'], 'header');
  for (const [index, text] of TRAPS.entries()) await sheet.row([index, text]);
  await sheet.row([true, null]);
  await sheet.close();
  await workbook.finish();
}

const EXPECTED_ROWS: readonly (readonly ReadCell[])[] = [
  ['Number', 'Text'],
  ...TRAPS.map((text, index) => [index, text]),
  [true, null],
];

describe('a written workbook', () => {
  it('gives every text back unchanged to another reader', async () => {
    const path = join(folder, 'traps.xlsx');
    await writeTraps(path);
    const [sheet] = await readSheets(path);
    expect(sheet?.sheet).toBe("Trap's <sheet>");
    expect(sheet?.data).toEqual(EXPECTED_ROWS);
  });

  it('is opened and saved by LibreOffice without a changed cell', async (context) => {
    const office = await findLibreOffice();
    if (office === null) return context.skip('LibreOffice is not installed');
    const path = join(folder, 'traps.xlsx');
    await writeTraps(path);
    const [sheet] = await readSheets(await resaveWithLibreOffice(office, path, join(folder, 'profile')));
    expect(sheet?.data).toEqual(EXPECTED_ROWS);
  }, 180_000);

  it('shows the sheet marked as first before the others, though it was written last', async () => {
    const path = join(folder, 'order.xlsx');
    const workbook = await createWorkbookWriter(path);
    for (const name of ['Account', 'Contact']) {
      const sheet = await workbook.sheet(sheetOptions(name));
      await sheet.row([name], 'header');
      await sheet.close();
    }
    const index = await workbook.sheet(sheetOptions('Index', { first: true }));
    await index.row([{ text: 'Account', sheet: 'Account' }]);
    await index.close();
    await workbook.finish();
    expect((await readSheets(path)).map((one) => one.sheet)).toEqual(['Index', 'Account', 'Contact']);
  });

  it('cuts and marks a text that is too long for a cell, and counts it', async () => {
    const path = join(folder, 'long.xlsx');
    const workbook = await createWorkbookWriter(path);
    const sheet = await workbook.sheet(sheetOptions('Long'));
    await sheet.row(['z'.repeat(50_000)]);
    await sheet.close();
    await workbook.finish();
    expect(workbook.cutCells()).toBe(1);
    const text = (await readSheets(path))[0]?.data[0]?.[0];
    expect(String(text)).toHaveLength(EXCEL_CELL_MAX);
    expect(String(text)).toContain('[cut: 50000 characters in all]');
  });
});
