import { createHash, timingSafeEqual } from 'node:crypto';
import { oauthError } from './errors.ts';
import type { FakeReply, FakeRequest } from './http.ts';
import { json, text } from './http.ts';
import { newAccessToken, newRefreshToken } from './ids.ts';
import type { AuthorizationCode, GoogleState, OAuthClient } from './types.ts';

/*
 * Token and revocation endpoints.
 * Source: https://developers.google.com/identity/protocols/oauth2/native-app (exchange, refresh, revocation) and
 * https://developers.google.com/identity/protocols/oauth2#expiration (when refresh tokens end). The descriptions are
 * those that clients report: "Malformed auth code.", "Bad Request", "Invalid code verifier.", "Missing code verifier.",
 * "Token has been expired or revoked.", "The provided client secret is invalid.", "client_secret is missing.".
 */

const ACCESS_LIFE_S = 3599;
const TESTING_LIFE_S = 7 * 24 * 3600 - 1;
/** Per account and client; the oldest one ends without a word. */
const MAX_REFRESH_TOKENS = 100;

/** POST https://oauth2.googleapis.com/token */
export function token(state: GoogleState, request: FakeRequest): FakeReply {
  if (request.method !== 'POST') return text(404, 'Not Found');
  const form = readForm(request);
  const grantType = form.get('grant_type') ?? '';
  if (grantType === '') return oauthError(400, 'invalid_request', 'Missing required parameter: grant_type');
  if (grantType !== 'authorization_code' && grantType !== 'refresh_token') {
    return oauthError(400, 'unsupported_grant_type', `Invalid grant_type: ${grantType}`);
  }
  const client = readClient(state, request, form);
  if ('status' in client) return client;
  return grantType === 'authorization_code' ? exchange(state, client, form) : refresh(state, client, form);
}

function exchange(state: GoogleState, client: OAuthClient, form: URLSearchParams): FakeReply {
  const code = form.get('code') ?? '';
  if (code === '') return oauthError(400, 'invalid_request', 'Missing required parameter: code');
  if (!code.startsWith('4/')) return oauthError(400, 'invalid_grant', 'Malformed auth code.');
  const issued = state.codes.get(code);
  if (issued === undefined || issued.used || issued.expiresAt <= state.now() || issued.clientId !== client.clientId) {
    return oauthError(400, 'invalid_grant', 'Bad Request');
  }
  const redirectUri = form.get('redirect_uri') ?? '';
  if (redirectUri === '') return oauthError(400, 'invalid_request', 'Missing parameter: redirect_uri');
  if (redirectUri !== issued.redirectUri) return oauthError(400, 'redirect_uri_mismatch', 'Bad Request');
  const refused = checkVerifier(issued, form.get('code_verifier'));
  if (refused !== null) return refused;
  issued.used = true;
  const refreshToken = issued.newRefreshToken ? issueRefreshToken(state, client, issued) : null;
  const accessToken = issueAccessToken(state, client, issued, refreshToken);
  return json(
    200,
    {
      access_token: accessToken,
      expires_in: ACCESS_LIFE_S,
      ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
      ...(refreshToken !== null && client.testing ? { refresh_token_expires_in: TESTING_LIFE_S } : {}),
      scope: issued.scopes.join(' '),
      token_type: 'Bearer',
    },
    NEVER_STORED,
  );
}

const NEVER_STORED = { 'Cache-Control': 'no-cache, no-store, max-age=0, must-revalidate', Pragma: 'no-cache' };

function checkVerifier(issued: AuthorizationCode, verifier: string | null): FakeReply | null {
  if (issued.challenge === null) return null;
  if (verifier === null || verifier === '') return oauthError(400, 'invalid_grant', 'Missing code verifier.');
  // RFC 7636, 4.1: 43 to 128 unreserved characters.
  const formed = /^[A-Za-z0-9._~-]{43,128}$/.test(verifier);
  const derived = issued.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
  return formed && derived === issued.challenge ? null : oauthError(400, 'invalid_grant', 'Invalid code verifier.');
}

