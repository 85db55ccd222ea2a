import type { Book, CellValue, Tab } from './sheets-model.ts';
import {
  addLayer,
  cellCount,
  changeExtras,
  DEFAULT_COLUMNS,
  DEFAULT_ROWS,
  newBook,
  newTab,
  resize,
  setValue,
} from './sheets-model.ts';
import type { Limits } from './types.ts';
import { userEntered } from './user-entered.ts';
import { attribute, isXml, walkXml } from './xml.ts';
import { readZip } from './zip.ts';

/*
 * What becomes of a workbook or a CSV file that is uploaded as a spreadsheet. Written for the fake alone, from ECMA-376,
 * and without the reader or writer of any other part of this repository. A text stays a text whatever it begins with;
 * only CSV is read as if it had been typed. Null: it cannot be converted.
 */

type Files = NonNullable<ReturnType<typeof readZip>>;

export function importWorkbook(title: string, bytes: Buffer, limits: Limits): Book | null {
  const files = readZip(bytes);
  const workbook = files?.get('xl/workbook.xml');
  if (files === null || workbook === undefined) return null;
  for (const [path, read] of files) if (path.endsWith('.xml') && !isXml(read().toString('utf8'))) return null;
  const targets = readRelations(files, 'xl/_rels/workbook.xml.rels');
  const shared = readShared(files);
  const boldStyles = readBoldStyles(files);
  const book = newBook(title);
  for (const step of walkXml(workbook().toString('utf8'))) {
    if (step.kind !== 'open' || step.name !== 'sheet') continue;
    const target = targets.get(attribute(step.attributes, 'r:id') ?? '') ?? '';
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    const tab = newTab(attribute(step.attributes, 'name') ?? `Sheet${book.tabs.length + 1}`);
    tab.hidden = attribute(step.attributes, 'state') === 'hidden';
    book.tabs.push(tab);
    if (!readSheet(files, path, book, tab, shared, boldStyles, limits)) return null;
  }
  if (book.tabs.length === 0 || cellCount(book) > limits.cellsPerBook) return null;
  return book;
}

function readRelations(files: Files, path: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const step of walkXml(files.get(path)?.().toString('utf8') ?? '')) {
    if (step.kind !== 'open' || step.name !== 'Relationship') continue;
    found.set(attribute(step.attributes, 'Id') ?? '', attribute(step.attributes, 'Target') ?? '');
  }
  return found;
}

/** `_x000D_` stands for a control character (ECMA-376, 22.9.2.19). */
const decoded = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

function readShared(files: Files): readonly string[] {
  const shared: string[] = [];
  let text = '';
  let inText = false;
  let kept = false;
  let phonetic = false;
  for (const step of walkXml(files.get('xl/sharedStrings.xml')?.().toString('utf8') ?? '')) {
    if (step.kind === 'text') {
      if (inText && !phonetic) text += kept ? step.text : step.text.trim();
    } else if (step.name === 'si') {
      if (step.kind === 'open') text = '';
      if (step.kind === 'close' || step.empty) shared.push(decoded(text));
    } else if (step.name === 't') {
      inText = step.kind === 'open' && !step.empty;
      kept = step.kind === 'open' && attribute(step.attributes, 'xml:space') === 'preserve';
    } else if (step.name === 'rPh') phonetic = step.kind === 'open';
  }
  return shared;
}

/** Indexes of the cell formats whose font is bold. */
function readBoldStyles(files: Files): ReadonlySet<number> {
  const fonts: boolean[] = [];
  const bold = new Set<number>();
  let part = '';
  let formats = 0;
  for (const step of walkXml(files.get('xl/styles.xml')?.().toString('utf8') ?? '')) {
    if (step.kind === 'text') continue;
    if (step.name === 'fonts' || step.name === 'cellXfs') part = step.kind === 'open' ? step.name : '';
    else if (step.kind !== 'open') continue;
    else if (part === 'fonts' && step.name === 'font') fonts.push(false);
    else if (part === 'fonts' && step.name === 'b') fonts[fonts.length - 1] = attribute(step.attributes, 'val') !== '0';
    else if (part === 'cellXfs' && step.name === 'xf') {
      if (fonts[Number(attribute(step.attributes, 'fontId') ?? 0)] === true) bold.add(formats);
      formats += 1;
    }
  }
  return bold;
}

type Cell = {
  row: number;
  column: number;
  type: string;
  style: number;
  value: string;
  text: string;
  formula: string | null;
  /** Blanks at the ends of a text count only where the document says so. */
  kept: boolean;
};

