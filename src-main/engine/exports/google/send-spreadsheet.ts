import type { Book } from '../../../domain/sheets/book.ts';
import type { Sent } from '../../accounts/provider.ts';
import { EngineFailure } from '../../failure.ts';
import { formatRequests, type SheetRequest } from './format-requests.ts';
import { isAmbiguous } from './google-client.ts';
import { type FoundFile, type GoogleDrive, incompleteTitle, urlOf } from './google-drive.ts';
import type { SpreadsheetState } from './resume-state.ts';
import { checkGrid, layoutOf, type SheetLayout } from './sheet-layout.ts';
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

export type SpreadsheetOrder = {
  readonly book: Book;
  readonly title: string;
  readonly exportId: string;
  readonly resume: SpreadsheetState | null;
  readonly save: (state: SpreadsheetState | null) => void;
};

export type SpreadsheetDeps = Writing & {
  readonly drive: GoogleDrive;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
};

/** A lost answer is looked for this often before the spreadsheet is asked for again: Drive lists new files late. */
const LOOK_AGAIN_MS: readonly number[] = [0, 2000];
const MAX_CREATIONS = 3;

/**
 * A new spreadsheet by values: created with its exact grids under an incomplete name, filled, and given its formats
 * and its name in one last step that happens whole or not at all.
 */
export async function sendSpreadsheet(deps: SpreadsheetDeps, order: SpreadsheetOrder): Promise<Sent> {
  const sheets = layoutOf(order.book);
  checkGrid(sheets);
  const fresh: SpreadsheetState = {
    kind: 'spreadsheet',
    exportId: order.exportId,
    plan: planHash(sheets),
    file: null,
    maybeTwice: false,
    ...NOTHING_SENT,
  };
  if (order.resume === null || order.resume.plan === fresh.plan) {
    const outcome = await run(deps, order, sheets, order.resume ?? fresh, order.resume !== null);
    if (outcome !== DATA_CHANGED) return outcome;
  }
  // What the earlier run began holds other data: it is taken back and the export begins anew.
  await discardSpreadsheet(deps, order.resume ?? fresh);
  order.save(null);
  const outcome = await run(deps, order, sheets, fresh, false);
  if (outcome === DATA_CHANGED) throw new Error('A first run has nothing to compare with.');
  return outcome;
}

async function run(
  deps: SpreadsheetDeps,
  order: SpreadsheetOrder,
  sheets: readonly SheetLayout[],
  from: SpreadsheetState,
  resumed: boolean,
): Promise<Sent | typeof DATA_CHANGED> {
  let state = from;
  const save = (change: Partial<SpreadsheetState>): void => {
    state = { ...state, ...change };
    order.save(state);
  };
  try {
    save({});
    const file = await fileOf(deps, order, sheets, state, resumed, () => save({ maybeTwice: true }));
    save({ file });
    const facts = await writeValues(deps, file.id, sheets, state, save);
    const title: SheetRequest = {
      updateSpreadsheetProperties: { properties: { title: order.title }, fields: 'title' },
    };
    const requests = function* (): Generator<SheetRequest> {
      for (const sheet of sheets) yield* formatRequests(sheet, facts.links.get(sheet.sheetId) ?? []);
      yield title;
    };
    await writeRequests(deps, file.id, requests());
    if (state.maybeTwice) await removeIncomplete(deps, order.exportId);
    order.save(null);
    return { url: file.url, name: order.title, ...sentCounts(order.book, facts.cutCells()) };
  } catch (error) {
    if (error === DATA_CHANGED) return DATA_CHANGED;
    if (!canGoOn(error)) await takeBack(deps, state, () => order.save(null));
    throw error;
  }
}

/** The spreadsheet of this export: the one that an earlier run made, or a new one. Never two of them. */
async function fileOf(
  deps: SpreadsheetDeps,
  order: SpreadsheetOrder,
  sheets: readonly SheetLayout[],
  state: SpreadsheetState,
  resumed: boolean,
  mayBeThere: () => void,
): Promise<FoundFile> {
  const asked = { signal: deps.watch.signal };
  if (state.file !== null) return resumed ? deps.drive.ensureWritable(deps.account, state.file.id, asked) : state.file;
  const find = async (): Promise<FoundFile | null> =>
    (await deps.drive.named(deps.account, incompleteTitle(order.exportId), asked))[0] ?? null;
  if (resumed) {
    const found = await find();
    if (found !== null) return found;
  }
  for (let creation = 1; ; creation += 1) {
    try {
      return await create(deps, order, sheets);
    } catch (error) {
      if (!isAmbiguous(error) || creation === MAX_CREATIONS) throw error;
      mayBeThere();
      for (const ms of LOOK_AGAIN_MS) {
        await deps.wait(ms, deps.watch.signal);
        const found = await find();
        if (found !== null) return found;
      }
    }
  }
}

async function create(
  deps: SpreadsheetDeps,
  order: SpreadsheetOrder,
  sheets: readonly SheetLayout[],
): Promise<FoundFile> {
  const requestBody = {
    properties: { title: incompleteTitle(order.exportId) },
    sheets: sheets.map(({ sheetId, title, rows, columns, frozenRows }) => ({
      properties: {
        sheetId,
        title,
        gridProperties: {
          rowCount: rows,
          columnCount: columns,
          ...(frozenRows > 0 ? { frozenRowCount: frozenRows } : {}),
        },
      },
    })),
  };
  const about = `a new spreadsheet with ${sheets.length} ${sheets.length === 1 ? 'tab' : 'tabs'}`;
  const { data } = await pacedWrite(deps, { about, repeatable: false }, ({ libraries, auth, options }) =>
    libraries.sheets.spreadsheets.create({ auth, requestBody, fields: 'spreadsheetId,spreadsheetUrl' }, options),
  );
  if (typeof data.spreadsheetId !== 'string') {
    throw new EngineFailure('service-unreachable', 'Google made a spreadsheet without saying which. Try again.', {
      retryable: true,
    });
  }
  return { id: data.spreadsheetId, url: data.spreadsheetUrl ?? urlOf(data.spreadsheetId) };
}

/** Removes what an unfinished export left, also what it may have left without knowing. */
export async function discardSpreadsheet(deps: SpreadsheetDeps, state: SpreadsheetState): Promise<void> {
  if (state.file !== null) await deps.drive.remove(deps.account, state.file.id, { signal: deps.watch.signal });
  if (state.file === null || state.maybeTwice) await removeIncomplete(deps, state.exportId);
}

async function removeIncomplete(deps: SpreadsheetDeps, exportId: string): Promise<void> {
  const asked = { signal: deps.watch.signal };
  for (const { id } of await deps.drive.named(deps.account, incompleteTitle(exportId), asked)) {
    await deps.drive.remove(deps.account, id, asked);
  }
}

/** After a failure for good. When even that fails, what is left says by its name that it is incomplete. */
async function takeBack(deps: SpreadsheetDeps, state: SpreadsheetState, forget: () => void): Promise<void> {
  try {
    await discardSpreadsheet(deps, state);
    forget();
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
  }
}
