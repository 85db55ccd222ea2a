import { z } from 'zod';
import type { MicrosoftDestination } from '../../../../src-preload/contract/exports.ts';
import type { SheetPlan } from '../../../domain/sheets/book.ts';
import { plannedSheets } from '../../../domain/sheets/cells.ts';
import type { Sent } from '../../accounts/provider.ts';
import { EngineFailure } from '../../failure.ts';
import { createRowCounter } from '../watch.ts';
import { type WorkbookValue, workbookValue } from './cell-values.ts';
import { itemPath, valuesOf } from './drive-item.ts';
import type { Graph } from './graph.ts';
import { type GraphContext, graphFailure } from './graph-errors.ts';
import { areaOf } from './range-address.ts';
import { readResume, type RowsState } from './resume-state.ts';
import { lastFilledRow, rowChunks } from './row-chunks.ts';
import {
  aboutRows,
  clearArea,
  onlySheet,
  rangePath,
  type RowsRequest,
  sheetPath,
  targetItem,
  writeArea,
  writeMark,
} from './row-target.ts';
import { openWorkbook, type Time, type Workbook } from './workbook.ts';

type TabTarget = Extract<MicrosoftDestination['target'], { kind: 'tab' }>;
type SheetFacts = { readonly id: string; readonly name: string };
type Goal = { readonly sheet: string; readonly made: boolean };

const sheetFacts = z.object({ id: z.string(), name: z.string() });

export function tabContext({ fileName, tabName }: TabTarget, account: string): GraphContext {
  return { what: `"${tabName}" in "${fileName}" could not be written`, account };
}

/**
 * Replaces the content of a worksheet, or adds one.
 *
 * A sheet that is there keeps its place, so that what refers to it still does: it is emptied, marked as incomplete in
 * its first cell, filled below, and gets its first rows last. A new one carries a name that says that it is incomplete
 * until all of it is there. Throws what the answers mean; then the resume state that was saved last stands.
 */
export async function sendTab(graph: Graph, request: RowsRequest, target: TabTarget, time: Time): Promise<Sent> {
  const { book, account, watch } = request;
  const context = tabContext(target, account.account().name);
  const plan = onlySheet(book);
  const item = await targetItem(graph, target, context);
  const workbook = await openWorkbook(graph, itemPath(target.driveId, target.fileId), time, context);
  try {
    const earlier = earlierState(request, target);
    const sheets = await worksheets(workbook, context);
    const goal = await goalOf(workbook, request, target, sheets, earlier, context);
    const started = earlier !== null && earlier.target.kind === 'tab' && earlier.target.sheet === goal.sheet;
    const written = await writeRows(workbook, request, target, plan, goal, started ? earlier : null);
    await checkExtent(workbook, goal.sheet, plan, written.filledRows, context, () =>
      // What stands there now is not known: the next run begins anew.
      request.saveResume(stateOf(target, goal, 0, '')),
    );
    watch.progress('rows', plan.rowCount, plan.rowCount);
    await writeHead(workbook, goal.sheet, plan);
    if (goal.made) {
      watch.progress('format', 0, 0);
      await dress(workbook, goal.sheet, plan);
      await workbook.must({
        method: 'PATCH',
        path: sheetPath(goal.sheet),
        body: { name: target.tabName },
        about: 'the name of a worksheet',
        repeatable: true,
      });
    }
    request.saveResume(null);
    return { url: item.webUrl, name: item.name, rows: plan.rowCount, sheets: 1, cutCells: written.cutCells };
  } finally {
    await workbook.close();
  }
}

function earlierState({ resume }: RowsRequest, { driveId, fileId }: TabTarget): RowsState | null {
  const earlier = readResume(resume);
  return earlier?.kind === 'rows' && earlier.driveId === driveId && earlier.fileId === fileId ? earlier : null;
}

async function worksheets(workbook: Workbook, context: GraphContext): Promise<readonly SheetFacts[]> {
  const answer = await workbook.must({
    method: 'GET',
    path: 'worksheets?$select=id,name',
    about: 'names of worksheets',
    repeatable: true,
  });
  return valuesOf(answer, context).values.flatMap((value) => {
    const parsed = sheetFacts.safeParse(value);
    return parsed.success ? [parsed.data] : [];
  });
}

/** A name that no person gives, at most 31 characters, the same for each run of one export. */
function unfinishedName(exportId: string): string {
  return `Incomplete ${exportId.replace(/[^A-Za-z0-9]/g, '').slice(0, 12)}`;
}

