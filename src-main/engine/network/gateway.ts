import type { ReadingMode } from '../../../src-preload/contract/connections.ts';
import { EngineFailure } from '../failure.ts';
import { type AnalyticsGateway, createAnalyticsGateway } from './analytics-gateway.ts';
import { unreachableFailure } from './attempt-error.ts';
import { createAttempts, type GatewayDeps, type LedgerFacts, type Sent } from './attempts.ts';
import { pathForLedger } from './canonical-url.ts';
import { weighError, weighStatus } from './circuit-breaker.ts';
import { createCloudGateway } from './cloud-gateway.ts';
import type { CloudGateway } from './cloud-types.ts';
import type { Gateway, GatewayRequest, GatewayResponse } from './gateway-types.ts';
import { childrenOf, createIssued, pagesOf } from './issued.ts';
import { createBrakes } from './org-brakes.ts';
import { type Allowed, readOnlyGuard } from './read-only-guard.ts';
import { createRecordRequests } from './record-requests.ts';
import { createRefusalRows } from './refusal-rows.ts';
import { waitBeforeRetryMs } from './retry.ts';
import { isSignIn, originRefusal } from './salesforce-hosts.ts';
import { isSoapFault, retrievalsOf } from './soap-guard.ts';
import { createSoqlVerdicts } from './soql-verdicts.ts';

export type { GatewayDeps } from './attempts.ts';

/**
 * Creates the only code of the engine that opens connections: guards, ledger, retries. One counter for orgs, which are
 * only read, one for Google and Microsoft, and one for counts of analytics.
 */
