/** A URL after one decode, in the only spelling that is sent. */
export type Target = {
  readonly path: string;
  /** In the order given; no name occurs twice. */
  readonly query: ReadonlyMap<string, string>;
};

export type Canonical =
  | { readonly ok: true; readonly target: Target }
  | { readonly ok: false; readonly reason: string };

const MAX_URL_LENGTH = 100_000;
/** A segment of a Salesforce path that this app uses needs nothing else. */
const SEGMENT = /^[A-Za-z0-9_.-]+$/;
/** Canonical already, and without a query: what nearly every request is, and each of the 25 parts of a composite. */
const PLAIN_PATH = /^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9_.-]+)+$/;
const NO_QUERY: ReadonlyMap<string, string> = new Map();

/**
 * Reads a path or a URL of `origin` strictly, so that what the guards judge is what the server sees.
 *
 * One decode; refused are `//`, dot segments, encoded slashes and anything encoded twice, other schemes, user info,
 * other hosts, fragments, backslashes, control characters and parameters given twice. The case is kept.
 */
export function canonicalTarget(origin: string, url: string): Canonical {
  if (url.length > MAX_URL_LENGTH) return refused('The URL is too long.');
  if (PLAIN_PATH.test(url)) return { ok: true, target: { path: url, query: NO_QUERY } };
  if (!/^[\x21-\x7e]+$/.test(url)) return refused('The URL has characters that must be encoded.');
  if (url.includes('\\')) return refused('The URL has a backslash.');
  if (url.includes('#')) return refused('The URL has a fragment.');
  const local = localPart(origin, url);
  if (local === null) return refused('The URL is not on the host of the connection.');
  const mark = local.indexOf('?');
  const rawPath = mark === -1 ? local : local.slice(0, mark);
  const path = decodeOnce(rawPath);
  if (path === null) return refused('The path is not encoded correctly.');
  const segments = path.split('/').slice(1);
  for (const segment of segments) {
    if (segment === '') return refused('The path has an empty part.');
    if (segment === '.' || segment === '..') return refused('The path has a dot segment.');
    if (!SEGMENT.test(segment)) return refused('The path has characters that no allowed path has.');
  }
  if (rawPath.split('/').length !== path.split('/').length) return refused('The path has an encoded slash.');
  const query = readQuery(mark === -1 ? '' : local.slice(mark + 1));
  return typeof query === 'string' ? refused(query) : { ok: true, target: { path, query } };
}

/** Writes a target as path and query, always in the same spelling. */
export function targetUrl(target: Target): string {
  if (target.query.size === 0) return target.path;
  const query = [...target.query].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return `${target.path}?${query.join('&')}`;
}

/** The path of whatever was asked for, for the ledger: cut at the query, and never longer than a line. */
export function pathForLedger(url: string): string {
  const withoutOrigin = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  const path = withoutOrigin.split(/[?#]/, 1)[0] ?? '';
  return path.length > 300 ? `${path.slice(0, 300)}…` : path;
}

function refused(reason: string): Canonical {
  return { ok: false, reason };
}

function localPart(origin: string, url: string): string | null {
  if (url.startsWith('/')) return url;
  return url.startsWith(`${origin}/`) ? url.slice(origin.length) : null;
}

function decodeOnce(text: string): string | null {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray or cut-off percent sign: there is no one reading of it.
    return null;
  }
}

function readQuery(raw: string): ReadonlyMap<string, string> | string {
  const query = new Map<string, string>();
  if (raw === '') return query;
  for (const pair of raw.split('&')) {
    const equals = pair.indexOf('=');
    if (equals <= 0) return 'The query has a parameter without name or value.';
    const name = decodeOnce(pair.slice(0, equals).replaceAll('+', ' '));
    const value = decodeOnce(pair.slice(equals + 1).replaceAll('+', ' '));
    if (name === null || value === null) return 'The query is not encoded correctly.';
    if (query.has(name)) return 'The query has a parameter twice.';
    query.set(name, value);
  }
  return query;
}
