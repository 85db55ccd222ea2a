import type { MicrosoftDestination } from '../../../../src-preload/contract/exports.ts';
import type { Book, SheetPlan } from '../../../domain/sheets/book.ts';
import { dataSheets } from '../../../domain/sheets/cells.ts';
import type { SendRequest } from '../../accounts/provider.ts';
import { EngineFailure } from '../../failure.ts';
import { changedCell, type WorkbookValue } from './cell-values.ts';
import { type DriveItem, isWorkbookName, ITEM_FIELDS, itemOf, itemPath } from './drive-item.ts';
import type { Graph } from './graph.ts';
import type { GraphContext } from './graph-errors.ts';
import { addressOf, type Area } from './range-address.ts';
import type { RowChunk } from './row-chunks.ts';
import type { Workbook } from './workbook.ts';

export type RowsRequest = SendRequest<MicrosoftDestination>;

/** A sheet or a table with the file that it stands in. */
export type FileOf = { readonly driveId: string; readonly fileId: string; readonly fileName: string };

/** What stands first in a sheet or table until all of it is there. */
export const INCOMPLETE = 'Incomplete: an export of Orgbench stopped here or is still running.';

/** The one sheet of rows. Throws `target-refused` where there are several. */
export function onlySheet(book: Book): SheetPlan {
  const [sheet, ...others] = dataSheets(book);
  if (sheet !== undefined && others.length === 0) return sheet;
  throw new EngineFailure(
    'target-refused',
    'One sheet or table takes one sheet of rows, and this export has several. Choose one sheet for all objects, or a new workbook.',
  );
}

/** The workbook that is to be changed. Throws `target-missing`, `target-refused`. */
export async function targetItem(graph: Graph, file: FileOf, context: GraphContext): Promise<DriveItem> {
  const item = itemOf(
    await graph.ask({
      purpose: 'microsoft files',
      method: 'GET',
      path: `${itemPath(file.driveId, file.fileId)}?$select=${ITEM_FIELDS}`,
      about: 'whether a workbook is there',
      repeatable: true,
    }),
    context,
  );
  if (isWorkbookName(item.name) && item.folder === undefined) return item;
  throw new EngineFailure('target-refused', `"${item.name}" is no .xlsx workbook. Choose another one.`);
}

/** Writes a rectangle of values, and looks whether they arrived as what they are. */
export async function writeArea(
  workbook: Workbook,
  sheet: string,
  area: Area,
  values: RowChunk['values'],
  about: string,
): Promise<void> {
  const answer = await workbook.must({
    method: 'PATCH',
    path: `${rangePath(sheet, area)}?$select=address,values`,
    body: { values },
    about,
    repeatable: true,
  });
  refuseChanged(values, answer.json?.['values'], area);
}

/** Throws `target-refused` when the answer shows a text that became something else. */
export function refuseChanged(
  values: RowChunk['values'],
  answered: unknown,
  { firstRow, firstColumn }: Pick<Area, 'firstRow' | 'firstColumn'>,
): void {
  const changed = changedCell(values, answered);
  if (changed === null) return;
  throw new EngineFailure(
    'target-refused',
    `Excel for the web took a text in row ${firstRow + changed.row + 1}, column ${firstColumn + changed.column + 1} for something else, so the export was stopped. Send a new workbook instead.`,
  );
}

export async function clearArea(workbook: Workbook, sheet: string, area: Area, about: string): Promise<void> {
  await workbook.must({
    method: 'POST',
    path: `${rangePath(sheet, area)}/clear`,
    body: { applyTo: 'Contents' },
    about,
    repeatable: true,
  });
}

export function rangePath(sheet: string, area: Area): string {
  return `${sheetPath(sheet)}/range(address='${encodeURIComponent(addressOf(area))}')`;
}

export function sheetPath(sheet: string): string {
  return `worksheets/${encodeURIComponent(sheet)}`;
}

/** The mark that makes an unfinished target look unfinished: nothing but the first cell. */
export async function writeMark(workbook: Workbook, sheet: string, row: number, column: number): Promise<void> {
  const mark: WorkbookValue = `'${INCOMPLETE}`;
  const area = { firstRow: row, firstColumn: column, lastRow: row, lastColumn: column };
  await writeArea(workbook, sheet, area, [[mark]], 'a mark that the rows are incomplete');
}

/** What the ledger says of a piece of rows. */
export function aboutRows({ first, values }: RowChunk, name: string): string {
  return `rows ${first + 1} to ${first + values.length} for "${name}"`;
}
