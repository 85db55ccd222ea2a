/** What of a host's pages may be opened: the host, or any name under a domain, and the beginning of the path. */
type KnownPages = {
  readonly host?: string;
  /** Not the domain itself. */
  readonly under?: string;
  readonly path?: RegExp;
};

const KNOWN_PAGES: readonly KnownPages[] = [
  // Each org has a name of its own in front.
  { under: 'lightning.force.com' },
  { under: 'my.salesforce.com' },
  { under: 'my.salesforce-setup.com' },
  { host: 'login.salesforce.com' },
  { host: 'test.salesforce.com' },
  { host: 'help.salesforce.com' },
  { host: 'developer.salesforce.com' },

  { host: 'docs.google.com', path: /^\/spreadsheets(?:\/|$)/ },
  { host: 'drive.google.com' },
  { host: 'console.cloud.google.com' },
  { host: 'developers.google.com' },
  { host: 'support.google.com' },
  { host: 'myaccount.google.com' },

  // Workbooks of companies and of private people.
  { under: 'sharepoint.com' },
  { host: 'onedrive.live.com' },
  { host: '1drv.ms' },
  // Registering the app, allowing it for a company, and ending what it may do.
  { host: 'entra.microsoft.com' },
  { host: 'portal.azure.com' },
  { host: 'login.microsoftonline.com', path: /^\/[A-Za-z0-9.-]+\/(?:v2\.0\/)?adminconsent$/ },
  { host: 'myapps.microsoft.com' },
  { host: 'myapplications.microsoft.com' },
  { host: 'myaccount.microsoft.com' },
  { host: 'account.microsoft.com' },
  { host: 'account.live.com', path: /^\/consent\/Manage$/i },
  { host: 'learn.microsoft.com' },
  { host: 'support.microsoft.com' },
];

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

function isOneOf({ host, under, path }: KnownPages, url: URL): boolean {
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
    (url.hostname === 'accounts.google.com' && url.pathname === '/o/oauth2/v2/auth') ||
    (url.hostname === 'login.microsoftonline.com' && MICROSOFT_SIGN_IN_PATH.test(url.pathname));
  return known ? url.href : null;
}

function isSalesforceSignIn(hostname: string): boolean {
  return SIGN_IN_HOSTS.has(hostname) || SIGN_IN_DOMAINS.some((domain) => hostname.endsWith(`.${domain}`));
}
