import { toSpreadsheetText } from '../../domain/sheets/cell-text.ts';

/** The fixed parts of a SpreadsheetML package (ECMA-376 Part 1). */

const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** Cell styles by index into `cellXfs` below. */
export const STYLE = { plain: 0, header: 1, wrapped: 2, link: 3, title: 4, fact: 5 } as const;

export const stylesXml = `${HEADER}<styleSheet xmlns="${MAIN}"><fonts count="5"><font><sz val="10"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="10"/><color rgb="FFFFFFFF"/><name val="Calibri"/><family val="2"/></font><font><u/><sz val="10"/><color rgb="FF0B57A4"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="12"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="10"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF1F4E5F"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="0" fontId="3" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="0" fontId="4" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

export const rootRelationsXml = `${HEADER}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

export function contentTypesXml(sheetCount: number): string {
  const sheets = Array.from(
    { length: sheetCount },
    (_, index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
  ).join('');
  return `${HEADER}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${sheets}<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`;
}

export type SheetListing = {
  /** Number of the part, `sheetN.xml`. */
  readonly part: number;
  readonly name: string;
  /** A1 range of the filter, or null. */
  readonly filterRange: string | null;
  /** Place among the tabs. */
  readonly tab: number;
};

function quoted(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

/** `sheets` in the order in which the tabs stand. */
export function workbookXml(sheets: readonly SheetListing[]): string {
  const tabs = sheets
    .map(
      (sheet, index) =>
        `<sheet name="${toSpreadsheetText(sheet.name)}" sheetId="${index + 1}" r:id="rId${sheet.part}"/>`,
    )
    .join('');
  const filters = sheets
    .map((sheet, index) =>
      sheet.filterRange === null
        ? ''
        : `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${toSpreadsheetText(
            `${quoted(sheet.name)}!${sheet.filterRange.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2')}`,
          )}</definedName>`,
    )
    .join('');
  const names = filters === '' ? '' : `<definedNames>${filters}</definedNames>`;
  return `${HEADER}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${tabs}</sheets>${names}</workbook>`;
}

export function workbookRelationsXml(sheetCount: number): string {
  const sheets = Array.from(
    { length: sheetCount },
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  ).join('');
  return `${HEADER}<Relationships xmlns="${PACKAGE}/relationships">${sheets}<Relationship Id="rId${sheetCount + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/><Relationship Id="rId${sheetCount + 2}" Type="${RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`;
}

export const relationsOpenXml = `${HEADER}<Relationships xmlns="${PACKAGE}/relationships">`;
export const relationsCloseXml = '</Relationships>';

/** A relation of a sheet to a web page. */
export function webRelationXml(number: number, url: string): string {
  return `<Relationship Id="rId${number}" Type="${RELATIONS}/hyperlink" Target="${toSpreadsheetText(url)}" TargetMode="External"/>`;
}

export const sheetOpenXml = `${HEADER}<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}">`;
export const sharedStringsOpenXml = (count: number, unique: number): string =>
  `${HEADER}<sst xmlns="${MAIN}" count="${count}" uniqueCount="${unique}">`;
export const sharedStringsCloseXml = '</sst>';

/** The letters of a zero-based column: A, B, … Z, AA. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1)
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  return letters;
}
