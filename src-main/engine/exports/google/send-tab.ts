import { randomInt } from 'node:crypto';
import type { GoogleDestination } from '../../../../src-preload/contract/exports.ts';
import type { Book, SheetPlan } from '../../../domain/sheets/book.ts';
import { dataSheets } from '../../../domain/sheets/cells.ts';
import type { Sent } from '../../accounts/provider.ts';
import { EngineFailure } from '../../failure.ts';
import { formatRequests, type SheetRequest } from './format-requests.ts';
import { isAmbiguous } from './google-client.ts';
import type { GoogleDrive } from './google-drive.ts';
import { readTabs, type Tab } from './google-tabs.ts';
import type { TabState } from './resume-state.ts';
import { inPlaceRequests } from './tab-in-place.ts';
import { checkGrid, layoutOfSheet, type SheetLayout, tabTitlesFor } from './sheet-layout.ts';
import {
  canGoOn,
  DATA_CHANGED,
  NOTHING_SENT,
  pacedWrite,
  planHash,
  sentCounts,
  writeRequests,
  writeValues,
  type Writing,
} from './sheet-writer.ts';

export type TabTarget = Extract<GoogleDestination['target'], { readonly kind: 'tab' }>;

export type TabOrder = {
  readonly book: Book;
  readonly target: TabTarget;
  readonly exportId: string;
  readonly resume: TabState | null;
  readonly save: (state: TabState | null) => void;
};

export type TabDeps = Writing & { readonly drive: GoogleDrive };

const MAX_ATTEMPTS = 3;
/** A cell costs 15 bytes at least, so more never fit into one request and are not tried. */
const MAX_CELLS_IN_PLACE = 130_000;

/** Says what it is to whoever shows hidden tabs; unique in its spreadsheet. */
function incompleteTab(exportId: string): string {
  return `Incomplete ${exportId}`.slice(0, 100);
}

/** The one sheet that a tab is filled with; throws `bad-input` for a book of several. */
export function sheetForTab(book: Book): SheetPlan {
  const [sheet, ...others] = dataSheets(book);
  if (sheet !== undefined && others.length === 0) return sheet;
  throw new EngineFailure(
    'bad-input',
    `A tab takes one sheet and the export has ${others.length + 1}. Choose one sheet for all objects, or a new spreadsheet.`,
  );
}

/** Throws `target-missing`, `target-refused` or `too-large` when the tab cannot be written. Sends no cell. */
export async function checkTab(
  deps: Omit<TabDeps, 'watch' | 'pace'>,
  target: TabTarget,
  book: Book,
  signal: AbortSignal,
): Promise<void> {
  const sheet = sheetForTab(book);
  await deps.drive.ensureWritable(deps.account, target.fileId, { signal });
  const { tabs } = await readTabs(deps.client, deps.account, target.fileId, { signal });
  oldTabOf(target, tabs);
  checkGrid([layoutOfSheet(sheet, 0, target.tabName)], heldCells(tabs));
}

/**
 * Replaces the content of a tab, or adds one, in one step that happens whole or not at all: until then readers see the
 * old content, and a failure leaves it.
 *
 * What fits into one request is written into the tab itself. More is written to a hidden tab that takes the old one's
 * name and place at the end; formulas of other tabs that looked into the old one then have to be entered again.
 */
