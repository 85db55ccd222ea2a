import type { Connection } from '../../../src-preload/contract/connections.ts';

/** Which sign-in page: that of all production orgs, that of all sandboxes, or the org's own. */
export const LOGIN_PLACES = ['production', 'sandbox', 'domain'] as const;
export type LoginPlace = (typeof LOGIN_PLACES)[number];

const PRODUCTION = 'https://login.salesforce.com';
const SANDBOX = 'https://test.salesforce.com';

/** Where a connection was signed in before, else its own address; Production for a new one. */
export function firstPlace(connection: Connection | undefined): {
  readonly place: LoginPlace;
  readonly address: string;
} {
  const known = connection?.loginUrl ?? connection?.instanceUrl ?? PRODUCTION;
  if (known === PRODUCTION) return { place: 'production', address: '' };
  if (known === SANDBOX) return { place: 'sandbox', address: '' };
  return { place: 'domain', address: known };
}

/** The address that the engine gets; it tidies what was pasted and refuses what is no sign-in page. Empty: none yet. */
export function loginUrlOf(place: LoginPlace, address: string): string {
  if (place === 'production') return PRODUCTION;
  return place === 'sandbox' ? SANDBOX : address.trim();
}

/** The host to show for an address, or the address as it is. */
export const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : address);
