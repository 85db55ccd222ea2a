const SETUP_HOSTS: readonly (readonly [suffix: string, setup: string])[] = [
  ['.my.salesforce.com', '.lightning.force.com'],
  ['.my.salesforce.mil', '.lightning.force.mil'],
];

export type SetupLink = { readonly url: string | null; readonly reason: string | null };

type Address = { readonly type: string; readonly instanceUrl: string };

/**
 * Where an org's own pages are, without a slash at the end; `url` is null with the reason where that is not known.
 *
 * Salesforce serves Setup under the My Domain's Lightning host: `acme.my.salesforce.com` becomes
 * `acme.lightning.force.com`, `acme--uat.sandbox.my.salesforce.com` becomes `acme--uat.sandbox.lightning.force.com`.
 */
export function lightningAddress(org: Address): SetupLink {
  const { hostname, protocol } = new URL(org.instanceUrl);
  if (org.type === 'sample' || hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]') {
    return { url: null, reason: 'The sample org has no Setup pages.' };
  }
  const known = SETUP_HOSTS.find(([suffix]) => hostname.endsWith(suffix));
  if (known === undefined || protocol !== 'https:') {
    return { url: null, reason: `The Lightning address of ${hostname} is not known, so its Setup cannot be opened.` };
  }
  const [suffix, setup] = known;
  return { url: `https://${hostname.slice(0, -suffix.length)}${setup}`, reason: null };
}

/** The Setup page of an object or field. */
export function setupLink(org: Address, object: string, field: string | null): SetupLink {
  const { url, reason } = lightningAddress(org);
  if (url === null) return { url, reason };
  const page = field === null ? 'Details/view' : `FieldsAndRelationships/${encodeURIComponent(field)}/view`;
  return { url: `${url}/lightning/setup/ObjectManager/${encodeURIComponent(object)}/${page}`, reason: null };
}
