import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { json } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import type { OrgRequest } from '../http/request.ts';
import { identityUrl } from '../identity.ts';
import type { OrgState } from '../org-state.ts';
import { appRefusal } from './app-refusal.ts';
import type { RegisteredApp } from './apps.ts';
import { openGrant, openSession, revokeGrant, rotate } from './grants.ts';
import type { CodeGrant, Grant } from './oauth-state.ts';

/** The answer of `/services/oauth2/token`: an authorization code or a refresh token for a session. */
export function answerToken(state: OrgState, request: OrgRequest): Reply {
  if (request.method !== 'POST') return refusal('invalid_request', 'must use HTTP POST');
  const form = new URLSearchParams(request.body);
  const credentials = clientCredentials(request, form);
  const grantType = form.get('grant_type');
  if (grantType !== 'authorization_code' && grantType !== 'refresh_token')
    return refusal('unsupported_grant_type', 'grant type not supported');
  const app = state.oauth.apps.get(credentials.clientId ?? '');
  if (app === undefined) return refusal('invalid_client_id', 'client identifier invalid');
  if (!isSecretRight(app, credentials.clientSecret)) return refusal('invalid_client', 'invalid client credentials');
  const refused = appRefusal(state, app);
  if (refused !== undefined) return refusal(refused.tokenError, refused.description);
  return grantType === 'authorization_code' ? exchangeCode(state, app, form) : refresh(state, app, form);
}

/** Key and secret of the client, from the form or from a Basic header. */
function clientCredentials(
  request: OrgRequest,
  form: URLSearchParams,
): { readonly clientId: string | null; readonly clientSecret: string | null } {
  const [scheme = '', encoded = ''] = (request.headers.authorization ?? '').split(' ');
  if (!/^basic$/i.test(scheme)) return { clientId: form.get('client_id'), clientSecret: form.get('client_secret') };
  const [clientId = '', clientSecret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { clientId, clientSecret };
}

function isSecretRight(app: RegisteredApp, secret: string | null): boolean {
  if (secret === null) return !app.requireSecret;
  const [given, right] = [Buffer.from(secret), Buffer.from(app.clientSecret)];
  return given.length === right.length && timingSafeEqual(given, right);
}

function exchangeCode(state: OrgState, app: RegisteredApp, form: URLSearchParams): Reply {
  const code = state.oauth.codes.get(form.get('code') ?? '');
  if (code === undefined || code.clientId !== app.clientId)
    return refusal('invalid_grant', 'invalid authorization code');
  if (code.isUsed || code.expiresAtMs <= state.now()) return refusal('invalid_grant', 'expired authorization code');
  if (form.get('redirect_uri') !== code.redirectUri)
    return refusal('redirect_uri_mismatch', 'redirect_uri must match configuration');
  const wrongVerifier = verifierRefusal(code, form.get('code_verifier'));
  if (wrongVerifier !== undefined) return wrongVerifier;
  const userRefusal = refusalOfUser(state);
  if (userRefusal !== undefined) return userRefusal;
  code.isUsed = true;
  const grant = openGrant(state, app.clientId, code.scopes);
  return session(state, app, grant, grant.refreshToken);
}

function verifierRefusal(code: CodeGrant, verifier: string | null): Reply | undefined {
  if (code.codeChallenge === undefined)
    return verifier === null ? undefined : refusal('invalid_request', 'unexpected code verifier');
  if (verifier === null) return refusal('invalid_request', 'missing required code verifier');
  if (verifier.length < 43 || verifier.length > 128)
    return refusal('invalid_request', 'code verifier must be between 43 and 128 characters');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  return challenge === code.codeChallenge ? undefined : refusal('invalid_grant', 'invalid code verifier');
}

function refresh(state: OrgState, app: RegisteredApp, form: URLSearchParams): Reply {
  const token = form.get('refresh_token') ?? '';
  const grants = state.oauth.grants.filter((grant) => grant.clientId === app.clientId);
  const copied = grants.find((grant) => grant.rotatedTokens.has(token));
  // A token that was replaced comes from a copy: nobody can tell which of the two holders is the right one.
  if (copied !== undefined) revokeGrant(state, copied);
  const grant = grants.find((candidate) => candidate !== copied && candidate.refreshToken === token);
  if (grant === undefined) return refusal('invalid_grant', 'expired access/refresh token');
  const userRefusal = refusalOfUser(state);
  if (userRefusal !== undefined) return userRefusal;
  if (grant.isExpired) return refusal('invalid_grant', 'token validity expired');
  return session(state, app, grant, app.rotateRefreshTokens ? rotate(grant) : undefined);
}

function refusalOfUser(state: OrgState): Reply | undefined {
  if (!state.oauth.isUserActive) return refusal('invalid_grant', 'inactive user');
  return state.oauth.refusal === undefined ? undefined : refusal('invalid_grant', state.oauth.refusal);
}

/** The answer that opens a session. It never says when the session ends. */
function session(state: OrgState, app: RegisteredApp, grant: Grant, refreshToken: string | undefined): Reply {
  const id = identityUrl(state.model, state.instanceUrl);
  const issuedAt = String(state.now());
  const signature = createHmac('sha256', app.clientSecret).update(`${id}${issuedAt}`).digest('base64');
  const answer = {
    access_token: openSession(state, grant),
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    signature,
    scope: grant.scopes.join(' '),
    instance_url: state.instanceUrl,
    id,
    token_type: 'Bearer',
    issued_at: issuedAt,
  };
  return json(200, answer, { Pragma: 'no-cache' });
}

function refusal(error: string, description: string): Reply {
  return json(400, { error, error_description: description });
}
