import { EngineFailure } from '../../failure.ts';
import type { Gateway, GatewayConnection, GatewayResponse, Trigger } from '../../network/gateway-types.ts';
import { isLoopbackHost } from '../../network/salesforce-hosts.ts';
import { normaliseInstanceUrl } from '../address.ts';
import { type OAuthError, oauthErrorOf } from './oauth-failures.ts';

export type TokenDeps = { readonly gateway: Pick<Gateway, 'request'> };

/** The login host and the connection that the request is made for; no token is sent with it. */
export type TokenCaller = {
  readonly id: string;
  readonly name: string;
  readonly loginUrl: string;
  readonly trigger: Trigger;
  readonly signal?: AbortSignal | undefined;
};

export type Tokens = {
  readonly accessToken: string;
  /** Null when the app gives none, and on a refresh without rotation. */
  readonly refreshToken: string | null;
  /** Origin of the org's API. */
  readonly instanceUrl: string;
  /** From the identity address; null when it has another form. */
  readonly orgId: string | null;
  /** OAuth scopes that were granted; null when the answer does not say. */
  readonly scopes: readonly string[] | null;
};

export type TokenAnswer =
  | { readonly ok: true; readonly tokens: Tokens }
  | { readonly ok: false; readonly status: number; readonly error: OAuthError };

const TOKEN = /^[A-Za-z0-9!._~+/=-]{10,8000}$/;
const TIMEOUT_MS = 60_000;

/** Redeems the code that the browser brought. Throws what `Gateway.request` throws, and `org-refused`. */
export function exchangeCode(
  deps: TokenDeps,
  caller: TokenCaller,
  grant: {
    readonly code: string;
    readonly clientId: string;
    readonly redirectUri: string;
    readonly verifier: string;
  },
): Promise<TokenAnswer> {
  return askForTokens(deps, caller, 'sign in', {
    grant_type: 'authorization_code',
    code: grant.code,
    client_id: grant.clientId,
    redirect_uri: grant.redirectUri,
    code_verifier: grant.verifier,
  });
}

/** Asks for a new access token. Throws what `Gateway.request` throws, and `org-refused`. */
export function refreshTokens(
  deps: TokenDeps,
  caller: TokenCaller,
  grant: { readonly refreshToken: string; readonly clientId: string },
): Promise<TokenAnswer> {
  return askForTokens(deps, caller, 'refresh', {
    grant_type: 'refresh_token',
    refresh_token: grant.refreshToken,
    client_id: grant.clientId,
  });
}

async function askForTokens(
  deps: TokenDeps,
  caller: TokenCaller,
  purpose: 'sign in' | 'refresh',
  form: Readonly<Record<string, string>>,
): Promise<TokenAnswer> {
  const response = await deps.gateway.request({
    purpose,
    trigger: caller.trigger,
    connection: anonymous(caller),
    method: 'POST',
    url: '/services/oauth2/token',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
    timeoutMs: TIMEOUT_MS,
    ...(caller.signal === undefined ? {} : { signal: caller.signal }),
  });
  if (response.status === 200) return { ok: true, tokens: readTokens(response, caller.loginUrl) };
  const error = oauthErrorOf(response.text) ?? { error: '', description: '' };
  return { ok: false, status: response.status, error };
}

export function anonymous(caller: Pick<TokenCaller, 'id' | 'name' | 'loginUrl'>): GatewayConnection {
  return { id: caller.id, name: caller.name, origin: caller.loginUrl, accessToken: null };
}

function readTokens(response: GatewayResponse, loginUrl: string): Tokens {
  const host = new URL(loginUrl).host;
  const body = parsed(response.text);
  const accessToken = body['access_token'];
  const refreshToken = body['refresh_token'];
  const instance = body['instance_url'];
  const id = body['id'];
  if (typeof accessToken !== 'string' || !TOKEN.test(accessToken) || typeof instance !== 'string') {
    throw new EngineFailure(
      'org-refused',
      `The answer of ${host} has no usable access token. Start the sign-in again.`,
    );
  }
  const instanceUrl = normaliseInstanceUrl(instance);
  // A login host of Salesforce that names this computer as the org would have the token sent to whoever listens there.
  if (isLoopbackHost(new URL(instanceUrl).hostname) && !isLoopbackHost(new URL(loginUrl).hostname)) {
    throw new EngineFailure(
      'org-refused',
      `${host} names an address on this computer as the org. Nothing was connected.`,
    );
  }
  return {
    accessToken,
    refreshToken: typeof refreshToken === 'string' && TOKEN.test(refreshToken) ? refreshToken : null,
    instanceUrl,
    scopes: scopesOf(body['scope']),
    orgId: typeof id === 'string' ? (/\/id\/(00D[A-Za-z0-9]{12,15})\//.exec(id)?.[1] ?? null) : null,
  };
}

/** Names are short words; anything else is not shown to anybody. */
function scopesOf(scope: unknown): readonly string[] | null {
  if (typeof scope !== 'string' || !/^[A-Za-z0-9_:. -]{1,1000}$/.test(scope)) return null;
  return scope.split(' ').filter((one) => one !== '');
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // Read as an answer without tokens.
    return {};
  }
}
