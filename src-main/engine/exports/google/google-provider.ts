import type { GoogleDestination } from '../../../../src-preload/contract/exports.ts';
import type { Book } from '../../../domain/sheets/book.ts';
import type { AccountHandle, AccountProvider, ProviderDeps, Sent, SendRequest } from '../../accounts/provider.ts';
import { EngineFailure } from '../../failure.ts';
import { waitMs } from '../../network/retry.ts';
import { createGoogleClient } from './google-client.ts';
import { createGoogleDrive } from './google-drive.ts';
import { revokeGoogle, signInToGoogle } from './google-sign-in.ts';
import { fileParts } from './google-tabs.ts';
import { readResumeState, type ResumeState } from './resume-state.ts';
import { discardSpreadsheet, sendSpreadsheet, type SpreadsheetDeps } from './send-spreadsheet.ts';
import { checkTab, discardTab, sendTab } from './send-tab.ts';
import { discardUpload, sendUpload } from './send-upload.ts';
import { checkGrid, gridCells, layoutOf, MAX_GRID_CELLS } from './sheet-layout.ts';
import { createWritePace } from './write-pace.ts';

export type GoogleProviderDeps = ProviderDeps & {
  /** For tests: how pauses are made, and how long the browser may take. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signInTimeoutMs?: number;
  /** From how many cells on a new spreadsheet is uploaded as a workbook; measured when absent. */
  readonly uploadFromCells?: number;
};

/**
 * From so many cells on a new spreadsheet is uploaded as a workbook instead of being written by values.
 *
 * Measured (test/bench/google.bench.ts, 200 ms latency, 20 columns): 400,000 cells are 6 requests and 6.9 MB by values
 * and 1 request and 2.1 MB as a workbook, which on a line of 10 Mbit/s upwards is 7 s against 3 s; at 1,000,000 cells it
 * is 19 s against 8 s. A workbook is the faster one for small exports too, by less than two seconds, but values have the exact
 * grid, tab names in full and texts of 50,000 characters, and do not depend on how long Google takes to convert. So
 * values are written until the difference is one that a person waits for.
 */
const UPLOAD_FROM_CELLS = 400_000;
/** The grid that Google gives a tab of a converted workbook at least; empty cells count too. */
const CONVERTED_ROWS = 1000;
const CONVERTED_COLUMNS = 26;

/** Google accounts as a destination: spreadsheets that Orgbench makes, and no other. */
export function createGoogleProvider(deps: GoogleProviderDeps): AccountProvider<GoogleDestination> {
  const wait = deps.wait ?? waitMs;
  const client = createGoogleClient(deps);
  const drive = createGoogleDrive(client);
  const pace = createWritePace({ now: deps.now, wait });
  const uploadFromCells = deps.uploadFromCells ?? UPLOAD_FROM_CELLS;
  const sending = (account: AccountHandle, watch: SpreadsheetDeps['watch']): SpreadsheetDeps => ({
    client,
    drive,
    pace,
    wait,
    account,
    watch,
  });

  const sendNew = async (
    request: SendRequest<GoogleDestination>,
    title: string,
    resume: ResumeState | null,
  ): Promise<Sent> => {
    const { book, exportId, saveResume: save } = request;
    const parts = sending(request.account, request.watch);
    const order = { book, title, exportId, save };
    const byUpload = resume === null ? isForUpload(book, uploadFromCells) : resume.kind === 'upload';
    if (byUpload) {
      const sent = await sendUpload(parts, { ...order, resume: resume?.kind === 'upload' ? resume : null });
      if (sent !== null) return sent;
    }
    return sendSpreadsheet(parts, { ...order, resume: resume?.kind === 'spreadsheet' ? resume : null });
  };

  return {
    signIn: (request) => signInToGoogle({ ...deps, timeoutMs: deps.signInTimeoutMs }, request),
    revoke: (account) => revokeGoogle(deps, account),
    files: (account, text, signal) => drive.list(account, text, signal),
    fileOfLink: async () => {
      throw new EngineFailure(
        'not-allowed',
        'Orgbench opens only Google spreadsheets that it made itself, so an address cannot be entered. Choose one from the list, or export to a new spreadsheet.',
      );
    },
    fileParts: (account, _driveId, fileId, signal) => fileParts(client, account, fileId, signal),
    check: async (account, { target }, book, signal) => {
      if (target.kind === 'tab') return checkTab({ client, drive, account }, target, book, signal);
      checkGrid(layoutOf(book));
      return drive.ensureRoom(account, signal);
    },
    send: async (request) => {
      const { target } = request.destination;
      const resume = readResumeState(request.resume);
      if (target.kind === 'new') return sendNew(request, target.title, resume);
      return sendTab(sending(request.account, request.watch), {
        book: request.book,
        target,
        exportId: request.exportId,
        resume: resume?.kind === 'tab' ? resume : null,
        save: request.saveResume,
      });
    },
    discard: async (account, resume, signal) => {
      const state = readResumeState(resume);
      if (state === null) return;
      const parts = sending(account, { signal, progress: () => undefined });
      if (state.kind === 'spreadsheet') await discardSpreadsheet(parts, state);
      else if (state.kind === 'tab') await discardTab(parts, state);
      else await discardUpload(parts, state);
    },
  };
}

function isForUpload(book: Book, fromCells: number): boolean {
  const sheets = layoutOf(book);
  if (gridCells(sheets) < fromCells) return false;
  const converted = sheets.map(({ rows, columns }) => ({
    rows: Math.max(rows, CONVERTED_ROWS),
    columns: Math.max(columns, CONVERTED_COLUMNS),
  }));
  return gridCells(converted) <= MAX_GRID_CELLS;
}
