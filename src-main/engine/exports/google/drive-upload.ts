import { randomBytes } from 'node:crypto';
import { EngineFailure } from '../../failure.ts';
import type { AccountHandle, SendWatch } from '../../accounts/provider.ts';
import { type GoogleAnswer, type GoogleClient, isAmbiguous, type LibraryCall } from './google-client.ts';
import { type FoundFile, SPREADSHEET_TYPE, urlOf } from './google-drive.ts';

const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const UPLOAD_URL = 'https://www.googleapis.com/upload/drive/v3/files';
/** Larger ones need an upload session (Drive API, "Upload file data"). */
const MULTIPART_MAX_BYTES = 5_000_000;
/** A multiple of 256 KiB; large enough that the pauses between parts do not count. */
const PART_BYTES = 32 * 256 * 1024;
const MAX_STALLS = 5;
/** Google turns the workbook into a spreadsheet before it answers. */
const CONVERSION_TIMEOUT_MS = 5 * 60_000;

export type UploadDeps = {
  readonly client: GoogleClient;
  readonly account: AccountHandle;
  readonly watch: SendWatch;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
};

export type Upload = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What the spreadsheet is called once it is there. */
  readonly name: string;
  /** Kept with the file as an appProperty, which only this client id sees. */
  readonly exportId: string;
};

/** Whether a workbook is small enough to go in one request together with its metadata. */
export function fitsOneRequest(bytes: Uint8Array): boolean {
  return bytes.length <= MULTIPART_MAX_BYTES - 2000;
}

function metadataOf({ name, exportId }: Upload) {
  return { name, mimeType: SPREADSHEET_TYPE, appProperties: { orgbenchExport: exportId } };
}

type Raw = {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string | null;
  readonly about: string;
  readonly repeatable: boolean;
  /** For each attempt; the gateway's own when absent. */
  readonly timeoutMs?: number;
};

/** The Drive library knows no upload sessions, so these requests are written out; all else is as with its own. */
function raw(deps: UploadDeps, { method, url, headers, body, ...request }: Raw): Promise<GoogleAnswer<unknown>> {
  const { watch } = deps;
  const described = {
    purpose: 'google files',
    trigger: 'export',
    signal: watch.signal,
    onWait: (ms: number) => watch.progress('waiting', 0, Math.ceil(ms / 1000)),
    ...request,
  } as const;
  return deps.client.call(deps.account, described, ({ auth, options }: LibraryCall) =>
    auth.request<unknown>({ ...options, method, url, headers, ...(body === null ? {} : { data: body }) }),
  );
}

