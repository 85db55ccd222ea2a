import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Window } from 'happy-dom';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXPORT_FORMATS } from '../../../../src-preload/contract/app.ts';
import { bookOf, coverOf, HOSTILE_TEXTS, indexOf, SCRIPT_ADDRESS, sheetOf } from '../../../../test/support/book.ts';
import type { Cell } from '../../../domain/sheets/book.ts';
import { visibleText } from '../../../domain/sheets/visible-text.ts';
import { type BookFileOptions, writeBookToFile } from './write-book.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgbench-files-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const watch = { signal: new AbortController().signal, onRows: () => undefined };
const options = (format: BookFileOptions['format'], defuse = true): BookFileOptions => ({ format, defuse });

const linked: Cell = { text: 'Name', link: { kind: 'url', url: 'https://acme.example/Name' } };
const unsafe: Cell = { text: 'Bad', link: { kind: 'url', url: SCRIPT_ADDRESS } };
const account = sheetOf(
  'Account',
  ['Field', 'Length', 'Custom'],
  [
    [linked, 80, false],
    [unsafe, null, true],
  ],
  {
    title: ['Account', { text: 'Back', link: { kind: 'sheet', sheetId: 'index' } }],
  },
);
const visit = sheetOf('Site_Visit__c', ['Field', 'Length', 'Custom'], [['=Reading__c', -1, true]]);
const perObject = bookOf(coverOf([['Org', 'Acme']]), indexOf([account, visit]), account, visit);

describe('a book as CSV', () => {
  it('is a file with BOM, CRLF, and formulas defused, but numbers left alone', async () => {
    const path = join(folder, 'fields.csv');
    const written = await writeBookToFile(bookOf(coverOf(), visit), options('csv'), path, watch);
    expect(await readFile(path, 'utf8')).toBe("\ufeffField,Length,Custom\r\n'=Reading__c,-1,true\r\n");
    expect(written).toEqual({ rows: 1, sheets: 1, cutCells: 0 });
  });

  it('is a folder with a file for each sheet where there is an index', async () => {
    const path = join(folder, 'dictionary');
    const written = await writeBookToFile(perObject, options('csv', false), path, watch);
    expect(written).toEqual({ rows: 3, sheets: 2, cutCells: 0 });
    expect((await readdir(path)).sort()).toEqual(['Account.csv', 'Site_Visit__c.csv']);
    expect(await readFile(join(path, 'Account.csv'), 'utf8')).toBe(
      '\ufeffField,Length,Custom\r\nName,80,false\r\nBad,,true\r\n',
    );
  });
});

describe('a book as Markdown', () => {
  it('is a document with a heading and a table for each sheet', async () => {
    const path = join(folder, 'fields.md');
    await writeBookToFile(bookOf(coverOf([['Org', 'A|cme']]), visit), options('md'), path, watch);
    expect(await readFile(path, 'utf8')).toBe(
      [
        '# Acme fields 2026-11-23',
        '',
        '<a id="sheet-1"></a>',
        '',
        '## About',
        '',
        '| Fact | Value |',
        '| --- | --- |',
        '| Org | A\\|cme |',
        '| Rows | 1 |',
        '| Cut | 0 |',
        '',
        '<a id="sheet-2"></a>',
        '',
        '## Site_Visit__c',
        '',
        '| Field | Length | Custom |',
        '| --- | --- | --- |',
        '| =Reading__c | -1 | true |',
        '',
      ].join('\n'),
    );
  });

  it('is a folder with a front page that links to the tables, and back', async () => {
    const path = join(folder, 'dictionary');
    const readme = sheetOf('README', ['Field'], [['x']]);
    const book = bookOf(indexOf([account, readme]), account, readme);
    expect(await writeBookToFile(book, options('md'), path, watch)).toEqual({ rows: 3, sheets: 3, cutCells: 0 });
    expect((await readdir(path)).sort()).toEqual(['Account.md', 'README.md', 'README~2.md']);
    const front = await readFile(join(path, 'README.md'), 'utf8');
    expect(front).toContain('| [Account](Account.md) | 2 |');
    expect(front).toContain('| [README](README~2.md) | 1 |');
    const table = await readFile(join(path, 'Account.md'), 'utf8');
    expect(table).toContain('Account · [Back](README.md)');
    expect(table).toContain('| [Name](https://acme.example/Name) | 80 | false |');
    expect(table).toContain('| Bad |  | true |');
  });
});

