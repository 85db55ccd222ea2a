import { callerOf } from './callers.ts';
import { readMask, shownFile, driveFile } from './drive-fields.ts';
import { checkedProperties, noSuchMethod, readJson } from './drive-common.ts';
import { driveError, fileNotFound, refuse, storageQuotaExceeded } from './errors.ts';
import { freeBytes, newFile } from './files.ts';
import type { FakeReply, FakeRequest } from './http.ts';
import { empty, json, text } from './http.ts';
import { newUploadId } from './ids.ts';
import { createBook } from './sheets-create.ts';
import type { Book } from './sheets-model.ts';
import type { Caller, DriveFile, GoogleState, UploadSession } from './types.ts';
import { FOLDER_TYPE, SPREADSHEET_TYPE, XLSX_TYPE } from './types.ts';
import { importCsv, importWorkbook } from './import-workbook.ts';

/*
 * Uploads: simple, multipart and resumable.
 * Source: https://developers.google.com/workspace/drive/api/guides/manage-uploads. The plain texts of refused chunks are
 * those that users of the same upload servers report.
 */

type Json = Readonly<Record<string, unknown>>;
type Media = { readonly type: string; readonly bytes: Buffer };

const CHUNK = 262_144;
/** "A resumable session URI expires after one week." */
const SESSION_LIFE_MS = 7 * 86_400_000;

export function upload(state: GoogleState, request: FakeRequest): FakeReply {
  if (request.path !== '/upload/drive/v3/files') return noSuchMethod(request);
  const uploadId = request.query.get('upload_id');
  if (uploadId !== null && request.method !== 'POST') return chunk(state, request, uploadId);
  if (request.method !== 'POST') return noSuchMethod(request);
  const caller = callerOf(state, request, 'drive.googleapis.com', 'write', 'google.apps.drive.v3.DriveFiles.Create');
  const fields = request.query.get('fields');
  if (fields !== null) readMask(fields, driveFile);
  const type = request.query.get('uploadType');
  if (type === 'resumable') return begin(state, caller, request, fields);
  if (type !== 'multipart' && type !== 'media') {
    return driveError(400, `Invalid upload type: ${type ?? ''}`, { reason: 'badRequest' });
  }
  if (request.body.length > state.limits.multipartBytes) {
    return driveError(413, 'Request Too Large', { reason: 'uploadTooLarge' });
  }
  const { metadata, media } =
    type === 'media'
      ? { metadata: {}, media: { type: request.headers['content-type'] ?? '', bytes: request.body } }
      : readMultipart(request);
  const file = createFile(state, caller, metadata, media);
  return json(200, shownFile(state, caller, file, fields));
}

/** A file of the metadata's type: one that is to be a spreadsheet is converted. */
export function createFile(state: GoogleState, caller: Caller, metadata: Json, media: Media | null): DriveFile {
  const name = typeof metadata.name === 'string' && metadata.name !== '' ? metadata.name : 'Untitled';
  const mimeType =
    typeof metadata.mimeType === 'string' ? metadata.mimeType : (media?.type ?? 'application/octet-stream');
  const properties = Object.fromEntries(
    Object.entries((metadata.appProperties ?? {}) as Json).map(([key, value]) => [key, String(value)]),
  );
  const parents = Array.isArray(metadata.parents) ? metadata.parents.map(String) : ['root'];
  for (const parent of parents) {
    const folder = state.files.get(parent);
    if (parent !== 'root' && folder?.mimeType !== FOLDER_TYPE) refuse(fileNotFound(parent));
  }
  if ((media?.bytes.length ?? 0) >= freeBytes(state, caller.person)) refuse(storageQuotaExceeded());
  const book = mimeType === SPREADSHEET_TYPE ? bookFrom(state, name, media) : null;
  return newFile(state, caller, {
    name,
    mimeType,
    book,
    content: book === null ? (media?.bytes ?? null) : null,
    appProperties: checkedProperties(properties),
    description: typeof metadata.description === 'string' ? metadata.description : '',
    parents,
  });
}

