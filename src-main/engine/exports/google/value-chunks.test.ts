import { describe, expect, it } from 'vitest';
import type { Book, Cell, SheetPlan } from '../../../domain/sheets/book.ts';
import { layoutOf } from './sheet-layout.ts';
import { GOOGLE_CELL_MAX } from './sheet-rows.ts';
import { MAX_BODY_BYTES, type ValueChunk, valueChunks } from './value-chunks.ts';

const HOSTILE = [
  '=HYPERLINK("https://evil.example","x")',
  '+1',
  '-1',
  '@SUM(A1)',
  "'quoted",
  '007',
  '2026-11-23',
  'TRUE',
  'tab\tand\r\nline',
  'lone \ud800 surrogate',
  '\u0000\u0007\u001f',
  '\u202eright to left',
  '\u{1f600}',
  ']}","range":"x"',
];

function sheet(id: string, rows: readonly (readonly Cell[])[], change: Partial<SheetPlan> = {}): SheetPlan {
  const width = Math.max(1, ...rows.map(({ length }) => length));
  return {
    id,
    name: id,
    kind: 'data',
    title: null,
    columns: Array.from({ length: width }, (_, index) => ({ header: `c${index}`, width: 10, wraps: false })),
    hasHeader: true,
    rowCount: rows.length,
    rows: () => rows,
    ...change,
  };
}

const watch = { signal: new AbortController().signal, onRows: () => undefined };
type Body = {
  readonly valueInputOption: string;
  readonly data: readonly { readonly range: string; readonly values: readonly (readonly Cell[])[] }[];
};

function read(book: Book, maxBytes = MAX_BODY_BYTES) {
  const { chunks, facts } = valueChunks(layoutOf(book), watch, maxBytes);
  const all = [...chunks()];
  return { all, facts, bodies: all.map(({ body }) => JSON.parse(body) as Body) };
}

/** Puts the cells of all bodies where they belong; fails when one is written twice. */
function placed(all: readonly ValueChunk[]): ReadonlyMap<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const { body } of all) {
    for (const { range, values } of (JSON.parse(body) as Body).data) {
      const found = /^'(.*)'!([A-Z]+)(\d+):([A-Z]+)(\d+)$/s.exec(range);
      if (found === null) throw new Error(range);
      const [, title = '', startLetters = '', startRow = '', , endRow = ''] = found;
      expect(values).toHaveLength(Number(endRow) - Number(startRow) + 1);
      const startColumn = Array.from(startLetters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
      values.forEach((line, row) =>
        line.forEach((cell, column) => {
          const key = `${title}!${Number(startRow) + row}:${startColumn + column}`;
          expect(cells.has(key)).toBe(false);
          cells.set(key, cell);
        }),
      );
    }
  }
  return cells;
}

