import { escapeXml } from '../http/xml.ts';
import { zip } from '../http/zip.ts';
import type { FactEntry, GroupingValue, ReportResult } from './run-report.ts';

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Cell = string | number | null;

/** The formatted export of a report: name and filters on top, then groups, details and totals, in one sheet. */
export function reportWorkbook(result: ReportResult): Buffer {
  const xml = (path: string, body: string) => ({
    path,
    bytes: Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`, 'utf8'),
  });
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const parts = 'http://schemas.openxmlformats.org/package/2006';
  const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return zip([
    xml(
      '[Content_Types].xml',
      `<Types xmlns="${parts}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetType}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/></Types>`,
    ),
    xml(
      '_rels/.rels',
      `<Relationships xmlns="${parts}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    xml(
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escapeXml(sheetName(result))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    xml(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${parts}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    ),
    xml(
      'xl/styles.xml',
      `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="10"/><name val="Arial"/></font><font><b/><sz val="10"/><name val="Arial"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
    ),
    xml(
      'xl/worksheets/sheet1.xml',
      `<worksheet xmlns="${main}"><sheetData>${[...rowsOf(result)].map(rowXml).join('')}</sheetData></worksheet>`,
    ),
  ]);
}

interface SheetRow {
  readonly cells: readonly Cell[];
  readonly isBold?: boolean;
}

function* rowsOf(result: ReportResult): Generator<SheetRow> {
  const { reportMetadata: metadata, reportExtendedMetadata: extended } = result;
  const labels = (part: string): readonly string[] =>
    Object.values((extended[part] ?? {}) as Readonly<Record<string, { readonly label: string }>>).map(
      ({ label }) => label,
    );
  yield { cells: [String(metadata.name ?? 'Report')], isBold: true };
  yield { cells: [] };
  yield { cells: [...labels('groupingColumnInfo'), ...labels('detailColumnInfo')], isBold: true };
  const depth = metadata.groupingsDown.length;
  const isMatrix = metadata.reportFormat === 'MATRIX';
  const details = function* (lead: readonly Cell[], key: string): Generator<SheetRow> {
    // A matrix shows its details under each crossing; the export lists them under their row.
    for (const [name, fact] of Object.entries(result.factMap))
      if (isMatrix ? name.startsWith(`${key}!`) : name === `${key}!T`)
        for (const { dataCells } of fact.rows) yield { cells: [...lead, ...dataCells.map(cellOf)] };
  };
  const level = function* (groups: readonly GroupingValue[], lead: readonly Cell[]): Generator<SheetRow> {
    for (const group of groups) {
      const cells = [...lead, group.label];
      if (group.groupings.length > 0) yield* level(group.groupings, cells);
      else yield* details([...cells, ...padding(depth - cells.length)], group.key);
      yield { cells: [...cells, 'Subtotal', ...totals(result.factMap[`${group.key}!T`])], isBold: true };
    }
  };
  if (depth === 0) yield* details([], 'T');
  else yield* level(result.groupingsDown.groupings, []);
  yield { cells: ['Total', ...totals(result.factMap['T!T'])], isBold: true };
}

function padding(count: number): readonly null[] {
  return Array.from({ length: Math.max(0, count) }, () => null);
}

function totals(fact: FactEntry | undefined): readonly Cell[] {
  return (fact?.aggregates ?? []).map(({ value, label }) => (typeof value === 'number' ? value : label));
}

function cellOf({ value, label }: { readonly value: unknown; readonly label: string }): Cell {
  if (value === null) return null;
  if (typeof value === 'number') return value;
  return typeof value === 'object' ? Number((value as { readonly amount: number }).amount) : label;
}

function rowXml({ cells, isBold = false }: SheetRow, index: number): string {
  const style = isBold ? ' s="1"' : '';
  const inner = cells.map((cell, column) => {
    if (cell === null) return '';
    const at = `r="${columnName(column)}${index + 1}"${style}`;
    if (typeof cell === 'number') return `<c ${at}><v>${cell}</v></c>`;
    return `<c ${at} t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell.slice(0, 32_767))}</t></is></c>`;
  });
  return `<row r="${index + 1}">${inner.join('')}</row>`;
}

function columnName(index: number): string {
  const rest = index < 26 ? '' : columnName(Math.floor(index / 26) - 1);
  return `${rest}${String.fromCharCode(65 + (index % 26))}`;
}

function sheetName({ reportMetadata }: ReportResult): string {
  const name = String(reportMetadata.name ?? '')
    .replaceAll(/[\\/?*[\]:]/g, ' ')
    .slice(0, 31)
    .trim();
  return name === '' ? 'Report' : name;
}
