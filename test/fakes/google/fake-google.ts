import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { drive } from './drive-routes.ts';
import { upload } from './drive-upload.ts';
import { oauthError, plantedError } from './errors.ts';
import type { Fault } from './faults.ts';
import { createFaults } from './faults.ts';
import type { FakeReply, FakeRequest } from './http.ts';
import { json, readBody, Refusal, send, text } from './http.ts';
import { accountsNotFound, authorize } from './oauth-authorize.ts';
import { revoke, token } from './oauth-token.ts';
import type { PersonOptions } from './people.ts';
import { addClient, addPerson, createState } from './people.ts';
import { sheets } from './sheets-routes.ts';
import type { FakeView } from './view.ts';
import { createView } from './view.ts';
import type { GoogleOrigin, GoogleState, Limits, OAuthClient, Person } from './types.ts';
import { GOOGLE_ORIGINS } from './types.ts';

export type { Fault } from './faults.ts';
export type { ShownSpreadsheet } from './view.ts';
export { DRIVE_FILE_SCOPE } from './types.ts';

export type FakeGoogleOptions = {
  readonly people?: readonly PersonOptions[];
  readonly limits?: Partial<Limits>;
  /** Milliseconds since 1970; the machine's clock when absent. Moved on with `advance`. */
  readonly now?: () => number;
  /** Before every answer. */
  readonly latencyMs?: number;
};

/** One request as it came. */
export type LoggedRequest = {
  readonly at: number;
  readonly origin: GoogleOrigin;
  readonly method: string;
  /** With query, as it was sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly requestBytes: number;
  /** Null until the answer is sent, and where there was none. */
  status: number | null;
  responseBytes: number;
  readonly fault: Fault['kind'] | null;
};

export type FakeGoogle = FakeView & {
  /** By Google's origin, the loopback origin that stands in for it. */
  readonly endpoints: Readonly<Record<GoogleOrigin, string>>;
  /** The same address at the fake. */
  readonly local: (url: string) => string;
  /** A desktop client in a project where both APIs are enabled. */
  readonly client: OAuthClient;
  readonly addClient: (options?: Partial<OAuthClient>) => OAuthClient;
  /** The first person, who is signed in to the browser. */
  readonly person: Person;
  readonly addPerson: (options: PersonOptions) => Person;
  readonly fault: (fault: Fault) => () => void;
  readonly clearFaults: () => void;
  readonly faultHits: () => number;
  readonly requests: () => readonly LoggedRequest[];
  readonly clearRequests: () => void;
  /** Moves the clock of the service on. */
  readonly advance: (ms: number) => void;
  readonly latency: (ms: number) => void;
  /** The state itself, for what has no function of its own. */
  readonly state: GoogleState;
  readonly close: () => Promise<void>;
};

