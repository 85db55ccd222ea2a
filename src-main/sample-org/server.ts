import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { OrgBundle } from './bundle.ts';
import { bundleWithout, changedBundle } from './changes.ts';
import type { ChangedComponent } from './changes.ts';
import { gzipBody, rawBody } from './http/body.ts';
import { createFaults } from './http/faults.ts';
import type { Fault, FaultControl } from './http/faults.ts';
import { failure, faultReply, text } from './http/reply.ts';
import type { Reply } from './http/reply.ts';
import { createRequestLog } from './http/request-log.ts';
import type { LoggedRequest, RequestLog } from './http/request-log.ts';
import { parseTarget } from './http/request.ts';
import type { OrgRequest } from './http/request.ts';
import { createOAuthControl } from './oauth/control.ts';
import type { OAuthControl } from './oauth/control.ts';
import type { OAuthOptions } from './oauth/oauth-state.ts';
import { createOrgState, mintAccessToken, replaceBundle } from './org-state.ts';
import type { OrgState, RefusedWrite } from './org-state.ts';
import type { Rights } from './rights.ts';
import { answer } from './routes.ts';

export interface SampleOrgOptions {
  readonly bundle: OrgBundle;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** How long every answer is held back. */
  readonly latencyMs?: number;
  /** A file that gets one JSON line for each HTTP request. */
  readonly logPath?: string;
  /** Absent: a new one for each start, of the service's form. */
  readonly accessToken?: string;
  readonly now?: () => number;
  /** The daily API request limit (15,000), and how many are spent before the first request (0). */
  readonly dailyRequests?: number;
  readonly requestsUsed?: number;
  /** Whether `close` fails where a client tried to write, so that no test of a client can overlook it. Absent: false. */
  readonly failsOnWrites?: boolean;
  /** The apps that may sign in with the browser, and how their approval is answered. */
  readonly oauth?: OAuthOptions;
}

/** A running sample org. */
export interface SampleOrg {
  readonly instanceUrl: string;
  readonly accessToken: string;
  readonly port: number;
  readonly faults: FaultControl;
  readonly oauth: OAuthControl;
  /** Requests received, oldest first. */
  requests(): readonly LoggedRequest[];
  /** Requests that would have changed the org; a client that only reads leaves this empty. */
  writes(): readonly RefusedWrite[];
  /**
   * Serves another bundle from now on. Describes keep their Last-Modified unless something changed that they show;
   * `touch` decides otherwise (true: it moves, false: it stays).
   */
  replaceBundle(bundle: OrgBundle, touch?: boolean): void;
  /**
   * Changes a component as an administrator would: its LastModifiedDate becomes now, and keys of the bundle that `set`
   * names get other values. Describes' Last-Modified moves as with `replaceBundle`.
   * @throws Error where the org has no such component
   */
  change(component: ChangedComponent, set?: Readonly<Record<string, unknown>>): void;
  /** Deletes a component. @throws Error where the org has no such component */
  remove(component: ChangedComponent): void;
  /** Another valid access token, for a second sign-in; of a user who lacks what is named. */
  issueToken(rights?: Rights): string;
  /**
   * Stops at once: open connections are closed.
   * @throws Error that names the requests that would have written, with `failsOnWrites`
   */
  close(): Promise<void>;
}

/** No request of the APIs served here comes near this. */
const largestBodyBytes = 4 * 1024 * 1024;
/** Characters of an address that the service still takes. */
const longestTarget = 16_384;

/**
 * Starts a Salesforce org on loopback that answers as the REST and Tooling APIs do, from a bundle of metadata.
 * It only reads: whatever would write is refused with 403, reported on standard error and kept in `writes`.
 * @throws Error where the port is taken or the log cannot be opened
 */
export async function startSampleOrg(options: SampleOrgOptions): Promise<SampleOrg> {
  const { state, accessToken } = createOrgState({
    bundle: options.bundle,
    accessToken: options.accessToken,
    now: options.now ?? Date.now,
    dailyRequests: options.dailyRequests ?? 15_000,
    requestsUsed: options.requestsUsed ?? 0,
    oauth: options.oauth ?? {},
  });
  const log = createRequestLog(options.logPath);
  const faults = createFaults();
  state.faultOfPart = faults.takeForPart;
  // Node's own limit would close the connection before the service's answer for a long address can be given.
  const server = createServer({ maxHeaderSize: 256 * 1024 }, (incoming, outgoing) => {
    const fault = faults.take(incoming.method ?? 'GET', incoming.url ?? '/');
    serve({ state, log, latencyMs: options.latencyMs ?? 0 }, fault, incoming, outgoing).catch((cause: unknown) => {
      // A client that went away is no failure of the org; anything else is a defect of this server and must be seen.
      if (!incoming.destroyed) process.stderr.write(`Sample org: ${String(cause)}\n`);
      outgoing.destroy();
    });
  });
  // A client's pooled connections must outlive pauses between its requests.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  }).catch((cause: unknown) => {
    log.close();
    throw cause;
  });
  const { port } = server.address() as AddressInfo;
  state.instanceUrl = `http://127.0.0.1:${port}`;
  return {
    instanceUrl: state.instanceUrl,
    accessToken,
    port,
    faults: faults.control,
    oauth: createOAuthControl(state),
    requests: () => log.requests(),
    writes: () => state.writes,
    replaceBundle: (bundle, touch) => replaceBundle(state, bundle, touch),
    change: (component, set = {}) =>
      replaceBundle(state, changedBundle(state.model.bundle, component, set, state.now())),
    remove: (component) => replaceBundle(state, bundleWithout(state.model.bundle, component)),
    issueToken(rights) {
      const token = mintAccessToken(state.model);
      if (rights !== undefined) state.rights.set(token, rights);
      state.tokens.add(token);
      return token;
    },
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      log.close();
      if (options.failsOnWrites === true) refuseWrites(state.writes);
    },
  };
}