export async function sendTab(deps: TabDeps, order: TabOrder): Promise<Sent> {
  const plan = sheetForTab(order.book);
  const { url } = await deps.drive.ensureWritable(deps.account, order.target.fileId, { signal: deps.watch.signal });
  let { name, tabs } = await tabsOf(deps, order.target.fileId);
  if (order.resume !== null) {
    const finished = tabs.find(({ id, title }) => id === order.resume?.newTabId && title === order.resume.title);
    const filling = unfinishedTab(tabs, order.resume);
    const layout = layoutOfSheet(plan, order.resume.newTabId, incompleteTab(order.exportId));
    const fits = order.resume.plan === planHash([layout]);
    // The last step may have happened although its answer was lost: then all of it has.
    if (finished !== undefined || (fits && filling !== undefined)) {
      const stage = finished === undefined ? 'filling' : 'swapped';
      const outcome = await run(deps, order, layout, order.resume, { name, stage });
      if (outcome !== DATA_CHANGED) return outcome;
    }
    await discardTab(deps, order.resume);
    order.save(null);
    ({ name, tabs } = await tabsOf(deps, order.target.fileId));
  }
  const old = oldTabOf(order.target, tabs);
  const others = tabs.filter(({ id }) => id !== old?.id).map(({ title }) => title);
  const written = old === undefined ? null : await writeInPlace(deps, order, plan, old, { url, name, tabs });
  if (written !== null) return written;
  const layout = layoutOfSheet(plan, freeId(tabs), incompleteTab(order.exportId));
  checkGrid([layout], heldCells(tabs));
  const state: TabState = {
    kind: 'tab',
    exportId: order.exportId,
    plan: planHash([layout]),
    fileId: order.target.fileId,
    url,
    newTabId: layout.sheetId,
    oldTabId: old?.id ?? null,
    title: old?.title ?? tabTitlesFor([order.target.tabName], others)[0] ?? order.target.tabName,
    ...NOTHING_SENT,
  };
  order.save(state);
  const outcome = await run(deps, order, layout, state, { name, stage: 'missing' });
  if (outcome === DATA_CHANGED) throw new Error('A first run has nothing to compare with.');
  return outcome;
}

/** Null when it does not fit into one request; nothing was sent then. */
async function writeInPlace(
  deps: TabDeps,
  order: TabOrder,
  plan: SheetPlan,
  old: Tab,
  found: { readonly url: string; readonly name: string; readonly tabs: readonly Tab[] },
): Promise<Sent | null> {
  const layout = layoutOfSheet(plan, old.id, old.title);
  if (layout.rows * layout.columns > MAX_CELLS_IN_PLACE) return null;
  checkGrid([layout], heldCells(found.tabs) - old.rows * old.columns);
  const prepared = inPlaceRequests(layout, old, { signal: deps.watch.signal, onRows: () => undefined });
  if (prepared === null) return null;
  await writeRequests(deps, order.target.fileId, [prepared.requests]);
  deps.watch.progress('rows', plan.rowCount, plan.rowCount);
  const counts = sentCounts(order.book, prepared.facts.cutCells());
  return { url: tabUrl(found.url, old.id), name: found.name, ...counts, sheets: 1 };
}

function tabUrl(url: string, tabId: number): string {
  return `${url.replace(/#.*$/, '')}#gid=${tabId}`;
}

async function run(
  deps: TabDeps,
  order: TabOrder,
  layout: SheetLayout,
  from: TabState,
  found: { readonly name: string; readonly stage: 'missing' | 'filling' | 'swapped' },
): Promise<Sent | typeof DATA_CHANGED> {
  let state = from;
  const save = (change: Partial<TabState>): void => {
    state = { ...state, ...change };
    order.save(state);
  };
  try {
    if (found.stage === 'missing') await addTab(deps, layout, state);
    // After the swap nothing is left to send: the rows are read once more to compare and to count.
    const facts = await writeValues(deps, state.fileId, [layout], state, save);
    if (found.stage !== 'swapped') {
      await swap(deps, state, [...formatRequests(layout, facts.links.get(layout.sheetId) ?? [])]);
    }
    order.save(null);
    const counts = sentCounts(order.book, facts.cutCells());
    return { url: tabUrl(state.url, layout.sheetId), name: found.name, ...counts, sheets: 1 };
  } catch (error) {
    if (error === DATA_CHANGED) return DATA_CHANGED;
    if (!canGoOn(error)) await takeBack(deps, state, () => order.save(null));
    throw error;
  }
}

async function addTab(deps: TabDeps, layout: SheetLayout, state: TabState): Promise<void> {
  const { sheetId, title, rows, columns, frozenRows } = layout;
  const gridProperties = {
    rowCount: rows,
    columnCount: columns,
    ...(frozenRows > 0 ? { frozenRowCount: frozenRows } : {}),
  };
  const requests = [{ addSheet: { properties: { sheetId, title, hidden: true, gridProperties } } }];
  await once(
    async () => {
      await pacedWrite(deps, { about: 'a new tab', repeatable: false }, ({ libraries, auth, options }) =>
        libraries.sheets.spreadsheets.batchUpdate(
          { auth, spreadsheetId: state.fileId, requestBody: { requests }, fields: 'spreadsheetId' },
          options,
        ),
      );
    },
    async () => unfinishedTab((await tabsOf(deps, state.fileId)).tabs, state) !== undefined,
  );
}

