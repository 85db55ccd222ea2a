import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { AttemptError, attemptErrorOf } from './attempt-error.ts';

const gunzipAsync = promisify(gunzip);

/** 25 describes of large objects stay well below this on the wire, and below the second after decompression. */
export const MAX_WIRE_BYTES = 96 * 1024 * 1024;
export const MAX_BODY_BYTES = 400 * 1024 * 1024;

/** Each chunk is a round to the thread pool and back; at zlib's own 16 KB a page of describes takes a hundred of them. */
const UNPACKED_CHUNK_BYTES = 256 * 1024;

/** More of an unwanted body than this is not even received: the connection is closed instead. */
const MAX_IGNORED_BYTES = 64 * 1024;

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export type Attempt = {
  readonly dispatcher: Dispatcher;
  readonly origin: string;
  readonly path: string;
  readonly method: Method;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  readonly maxWireBytes: number;
  readonly maxBodyBytes: number;
  /** Counts body bytes as they arrive, so that a cut answer is counted too. */
  readonly onBytes: (count: number) => void;
  /** The body of the answer is thrown away unread, whatever it is. */
  readonly ignoresBody?: boolean;
};

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

/**
 * Sends one attempt and reads the whole answer. Redirects are not followed: they are answers like others.
 *
 * Throws `AttemptError`.
 */
export async function send(attempt: Attempt): Promise<Answer> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), attempt.timeoutMs);
  const signal = attempt.signal === undefined ? timeout.signal : AbortSignal.any([attempt.signal, timeout.signal]);
  try {
    const response = await attempt.dispatcher.request({
      origin: attempt.origin,
      path: attempt.path,
      method: attempt.method,
      headers: attempt.headers,
      body: attempt.body,
      signal,
    });
    if (attempt.ignoresBody === true) {
      // Thrown away, but the ledger counts what came.
      response.body.on('data', (chunk: Buffer) => attempt.onBytes(chunk.length));
      await response.body.dump({ limit: MAX_IGNORED_BYTES, signal });
      return { status: response.statusCode, headers: flatten(response.headers), body: Buffer.alloc(0) };
    }
    const wire = await readWire(response.body, attempt);
    const headers = flatten(response.headers);
    const body = await decode(wire, headers['content-encoding'], attempt.maxBodyBytes);
    return { status: response.statusCode, headers, body };
  } catch (error) {
    if (attempt.signal?.aborted === true) throw new AttemptError('cancelled', error);
    if (timeout.signal.aborted) throw new AttemptError('timeout', error);
    throw attemptErrorOf(error);
  } finally {
    clearTimeout(timer);
  }
}

async function readWire(body: Dispatcher.ResponseData['body'], attempt: Attempt): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    attempt.onBytes(chunk.length);
    if (size > attempt.maxWireBytes) throw new AttemptError('too-large');
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, size);
}

async function decode(wire: Buffer, encoding: string | undefined, maxBodyBytes: number): Promise<Buffer> {
  if (wire.length === 0 || encoding === undefined || encoding === 'identity') return wire;
  if (encoding !== 'gzip') throw new AttemptError('encoding');
  try {
    // On the thread pool: the engine goes on answering while megabytes are unpacked.
    return await gunzipAsync(wire, { maxOutputLength: maxBodyBytes, chunkSize: UNPACKED_CHUNK_BYTES });
  } catch (error) {
    const code = (error as { readonly code?: unknown }).code;
    throw new AttemptError(code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'corrupt', error);
  }
}

function flatten(headers: Dispatcher.ResponseData['headers']): Readonly<Record<string, string>> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}