function refuseWrites(writes: readonly RefusedWrite[]): void {
  if (writes.length === 0) return;
  const listed = writes.map(({ method, path }) => `${method} ${path}`).join('; ');
  throw new Error(`The sample org got requests that would have changed it: ${listed}`);
}

interface Serving {
  readonly state: OrgState;
  readonly log: RequestLog;
  readonly latencyMs: number;
}

async function serve(
  serving: Serving,
  fault: Fault | undefined,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const startedAt = performance.now();
  const body = await readBody(incoming);
  const request = requestOf(incoming, body ?? '');
  const { refusal, leave } = serving.state.analytics.concurrent.enter(request);
  try {
    const refused = body === undefined ? tooLarge() : refusal === null ? null : { reply: refusal, isCounted: true };
    await sendAnswer({ ...serving, startedAt }, fault, { request, refused }, incoming, outgoing);
  } finally {
    leave();
  }
}

/** @param asked the request, and what is said to it whatever it asks for; null: it is answered */
async function sendAnswer(
  { state, log, latencyMs, startedAt }: Serving & { readonly startedAt: number },
  fault: Fault | undefined,
  asked: { readonly request: OrgRequest; readonly refused: Answered | null },
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const method = incoming.method ?? 'GET';
  const target = incoming.url ?? '/';
  if (fault?.kind === 'hang' || fault?.kind === 'cut') {
    log.write({ method, path: target, status: 0, bytes: 0 });
    if (fault.kind === 'cut') incoming.socket.destroy();
    return;
  }
  const answered = asked.refused ?? (await answerOrFault(state, fault, asked.request, target.length));
  const { reply } = answered;
  const isGzip = reply.body !== undefined && /\bgzip\b/.test(headerText(incoming.headers['accept-encoding']) ?? '');
  const bytes = reply.body === undefined ? undefined : await (isGzip ? gzipBody(reply.body) : rawBody(reply.body));
  const heldMs = (fault?.kind === 'latency' ? faultDelayMs(fault) : 0) + latencyMs - (performance.now() - startedAt);
  if (heldMs > 0) await delay(heldMs);
  const sent = fault?.kind === 'half' && bytes !== undefined ? bytes.subarray(0, bytes.length >> 1) : bytes;
  const wireBytes = method === 'HEAD' ? 0 : (sent?.length ?? 0);
  log.write({ method, path: target, status: reply.status, bytes: wireBytes });
  outgoing.writeHead(reply.status, {
    ...reply.headers,
    ...(answered.isCounted ? { 'Sforce-Limit-Info': limitInfo(state) } : {}),
    ...(isGzip ? { 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' } : {}),
    'Cache-Control': 'private, no-cache, no-store',
    ...(reply.status === 304 ? {} : { 'Content-Length': String(bytes?.length ?? 0) }),
  });
  if (fault?.kind === 'half') {
    outgoing.write(sent ?? '', () => incoming.socket.destroy());
    return;
  }
  outgoing.end(method === 'HEAD' ? undefined : sent);
}

interface Answered {
  readonly reply: Reply;
  /** Whether the answer carries the limit header: an authorised answer of the data API. */
  readonly isCounted: boolean;
}

async function answerOrFault(
  state: OrgState,
  fault: Fault | undefined,
  request: OrgRequest,
  targetLength: number,
): Promise<Answered> {
  if (fault?.kind === 'status' || fault?.kind === 'html') {
    return { reply: faultReply(fault, request.path), isCounted: false };
  }
  const { reply, cost } =
    targetLength > longestTarget ? tooLong() : await answer(state, request).catch((cause: unknown) => defect(cause));
  state.dailyRequests.used += cost;
  return { reply, isCounted: cost > 0 };
}

function requestOf(incoming: IncomingMessage, body: string): OrgRequest {
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, headerText(value)] as const),
  );
  return { method: incoming.method ?? 'GET', ...parseTarget(incoming.url ?? '/'), headers, body };
}

function headerText(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'object' ? value.join(', ') : value;
}

/** The body as text, or undefined where it is larger than any request of these APIs. */
async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= largestBodyBytes) chunks.push(chunk);
  }
  return length > largestBodyBytes ? undefined : Buffer.concat(chunks).toString('utf8');
}

function tooLarge(): Answered {
  return { reply: failure(413, 'REQUEST_ENTITY_TOO_LARGE', 'The request body is too large.'), isCounted: false };
}

/** A defect of this server is answered as the service answers its own, and shown to whoever runs it. */
function defect(cause: unknown): { readonly reply: Reply; readonly cost: number } {
  process.stderr.write(`Sample org: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`);
  return { reply: failure(500, 'UNKNOWN_EXCEPTION', 'An unexpected error occurred.'), cost: 1 };
}

function tooLong(): { readonly reply: Reply; readonly cost: number } {
  return { reply: text(414, 'URI Too Long'), cost: 0 };
}

function limitInfo(state: OrgState): string {
  return `api-usage=${state.dailyRequests.used}/${state.dailyRequests.max}`;
}

function faultDelayMs(fault: Fault): number {
  return (fault.ms ?? 0) + Math.random() * (fault.jitterMs ?? 0);
}
