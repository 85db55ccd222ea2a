/** Domains under which Salesforce serves its orgs' own pages; each org has a name of its own in front. */
const SALESFORCE_DOMAINS = ['lightning.force.com', 'my.salesforce.com', 'my.salesforce-setup.com'] as const;

/** Hosts taken as they are: Salesforce's login pages and documentation. */
const EXACT_HOSTS: ReadonlySet<string> = new Set([
  'login.salesforce.com',
  'test.salesforce.com',
  'help.salesforce.com',
  'developer.salesforce.com',
]);

/** Further domains under which an org's own sign-in page is served. */
const SIGN_IN_DOMAINS = [
  'my.salesforce.com',
  'my.salesforce.mil',
  'my.sfcrmproducts.cn',
  'cloudforce.com',
  'database.com',
];
const SIGN_IN_HOSTS: ReadonlySet<string> = new Set(['login.salesforce.com', 'test.salesforce.com']);
const SIGN_IN_PATH = '/services/oauth2/authorize';
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
  const known =
    EXACT_HOSTS.has(url.hostname) || SALESFORCE_DOMAINS.some((domain) => url.hostname.endsWith(`.${domain}`));
  return known ? url.href : null;
}

/**
 * Whether the engine may have an address opened to sign somebody in: the authorization page of Salesforce, or of a
 * sample org on this computer, and no other page of either.
 *
 * @returns the address as the browser will get it, or null.
 */
export function signInLink(address: string): string | null {
  if (address.length > MAX_LINK_CHARS || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.pathname !== SIGN_IN_PATH || url.username !== '' || url.password !== '') return null;
  if (LOOPBACK.has(url.hostname)) return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  if (url.protocol !== 'https:' || url.port !== '') return null;
  const known =
    SIGN_IN_HOSTS.has(url.hostname) || SIGN_IN_DOMAINS.some((domain) => url.hostname.endsWith(`.${domain}`));
  return known ? url.href : null;
}
