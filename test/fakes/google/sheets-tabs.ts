import { badRequest } from './errors.ts';
import type { Mask } from './field-mask.ts';
import { newSheetId } from './ids.ts';
import type { Book, Tab } from './sheets-model.ts';
import { cellCount, DEFAULT_COLUMNS, DEFAULT_ROWS, findTab, newTab, resize } from './sheets-model.ts';
import type { Limits } from './types.ts';

/*
 * Adding, changing and removing tabs.
 * Source: https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/sheets#SheetProperties and
 * https://support.google.com/drive/answer/37603 (10 million cells, 18,278 columns). Wordings as reported, e.g.
 * burnash/gspread#950 and robin900/gspread-dataframe#37 (cells), "You can't freeze all visible rows on the sheet.".
 */

type Json = Readonly<Record<string, unknown>>;

/** An added tab stands at its index, or at the end. */
export function addTab(draft: Book, given: Json, limits: Limits, prefix: string): Tab {
  if ((given.sheetType ?? 'GRID') !== 'GRID') badRequest(`${prefix}Only sheets of type GRID can be added`);
  const title = given.title === undefined || given.title === '' ? freeTitle(draft) : String(given.title);
  checkTitle(draft, title, null, prefix);
  const sheetId = given.sheetId === undefined || given.sheetId === null ? freeSheetId(draft) : Number(given.sheetId);
  if (sheetId < 0) badRequest(`${prefix}Sheet ID must not be negative: ${sheetId}`);
  if (draft.tabs.some((tab) => tab.sheetId === sheetId)) {
    badRequest(`${prefix}Cannot add sheet with duplicate sheet ID: ${sheetId}`);
  }
  const grid = (given.gridProperties ?? {}) as Json;
  const tab = newTab(title, sheetId, DEFAULT_ROWS, DEFAULT_COLUMNS);
  const rowCount = Number(grid.rowCount ?? DEFAULT_ROWS);
  const columnCount = Number(grid.columnCount ?? DEFAULT_COLUMNS);
  checkSize(draft, rowCount * columnCount, rowCount, columnCount, limits, prefix);
  resize(tab, rowCount, columnCount);
  setView(tab, given);
  checkFrozen(tab, prefix);
  const index = given.index === undefined || given.index === null ? draft.tabs.length : Number(given.index);
  if (index < 0 || index > draft.tabs.length) badRequest(`${prefix}Sheet index ${index} is out of range`);
  draft.tabs.splice(index, 0, tab);
  return tab;
}

function setView(tab: Tab, given: Json): void {
  const grid = (given.gridProperties ?? {}) as Json;
  tab.grid.frozenRowCount = Number(grid.frozenRowCount ?? 0);
  tab.grid.frozenColumnCount = Number(grid.frozenColumnCount ?? 0);
  tab.grid.hideGridlines = grid.hideGridlines === true;
  tab.hidden = given.hidden === true;
  tab.rightToLeft = given.rightToLeft === true;
  tab.tabColorStyle = colorOf(given);
}

const colorOf = (given: Json): unknown =>
  given.tabColorStyle ?? (given.tabColor === undefined ? null : { rgbColor: given.tabColor });

const MAX_TITLE = 100;

function checkTitle(draft: Book, title: string, self: Tab | null, prefix: string): void {
  if (title.length > MAX_TITLE) badRequest(`${prefix}The sheet name cannot be greater than ${MAX_TITLE} characters.`);
  const taken = findTab(draft, title);
  if (taken !== undefined && taken !== self) {
    badRequest(`${prefix}A sheet with the name "${title}" already exists. Please enter another name.`);
  }
}

/** `added` is what the change brings to the grids of the workbook. */
export function checkSize(
  draft: Book,
  added: number,
  rowCount: number,
  columnCount: number,
  limits: Limits,
  prefix: string,
): void {
  if (rowCount < 1) badRequest(`${prefix}Invalid rowCount: ${rowCount}. A sheet must have at least 1 row.`);
  if (columnCount < 1) badRequest(`${prefix}Invalid columnCount: ${columnCount}. A sheet must have at least 1 column.`);
  if (columnCount > limits.columnsPerSheet) {
    badRequest(
      `${prefix}This action would increase the number of columns in the worksheet above the limit of ${limits.columnsPerSheet} columns.`,
    );
  }
  if (added > 0 && cellCount(draft) + added > limits.cellsPerBook) {
    badRequest(
      `${prefix}This action would increase the number of cells in the workbook above the limit of ${limits.cellsPerBook} cells.`,
    );
  }
}

function checkFrozen(tab: Tab, prefix: string): void {
  const { frozenColumnCount, frozenRowCount } = tab.grid;
  if (frozenRowCount < 0 || frozenColumnCount < 0) badRequest(`${prefix}Frozen counts must not be negative`);
  if (frozenRowCount >= tab.grid.rowCount) badRequest(`${prefix}You can't freeze all visible rows on the sheet.`);
  if (frozenColumnCount >= tab.grid.columnCount) {
    badRequest(`${prefix}You can't freeze all visible columns on the sheet.`);
  }
}

