import { EngineFailure } from '../failure.ts';
import { isLoopbackHost, isSalesforceHost } from '../network/salesforce-hosts.ts';

/** From the host of a page that people copy from the browser to the host that serves the same org's API. */
const REWRITES: readonly { readonly from: RegExp; readonly to: string }[] = [
  { from: /^(.+)\.lightning\.force\.com$/, to: '.my.salesforce.com' },
  { from: /^(.+)\.my\.salesforce-setup\.com$/, to: '.my.salesforce.com' },
  { from: /^(.+)\.lightning\.force\.mil$/, to: '.my.salesforce.mil' },
  { from: /^(.+)\.my\.salesforce-setup\.mil$/, to: '.my.salesforce.mil' },
  { from: /^(.+)\.lightning\.sfcrmapps\.cn$/, to: '.my.sfcrmproducts.cn' },
];

const SIGN_IN_HOSTS: ReadonlySet<string> = new Set(['login.salesforce.com', 'test.salesforce.com']);
const EXAMPLE = 'https://your-company.my.salesforce.com';

/**
 * The origin (`https://acme.my.salesforce.com`) of whatever address of an org was pasted: a bare host, a Lightning or
 * Setup page, a path behind it. Pure.
 *
 * Throws `bad-address` with a sentence that says what to paste instead.
 */
export function normaliseInstanceUrl(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw bad(`Enter the address of the org, for example ${EXAMPLE}.`);
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (/\s/.test(withScheme) || !URL.canParse(withScheme)) {
    throw bad(`This is not an address. Enter the org's My Domain address, for example ${EXAMPLE}.`);
  }
  const url = new URL(withScheme);
  if (url.username !== '' || url.password !== '') {
    throw bad('The address has a user name or password in it. Enter the address without them.');
  }
  return isLoopbackHost(url.hostname) ? loopbackOrigin(url) : salesforceOrigin(url);
}

function loopbackOrigin(url: URL): string {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw bad(`Orgs are reached by https, not ${url.protocol}`);
  if (url.port === '') throw bad('An address on this computer needs its port, for example http://127.0.0.1:8080.');
  return url.origin;
}

function salesforceOrigin(url: URL): string {
  if (url.protocol === 'http:') throw bad('The address begins with http. Orgs are reached by https only.');
  if (url.protocol !== 'https:') throw bad(`Orgs are reached by https, not ${url.protocol}`);
  if (url.port !== '') throw bad('An org is reached on the standard port. Enter the address without a port.');
  const host = rewriteHost(url.hostname.replace(/\.$/, ''));
  if (SIGN_IN_HOSTS.has(host)) {
    throw bad(`${host} is the sign-in page of all orgs. Enter the org's own address, for example ${EXAMPLE}.`);
  }
  if (/\.(?:my\.site|force|visualforce|visual\.force)\.com$/.test(host)) {
    throw bad(
      `${host} serves pages or a site, not the org's API. Enter the My Domain address, for example ${EXAMPLE}.`,
    );
  }
  if (!isSalesforceHost(host)) {
    throw bad(`${host} is not an address of a Salesforce org. Enter the My Domain address, for example ${EXAMPLE}.`);
  }
  return `https://${host}`;
}

function rewriteHost(host: string): string {
  for (const { from, to } of REWRITES) {
    const name = from.exec(host)?.[1];
    if (name !== undefined) return `${name}${to}`;
  }
  return host;
}

function bad(message: string): EngineFailure {
  return new EngineFailure('bad-address', message);
}
