import { columnLetters, quotedTitle } from './a1.ts';
import { badRequest, refuse, sheetsError } from './errors.ts';
import { dimensionProperties, REQUESTS, sheetProperties, spreadsheetProperties } from './schema.ts';
import { cellMask, extrasChange, requiredMask, valueChange, writeCell, writeRows } from './sheets-cells.ts';
import type { Book, Rect, Tab } from './sheets-model.ts';
import { addLayer, resize, setValue } from './sheets-model.ts';
import { renderTabProperties } from './sheets-render.ts';
import { addTab, checkSize, deleteTab, tabById, updateTab } from './sheets-tabs.ts';
import type { Limits } from './types.ts';

/*
 * spreadsheets.batchUpdate: one request after another on a draft, which becomes the spreadsheet only when all passed.
 * Source: https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/batchUpdate ("If any request
 * is not valid then the entire request will fail and nothing will be applied.") and …/spreadsheets/request
 */

type Json = Readonly<Record<string, unknown>>;

export function applyRequests(draft: Book, requests: readonly unknown[], limits: Limits): readonly unknown[] {
  if (requests.length === 0) badRequest('Must specify at least one request.');
  return requests.map((request, index) => {
    const [first, ...more] = Object.entries((request ?? {}) as Json);
    if (first === undefined) return badRequest(`Invalid requests[${index}]: No request set.`);
    const [kind, body] = first;
    if (more.length > 0) {
      badRequest(
        `Invalid value at 'requests[${index}]' (oneof), oneof field 'kind' is already set. Cannot set '${more[0]?.[0]}'`,
      );
    }
    return applyOne(draft, kind, (body ?? {}) as Json, limits, `Invalid requests[${index}].${kind}: `);
  });
}

function applyOne(draft: Book, kind: string, body: Json, limits: Limits, prefix: string): unknown {
  switch (kind) {
    case 'addSheet': {
      const tab = addTab(draft, (body.properties ?? {}) as Json, limits, prefix);
      return { addSheet: { properties: renderTabProperties(draft, tab) } };
    }
    case 'deleteSheet':
      deleteTab(draft, body.sheetId, prefix);
      return {};
    case 'updateSheetProperties': {
      const mask = requiredMask(body.fields, sheetProperties, prefix);
      updateTab(draft, (body.properties ?? {}) as Json, mask, limits, prefix);
      return {};
    }
    case 'updateSpreadsheetProperties':
      updateBook(draft, body, prefix);
      return {};
    case 'repeatCell':
      repeatCell(draft, body, limits, prefix);
      return {};
    case 'updateCells':
      updateCells(draft, body, limits, prefix);
      return {};
    case 'setBasicFilter': {
      const filter = (body.filter ?? {}) as Json;
      if (filter.range === undefined) badRequest(`${prefix}No range set.`);
      const { tab, rect } = readGridRange(draft, filter.range as Json, prefix);
      tab.basicFilter = {
        ...filter,
        range: {
          sheetId: tab.sheetId,
          startRowIndex: rect.startRow,
          endRowIndex: rect.endRow,
          startColumnIndex: rect.startColumn,
          endColumnIndex: rect.endColumn,
        },
      };
      return {};
    }
    case 'clearBasicFilter':
      tabById(draft, body.sheetId, prefix).basicFilter = null;
      return {};
    case 'updateDimensionProperties':
      updateDimension(draft, body, prefix);
      return {};
    case 'autoResizeDimensions': {
      const { tab, columns, start, end } = readDimension(draft, (body.dimensions ?? {}) as Json, prefix);
      if (columns)
        tab.autoSized = new Set([...tab.autoSized, ...Array.from({ length: end - start }, (_none, at) => start + at)]);
      return {};
    }
    case 'appendDimension':
      appendDimension(draft, body, limits, prefix);
      return {};
    default:
      // Real requests that the fake does not carry out must not pass for done.
      return refuse(sheetsError(501, `${prefix}the fake carries out only ${Object.keys(REQUESTS).join(', ')}`));
  }
}

function updateBook(draft: Book, body: Json, prefix: string): void {
  const mask = requiredMask(body.fields, spreadsheetProperties, prefix);
  const given = (body.properties ?? {}) as Json;
  for (const name of ['title', 'locale', 'timeZone', 'autoRecalc'] as const) {
    if (mask[name] === undefined && mask['*'] === undefined) continue;
    const value = given[name];
    if (typeof value !== 'string' || value === '') {
      if (mask['*'] !== undefined) continue;
      badRequest(`${prefix}${name} must not be empty`);
    }
    draft[name] = String(value);
  }
}

function repeatCell(draft: Book, body: Json, limits: Limits, prefix: string): void {
  const mask = cellMask(body.fields, prefix);
  if (body.range === undefined) badRequest(`${prefix}No range set.`);
  const { tab, rect } = readGridRange(draft, body.range as Json, prefix);
  const cell = (body.cell ?? {}) as Json;
  if (cell.textFormatRuns !== undefined && mask.textFormatRuns !== undefined) {
    for (let row = rect.startRow; row < rect.endRow; row += 1) {
      for (let column = rect.startColumn; column < rect.endColumn; column += 1) {
        writeCell(draft, tab, row, column, cell, mask, limits, prefix);
      }
    }
    return;
  }
  const changed = valueChange(cell, mask, limits, prefix);
  if (changed !== null) {
    for (let row = rect.startRow; row < rect.endRow; row += 1) {
      for (let column = rect.startColumn; column < rect.endColumn; column += 1)
        setValue(tab, row, column, changed.value);
    }
  }
  const extras = extrasChange(cell, mask);
  if (extras !== null) addLayer(draft, tab, rect, extras);
}

