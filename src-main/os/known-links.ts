/** Domains under which Salesforce serves its orgs' own pages; each org has a name of its own in front. */
const SALESFORCE_DOMAINS = ['lightning.force.com', 'my.salesforce.com', 'my.salesforce-setup.com'] as const;

/** Hosts taken as they are: Salesforce's login pages and documentation. */
const EXACT_HOSTS: ReadonlySet<string> = new Set([
  'login.salesforce.com',
  'test.salesforce.com',
  'help.salesforce.com',
  'developer.salesforce.com',
]);

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
