import { EngineFailure } from '../failure.ts';
import type { GatewayResponse } from '../network/gateway-types.ts';
import { retryAfterMs } from '../network/retry.ts';

/** An error as Salesforce words it. */
export type OrgError = { readonly code: string; readonly message: string };

const SIGNED_OUT_CODES: ReadonlySet<string> = new Set([
  'INVALID_SESSION_ID',
  'INVALID_AUTH_HEADER',
  'Bad_OAuth_Token',
  'Missing_OAuth_Token',
  'Wrong_Org',
  'Inactive_User',
]);
const LIMIT_CODES: ReadonlySet<string> = new Set(['REQUEST_LIMIT_EXCEEDED']);
/** An instance that is overloaded or under maintenance, or the machines before it. */
const UNAVAILABLE: ReadonlySet<number> = new Set([502, 503, 504]);
const RETIRED_CODES: ReadonlySet<string> = new Set(['UNSUPPORTED_API_VERSION']);
const PERMISSION_CODES: ReadonlySet<string> = new Set([
  'API_DISABLED_FOR_ORG',
  'API_CURRENTLY_DISABLED',
  'INSUFFICIENT_ACCESS',
  'INSUFFICIENT_ACCESS_OR_READONLY',
  'FUNCTIONALITY_NOT_ENABLED',
]);

/** The JSON of a successful answer. Throws what `failureOf` names otherwise, and `org-refused` for anything but JSON. */
export function jsonOf<T>(response: GatewayResponse, host: string, nowMs: number): T {
  if (response.status < 200 || response.status > 299) throw failureOf(response, host, nowMs);
  return bodyOf<T>(response, host);
}

/** The same of an answer whose status was looked at already. */
export function bodyOf<T>(response: GatewayResponse, host: string): T {
  if (looksLikeHtml(response)) throw webPage(response, host);
  try {
    // The shape is the org's; what is not relied on is not checked here.
    return JSON.parse(response.text) as T;
  } catch (cause) {
    throw new EngineFailure('org-refused', `The answer of ${host} is not complete JSON. Try again.`, {
      retryable: true,
      cause,
    });
  }
}

/** The failure that a refused request stands for; the table is in the facts about session and API errors. */
export function failureOf(response: GatewayResponse, host: string, nowMs: number): EngineFailure {
  const { status } = response;
  if (looksLikeHtml(response) && !UNAVAILABLE.has(status)) return webPage(response, host);
  const error = orgErrorOf(response.text);
  const pauseMs = retryAfterMs(response.headers['retry-after'], nowMs);
  const named = failureOfCode(error, host, status, pauseMs);
  if (named !== null) return named;
  const said = saidBy(error);
  if (UNAVAILABLE.has(status)) return unavailable(host, status, said);
  switch (status) {
    case 401:
      return signedOut(host);
    case 403:
      return new EngineFailure('no-permission', `${host} does not allow this user to read it.${said}`);
    case 410:
      return retired(host);
    case 414:
    case 431:
      return new EngineFailure('too-large', `${host} does not accept a request of this length.`);
    case 420:
      return new EngineFailure('org-refused', `${host} is not available: the org is locked or being moved.${said}`, {
        retryable: true,
      });
    case 429:
      return slowDown(host, error, pauseMs);
    default:
      return status >= 500
        ? new EngineFailure(
            'org-refused',
            `${host} could not answer: something failed there (status ${status}). Try again later.${said}`,
            { retryable: true },
          )
        : new EngineFailure('org-refused', `${host} refused the request (status ${status}).${said}`);
  }
}

/**
 * The failure behind a code that decides whatever else the answer says; null for all others.
 *
 * @param status of the answer, or of its part of a composite, where the code alone does not tell
 * @param pauseMs that the org asked for; null when it named none
 */
export function failureOfCode(
  error: OrgError,
  host: string,
  status: number | null = null,
  pauseMs: number | null = null,
): EngineFailure | null {
  if (SIGNED_OUT_CODES.has(error.code)) return signedOut(host);
  if (LIMIT_CODES.has(error.code)) {
    // The limit of a moment has the code of the limit of a day, but a status of its own, or names ConcurrentRequests or
    // ConcurrentPerOrgLongTxn: over as soon as other requests have ended, not tomorrow.
    if (status === 429 || /^Concurrent/i.test(error.message)) return slowDown(host, error, pauseMs);
    return new EngineFailure(
      'budget-stopped',
      `${host} has used up its API requests for the last 24 hours. Try again when requests are left.`,
      { retryable: true },
    );
  }
  if (RETIRED_CODES.has(error.code)) return retired(host);
  if (PERMISSION_CODES.has(error.code)) {
    return new EngineFailure('no-permission', `${host} does not allow this user to read it. It says: ${error.message}`);
  }
  return null;
}

