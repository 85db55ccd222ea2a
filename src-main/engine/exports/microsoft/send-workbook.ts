import { createHash } from 'node:crypto';
import type { MicrosoftDestination } from '../../../../src-preload/contract/exports.ts';
import { bookRows } from '../../../domain/sheets/book.ts';
import type { SendRequest, Sent } from '../../accounts/provider.ts';
import { EngineFailure } from '../../failure.ts';
import type { Clock } from '../../ports.ts';
import { type WorkbookBytes, workbookBytes } from '../workbook-bytes.ts';
import { type DriveItem, itemOf } from './drive-item.ts';
import { workbookFileName } from './file-name.ts';
import type { Graph } from './graph.ts';
import { type GraphContext, graphError, graphFailure, kindOf } from './graph-errors.ts';
import { type UploadState, readResume } from './resume-state.ts';
import { findSent, pathIn, type Place, placeOf } from './upload-place.ts';
import { cancelUpload, openUpload, sendFragments, uploadStands } from './upload-session.ts';

/** Up to here one request is quicker than a session, and a cut costs no more than that of a session's first fragment. */
const MAX_SMALL_BYTES = 10 * 1024 * 1024;
const SMALL_TIMEOUT_MS = 300_000;
/** How often a request or a session whose end is not known is started again. */
const MAX_STARTS = 4;

const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type NewTarget = Extract<MicrosoftDestination['target'], { kind: 'new' }>;

type Upload = {
  readonly graph: Graph;
  readonly request: SendRequest<MicrosoftDestination>;
  readonly target: NewTarget;
  readonly place: Place;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly now: Clock;
  readonly context: GraphContext;
};

/**
 * Makes the workbook in memory and uploads it. It appears under its name when its last byte has arrived, not before.
 *
 * Throws what an answer means; then the resume state that was saved last stands.
 */
export async function sendWorkbook(
  graph: Graph,
  request: SendRequest<MicrosoftDestination>,
  target: NewTarget,
  now: Clock,
): Promise<Sent> {
  const { book, account, watch } = request;
  const total = bookRows(book);
  const made = await workbookBytes(
    book,
    {},
    { signal: watch.signal, onRows: (rows) => watch.progress('rows', rows, total) },
  );
  const name = workbookFileName(target.name);
  const upload: Upload = {
    graph,
    request,
    target,
    place: placeOf(target, account.account()),
    name,
    bytes: made.bytes,
    sha256: createHash('sha256').update(made.bytes).digest('hex'),
    now,
    context: {
      what: `"${name}" could not be uploaded`,
      account: account.account().name,
      ownFolder: target.folder === null && account.account().access === 'ownFiles',
    },
  };
  watch.progress('upload', 0, made.bytes.length);
  const item = (await goOn(upload)) ?? (await start(upload));
  request.saveResume(null);
  return sentOf(item, made);
}

function sentOf(item: DriveItem, { rows, sheets, cutCells }: WorkbookBytes): Sent {
  return { url: item.webUrl, name: item.name, rows, sheets, cutCells };
}

function start(upload: Upload): Promise<DriveItem> {
  return upload.bytes.length <= MAX_SMALL_BYTES ? putAtOnce(upload) : putInFragments(upload);
}

/** Goes on where an earlier run of the same export stopped; null when there is nothing to go on with. */
async function goOn(upload: Upload): Promise<DriveItem | null> {
  const { graph, request, place, sha256, name, context } = upload;
  const earlier = readResume(request.resume);
  if (earlier === null || earlier.kind !== 'upload') return null;
  const uploadUrl = earlier.secret === null ? '' : (request.account.readSecret(earlier.secret) ?? '');
  const same = earlier.sha256 === sha256 && earlier.name === name && earlier.folder === place.folder;
  if (!same) {
    if (uploadUrl !== '') await cancelUpload(graph, uploadUrl, context);
    request.saveResume(null);
    return null;
  }
  const next = uploadUrl === '' ? null : await uploadStands(graph, uploadUrl, context);
  if (next !== null) {
    const item = await fragments(upload, earlier, uploadUrl, next);
    if (item !== null) return item;
  }
  return lookUp(upload, earlier.startedAt);
}

