import { describe, expect, it } from 'vitest';
import type { OrgApp } from '../../src-main/sample-org/oauth/apps.ts';
import { defaultCallbackUrls, defaultClientId } from '../../src-main/sample-org/oauth/default-app.ts';
import * as client from '../support/oauth-client.ts';
import { orgWith, refused } from '../support/oauth-org.ts';
import { ask } from '../support/sample-org.ts';

describe('the page on which an app is allowed', () => {
  it('names app, org and user, runs no script, and Allow brings a code and the state', async () => {
    const org = await orgWith({}, { approval: 'ask' });
    const page = await client.authorize(org, client.pkce().challenge);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await page.clone().text();
    const user = (await ask(org, '/services/oauth2/userinfo')).json as Record<string, string>;
    expect(html).toContain(`${user.name ?? ''} (${user.preferred_username ?? ''})`);
    expect(html).toContain('Orgbench (local External Client App)');
    expect(html).not.toContain('<script');
    const allowed = await client.press(org, page, 'allow');
    expect(allowed.status).toBe(302);
    expect(allowed.headers.get('location')).toMatch(/^http:\/\/localhost:1717\/OauthRedirect\?code=aPrx/);
    expect(client.brought(allowed).get('state')).toBe('st+a/te=');
  });

  it('Deny brings the denial and the state, and its form works once', async () => {
    const org = await orgWith({}, { approval: 'ask' });
    const page = await client.authorize(org, client.pkce().challenge);
    const again = page.clone();
    const denied = await client.press(org, page, 'deny');
    expect(denied.headers.get('location')).toBe(
      'http://localhost:1717/OauthRedirect?error=access_denied&error_description=end-user+denied+authorization&state=st%2Ba%2Fte%3D',
    );
    expect((await client.press(org, again, 'allow')).status).toBe(400);
  });

  it('shows an unknown client id in the browser and sends nobody anywhere', async () => {
    const org = await orgWith();
    for (const client_id of [`${defaultClientId}x`, '', undefined]) {
      const response = await client.authorize(org, client.pkce().challenge, { client_id });
      expect([response.status, response.headers.get('location')]).toEqual([400, null]);
      expect(await response.text()).toBe('error=invalid_client_id&error_description=client%20identifier%20invalid');
    }
  });

  it('takes a callback address only letter by letter: 127.0.0.1 and another port are refused', async () => {
    const org = await orgWith();
    const wrong = [
      'http://127.0.0.1:1717/OauthRedirect',
      'http://localhost:1718/OauthRedirect',
      'http://localhost/OauthRedirect',
      'http://localhost:1717/OauthRedirect/',
      'http://localhost:1717/oauthredirect',
      'https://localhost:1717/OauthRedirect',
      undefined,
    ];
    for (const redirect_uri of wrong) {
      const response = await client.authorize(org, client.pkce().challenge, { redirect_uri });
      expect([response.status, response.headers.get('location')]).toEqual([400, null]);
      expect(await response.text()).toBe(
        'error=redirect_uri_mismatch&error_description=redirect_uri%20must%20match%20configuration',
      );
    }
    for (const redirect_uri of defaultCallbackUrls) {
      const response = await client.authorize(org, client.pkce().challenge, { redirect_uri });
      expect(response.headers.get('location')).toContain(`${redirect_uri}?code=`);
    }
  });

  it('an app cannot be registered with a plain http address other than localhost', async () => {
    const callbackUrls = ['http://127.0.0.1:1717/OauthRedirect'];
    await expect(orgWith({ callbackUrls })).rejects.toThrow('Cannot be an HTTP URL');
  });

  const refusals: readonly [
    what: string,
    app: Partial<OrgApp>,
    change: Record<string, string>,
    error: string,
    text: string,
  ][] = [
    ['an app that is not installed', { installed: false }, {}, 'invalid_client', 'app must be installed into org'],
    ['a blocked app', { blocked: true }, {}, 'OAUTH_APP_BLOCKED', 'this app is blocked by admin'],
    [
      'a user whom no administrator approved',
      { preApprovedOnly: true },
      {},
      'OAUTH_APP_ACCESS_DENIED',
      'user is not admin approved to access this app',
    ],
    [
      'another response type',
      {},
      { response_type: 'token' },
      'unsupported_response_type',
      'response type not supported',
    ],
    ['a scope the app lacks', {}, { scope: 'api full' }, 'invalid_scope', 'the requested scope is not allowed'],
    ['a plain challenge', {}, { code_challenge_method: 'plain' }, 'invalid_request', 'invalid code challenge'],
    ['a challenge that is no digest', {}, { code_challenge: 'abc' }, 'invalid_request', 'invalid code challenge'],
  ];
  it.each(refusals)('refuses %s at the callback address', async (_what, app, change, error, text) => {
    const org = await orgWith(app);
    const parameters = client.brought(await client.authorize(org, client.pkce().challenge, change));
    expect(Object.fromEntries(parameters)).toEqual({ error, error_description: text, state: 'st+a/te=' });
  });

  it('wants a challenge unless the app does without', async () => {
    const strict = client.brought(await client.authorize(await orgWith(), undefined));
    expect(strict.get('error_description')).toBe('missing required code challenge');
    const org = await orgWith({ requirePkce: false });
    const code = client.brought(await client.authorize(org, undefined)).get('code') ?? '';
    expect(await client.exchange(org, code, client.pkce().verifier)).toMatchObject(
      refused('invalid_request', 'unexpected code verifier'),
    );
    expect((await client.exchange(org, code, undefined)).status).toBe(200);
  });

  it('does not ask a user whom an administrator approved', async () => {
    const { preferred_username } = (await ask(await orgWith(), '/services/oauth2/userinfo')).json as Record<
      string,
      string
    >;
    const approved = { preApprovedOnly: true, approvedUsernames: [preferred_username ?? ''] };
    const org = await orgWith(approved, { approval: 'ask' });
    expect((await client.authorize(org, client.pkce().challenge)).status).toBe(302);
  });
});

