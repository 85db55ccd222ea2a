import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { CALLBACK_PATH, callbackUrl } from '../../../src-preload/contract/connections.ts';

/** How long the browser may take to read the closing page. */
const PAGE_TIME_MS = 2000;

/** What the browser brought: every parameter once. */
export type CallbackAnswer = Readonly<Record<string, string>>;

export type CallbackListener = {
  /** What Salesforce is told to send the browser to. */
  readonly redirectUri: string;
  /** Stops listening; safe to call twice. */
  readonly close: () => void;
};

/**
 * Waits on this computer for the browser to come back from Salesforce, under 127.0.0.1 and ::1, since `localhost` means
 * either. `onAnswer` gets each answer and says which page the browser shows. Null when no port is free.
 */
export async function listenForCallback(
  ports: readonly number[],
  onAnswer: (answer: CallbackAnswer) => 'done' | 'not done',
): Promise<CallbackListener | null> {
  for (const port of ports) {
    const servers = await listenOnBoth(port, onAnswer);
    if (servers === null) continue;
    const close = (): void => {
      for (const server of servers) server.close();
      // The closing page may still be on its way to the browser.
      setTimeout(() => {
        for (const server of servers) server.closeAllConnections();
      }, PAGE_TIME_MS).unref();
    };
    return { redirectUri: callbackUrl(port), close };
  }
  return null;
}

async function listenOnBoth(
  port: number,
  onAnswer: (answer: CallbackAnswer) => 'done' | 'not done',
): Promise<readonly Server[] | null> {
  const servers: Server[] = [];
  for (const host of ['127.0.0.1', '::1']) {
    const server = createServer((request, response) => answerBrowser(port, request, response, onAnswer));
    const problem = await listen(server, port, host);
    if (problem === null) {
      servers.push(server);
      continue;
    }
    // A computer without IPv6 has no ::1 that anybody else could take.
    if (host === '::1' && (problem === 'EADDRNOTAVAIL' || problem === 'EAFNOSUPPORT')) continue;
    for (const open of servers) open.close();
    return null;
  }
  return servers;
}

function listen(server: Server, port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => resolve(error.code ?? 'unknown');
    server.once('error', failed);
    server.listen({ port, host, exclusive: true }, () => {
      server.off('error', failed);
      resolve(null);
    });
  });
}

function answerBrowser(
  port: number,
  request: IncomingMessage,
  response: ServerResponse,
  onAnswer: (answer: CallbackAnswer) => 'done' | 'not done',
): void {
  request.resume();
  const [path, query] = split(request.url ?? '');
  // Another name in the Host header means that a web site reached this port by a name of its own.
  if (request.headers.host !== `localhost:${port}` || path !== CALLBACK_PATH) return refuse(response, 404);
  if (request.method !== 'GET') return refuse(response, 405);
  const given = [...new URLSearchParams(query)];
  const answer = Object.fromEntries(given);
  if (given.length === 0 || Object.keys(answer).length !== given.length) return refuse(response, 400);
  const page = closingPage(onAnswer(answer));
  response.writeHead(200, { ...COMMON_HEADERS, 'Content-Type': 'text/html; charset=utf-8' });
  response.end(page);
}

function split(url: string): readonly [path: string, query: string] {
  const mark = url.indexOf('?');
  return mark === -1 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}

const STYLE = [
  ':root{color-scheme:light dark}',
  'body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto 0;padding:0 1.5rem}',
  'h1{font-size:1.25rem;font-weight:600;margin:0 0 .5rem}',
].join('');
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  Connection: 'close',
};

function closingPage(outcome: 'done' | 'not done'): string {
  const [title, text] =
    outcome === 'done'
      ? ['You can close this tab', 'Orgbench has received the answer of Salesforce and goes on by itself.']
      : ['The sign-in was not completed', 'Orgbench says what happened and what to do next. You can close this tab.'];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} - Orgbench</title><style>${STYLE}</style></head><body><h1>${title}</h1><p>${text}</p></body></html>`;
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...COMMON_HEADERS, 'Content-Length': '0' });
  response.end();
}
