import type { Book, Cell, SheetPlan } from '../../../domain/sheets/book.ts';
import { cellText, plannedSheets, webAddress } from '../../../domain/sheets/cells.ts';
import { toMarkdownAddress, toMarkdownText } from '../../../domain/sheets/markdown-text.ts';
import type { RowCounter } from '../watch.ts';
import { type TextFile, withTextFile } from './text-file.ts';

/** Where another sheet of the book is found: a file beside this one, or a heading; null: it cannot be linked. */
type PlaceOf = (sheetId: string) => string | null;

function cellMarkdown(cell: Cell, placeOf: PlaceOf): string {
  const text = toMarkdownText(cellText(cell));
  if (typeof cell !== 'object' || cell === null || text === '') return text;
  const target = cell.link.kind === 'sheet' ? placeOf(cell.link.sheetId) : webAddress(cell.link);
  return target === null ? text : `[${text}](${toMarkdownAddress(target)})`;
}

async function writeTable(file: TextFile, sheet: SheetPlan, rows: Iterable<readonly Cell[]>, placeOf: PlaceOf) {
  const line = (cells: readonly Cell[]): string =>
    `| ${sheet.columns.map((_column, index) => cellMarkdown(cells[index] ?? null, placeOf)).join(' | ')} |\n`;
  await file.write(line(sheet.columns.map(({ header }) => header)));
  await file.write(`|${' --- |'.repeat(sheet.columns.length)}\n`);
  for (const cells of rows) await file.write(line(cells));
}

async function writeSection(file: TextFile, sheet: SheetPlan, rows: Iterable<readonly Cell[]>, placeOf: PlaceOf) {
  if (sheet.title !== null) {
    const title = sheet.title.map((cell) => cellMarkdown(cell, placeOf)).filter((text) => text !== '');
    await file.write(`${title.join(' · ')}\n\n`);
  }
  await writeTable(file, sheet, rows, placeOf);
}

const README = 'README.md';
const anchorOf = (index: number): string => `sheet-${index + 1}`;

/**
 * A book as one Markdown document: a title, then a heading and a table (GitHub-flavoured) for each sheet, the cover
 * first. Links between sheets lead to the headings.
 */
export function writeMarkdownFile(path: string, book: Book, counter: RowCounter): Promise<void> {
  const anchors = new Map(book.sheets.map(({ id }, index) => [id, `#${anchorOf(index)}`]));
  const placeOf: PlaceOf = (id) => anchors.get(id) ?? null;
  return withTextFile(path, async (file) => {
    await file.write(`# ${toMarkdownText(book.title)}\n`);
    for (const [index, sheet] of book.sheets.entries()) {
      await file.write(`\n<a id="${anchorOf(index)}"></a>\n\n## ${toMarkdownText(sheet.name)}\n\n`);
      await writeSection(file, sheet, counter.of(sheet, plannedSheets(book)), placeOf);
    }
  });
}

/**
 * The front page of a folder of Markdown files: cover and index, with links to the files.
 *
 * @param fileOf the file of a data sheet by its id
 */
export function writeMarkdownFront(
  path: string,
  book: Book,
  fileOf: ReadonlyMap<string, string>,
  counter: RowCounter,
): Promise<void> {
  const front = book.sheets.filter(({ kind }) => kind !== 'data');
  return withTextFile(path, async (file) => {
    await file.write(`# ${toMarkdownText(book.title)}\n`);
    for (const sheet of front) {
      await file.write(`\n## ${toMarkdownText(sheet.name)}\n\n`);
      await writeSection(file, sheet, counter.of(sheet, plannedSheets(book)), (id) => fileOf.get(id) ?? null);
    }
  });
}

/** One data sheet of such a folder, with a link back to the front page. */
export function writeMarkdownSheet(path: string, sheet: SheetPlan, counter: RowCounter): Promise<void> {
  return withTextFile(path, async (file) => {
    await file.write(`# ${toMarkdownText(sheet.name)}\n\n`);
    await writeSection(file, sheet, counter.of(sheet, { rows: new Map(), cutCells: 0 }), () => README);
  });
}

export const MARKDOWN_FRONT = README;