/** The sheet that is written to; one that this export adds is found again by its name. */
async function goalOf(
  workbook: Workbook,
  request: RowsRequest,
  target: TabTarget,
  sheets: readonly SheetFacts[],
  earlier: RowsState | null,
  context: GraphContext,
): Promise<Goal> {
  const named = (name: string) => sheets.find((sheet) => sheet.name.toLowerCase() === name.toLowerCase());
  const known = earlier?.target.kind === 'tab' ? earlier.target : null;
  // Renamed already, and only the answer was lost.
  if (known !== null && sheets.some(({ id }) => id === known.sheet)) return known;
  const name = unfinishedName(request.exportId);
  const unfinished = named(name);
  if (unfinished !== undefined) return { sheet: unfinished.id, made: true };
  const there = named(target.tabName);
  if (there !== undefined) {
    await refuseTables(workbook, there, context);
    return { sheet: there.id, made: false };
  }
  const save = (sheet: string): void => request.saveResume(stateOf(target, { sheet, made: true }, 0, ''));
  // Saved before it is made, so that it is removed whatever happens on the way.
  save(name);
  const added = await addSheet(workbook, name, context);
  save(added.id);
  return { sheet: added.id, made: true };
}

/** Clearing what a table stands in would take its headers from it. */
async function refuseTables(workbook: Workbook, sheet: SheetFacts, context: GraphContext): Promise<void> {
  const answer = await workbook.must({
    method: 'GET',
    path: `${sheetPath(sheet.id)}/tables?$select=id,name`,
    about: `tables in "${sheet.name}"`,
    repeatable: true,
  });
  if (valuesOf(answer, context).values.length === 0) return;
  throw new EngineFailure(
    'target-refused',
    `"${sheet.name}" holds a table. Choose the table itself as the target, or another sheet.`,
  );
}

async function addSheet(workbook: Workbook, name: string, context: GraphContext): Promise<SheetFacts> {
  const add = () =>
    workbook.call({
      method: 'POST',
      path: 'worksheets/add',
      body: { name },
      about: 'a new worksheet',
      repeatable: false,
    });
  const found = async (): Promise<SheetFacts | null> =>
    (await worksheets(workbook, context)).find((sheet) => sheet.name === name) ?? null;
  for (let attempts = 1; ; attempts += 1) {
    try {
      const answer = await add();
      const parsed = sheetFacts.safeParse(answer.json);
      if (answer.status >= 200 && answer.status <= 299 && parsed.success) return parsed.data;
      // It is there already: the answer to the request before was lost.
      const there = answer.status === 409 || answer.status >= 500 ? await found() : null;
      if (there !== null) return there;
      if (answer.status < 500 || attempts >= 4) throw graphFailure(answer, context);
    } catch (error) {
      const cut = error instanceof EngineFailure && error.code === 'service-unreachable';
      if (!cut || attempts >= 4) throw error;
      const there = await found();
      if (there !== null) return there;
    }
  }
}

function stateOf(target: TabTarget, goal: Goal, rowsDone: number, fingerprint: string): RowsState {
  const { driveId, fileId } = target;
  return { kind: 'rows', driveId, fileId, target: { kind: 'tab', ...goal }, rowsDone, fingerprint };
}

function headRows(plan: SheetPlan): readonly (readonly WorkbookValue[])[] {
  const width = widthOf(plan);
  const filled = (cells: readonly WorkbookValue[]): readonly WorkbookValue[] =>
    Array.from({ length: width }, (_, column) => cells[column] ?? '');
  const headers = filled(plan.columns.map(({ header }) => workbookValue(header).value));
  return plan.title === null ? [headers] : [filled(plan.title.map((cell) => workbookValue(cell).value)), headers];
}

function widthOf({ columns, title }: SheetPlan): number {
  return Math.max(1, columns.length, title?.length ?? 0);
}

type WrittenRows = { readonly filledRows: number; readonly cutCells: number };

