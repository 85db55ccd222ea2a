import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DICTIONARY_COLUMNS, type DictionarySource } from '../../src-preload/contract/exports.ts';
import type { Book, Cell } from '../../src-main/domain/sheets/book.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import type { ShownSpreadsheet } from '../fakes/google/fake-google.ts';
import { bookOf, coverOf, HOSTILE_TEXTS, indexOf, SCRIPT_ADDRESS, sheetOf } from '../support/book.ts';
import { expectedRows, googleKit, requestLines, send, trimmed } from '../support/google-kit.ts';
import { EXPORTED_AT, type ReadOrg, readOrg } from '../support/read-org.ts';

const folder = mkdtempSync(join(tmpdir(), 'orgbench-google-'));
let org: ReadOrg;

beforeAll(async () => {
  org = await readOrg(createSampleBundle(), folder);
}, 60_000);
afterAll(async () => {
  await org.rig.close();
  rmSync(folder, { recursive: true, force: true });
});

function dictionary(layout: DictionarySource['layout']): Book {
  const source: DictionarySource = {
    kind: 'dictionary',
    query: org.everything,
    layout,
    columns: [...DICTIONARY_COLUMNS],
    headers: 'label',
  };
  return org.makeBook({ source, cover: true }, EXPORTED_AT, 0);
}

/** Cells that are links, tab by tab, with where they have to lead. */
function linksOf(book: Book, found: ShownSpreadsheet): readonly (readonly [place: string, uri: string | null])[] {
  const links: [string, string | null][] = [];
  const idOf = new Map(book.sheets.map(({ id }, index) => [id, found.tabs[index]?.sheetId]));
  book.sheets.forEach((sheet, index) => {
    const written = { rows: new Map<string, number>(), cutCells: 0 };
    const all: (readonly Cell[])[] = [...(sheet.title === null ? [] : [sheet.title]), ...(sheet.hasHeader ? [[]] : [])];
    for (const cells of sheet.rows(written)) all.push(cells);
    all.forEach((cells, row) =>
      cells.forEach((cell, column) => {
        if (typeof cell !== 'object' || cell === null) return;
        const uri = cell.link.kind === 'url' ? cell.link.url : `#gid=${idOf.get(cell.link.sheetId)}`;
        links.push([`${index}!${row}:${column}`, uri.startsWith('https:') || uri.startsWith('#') ? uri : null]);
      }),
    );
  });
  return links;
}

describe('the data dictionary of the sample org at Google', () => {
  // The sample org has no Setup pages, so only the index of the second has links, two for each object.
  it.each([
    ['one', 0],
    ['perObject', 20],
  ] as const)(
    'has every cell of the store, every tab and every link (%s)',
    async (layout, leastLinks) => {
      const kit = await googleKit();
      const account = await kit.signIn();
      const book = dictionary(layout);
      kit.fake.clearRequests();
      await send(kit, account, book);
      const [found] = kit.fake.spreadsheets();
      if (found === undefined) throw new Error('There is no spreadsheet.');
      expect(found.tabs).toHaveLength(book.sheets.length);
      book.sheets.forEach((sheet, index) => {
        const tab = found.tabs[index];
        expect(tab?.title).toBe(sheet.name);
        expect(trimmed(tab?.values ?? [])).toEqual(trimmed(expectedRows(book, sheet)));
        expect(tab?.rowCount).toBe(sheet.rowCount + (sheet.title === null ? 0 : 1) + (sheet.hasHeader ? 1 : 0));
      });
      const links = linksOf(book, found);
      expect(links.length).toBeGreaterThanOrEqual(leastLinks);
      for (const [place, uri] of links) {
        const [, tab, row, column] = /^(\d+)!(\d+):(\d+)$/.exec(place) ?? [];
        expect([place, found.tabs[Number(tab)]?.cell(Number(row), Number(column)).link]).toEqual([place, uri]);
      }
      expect(requestLines(kit.fake.requests()).filter((line) => line.startsWith('POST'))).toHaveLength(
        kit.fake.requests().length,
      );
    },
    60_000,
  );

  it('has the same cells when it is uploaded as a workbook', async () => {
    const kit = await googleKit({ uploadFromCells: 1 });
    const account = await kit.signIn();
    const book = dictionary('one');
    await send(kit, account, book);
    const [found] = kit.fake.spreadsheets();
    book.sheets.forEach((sheet, index) => {
      expect(trimmed(found?.tabs[index]?.values ?? [])).toEqual(trimmed(expectedRows(book, sheet)));
    });
  }, 60_000);
});

describe.each([
  ['by values', Number.POSITIVE_INFINITY],
  ['as a workbook', 1],
])('hostile texts sent %s', (_how, uploadFromCells) => {
  it('arrive as the texts they are, and link nowhere', async () => {
    const kit = await googleKit({ uploadFromCells });
    const account = await kit.signIn();
    const script: Cell = { text: 'click', link: { kind: 'url', url: SCRIPT_ADDRESS } };
    const sheet = sheetOf(
      'Texts',
      ['Text', 'Link'],
      HOSTILE_TEXTS.map((text) => [text, script]),
    );
    const book = bookOf(coverOf([['=1+1', '@x']]), indexOf([sheet]), sheet);
    await send(kit, account, book);
    const tab = kit.fake.spreadsheets()[0]?.tabs[2];
    HOSTILE_TEXTS.forEach((text, row) => {
      expect(tab?.cell(row + 1, 0).value).toBe(text);
      expect(tab?.cell(row + 1, 1)).toMatchObject({ value: 'click', link: null });
    });
    expect(trimmed(kit.fake.spreadsheets()[0]?.tabs[0]?.values ?? [])[0]).toEqual(['=1+1', '@x']);
  });
});