function lookUp(upload: Upload, startedAt: number): Promise<DriveItem | null> {
  const { graph, place, name, bytes, now, context } = upload;
  return findSent(graph, place, { name, bytes, startedAt }, now(), context);
}

function stateOf(upload: Upload, secret: string | null): UploadState {
  const { place, name, sha256, bytes, now } = upload;
  return { kind: 'upload', folder: place.folder, name, sha256, size: bytes.length, startedAt: now(), secret };
}

async function putAtOnce(upload: Upload): Promise<DriveItem> {
  const { graph, request, target, place, name, bytes, context } = upload;
  const state = stateOf(upload, null);
  request.saveResume(state);
  for (let starts = 1; ; starts += 1) {
    try {
      const answer = await graph.ask({
        purpose: 'microsoft files',
        method: 'PUT',
        path: `${pathIn(place, name)}/content?@microsoft.graph.conflictBehavior=${target.ifExists}`,
        headers: { 'Content-Type': WORKBOOK_TYPE },
        // A view of the same memory: the client takes other arrays for the whole block that they lie in.
        body: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
        about: `a workbook of ${bytes.length} bytes`,
        repeatable: target.ifExists === 'replace',
        timeoutMs: SMALL_TIMEOUT_MS,
      });
      if (answer.status < 500 || kindOf(graphError(answer)) !== 'out of order' || starts >= MAX_STARTS) {
        const item = itemOf(answer, context);
        request.watch.progress('upload', bytes.length, bytes.length);
        return item;
      }
    } catch (error) {
      const cut = error instanceof EngineFailure && error.code === 'service-unreachable';
      if (!cut || starts >= MAX_STARTS) throw error;
    }
    // It may have arrived: under "rename" a second one would stand beside the first.
    const found = await lookUp(upload, state.startedAt);
    if (found !== null) return found;
  }
}

async function putInFragments(upload: Upload): Promise<DriveItem> {
  const { graph, request, target, place, name, context } = upload;
  const secret = `upload ${request.exportId}`;
  const state = stateOf(upload, secret);
  for (let starts = 1; starts <= MAX_STARTS; starts += 1) {
    const uploadUrl = await openUpload(graph, pathIn(place, name), name, target.ifExists, context);
    request.account.writeSecret(secret, uploadUrl);
    request.saveResume(state);
    const item = await fragments(upload, state, uploadUrl, 0);
    if (item !== null) return item;
    const found = await lookUp(upload, state.startedAt);
    if (found !== null) return found;
  }
  throw new EngineFailure(
    'service-unreachable',
    `${context.what}: Microsoft ended the upload again and again before its last byte. Try again later.`,
    { retryable: true },
  );
}

async function fragments(
  upload: Upload,
  state: UploadState,
  uploadUrl: string,
  from: number,
): Promise<DriveItem | null> {
  const { graph, request, bytes, context } = upload;
  const progress = (sent: number): void => request.watch.progress('upload', sent, bytes.length);
  const sent = await sendFragments(graph, uploadUrl, bytes, from, context, progress);
  // The address leads nowhere any more.
  if (state.secret !== null) request.account.writeSecret(state.secret, '');
  return sent.kind === 'done' ? sent.item : null;
}

/** Removes what an unfinished upload left: its session. The file itself was never there. */
export async function discardUpload(graph: Graph, state: UploadState): Promise<void> {
  if (state.secret === null) return;
  const uploadUrl = graph.account.readSecret(state.secret) ?? '';
  if (uploadUrl === '') return;
  const { name } = graph.account.account();
  await cancelUpload(graph, uploadUrl, { what: `The upload of "${state.name}" could not be given up`, account: name });
  graph.account.writeSecret(state.secret, '');
}

/** Whether the folder that was chosen is still there. Sends no cell. */
export async function checkPlace(graph: Graph, target: NewTarget): Promise<void> {
  if (target.folder === null) return;
  const { name } = graph.account.account();
  const context = { what: `"${target.folder.name}" cannot be used`, account: name };
  const answer = await graph.ask({
    purpose: 'microsoft files',
    method: 'GET',
    path: `${placeOf(target, graph.account.account()).folder}?$select=id,name,folder`,
    about: 'whether a folder is there',
    repeatable: true,
  });
  if (answer.status < 200 || answer.status > 299) throw graphFailure(answer, context);
}
