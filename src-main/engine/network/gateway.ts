import type { Dispatcher } from 'undici';
import { EngineFailure } from '../failure.ts';
import type { Clock, HostQuestions } from '../ports.ts';
import type { LedgerRepository } from '../store/ledger-repository.ts';
import { AttemptError, LEDGER_TEXT, attemptErrorOf, unreachableFailure } from './attempt-error.ts';
import { pathForLedger } from './canonical-url.ts';
import { createDispatchers } from './dispatchers.ts';
import type { AttemptFacts, Gateway, GatewayRequest, GatewayResponse } from './gateway-types.ts';
import { createLocators } from './locators.ts';
import { type Allowed, readOnlyGuard } from './read-only-guard.ts';
import { checkSoql } from './record-guard.ts';
import { waitBeforeRetryMs, waitMs } from './retry.ts';
import { isSignIn, originRefusal } from './salesforce-hosts.ts';
import { type Answer, MAX_BODY_BYTES, MAX_WIRE_BYTES, send } from './send.ts';
import { soqlParser } from './soql-parser.ts';

const TIMEOUT_MS = 120_000;

export type GatewayDeps = {
  readonly ledger: Pick<LedgerRepository, 'begin' | 'complete' | 'refuse'>;
  readonly host: Pick<HostQuestions, 'proxyFor'>;
  readonly now: Clock;
  /** False while the vault is locked: then nothing is sent. */
  readonly isOpen: () => boolean;
  /** Waits between attempts; tests pass their own. */
  readonly wait?: typeof waitMs;
  readonly maxWireBytes?: number;
  readonly maxBodyBytes?: number;
};

/** What the ledger is told about a request, whatever becomes of it. */
type LedgerFacts = Parameters<GatewayDeps['ledger']['begin']>[0];

/** Creates the only code of the engine that opens connections: guards, ledger, retries. */
export function createGateway(deps: GatewayDeps): Gateway {
  const dispatchers = createDispatchers(deps.host.proxyFor, deps.now);
  const locators = createLocators();
  const wait = deps.wait ?? waitMs;
  /** Attempts whose ledger row is not complete yet. */
  const inFlight = new Set<Promise<unknown>>();
  let closed = false;

  const ensureOpen = (): void => {
    if (closed || !deps.isOpen()) {
      throw new EngineFailure('vault-locked', 'Nothing is sent while Orgbench is locked. Unlock it and try again.');
    }
  };

  const judge = async (request: GatewayRequest): Promise<Judgement> => {
    const { connection } = request;
    const originProblem = originRefusal(connection.origin, request.purpose);
    if (originProblem !== null) return { allowed: false, reason: originProblem };
    if (isSignIn(request.purpose) && connection.accessToken !== null) {
      return { allowed: false, reason: 'A sign-in carries no access token.' };
    }
    const verdict = readOnlyGuard({
      purpose: request.purpose,
      origin: connection.origin,
      method: request.method,
      url: request.url,
      headers: request.headers ?? {},
      body: request.body ?? null,
    });
    if (!verdict.allowed) return verdict;
    const reads = new Set(verdict.reads);
    for (const query of verdict.soql) {
      const answer = checkSoql(query.soql, query.tooling, await soqlParser());
      if (!answer.allowed) return answer;
      for (const object of answer.objects) reads.add(object);
    }
    for (const path of verdict.locators) {
      const known = locators.readsOf(connection.id, path);
      if (known === null)
        return { allowed: false, reason: 'This page of a query was not offered by an allowed query.' };
      for (const object of known) reads.add(object);
    }
    return { allowed: true, verdict, reads: [...reads] };
  };

  const attemptOnce = async (request: GatewayRequest, verdict: Allowed, row: LedgerFacts): Promise<Sent> => {
    ensureOpen();
    const { origin } = request.connection;
    // Awaited before the row is written: between the row and the request nothing else happens.
    let dispatcher: Dispatcher;
    try {
      dispatcher = await dispatchers.for(origin);
    } catch (error) {
      // A proxy that cannot be asked for or understood is no reason to go around it.
      return { ok: false, error: new AttemptError('proxy', error) };
    }
    ensureOpen();
    const id = deps.ledger.begin(row);
    const startedAt = performance.now();
    let bytesIn = 0;
    const finish = (status: number | null, error: string | null): AttemptFacts => {
      const facts = { status, bytesIn, bytesOut: row.bytesOut, ms: Math.round(performance.now() - startedAt) };
      deps.ledger.complete(id, { ...facts, state: error === null ? 'done' : 'failed', error });
      request.onAttempt?.(facts);
      return facts;
    };
    try {
      const answer = await send({
        dispatcher,
        origin,
        path: verdict.url,
        method: verdict.route.method,
        headers: headersFor(request, verdict),
        body: verdict.body,
        timeoutMs: request.timeoutMs ?? TIMEOUT_MS,
        signal: request.signal,
        maxWireBytes: deps.maxWireBytes ?? MAX_WIRE_BYTES,
        maxBodyBytes: deps.maxBodyBytes ?? MAX_BODY_BYTES,
        onBytes: (count) => {
          bytesIn += count;
        },
      });
      return { ok: true, answer, facts: finish(answer.status, null) };
    } catch (thrown) {
      const error = attemptErrorOf(thrown);
      finish(null, LEDGER_TEXT[error.problem]);
      return { ok: false, error };
    }
  };

  const request = async (request: GatewayRequest): Promise<GatewayResponse> => {
    ensureOpen();
    if (request.signal?.aborted === true) throw new DOMException('Cancelled.', 'AbortError');
    const judgement = await judge(request);
    const row = ledgerFacts(request, judgement, deps.now());
    if (!judgement.allowed) {
      deps.ledger.refuse(row, judgement.reason);
      throw new EngineFailure('request-refused', `The request was not sent: ${judgement.reason}`);
    }
    const { verdict, reads } = judgement;
    for (let attempt = 1; ; attempt += 1) {
      const sending = attemptOnce(request, verdict, { ...row, at: isoOf(deps.now()), attempt });
      inFlight.add(sending);
      const sent = await sending.finally(() => inFlight.delete(sending));
      if (!sent.ok) ensureOpen();
      const outcome = sent.ok
        ? ({ kind: 'answer', status: sent.answer.status, retryAfter: sent.answer.headers['retry-after'] } as const)
        : ({ kind: 'error', error: sent.error } as const);
      const pauseMs = waitBeforeRetryMs(outcome, attempt, verdict.repeatable, deps.now(), Math.random());
      if (pauseMs !== null) {
        await wait(pauseMs, request.signal);
        continue;
      }
      if (!sent.ok) throw unreachableFailure(row.host, sent.error);
      const response = responseOf(sent, attempt);
      // The sign-in page lies behind a redirect: that there is one is the answer, and it is not followed.
      if (verdict.route.kind !== 'authorize') refuseRedirect(row.host, response);
      if (verdict.soql.length + verdict.locators.length > 0) {
        locators.learn(request.connection.id, request.connection.origin, response.text, reads);
      }
      return response;
    }
  };

  return {
    request,
    close: async () => {
      closed = true;
      await dispatchers.close();
      // The store may be closed next; until then every row has to get its end.
      await Promise.allSettled(inFlight);
    },
  };
}

