import { describe, expect, it } from 'vitest';
import type { Book, Cell } from '../../domain/sheets/book.ts';
import { type ScanWords, scanBook } from './book-scan.ts';

const NO_WORDS: ScanWords = { users: [], people: [], hosts: [] };

function bookOf(rows: readonly (readonly Cell[])[], headers: readonly string[] = ['A', 'B']): Book {
  return {
    title: 'Book',
    sheets: [
      {
        id: 'data',
        name: 'Data',
        kind: 'data',
        title: null,
        columns: headers.map((header) => ({ header, width: 10, wraps: false })),
        hasHeader: true,
        rowCount: rows.length,
        rows: () => rows,
      },
    ],
  };
}

const scan = (rows: readonly (readonly Cell[])[], words = NO_WORDS) =>
  scanBook(bookOf(rows), words, new AbortController().signal);

describe('e-mail addresses in what is to be sent', () => {
  const texts: readonly (readonly [text: string, count: number])[] = [
    ['ann@example.com', 1],
    ['Write to <Ann@Example.com>, or to ann@example.com.', 1],
    ['ann@example.com,bo@example.co.uk;carla+x@sub.example.org', 3],
    ['böb@bücher.example', 1],
    ['mailto:ann@example.com?subject=x', 1],
    ['@example.com and ann@ and ann@localhost and a @ b.c', 0],
    ['=SUM(@A1.B2)', 0],
    ['no address at all', 0],
  ];
  it.each(texts)('%j holds %i', async (text, count) => {
    expect((await scan([[text, null]])).emailAddresses).toEqual({ count, columns: count === 0 ? [] : ['A'] });
  });

  it('are found in the text of a link, and long texts without one cost no time', async () => {
    const link: Cell = { text: 'ann@example.com', link: { kind: 'sheet', sheetId: 'x' } };
    expect((await scan([[null, link]])).emailAddresses).toEqual({ count: 1, columns: ['B'] });
    const startedAt = performance.now();
    await scan([
      ['a'.repeat(1_000_000), '@'.repeat(100_000)],
      [`${'x.'.repeat(200_000)}@`, `@${'x.'.repeat(200_000)}`],
    ]);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});

describe('users and addresses of an org in what is to be sent', () => {
  const words: ScanWords = {
    users: ['Ann Lee', 'a.lee+x@acme.example'],
    people: ['Bo Berg', 'Ann Lee'],
    hosts: ['acme.my.salesforce.com'],
  };

  it('are counted by cell, whole words only, ignoring case', async () => {
    const { userNames } = await scan(
      [
        ['Owner: ANN LEE', 'see a.lee+x@acme.example'],
        ['Joann Leerdam', 'alee+x@acme.example'],
        ['Ann Lee and Ann Lee', 7],
      ],
      words,
    );
    expect(userNames).toEqual({ count: 3, columns: ['A', 'B'] });
  });

  it('are named where a cell is the name of another user who was read', async () => {
    const { people, userNames } = await scan(
      [
        ['Bo Berg', 'Report of Bo Berg'],
        ['Ann Lee', 'bo berg'],
      ],
      words,
    );
    expect(people).toEqual({ count: 2, columns: ['A', 'B'], names: ['Bo Berg', 'bo berg'] });
    expect(userNames).toEqual({ count: 1, columns: ['A'] });
  });

  it('are found in addresses behind links', async () => {
    const link: Cell = { text: 'Setup', link: { kind: 'url', url: 'https://ACME.my.salesforce.com/lightning' } };
    expect((await scan([[link, 'other.my.salesforce.com']], words)).orgAddresses).toEqual({ count: 1, columns: ['A'] });
  });
});

describe('the fingerprint of what is to be sent', () => {
  it('is the same for the same, and another when a cell, its kind, a header or the order differs', async () => {
    const first = await scan([
      ['x', 1],
      ['y', null],
    ]);
    expect(
      (
        await scan([
          ['x', 1],
          ['y', null],
        ])
      ).fingerprint,
    ).toBe(first.fingerprint);
    const others: readonly (readonly (readonly Cell[])[])[] = [
      [
        ['x', 2],
        ['y', null],
      ],
      [
        ['x', '1'],
        ['y', null],
      ],
      [
        ['y', null],
        ['x', 1],
      ],
      [
        ['x', 1],
        ['y', ''],
      ],
      [['x', 1]],
    ];
    for (const rows of others) expect((await scan(rows)).fingerprint).not.toBe(first.fingerprint);
    const renamed = bookOf(
      [
        ['x', 1],
        ['y', null],
      ],
      ['A', 'C'],
    );
    expect((await scanBook(renamed, NO_WORDS, new AbortController().signal)).fingerprint).not.toBe(first.fingerprint);
  });

  it('is not made when nobody waits for it any more', async () => {
    const abort = new AbortController();
    abort.abort();
    await expect(scanBook(bookOf([['x', 1]]), NO_WORDS, abort.signal)).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
  });
});