/** Reads JSON arrays, OAuth's objects, the XML twin and plain text (`Bad_OAuth_Token`). */
export function orgErrorOf(text: string): OrgError {
  try {
    const first: unknown = [JSON.parse(text)].flat()[0];
    return orgErrorOfBody(first);
  } catch {
    // Not JSON: XML or a bare word.
    const code =
      /<errorCode>([^<]{1,100})<\/errorCode>/.exec(text)?.[1] ?? (/^\w{1,60}$/.test(text.trim()) ? text.trim() : '');
    return { code, message: short(/<message>([^<]*)<\/message>/.exec(text)?.[1] ?? '') };
  }
}

/** The same from a parsed body: a sub-answer of a composite, or one element of an error array. */
export function orgErrorOfBody(body: unknown): OrgError {
  const first: unknown = Array.isArray(body) ? body[0] : body;
  if (typeof first !== 'object' || first === null) return { code: '', message: '' };
  const record = first as Readonly<Record<string, unknown>>;
  const text = (name: string): string => (typeof record[name] === 'string' ? record[name] : '');
  const code = text('errorCode') || text('error');
  return { code: withoutTokens(code).slice(0, 100), message: short(text('message') || text('error_description')) };
}

function saidBy(error: OrgError): string {
  return error.message === '' ? '' : ` It says: ${error.message}`;
}

/** @param pauseMs that the org asked for; null when it named none */
function slowDown(host: string, error: OrgError, pauseMs: number | null): EngineFailure {
  return new EngineFailure('org-refused', `${host} asks to slow down. Try again later.${saidBy(error)}`, {
    retryable: true,
    ...(pauseMs === null ? {} : { retryAfterMs: pauseMs }),
  });
}

function signedOut(host: string): EngineFailure {
  return new EngineFailure('signed-out', `${host} no longer accepts the access token. Sign in again.`);
}

/** No refusal: whoever asks gets no answer. */
function unavailable(host: string, status: number, said: string): EngineFailure {
  return new EngineFailure(
    'org-refused',
    `${host} is not available for the moment: the org, or the Salesforce instance it is on, is busy or under maintenance (status ${status}). Try again later. What is known of the instance stands at status.salesforce.com.${said}`,
    { retryable: true },
  );
}

function retired(host: string): EngineFailure {
  return new EngineFailure(
    'api-retired',
    `${host} no longer offers the API version that was asked for. Test the connection to choose another one.`,
  );
}

function webPage(response: GatewayResponse, host: string): EngineFailure {
  return new EngineFailure(
    'org-refused',
    `${host} answered with a web page instead of data (status ${response.status}). The org may be under maintenance, or the instance URL is not the org's own.`,
    { retryable: true },
  );
}

function looksLikeHtml(response: GatewayResponse): boolean {
  const type = response.headers['content-type'] ?? '';
  return /^text\/html/i.test(type) || /^\s*<(?:!doctype html|html)/i.test(response.text.slice(0, 200));
}

/** Session ids, what follows the name of a scheme, JWTs, refresh tokens. */
const TOKENS =
  /\b00D[A-Za-z0-9]{9,15}(?:!|%21)[^\s"'<>,;&]+|(?<=\b(?:Bearer|OAuth) )[^\s"'<>,;]{16,}|\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?|\b5Aep[\w.]{10,}/gi;

/**
 * What an org says, without tokens: a server or a proxy may repeat the request that it refuses, and its words are shown,
 * kept with the check of permissions, and exported.
 */
export function withoutTokens(text: string): string {
  return text.replace(TOKENS, '(token)');
}

/** Before what is wrong with a query an org repeats it, up to the place in question. */
const QUERY_ECHO = /^[\s\S]*?\bERROR at Row:\d+:Column:\d+\s+/;

function short(text: string): string {
  const line = withoutTokens(text.replace(QUERY_ECHO, '').replace(/\s+/g, ' ').trim());
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