async function writeRows(
  workbook: Workbook,
  request: RowsRequest,
  target: TabTarget,
  plan: SheetPlan,
  goal: Goal,
  earlier: RowsState | null,
): Promise<WrittenRows> {
  const { book, watch } = request;
  const height = headRows(plan).length;
  const order = plan.columns.map((_, column) => column);
  const resumeAt = earlier?.rowsDone ?? 0;
  if (resumeAt === 0) {
    // Saved before: from here on there is something to go on with, or to clear.
    request.saveResume(stateOf(target, goal, 0, ''));
    await empty(workbook, goal.sheet);
  }
  const counter = createRowCounter({ signal: watch.signal, onRows: () => undefined });
  let written: WrittenRows = { filledRows: 0, cutCells: 0 };
  // The boundary where the earlier run stopped is one here, too, so that the fingerprints can be compared.
  for (const chunk of rowChunks(counter.of(plan, plannedSheets(book)), order, new Set([resumeAt]))) {
    const end = chunk.first + chunk.values.length;
    written = { filledRows: Math.max(written.filledRows, lastFilledRow(chunk)), cutCells: chunk.cutCells };
    if (end <= resumeAt) {
      if (end < resumeAt || chunk.fingerprint === earlier?.fingerprint) continue;
      // Other rows than those that were sent: a mixture is worse than sending all of it anew.
      return writeRows(workbook, request, target, plan, goal, null);
    }
    watch.progress('rows', chunk.first, plan.rowCount);
    const area = {
      firstRow: height + chunk.first,
      firstColumn: 0,
      lastRow: height + end - 1,
      lastColumn: order.length - 1,
    };
    await writeArea(workbook, goal.sheet, area, chunk.values, aboutRows(chunk, target.tabName));
    request.saveResume(stateOf(target, goal, end, chunk.fingerprint));
  }
  return written;
}

/** Empties a sheet and marks it. Between both it is empty, which looks like no export at all. */
async function empty(workbook: Workbook, sheet: string): Promise<void> {
  const used = await usedArea(workbook, sheet);
  if (used !== null) await clearArea(workbook, sheet, used, 'a worksheet is emptied');
  await writeMark(workbook, sheet, 0, 0);
}

async function usedArea(workbook: Workbook, sheet: string) {
  const answer = await workbook.must({
    method: 'GET',
    path: `${sheetPath(sheet)}/usedRange(valuesOnly=true)?$select=address`,
    about: 'how far a worksheet is filled',
    repeatable: true,
  });
  const address = answer.json?.['address'];
  return typeof address === 'string' ? areaOf(address) : null;
}

/** Before the first rows make it look whole: is there as much as was written, and no more? */
async function checkExtent(
  workbook: Workbook,
  sheet: string,
  plan: SheetPlan,
  filledRows: number,
  { what }: GraphContext,
  beginAnew: () => void,
): Promise<void> {
  const used = await usedArea(workbook, sheet);
  const expected = filledRows === 0 ? 0 : headRows(plan).length + filledRows - 1;
  if (used === null || used.lastRow === expected) return;
  beginAnew();
  throw new EngineFailure(
    'target-locked',
    `${what}: somebody else changed the sheet meanwhile. Close the workbook everywhere, and export again.`,
    { retryable: true },
  );
}

async function writeHead(workbook: Workbook, sheet: string, plan: SheetPlan): Promise<void> {
  const head = headRows(plan);
  const area = { firstRow: 0, firstColumn: 0, lastRow: head.length - 1, lastColumn: widthOf(plan) - 1 };
  await writeArea(workbook, sheet, area, head, 'the first rows of a worksheet');
}

/** Bold headers and columns as wide as what they hold. Looks only: where they are refused nothing is lost. */
async function dress(workbook: Workbook, sheet: string, plan: SheetPlan): Promise<void> {
  const head = headRows(plan);
  const area = { firstRow: 0, firstColumn: 0, lastRow: head.length - 1, lastColumn: widthOf(plan) - 1 };
  const about = 'the looks of a worksheet';
  await workbook.call({
    method: 'PATCH',
    path: `${rangePath(sheet, area)}/format/font`,
    body: { bold: true },
    about,
    repeatable: true,
  });
  const sample = { ...area, lastRow: Math.min(head.length + plan.rowCount, 200) };
  await workbook.call({
    method: 'POST',
    path: `${rangePath(sheet, sample)}/format/autofitColumns`,
    body: {},
    about,
    repeatable: true,
  });
}

/** Removes the sheet that was added; one that was there before stays, emptied and marked. */
export async function discardTab(workbook: Workbook, { sheet, made }: Goal, context: GraphContext): Promise<void> {
  const there = (await worksheets(workbook, context)).find(({ id, name }) => id === sheet || name === sheet);
  if (there === undefined) return;
  if (!made) return empty(workbook, there.id);
  const answer = await workbook.call({
    method: 'DELETE',
    path: sheetPath(there.id),
    about: 'an incomplete worksheet is removed',
    repeatable: true,
  });
  if (answer.status >= 400 && answer.status !== 404) throw graphFailure(answer, context);
}
