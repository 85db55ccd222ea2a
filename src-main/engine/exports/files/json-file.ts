import type { Book, Cell, SheetPlan, WrittenSheets } from '../../../domain/sheets/book.ts';
import { cellText, plannedSheets } from '../../../domain/sheets/cells.ts';
import type { RowCounter } from '../watch.ts';
import { withTextFile } from './text-file.ts';

type Plain = string | number | boolean | null;

/** A link is its text. */
function plain(cell: Cell | undefined): Plain {
  if (cell === undefined) return null;
  return typeof cell === 'object' && cell !== null ? cellText(cell) : cell;
}

/** Keys of a row: the headers, with a number behind one that was there before. */
function rowKeys(headers: readonly string[]): string[] {
  const used = new Set<string>();
  return headers.map((header) => {
    let key = header;
    for (let number = 2; used.has(key); number += 1) key = `${header} ${number}`;
    used.add(key);
    return key;
  });
}

/** The cover as one object: a fact that goes on over several rows becomes a list. */
function factsJson(cover: SheetPlan, written: WrittenSheets): string {
  const facts = new Map<string, Plain | Plain[]>();
  let current = '';
  for (const [name, value] of cover.rows(written)) {
    const text = cellText(name ?? '');
    const known = facts.get(text === '' ? current : text);
    if (text !== '' && known === undefined) facts.set(text, plain(value));
    else facts.set(text === '' ? current : text, [...[known ?? null].flat(), plain(value)]);
    if (text !== '') current = text;
  }
  return [...facts].map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(',\n    ');
}

/**
 * A book as one JSON document (RFC 8259, UTF-8, no byte order mark):
 *
 * `{ "about": { "title": …, "<fact of the cover>": … }, "sheets": [{ "name": …, "columns": [header, …],
 * "rows": [{ "<header>": value, … }, …] }, …] }`
 *
 * Values are texts, numbers, `true`, `false` or null (empty); what is unknown is the text `unknown`; a link is its text.
 * The index, which repeats what the sheets say, is a sheet like the others. One row stands on a line.
 */
export function writeJsonFile(path: string, book: Book, counter: RowCounter): Promise<void> {
  const written = plannedSheets(book);
  const cover = book.sheets.find(({ kind }) => kind === 'cover');
  const sheets = book.sheets.filter(({ kind }) => kind !== 'cover');
  return withTextFile(path, async (file) => {
    const facts = cover === undefined ? '' : `,\n    ${factsJson(cover, written)}`;
    await file.write(`{\n  "about": {\n    "title": ${JSON.stringify(book.title)}${facts}\n  },\n  "sheets": [`);
    for (const [index, sheet] of sheets.entries()) {
      const keys = rowKeys(sheet.columns.map(({ header }) => header));
      const named = keys.map((key) => `${JSON.stringify(key)}:`);
      await file.write(
        `${index === 0 ? '' : ','}\n    {\n      "name": ${JSON.stringify(sheet.name)},\n      "columns": ${JSON.stringify(keys)},\n      "rows": [`,
      );
      let first = true;
      for (const cells of counter.of(sheet, written)) {
        const members = named.map((name, column) => name + JSON.stringify(plain(cells[column]))).join(',');
        await file.write(`${first ? '' : ','}\n        {${members}}`);
        first = false;
      }
      await file.write('\n      ]\n    }');
    }
    await file.write('\n  ]\n}\n');
  });
}