function refresh(state: GoogleState, client: OAuthClient, form: URLSearchParams): FakeReply {
  const given = form.get('refresh_token') ?? '';
  if (given === '') return oauthError(400, 'invalid_request', 'Missing required parameter: refresh_token');
  const known = state.refreshTokens.get(given);
  if (known === undefined) return oauthError(400, 'invalid_grant', 'Bad Request');
  if (known.clientId !== client.clientId) return oauthError(401, 'unauthorized_client', 'Unauthorized');
  if (known.revoked || (known.expiresAt !== null && known.expiresAt <= state.now())) {
    return oauthError(400, 'invalid_grant', 'Token has been expired or revoked.');
  }
  if (state.consent.mode === 'adminPolicy') {
    return oauthError(
      400,
      'admin_policy_enforced',
      'The policy of the administrator does not allow one of the scopes.',
    );
  }
  const accessToken = issueAccessToken(state, client, known, given);
  const answer = { access_token: accessToken, expires_in: ACCESS_LIFE_S };
  const left =
    known.expiresAt === null ? {} : { refresh_token_expires_in: Math.floor((known.expiresAt - state.now()) / 1000) };
  return json(200, { ...answer, ...left, scope: known.scopes.join(' '), token_type: 'Bearer' }, NEVER_STORED);
}

type Grant = { readonly email: string; readonly scopes: readonly string[] };

function issueAccessToken(state: GoogleState, client: OAuthClient, grant: Grant, refreshToken: string | null): string {
  const issued = newAccessToken();
  state.accessTokens.set(issued, {
    token: issued,
    clientId: client.clientId,
    email: grant.email,
    scopes: grant.scopes,
    expiresAt: state.now() + ACCESS_LIFE_S * 1000,
    refreshToken,
    revoked: false,
  });
  return issued;
}

function issueRefreshToken(state: GoogleState, client: OAuthClient, grant: Grant): string {
  const issued = newRefreshToken();
  const live = [...state.refreshTokens.values()].filter(
    (other) => other.email === grant.email && other.clientId === client.clientId && !other.revoked,
  );
  const oldest = live.length >= MAX_REFRESH_TOKENS ? live[0] : undefined;
  if (oldest !== undefined) oldest.revoked = true;
  state.refreshTokens.set(issued, {
    token: issued,
    clientId: client.clientId,
    email: grant.email,
    scopes: grant.scopes,
    expiresAt: client.testing ? state.now() + TESTING_LIFE_S * 1000 : null,
    revoked: false,
  });
  return issued;
}

/** The id and secret stand in the form or in a Basic header. */
function readClient(state: GoogleState, request: FakeRequest, form: URLSearchParams): OAuthClient | FakeReply {
  let clientId = form.get('client_id') ?? '';
  let secret = form.get('client_secret') ?? '';
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (basic !== undefined) {
    const [id = '', password = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
    clientId = decodeURIComponent(id);
    secret = decodeURIComponent(password);
  }
  if (clientId === '') return oauthError(400, 'invalid_request', 'Could not determine client ID from request.');
  const client = state.clients.get(clientId);
  if (client === undefined) return oauthError(401, 'invalid_client', 'The OAuth client was not found.');
  // Desktop clients have a secret that must be sent though nobody can keep it secret there.
  if (secret === '') return oauthError(400, 'invalid_request', 'client_secret is missing.');
  const [given, right] = [secret, client.clientSecret].map((value) => createHash('sha256').update(value).digest());
  if (given === undefined || right === undefined || !timingSafeEqual(given, right)) {
    return oauthError(401, 'invalid_client', 'The provided client secret is invalid.');
  }
  return client;
}

function readForm(request: FakeRequest): URLSearchParams {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) return new URLSearchParams();
  return new URLSearchParams(request.body.toString('utf8'));
}

/** POST https://oauth2.googleapis.com/revoke: an access token takes its refresh token with it, and the other way round. */
export function revoke(state: GoogleState, request: FakeRequest): FakeReply {
  if (request.method !== 'POST' && request.method !== 'GET') return text(404, 'Not Found');
  const given = readForm(request).get('token') ?? request.query.get('token') ?? '';
  if (given === '') return oauthError(400, 'invalid_request', 'Missing required parameter: token');
  const access = state.accessTokens.get(given);
  const refreshToken = state.refreshTokens.get(access?.refreshToken ?? given);
  const dead =
    access === undefined ? (refreshToken?.revoked ?? true) : access.revoked || access.expiresAt <= state.now();
  if (dead) return oauthError(400, 'invalid_token', 'Token expired or revoked');
  if (access !== undefined) access.revoked = true;
  const grant = refreshToken ?? access;
  if (grant !== undefined) revokeGrant(state, grant.email, grant.clientId);
  return json(200, {});
}

/** What happens when a person removes the app at myaccount.google.com. */
export function revokeGrant(state: GoogleState, email: string, clientId: string): void {
  for (const one of [...state.accessTokens.values(), ...state.refreshTokens.values()]) {
    if (one.email === email && one.clientId === clientId) one.revoked = true;
  }
  state.grants.delete(`${clientId} ${email}`);
}
