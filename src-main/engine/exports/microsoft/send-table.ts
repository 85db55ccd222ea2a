import type { MicrosoftDestination } from '../../../../src-preload/contract/exports.ts';
import type { Cell } from '../../../domain/sheets/book.ts';
import { plannedSheets } from '../../../domain/sheets/cells.ts';
import type { Sent } from '../../accounts/provider.ts';
import { EngineFailure } from '../../failure.ts';
import { createRowCounter } from '../watch.ts';
import type { WorkbookValue } from './cell-values.ts';
import { itemPath, unreadable } from './drive-item.ts';
import type { Graph, GraphAnswer } from './graph.ts';
import { type GraphContext, graphError, graphFailure, kindOf } from './graph-errors.ts';
import { type Area, areaOf, sheetOfAddress } from './range-address.ts';
import { readResume, type RowsState } from './resume-state.ts';
import { type RowChunk, rowChunks } from './row-chunks.ts';
import {
  aboutRows,
  clearArea,
  refuseChanged,
  onlySheet,
  rangePath,
  type RowsRequest,
  targetItem,
  writeArea,
  writeMark,
} from './row-target.ts';
import { matchColumns } from './table-columns.ts';
import { openWorkbook, type Time, type Workbook, type WorkbookCall } from './workbook.ts';

/** How often a request whose end is not known is made. */
const MAX_ATTEMPTS = 4;

type TableTarget = Extract<MicrosoftDestination['target'], { kind: 'table' }>;

/** Where the rows of a table stand: at least one, since a table is never without. */
type Body = { readonly sheet: string; readonly area: Area; readonly count: number };

export function tableContext(
  { fileName, tableName }: Pick<TableTarget, 'fileName' | 'tableName'>,
  account: string,
): GraphContext {
  return { what: `The table "${tableName}" in "${fileName}" could not be written`, account };
}

/**
 * Replaces the rows of a table; what refers to it still does.
 *
 * Its old rows are emptied first and its first row says that it is incomplete until all others are there, so that it
 * never holds old and new rows at once. Throws what the answers mean; then the resume state that was saved last stands.
 */
export async function sendTable(graph: Graph, request: RowsRequest, target: TableTarget, time: Time): Promise<Sent> {
  const { book, account } = request;
  const context = tableContext(target, account.account().name);
  const plan = onlySheet(book);
  const item = await targetItem(graph, target, context);
  const workbook = await openWorkbook(graph, itemPath(target.driveId, target.fileId), time, context);
  try {
    const headers = await headersOf(workbook, target.tableId, context);
    const order = matchColumns(
      target.tableName,
      headers,
      plan.columns.map(({ header }) => header),
    );
    const save: Table['save'] = (rowsDone, fingerprint) =>
      request.saveResume({
        kind: 'rows',
        driveId: target.driveId,
        fileId: target.fileId,
        target: { kind: 'table', tableId: target.tableId },
        rowsDone,
        fingerprint,
      } satisfies RowsState);
    const table: Table = { workbook, request, target, order, context, save, rowCount: plan.rowCount };
    const rows = (): Iterable<readonly Cell[]> =>
      createRowCounter({ signal: request.watch.signal, onRows: () => undefined }).of(plan, plannedSheets(book));
    const cutCells = await writeRows(table, rows, earlierState(request, target));
    request.saveResume(null);
    return { url: item.webUrl, name: item.name, rows: plan.rowCount, sheets: 1, cutCells };
  } finally {
    await workbook.close();
  }
}

type Table = {
  readonly workbook: Workbook;
  readonly request: RowsRequest;
  readonly target: TableTarget;
  readonly order: readonly number[];
  readonly context: GraphContext;
  /** Rows that were acknowledged, and their fingerprint. */
  readonly save: (rowsDone: number, fingerprint: string) => void;
  readonly rowCount: number;
};

function earlierState({ resume }: RowsRequest, { driveId, fileId, tableId }: TableTarget): RowsState | null {
  const earlier = readResume(resume);
  if (earlier?.kind !== 'rows' || earlier.driveId !== driveId || earlier.fileId !== fileId) return null;
  return earlier.target.kind === 'table' && earlier.target.tableId === tableId ? earlier : null;
}

function tablePath(tableId: string): string {
  return `tables/${encodeURIComponent(tableId)}`;
}

/** Headers of a table, in its order. */
export async function headersOf(
  workbook: Pick<Workbook, 'must'>,
  tableId: string,
  context: GraphContext,
): Promise<readonly string[]> {
  const answer = await workbook.must({
    method: 'GET',
    path: `${tablePath(tableId)}/headerRowRange?$select=address,values`,
    about: 'headers of a table',
    repeatable: true,
  });
  const rows = answer.json?.['values'];
  const first: unknown = Array.isArray(rows) ? rows[0] : null;
  if (!Array.isArray(first)) throw unreadable(context);
  return first.map(String);
}

async function bodyOf(workbook: Workbook, tableId: string, context: GraphContext): Promise<Body> {
  const answer = await workbook.must({
    method: 'GET',
    path: `${tablePath(tableId)}/dataBodyRange?$select=address`,
    about: 'where the rows of a table stand',
    repeatable: true,
  });
  const address = answer.json?.['address'];
  const area = typeof address === 'string' ? areaOf(address) : null;
  if (typeof address !== 'string' || area === null) throw unreadable(context);
  return { sheet: sheetOfAddress(address), area, count: area.lastRow - area.firstRow + 1 };
}