/** Formats, then the step that readers see: the new tab in the old one's place, all at once. */
async function swap(deps: TabDeps, state: TabState, formats: readonly SheetRequest[]): Promise<void> {
  await once(
    async () => {
      const { tabs } = await tabsOf(deps, state.fileId);
      const requests = [...formats, swapRequests(state, tabs)];
      await writeRequests(deps, state.fileId, requests, false);
    },
    async () => {
      const { tabs } = await tabsOf(deps, state.fileId);
      return tabs.some(({ id, hidden, title }) => id === state.newTabId && !hidden && title === state.title);
    },
  );
}

function swapRequests(state: TabState, tabs: readonly Tab[]): readonly SheetRequest[] {
  const sheetId = state.newTabId;
  const old = tabs.find(({ id }) => id === state.oldTabId);
  const show = { updateSheetProperties: { properties: { sheetId, hidden: false }, fields: 'hidden' } };
  if (old === undefined) {
    const others = tabs.filter(({ id }) => id !== sheetId).map(({ title }) => title);
    const [title = state.title] = tabTitlesFor([state.title], others);
    return [show, { updateSheetProperties: { properties: { sheetId, title }, fields: 'title' } }];
  }
  return [
    // First, because a spreadsheet always shows one tab at least.
    show,
    { deleteSheet: { sheetId: old.id } },
    {
      updateSheetProperties: {
        properties: { sheetId, title: old.title, index: old.index },
        fields: 'title,index',
      },
    },
  ];
}

/** Does something that can be done only once; when its answer is lost, looks before it does it again. */
async function once(act: () => Promise<void>, happened: () => Promise<boolean>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (!isAmbiguous(error)) throw error;
      if (await happened()) return;
      if (attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

/** Removes the tab that an unfinished export left. One that has taken its place already stays. */
export async function discardTab(deps: TabDeps, state: TabState): Promise<void> {
  try {
    const { tabs } = await tabsOf(deps, state.fileId);
    if (unfinishedTab(tabs, state) === undefined) return;
    const requests = [{ deleteSheet: { sheetId: state.newTabId } }];
    await once(
      () => writeRequests(deps, state.fileId, requests, false),
      async () => unfinishedTab((await tabsOf(deps, state.fileId)).tabs, state) === undefined,
    );
  } catch (error) {
    // With the spreadsheet its tabs are gone.
    if (!(error instanceof EngineFailure && error.code === 'target-missing')) throw error;
  }
}

/** After a failure for good. When even that fails, the tab stays hidden and says that it is incomplete. */
async function takeBack(deps: TabDeps, state: TabState, forget: () => void): Promise<void> {
  try {
    await discardTab(deps, state);
    forget();
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
  }
}

function tabsOf(deps: TabDeps, fileId: string): ReturnType<typeof readTabs> {
  return readTabs(deps.client, deps.account, fileId, { signal: deps.watch.signal });
}

function unfinishedTab(tabs: readonly Tab[], state: Pick<TabState, 'newTabId' | 'exportId'>): Tab | undefined {
  return tabs.find(({ id, title }) => id === state.newTabId && title === incompleteTab(state.exportId));
}

/** The tab that is replaced, or undefined where one is added. */
function oldTabOf(target: TabTarget, tabs: readonly Tab[]): Tab | undefined {
  if (target.tabId === null) return undefined;
  const old = tabs.find(({ id }) => id === target.tabId);
  if (old !== undefined) return old;
  throw new EngineFailure(
    'target-missing',
    `The tab "${target.tabName}" is no longer in "${target.fileName}". Choose another tab, or add a new one.`,
  );
}

function heldCells(tabs: readonly Tab[]): number {
  return tabs.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
}

function freeId(tabs: readonly Tab[]): number {
  for (;;) {
    const id = randomInt(1, 2 ** 31 - 1);
    if (!tabs.some((tab) => tab.id === id)) return id;
  }
}
