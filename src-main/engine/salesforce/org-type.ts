import type { OrgType } from '../../../src-preload/contract/connections.ts';
import { isLoopbackHost } from '../network/salesforce-hosts.ts';

/** What the Organization record says about its kind; null where it could not be read. */
export type OrgTypeFacts = {
  readonly isSandbox: boolean | null;
  readonly organizationType: string | null;
  readonly trialExpirationDate: string | null;
};

/**
 * The kind of an org, from its host and its Organization record. Pure.
 *
 * A scratch org calls itself a sandbox and has an expiration date; a sandbox has none. Where the record could not be
 * read, the host's pattern alone decides.
 */
export function orgTypeOf(origin: string, facts: OrgTypeFacts): OrgType {
  const host = new URL(origin).hostname;
  if (isLoopbackHost(host)) return 'sample';
  if (/\.scratch\.my\./.test(host)) return 'scratch';
  if (/\.sandbox\.my\./.test(host)) return 'sandbox';
  if (/\.(?:develop|trailblaze)\.my\.|-dev-ed\./.test(host)) return 'developer';
  if (facts.isSandbox === true) return facts.trialExpirationDate === null ? 'sandbox' : 'scratch';
  if (facts.organizationType === 'Developer Edition') return 'developer';
  if (facts.trialExpirationDate !== null) return 'trial';
  return 'production';
}