export function createGateway(given: GatewayDeps): Gateway & CloudGateway & AnalyticsGateway {
  const refusals = createRefusalRows(given.ledger.refuse, given.now);
  const { begin, complete } = given.ledger;
  const deps: GatewayDeps = { ...given, ledger: { begin, complete, refuse: refusals.refuse } };
  const attempts = createAttempts(deps);
  const issued = createIssued();
  const brakes = createBrakes(deps);
  const recordRequests = createRecordRequests();
  const judgeSoql = createSoqlVerdicts();
  const readsOf = (connectionId: string): ReadingMode => deps.readsOf?.(connectionId) ?? 'metadata';

  const judge = async (request: GatewayRequest): Promise<Judgement> => {
    const { connection, purpose } = request;
    const originProblem = originRefusal(connection.origin, purpose);
    if (originProblem !== null) return { allowed: false, reason: originProblem };
    if (isSignIn(purpose) && connection.accessToken !== null) {
      return { allowed: false, reason: 'A sign-in carries no access token.' };
    }
    const verdict = readOnlyGuard({
      purpose,
      origin: connection.origin,
      // No other purpose can reach records, so no other has to ask.
      reads: purpose === 'records' ? readsOf(connection.id) : 'metadata',
      method: request.method,
      url: request.url,
      headers: request.headers ?? {},
      body: request.body ?? null,
    });
    if (!verdict.allowed) return verdict;
    const reads = new Set(verdict.reads);
    for (const query of verdict.soql) {
      const answer = await judgeSoql(query);
      if (!answer.allowed) return answer;
      for (const object of answer.objects) reads.add(object);
    }
    for (const key of verdict.own) {
      const by = issued.find(connection.id, key);
      if (by === null) return { allowed: false, reason: NOT_OWN };
      if (by.records && !isForRecords(verdict)) return { allowed: false, reason: OF_RECORDS };
      for (const object of by.reads) reads.add(object);
    }
    if (verdict.soap !== null && connection.accessToken === null) {
      return { allowed: false, reason: 'A call of the Metadata API needs a sign-in.' };
    }
    return { allowed: true, verdict, reads: [...reads] };
  };

  /** One attempt with everything that is asked again before each: what may be read, the budget, the pause. */
  const attempt = async (
    request: GatewayRequest,
    verdict: Allowed,
    outgoing: Parameters<typeof attempts.attempt>[0],
    row: LedgerFacts,
  ): Promise<Sent> => {
    const { connection, purpose, signal } = request;
    const ensureMayRead = (): void => {
      if (isForRecords(verdict) && readsOf(connection.id) !== 'metadata and records') throw metadataOnly();
    };
    ensureMayRead();
    const { path, parts, host } = row;
    const { origin } = outgoing;
    const weigh = await brakes.admit({ connectionId: connection.id, origin, host, purpose, path, parts, signal });
    let sent: Sent;
    try {
      // Once more at the last moment: it may have waited for another's attempt, or for the proxy's name.
      sent = await attempts.attempt({ ...outgoing, beforeSending: ensureMayRead }, row);
    } catch (error) {
      weigh('nothing', 'not sent');
      throw error;
    }
    if (!sent.ok) weigh(weighError(sent.error), null);
    else weigh(isFault(verdict, sent) ? 'answered' : weighStatus(sent.answer.status), sent.answer.status);
    return sent;
  };

  const request = async (request: GatewayRequest): Promise<GatewayResponse> => {
    attempts.ensureOpen();
    if (request.signal?.aborted === true) throw new DOMException('Cancelled.', 'AbortError');
    const judgement = await judge(request).catch(tooDeep);
    const body = judgement.allowed ? bodyOf(request, judgement.verdict) : null;
    const row = ledgerFacts(request, judgement, body, deps.now());
    if (!judgement.allowed) {
      deps.ledger.refuse(row, judgement.reason);
      throw refusedFailure(judgement.reason);
    }
    const { connection, signal } = request;
    if (!isForRecords(judgement.verdict)) return repeated(request, judgement, body, row);
    const inFlight = recordRequests.begin(connection.id, signal);
    const mayRead = (): boolean => !inFlight.isEnded() && readsOf(connection.id) === 'metadata and records';
    try {
      const response = await repeated({ ...request, signal: inFlight.signal }, judgement, body, row);
      // It may have come at the very moment of the switch: then it is not handed over.
      if (!mayRead()) throw metadataOnly();
      return response;
    } catch (error) {
      throw inFlight.isEnded() && signal?.aborted !== true ? metadataOnly() : error;
    } finally {
      inFlight.done();
    }
  };

  /** Sends what was allowed, and again after failures that pass. */
  const repeated = async (
    request: GatewayRequest,
    { verdict, reads }: Extract<Judgement, { allowed: true }>,
    body: string | null,
    row: LedgerFacts,
  ): Promise<GatewayResponse> => {
    const outgoing = {
      origin: request.connection.origin,
      path: verdict.url,
      method: verdict.route.method,
      headers: headersFor(request, verdict, body),
      body,
      timeoutMs: request.timeoutMs,
      signal: request.signal,
      onAttempt: request.onAttempt,
    };
    let last: Sent | null = null;
    for (let count = 1; ; count += 1) {
      let sent: Sent;
      try {
        sent = await attempt(request, verdict, outgoing, { ...row, at: isoOf(deps.now()), attempt: count });
      } catch (error) {
        if (!(error instanceof EngineFailure) || error.code === 'vault-locked') throw error;
        deps.ledger.refuse({ ...row, at: isoOf(deps.now()), attempt: count }, REASONS[error.code] ?? error.message);
        // What the org itself said or did says more than that it is left alone now.
        if (last === null || error.code !== 'org-paused') throw error;
        return answerOf(request, verdict, reads, last, row.host, count - 1);
      }
      last = sent;
      const pauseMs = waitAfter(verdict, sent, count);
      if (pauseMs === null || brakes.isPaused(outgoing.origin)) {
        return answerOf(request, verdict, reads, sent, row.host, count);
      }
      await attempts.wait(pauseMs, request.signal);
    }
  };

  const waitAfter = (verdict: Allowed, sent: Sent, count: number): number | null => {
    if (sent.ok && isFault(verdict, sent)) return null;
    const outcome = sent.ok
      ? ({ kind: 'answer', status: sent.answer.status, retryAfter: sent.answer.headers['retry-after'] } as const)
      : ({ kind: 'error', error: sent.error } as const);
    return waitBeforeRetryMs(outcome, count, verdict.repeatable, deps.now(), Math.random());
  };

  const answerOf = (
    request: GatewayRequest,
    verdict: Allowed,
    reads: readonly string[],
    sent: Sent,
    host: string,
    attemptCount: number,
  ): GatewayResponse => {
    if (!sent.ok) throw unreachableFailure(host, sent.error);
    const response = responseOf(sent, attemptCount);
    // The sign-in page lies behind a redirect: that there is one is the answer, and it is not followed.
    if (verdict.route.kind !== 'authorize') refuseRedirect(host, response);
    if (response.status >= 200 && response.status < 300) {
      const { id, origin } = request.connection;
      issued.keep(id, keysOf(verdict, response.text, origin), { reads, records: isForRecords(verdict) });
    }
    return response;
  };

  return {
    request,
    ...createCloudGateway(deps, attempts),
    ...createAnalyticsGateway(deps, attempts),
    tryAgain: brakes.tryAgain,
    pausedUntil: brakes.pausedUntil,
    budgetOf: brakes.budgetOf,
    endRecords: recordRequests.end,
    close: async () => {
      refusals.end();
      await attempts.close();
    },
  };
}

