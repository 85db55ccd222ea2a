import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { GoogleOrigin } from './types.ts';

/** A request as the routes see it: as if it had been sent to Google's own origin. */
export type FakeRequest = {
  readonly origin: GoogleOrigin;
  readonly method: string;
  /** Decoded per segment by the routes; here as sent. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
};

export type FakeReply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

/** Google indents its JSON unless `prettyPrint=false` is asked for. */
export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): FakeReply {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=UTF-8', ...headers },
    body: Buffer.from(`${JSON.stringify(value, null, 2)}\n`, 'utf8'),
  };
}

export function text(status: number, body: string, headers: Readonly<Record<string, string>> = {}): FakeReply {
  return {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers },
    body: Buffer.from(body, 'utf8'),
  };
}

export function html(status: number, body: string): FakeReply {
  return { status, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: Buffer.from(body, 'utf8') };
}

export function empty(status: number, headers: Readonly<Record<string, string>> = {}): FakeReply {
  return { status, headers, body: Buffer.alloc(0) };
}

/** A refusal on its way out of a route. */
export class Refusal extends Error {
  readonly reply: FakeReply;

  constructor(reply: FakeReply) {
    super(`answered ${reply.status}`);
    this.reply = reply;
  }
}

/** The whole body, or null when the client hung up before its end. */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  return await new Promise((resolve) => {
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => resolve(Buffer.concat(parts)));
    request.on('error', () => resolve(null));
    request.on('close', () => resolve(request.complete ? Buffer.concat(parts) : null));
  });
}

const GZIP_FROM_BYTES = 1024;

/** Sends the reply as Google does: gzip when the client takes it, never cached. Returns the bytes of the body sent. */
export function send(response: ServerResponse, request: IncomingMessage, reply: FakeReply, half: boolean): number {
  const accepts = String(request.headers['accept-encoding'] ?? '').includes('gzip');
  const packed = accepts && reply.body.length >= GZIP_FROM_BYTES ? gzipSync(reply.body, { level: 1 }) : null;
  const bytes = packed ?? reply.body;
  const headers: Record<string, string> = {
    'Cache-Control': 'private',
    Vary: 'Origin, X-Origin, Referer',
    'X-Content-Type-Options': 'nosniff',
    Server: 'ESF',
    ...reply.headers,
  };
  if (packed !== null) headers['Content-Encoding'] = 'gzip';
  if (reply.status !== 204) headers['Content-Length'] = String(bytes.length);
  response.writeHead(reply.status, headers);
  if (!half) {
    response.end(bytes);
    return bytes.length;
  }
  const part = bytes.subarray(0, Math.floor(bytes.length / 2));
  response.write(part, () => response.destroy());
  return part.length;
}
