import { EngineFailure } from '../failure.ts';
import { cloudUnreachableFailure } from './attempt-error.ts';
import type { Attempts, GatewayDeps, LedgerFacts, Outgoing, Sent } from './attempts.ts';
import { pathForLedger } from './canonical-url.ts';
import { type CloudVerdict, cloudGuard } from './cloud-guard.ts';
import { type CloudOutcome, cloudPauseMs, isTroubled } from './cloud-retry.ts';
import type { CloudGateway, CloudRequest, CloudResponse } from './cloud-types.ts';
import { networkOffFailure, ONLY_SALESFORCE_REASON } from './only-salesforce.ts';
import { createUploadAddresses } from './upload-addresses.ts';

/** The counter for Google and Microsoft: its own guard and its own rules for repeating, all else is shared. */
export function createCloudGateway(
  deps: Pick<GatewayDeps, 'ledger' | 'now' | 'endpoints' | 'onlySalesforce'>,
  attempts: Attempts,
): CloudGateway {
  const uploads = createUploadAddresses();
  const endpointOf = (origin: string): string => deps.endpoints?.[origin] ?? origin;

  const judge = (request: CloudRequest): CloudVerdict => {
    const verdict = cloudGuard(request);
    if (!verdict.allowed || verdict.route.origin !== null || verdict.route.method === 'GET') return verdict;
    if (uploads.isKnown(`${verdict.origin}${verdict.path}`)) return verdict;
    return { allowed: false, reason: 'This upload address was not named by Microsoft in this session.' };
  };

  const learn = (request: CloudRequest, verdict: Allowed, response: CloudResponse): void => {
    if (response.status < 200 || response.status > 299) return;
    if (request.purpose === 'microsoft files' && verdict.path.endsWith('/createUploadSession')) {
      uploads.learn(textOf(response));
    }
    if (request.purpose === 'microsoft upload' && request.method === 'GET') {
      uploads.learnState(`${verdict.origin}${verdict.path}`, textOf(response));
    }
  };

  const cloud = async (request: CloudRequest): Promise<CloudResponse> => {
    attempts.ensureOpen();
    if (request.signal?.aborted === true) throw new DOMException('Cancelled.', 'AbortError');
    const verdict = judge(request);
    const row = ledgerFacts(request, verdict, endpointOf);
    if (!verdict.allowed) {
      deps.ledger.refuse({ ...row, at: isoOf(deps.now()) }, verdict.reason);
      throw new EngineFailure('request-refused', `The request was not sent: ${verdict.reason}`);
    }
    const outgoing: Outgoing = {
      origin: endpointOf(verdict.origin),
      path: verdict.path,
      method: request.method,
      headers: headersFor(request, verdict),
      body: verdict.body,
      timeoutMs: request.timeoutMs,
      signal: request.signal,
    };
    let troubled = 0;
    let waitedMs = 0;
    for (let attempt = 1; ; attempt += 1) {
      // Each time: the switch may be turned on while an attempt waits to be repeated.
      attempts.ensureOpen();
      if (deps.onlySalesforce()) {
        deps.ledger.refuse({ ...row, at: isoOf(deps.now()), attempt }, ONLY_SALESFORCE_REASON);
        throw networkOffFailure(row.host);
      }
      const sent = await attempts.attempt(outgoing, { ...row, at: isoOf(deps.now()), attempt });
      const outcome = outcomeOf(sent);
      if (isTroubled(outcome)) troubled += 1;
      const soFar = { attempt, troubled, waitedMs, repeatable: request.repeatable };
      const pauseMs = cloudPauseMs(outcome, soFar, deps.now(), Math.random());
      if (pauseMs !== null) {
        waitedMs += pauseMs;
        request.onWait?.(pauseMs);
        await attempts.wait(pauseMs, request.signal);
        continue;
      }
      if (!sent.ok) throw cloudUnreachableFailure(row.host, sent.error);
      const { status, headers, body } = sent.answer;
      const response = { status, headers, body, attempts: attempt };
      learn(request, verdict, response);
      return response;
    }
  };

  return { cloud };
}

type Allowed = Extract<CloudVerdict, { allowed: true }>;

function headersFor(request: CloudRequest, verdict: Allowed): Record<string, string> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-encoding': 'gzip',
    ...verdict.headers,
  };
  if (verdict.route.bearer && request.accessToken !== null) headers['authorization'] = `Bearer ${request.accessToken}`;
  return headers;
}

/** Drive's 403 for too many requests, as its documentation names the reasons. */
const TOO_FAST = /"reason"\s*:\s*"(?:userRateLimitExceeded|rateLimitExceeded)"/;
const MAX_ERROR_BYTES = 64 * 1024;

function outcomeOf(sent: Sent): CloudOutcome {
  if (!sent.ok) return { kind: 'error', error: sent.error };
  const { status, headers, body } = sent.answer;
  const tooFast = status === 403 && body.length <= MAX_ERROR_BYTES && TOO_FAST.test(body.toString('utf8'));
  return { kind: 'answer', status, retryAfter: headers['retry-after'], tooFast };
}

function ledgerFacts(
  request: CloudRequest,
  verdict: CloudVerdict,
  endpointOf: (origin: string) => string,
): Omit<LedgerFacts, 'at'> {
  const body = verdict.allowed ? verdict.body : null;
  return {
    purpose: request.purpose,
    trigger: request.trigger,
    connectionId: request.account.id === '' ? null : request.account.id,
    connectionName: request.account.name,
    method: request.method,
    host: hostOf(request.url, endpointOf),
    path: verdict.allowed ? safePath(request, verdict.path) : safePath(request, request.url),
    reads: request.about,
    parts: 0,
    attempt: 1,
    bytesOut: body === null ? 0 : Buffer.byteLength(body),
  };
}

/** An upload address, or a link that somebody shared, is a permission in itself: only what it is goes into the ledger. */
function safePath(request: CloudRequest, path: string): string {
  if (request.purpose === 'microsoft upload') return '/… (upload address)';
  return pathForLedger(path).replace(/\/shares\/[^/]+/, '/shares/…');
}

function hostOf(address: string, endpointOf: (origin: string) => string): string {
  if (!URL.canParse(address)) return '';
  const sentTo = endpointOf(new URL(address).origin);
  return URL.canParse(sentTo) ? new URL(sentTo).host : sentTo;
}

function textOf(response: CloudResponse): string {
  return Buffer.from(response.body).toString('utf8');
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