/** Starts a stand-in for Google on loopback ports of this computer, one for each origin. */
export async function startFakeGoogle(options: FakeGoogleOptions = {}): Promise<FakeGoogle> {
  const clock = { offset: 0, latencyMs: options.latencyMs ?? 0 };
  const now = (): number => (options.now?.() ?? Date.now()) + clock.offset;
  const state = createState(now, options.limits ?? {});
  const [first, ...others] = options.people ?? [{ email: 'ana.costa@example.com', name: 'Ana Costa' }];
  const person = addPerson(state, first ?? { email: 'ana.costa@example.com', name: 'Ana Costa' });
  for (const other of others) addPerson(state, other);
  state.consent.email = person.email;
  const client = addClient(state, {});
  const faults = createFaults();
  const log: LoggedRequest[] = [];

  const serve = async (origin: GoogleOrigin, incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(incoming);
    if (body === null) return;
    const request = requestOf(origin, incoming, body);
    const fault = faults.take(request);
    const entry: LoggedRequest = {
      at: now(),
      origin,
      method: request.method,
      path: incoming.url ?? '/',
      headers: request.headers,
      requestBytes: body.length,
      status: null,
      responseBytes: 0,
      fault: fault?.kind ?? null,
    };
    log.push(entry);
    const waitMs = clock.latencyMs + (fault?.kind === 'delay' ? (fault.ms ?? 0) : 0);
    if (waitMs > 0) await pause(waitMs, response);
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'cutBefore') {
      incoming.socket.destroy();
      return;
    }
    const reply = fault?.kind === 'status' ? planted(origin, fault) : answer(state, request);
    if (fault?.kind === 'cutAfter') {
      incoming.socket.destroy();
      return;
    }
    entry.status = reply.status;
    entry.responseBytes = send(response, incoming, reply, fault?.kind === 'halfBody');
  };

  const servers = await Promise.all(
    GOOGLE_ORIGINS.map(async (origin) => ({
      origin,
      server: await listen((incoming, response) => {
        serve(origin, incoming, response).catch((error: unknown) => {
          // A mistake of the fake must not look like a refusal of Google.
          console.error('The fake Google failed:', error);
          incoming.socket.destroy();
        });
      }),
    })),
  );
  const endpoints = Object.fromEntries(
    servers.map(({ origin, server }) => [origin, `http://127.0.0.1:${(server.address() as AddressInfo).port}`]),
  ) as Record<GoogleOrigin, string>;

  return {
    ...createView(state),
    endpoints,
    local(url) {
      const { origin } = new URL(url);
      const base = endpoints[origin as GoogleOrigin];
      return base === undefined ? url : base + url.slice(origin.length);
    },
    client,
    addClient: (given = {}) => addClient(state, given),
    person,
    addPerson: (given) => addPerson(state, given),
    fault: faults.add,
    clearFaults: faults.clear,
    faultHits: faults.hits,
    requests: () => [...log],
    clearRequests() {
      log.length = 0;
    },
    advance(ms) {
      clock.offset += ms;
    },
    latency(ms) {
      clock.latencyMs = ms;
    },
    state,
    async close() {
      await Promise.all(servers.map(({ server }) => stop(server)));
    },
  };
}

/** Ends early when the client hangs up. */
async function pause(ms: number, response: ServerResponse): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    response.on('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

async function listen(handle: (incoming: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer({ keepAliveTimeout: 60_000 }, handle);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

function requestOf(origin: GoogleOrigin, incoming: IncomingMessage, body: Buffer): FakeRequest {
  const target = incoming.url ?? '/';
  const mark = target.indexOf('?');
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(incoming.headers))
    headers[name] = Array.isArray(value) ? value.join(', ') : value;
  return {
    origin,
    method: incoming.method ?? 'GET',
    path: mark < 0 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
    headers,
    body,
  };
}

function planted(origin: GoogleOrigin, fault: Fault): FakeReply {
  const status = fault.status ?? 503;
  const retry: Record<string, string> =
    fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) };
  const reply =
    fault.body === undefined
      ? plantedError(origin, status)
      : typeof fault.body === 'string'
        ? text(status, fault.body)
        : json(status, fault.body);
  return { ...reply, headers: { ...reply.headers, ...retry } };
}

function answer(state: GoogleState, request: FakeRequest): FakeReply {
  try {
    return compacted(request, route(state, request));
  } catch (error) {
    if (error instanceof Refusal) return compacted(request, error.reply);
    throw error;
  }
}

/** `prettyPrint=false` takes the blanks out of the JSON. */
function compacted(request: FakeRequest, reply: FakeReply): FakeReply {
  const type = reply.headers['Content-Type'] ?? '';
  if (request.query.get('prettyPrint') !== 'false' || !type.startsWith('application/json')) return reply;
  return { ...reply, body: Buffer.from(JSON.stringify(JSON.parse(reply.body.toString('utf8')))) };
}

function route(state: GoogleState, request: FakeRequest): FakeReply {
  switch (request.origin) {
    case 'https://accounts.google.com':
      return request.path === '/o/oauth2/v2/auth' ? authorize(state, request) : accountsNotFound();
    case 'https://oauth2.googleapis.com':
      if (request.path === '/token') return token(state, request);
      return request.path === '/revoke' ? revoke(state, request) : oauthError(404, 'not_found');
    case 'https://sheets.googleapis.com':
      return sheets(state, request);
    case 'https://www.googleapis.com':
      return request.path.startsWith('/upload/') ? upload(state, request) : drive(state, request);
  }
}
