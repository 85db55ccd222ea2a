import { canonicalTarget, type Target, targetUrl } from './canonical-url.ts';
import { readComposite } from './composite-guard.ts';
import type { Purpose } from './gateway-types.ts';
import { checkHeaders } from './header-guard.ts';
import { ROUTES, type Route } from './routes.ts';
import { readTokenForm } from './token-form.ts';

export type GuardInput = {
  readonly purpose: Purpose;
  readonly origin: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};

/** A query that the record guard must still accept. */
export type SoqlToCheck = { readonly soql: string; readonly tooling: boolean };

export type Allowed = {
  readonly allowed: true;
  readonly route: Route;
  /** Path and query in the one spelling that is sent. */
  readonly url: string;
  /** Written anew from what was judged, so that no second reading of the given text is possible. */
  readonly body: string | null;
  readonly reads: readonly string[];
  readonly parts: number;
  /** May be repeated after a failure: it changes nothing. */
  readonly repeatable: boolean;
  readonly soql: readonly SoqlToCheck[];
  /** Query pages asked for: they must have been issued for an allowed query. */
  readonly locators: readonly string[];
};
export type Verdict = Allowed | { readonly allowed: false; readonly reason: string };

/**
 * The read-only guard: default deny, for GET as well. Pure.
 *
 * It decides by purpose, method, canonical path, query names, headers and the form of the body. Which objects a query
 * reaches is left to the record guard (`soql`), which pages may be read to the gateway (`locators`).
 */
export function readOnlyGuard(input: GuardInput): Verdict {
  const headerProblem = checkHeaders(input.headers, 'request');
  if (headerProblem !== null) return refuse(headerProblem);
  const canonical = canonicalTarget(input.origin, input.url);
  if (!canonical.ok) return refuse(canonical.reason);
  const { target } = canonical;
  const route = findRoute(input.method, target.path);
  if (route === null) return refuse(`${input.method} ${target.path} is not on the list of requests that only read.`);
  if (!route.purposes.includes(input.purpose)) {
    return refuse(`${target.path} is not used for the purpose "${input.purpose}".`);
  }
  const queryProblem = checkQueryNames(route, target);
  if (queryProblem !== null) return refuse(queryProblem);
  if (route.method === 'GET' && input.body !== null && input.body !== '') return refuse('A GET has no body.');
  if (route.kind === 'composite') return compositeVerdict(input, route, target);
  if (route.kind === 'revoke') return revokeVerdict(input, route, target);
  if (route.kind === 'token') return tokenVerdict(input, route, target);
  return { ...single(route, target), body: null };
}

/** Judges one GET of a composite with the same table. */
export function judgePart(purpose: Purpose, origin: string, url: string): Verdict {
  if (!url.startsWith('/services/data/')) return refuse('A part of a composite names a path under /services/data.');
  return readOnlyGuard({ purpose, origin, method: 'GET', url, headers: {}, body: null });
}

function findRoute(method: string, path: string): Route | null {
  return ROUTES.find((route) => route.method === method && route.path.test(path)) ?? null;
}

function checkQueryNames(route: Route, target: Target): string | null {
  for (const name of target.query.keys()) {
    if (!route.query.includes(name)) return `The query parameter "${name}" is not allowed here.`;
  }
  for (const name of route.query) {
    if (!target.query.has(name)) return `The query parameter "${name}" is missing.`;
  }
  return null;
}

function single(route: Route, target: Target): Omit<Allowed, 'body'> {
  const soql = route.kind === 'soql' ? [{ soql: target.query.get('q') ?? '', tooling: route.tooling }] : [];
  const named = route.kind === 'describe' ? (route.path.exec(target.path)?.[1] ?? '') : route.reads;
  return {
    allowed: true,
    route,
    url: targetUrl(target),
    reads: named === '' ? [] : [named],
    parts: 0,
    repeatable: true,
    soql,
    locators: route.kind === 'locator' ? [target.path] : [],
  };
}

function compositeVerdict(input: GuardInput, route: Route, target: Target): Verdict {
  const composite = readComposite(input.body ?? '');
  if (!composite.ok) return refuse(composite.reason);
  const version = versionOf(target.path);
  const parts: Allowed[] = [];
  for (const part of composite.parts) {
    const verdict = judgePart(input.purpose, input.origin, part.url);
    if (!verdict.allowed) return refuse(`Part ${part.referenceId}: ${verdict.reason}`);
    if (versionOf(verdict.url) !== version) return refuse(`Part ${part.referenceId}: another API version.`);
    parts.push(verdict);
  }
  if (parts.filter((part) => part.soql.length + part.locators.length > 0).length > 5) {
    return refuse('A composite has at most 5 queries.');
  }
  const urls = parts.map((part) => part.url);
  return {
    allowed: true,
    route,
    url: targetUrl(target),
    body: composite.write(urls),
    reads: parts.flatMap((part) => part.reads),
    parts: parts.length,
    repeatable: true,
    soql: parts.flatMap((part) => part.soql),
    locators: parts.flatMap((part) => part.locators),
  };
}

/** The one request that is not a read: it ends the session that Orgbench was given, and carries nothing but the token. */
function revokeVerdict(input: GuardInput, route: Route, target: Target): Verdict {
  const match = /^token=([A-Za-z0-9%._!~*'()-]{1,4000})$/.exec(input.body ?? '');
  if (match === null) return refuse('A revoke carries the token and nothing else.');
  return { ...single(route, target), body: `token=${match[1]}`, repeatable: false };
}

/**
 * Asks for tokens: the code of a browser sign-in or a refresh token, each for its own purpose. Never repeated: a code
 * works once, and a rotated refresh token that is sent twice ends the whole sign-in.
 */
function tokenVerdict(input: GuardInput, route: Route, target: Target): Verdict {
  const body = readTokenForm(input.purpose, input.body ?? '');
  if (body === null) return refuse('A request for tokens carries other parameters than its purpose needs.');
  return { ...single(route, target), body, repeatable: false };
}

function versionOf(path: string): string {
  return path.split('/', 4)[3] ?? '';
}

function refuse(reason: string): Verdict {
  return { allowed: false, reason };
}
