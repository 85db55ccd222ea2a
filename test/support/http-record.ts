import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

/** A request as the server that got it counted it, below whatever that server does with it. */
export type Counted = {
  readonly method: string;
  readonly host: string;
  /** Without query. */
  readonly path: string;
  /** Null when no whole answer left. */
  readonly status: number | null;
  /** Body bytes as they came, and of the answer as they left (compressed where it was). */
  readonly received: number;
  readonly answered: number;
  readonly isBrowser: boolean;
};

/** The header by which a test's own browser is told from the app. */
export const BROWSER = { 'x-system-browser': 'yes' };

/**
 * Counts what every HTTP server of this process gets and answers, by Node's own announcements: the servers need no log of
 * their own, and one that forgets a request cannot hide it.
 */
export function recordServers(): { readonly counted: () => readonly Counted[] } {
  const seen: (() => Counted)[] = [];
  const onRequest = (message: unknown): void => {
    const { request, response } = message as { readonly request: IncomingMessage; readonly response: ServerResponse };
    let received = 0;
    let answered = 0;
    const push = request.push.bind(request);
    request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
      received += chunk?.length ?? 0;
      return push(chunk, encoding);
    };
    const sizeOf = (chunk: unknown): number =>
      typeof chunk === 'string' || chunk instanceof Uint8Array ? Buffer.byteLength(chunk) : 0;
    const write = response.write.bind(response) as (...args: unknown[]) => boolean;
    response.write = (...args: unknown[]) => {
      answered += sizeOf(args[0]);
      return write(...args);
    };
    const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse;
    // Node's own end() hands its chunk on below write().
    response.end = (...args: unknown[]) => {
      answered += sizeOf(args[0]);
      return end(...args);
    };
    seen.push(() => ({
      method: request.method ?? '',
      host: request.headers.host ?? '',
      path: (request.url ?? '').replace(/\?.*/, ''),
      status: response.writableFinished ? response.statusCode : null,
      received,
      answered,
      isBrowser: request.headers['x-system-browser'] !== undefined,
    }));
  };
  subscribe('http.server.request.start', onRequest);
  onTestFinished(() => {
    unsubscribe('http.server.request.start', onRequest);
  });
  return { counted: () => seen.map((look) => look()) };
}
