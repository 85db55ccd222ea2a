import { readFormBody, readJsonBody } from './cloud-bodies.ts';
import type { CloudRoute } from './cloud-route.ts';
import { CLOUD_ROUTES } from './cloud-routes.ts';
import type { CloudRequest } from './cloud-types.ts';
import { isUploadHost } from './upload-addresses.ts';

export type CloudVerdict =
  | {
      readonly allowed: true;
      /** The vendor's origin, before any mapping. */
      readonly origin: string;
      /** Path and query as they are sent. */
      readonly path: string;
      /** Lower-case names; without the token. */
      readonly headers: Readonly<Record<string, string>>;
      /** JSON and forms are written anew from what was judged. */
      readonly body: string | Uint8Array | null;
      readonly route: CloudRoute;
    }
  | { readonly allowed: false; readonly reason: string };

type Judged = Pick<CloudRequest, 'purpose' | 'method' | 'url' | 'accessToken' | 'headers' | 'body'>;

const MAX_URL_LENGTH = 12_000;
const TOKEN = /^[\x21-\x7e]{1,16000}$/;

/**
 * What may go to Google and Microsoft: default deny, by purpose, method, address, query, headers, body and token. Pure.
 *
 * An upload address is judged by its host here; whether this process was ever offered it, the gateway knows.
 */
export function cloudGuard(request: Judged): CloudVerdict {
  const target = readTarget(request.url);
  if (typeof target === 'string') return refuse(target);
  const candidates = routesFor(request, target);
  const first = candidates[0];
  if (first === undefined) {
    // The path of an upload address may be a permission in itself.
    const path = request.purpose === 'microsoft upload' ? '' : cut(target.pathname);
    return refuse(`${request.method} ${target.origin}${path} is not on the list for this purpose.`);
  }
  // An upload address is taken as the service wrote it.
  const query = first.origin === null ? new Map<string, string>() : readParts(target);
  if (typeof query === 'string') return refuse(query);
  // Two routes may differ in nothing but a query value; the first problem is as good as the second.
  const route = candidates.find((one) => queryProblem(one, query) === null);
  if (route === undefined) return refuse(queryProblem(first, query) ?? '');
  const tokenProblem = checkToken(route, request.accessToken);
  if (tokenProblem !== null) return refuse(tokenProblem);
  const headers = readHeaders(request.headers ?? {});
  if (typeof headers === 'string') return refuse(headers);
  const body = readBody(route, request.body ?? null, headers);
  if (!body.ok) return refuse(body.reason);
  return {
    allowed: true,
    origin: target.origin,
    path: `${target.pathname}${target.search}`,
    headers: body.headers,
    body: body.body,
    route,
  };
}

function routesFor(request: Judged, target: URL): readonly CloudRoute[] {
  return CLOUD_ROUTES.filter(
    (route) =>
      route.method === request.method &&
      route.purposes.includes(request.purpose) &&
      (route.origin === null ? isUploadHost(target.hostname) : route.origin === target.origin) &&
      route.path.test(target.pathname),
  );
}

/** The address in the only spelling that is sent, or why it is refused. */
function readTarget(address: string): URL | string {
  if (address.length > MAX_URL_LENGTH) return 'The address is too long.';
  if (!/^https:\/\/[\x21-\x7e]+$/.test(address)) return 'The address is not an https URL with everything encoded.';
  if (address.includes('\\') || address.includes('#')) return 'The address has a backslash or a fragment.';
  if (!URL.canParse(address)) return 'The address is not a URL.';
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return 'The address has a user name.';
  if (url.port !== '') return 'The address has a port.';
  const rawPath =
    address
      .slice('https://'.length)
      .replace(/^[^/?]*/, '')
      .split('?', 1)[0] ?? '';
  // `URL` resolves dot segments; an address that has some was not made by this app.
  if (rawPath.split('/').length !== url.pathname.split('/').length) return 'The path has a dot segment.';
  return url;
}

/** The query of an address whose parts all have one reading only, or why it is refused. */
function readParts(target: URL): ReadonlyMap<string, string> | string {
  for (const part of target.pathname.split('/').slice(1)) {
    const problem = partProblem(part);
    if (problem !== null) return problem;
  }
  return readQuery(target);
}

