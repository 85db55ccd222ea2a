import { createHash } from 'node:crypto';
import type { Book } from '../../../domain/sheets/book.ts';
import { bookRows } from '../../../domain/sheets/book.ts';
import { plannedSheets } from '../../../domain/sheets/cells.ts';
import type { Sent } from '../../accounts/provider.ts';
import { EngineFailure } from '../../failure.ts';
import { type WorkbookBytes, workbookBytes } from '../workbook-bytes.ts';
import { cancelSession, fitsOneRequest, startSession, type Upload, uploadAtOnce, uploadParts } from './drive-upload.ts';
import { isAmbiguous } from './google-client.ts';
import { type FoundFile, incompleteTitle } from './google-drive.ts';
import { readTabs } from './google-tabs.ts';
import type { UploadState } from './resume-state.ts';
import type { SpreadsheetDeps } from './send-spreadsheet.ts';
import { checkGrid, layoutOf, layoutOfSheet } from './sheet-layout.ts';
import { canGoOn, sendValues, sentCounts } from './sheet-writer.ts';
import { isLong, uploadBook } from './upload-book.ts';
import { GOOGLE_CELL_MAX } from './sheet-rows.ts';
import { cellChunks } from './value-chunks.ts';

export type UploadOrder = {
  readonly book: Book;
  readonly title: string;
  readonly exportId: string;
  readonly resume: UploadState | null;
  readonly save: (state: UploadState | null) => void;
};

/** A workbook beyond this is not turned into a spreadsheet (Google Drive help, "Files you can store"). */
const CONVERTIBLE_MAX_BYTES = 100 * 1024 * 1024;
const MAX_ATTEMPTS = 3;
const LOOK_AGAIN_MS: readonly number[] = [0, 2000];

type Prepared = {
  readonly workbook: WorkbookBytes;
  readonly wrapped: ReturnType<typeof uploadBook>;
  readonly hash: string;
};

/**
 * A new spreadsheet by a workbook that is made here, in memory, and turned into a spreadsheet by Google. It appears
 * whole. Texts that a workbook cannot hold are written afterwards, and until then the name says that it is incomplete.
 *
 * Null when the workbook is larger than what Google turns into a spreadsheet; nothing was sent then.
 */
export async function sendUpload(deps: SpreadsheetDeps, order: UploadOrder): Promise<Sent | null> {
  const { watch } = deps;
  checkGrid(layoutOf(order.book));
  const total = bookRows(order.book);
  const wrapped = uploadBook(order.book, GOOGLE_CELL_MAX);
  const workbook = await workbookBytes(
    wrapped.book,
    {},
    { signal: watch.signal, onRows: (done) => watch.progress('rows', done, total) },
  );
  const hash = createHash('sha256').update(workbook.bytes).digest('hex');
  const { resume } = order;
  const fits = resume !== null && resume.workbook === hash;
  // Data that is not what the earlier run began with needs an upload of its own.
  if (resume !== null && !fits) {
    await discardUpload(deps, resume);
    order.save(null);
  }
  if (workbook.bytes.length > CONVERTIBLE_MAX_BYTES) return null;
  const fresh: UploadState = {
    kind: 'upload',
    exportId: order.exportId,
    workbook: hash,
    size: workbook.bytes.length,
    session: null,
    file: null,
  };
  return run(deps, order, { workbook, wrapped, hash }, fits ? resume : fresh, fits);
}

async function run(
  deps: SpreadsheetDeps,
  order: UploadOrder,
  prepared: Prepared,
  from: UploadState,
  resumed: boolean,
): Promise<Sent> {
  const { workbook, wrapped } = prepared;
  let state = from;
  const save = (change: Partial<UploadState>): void => {
    state = { ...state, ...change };
    order.save(state);
  };
  const needsMore = wrapped.longCells() > 0;
  const name = needsMore ? incompleteTitle(order.exportId) : order.title;
  const upload: Upload = { bytes: workbook.bytes, name, exportId: order.exportId };
  try {
    save({});
    let { file } = state;
    if (file === null) {
      file = await uploaded(deps, upload, state, resumed, (session) => save({ session }));
      save({ file, session: null });
    } else {
      await deps.drive.ensureWritable(deps.account, file.id, { signal: deps.watch.signal });
    }
    if (needsMore) {
      await writeLongCells(deps, order.book, wrapped, file.id);
      await deps.drive.rename(deps.account, file.id, order.title, { signal: deps.watch.signal });
    }
    order.save(null);
    return {
      url: file.url,
      name: order.title,
      ...sentCounts(order.book, workbook.cutCells + wrapped.cutCells()),
    };
  } catch (error) {
    if (!canGoOn(error)) await takeBack(deps, state, () => order.save(null));
    throw error;
  }
}

