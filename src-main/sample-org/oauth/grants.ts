import { randomInt } from 'node:crypto';
import type { OrgState } from '../org-state.ts';
import { mintAccessToken } from '../org-state.ts';
import type { Scope } from './apps.ts';
import type { Grant } from './oauth-state.ts';

/** How many grants a user may have with one app at the same time; one more revokes the oldest. */
const mostGrants = 5;

const secretCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._';

function randomText(length: number): string {
  let text = '';
  for (let index = 0; index < length; index += 1) text += secretCharacters.charAt(randomInt(secretCharacters.length));
  return text;
}

/** A code as the service makes them: 78 characters, the last two of which must be escaped in an address. */
export function mintCode(): string {
  return `aPrx${randomText(72)}==`;
}

function mintRefreshToken(): string {
  return `5Aep861${randomText(80)}`;
}

/** Opens a grant with its first session; the oldest of this app is revoked where there are too many. */
export function openGrant(state: OrgState, clientId: string, scopes: readonly Scope[]): Grant {
  const { oauth } = state;
  const ofApp = oauth.grants.filter((grant) => grant.clientId === clientId);
  for (const grant of ofApp.slice(0, Math.max(0, ofApp.length + 1 - mostGrants))) revokeGrant(state, grant);
  const grant: Grant = {
    clientId,
    scopes,
    accessTokens: new Set(),
    refreshToken: scopes.includes('refresh_token') ? mintRefreshToken() : undefined,
    rotatedTokens: new Set(),
    isExpired: false,
  };
  oauth.grants.push(grant);
  return grant;
}

/** Another access token for a grant; the ones before stay valid until their own end. */
export function openSession(state: OrgState, grant: Grant): string {
  const token = mintAccessToken(state.model);
  grant.accessTokens.add(token);
  state.tokens.add(token);
  return token;
}

/** Replaces a grant's refresh token; the one before is dead from now on. */
export function rotate(grant: Grant): string {
  const next = mintRefreshToken();
  if (grant.refreshToken !== undefined) grant.rotatedTokens.add(grant.refreshToken);
  grant.refreshToken = next;
  return next;
}

/** Ends the sessions of a grant; its refresh token opens new ones. */
export function endSessions(state: OrgState, grant: Grant): void {
  for (const token of grant.accessTokens) state.tokens.delete(token);
  grant.accessTokens.clear();
}

/** Ends a grant: sessions and refresh token. */
export function revokeGrant(state: OrgState, grant: Grant): void {
  endSessions(state, grant);
  grant.refreshToken = undefined;
  state.oauth.grants = state.oauth.grants.filter((other) => other !== grant);
}

/** The grant that a session was opened by; undefined for the org's own access token. */
export function grantOfSession(state: OrgState, accessToken: string): Grant | undefined {
  return state.oauth.grants.find((grant) => grant.accessTokens.has(accessToken));
}