function partProblem(part: string): string | null {
  let text: string;
  try {
    text = decodeURIComponent(part);
  } catch {
    return 'The path is not encoded correctly.';
  }
  if (/\p{Cc}/u.test(text)) return 'The path has an encoded control character.';
  // What a person searches for may have anything in it, and so may a key that Microsoft made.
  if (/^(?:search\(q|sessionInfoResource\(key)='/.test(text)) return null;
  if (/[/\\]/.test(text)) return 'The path has an encoded slash.';
  if (/%[0-9a-f]{2}/i.test(text)) return 'The path is encoded twice.';
  if (text === '.' || text === '..' || /^\.\.?:/.test(text)) return 'The path has a dot segment.';
  return text === '' ? 'The path has an empty part.' : null;
}

function readQuery(target: URL): ReadonlyMap<string, string> | string {
  const query = new Map<string, string>();
  for (const [name, value] of target.searchParams) {
    if (query.has(name)) return 'The query has a parameter twice.';
    query.set(name, value);
  }
  return query;
}

function queryProblem(route: CloudRoute, query: ReadonlyMap<string, string>): string | null {
  for (const [name, value] of query) {
    const form = Object.hasOwn(route.query, name) ? route.query[name] : undefined;
    if (form === undefined) return `The query parameter "${cut(name)}" is not allowed here.`;
    if (!form.test(value)) return `The query parameter "${name}" has a value that is not allowed.`;
  }
  const missing = route.needed.find((name) => !query.has(name));
  return missing === undefined ? null : `The query parameter "${missing}" is missing.`;
}

function checkToken(route: CloudRoute, accessToken: string | null): string | null {
  if (!route.bearer) return accessToken === null ? null : 'No access token is sent to this address.';
  return accessToken !== null && TOKEN.test(accessToken) ? null : 'The access token is missing or malformed.';
}

/** What a caller may set. Authorization, host, encoding and length are the gateway's own. */
const HEADERS: Readonly<Record<string, RegExp>> = {
  accept: /^(?:application\/json(?:;[\x20-\x7e]{1,100})?|\*\/\*)$/,
  'content-type': /^[\x20-\x7e]{1,200}$/,
  'content-range': /^bytes (?:[0-9]{1,15}-[0-9]{1,15}|\*)\/(?:[0-9]{1,15}|\*)$/,
  prefer: /^[A-Za-z0-9=,;"' -]{1,100}$/,
  'workbook-session-id': /^[\x21-\x7e]{1,4000}$/,
  'if-match': /^[\x20-\x7e]{1,500}$/,
  'x-upload-content-type': /^application\/[a-z0-9.+-]{1,100}$/,
  'x-upload-content-length': /^[0-9]{1,15}$/,
};

function readHeaders(given: Readonly<Record<string, string>>): Readonly<Record<string, string>> | string {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    const key = name.toLowerCase();
    if (key === 'content-length') continue;
    if (Object.hasOwn(headers, key)) return `The header ${cut(name)} is given twice.`;
    const form = Object.hasOwn(HEADERS, key) ? HEADERS[key] : undefined;
    if (form === undefined) return `The header ${cut(name)} is not allowed.`;
    if (!form.test(value)) return `The header ${cut(name)} has a value that is not allowed.`;
    headers[key] = value;
  }
  return headers;
}

type Readied =
  | {
      readonly ok: true;
      readonly body: string | Uint8Array | null;
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly ok: false; readonly reason: string };

const JSON_TYPE = /^application\/json(?:; ?charset=utf-8)?$/i;
const FORM_TYPE = /^application\/x-www-form-urlencoded(?:; ?charset=utf-8)?$/i;

function readBody(
  route: CloudRoute,
  given: string | Uint8Array | null,
  headers: Readonly<Record<string, string>>,
): Readied {
  const { body: rule } = route;
  const type = headers['content-type'] ?? null;
  const size = given === null ? 0 : given.length;
  if (rule.kind === 'none') {
    if (size > 0) return { ok: false, reason: 'This request has no body.' };
    const { 'content-type': _none, ...rest } = headers;
    return { ok: true, body: null, headers: rest };
  }
  if (rule.kind === 'bytes') {
    if (size > 0 && !rule.types.test(type ?? '')) return { ok: false, reason: 'The body has a type that is not sent.' };
    const problem = given === null ? null : (rule.check?.(given) ?? null);
    return problem === null ? { ok: true, body: size === 0 ? null : given, headers } : { ok: false, reason: problem };
  }
  const [form, name] =
    rule.kind === 'json' ? ([JSON_TYPE, 'application/json'] as const) : ([FORM_TYPE, FORM_NAME] as const);
  if (type !== null && !form.test(type)) return { ok: false, reason: `The body is not of the type ${name}.` };
  const text = given === null || size === 0 ? (rule.kind === 'json' ? '{}' : '') : textOf(given);
  const read =
    rule.kind === 'json' ? readJsonBody(text, rule.names, rule.check) : readFormBody(text, rule.names, rule.grants);
  return read.ok ? { ok: true, body: read.body, headers: { ...headers, 'content-type': name } } : read;
}

const FORM_NAME = 'application/x-www-form-urlencoded';

function textOf(body: string | Uint8Array): string {
  return typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
}

function cut(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function refuse(reason: string): CloudVerdict {
  return { allowed: false, reason };
}
