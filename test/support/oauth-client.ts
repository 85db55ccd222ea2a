import { createHash, randomBytes } from 'node:crypto';
import { defaultCallbackUrls, defaultClientId } from '../../src-main/sample-org/oauth/default-app.ts';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';

/** A plain OAuth client for asking the sample org; it shares nothing with the app's own. */
export const callback = defaultCallbackUrls[0] ?? '';

export interface Pkce {
  readonly verifier: string;
  readonly challenge: string;
}

export function pkce(length = 64): Pkce {
  const verifier = randomBytes(length).toString('base64url').slice(0, length);
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

type Parameters = Readonly<Record<string, string | undefined>>;

function form(parameters: Parameters): URLSearchParams {
  return new URLSearchParams(
    Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Opens the authorize address as a browser does, without following where it sends to. */
export function authorize(org: SampleOrg, challenge: string | undefined, changes: Parameters = {}): Promise<Response> {
  const query = form({
    response_type: 'code',
    client_id: defaultClientId,
    redirect_uri: callback,
    scope: 'api refresh_token',
    state: 'st+a/te=',
    code_challenge: challenge,
    ...(challenge === undefined ? {} : { code_challenge_method: 'S256' }),
    ...changes,
  });
  return fetch(`${org.instanceUrl}/services/oauth2/authorize?${query.toString()}`, { redirect: 'manual' });
}

/** Presses a button of the approval page. */
export async function press(org: SampleOrg, page: Response, decision: 'allow' | 'deny'): Promise<Response> {
  const html = await page.text();
  const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1] ?? '';
  const ticket = /name="ticket" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const body = new URLSearchParams({ ticket, decision });
  return fetch(org.instanceUrl + action, { method: 'POST', body, redirect: 'manual' });
}

/** What a redirect brings to the callback address. */
export function brought(response: Response): URLSearchParams {
  return new URL(response.headers.get('location') ?? 'http://nowhere.invalid/').searchParams;
}

export interface TokenAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Readonly<Record<string, string>>;
}

export async function askToken(org: SampleOrg, parameters: Parameters): Promise<TokenAnswer> {
  const response = await fetch(`${org.instanceUrl}/services/oauth2/token`, {
    method: 'POST',
    body: form({ client_id: defaultClientId, ...parameters }),
  });
  return { status: response.status, headers: response.headers, json: (await response.json()) as TokenAnswer['json'] };
}

/** An approved code with its verifier, for an org that approves at once. */
export async function codeFor(
  org: SampleOrg,
  changes: Parameters = {},
): Promise<{ readonly code: string; readonly verifier: string }> {
  const { verifier, challenge } = pkce();
  const code = brought(await authorize(org, challenge, changes)).get('code');
  if (code === null) throw new Error('The sample org brought no code.');
  return { code, verifier };
}

export function exchange(org: SampleOrg, code: string, verifier: string | undefined, changes: Parameters = {}) {
  return askToken(org, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: callback,
    code_verifier: verifier,
    ...changes,
  });
}

export function refresh(org: SampleOrg, refreshToken: string | undefined, changes: Parameters = {}) {
  return askToken(org, { grant_type: 'refresh_token', refresh_token: refreshToken, ...changes });
}

/** A whole sign-in at an org that approves at once. */
export async function signIn(org: SampleOrg, changes: Parameters = {}): Promise<TokenAnswer['json']> {
  const { code, verifier } = await codeFor(org, changes);
  const { status, json } = await exchange(org, code, verifier);
  if (status !== 200) throw new Error(`The sample org refused to sign in: ${JSON.stringify(json)}`);
  return json;
}

/** The status of a data request with an access token. */
export async function dataStatus(org: SampleOrg, accessToken: string | undefined, origin = org.instanceUrl) {
  const headers = { Authorization: `Bearer ${accessToken ?? ''}` };
  const response = await fetch(`${origin}/services/data/v68.0/limits`, { headers });
  return { status: response.status, json: (await response.json()) as unknown };
}
