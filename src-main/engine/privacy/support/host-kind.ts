import { isLoginHost, isLoopbackHost, isSalesforceHost } from '../../network/salesforce-hosts.ts';

const under = (host: string, domains: readonly string[]): boolean =>
  domains.some((domain) => host === domain || host.endsWith(`.${domain}`));

/** Whose host it is, without its name: an org's host has the company's name in it. */
export function hostKind(host: string): string {
  const name = URL.canParse(`https://${host}`) ? new URL(`https://${host}`).hostname : '';
  if (isLoopbackHost(name)) return 'this computer';
  if (isLoginHost(name)) return 'Salesforce sign-in';
  if (isSalesforceHost(name)) return 'Salesforce org';
  if (under(name, ['google.com', 'googleapis.com', 'googleusercontent.com'])) return 'Google';
  const microsoft = ['microsoft.com', 'microsoftonline.com', 'sharepoint.com', 'live.com', '1drv.com', '1drv.ms'];
  return under(name, microsoft) ? 'Microsoft' : 'another host';
}
