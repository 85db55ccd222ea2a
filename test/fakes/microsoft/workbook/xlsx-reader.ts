import { columnNumber, readA1 } from './a1.ts';
import { createWorkbook, newSheet, type Cell, type Sheet, type Table, type Workbook } from './model.ts';
import { elements, fromCellText, fromXml } from './xml.ts';
import { unzip } from './zip.ts';

/** Formats of ECMA-376 Part 1, 18.8.30 that come up. */
const BUILT_IN: Readonly<Record<string, string>> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  14: 'm/d/yyyy',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yyyy h:mm',
  49: '@',
};

type Files = ReadonlyMap<string, Buffer>;
const text = (files: Files, name: string): string => files.get(name)?.toString('utf8') ?? '';

function relations(
  files: Files,
  part: string,
): ReadonlyMap<string, { readonly type: string; readonly target: string }> {
  const folder = part.slice(0, part.lastIndexOf('/'));
  const xml = text(files, `${folder}/_rels/${part.slice(folder.length + 1)}.rels`);
  const found = new Map<string, { readonly type: string; readonly target: string }>();
  for (const { attributes } of elements(xml, 'Relationship')) {
    const target = attributes.Target ?? '';
    const path = target.startsWith('/') ? target.slice(1) : new URL(target, `file:///${folder}/`).pathname.slice(1);
    found.set(attributes.Id ?? '', { type: attributes.Type ?? '', target: path });
  }
  return found;
}

function textOfRuns(inner: string): string {
  const withoutReadings = inner.replace(/<rPh\b[\s\S]*?<\/rPh>/g, '');
  return [...elements(withoutReadings, 't')].map((run) => fromCellText(run.inner)).join('');
}

type Style = { readonly format: string; readonly quotePrefix: boolean };

function readStyles(xml: string): readonly Style[] {
  const custom = new Map(
    [...elements(xml, 'numFmt')].map(({ attributes }) => [attributes.numFmtId, attributes.formatCode]),
  );
  const [cellXfs] = elements(xml, 'cellXfs');
  return [...elements(cellXfs?.inner ?? '', 'xf')].map(({ attributes }) => {
    const id = attributes.numFmtId ?? '0';
    return { format: custom.get(id) ?? BUILT_IN[id] ?? 'General', quotePrefix: attributes.quotePrefix === '1' };
  });
}

const FORMULA = /<f\b[^>]*?(?:\/>|>([\s\S]*?)<\/f>)/;
const STORED = /<v\b[^>]*>([\s\S]*?)<\/v>/;

function readCell(type: string | undefined, inner: string, shared: readonly string[]): Pick<Cell, 'value' | 'formula'> {
  const found = inner.includes('<f') ? FORMULA.exec(inner) : null;
  const formula = found === null ? null : `=${fromXml(found[1] ?? '')}`;
  if (type === 'inlineStr') return { value: textOfRuns(inner), formula };
  const raw = STORED.exec(inner)?.[1];
  if (raw === undefined) return { value: '', formula };
  if (type === 's') return { value: shared[Number(raw)] ?? '', formula };
  if (type === 'str' || type === 'e') return { value: fromCellText(raw), formula };
  if (type === 'b') return { value: raw === '1', formula };
  return { value: Number(raw), formula };
}

function readCells(sheet: Sheet, xml: string, shared: readonly string[], styles: readonly Style[]): void {
  let row = -1;
  let column = -1;
  let cells = new Map<number, Cell>();
  for (const found of xml.matchAll(/<row\b([^>]*)>|<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
    if (found[1] !== undefined) {
      const number = /\br="(\d+)"/.exec(found[1])?.[1];
      row = number === undefined ? row + 1 : Number(number) - 1;
      column = -1;
      cells = new Map();
      continue;
    }
    const attributes = found[2] ?? '';
    const letters = /\br="([A-Z]+)\d+"/.exec(attributes)?.[1];
    column = letters === undefined ? column + 1 : columnNumber(letters);
    const style = styles[Number(/\bs="(\d+)"/.exec(attributes)?.[1] ?? 0)] ?? { format: 'General', quotePrefix: false };
    const cell = readCell(/\bt="(\w+)"/.exec(attributes)?.[1], found[3] ?? '', shared);
    cells.set(column, { ...cell, ...style });
    sheet.rows.set(row, cells);
  }
}

function readTable(sheet: Sheet, xml: string): Table | null {
  const [table] = elements(xml, 'table');
  const area = readA1(table?.attributes.ref ?? '');
  if (table === undefined || area === null) return null;
  const { attributes } = table;
  const totals = Number(attributes.totalsRowCount ?? 0);
  const [style] = elements(xml, 'tableStyleInfo');
  return {
    id: `{00000000-000C-0000-FFFF-${Number(attributes.id ?? 1)
      .toString(16)
      .toUpperCase()
      .padStart(2, '0')}0000000000}`,
    name: attributes.displayName ?? attributes.name ?? '',
    sheet,
    top: area.top,
    left: area.left,
    width: area.width,
    height: area.height - 1 - totals,
    showHeaders: attributes.headerRowCount !== '0',
    showTotals: totals > 0,
    style: style?.attributes.name ?? 'TableStyleMedium2',
  };
}

/** What Excel would find in a workbook: a reader of its own, which shares nothing with the writer of the app. */
export function readXlsx(bytes: Buffer): Workbook {
  const files = unzip(bytes);
  const main = 'xl/workbook.xml';
  const workbookXml = text(files, main);
  if (workbookXml === '') throw new Error('There is no workbook in this package.');
  const parts = relations(files, main);
  const partOf = (kind: string): string =>
    [...parts.values()].find(({ type }) => type.endsWith(`/${kind}`))?.target ?? '';
  const shared = [...elements(text(files, partOf('sharedStrings')), 'si')].map(({ inner }) => textOfRuns(inner));
  const styles = readStyles(text(files, partOf('styles')));
  const sheets: Sheet[] = [];
  const tables: Table[] = [];
  for (const [index, { attributes }] of [...elements(workbookXml, 'sheet')].entries()) {
    const part = parts.get(attributes['r:id'] ?? attributes.id ?? '')?.target ?? '';
    if (!files.has(part)) throw new Error(`The part of sheet ${attributes.name} is missing.`);
    const sheet = newSheet(
      attributes.name ?? '',
      `{00000000-0001-0000-${index.toString(16).toUpperCase().padStart(2, '0')}00-000000000000}`,
    );
    if (attributes.state === 'hidden') sheet.visibility = 'Hidden';
    if (attributes.state === 'veryHidden') sheet.visibility = 'VeryHidden';
    readCells(sheet, text(files, part), shared, styles);
    sheets.push(sheet);
    for (const { type, target } of relations(files, part).values()) {
      const table = type.endsWith('/table') ? readTable(sheet, text(files, target)) : null;
      if (table !== null) tables.push(table);
    }
  }
  if (sheets.length === 0) throw new Error('The workbook has no sheet.');
  return createWorkbook(sheets, tables);
}
