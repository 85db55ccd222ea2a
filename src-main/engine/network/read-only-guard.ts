import type { ReadingMode } from '../../../src-preload/contract/connections.ts';
import { readAbort, readBulkQuery, readReportRun } from './body-guards.ts';
import { canonicalTarget, type Target, targetUrl } from './canonical-url.ts';
import { type Composite, readBatch, readComposite } from './composite-guard.ts';
import type { Purpose } from './gateway-types.ts';
import { checkHeaders } from './header-guard.ts';
import type { SoqlApi } from './record-guard.ts';
import { findRoute, type Route } from './routes.ts';
import { readSoapCall } from './soap-guard.ts';
import { readTokenForm } from './token-form.ts';

export type GuardInput = {
  readonly purpose: Purpose;
  readonly origin: string;
  /** What may be read through the connection. */
  readonly reads: ReadingMode;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};

/** A query that the record guard must still accept. */
export type SoqlToCheck = { readonly soql: string; readonly api: SoqlApi | 'records' };

export type Allowed = {
  readonly allowed: true;
  readonly route: Route;
  /** Path and query in the one spelling that is sent. */
  readonly url: string;
  /** Written anew from what was judged, so that no second reading of the given text is possible. */
  readonly body: string | null;
  /** Writes the body of a SOAP call, which carries the session id; null for all others. */
  readonly soap: ((sessionId: string) => string) | null;
  readonly reads: readonly string[];
  readonly parts: number;
  /** May be repeated after a failure: it changes nothing. */
  readonly repeatable: boolean;
  readonly soql: readonly SoqlToCheck[];
  /** Query pages, jobs and runs asked for: they must have been given in an answer to an allowed request. */
  readonly own: readonly string[];
  /** What the answer gives that may be asked for later. */
  readonly makes: Route['makes'] | 'retrieval';
};
export type Verdict = Allowed | { readonly allowed: false; readonly reason: string };

/**
 * The read-only guard: default deny, for GET as well. Pure.
 *
 * It decides by purpose, method, canonical path, query, headers, the form of the body and what may be read through the
 * connection. Which objects a query reaches is left to the record guard (`soql`), whether a page, job or run is
 * Orgbench's own to the gateway (`own`).
 */
export function readOnlyGuard(input: GuardInput): Verdict {
  const headerProblem = checkHeaders(input.headers, 'request');
  if (headerProblem !== null) return refuse(headerProblem);
  const canonical = canonicalTarget(input.origin, input.url);
  if (!canonical.ok) return refuse(canonical.reason);
  const { target } = canonical;
  const route = findRoute(input.purpose, input.method, target.path);
  if (route === null) return refuse(`${input.method} ${target.path} is not on the list of requests that only read.`);
  if (route === 'other purpose') return refuse(`${target.path} is not used for the purpose "${input.purpose}".`);
  if (route.mode === 'metadata and records' && input.reads !== 'metadata and records') {
    return refuse(`${target.path} returns records, and this connection reads metadata only.`);
  }
  const queryProblem = checkQuery(route, target);
  if (queryProblem !== null) return refuse(queryProblem);
  const hasNoBody = route.method === 'GET' || route.method === 'DELETE';
  if (hasNoBody && (input.body ?? '') !== '') return refuse(`A ${route.method} has no body.`);
  return VERDICTS[route.kind](input, route, target);
}

type Kind = (input: GuardInput, route: Route, target: Target) => Verdict;

const VERDICTS: Readonly<Record<Route['kind'], Kind>> = {
  plain: (_, route, target) => single(route, target),
  authorize: (_, route, target) => single(route, target),
  describe: (_, route, target) => single(route, target, { reads: [route.path.exec(target.path)?.[1] ?? ''] }),
  soql: ({ purpose }, route, target) =>
    single(route, target, { soql: [soqlOf(purpose, route, target.query.get('q') ?? '')] }),
  locator: (_, route, target) => single(route, target, { own: [target.path] }),
  own: ownVerdict,
  composite: (input, route, target) => compositeVerdict(input, route, target, readComposite(input.body ?? '')),
  batch: (input, route, target) => compositeVerdict(input, route, target, readBatch(input.body ?? '')),
  'bulk query': bulkVerdict,
  'report run': reportVerdict,
  soap: soapVerdict,
  revoke: revokeVerdict,
  token: tokenVerdict,
};

function single(route: Route, target: Target, more: Partial<Allowed> = {}): Allowed {
  return {
    allowed: true,
    route,
    url: targetUrl(target),
    body: null,
    soap: null,
    reads: route.reads === '' ? [] : [route.reads],
    parts: 0,
    repeatable: route.repeatable,
    soql: [],
    own: [],
    makes: route.makes,
    ...more,
  };
}