describe('a book as HTML', () => {
  async function page(book = perObject) {
    const path = join(folder, 'book.html');
    await writeBookToFile(book, options('html'), path, watch);
    const html = await readFile(path, 'utf8');
    const window = new Window({ url: 'https://x.example/' });
    window.document.write(html);
    return { html, document: window.document };
  }

  it('is one page on which nothing can run and nothing is loaded', async () => {
    const hostile = sheetOf(
      '<script>',
      ['<img src=x>'],
      HOSTILE_TEXTS.map((text) => [text]),
    );
    const { html, document } = await page(bookOf(hostile));
    expect(html).toMatch(
      /http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-/,
    );
    expect(document.querySelectorAll('script, img, iframe, link, object, [onerror], [src]')).toHaveLength(0);
    expect([...document.querySelectorAll('tbody td')].map((cell) => cell.textContent.replaceAll('\r', '\n'))).toEqual(
      HOSTILE_TEXTS.map((text) => visibleText(text).replaceAll('\r', '\n')),
    );
    expect(document.querySelector('h2')?.textContent).toBe('<script>');
  });

  it('leads from the index to the sheets and back, and to https pages only', async () => {
    const { document } = await page();
    const links = [...document.querySelectorAll('a')].map((link) => [link.textContent, link.getAttribute('href')]);
    expect(links).toEqual([
      ['Account', '#sheet-3'],
      ['Site_Visit__c', '#sheet-4'],
      ['Back', '#sheet-2'],
      ['Name', 'https://acme.example/Name'],
    ]);
    expect(document.querySelector('#sheet-3 tbody')?.textContent).toContain('Bad');
  });

  it('makes Excel take every text cell for a text', async () => {
    const { html } = await page();
    expect(html).toContain('mso-number-format:"\\@"');
    expect(html).toContain('<td class="n">80</td>');
  });
});

describe('a book as JSON', () => {
  it('names what it is about and gives every row by its headers', async () => {
    const path = join(folder, 'book.json');
    const facts = [
      ['Org', 'Acme'],
      ['Unknown', 'one'],
      ['', 'two'],
    ];
    const twice = sheetOf('Fields', ['Name', 'Name'], [[linked, '\ud800']]);
    await writeBookToFile(bookOf(coverOf(facts), account, twice), options('json'), path, watch);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      about: { title: 'Acme fields 2026-11-23', Org: 'Acme', Unknown: ['one', 'two'], Rows: 3, Cut: 0 },
      sheets: [
        {
          name: 'Account',
          columns: ['Field', 'Length', 'Custom'],
          rows: [
            { Field: 'Name', Length: 80, Custom: false },
            { Field: 'Bad', Length: null, Custom: true },
          ],
        },
        { name: 'Fields', columns: ['Name', 'Name 2'], rows: [{ Name: 'Name', 'Name 2': '\ud800' }] },
      ],
    });
  });
});

describe('an export that does not come to its end', () => {
  const many = sheetOf(
    'Fields',
    ['Field'],
    Array.from({ length: 5000 }, (_unused, index) => [`Field_${index}__c`]),
  );

  it.each(EXPORT_FORMATS)('leaves nothing when it is cancelled (%s)', async (format) => {
    const controller = new AbortController();
    const onRows = (written: number) => {
      if (written >= 1000) controller.abort();
    };
    const target = join(folder, `cancelled.${format}`);
    await expect(
      writeBookToFile(bookOf(many), options(format), target, { signal: controller.signal, onRows }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect(await readdir(folder)).toEqual([]);
  });

  it.each(EXPORT_FORMATS)('leaves an older file of that name untouched when the data changes (%s)', async (format) => {
    const target = join(folder, 'kept');
    await writeFile(target, 'older');
    const changed = { ...many, rowCount: many.rowCount + 1 };
    await expect(writeBookToFile(bookOf(changed), options(format), target, watch)).rejects.toMatchObject({
      code: 'export-failed',
    });
    expect(await readFile(target, 'utf8')).toBe('older');
    expect(await readdir(folder)).toEqual(['kept']);
  });

  it.each(EXPORT_FORMATS)('says which place cannot be written and why (%s)', async (format) => {
    await expect(
      writeBookToFile(bookOf(many), options(format), join(folder, 'missing', 'x.file'), watch),
    ).rejects.toMatchObject({
      code: 'export-failed',
      message: '"x.file" was not written: the folder does not exist. Choose another place.',
    });
  });

  it('does not touch a folder that holds other files', async () => {
    const target = join(folder, 'taken');
    await writeBookToFile(perObject, options('csv'), target, watch);
    await expect(writeBookToFile(perObject, options('md'), target, watch)).rejects.toMatchObject({
      code: 'export-failed',
    });
    expect(await readdir(folder)).toEqual(['taken']);
    expect((await readdir(target)).sort()).toEqual(['Account.csv', 'Site_Visit__c.csv']);
  });
});