/** False when a value is not what it says or does not fit. */
function readSheet(
  files: Files,
  path: string,
  book: Book,
  tab: Tab,
  shared: readonly string[],
  boldStyles: ReadonlySet<number>,
  limits: Limits,
): boolean {
  const source = files.get(path);
  if (source === undefined) return false;
  const folder = path.slice(0, path.lastIndexOf('/'));
  const relations = readRelations(files, `${folder}/_rels/${path.slice(folder.length + 1)}.rels`);
  let cell: Cell | null = null;
  let row = -1;
  let column = -1;
  let inside = '';
  let lastRow = 0;
  let lastColumn = 0;
  const links: { readonly at: string; readonly uri: string }[] = [];
  // The grid of an imported sheet is at least that of a new one.
  tab.grid.rowCount = DEFAULT_ROWS;
  tab.grid.columnCount = DEFAULT_COLUMNS;
  for (const step of walkXml(source().toString('utf8'))) {
    if (step.kind === 'text') {
      if (cell === null) continue;
      if (inside === 'v') cell.value += step.text;
      else if (inside === 't') cell.text += cell.kept ? step.text : step.text.trim();
      else if (inside === 'f') cell.formula = (cell.formula ?? '') + step.text;
      continue;
    }
    if (step.kind === 'open') {
      const { attributes } = step;
      inside = step.empty ? '' : step.name;
      if (step.name === 'row') {
        row = Number(attribute(attributes, 'r') ?? row + 2) - 1;
        column = -1;
      } else if (step.name === 'c') {
        const place = attribute(attributes, 'r');
        column = place === null ? column + 1 : columnOf(place);
        cell = {
          row,
          column,
          type: attribute(attributes, 't') ?? 'n',
          style: Number(attribute(attributes, 's') ?? 0),
          value: '',
          text: '',
          formula: null,
          kept: false,
        };
      } else if (step.name === 't' && cell !== null) cell.kept = attribute(attributes, 'xml:space') === 'preserve';
      else if (step.name === 'pane' && attribute(attributes, 'state') === 'frozen') {
        tab.grid.frozenRowCount = Number(attribute(attributes, 'ySplit') ?? 0);
        tab.grid.frozenColumnCount = Number(attribute(attributes, 'xSplit') ?? 0);
      } else if (step.name === 'col') setWidth(tab, attributes);
      else if (step.name === 'autoFilter')
        tab.basicFilter = { range: { sheetId: tab.sheetId }, ref: attribute(attributes, 'ref') };
      else if (step.name === 'hyperlink') {
        const uri = relations.get(attribute(attributes, 'r:id') ?? '') ?? locationOf(attributes);
        if (uri !== null) links.push({ at: attribute(attributes, 'ref') ?? '', uri });
      }
    }
    if (cell !== null && (step.kind === 'close' || step.empty)) {
      if (step.kind === 'close') inside = '';
      if (step.name !== 'c') continue;
      const value = valueOf(cell, shared);
      if (value === null) return false;
      if (value !== undefined && value !== '') {
        if (typeof value === 'string' && value.length > limits.charactersPerCell) return false;
        setValue(tab, cell.row, cell.column, value);
      }
      lastRow = Math.max(lastRow, cell.row + 1);
      lastColumn = Math.max(lastColumn, cell.column + 1);
      if (boldStyles.has(cell.style)) {
        const rect = { startRow: cell.row, endRow: cell.row + 1, startColumn: cell.column, endColumn: cell.column + 1 };
        addLayer(book, tab, rect, (extras) => ({
          ...extras,
          format: { ...extras.format, textFormat: { bold: true } },
        }));
      }
      cell = null;
    }
  }
  for (const { at, uri } of links) {
    const [place = ''] = at.split(':');
    changeExtras(book, tab, rowOf(place), columnOf(place), (extras) => ({
      ...extras,
      format: { ...extras.format, textFormat: { ...(extras.format?.textFormat as object | undefined), link: { uri } } },
    }));
  }
  if (lastColumn > limits.columnsPerSheet) return false;
  resize(tab, Math.max(lastRow, DEFAULT_ROWS), Math.max(lastColumn, DEFAULT_COLUMNS));
  return true;
}

/** Null: not what it says. Undefined: empty. */
function valueOf(cell: Cell, shared: readonly string[]): CellValue | undefined | null {
  if (cell.formula !== null) return { formula: `=${cell.formula}` };
  if (cell.type === 'inlineStr') return decoded(cell.text);
  if (cell.type === 'str') return decoded(cell.value);
  if (cell.value === '') return undefined;
  if (cell.type === 's') return shared[Number(cell.value)] ?? null;
  if (cell.type === 'b') return cell.value === '1';
  if (cell.type === 'e') return cell.value;
  const number = Number(cell.value);
  return Number.isNaN(number) ? null : number;
}

/** A link into the workbook; the sheet it names is found when it is opened. */
function locationOf(attributes: string): string | null {
  const location = attribute(attributes, 'location');
  return location === null ? null : `#${location}`;
}

/** Widths are in characters; about 7 pixels each and 5 for the margins (ECMA-376, 18.3.1.13). */
function setWidth(tab: Tab, attributes: string): void {
  const [first, last, width] = ['min', 'max', 'width'].map((name) => Number(attribute(attributes, name) ?? 0));
  if (first === undefined || last === undefined || width === undefined || width === 0) return;
  const widths = new Map(tab.columnWidths);
  for (let index = first - 1; index < Math.min(last, 18_278); index += 1) widths.set(index, Math.round(width * 7 + 5));
  tab.columnWidths = widths;
}

function columnOf(place: string): number {
  let column = 0;
  for (const letter of place) {
    const code = letter.charCodeAt(0);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}

const rowOf = (place: string): number => Number(place.replace(/^[A-Z]+/, '')) - 1;

/** CSV is typed in: numbers, dates and formulas are recognised. */
export function importCsv(title: string, text: string, limits: Limits): Book | null {
  const book = newBook(title);
  const tab = newTab(title);
  book.tabs.push(tab);
  let columns = 0;
  const rows = csvRows(text.replace(/^\uFEFF/, ''));
  for (const [row, cells] of rows.entries()) {
    columns = Math.max(columns, cells.length);
    for (const [column, cell] of cells.entries()) {
      if (cell.length > limits.charactersPerCell) return null;
      if (cell !== '') setValue(tab, row, column, userEntered(cell));
    }
  }
  tab.grid.rowCount = Math.max(rows.length, DEFAULT_ROWS);
  tab.grid.columnCount = Math.max(columns, DEFAULT_COLUMNS);
  return columns > limits.columnsPerSheet || cellCount(book) > limits.cellsPerBook ? null : book;
}

/** RFC 4180. */
function csvRows(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    const [all, quoted, plain, end] = match;
    if (all === '' && row.length === 0) break;
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