/** Rows of the body from `first` to `last`, counted from 0. */
function rowsArea({ area }: Body, first: number, last: number): Area {
  return { ...area, firstRow: area.firstRow + first, lastRow: area.firstRow + last };
}

/** Empties the rows, marks the first, and takes away those that are too many. */
async function empty(table: Table): Promise<Body> {
  const { workbook, target, rowCount, context } = table;
  const body = await bodyOf(workbook, target.tableId, context);
  await clearArea(workbook, body.sheet, body.area, `the rows of "${target.tableName}" are emptied`);
  await writeMark(workbook, body.sheet, body.area.firstRow, body.area.firstColumn);
  const needed = Math.max(1, rowCount);
  return body.count <= needed ? body : deleteRows(table, body, needed);
}

/** Takes away all rows from `from` on. */
function deleteRows(table: Table, body: Body, from: number): Promise<Body> {
  const call: WorkbookCall = {
    method: 'POST',
    path: `${rangePath(body.sheet, rowsArea(body, from, body.count - 1))}/delete`,
    body: { shift: 'Up' },
    about: `${body.count - from} empty rows of a table are removed`,
    repeatable: false,
  };
  return changeCount(table, body, from, call);
}

async function writeRows(
  table: Table,
  rows: () => Iterable<readonly Cell[]>,
  earlier: RowsState | null,
): Promise<number> {
  const { workbook, request, target, order, context, rowCount, save } = table;
  const resumeAt = earlier?.rowsDone ?? 0;
  if (resumeAt === 0) save(0, '');
  let body = resumeAt === 0 ? await empty(table) : await bodyOf(workbook, target.tableId, context);
  let cutCells = 0;
  let first: readonly WorkbookValue[] | null = null;
  // The first row comes last, and rows that stand already are written over while others are added.
  const bounds = new Set([1, resumeAt, body.count]);
  for (const chunk of rowChunks(rows(), order, bounds)) {
    const end = chunk.first + chunk.values.length;
    cutCells = chunk.cutCells;
    if (chunk.first === 0) first = chunk.values[0] ?? null;
    if (end <= resumeAt) {
      if (end < resumeAt || chunk.fingerprint === earlier?.fingerprint) continue;
      return writeRows(table, rows, null);
    }
    request.watch.progress('rows', chunk.first, rowCount);
    if (chunk.first > 0 && end <= body.count) {
      await writeArea(
        workbook,
        body.sheet,
        rowsArea(body, chunk.first, end - 1),
        chunk.values,
        aboutRows(chunk, target.tableName),
      );
    } else if (chunk.first > 0) {
      body = await append(table, body, chunk);
    }
    save(end, chunk.fingerprint);
  }
  request.watch.progress('rows', rowCount, rowCount);
  const now = await bodyOf(workbook, target.tableId, context);
  if (now.count !== Math.max(1, rowCount)) throw changedMeanwhile(table);
  const values = first ?? order.map(() => '');
  await writeArea(workbook, now.sheet, rowsArea(now, 0, 0), [values], `the first row of "${target.tableName}"`);
  return cutCells;
}

/** Adds rows at the end. */
function append(table: Table, before: Body, chunk: RowChunk): Promise<Body> {
  const call: WorkbookCall = {
    method: 'POST',
    path: `${tablePath(table.target.tableId)}/rows/add`,
    body: { index: null, values: chunk.values },
    about: aboutRows(chunk, table.target.tableName),
    repeatable: false,
  };
  return changeCount(table, before, before.count + chunk.values.length, call, (answer) =>
    refuseChanged(chunk.values, answer.json?.['values'], {
      firstRow: before.area.lastRow + 1,
      firstColumn: before.area.firstColumn,
    }),
  );
}

/**
 * Makes a change after which the table has another number of rows. That number tells whether a request that got no
 * answer was carried out: done twice it would add rows twice, or take away what stands below the table.
 */
async function changeCount(
  table: Table,
  before: Body,
  after: number,
  call: WorkbookCall,
  look: (answer: GraphAnswer) => void = () => undefined,
): Promise<Body> {
  const { workbook, target, context } = table;
  for (let attempts = 1; ; attempts += 1) {
    try {
      const answer = await workbook.call(call);
      const passing = kindOf(graphError(answer)) === 'out of order';
      if (answer.status >= 300 && (!passing || attempts >= MAX_ATTEMPTS)) throw graphFailure(answer, context);
      if (!passing) look(answer);
    } catch (error) {
      const cut = error instanceof EngineFailure && error.code === 'service-unreachable';
      if (!cut || attempts >= MAX_ATTEMPTS) throw error;
    }
    const now = await bodyOf(workbook, target.tableId, context);
    if (now.count === after) return now;
    if (now.count !== before.count || attempts >= MAX_ATTEMPTS) throw changedMeanwhile(table);
  }
}

function changedMeanwhile({ context: { what }, save }: Pick<Table, 'context' | 'save'>): EngineFailure {
  // What stands there now is not known: the next run begins anew.
  save(0, '');
  return new EngineFailure(
    'target-locked',
    `${what}: somebody else changed the table meanwhile. Close the workbook everywhere, and export again.`,
    { retryable: true },
  );
}

/** The old rows are gone and the new ones are not whole: what is left says so. */
export async function discardTable(workbook: Workbook, tableId: string, context: GraphContext): Promise<void> {
  const body = await bodyOf(workbook, tableId, context);
  await clearArea(workbook, body.sheet, body.area, 'incomplete rows of a table are removed');
  await writeMark(workbook, body.sheet, body.area.firstRow, body.area.firstColumn);
}
