import type { Gateway } from '../../network/gateway-types.ts';
import { type OAuthError, oauthErrorOf } from './oauth-failures.ts';
import { createPkce, createState } from './pkce.ts';
import { anonymous, type TokenCaller } from './token-endpoint.ts';

/** `api` reads metadata, `refresh_token` keeps the sign-in; nothing else is asked for. */
export const SALESFORCE_SCOPES = 'api refresh_token';

export type AuthorizeRequest = {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly challenge: string;
};

/** Path and query of the page where a person signs in and allows the app. Pure. */
export function authorizePath(request: AuthorizeRequest): string {
  const query = {
    response_type: 'code',
    client_id: request.clientId,
    redirect_uri: request.redirectUri,
    scope: SALESFORCE_SCOPES,
    state: request.state,
    code_challenge: request.challenge,
    code_challenge_method: 'S256',
  };
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `/services/oauth2/authorize?${pairs.join('&')}`;
}

/** What can be learned without anybody signing in. */
const BEFORE_SIGN_IN = /^(?:invalid_client_id|redirect_uri_mismatch)$/;

/**
 * Asks the sign-in page, without signing in, whether the client id and the callback address are known; null when
 * nothing speaks against them. The browser would show such an error and never come back with it.
 *
 * Throws what `Gateway.request` throws.
 */
export async function probeAuthorize(
  gateway: Pick<Gateway, 'request'>,
  caller: TokenCaller,
  clientId: string,
  redirectUri: string,
): Promise<OAuthError | null> {
  // State and challenge of its own, thrown away: nothing that comes back could be redeemed.
  const url = authorizePath({ clientId, redirectUri, state: createState(), challenge: createPkce().challenge });
  const response = await gateway.request({
    purpose: 'sign in',
    trigger: caller.trigger,
    connection: anonymous(caller),
    method: 'GET',
    url,
    ...(caller.signal === undefined ? {} : { signal: caller.signal }),
  });
  const found =
    oauthErrorOf(response.headers['location'] ?? '') ?? (response.status < 400 ? null : oauthErrorOf(response.text));
  return found !== null && BEFORE_SIGN_IN.test(found.error) ? found : null;
}
