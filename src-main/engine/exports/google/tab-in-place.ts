import type { sheets_v4 } from '@googleapis/sheets';
import type { ExportWatch } from '../watch.ts';
import { formatRequests, type SheetRequest } from './format-requests.ts';
import type { Tab } from './google-tabs.ts';
import type { SheetLayout } from './sheet-layout.ts';
import { createRowReader, type ReadFacts } from './sheet-rows.ts';
import { MAX_BODY_BYTES } from './value-chunks.ts';
import type { Value } from './value-packer.ts';

type RowData = sheets_v4.Schema$RowData;
type CellData = sheets_v4.Schema$CellData;

/** Rows of one request, so that none of them is large. */
const ROWS_PER_REQUEST = 1000;

/**
 * Everything that turns a tab into this sheet, when it fits into one `batchUpdate`; else null.
 *
 * One such request happens whole or not at all and says the same when it arrives twice. The tab stays the same tab, so
 * formulas of other tabs that look into it and links to it go on working. Texts are given as `stringValue`, which is
 * never taken for a formula, a number or a date.
 */
export function inPlaceRequests(
  layout: SheetLayout,
  tab: Tab,
  watch: ExportWatch,
  maxBytes = MAX_BODY_BYTES,
): { readonly requests: readonly SheetRequest[]; readonly facts: ReadFacts } | null {
  const { rowsOf, facts } = createRowReader([layout], watch);
  const { sheetId } = layout;
  const requests: SheetRequest[] = [gridRequest(layout, tab), clearRequest(sheetId)];
  let bytes = JSON.stringify({ requests }).length;
  let rowIndex = 0;
  let rows: RowData[] = [];
  const flush = (): void => {
    if (rows.length === 0) return;
    const start = { sheetId, rowIndex: rowIndex - rows.length, columnIndex: 0 };
    requests.push({ updateCells: { start, rows, fields: 'userEnteredValue' } });
    rows = [];
  };
  for (const values of rowsOf(layout)) {
    const row = { values: values.map(cellOf) };
    bytes += Buffer.byteLength(JSON.stringify(row)) + 1;
    if (bytes > maxBytes) return null;
    rows.push(row);
    rowIndex += 1;
    if (rows.length === ROWS_PER_REQUEST) flush();
  }
  flush();
  requests.push(...formatRequests(layout, facts.links.get(sheetId) ?? []));
  return Buffer.byteLength(JSON.stringify({ requests })) <= maxBytes ? { requests, facts } : null;
}

function gridRequest({ sheetId, rows, columns, frozenRows }: SheetLayout, tab: Tab): SheetRequest {
  const gridProperties = {
    rowCount: rows,
    columnCount: columns,
    frozenRowCount: frozenRows,
    // A person may have frozen more columns than there will be, which is refused.
    frozenColumnCount: tab.frozenColumns < columns ? tab.frozenColumns : 0,
  };
  return {
    updateSheetProperties: {
      properties: { sheetId, gridProperties },
      fields:
        'gridProperties.rowCount,gridProperties.columnCount,gridProperties.frozenRowCount,gridProperties.frozenColumnCount',
    },
  };
}

/** Values and formats of the whole tab; notes that a person wrote stay. */
function clearRequest(sheetId: number): SheetRequest {
  return { updateCells: { range: { sheetId }, fields: 'userEnteredValue,userEnteredFormat' } };
}

function cellOf(value: Value): CellData {
  switch (typeof value) {
    case 'string':
      return { userEnteredValue: { stringValue: value } };
    case 'number':
      return { userEnteredValue: { numberValue: value } };
    case 'boolean':
      return { userEnteredValue: { boolValue: value } };
    default:
      return {};
  }
}
