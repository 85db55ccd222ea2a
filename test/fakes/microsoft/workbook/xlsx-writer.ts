import { a1Of } from './a1.ts';
import { cellAt, type Cell, type Sheet, type Table, type Workbook } from './model.ts';
import { toCellText } from './xml.ts';
import { zip } from './zip.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function cellXml(reference: string, cell: Cell, style: number): string {
  const start = `<c r="${reference}" s="${style}"`;
  const formula = cell.formula === null ? '' : `<f>${toCellText(cell.formula.slice(1))}</f>`;
  if (typeof cell.value === 'number') return `${start}>${formula}<v>${cell.value}</v></c>`;
  if (typeof cell.value === 'boolean') return `${start} t="b">${formula}<v>${cell.value ? 1 : 0}</v></c>`;
  if (cell.value === '' && formula === '') return `${start}/>`;
  if (formula !== '') return `${start} t="str">${formula}<v>${toCellText(cell.value)}</v></c>`;
  return `${start} t="inlineStr"><is><t xml:space="preserve">${toCellText(cell.value)}</t></is></c>`;
}

function sheetXml(sheet: Sheet, styleOf: (cell: Cell) => number, tables: readonly Table[]): string {
  const rows = [...sheet.rows]
    .sort(([a], [b]) => a - b)
    .map(([row, cells]) => {
      const inner = [...cells]
        .sort(([a], [b]) => a - b)
        .map(([column, cell]) => cellXml(a1Of({ top: row, left: column, height: 1, width: 1 }), cell, styleOf(cell)));
      return `<row r="${row + 1}">${inner.join('')}</row>`;
    });
  const parts = tables.map((_, index) => `<tablePart r:id="rId${index + 1}"/>`).join('');
  const tableParts = parts === '' ? '' : `<tableParts count="${tables.length}">${parts}</tableParts>`;
  return `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheetData>${rows.join('')}</sheetData>${tableParts}</worksheet>`;
}

function tableXml(table: Table, id: number): string {
  const height = 1 + Math.max(1, table.height) + (table.showTotals ? 1 : 0);
  const columns = Array.from({ length: table.width }, (_, index) => {
    const value = cellAt(table.sheet, table.top, table.left + index)?.value ?? '';
    return `<tableColumn id="${index + 1}" name="${toCellText(value === '' ? `Column${index + 1}` : String(value))}"/>`;
  });
  return `${HEAD}<table xmlns="${MAIN}" id="${id}" name="${toCellText(table.name)}" displayName="${toCellText(table.name)}" ref="${a1Of({ top: table.top, left: table.left, height, width: table.width })}"><tableColumns count="${table.width}">${columns.join('')}</tableColumns><tableStyleInfo name="${toCellText(table.style)}" showRowStripes="1"/></table>`;
}

/** A workbook as bytes again, with values, formulas, number formats and tables; other looks are not kept. */
export function writeXlsx(workbook: Workbook): Buffer {
  const styles: { readonly format: string; readonly quotePrefix: boolean }[] = [
    { format: 'General', quotePrefix: false },
  ];
  const known = new Map<string, number>([['General|false', 0]]);
  const styleOf = ({ format, quotePrefix }: Cell): number => {
    const key = `${format}|${quotePrefix}`;
    const there = known.get(key);
    if (there !== undefined) return there;
    known.set(key, styles.length);
    return styles.push({ format, quotePrefix }) - 1;
  };
  const files = new Map<string, string>();
  const types: string[] = [];
  const tableIds = new Map(workbook.tables.map((table, index) => [table, index + 1]));
  workbook.sheets.forEach((sheet, index) => {
    const tables = workbook.tables.filter((table) => table.sheet === sheet);
    files.set(`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet, styleOf, tables));
    types.push(`<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`);
    if (tables.length === 0) return;
    const relations = tables.map(
      (table, at) =>
        `<Relationship Id="rId${at + 1}" Type="${OFFICE}/table" Target="../tables/table${tableIds.get(table)}.xml"/>`,
    );
    files.set(
      `xl/worksheets/_rels/sheet${index + 1}.xml.rels`,
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}</Relationships>`,
    );
  });
  for (const [table, id] of tableIds) {
    files.set(`xl/tables/table${id}.xml`, tableXml(table, id));
    types.push(`<Override PartName="/xl/tables/table${id}.xml" ContentType="${TYPE}.table+xml"/>`);
  }
  const formats = styles.map(
    (style, index) => `<numFmt numFmtId="${200 + index}" formatCode="${toCellText(style.format)}"/>`,
  );
  const xfs = styles.map(
    (style, index) =>
      `<xf numFmtId="${style.format === 'General' ? 0 : style.format === '@' ? 49 : 200 + index}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"${style.quotePrefix ? ' quotePrefix="1"' : ''}/>`,
  );
  files.set(
    'xl/styles.xml',
    `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="${formats.length}">${formats.join('')}</numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${xfs.length}">${xfs.join('')}</cellXfs></styleSheet>`,
  );
  const count = workbook.sheets.length;
  const states = { Visible: '', Hidden: ' state="hidden"', VeryHidden: ' state="veryHidden"' };
  const tabs = workbook.sheets.map(
    (sheet, index) =>
      `<sheet name="${toCellText(sheet.name)}" sheetId="${index + 1}"${states[sheet.visibility]} r:id="rId${index + 1}"/>`,
  );
  files.set(
    'xl/workbook.xml',
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${tabs.join('')}</sheets></workbook>`,
  );
  const sheetRelations = workbook.sheets.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  files.set(
    'xl/_rels/workbook.xml.rels',
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${sheetRelations.join('')}<Relationship Id="rId${count + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  );
  files.set(
    '_rels/.rels',
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  files.set(
    '[Content_Types].xml',
    `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${types.join('')}</Types>`,
  );
  return zip(files);
}
