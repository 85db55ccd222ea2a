import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** How long the browser may take to read the closing page. */
const PAGE_TIME_MS = 2000;
/** How often a free port is looked for that is free under both addresses. */
const FREE_PORT_TRIES = 10;

/** What the browser brought: every parameter once. */
export type CallbackAnswer = Readonly<Record<string, string>>;

/** Where the browser is sent back to, and by whom. */
export type CallbackPlace = {
  /** Tried in order; 0 stands for any free one. */
  readonly ports: readonly number[];
  /** As the provider has it registered: `localhost` listens under 127.0.0.1 and ::1, since it means either. */
  readonly hostName: 'localhost' | '127.0.0.1';
  /** `/OauthRedirect`, or empty where the address is registered without a path. */
  readonly path: string;
  /** Whose answer it is, for the page that the browser shows. */
  readonly vendor: string;
  /** Ties the answer to this sign-in; an answer with another one is shown a page of its own and goes no further. */
  readonly state: string;
};

export type CallbackListener = {
  /** What the provider is told to send the browser to. */
  readonly redirectUri: string;
  /** How many answers came whose state is not the one of this sign-in. */
  readonly foreignAnswers: () => number;
  /** Stops listening; safe to call twice. */
  readonly close: () => void;
};

type Page = 'done' | 'not done' | 'foreign';
type Listening = {
  readonly place: CallbackPlace;
  readonly answer: (answer: CallbackAnswer) => Page;
};

/**
 * Waits on this computer for the browser to come back from a sign-in page. `onAnswer` gets each answer that belongs to
 * this sign-in and says which page the browser shows. Null when no port is free.
 *
 * Any page of the web can send a browser to this port. What it brings then has no or another state, so it neither ends
 * the sign-in nor reaches `onAnswer`.
 */
export async function listenForCallback(
  place: CallbackPlace,
  onAnswer: (answer: CallbackAnswer) => 'done' | 'not done',
): Promise<CallbackListener | null> {
  let foreign = 0;
  const answer = (given: CallbackAnswer): Page => {
    if (sameText(given['state'] ?? '', place.state)) return onAnswer(given);
    foreign += 1;
    return 'foreign';
  };
  for (const wanted of place.ports.flatMap((port) => (port === 0 ? Array<number>(FREE_PORT_TRIES).fill(0) : [port]))) {
    const listening = await listenOn(wanted, { place, answer });
    if (listening === null) continue;
    const { port, servers } = listening;
    const close = (): void => {
      for (const server of servers) server.close();
      // The closing page may still be on its way to the browser.
      setTimeout(() => {
        for (const server of servers) server.closeAllConnections();
      }, PAGE_TIME_MS).unref();
    };
    return { redirectUri: `http://${place.hostName}:${port}${place.path}`, foreignAnswers: () => foreign, close };
  }
  return null;
}

async function listenOn(
  wanted: number,
  listening: Listening,
): Promise<{ readonly port: number; readonly servers: readonly Server[] } | null> {
  const servers: Server[] = [];
  let port = wanted;
  for (const host of listening.place.hostName === 'localhost' ? ['127.0.0.1', '::1'] : ['127.0.0.1']) {
    const server = createServer((request, response) => answerBrowser(port, request, response, listening));
    const problem = await listen(server, port, host);
    if (problem === null) {
      servers.push(server);
      const address = server.address();
      if (address !== null && typeof address === 'object') port = address.port;
      continue;
    }
    // A computer without IPv6 has no ::1 that anybody else could take.
    if (host === '::1' && (problem === 'EADDRNOTAVAIL' || problem === 'EAFNOSUPPORT')) continue;
    for (const open of servers) open.close();
    return null;
  }
  return { port, servers };
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

function answerBrowser(port: number, request: IncomingMessage, response: ServerResponse, listening: Listening): void {
  const { place, answer } = listening;
  request.resume();
  const [path, query] = split(request.url ?? '');
  // Another name in the Host header means that a web site reached this port by a name of its own.
  if (request.headers.host !== `${place.hostName}:${port}`) return refuse(response, 404);
  if (path !== (place.path === '' ? '/' : place.path)) return refuse(response, 404);
  if (request.method !== 'GET') return refuse(response, 405);
  // A sign-in ends with a page of its own. What another page embeds (a picture, a frame, a script) is none.
  const purpose = request.headers['sec-fetch-dest'];
  if (purpose !== undefined && purpose !== 'document') return refuse(response, 403);
  const given = [...new URLSearchParams(query)];
  const parameters = Object.fromEntries(given);
  if (given.length === 0 || Object.keys(parameters).length !== given.length) return refuse(response, 400);
  const page = closingPage(answer(parameters), place.vendor);
  response.writeHead(200, { ...COMMON_HEADERS, 'Content-Type': 'text/html; charset=utf-8' });
  response.end(page);
}

/** Compares without telling by the time it takes how much of a guess was right. */
function sameText(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
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

function closingPage(outcome: Page, vendor: string): string {
  const [title, text] = TEXTS[outcome](vendor);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} - Orgbench</title><style>${STYLE}</style></head><body><h1>${title}</h1><p>${text}</p></body></html>`;
}

const TEXTS: Readonly<Record<Page, (vendor: string) => readonly [title: string, text: string]>> = {
  done: (vendor) => ['You can close this tab', `Orgbench has received the answer of ${vendor} and goes on by itself.`],
  'not done': () => [
    'The sign-in was not completed',
    'Orgbench says what happened and what to do next. You can close this tab.',
  ],
  foreign: () => [
    'The sign-in was not completed',
    'This answer belongs to another sign-in, so nothing was done with it. Close this tab and use the one that Orgbench opened last.',
  ],
};

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...COMMON_HEADERS, 'Content-Length': '0' });
  response.end();
}