function bookFrom(state: GoogleState, name: string, media: Media | null): Book {
  if (media === null) return createBook({ properties: { title: name } }, state.limits);
  if (media.bytes.length > state.limits.convertibleBytes) {
    return refuse(driveError(413, 'The file is too large to be converted.', { reason: 'uploadTooLarge' }));
  }
  const type = media.type.split(';')[0]?.trim() ?? '';
  const book =
    type === XLSX_TYPE
      ? importWorkbook(name, media.bytes, state.limits)
      : type === 'text/csv'
        ? importCsv(name, media.bytes.toString('utf8'), state.limits)
        : null;
  // The conversion tells no details.
  return book ?? refuse(driveError(400, 'Bad Request', { reason: 'badRequest' }));
}

/** multipart/related (RFC 2387): the metadata first, then the media. */
function readMultipart(request: FakeRequest): { readonly metadata: Json; readonly media: Media } {
  const malformed = (): never => refuse(driveError(400, 'Malformed multipart body.', { reason: 'badContent' }));
  const contentType = request.headers['content-type'] ?? '';
  const found = /^multipart\/related\s*;.*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const boundary = found?.[1] ?? found?.[2];
  if (boundary === undefined) return malformed();
  const parts: Media[] = [];
  let position = request.body.indexOf(`--${boundary}`);
  while (position >= 0) {
    const start = position + boundary.length + 2;
    if (request.body.subarray(start, start + 2).toString('latin1') === '--') break;
    const next = request.body.indexOf(`--${boundary}`, start);
    if (next < 0) return malformed();
    const part = request.body.subarray(start, next);
    const headEnd = part.indexOf('\r\n\r\n') >= 0 ? part.indexOf('\r\n\r\n') : part.indexOf('\n\n');
    if (headEnd < 0) return malformed();
    const gap = part.indexOf('\r\n\r\n') >= 0 ? 4 : 2;
    const head = part.subarray(0, headEnd).toString('utf8');
    const bytes = part.subarray(headEnd + gap, part.length - (part.at(-2) === 13 ? 2 : 1));
    parts.push({ type: /^content-type:\s*(.+)$/im.exec(head)?.[1]?.trim() ?? '', bytes });
    position = next;
  }
  const [metadata, media] = parts;
  if (metadata === undefined || media === undefined || parts.length !== 2) return malformed();
  if (!metadata.type.toLowerCase().startsWith('application/json')) return malformed();
  return { metadata: readJson(metadata.bytes), media };
}

/** Opens a session. Its address stands in the Location header and needs no other permission. */
function begin(state: GoogleState, caller: Caller, request: FakeRequest, fields: string | null): FakeReply {
  const metadata = readJson(request.body);
  const declared = request.headers['x-upload-content-length'];
  const declaredBytes = declared === undefined ? null : Number(declared);
  if ((declaredBytes ?? 0) >= freeBytes(state, caller.person)) return storageQuotaExceeded();
  const id = newUploadId();
  state.uploads.set(id, {
    id,
    email: caller.person.email,
    clientId: caller.client.clientId,
    metadata,
    contentType: request.headers['x-upload-content-type'] ?? 'application/octet-stream',
    declaredBytes,
    fields,
    expiresAt: state.now() + SESSION_LIFE_MS,
    received: [],
    receivedBytes: 0,
    cancelled: false,
    fileId: null,
  });
  return empty(200, {
    Location: `https://www.googleapis.com/upload/drive/v3/files?uploadType=resumable&upload_id=${id}`,
    'X-GUploader-UploadID': id,
  });
}

