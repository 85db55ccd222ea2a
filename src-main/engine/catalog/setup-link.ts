const SETUP_HOSTS: readonly (readonly [suffix: string, setup: string])[] = [
  ['.my.salesforce.com', '.lightning.force.com'],
  ['.my.salesforce.mil', '.lightning.force.mil'],
];

export type SetupLink = { readonly url: string | null; readonly reason: string | null };

/**
 * The Setup page of an object or field.
 *
 * Salesforce serves Setup under the My Domain's Lightning host: `acme.my.salesforce.com` becomes
 * `acme.lightning.force.com`, `acme--uat.sandbox.my.salesforce.com` becomes `acme--uat.sandbox.lightning.force.com`.
 */
export function setupLink(
  org: { readonly type: string; readonly instanceUrl: string },
  object: string,
  field: string | null,
): SetupLink {
  const { hostname, protocol } = new URL(org.instanceUrl);
  if (org.type === 'sample' || hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]') {
    return { url: null, reason: 'The sample org has no Setup pages.' };
  }
  const known = SETUP_HOSTS.find(([suffix]) => hostname.endsWith(suffix));
  if (known === undefined || protocol !== 'https:') {
    return { url: null, reason: `The Lightning address of ${hostname} is not known, so its Setup cannot be opened.` };
  }
  const [suffix, setup] = known;
  const base = `https://${hostname.slice(0, -suffix.length)}${setup}/lightning/setup/ObjectManager/${encodeURIComponent(object)}`;
  const page = field === null ? 'Details/view' : `FieldsAndRelationships/${encodeURIComponent(field)}/view`;
  return { url: `${base}/${page}`, reason: null };
}