function checkQuery(route: Route, target: Target): string | null {
  for (const [name, value] of target.query) {
    if (route.query.includes(name)) continue;
    const pattern = Object.hasOwn(route.optional, name) ? route.optional[name] : undefined;
    if (pattern === undefined) return `The query parameter "${name}" is not allowed here.`;
    if (!pattern.test(value)) return `The query parameter "${name}" has a value that is not allowed.`;
  }
  for (const name of route.query) {
    if (!target.query.has(name)) return `The query parameter "${name}" is missing.`;
  }
  return null;
}

function soqlOf(purpose: Purpose, route: Route, soql: string): SoqlToCheck {
  if (route.mode === 'metadata and records') return { soql, api: 'records' };
  return { soql, api: route.tooling ? 'tooling' : purpose === 'identity' ? 'identity' : 'data' };
}

/** Judges one GET of a composite with the same table. */
function judgePart(input: GuardInput, url: string): Verdict {
  if (!url.startsWith('/services/data/')) return refuse('A part of a composite names a path under /services/data.');
  return readOnlyGuard({ ...input, method: 'GET', url, headers: {}, body: null });
}

function compositeVerdict(input: GuardInput, route: Route, target: Target, composite: Composite): Verdict {
  if (!composite.ok) return refuse(composite.reason);
  const version = versionOf(target.path);
  const parts: Allowed[] = [];
  for (const { name, url } of composite.parts) {
    const verdict = judgePart(input, url);
    if (!verdict.allowed) return refuse(`Part ${name}: ${verdict.reason}`);
    if (versionOf(verdict.url) !== version) return refuse(`Part ${name}: another API version.`);
    parts.push(verdict);
  }
  if (parts.filter((part) => part.soql.length + part.own.length > 0).length > 5) {
    return refuse('A composite has at most 5 queries.');
  }
  return single(route, target, {
    body: composite.write(parts.map((part) => part.url)),
    reads: parts.flatMap((part) => part.reads),
    parts: parts.length,
    soql: parts.flatMap((part) => part.soql),
    own: parts.flatMap((part) => part.own),
  });
}

function bulkVerdict(input: GuardInput, route: Route, target: Target): Verdict {
  const query = readBulkQuery(input.body ?? '');
  if (query === null) return refuse('A bulk job may only query, and says nothing but its query.');
  return single(route, target, { body: query.body, soql: [soqlOf(input.purpose, route, query.soql)] });
}

/** What belongs to a job or run: its lines have the path of the job and one part more. */
function ownVerdict(input: GuardInput, route: Route, target: Target): Verdict {
  const own = [target.path.replace(/\/results$/, '')];
  if (route.method !== 'PATCH') return single(route, target, { own });
  const body = readAbort(input.body ?? '');
  return body === null ? refuse('A bulk job may only be stopped.') : single(route, target, { own, body });
}

function reportVerdict(input: GuardInput, route: Route, target: Target): Verdict {
  const body = readReportRun(input.body ?? '');
  return body === null ? refuse('A report run carries its filters and nothing else.') : single(route, target, { body });
}

function soapVerdict(input: GuardInput, route: Route, target: Target): Verdict {
  const call = readSoapCall(input.body ?? '');
  if (!call.ok) return refuse(call.reason);
  return single(route, target, {
    soap: call.write,
    reads: call.reads,
    repeatable: call.repeatable,
    own: call.retrieval === null ? [] : [call.retrieval],
    makes: call.makesRetrieval ? 'retrieval' : null,
  });
}

/** The one request that is not a read: it ends the session that Orgbench was given, and carries nothing but the token. */
function revokeVerdict(input: GuardInput, route: Route, target: Target): Verdict {
  const match = /^token=([A-Za-z0-9%._!~*'()-]{1,4000})$/.exec(input.body ?? '');
  if (match === null) return refuse('A revoke carries the token and nothing else.');
  return single(route, target, { body: `token=${match[1]}` });
}

/**
 * Asks for tokens: the code of a browser sign-in or a refresh token, each for its own purpose. Never repeated: a code
 * works once, and a rotated refresh token that is sent twice ends the whole sign-in.
 */
function tokenVerdict(input: GuardInput, route: Route, target: Target): Verdict {
  const body = readTokenForm(input.purpose, input.body ?? '');
  if (body === null) return refuse('A request for tokens carries other parameters than its purpose needs.');
  return single(route, target, { body });
}

function versionOf(path: string): string {
  return path.split('/', 4)[3] ?? '';
}

function refuse(reason: string): Verdict {
  return { allowed: false, reason };
}