/** The spreadsheet that the workbook became: that of an earlier run if there is one, and never a second one. */
async function uploaded(
  deps: SpreadsheetDeps,
  upload: Upload,
  state: UploadState,
  resumed: boolean,
  keep: (session: string | null) => void,
): Promise<FoundFile> {
  const asked = { signal: deps.watch.signal };
  const find = async (): Promise<FoundFile | null> =>
    (await deps.drive.ofExport(deps.account, upload.exportId, asked))[0] ?? null;
  if (!fitsOneRequest(upload.bytes)) return inSession(deps, upload, state.session, keep, find);
  if (resumed) {
    const found = await find();
    if (found !== null) return found;
  }
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await uploadAtOnce(deps, upload);
    } catch (error) {
      if (!isAmbiguous(error) || attempt === MAX_ATTEMPTS) throw error;
      for (const ms of LOOK_AGAIN_MS) {
        await deps.wait(ms, deps.watch.signal);
        const found = await find();
        if (found !== null) return found;
      }
    }
  }
}

async function inSession(
  deps: SpreadsheetDeps,
  upload: Upload,
  known: string | null,
  keep: (session: string | null) => void,
  find: () => Promise<FoundFile | null>,
): Promise<FoundFile> {
  let session = known;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const isNew = session === null;
    if (session === null) {
      session = await startSession(deps, upload);
      keep(session);
    }
    const file = await uploadParts(deps, upload.bytes, session, isNew);
    if (file !== null) return file;
    // A session ends after a week, and when it has done its work; only the second leaves a spreadsheet.
    session = null;
    keep(null);
    const found = await find();
    if (found !== null) return found;
  }
  throw new EngineFailure(
    'service-unreachable',
    'Google ended the upload again and again before it was complete. Go on with the export in some minutes.',
    { retryable: true },
  );
}

async function writeLongCells(
  deps: SpreadsheetDeps,
  book: Book,
  wrapped: ReturnType<typeof uploadBook>,
  spreadsheetId: string,
): Promise<void> {
  const { tabs } = await readTabs(deps.client, deps.account, spreadsheetId, { signal: deps.watch.signal });
  const inOrder = tabs.toSorted((one, other) => one.index - other.index);
  const sheets = book.sheets.flatMap((plan, index) => {
    const tab = inOrder[index];
    return tab !== undefined && wrapped.hasLongCells(plan.id) ? [layoutOfSheet(plan, tab.id, tab.title)] : [];
  });
  for (const chunk of cellChunks(sheets, isLong, plannedSheets(book))) {
    deps.watch.progress('format', chunk.index, chunk.index + 1);
    await sendValues(deps, spreadsheetId, chunk);
  }
}

/** Removes what an unfinished export left, also what it may have left without knowing. */
export async function discardUpload(deps: SpreadsheetDeps, state: UploadState): Promise<void> {
  const asked = { signal: deps.watch.signal };
  if (state.file !== null) await deps.drive.remove(deps.account, state.file.id, asked);
  if (state.session !== null) await cancelSession(deps, state.session);
  if (state.file !== null) return;
  for (const { id } of await deps.drive.ofExport(deps.account, state.exportId, asked)) {
    await deps.drive.remove(deps.account, id, asked);
  }
}

async function takeBack(deps: SpreadsheetDeps, state: UploadState, forget: () => void): Promise<void> {
  try {
    await discardUpload(deps, state);
    forget();
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
  }
}
