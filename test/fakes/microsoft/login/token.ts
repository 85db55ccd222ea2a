import { header, json, type Asked, type Reply } from '../http-kit.ts';
import type { AppRegistration, Person, World } from '../world.ts';
import type { Authority } from './discovery.ts';
import { loginError, LoginFailure } from './errors.ts';
import {
  checkAuthority,
  checkPerson,
  consented,
  findApp,
  findRedirect,
  missingConsent,
  type Redirect,
} from './rules.ts';
import { grantedText, readScopes, type AskedScopes } from './scopes.ts';
import { clientInfo, idToken, issueAccess, issueRefresh, verifierFits, type TokenBook } from './tokens.ts';

type Form = { readonly need: (name: string) => string; readonly get: (name: string) => string | null };

function readForm(asked: Asked): Form {
  const values = new URLSearchParams(asked.body.toString('utf8'));
  return {
    get: (name) => values.get(name),
    need: (name) => {
      const value = values.get(name);
      if (value === null || value === '') {
        throw new LoginFailure({
          error: 'invalid_request',
          number: 900144,
          text: `The request body must contain the following parameter: '${name}'.`,
        });
      }
      return value;
    },
  };
}

/** What a client of this platform must and must not show (learn.microsoft.com/entra/identity-platform/reference-error-codes). */
function checkClient(asked: Asked, form: Form, redirect: Redirect | null): void {
  const secret = form.get('client_secret') !== null || form.get('client_assertion') !== null;
  if (redirect?.platform === 'web' && !secret) {
    throw new LoginFailure({
      status: 401,
      error: 'invalid_client',
      number: 7000218,
      text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    });
  }
  if (redirect?.platform === 'spa' && header(asked, 'origin') === null) {
    throw new LoginFailure({
      error: 'invalid_request',
      number: 9002327,
      text: "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
    });
  }
  if (redirect?.platform !== 'web' && secret) {
    throw new LoginFailure({
      status: 401,
      error: 'invalid_client',
      number: 700025,
      text: "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
    });
  }
}