/** Metadata and workbook in one request. Not to be sent twice: each arrival makes a spreadsheet. */
export async function uploadAtOnce(deps: UploadDeps, upload: Upload): Promise<FoundFile> {
  const boundary = `orgbench-${randomBytes(16).toString('hex')}`;
  const body = Buffer.concat([
    Buffer.from(
      `--${boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n${JSON.stringify(metadataOf(upload))}\r\n--${boundary}\r\nContent-Type: ${XLSX_TYPE}\r\n\r\n`,
    ),
    upload.bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  deps.watch.progress('upload', 0, upload.bytes.length);
  const { data } = await raw(deps, {
    method: 'POST',
    url: `${UPLOAD_URL}?uploadType=multipart&fields=id,webViewLink`,
    headers: { 'content-type': `multipart/related; boundary=${boundary}` },
    body,
    about: 'the workbook',
    repeatable: false,
    timeoutMs: CONVERSION_TIMEOUT_MS,
  });
  deps.watch.progress('upload', upload.bytes.length, upload.bytes.length);
  return fileOf(data);
}

/** Starts an upload session and answers its address, which is good for a week. */
export async function startSession(deps: UploadDeps, upload: Upload): Promise<string> {
  const { header } = await raw(deps, {
    method: 'POST',
    url: `${UPLOAD_URL}?uploadType=resumable&fields=id,webViewLink`,
    headers: {
      'content-type': 'application/json; charset=UTF-8',
      'x-upload-content-type': XLSX_TYPE,
      'x-upload-content-length': String(upload.bytes.length),
    },
    body: JSON.stringify(metadataOf(upload)),
    about: 'the start of an upload',
    // A session that nobody uses makes nothing and ends by itself.
    repeatable: true,
  });
  const session = header('location');
  if (session === null) throw strange();
  return session;
}

/**
 * Sends what the session does not have yet, in parts of 8 MiB. After a cut Google is asked how much arrived, so nothing
 * is sent twice. Null when the session is no longer known.
 */
export async function uploadParts(
  deps: UploadDeps,
  bytes: Uint8Array<ArrayBuffer>,
  session: string,
  isNew: boolean,
): Promise<FoundFile | null> {
  let offset: number | null = isNew ? 0 : null;
  let arrived = -1;
  let stalls = 0;
  while (stalls <= MAX_STALLS) {
    try {
      const answer: GoogleAnswer<unknown> =
        offset === null ? await askState(deps, session, bytes) : await sendPart(deps, session, bytes, offset);
      if (answer.status !== 308) {
        deps.watch.progress('upload', bytes.length, bytes.length);
        return fileOf(answer.data);
      }
      offset = nextOffset(answer.header('range'), bytes.length);
      deps.watch.progress('upload', offset, bytes.length);
      if (offset > arrived) {
        arrived = offset;
        stalls = 0;
        continue;
      }
    } catch (error) {
      if (error instanceof EngineFailure && error.code === 'target-missing') return null;
      if (!isAmbiguous(error) || stalls === MAX_STALLS) throw error;
      offset = null;
    }
    stalls += 1;
    await deps.wait(1000 * 2 ** (stalls - 1), deps.watch.signal);
  }
  throw strange();
}

function sendPart(
  deps: UploadDeps,
  session: string,
  bytes: Uint8Array,
  offset: number,
): Promise<GoogleAnswer<unknown>> {
  const end = Math.min(offset + PART_BYTES, bytes.length);
  return raw(deps, {
    method: 'PUT',
    url: session,
    headers: { 'content-type': XLSX_TYPE, 'content-range': `bytes ${offset}-${end - 1}/${bytes.length}` },
    body: bytes.subarray(offset, end),
    about: `bytes ${offset} to ${end - 1} of the workbook`,
    repeatable: false,
    timeoutMs: CONVERSION_TIMEOUT_MS,
  });
}

function askState(deps: UploadDeps, session: string, bytes: Uint8Array): Promise<GoogleAnswer<unknown>> {
  return raw(deps, {
    method: 'PUT',
    url: session,
    headers: { 'content-range': `bytes */${bytes.length}` },
    body: null,
    about: 'how much of the workbook has arrived',
    repeatable: true,
    timeoutMs: CONVERSION_TIMEOUT_MS,
  });
}

/** Ends a session. One that has ended already is as good. */
export async function cancelSession(deps: UploadDeps, session: string): Promise<void> {
  try {
    await raw(deps, {
      method: 'DELETE',
      url: session,
      headers: {},
      body: null,
      about: 'the end of an upload',
      repeatable: true,
    });
  } catch (error) {
    // 499 is how Google says that the upload was ended by the client.
    if (!(error instanceof EngineFailure) || !['target-missing', 'export-failed'].includes(error.code)) throw error;
  }
}

/** `bytes=0-8388607` means that the next byte is 8388608; no header that none has arrived. */
function nextOffset(range: string | null, size: number): number {
  if (range === null) return 0;
  const last = /^bytes=0-(\d{1,15})$/.exec(range)?.[1];
  if (last === undefined || Number(last) + 1 > size) throw strange();
  return Number(last) + 1;
}

function fileOf(data: unknown): FoundFile {
  const file = typeof data === 'object' && data !== null ? (data as Readonly<Record<string, unknown>>) : {};
  const { id, webViewLink } = file;
  if (typeof id !== 'string') throw strange();
  return { id, url: typeof webViewLink === 'string' ? webViewLink : urlOf(id) };
}

function strange(): EngineFailure {
  return new EngineFailure(
    'service-unreachable',
    'Google did not answer the upload as its documentation says. Go on with the export in some minutes.',
    { retryable: true },
  );
}
