import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';

/** Something asked of an org: a request by itself, or one part of a composite. */
export type Asked = {
  readonly method: string;
  /** Without query. */
  readonly path: string;
  /** Null where it is no query. */
  readonly soql: string | null;
};

type Part = { readonly method?: string; readonly url?: string };

/** Collects what every HTTP server of this process is asked, bodies included, by Node's own announcements. */
export function recordAsked(): { readonly asked: () => readonly Asked[] } {
  const seen: { readonly request: IncomingMessage; readonly chunks: Buffer[] }[] = [];
  const onRequest = (message: unknown): void => {
    const { request } = message as { readonly request: IncomingMessage };
    const chunks: Buffer[] = [];
    const push = request.push.bind(request);
    request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
      if (chunk !== null) chunks.push(chunk);
      return push(chunk, encoding);
    };
    seen.push({ request, chunks });
  };
  subscribe('http.server.request.start', onRequest);
  onTestFinished(() => {
    unsubscribe('http.server.request.start', onRequest);
  });
  return {
    asked: () =>
      seen.flatMap(({ request, chunks }) =>
        partsOf(request.method ?? '', request.url ?? '', Buffer.concat(chunks).toString('utf8')),
      ),
  };
}

function partsOf(method: string, url: string, body: string): readonly Asked[] {
  const { pathname, searchParams } = new URL(url, 'http://org');
  if (pathname.endsWith('/composite')) {
    const { compositeRequest } = JSON.parse(body) as { readonly compositeRequest: readonly Part[] };
    return compositeRequest.flatMap((part) => partsOf(part.method ?? '', part.url ?? '', ''));
  }
  if (method === 'POST' && pathname.endsWith('/jobs/query')) {
    const { query } = JSON.parse(body) as { readonly query: string };
    return [{ method, path: pathname, soql: query }];
  }
  return [{ method, path: pathname, soql: searchParams.get('q') }];
}

/** The sObjects that a query reads rows of, its subqueries included. */
export function objectsOfQuery(soql: string): readonly string[] {
  // What stands in quotes is a value, and could hold the word.
  return [...soql.replaceAll(/'(?:[^'\\]|\\.)*'/g, "''").matchAll(/\bFROM\s+(\w+)/gi)].map(([, name]) => name ?? '');
}