export function updateTab(draft: Book, given: Json, mask: Mask, limits: Limits, prefix: string): void {
  const tab = tabById(draft, given.sheetId, prefix);
  const all = mask['*'] !== undefined;
  const has = (name: string): boolean => all || mask[name] !== undefined;
  if (mask.sheetId !== undefined || mask.sheetType !== undefined) {
    badRequest(`${prefix}sheetId and sheetType cannot be changed`);
  }
  if (has('title') && !(all && given.title === undefined)) {
    const title = String(given.title ?? '');
    if (title === '') badRequest(`${prefix}The sheet name cannot be empty.`);
    checkTitle(draft, title, tab, prefix);
    tab.title = title;
  }
  if (has('gridProperties'))
    updateGrid(draft, tab, (given.gridProperties ?? {}) as Json, mask.gridProperties ?? {}, limits, prefix);
  if (has('hidden')) {
    tab.hidden = given.hidden === true;
    if (draft.tabs.every((other) => other.hidden)) badRequest(`${prefix}You can't hide all the sheets in a document.`);
  }
  if (has('rightToLeft')) tab.rightToLeft = given.rightToLeft === true;
  if (has('tabColorStyle') || has('tabColor')) tab.tabColorStyle = colorOf(given);
  if (has('index') && !(all && given.index === undefined)) moveTab(draft, tab, Number(given.index ?? 0), prefix);
}

/**
 * Rows are changed first and checked with the old number of columns: making a sheet longer and narrower at once fails
 * when the step between is too large (robin900/gspread-dataframe#37).
 */
function updateGrid(draft: Book, tab: Tab, given: Json, mask: Mask, limits: Limits, prefix: string): void {
  const all = Object.keys(mask).length === 0 || mask['*'] !== undefined;
  const { grid } = tab;
  const wanted = (name: 'rowCount' | 'columnCount', known: number): number =>
    mask[name] !== undefined || (all && given[name] !== undefined) ? Number(given[name] ?? 0) : known;
  const rowCount = wanted('rowCount', grid.rowCount);
  const columnCount = wanted('columnCount', grid.columnCount);
  checkSize(draft, (rowCount - grid.rowCount) * grid.columnCount, rowCount, grid.columnCount, limits, prefix);
  resize(tab, rowCount, grid.columnCount);
  checkSize(draft, (columnCount - grid.columnCount) * rowCount, rowCount, columnCount, limits, prefix);
  resize(tab, rowCount, columnCount);
  if (all || mask.frozenRowCount !== undefined) grid.frozenRowCount = Number(given.frozenRowCount ?? 0);
  if (all || mask.frozenColumnCount !== undefined) grid.frozenColumnCount = Number(given.frozenColumnCount ?? 0);
  if (all || mask.hideGridlines !== undefined) grid.hideGridlines = given.hideGridlines === true;
  checkFrozen(tab, prefix);
}

/** Indexes count as before the move: to bring the first of three in front of the third, the index is 2. */
function moveTab(draft: Book, tab: Tab, index: number, prefix: string): void {
  if (index < 0 || index > draft.tabs.length) badRequest(`${prefix}Sheet index ${index} is out of range`);
  const from = draft.tabs.indexOf(tab);
  draft.tabs.splice(from, 1);
  draft.tabs.splice(index > from ? index - 1 : index, 0, tab);
}

export function deleteTab(draft: Book, sheetId: unknown, prefix: string): void {
  const tab = tabById(draft, sheetId, prefix);
  if (draft.tabs.length === 1) badRequest(`${prefix}You can't remove all the sheets in a document.`);
  if (draft.tabs.every((other) => other === tab || other.hidden)) {
    badRequest(`${prefix}You can't remove all the visible sheets in a document.`);
  }
  draft.tabs.splice(draft.tabs.indexOf(tab), 1);
}

/** An absent id is 0, as absent numbers are. */
export function tabById(draft: Book, sheetId: unknown, prefix: string): Tab {
  const wanted = Number(sheetId ?? 0);
  const tab = draft.tabs.find((candidate) => candidate.sheetId === wanted);
  return tab ?? badRequest(`${prefix}No grid with id: ${wanted}`);
}

function freeTitle(draft: Book): string {
  for (let number = draft.tabs.length + 1; ; number += 1) {
    if (findTab(draft, `Sheet${number}`) === undefined) return `Sheet${number}`;
  }
}

function freeSheetId(draft: Book): number {
  for (;;) {
    const sheetId = newSheetId();
    if (draft.tabs.every((tab) => tab.sheetId !== sheetId)) return sheetId;
  }
}