function chunk(state: GoogleState, request: FakeRequest, uploadId: string): FakeReply {
  const session = state.uploads.get(uploadId);
  if (session === undefined || session.expiresAt <= state.now()) return text(404, 'Not Found');
  if (session.cancelled) return text(499, 'Client Closed Request');
  if (request.method === 'DELETE') {
    session.cancelled = true;
    return empty(499);
  }
  if (request.method !== 'PUT') return noSuchMethod(request);
  const caller = sessionCaller(state, request, session);
  if (session.fileId !== null) return finished(state, caller, session);
  const range = readContentRange(request, session);
  if (range === null) return text(400, 'Failed to parse Content-Range header.');
  if (range.start === null) return resumeIncomplete(session);
  if (range.start > session.receivedBytes) {
    return text(
      503,
      `Invalid request.  According to the Content-Range header, the upload offset is ${range.start} byte(s), which exceeds already uploaded size of ${session.receivedBytes} byte(s).`,
    );
  }
  const last = range.total !== null && range.start + request.body.length >= range.total;
  if (!last && request.body.length < CHUNK) {
    return text(
      400,
      `Invalid request.  The number of bytes uploaded is required to be equal or greater than ${CHUNK}, except for the final request (it's recommended to be the exact multiple of ${CHUNK}).  The received request contained ${request.body.length} bytes, which does not meet this requirement.`,
    );
  }
  // What is there already is skipped; of a chunk that is not the last only whole units are kept.
  const fresh = request.body.subarray(session.receivedBytes - range.start);
  const kept = last ? fresh.length : fresh.length - ((session.receivedBytes + fresh.length) % CHUNK);
  if (kept > 0) {
    session.received.push(fresh.subarray(0, kept));
    session.receivedBytes += kept;
  }
  if (!last) return resumeIncomplete(session);
  const media = { type: session.contentType, bytes: Buffer.concat(session.received) };
  const file = createFile(state, caller, session.metadata, media);
  session.fileId = file.id;
  session.received = [];
  return finished(state, caller, session);
}

/** The address itself is the permission; a token that is sent along still has to be good. */
function sessionCaller(state: GoogleState, request: FakeRequest, session: UploadSession): Caller {
  if (request.headers.authorization !== undefined) {
    callerOf(state, request, 'drive.googleapis.com', 'write', 'google.apps.drive.v3.DriveFiles.Create');
  }
  const person = state.people.get(session.email);
  const client = state.clients.get(session.clientId);
  if (person === undefined || client === undefined) return refuse(text(404, 'Not Found'));
  return { person, client, scopes: ['https://www.googleapis.com/auth/drive.file'] };
}

/** The same answer each time it is asked for. */
function finished(state: GoogleState, caller: Caller, session: UploadSession): FakeReply {
  const file = state.files.get(session.fileId ?? '');
  return file === undefined ? text(404, 'Not Found') : json(200, shownFile(state, caller, file, session.fields));
}

function resumeIncomplete(session: UploadSession): FakeReply {
  const range: Record<string, string> =
    session.receivedBytes === 0 ? {} : { Range: `bytes=0-${session.receivedBytes - 1}` };
  return empty(308, { ...range, 'X-GUploader-UploadID': session.id });
}

/** Null when it cannot be read or does not go with the body. `start` is null for a question after the state. */
function readContentRange(
  request: FakeRequest,
  session: UploadSession,
): { readonly start: number | null; readonly total: number | null } | null {
  const header = request.headers['content-range'];
  if (header === undefined) return { start: 0, total: request.body.length };
  const match = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(header);
  if (match === null) return null;
  const total = match[3] === '*' ? null : Number(match[3]);
  if (total !== null && session.declaredBytes !== null && total !== session.declaredBytes) return null;
  if (match[1] === undefined) {
    // An empty file is finished by the question itself.
    return request.body.length > 0 ? null : { start: total === 0 ? 0 : null, total };
  }
  const [start, end] = [Number(match[1]), Number(match[2])];
  const fits = end - start + 1 === request.body.length && (total === null || end < total);
  return fits ? { start, total } : null;
}
