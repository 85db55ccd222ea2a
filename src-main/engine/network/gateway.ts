import { EngineFailure } from '../failure.ts';
import { type AnalyticsGateway, createAnalyticsGateway } from './analytics-gateway.ts';
import { unreachableFailure } from './attempt-error.ts';
import { createAttempts, type GatewayDeps, type LedgerFacts, type Sent } from './attempts.ts';
import { pathForLedger } from './canonical-url.ts';
import { createCloudGateway } from './cloud-gateway.ts';
import type { CloudGateway } from './cloud-types.ts';
import type { Gateway, GatewayRequest, GatewayResponse } from './gateway-types.ts';
import { createLocators } from './locators.ts';
import { type Allowed, readOnlyGuard } from './read-only-guard.ts';
import { checkSoql } from './record-guard.ts';
import { waitBeforeRetryMs } from './retry.ts';
import { isSignIn, originRefusal } from './salesforce-hosts.ts';
import { soqlParser } from './soql-parser.ts';

export type { GatewayDeps } from './attempts.ts';

/**
 * Creates the only code of the engine that opens connections: guards, ledger, retries. One counter for orgs, which are
 * only read, one for Google and Microsoft, and one for counts of analytics.
 */
export function createGateway(deps: GatewayDeps): Gateway & CloudGateway & AnalyticsGateway {
  const attempts = createAttempts(deps);
  const locators = createLocators();

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

  const request = async (request: GatewayRequest): Promise<GatewayResponse> => {
    attempts.ensureOpen();
    if (request.signal?.aborted === true) throw new DOMException('Cancelled.', 'AbortError');
    const judgement = await judge(request);
    const row = ledgerFacts(request, judgement, deps.now());
    if (!judgement.allowed) {
      deps.ledger.refuse(row, judgement.reason);
      throw new EngineFailure('request-refused', `The request was not sent: ${judgement.reason}`);
    }
    const { verdict, reads } = judgement;
    const outgoing = {
      origin: request.connection.origin,
      path: verdict.url,
      method: verdict.route.method,
      headers: headersFor(request, verdict),
      body: verdict.body,
      timeoutMs: request.timeoutMs,
      signal: request.signal,
      onAttempt: request.onAttempt,
    };
    for (let attempt = 1; ; attempt += 1) {
      const sent = await attempts.attempt(outgoing, { ...row, at: isoOf(deps.now()), attempt });
      const outcome = sent.ok
        ? ({ kind: 'answer', status: sent.answer.status, retryAfter: sent.answer.headers['retry-after'] } as const)
        : ({ kind: 'error', error: sent.error } as const);
      const pauseMs = waitBeforeRetryMs(outcome, attempt, verdict.repeatable, deps.now(), Math.random());
      if (pauseMs !== null) {
        await attempts.wait(pauseMs, request.signal);
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
    ...createCloudGateway(deps, attempts),
    ...createAnalyticsGateway(deps, attempts),
    close: attempts.close,
  };
}

type Judgement =
  | { readonly allowed: true; readonly verdict: Allowed; readonly reads: readonly string[] }
  | { readonly allowed: false; readonly reason: string };

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