function updateCells(draft: Book, body: Json, limits: Limits, prefix: string): void {
  const mask = cellMask(body.fields, prefix);
  const rows = (body.rows ?? []) as readonly unknown[];
  if (body.start !== undefined && body.range !== undefined)
    badRequest(`${prefix}Only one of start and range can be set.`);
  if (body.range !== undefined) {
    const { tab, rect } = readGridRange(draft, body.range as Json, prefix);
    writeRows(draft, tab, rows, rect, true, mask, limits, prefix);
    return;
  }
  if (body.start === undefined) badRequest(`${prefix}One of start and range must be set.`);
  const start = body.start as Json;
  const tab = tabById(draft, start.sheetId, prefix);
  const startRow = Number(start.rowIndex ?? 0);
  const startColumn = Number(start.columnIndex ?? 0);
  const rect = { startRow, endRow: tab.grid.rowCount, startColumn, endColumn: tab.grid.columnCount };
  if (startRow < 0 || startColumn < 0 || startRow >= rect.endRow || startColumn >= rect.endColumn) {
    badRequest(outside(tab, rect, prefix));
  }
  writeRows(draft, tab, rows, rect, false, mask, limits, prefix);
}

/** Half-open; an absent side is the edge of the grid. */
function readGridRange(draft: Book, range: Json, prefix: string): { readonly tab: Tab; readonly rect: Rect } {
  const tab = tabById(draft, range.sheetId, prefix);
  const { rowCount, columnCount } = tab.grid;
  const side = (name: string, edge: number): number => Number(range[name] ?? edge);
  const rect: Rect = {
    startRow: side('startRowIndex', 0),
    endRow: side('endRowIndex', rowCount),
    startColumn: side('startColumnIndex', 0),
    endColumn: side('endColumnIndex', columnCount),
  };
  if (rect.startRow < 0 || rect.startColumn < 0) badRequest(`${prefix}GridRange.startRowIndex must not be negative`);
  if (rect.endRow < rect.startRow || rect.endColumn < rect.startColumn) {
    badRequest(`${prefix}GridRange ends before it starts.`);
  }
  if (
    rect.endRow > rowCount ||
    rect.endColumn > columnCount ||
    rect.startRow > rowCount ||
    rect.startColumn > columnCount
  ) {
    badRequest(outside(tab, rect, prefix));
  }
  return { tab, rect };
}

function outside(tab: Tab, rect: Rect, prefix: string): string {
  const name = `${quotedTitle(tab.title)}!${columnLetters(rect.startColumn)}${rect.startRow + 1}:${columnLetters(Math.max(rect.endColumn - 1, 0))}${rect.endRow}`;
  return `${prefix}Range (${name}) exceeds grid limits. Max rows: ${tab.grid.rowCount}, max columns: ${tab.grid.columnCount}`;
}

type Dimension = { readonly tab: Tab; readonly columns: boolean; readonly start: number; readonly end: number };

function readDimension(draft: Book, range: Json, prefix: string): Dimension {
  const tab = tabById(draft, range.sheetId, prefix);
  if (range.dimension !== 'ROWS' && range.dimension !== 'COLUMNS') badRequest(`${prefix}No dimension set.`);
  const columns = range.dimension === 'COLUMNS';
  const size = columns ? tab.grid.columnCount : tab.grid.rowCount;
  const start = Number(range.startIndex ?? 0);
  const end = Number(range.endIndex ?? size);
  if (start < 0 || end <= start || end > size) {
    const what = columns ? 'columns' : 'rows';
    badRequest(`${prefix}Cannot use dimension range ${start} to ${end}: the sheet has ${size} ${what}`);
  }
  return { tab, columns, start, end };
}

function updateDimension(draft: Book, body: Json, prefix: string): void {
  const mask = requiredMask(body.fields, dimensionProperties, prefix);
  const { tab, columns, start, end } = readDimension(draft, (body.range ?? {}) as Json, prefix);
  const given = (body.properties ?? {}) as Json;
  if (mask.pixelSize === undefined && mask['*'] === undefined) return;
  const pixels = Number(given.pixelSize ?? 0);
  if (pixels < 0) badRequest(`${prefix}pixelSize must not be negative: ${pixels}`);
  const sizes = new Map(columns ? tab.columnWidths : tab.rowHeights);
  for (let index = start; index < end; index += 1) sizes.set(index, pixels);
  if (columns) tab.columnWidths = sizes;
  else tab.rowHeights = sizes;
}

function appendDimension(draft: Book, body: Json, limits: Limits, prefix: string): void {
  const tab = tabById(draft, body.sheetId, prefix);
  if (body.dimension !== 'ROWS' && body.dimension !== 'COLUMNS') badRequest(`${prefix}No dimension set.`);
  const length = Number(body.length ?? 0);
  if (length < 1) badRequest(`${prefix}length must be greater than 0`);
  const rowCount = tab.grid.rowCount + (body.dimension === 'ROWS' ? length : 0);
  const columnCount = tab.grid.columnCount + (body.dimension === 'COLUMNS' ? length : 0);
  const added = rowCount * columnCount - tab.grid.rowCount * tab.grid.columnCount;
  checkSize(draft, added, rowCount, columnCount, limits, prefix);
  resize(tab, rowCount, columnCount);
}