/** `POST …/oauth2/v2.0/token` (api-facts §4.1 line 262). */
export function createTokenEndpoint(world: World, book: TokenBook): (asked: Asked, authority: Authority) => Reply {
  const tokens = (
    form: Form,
    app: AppRegistration,
    person: Person,
    scopes: AskedScopes,
    nonce: string | null,
  ): Reply => {
    // A token carries everything that was consented for Graph, not only what was asked for this time.
    const granted = [...consented(person, app.clientId)];
    return json(
      200,
      {
        token_type: 'Bearer',
        scope: grantedText(granted, scopes),
        expires_in: Math.floor(world.switches.accessTokenLifeMs / 1000),
        ext_expires_in: Math.floor(world.switches.accessTokenLifeMs / 1000),
        access_token: issueAccess(world, book, person, app, granted),
        ...(scopes.openId.has('offline_access')
          ? { refresh_token: issueRefresh(world, book, person, app.clientId) }
          : {}),
        ...(scopes.openId.has('openid')
          ? { id_token: idToken(world, person, app.clientId, nonce, scopes.openId.has('email')) }
          : {}),
        ...(form.get('client_info') === '1' ? { client_info: clientInfo(person) } : {}),
      },
      { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' },
    );
  };

  const redeemCode = (asked: Asked, form: Form, app: AppRegistration, authority: Authority): Reply => {
    const code = form.need('code');
    const redirectUri = form.need('redirect_uri');
    const grant = book.codes.get(code);
    if (grant === undefined || grant.clientId !== app.clientId) {
      throw new LoginFailure({
        error: 'invalid_grant',
        number: 9002313,
        text: 'Invalid request. Request is malformed or invalid.',
      });
    }
    checkClient(asked, form, findRedirect(app, grant.redirectUri));
    if (grant.used) {
      throw new LoginFailure({
        error: 'invalid_grant',
        number: 54005,
        text: 'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
      });
    }
    if (grant.expiresAt <= world.now()) {
      throw new LoginFailure({
        error: 'invalid_grant',
        number: 70008,
        text: 'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
      });
    }
    if (redirectUri !== grant.redirectUri) {
      throw new LoginFailure({
        error: 'invalid_client',
        number: 500112,
        text: `The reply address '${redirectUri}' does not match the reply address '${grant.redirectUri}' provided when requesting Authorization code.`,
      });
    }
    const verifier = form.get('code_verifier');
    if (grant.challenge !== null && (verifier === null || !verifierFits(grant.challenge, verifier))) {
      throw new LoginFailure({
        error: 'invalid_grant',
        number: 501481,
        text: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
      });
    }
    checkPerson(world, app, authority, grant.person);
    grant.used = true;
    const asScopes: AskedScopes = {
      openId: grant.openId,
      graph: grant.graphScopes,
      withResource: readScopes(form.get('scope') ?? '', app.name).withResource,
    };
    return tokens(form, app, grant.person, asScopes, grant.nonce);
  };

  const refresh = (form: Form, app: AppRegistration, authority: Authority): Reply => {
    const grant = book.refresh.get(form.need('refresh_token'));
    if (grant === undefined || grant.clientId !== app.clientId) {
      throw new LoginFailure({
        error: 'invalid_grant',
        number: 9002313,
        text: 'Invalid request. Request is malformed or invalid.',
        suberror: 'bad_token',
      });
    }
    if (grant.revoked) {
      throw new LoginFailure({
        error: 'invalid_grant',
        number: 50173,
        text: `The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '${new Date(grant.issuedAt).toISOString()}'.`,
        suberror: 'bad_token',
      });
    }
    if (grant.expiresAt <= world.now()) {
      throw new LoginFailure({
        error: 'invalid_grant',
        number: 700082,
        text: `The refresh token has expired due to inactivity. The token was issued on ${new Date(grant.issuedAt).toISOString()} and was inactive for 90.00:00:00.`,
        suberror: 'bad_token',
      });
    }
    checkPerson(world, app, authority, grant.person);
    if (grant.person.policy === 'mfaNeeded') {
      throw new LoginFailure({
        error: 'invalid_grant',
        number: 50076,
        text: "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '00000003-0000-0000-c000-000000000000'.",
        suberror: 'basic_action',
      });
    }
    const text = form.get('scope');
    const scopes = readScopes(text ?? 'openid offline_access', app.name);
    if (
      missingConsent(grant.person, app.clientId, scopes.graph).length > 0 ||
      consented(grant.person, app.clientId).size === 0
    ) {
      throw new LoginFailure({
        error: 'invalid_grant',
        number: 65001,
        text: `The user or administrator has not consented to use the application with ID '${app.clientId}' named '${app.name}'. Send an interactive authorization request for this user and resource.`,
        suberror: 'consent_required',
      });
    }
    // A refresh always brings the next refresh token, whether `offline_access` was repeated or not.
    return tokens(form, app, grant.person, { ...scopes, openId: new Set([...scopes.openId, 'offline_access']) }, null);
  };

  return (asked, authority) => {
    try {
      if (asked.method !== 'POST') {
        throw new LoginFailure({
          error: 'invalid_request',
          number: 900561,
          text: `The endpoint only accepts POST requests. Received a ${asked.method} request.`,
        });
      }
      const form = readForm(asked);
      const kind = form.need('grant_type');
      const app = findApp(world, form.need('client_id'), authority);
      checkAuthority(app, authority);
      if (kind === 'authorization_code') return redeemCode(asked, form, app, authority);
      if (kind === 'refresh_token') return refresh(form, app, authority);
      throw new LoginFailure({
        error: 'unsupported_grant_type',
        number: 70003,
        text: `The app requested an unsupported grant type '${kind}'.`,
      });
    } catch (error) {
      if (!(error instanceof LoginFailure)) throw error;
      return loginError(asked, world.now(), error.parts);
    }
  };
}
