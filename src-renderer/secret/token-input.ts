/*
 * First checks of what is pasted, to help while typing. The engine decides: it checks the host against Salesforce's
 * domains and asks the org who the token belongs to.
 */

/**
 * The address as it will be used: an https origin, a Lightning address turned into its My Domain one.
 *
 * Null while it is no address. Plain http is left to the engine, which takes it for loopback only.
 */
export function tidyAddress(pasted: string): string | null {
  const text = pasted.trim();
  if (text === '') return null;
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`);
  if (url === null || !url.hostname.includes('.')) return null;
  const host = url.host
    .replace(/\.lightning\.force\.com$/, '.my.salesforce.com')
    .replace(/\.my\.salesforce-setup\.com$/, '.my.salesforce.com');
  return `${url.protocol}//${host}`;
}

/** An access token with the blanks and quotes that come along when it is copied removed. */
export const tidyToken = (pasted: string): string =>
  pasted
    .trim()
    .replace(/^["']|["']$/g, '')
    .trim();

/** The shape of a Salesforce access token: the org's id, `!`, and more. */
export const looksLikeToken = (token: string): boolean => /^00D\w{9,15}![\w.]+$/.test(token);
