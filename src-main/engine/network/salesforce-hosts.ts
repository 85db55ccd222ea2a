import type { Purpose } from './gateway-types.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** True for the names that never leave this computer. */
export function isLoopbackHost(hostname: string): boolean {
  return LOOPBACK.has(hostname);
}

/**
 * Hosts that serve an org's API: My Domain in its commercial, government (`.mil`) and Chinese forms, the old instance
 * hosts (`na139.salesforce.com`), and the two brands that older orgs kept. Sites and communities (`*.my.site.com`) are
 * left out: a token has no business there.
 */
export const SALESFORCE_HOSTS: readonly { readonly pattern: RegExp; readonly shown: string }[] = [
  { pattern: /^(?:[a-z0-9-]+\.)+my\.salesforce\.(?:com|mil)$/, shown: '*.my.salesforce.com, *.my.salesforce.mil' },
  { pattern: /^(?:[a-z0-9-]+\.)+my\.sfcrmproducts\.cn$/, shown: '*.my.sfcrmproducts.cn' },
  { pattern: /^[a-z]{2,4}\d{1,4}s?\.salesforce\.com$/, shown: 'na139.salesforce.com and such instances' },
  { pattern: /^[a-z0-9-]+\.cloudforce\.com$/, shown: '*.cloudforce.com' },
  { pattern: /^[a-z0-9-]+\.database\.com$/, shown: '*.database.com' },
];

export function isSalesforceHost(hostname: string): boolean {
  return SALESFORCE_HOSTS.some(({ pattern }) => pattern.test(hostname));
}

/** Hosts that serve the sign-in of all orgs; an org's own My Domain does so too. */
export const LOGIN_HOSTS: ReadonlySet<string> = new Set(['login.salesforce.com', 'test.salesforce.com']);

export function isLoginHost(hostname: string): boolean {
  return LOGIN_HOSTS.has(hostname);
}

/** Purposes that send a sign-in, never a request for data: only they may go to the login hosts. */
const SIGN_IN_PURPOSES: ReadonlySet<Purpose> = new Set(['sign in', 'refresh']);

export function isSignIn(purpose: Purpose): boolean {
  return SIGN_IN_PURPOSES.has(purpose);
}

/**
 * Why nothing may be sent to an origin, as a sentence; null when it is fine.
 *
 * https to Salesforce's own hosts, and plain http only to this computer (the sample org).
 */
export function originRefusal(origin: string, purpose: Purpose): string | null {
  const url = URL.parse(origin);
  if (url === null) return 'The address of the connection is not a URL.';
  if (url.origin !== origin) return 'The address of the connection has more than a scheme, a host and a port.';
  if (isLoopbackHost(url.hostname) && (url.protocol === 'http:' || url.protocol === 'https:')) return null;
  if (url.protocol !== 'https:') return 'Only https is used outside this computer.';
  if (url.port !== '') return 'A Salesforce host is asked on its standard port only.';
  if (isLoginHost(url.hostname) && isSignIn(purpose)) return null;
  if (!isSalesforceHost(url.hostname)) return `${url.hostname} is not a Salesforce host.`;
  return null;
}
