import {
  GOOGLE_SIGN_IN_HOST,
  KNOWN_PAGES,
  MICROSOFT_SIGN_IN_HOST,
  SIGN_IN_DOMAINS,
  SIGN_IN_HOSTS,
} from '../domain/browser-pages.ts';

const SIGN_IN_PATH = '/services/oauth2/authorize';
/** With the tenant, or the word for a kind of account, in front. */
const MICROSOFT_SIGN_IN_PATH = /^\/[A-Za-z0-9.-]+\/oauth2\/v2\.0\/authorize$/;
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

const MAX_LINK_CHARS = 4096;

/**
 * Whether an address may be handed to the system's browser.
 *
 * Only https on the standard port, without a user name, on a known host: an address with another scheme can start any
 * program of the system.
 *
 * @returns the address as the browser will get it, or null.
 */
export function knownLink(address: string): string | null {
  if (address.length > MAX_LINK_CHARS || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '') return null;
  const known = KNOWN_PAGES.some((pages) => isOneOf(pages, url));
  return known ? url.href : null;
}

function isOneOf({ host, under, path }: (typeof KNOWN_PAGES)[number], url: URL): boolean {
  const onHost = host === url.hostname || (under !== undefined && url.hostname.endsWith(`.${under}`));
  return onHost && (path === undefined || path.test(url.pathname));
}

/**
 * Whether the engine may have an address opened to sign somebody in: the authorization page of Salesforce, of a sample
 * org on this computer, of Google or of Microsoft, and no other page of them.
 *
 * @returns the address as the browser will get it, or null.
 */
export function signInLink(address: string): string | null {
  if (address.length > MAX_LINK_CHARS || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return null;
  if (LOOPBACK.has(url.hostname) && url.pathname === SIGN_IN_PATH) {
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  }
  if (url.protocol !== 'https:' || url.port !== '') return null;
  const known =
    (url.pathname === SIGN_IN_PATH && isSalesforceSignIn(url.hostname)) ||
    (url.hostname === GOOGLE_SIGN_IN_HOST && url.pathname === '/o/oauth2/v2/auth') ||
    (url.hostname === MICROSOFT_SIGN_IN_HOST && MICROSOFT_SIGN_IN_PATH.test(url.pathname));
  return known ? url.href : null;
}

function isSalesforceSignIn(hostname: string): boolean {
  return SIGN_IN_HOSTS.has(hostname) || SIGN_IN_DOMAINS.some((domain) => hostname.endsWith(`.${domain}`));
}
