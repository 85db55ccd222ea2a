import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DICTIONARY_COLUMNS, type DictionarySource } from '../../src-preload/contract/exports.ts';
import { type Book, type Cell, type SheetPlan } from '../../src-main/domain/sheets/book.ts';
import { workbookBytes } from '../../src-main/engine/exports/workbook-bytes.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { bookOf, sheetOf } from '../support/book.ts';
import { microsoftRig, newWorkbook } from '../support/microsoft-rig.ts';
import { EXPORTED_AT, type ReadOrg, readOrg } from '../support/read-org.ts';

const folder = mkdtempSync(join(tmpdir(), 'orgbench-microsoft-'));
let org: ReadOrg;

beforeAll(async () => {
  org = await readOrg(createSampleBundle(), folder);
}, 60_000);
afterAll(async () => {
  await org.rig.close();
  rmSync(folder, { recursive: true, force: true });
});

function dictionary(layout: DictionarySource['layout'], cover: boolean): Book {
  const source: DictionarySource = {
    kind: 'dictionary',
    query: org.everything,
    layout,
    columns: [...DICTIONARY_COLUMNS],
    headers: 'label',
  };
  return org.makeBook({ source, cover }, EXPORTED_AT, 0);
}

type Value = string | number | boolean;

/** What the store says, row by row, without the empty cells at the end of rows and of the sheet. */
function expectedRows(book: Book, sheet: SheetPlan): readonly (readonly Value[])[] {
  const rows = new Map(book.sheets.filter(({ kind }) => kind === 'data').map(({ id, rowCount }) => [id, rowCount]));
  const all: (readonly Cell[])[] = [...sheet.rows({ rows, cutCells: 0 })];
  if (sheet.hasHeader) all.unshift(sheet.columns.map(({ header }) => header));
  if (sheet.title !== null) all.unshift(sheet.title);
  return trimmed(all.map((cells) => cells.map((cell) => (typeof cell === 'object' ? (cell?.text ?? '') : cell))));
}

function trimmed(rows: readonly (readonly Value[])[]): readonly (readonly Value[])[] {
  const lines = rows.map((cells) => cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1));
  return lines.slice(0, lines.findLastIndex(({ length }) => length > 0) + 1);
}

describe('the data dictionary of the sample org at Microsoft', () => {
  it.each(['one', 'perObject'] as const)(
    'has every cell of the store in a new workbook (%s)',
    async (layout) => {
      const rig = await microsoftRig();
      const account = await rig.signIn('myFiles');
      const book = dictionary(layout, true);
      const sent = await rig.send(account, newWorkbook('Dictionary'), book);
      const item = rig.fake.file(rig.fake.worker, 'Orgbench/Dictionary.xlsx');
      if (item === null) throw new Error('There is no workbook.');
      const found = rig.fake.workbook(item);
      expect(found.sheets).toHaveLength(book.sheets.length);
      book.sheets.forEach((sheet, index) => {
        expect(trimmed(found.sheets[index]?.values ?? []), sheet.name).toEqual(expectedRows(book, sheet));
        expect(found.sheets[index]?.formulas).toEqual([]);
      });
      expect(sent).toMatchObject({ name: 'Dictionary.xlsx', url: rig.fake.webUrl(item) });
    },
    60_000,
  );

  it('has every cell of the store in a tab that is there', async () => {
    const rig = await microsoftRig();
    const account = await rig.signIn('myFiles');
    const old = bookOf(sheetOf('Fields', ['Old'], [['old']]), sheetOf('Notes', ['Mine'], [['stays']]));
    const { bytes } = await workbookBytes(old, {}, { signal: new AbortController().signal, onRows: () => undefined });
    const item = rig.fake.addFile(rig.fake.worker, 'Org.xlsx', Buffer.from(bytes));
    const book = dictionary('one', false);
    const [sheet] = book.sheets;
    if (sheet === undefined) throw new Error('The book is empty.');
    const target = {
      kind: 'tab',
      driveId: item.driveId,
      fileId: item.id,
      fileName: 'Org.xlsx',
      tabName: 'Fields',
    } as const;
    await rig.provider.check(
      account.handle,
      { kind: 'microsoft', accountId: account.handle.id, target },
      book,
      new AbortController().signal,
    );
    await rig.send(account, target, book);
    const found = rig.fake.workbook(item);
    expect(trimmed(found.sheet('Fields').values)).toEqual(expectedRows(book, sheet));
    expect(found.formulasWritten).toEqual([]);
    expect(found.sheet('Notes').values).toEqual([['Mine'], ['stays']]);
  }, 60_000);
});