describe('a code for a session', () => {
  it('opens a session that reads data, with the fields of the service and no end named', async () => {
    const org = await orgWith({}, {}, () => Date.UTC(2026, 10, 23, 9));
    const { code, verifier } = await client.codeFor(org);
    const { status, headers, json } = await client.exchange(org, code, verifier);
    expect([status, headers.get('cache-control')]).toEqual([200, 'private, no-cache, no-store']);
    expect(Object.keys(json)).toEqual(
      'access_token refresh_token signature scope instance_url id token_type issued_at'.split(' '),
    );
    expect(json).toMatchObject({
      access_token: expect.stringMatching(/^00D\w{12}![.\w]{96}$/) as unknown,
      refresh_token: expect.stringMatching(/^5Aep861[.\w]{80}$/) as unknown,
      signature: expect.stringMatching(/^[\w+/]{43}=$/) as unknown,
      scope: 'refresh_token api',
      instance_url: org.instanceUrl,
      token_type: 'Bearer',
      issued_at: String(Date.UTC(2026, 10, 23, 9)),
    });
    expect(json.id).toMatch(/\/id\/00D\w{15}\/005\w{15}$/);
    expect((await client.dataStatus(org, json.access_token)).status).toBe(200);
    expect((await ask(org, 'limits')).status).toBe(200);
  });

  it('serves the identity address only with the id scope, and data only with the api scope', async () => {
    const org = await orgWith();
    const identity = (tokens: Readonly<Record<string, string>>): Promise<Response> =>
      fetch(tokens.id ?? '', { headers: { Authorization: `Bearer ${tokens.access_token ?? ''}` } });
    expect((await identity(await client.signIn(org, { scope: 'api' }))).status).toBe(403);
    const all = await client.signIn(org, { scope: undefined });
    expect(all.scope).toBe('refresh_token id api');
    expect((await identity(all)).status).toBe(200);
    const idOnly = await client.signIn(org, { scope: 'id' });
    expect((await client.dataStatus(org, idOnly.access_token)).json).toEqual([
      { message: 'This session is not valid for use with the REST API', errorCode: 'INVALID_SESSION_ID' },
    ]);
  });

  it('gives a refresh token only with its scope, by either of its names', async () => {
    const org = await orgWith();
    expect(await client.signIn(org, { scope: 'api' })).not.toHaveProperty('refresh_token');
    const offline = await client.signIn(org, { scope: 'api offline_access' });
    expect(offline).toMatchObject({ scope: 'refresh_token api', refresh_token: expect.any(String) as unknown });
  });

  it('takes a code once, and in time', async () => {
    let nowMs = Date.UTC(2026, 10, 23, 9);
    const org = await orgWith({}, { codeLifetimeMs: 60_000 }, () => nowMs);
    const first = await client.codeFor(org);
    expect((await client.exchange(org, first.code, first.verifier)).status).toBe(200);
    const expired = refused('invalid_grant', 'expired authorization code');
    expect(await client.exchange(org, first.code, first.verifier)).toMatchObject(expired);
    const late = await client.codeFor(org);
    nowMs += 60_000;
    expect(await client.exchange(org, late.code, late.verifier)).toMatchObject(expired);
    expect(await client.exchange(org, 'aPrxUnknown==', late.verifier)).toMatchObject(
      refused('invalid_grant', 'invalid authorization code'),
    );
  });

  it('checks the verifier, its length and the callback address', async () => {
    const org = await orgWith();
    const { code, verifier } = await client.codeFor(org);
    expect(await client.exchange(org, code, undefined)).toMatchObject(
      refused('invalid_request', 'missing required code verifier'),
    );
    for (const length of [42, 129])
      expect(await client.exchange(org, code, 'a'.repeat(length))).toMatchObject(
        refused('invalid_request', 'code verifier must be between 43 and 128 characters'),
      );
    for (const length of [43, 128])
      expect(await client.exchange(org, code, client.pkce(length).verifier)).toMatchObject(
        refused('invalid_grant', 'invalid code verifier'),
      );
    expect(await client.exchange(org, code, verifier, { redirect_uri: defaultCallbackUrls[1] })).toMatchObject(
      refused('redirect_uri_mismatch', 'redirect_uri must match configuration'),
    );
    expect((await client.exchange(org, code, verifier)).status).toBe(200);
  });

  it('wants the secret of an app that requires one, and never takes a wrong one', async () => {
    const wrong = refused('invalid_client', 'invalid client credentials');
    const secret = 'C0FFEE'.repeat(10);
    const lax = await orgWith({ clientSecret: secret });
    const one = await client.codeFor(lax);
    expect(await client.exchange(lax, one.code, one.verifier, { client_secret: 'no' })).toMatchObject(wrong);
    const basic = `Basic ${Buffer.from(`${defaultClientId}:${secret}`).toString('base64')}`;
    const byHeader = await fetch(`${lax.instanceUrl}/services/oauth2/token`, {
      method: 'POST',
      headers: { Authorization: basic },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: one.code,
        redirect_uri: client.callback,
        code_verifier: one.verifier,
      }),
    });
    expect(byHeader.status).toBe(200);
    const strict = await orgWith({ clientSecret: secret, requireSecret: true });
    const two = await client.codeFor(strict);
    expect(await client.exchange(strict, two.code, two.verifier)).toMatchObject(wrong);
    const tokens = await client.exchange(strict, two.code, two.verifier, { client_secret: secret });
    expect(await client.refresh(strict, tokens.json.refresh_token)).toMatchObject(wrong);
    const refreshed = await client.refresh(strict, tokens.json.refresh_token, { client_secret: secret });
    expect(refreshed.status).toBe(200);
  });

  it('refuses other grant types, an unknown app, another method, and apps the org does not let in', async () => {
    const org = await orgWith();
    for (const grant_type of ['password', 'client_credentials', undefined])
      expect(await client.askToken(org, { grant_type })).toMatchObject(
        refused('unsupported_grant_type', 'grant type not supported'),
      );
    expect(await client.refresh(org, 'x', { client_id: 'nobody' })).toMatchObject(
      refused('invalid_client_id', 'client identifier invalid'),
    );
    const got = await fetch(`${org.instanceUrl}/services/oauth2/token?grant_type=refresh_token`);
    expect(await got.json()).toEqual({ error: 'invalid_request', error_description: 'must use HTTP POST' });
    const { code, verifier } = await client.codeFor(org);
    org.oauth.changeApp(defaultClientId, { preApprovedOnly: true });
    expect(await client.exchange(org, code, verifier)).toMatchObject(
      refused('invalid_app_access', 'user is not admin approved to access this app'),
    );
    org.oauth.changeApp(defaultClientId, { blocked: true });
    expect(await client.exchange(org, code, verifier)).toMatchObject(
      refused('OAUTH_APP_BLOCKED', 'this app is blocked by admin'),
    );
    expect(org.writes()).toEqual([]);
  });
});
