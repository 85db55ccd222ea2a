import { createHash } from 'node:crypto';
import { EngineFailure } from '../../failure.ts';
import type { AccountHandle, SendWatch } from '../../accounts/provider.ts';
import { bookRows, type Book } from '../../../domain/sheets/book.ts';
import { formatBatches, type SheetRequest } from './format-requests.ts';
import type { GoogleAnswer, GoogleClient, GoogleRequest, LibraryCall } from './google-client.ts';
import type { SheetLayout } from './sheet-layout.ts';
import type { ReadFacts } from './sheet-rows.ts';
import { type ValueChunk, valueChunks } from './value-chunks.ts';
import type { WritePace } from './write-pace.ts';

/** What the writing of one export needs all along. */
export type Writing = {
  readonly client: GoogleClient;
  readonly pace: WritePace;
  readonly account: AccountHandle;
  readonly watch: SendWatch;
};

/** How far an earlier run got; see `resume-state.ts`. */
export type Progress = { readonly chunks: number; readonly sent: string };
export const NOTHING_SENT: Progress = { chunks: 0, sent: '' };

/** Of the tabs and their sizes: another plan needs another spreadsheet. */
export function planHash(sheets: readonly SheetLayout[]): string {
  const hash = createHash('sha256');
  for (const { title, rows, columns, plan } of sheets) {
    hash.update(JSON.stringify([plan.id, plan.kind, title, rows, columns, plan.columns]));
  }
  return hash.digest('hex');
}

/** Thrown where an earlier run sent other data than there is now. */
export const DATA_CHANGED: unique symbol = Symbol('data changed');

/** Sends one write within Google's quota; the page is told when it has to wait. */
export function pacedWrite<T>(
  writing: Writing,
  write: Pick<GoogleRequest, 'about' | 'repeatable'>,
  send: (
    call: LibraryCall,
  ) => Promise<{ status: number; data: T; headers: Headers | Readonly<Record<string, unknown>> }>,
): Promise<GoogleAnswer<T>> {
  const { client, pace, account, watch } = writing;
  const onWait = (ms: number): void => watch.progress('waiting', 0, Math.ceil(ms / 1000));
  const request = { purpose: 'google sheets', trigger: 'export', signal: watch.signal, onWait, ...write } as const;
  return pace.paced(account.id, () => client.call(account, request, send), watch.signal, onWait);
}

/**
 * Fills tabs that are there and empty: all values in as few bodies as there can be, one after the other, each
 * acknowledged before the next is sent. The next body is built while one is on its way.
 *
 * Bodies that an earlier run sent are built again, compared and not sent. Throws `DATA_CHANGED` when they differ.
 */
export async function writeValues(
  writing: Writing,
  spreadsheetId: string,
  sheets: readonly SheetLayout[],
  before: Progress,
  save: (progress: Progress) => void,
): Promise<ReadFacts> {
  const { watch } = writing;
  const total = sheets.reduce((sum, { plan }) => sum + (plan.kind === 'data' ? plan.rowCount : 0), 0);
  const { chunks, facts } = valueChunks(sheets, { signal: watch.signal, onRows: () => undefined });
  let sent = '';
  let done = 0;
  const send = async (chunk: ValueChunk): Promise<void> => {
    await sendValues(writing, spreadsheetId, chunk);
    sent = chained(sent, chunk.body);
    done = chunk.index + 1;
    save({ chunks: done, sent });
    watch.progress('rows', chunk.rowsDone, total);
  };
  let inFlight: Promise<void> = Promise.resolve();
  try {
    for (const chunk of chunks()) {
      await inFlight;
      if (chunk.index < before.chunks) {
        sent = chained(sent, chunk.body);
        if (chunk.index === before.chunks - 1 && sent !== before.sent) throw DATA_CHANGED;
        watch.progress('rows', chunk.rowsDone, total);
        done = chunk.index + 1;
        continue;
      }
      inFlight = send(chunk);
      // Awaited before the next one; until then a failure must not count as one that nobody looks at.
      inFlight.catch(() => undefined);
    }
    await inFlight;
  } finally {
    // Nothing may be under way when the caller goes on to take back what was sent.
    await inFlight.catch(() => undefined);
  }
  if (done < before.chunks) throw DATA_CHANGED;
  return facts;
}

function chained(sent: string, body: string): string {
  return createHash('sha256').update(sent).update(body).digest('hex');
}

export async function sendValues(writing: Writing, spreadsheetId: string, chunk: ValueChunk): Promise<void> {
  // The same cells get the same values however often it arrives.
  await pacedWrite(writing, { about: chunk.about, repeatable: true }, ({ libraries, auth, options }) =>
    libraries.sheets.spreadsheets.values.batchUpdate(
      { auth, spreadsheetId, fields: 'totalUpdatedCells', requestBody: asBody(chunk.body) },
      jsonBody(options),
    ),
  );
}

/**
 * Sends requests of formats and the like in as few bodies as there can be, the last request in the last.
 * `lastRepeatable` is false when the last request does something that can be done only once.
 */
export async function writeRequests(
  writing: Writing,
  spreadsheetId: string,
  requests: Iterable<SheetRequest | readonly SheetRequest[]>,
  lastRepeatable = true,
): Promise<void> {
  let done = 0;
  for (const batch of formatBatches(requests)) {
    writing.watch.progress('format', done, batch.last ? done + 1 : done + 2);
    const repeatable = lastRepeatable || !batch.last;
    await pacedWrite(writing, { about: 'formats, links and names', repeatable }, ({ libraries, auth, options }) =>
      libraries.sheets.spreadsheets.batchUpdate(
        { auth, spreadsheetId, fields: 'spreadsheetId', requestBody: asBody(batch.body) },
        jsonBody(options),
      ),
    );
    done += 1;
  }
}

/**
 * A body that is JSON text already: its size was counted byte by byte, and the libraries would copy two megabytes of
 * cells three times. They pass texts on as they are.
 */
function asBody(json: string): Readonly<Record<string, never>> {
  return json as unknown as Readonly<Record<string, never>>;
}

function jsonBody(options: LibraryCall['options']): LibraryCall['options'] {
  return { ...options, headers: { 'content-type': 'application/json' } };
}

/** Counts for the history; covers are not counted as sheets. */
export function sentCounts(book: Book, cutCells: number): { rows: number; sheets: number; cutCells: number } {
  return { rows: bookRows(book), sheets: book.sheets.filter(({ kind }) => kind !== 'cover').length, cutCells };
}

/** Whether what failed can go on where it stood once the cause is gone. An abort can: whoever cancels takes it back. */
export function canGoOn(error: unknown): boolean {
  if (error instanceof EngineFailure) return error.retryable;
  return error instanceof Error && error.name === 'AbortError';
}