describe('the values of a spreadsheet', () => {
  it('are sent raw, so that no text becomes a formula, a number or a date', () => {
    const { bodies, all } = read({ title: '', sheets: [sheet('Fields', [HOSTILE])] });
    expect(bodies.map(({ valueInputOption }) => valueInputOption)).toEqual(['RAW']);
    expect(bodies[0]?.data[0]?.values[1]).toEqual(HOSTILE.map((text) => text.toWellFormed()));
    expect(all[0]?.about).toBe('rows 1 to 2 of "Fields"');
  });

  it('keep their types; empty cells are empty', () => {
    const { bodies } = read({
      title: '',
      sheets: [sheet('Fields', [[1, true, null, '', 0.5, Number.NaN, false, null, '']])],
    });
    expect(bodies[0]?.data[0]?.values[1]).toEqual([1, true, null, null, 0.5, 'NaN', false]);
  });

  it('of many small tabs share one body', () => {
    const sheets = Array.from({ length: 300 }, (_, index) => sheet(`Object_${index}__c`, [['a', 'b']]));
    const { all, bodies } = read({ title: '', sheets });
    expect(all).toHaveLength(1);
    expect(bodies[0]?.data).toHaveLength(300);
    expect(all[0]?.about).toBe('rows of 300 tabs, from "Object_0__c" on');
  });

  it('fill bodies close to the limit, never beyond it, and none is sent twice', () => {
    const rows = Array.from({ length: 3000 }, (_, index) => [
      `Field_${index}__c`,
      index,
      'x'.repeat(index % 200),
      '\u05d0',
    ]);
    const book = { title: '', sheets: [sheet('A', rows), sheet("B's", rows)] };
    const { all } = read(book, 20_000);
    const sizes = all.map(({ body }) => Buffer.byteLength(body));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(20_000);
    const least = Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 20_000);
    expect(all.length).toBeLessThanOrEqual(least * 1.1);
    const cells = placed(all);
    rows.forEach((line, row) =>
      line.forEach((cell, column) => {
        const value = cell === '' ? null : cell;
        expect(cells.get(`A!${row + 2}:${column}`)).toBe(value);
        expect(cells.get(`B''s!${row + 2}:${column}`)).toBe(value);
      }),
    );
    expect(all.at(-1)?.rowsDone).toBe(6000);
  });

  it('of a row that alone is beyond the limit are divided between cells', () => {
    const wide = Array.from({ length: 60 }, (_, index) => `${index} ${'\u4e2d'.repeat(GOOGLE_CELL_MAX - 10)}`);
    const { all } = read({ title: '', sheets: [sheet('Wide', [['first'], wide, ['last']])] });
    for (const { body } of all) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(MAX_BODY_BYTES);
    const cells = placed(all);
    wide.forEach((text, column) => expect(cells.get(`Wide!3:${column}`)).toBe(text));
    expect(cells.get('Wide!4:0')).toBe('last');
  });

  it('are cut and marked beyond 50,000 characters, and counted', () => {
    const { bodies, facts } = read({
      title: '',
      sheets: [sheet('Fields', [['x'.repeat(50_000), 'y'.repeat(50_001)]])],
    });
    const [whole, cut] = bodies[0]?.data[0]?.values[1] ?? [];
    expect(whole).toBe('x'.repeat(50_000));
    expect(String(cut)).toMatch(/^y+ … \[cut: 50001 characters in all\]$/);
    expect(String(cut)).toHaveLength(50_000);
    expect(facts.cutCells()).toBe(1);
  });

  it('of covers and indexes come last and tell what was written', () => {
    const cover = sheet('About', [['x', 'y']], {
      kind: 'cover',
      hasHeader: false,
      rowCount: 1,
      rows: ({ rows, cutCells }) => [['Fields', `${rows.get('Fields') ?? 0} rows, ${cutCells} cut`]],
    });
    const book = { title: '', sheets: [cover, sheet('Fields', [['x'.repeat(60_000)], ['b']])] };
    const { bodies } = read(book);
    expect(bodies[0]?.data.map(({ range }) => range)).toEqual(["'Fields'!A1:A3", "'About'!A1:B1"]);
    expect(bodies[0]?.data[1]?.values).toEqual([['Fields', '2 rows, 1 cut']]);
  });

  it('leave links to the formats: tabs by their id, web pages by address, nothing else', () => {
    const link = (url: string): Cell => ({ text: 'open', link: { kind: 'url', url } });
    const index = sheet(
      'Index',
      [[{ text: 'Account', link: { kind: 'sheet', sheetId: 'Account' } }, link('https://a.example/x')]],
      { kind: 'index' },
    );
    const rows = [
      [link(['javascript', 'alert(1)'].join(':'))],
      [{ text: 'gone', link: { kind: 'sheet', sheetId: 'Nowhere' } } as const],
    ];
    const { facts, bodies } = read({ title: '', sheets: [index, sheet('Account', rows)] });
    expect(facts.links.get(1)).toEqual([
      { row: 1, column: 0, uri: '#gid=2' },
      { row: 1, column: 1, uri: 'https://a.example/x' },
    ]);
    expect(facts.links.get(2)).toEqual([]);
    expect(bodies[0]?.data[0]?.values).toEqual([['c0'], ['open'], ['gone']]);
  });

  it('are the same whenever the same book is read', () => {
    const rows = Array.from({ length: 500 }, (_, index) => [`f${index}`, 'x'.repeat(100)]);
    const book = { title: '', sheets: [sheet('A', rows)] };
    expect(read(book, 5000).all).toEqual(read(book, 5000).all);
  });

  it('stop when the export is cancelled', () => {
    const abort = new AbortController();
    const { chunks } = valueChunks(layoutOf({ title: '', sheets: [sheet('A', [['a']])] }), {
      signal: abort.signal,
      onRows: () => undefined,
    });
    abort.abort();
    expect(() => [...chunks()]).toThrow(expect.objectContaining({ name: 'AbortError' }));
  });

  it('are not sent when there are more or fewer rows than the grid was made for', () => {
    const { chunks } = valueChunks(layoutOf({ title: '', sheets: [sheet('A', [['a']], { rowCount: 2 })] }), watch);
    expect(() => [...chunks()]).toThrow(/changed while it was exported/);
  });
});