type Judgement =
  | { readonly allowed: true; readonly verdict: Allowed; readonly reads: readonly string[] }
  | { readonly allowed: false; readonly reason: string };

type Sent =
  | { readonly ok: true; readonly answer: Answer; readonly facts: AttemptFacts }
  | { readonly ok: false; readonly error: AttemptError };

function headersFor(request: GatewayRequest, verdict: Allowed): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-encoding': 'gzip' };
  if (verdict.body !== null) headers['content-type'] = 'application/json';
  for (const [name, value] of Object.entries(request.headers ?? {})) headers[name.toLowerCase()] = value;
  const { accessToken } = request.connection;
  if (accessToken !== null) headers['authorization'] = `Bearer ${accessToken}`;
  return headers;
}

function ledgerFacts(request: GatewayRequest, judgement: Judgement, now: number): LedgerFacts {
  const { connection } = request;
  const sent = judgement.allowed ? judgement.verdict : null;
  return {
    at: isoOf(now),
    purpose: request.purpose,
    trigger: request.trigger,
    connectionId: connection.id,
    connectionName: connection.name,
    method: request.method,
    host: URL.canParse(connection.origin) ? new URL(connection.origin).host : connection.origin,
    path: pathForLedger(sent?.url ?? request.url),
    reads: judgement.allowed ? judgement.reads.join(', ') : '',
    parts: sent?.parts ?? 0,
    attempt: 1,
    bytesOut: Buffer.byteLength(sent?.body ?? ''),
  };
}

function responseOf(sent: Extract<Sent, { ok: true }>, attempts: number): GatewayResponse {
  return {
    status: sent.answer.status,
    headers: sent.answer.headers,
    text: sent.answer.body.toString('utf8'),
    bodyBytes: sent.answer.body.length,
    bytesIn: sent.facts.bytesIn,
    ms: sent.facts.ms,
    attempts,
  };
}

/** A followed redirect would carry the token to wherever the answer says. */
function refuseRedirect(host: string, response: GatewayResponse): void {
  const { status } = response;
  if (status < 300 || status > 399 || status === 304) return;
  throw new EngineFailure(
    'org-refused',
    `${host} answered with a redirect, which is not followed. Check the instance URL: the org may have a new My Domain.`,
  );
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
