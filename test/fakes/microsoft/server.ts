import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { faultReply, type Fault, type Faults } from './faults.ts';
import type { Asked, Reply } from './http-kit.ts';

/** A request as it came, for tests to look at. */
export type Logged = {
  readonly at: number;
  readonly method: string;
  /** With the real origin. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null when longer than 256 KiB. */
  readonly body: string | null;
  readonly bodyBytes: number;
  /** Null: no answer was sent. */
  readonly status: number | null;
  readonly fault: Fault['kind'] | null;
};

export type HostOptions = {
  readonly origin: string;
  readonly answer: (asked: Asked) => Promise<Reply>;
  readonly faults: Faults;
  readonly now: () => number;
  readonly log: (entry: Logged) => void;
};

export type HostServer = { readonly origin: string; readonly loopback: string; readonly close: () => Promise<void> };

const LOGGED_BYTES = 256 * 1024;

/** Reads the body; null when the other side went away, or when `limit` bytes were reached. */
async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      parts.push(part);
      length += part.length;
      if (length >= limit) return null;
    }
  } catch (error) {
    // A cut connection: whatever was under way is ignored (learn.microsoft.com/graph/api/driveitem-createuploadsession, "Resuming").
    if (error instanceof Error) return null;
    throw error;
  }
  return request.complete ? (parts.length === 1 ? (parts[0] ?? null) : Buffer.concat(parts, length)) : null;
}

function send(response: ServerResponse, reply: Reply, method: string): void {
  const body = typeof reply.body === 'string' ? Buffer.from(reply.body, 'utf8') : (reply.body ?? Buffer.alloc(0));
  const bare = reply.status === 204 || reply.status === 304;
  response.writeHead(reply.status, { ...reply.headers, ...(bare ? {} : { 'content-length': String(body.length) }) });
  response.end(bare || method === 'HEAD' ? undefined : body);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One loopback server in the place of one real host. */
export async function startHost(options: HostOptions): Promise<HostServer> {
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = request.method ?? 'GET';
    // A request whose body was not read to its end lets go of its socket.
    const { socket } = request;
    // An absolute or `//` path must not lead to another host.
    const target = request.url?.startsWith('/') === true ? request.url : '/';
    const url = new URL(options.origin + target);
    const fault = options.faults.take(method, url.href);
    const limit = fault?.kind === 'cutBefore' && fault.afterBytes !== undefined ? fault.afterBytes : Infinity;
    const body = await readBody(request, limit);
    const headers = Object.fromEntries(
      Object.entries(request.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    );
    const log = (status: number | null): void =>
      options.log({
        at: options.now(),
        method,
        url: url.href,
        headers,
        body: body === null || body.length > LOGGED_BYTES ? null : body.toString('utf8'),
        bodyBytes: body?.length ?? 0,
        status,
        fault: fault?.kind ?? null,
      });
    if (body === null || fault?.kind === 'cutBefore') {
      log(null);
      socket.destroy();
      return;
    }
    if (fault?.kind === 'hang') {
      log(null);
      return;
    }
    const asked: Asked = {
      method,
      url,
      headers: request.headers,
      body,
      chunked: headers['transfer-encoding'] !== undefined,
    };
    if (fault?.kind === 'status') {
      log(fault.status);
      send(response, faultReply(fault, asked, options.now()), method);
      return;
    }
    if (fault?.kind === 'delay') await pause(fault.delayMs);
    const reply = await options.answer(asked);
    if (fault?.kind === 'cutAfter') {
      log(null);
      socket.destroy();
      return;
    }
    log(reply.status);
    if (fault?.kind === 'halfBody') {
      const whole = typeof reply.body === 'string' ? Buffer.from(reply.body) : (reply.body ?? Buffer.alloc(0));
      response.writeHead(reply.status, { ...reply.headers, 'content-length': String(whole.length) });
      response.write(whole.subarray(0, Math.floor(whole.length / 2)), () => socket.destroy());
      return;
    }
    send(response, reply, method);
  };
  const server: Server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      // A mistake of the fake must not look like an answer of the service.
      process.stderr.write(
        `fake Microsoft, ${request.method} ${request.url}: ${error instanceof Error ? error.stack : String(error)}\n`,
      );
      if (!response.headersSent) response.writeHead(599, { 'content-type': 'text/plain' });
      response.end('The fake failed.');
    });
  });
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    origin: options.origin,
    loopback: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
