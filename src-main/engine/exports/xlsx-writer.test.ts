import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bookOf, coverOf, HOSTILE_TEXTS, indexOf, SCRIPT_ADDRESS, sheetOf } from '../../../test/support/book.ts';
import { readEntry, readSheets } from '../../../test/support/workbook.ts';
import type { SheetPlan } from '../../domain/sheets/book.ts';
import { EXCEL_CELL_MAX } from '../../domain/sheets/cell-text.ts';
import { createFileSink } from './byte-sink.ts';
import { MAX_LINKS } from './sheet-xml.ts';
import { workbookBytes } from './workbook-bytes.ts';
import { writeWorkbook } from './write-workbook.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgbench-xlsx-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const watch = { signal: new AbortController().signal, onRows: () => undefined };
const path = () => join(folder, 'book.xlsx');
async function write(...sheets: readonly SheetPlan[]) {
  return writeWorkbook(bookOf(...sheets), await createFileSink(path()), {}, watch);
}

describe('a written workbook', () => {
  it('gives every text back to another reader as it was', async () => {
    const texts = [...HOSTILE_TEXTS, 'bell \u0007', 'y'.repeat(EXCEL_CELL_MAX)];
    await write(
      sheetOf("Trap's <sheet>", ['Number', 'Text'], [...texts.map((text, index) => [index, text]), [true, null]]),
    );
    const [sheet] = await readSheets(path());
    expect(sheet?.sheet).toBe("Trap's <sheet>");
    expect(sheet?.data).toEqual([['Number', 'Text'], ...texts.map((text, index) => [index, text]), [true, null]]);
  });

  it('has the cover and the index before the data, though they were written last', async () => {
    const data = ['Account', 'Contact'].map((name) => sheetOf(name, ['Field'], [['x'.repeat(40_000)], ['y']]));
    const written = await write(coverOf([['Org', 'Acme']]), indexOf(data), ...data);
    expect(written).toEqual({ rows: 4, sheets: 3, cutCells: 2 });
    const sheets = await readSheets(path());
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['About', 'Index', 'Account', 'Contact']);
    expect(sheets[0]?.data).toEqual([
      ['Org', 'Acme'],
      ['Rows', 4],
      ['Cut', 2],
    ]);
    expect(sheets[1]?.data).toEqual([
      ['Sheet', 'Rows'],
      ['Account', 2],
      ['Contact', 2],
    ]);
  });

  it('cuts and marks a text that is too long for a cell, and counts it', async () => {
    expect(await write(sheetOf('Long', ['Text'], [['z'.repeat(50_000)]]))).toMatchObject({ cutCells: 1 });
    const text = (await readSheets(path()))[0]?.data[1]?.[0];
    expect(String(text)).toHaveLength(EXCEL_CELL_MAX);
    expect(String(text)).toContain('[cut: 50000 characters in all]');
  });

  it('freezes and filters the header row, below a title where there is one', async () => {
    await write(sheetOf('Account', ['Field', 'Type'], [['Name', 'string']], { title: ['Account', 'An account'] }));
    const xml = await readEntry(path(), 'xl/worksheets/sheet1.xml');
    expect(xml).toContain('<pane ySplit="2" topLeftCell="A3"');
    expect(xml).toContain('<autoFilter ref="A2:B3"/>');
    expect((await readSheets(path()))[0]?.data).toEqual([
      ['Account', 'An account'],
      ['Field', 'Type'],
      ['Name', 'string'],
    ]);
  });

  it('links to sheets by the names that their tabs really have, and to https pages only', async () => {
    const long = 'A_very_long_object_name_that_goes_on_and_on__c';
    const target = sheetOf(
      long,
      ['Field'],
      [
        [{ text: 'Setup', link: { kind: 'url', url: 'https://acme.example/a?b=1&c=2' } }],
        [{ text: 'bad', link: { kind: 'url', url: SCRIPT_ADDRESS } }],
      ],
    );
    await write(indexOf([target]), target);
    const index = await readEntry(path(), 'xl/worksheets/sheet2.xml');
    expect(index).toContain(`location="'${long.slice(0, 31)}'!A1"`);
    const data = await readEntry(path(), 'xl/worksheets/sheet1.xml');
    expect(data.match(/<hyperlink /g)).toHaveLength(1);
    const relations = await readEntry(path(), 'xl/worksheets/_rels/sheet1.xml.rels');
    expect(relations).toContain('Target="https://acme.example/a?b=1&amp;c=2" TargetMode="External"');
    expect(relations).not.toContain('javascript');
  });

  it('has no more links in a sheet than Excel opens, and plain text beyond', async () => {
    const rows = Array.from({ length: MAX_LINKS + 10 }, (_unused, index) => [
      { text: `Field_${index}`, link: { kind: 'url' as const, url: `https://acme.example/${index}` } },
    ]);
    await write(sheetOf('Fields', ['Field'], rows));
    const xml = await readEntry(path(), 'xl/worksheets/sheet1.xml');
    expect(xml.match(/<hyperlink /g)).toHaveLength(MAX_LINKS);
    expect((await readSheets(path()))[0]?.data.at(-1)).toEqual([`Field_${MAX_LINKS + 9}`]);
  }, 30_000);

  it('holds no formula, whatever the texts begin with', async () => {
    await write(
      sheetOf(
        'Traps',
        ['=1+1'],
        HOSTILE_TEXTS.map((text) => [text]),
        { title: ['=1+1'] },
      ),
    );
    expect(await readEntry(path(), 'xl/worksheets/sheet1.xml')).not.toMatch(/<f[ >]|t="str"|t="inlineStr"/);
  });
});

describe('a workbook in memory', () => {
  it('is byte for byte the one in a file, and the same every time', async () => {
    const data = sheetOf(
      'Fields',
      ['Text'],
      HOSTILE_TEXTS.map((text) => [text]),
    );
    const sheets = [coverOf(), indexOf([data]), data] as const;
    await write(...sheets);
    const first = await workbookBytes(bookOf(...sheets), {}, watch);
    const again = await workbookBytes(bookOf(...sheets), {}, watch);
    expect(first).toMatchObject({ rows: HOSTILE_TEXTS.length, sheets: 2, cutCells: 0 });
    expect(Buffer.from(again.bytes).equals(Buffer.from(first.bytes))).toBe(true);
    expect((await readFile(path())).equals(Buffer.from(first.bytes))).toBe(true);
  });

  it('refuses more rows than a sheet holds before it reads the first', async () => {
    const sheet = sheetOf('Huge', ['Text'], [], {
      rowCount: 1_048_576,
      rows: () => {
        throw new Error('read');
      },
    });
    await expect(workbookBytes(bookOf(sheet), {}, watch)).rejects.toMatchObject({ code: 'too-large' });
  });

  it('fails when the data changed between counting and writing', async () => {
    const sheet = sheetOf('Fields', ['Text'], [['a'], ['b']], { rowCount: 3 });
    await expect(workbookBytes(bookOf(sheet), {}, watch)).rejects.toMatchObject({
      code: 'export-failed',
      retryable: true,
    });
  });
});
