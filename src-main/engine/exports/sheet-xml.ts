import type { Cell, LinkCell } from '../../domain/sheets/book.ts';
import { toSpreadsheetText } from '../../domain/sheets/cell-text.ts';
import { webAddress } from '../../domain/sheets/cells.ts';
import { createByteText } from './byte-text.ts';
import { columnLetters, relationsCloseXml, relationsOpenXml, STYLE, webRelationXml } from './workbook-parts.ts';

/** Excel repairs a workbook with more hyperlinks than this in one sheet; cells beyond are plain text. */
export const MAX_LINKS = 65_530;
/** Excel's limit for the address of a link. */
const MAX_ADDRESS = 2079;

export type CellStyle = 'header' | 'title' | 'facts' | null;

export type SheetXmlDeps = {
  /** Number of a text among the shared strings. */
  readonly stringIndex: (text: string) => number;
  /** The tab of another sheet of the book, or null when there is none. */
  readonly tabOf: (sheetId: string) => string | null;
  /** Columns (zero-based) whose text wraps. */
  readonly wrapped: ReadonlySet<number>;
};

/** Turns the cells of one sheet into SpreadsheetML and gathers its links. A text is always a text, never a formula. */
export function createSheetXml({ stringIndex, tabOf, wrapped }: SheetXmlDeps) {
  const letters: string[] = [];
  const links = createTextPieces();
  const relations = createTextPieces();
  let linkCount = 0;
  let relationCount = 0;

  const linkXml = ({ text, link }: LinkCell, reference: string): string | null => {
    if (linkCount >= MAX_LINKS) return null;
    if (link.kind === 'sheet') {
      const tab = tabOf(link.sheetId);
      if (tab === null) return null;
      const location = toSpreadsheetText(`'${tab.replaceAll("'", "''")}'!A1`);
      return `<hyperlink ref="${reference}" location="${location}" display="${toSpreadsheetText(text)}"/>`;
    }
    const url = webAddress(link);
    if (url === null || url.length > MAX_ADDRESS) return null;
    relationCount += 1;
    relations.add(webRelationXml(relationCount, url));
    return `<hyperlink ref="${reference}" r:id="rId${relationCount}"/>`;
  };

  const cellXml = (cell: Cell, column: number, row: number, style: number | null): string => {
    const reference = (letters[column] ??= columnLetters(column)) + row;
    if (cell === null || cell === '') return style === null ? '' : `<c r="${reference}" s="${style}"/>`;
    if (typeof cell === 'string') {
      const own = style ?? (wrapped.has(column) ? STYLE.wrapped : STYLE.plain);
      return `<c r="${reference}" s="${own}" t="s"><v>${stringIndex(cell)}</v></c>`;
    }
    if (typeof cell === 'number') {
      // Not a number and infinity have no place in a workbook.
      if (!Number.isFinite(cell)) return cellXml(String(cell), column, row, style);
      return `<c r="${reference}" s="${style ?? STYLE.plain}"><v>${cell}</v></c>`;
    }
    if (typeof cell === 'boolean')
      return `<c r="${reference}" s="${style ?? STYLE.plain}" t="b"><v>${cell ? 1 : 0}</v></c>`;
    const link = linkXml(cell, reference);
    if (link === null) return cellXml(cell.text, column, row, style);
    linkCount += 1;
    links.add(link);
    return `<c r="${reference}" s="${STYLE.link}" t="s"><v>${stringIndex(cell.text)}</v></c>`;
  };

  const rowXml = (cells: readonly Cell[], row: number, style: CellStyle): string => {
    const whole = style === 'header' || style === 'title' ? STYLE[style] : null;
    let xml = `<row r="${row}">`;
    for (let column = 0; column < cells.length; column += 1) {
      const own = style === 'facts' && column === 0 ? STYLE.fact : whole;
      xml += cellXml(cells[column] ?? null, column, row, own);
    }
    return `${xml}</row>`;
  };

  return {
    rowXml,
    /** The element with the links of the sheet, in pieces; none when there is no link. */
    linksXml: (): readonly (string | Uint8Array)[] =>
      linkCount === 0 ? [] : ['<hyperlinks>', ...links.pieces(), '</hyperlinks>'],
    /** The part with the addresses of web pages, in pieces; none when there is no such link. */
    relationsXml: (): readonly (string | Uint8Array)[] =>
      relationCount === 0 ? [] : [relationsOpenXml, ...relations.pieces(), relationsCloseXml],
  };
}

/** Texts kept as bytes outside the heap until they are wanted. */
function createTextPieces() {
  const text = createByteText();
  const full: Uint8Array[] = [];
  return {
    add: (part: string): void => {
      full.push(...text.add(part));
    },
    pieces: (): readonly Uint8Array[] => [...full, text.take()],
  };
}

/** Rows that stay in place while the others scroll; `selected`: the tab shown when the workbook opens. */
export function paneXml(frozenRows: number, selected: boolean): string {
  const tab = selected ? ' tabSelected="1"' : '';
  if (frozenRows === 0) return `<sheetViews><sheetView${tab} workbookViewId="0"/></sheetViews>`;
  return `<sheetViews><sheetView${tab} workbookViewId="0"><pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;
}

/** Widths in characters. */
export function columnsXml(widths: readonly number[]): string {
  if (widths.length === 0) return '';
  const columns = widths
    .map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
    .join('');
  return `<cols>${columns}</cols>`;
}
