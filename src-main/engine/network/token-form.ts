import type { Purpose } from './gateway-types.ts';

/** The parameters of each request for tokens, all needed and none besides: no client secret, no password. */
const FORMS: Readonly<Partial<Record<Purpose, { readonly grant: string; readonly names: readonly string[] }>>> = {
  'sign in': { grant: 'authorization_code', names: ['code', 'client_id', 'redirect_uri', 'code_verifier'] },
  refresh: { grant: 'refresh_token', names: ['refresh_token', 'client_id'] },
};
const MAX_VALUE_CHARS = 8192;

/** Reads the form of a token request and writes it anew; null when it is not exactly the one of the purpose. Pure. */
export function readTokenForm(purpose: Purpose, body: string): string | null {
  const form = FORMS[purpose];
  if (form === undefined) return null;
  const given = [...new URLSearchParams(body)];
  const values = new Map(given);
  if (given.length !== values.size || values.size !== form.names.length + 1) return null;
  if (values.get('grant_type') !== form.grant) return null;
  const written = new URLSearchParams({ grant_type: form.grant });
  for (const name of form.names) {
    const value = values.get(name);
    if (value === undefined || value === '' || value.length > MAX_VALUE_CHARS) return null;
    written.set(name, value);
  }
  return written.toString();
}