type Judgement =
  | { readonly allowed: true; readonly verdict: Allowed; readonly reads: readonly string[] }
  | { readonly allowed: false; readonly reason: string };

const NOT_OWN = 'This page, job or run was not given in an answer to an allowed request.';
const OF_RECORDS = 'This page, job or run holds records, and this request is for metadata.';
/** What the ledger says of an attempt that was held back; the person's own sentence has numbers in it that pass. */
const REASONS: Readonly<Record<string, string>> = {
  'org-paused': 'The org is left alone for a while after repeated failures.',
  'budget-stopped': 'The budget of this org for 24 hours is spent.',
  'request-refused': 'This connection reads metadata only.',
};

/** What is nested ten thousand levels deep ends the guards' own stack: no request of Orgbench is, so it is refused. */
function tooDeep(error: unknown): Judgement {
  if (error instanceof RangeError) return { allowed: false, reason: 'The request is nested too deeply to be judged.' };
  throw error;
}

function refusedFailure(reason: string): EngineFailure {
  return new EngineFailure('request-refused', `The request was not sent: ${reason}`);
}

function metadataOnly(): EngineFailure {
  return refusedFailure('This connection reads metadata only.');
}

function isForRecords(verdict: Allowed): boolean {
  return verdict.route.mode === 'metadata and records';
}

/** An error of the Metadata API has status 500 and is an answer all the same. */
function isFault(verdict: Allowed, sent: Extract<Sent, { ok: true }>): boolean {
  return verdict.soap !== null && sent.answer.status === 500 && isSoapFault(sent.answer.body.toString('utf8'));
}

/** What the answer gives that may be asked for later. */
function keysOf(verdict: Allowed, text: string, origin: string): readonly string[] {
  switch (verdict.makes) {
    case 'pages':
      return verdict.soql.length + verdict.own.length > 0 ? pagesOf(text, origin) : [];
    case 'child':
      return childrenOf(text, pathForLedger(verdict.url));
    case 'retrieval':
      return retrievalsOf(text);
    case null:
      return [];
  }
}

function bodyOf(request: GatewayRequest, verdict: Allowed): string | null {
  return verdict.soap === null ? verdict.body : verdict.soap(request.connection.accessToken ?? '');
}

/** Types follow from the route, whatever the caller set: a body that is read as another type could say something else. */
function headersFor(request: GatewayRequest, verdict: Allowed, body: string | null): Record<string, string> {
  const { accept, kind } = verdict.route;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers ?? {})) headers[name.toLowerCase()] = value;
  headers['accept'] = accept;
  headers['accept-encoding'] = 'gzip';
  delete headers['content-type'];
  delete headers['soapaction'];
  if (kind === 'soap') {
    // The session stands in the body.
    return { ...headers, 'content-type': 'text/xml; charset=UTF-8', soapaction: '""' };
  }
  if (body !== null) {
    headers['content-type'] =
      kind === 'token' || kind === 'revoke' ? 'application/x-www-form-urlencoded' : 'application/json';
  }
  const { accessToken } = request.connection;
  if (accessToken !== null) headers['authorization'] = `Bearer ${accessToken}`;
  return headers;
}

function ledgerFacts(request: GatewayRequest, judgement: Judgement, body: string | null, now: number): LedgerFacts {
  const { connection } = request;
  const sent = judgement.allowed ? judgement.verdict : null;
  return {
    at: isoOf(now),
    purpose: request.purpose,
    trigger: request.trigger,
    connectionId: connection.id,
    connectionName: connection.name,
    method: request.method,
    host: URL.parse(connection.origin)?.host ?? connection.origin,
    path: pathForLedger(sent?.url ?? request.url),
    reads: judgement.allowed ? judgement.reads.join(', ') : '',
    parts: sent?.parts ?? 0,
    attempt: 1,
    bytesOut: Buffer.byteLength(body ?? ''),
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
