import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { normaliseLoginUrl } from './login-address.ts';
import { endOfSignIn, oauthErrorOf, signInRefused } from './oauth-failures.ts';
import { createPkce, createState } from './pkce.ts';

describe('the proof of a sign-in', () => {
  it('has a verifier of 43 to 128 characters and its S256 challenge, new each time', () => {
    const { verifier, challenge } = createPkce();
    expect(verifier).toMatch(/^[A-Za-z0-9_-]{43,128}$/);
    expect(challenge).toBe(createHash('sha256').update(verifier).digest('base64url'));
    expect(createPkce().verifier).not.toBe(verifier);
    expect(createState()).not.toBe(createState());
  });
});

describe('the address of a sign-in page', () => {
  it.each([
    ['https://login.salesforce.com', 'https://login.salesforce.com'],
    ['test.salesforce.com', 'https://test.salesforce.com'],
    ['https://LOGIN.salesforce.com/?locale=de', 'https://login.salesforce.com'],
    ['https://acme.lightning.force.com/lightning/page/home', 'https://acme.my.salesforce.com'],
    ['acme--uat.sandbox.my.salesforce.com', 'https://acme--uat.sandbox.my.salesforce.com'],
    ['http://127.0.0.1:4711', 'http://127.0.0.1:4711'],
  ])('%s is %s', (pasted, origin) => {
    expect(normaliseLoginUrl(pasted)).toBe(origin);
  });

  it.each([
    'http://login.salesforce.com',
    'https://evil.example.com',
    'https://login.salesforce.com@evil.example.com',
    '',
  ])('%s is none', (pasted) => {
    expect(() => normaliseLoginUrl(pasted)).toThrow(/address/i);
  });
});

describe('refusals of Salesforce', () => {
  it.each([
    ['access_denied', 'end-user denied authorization', /Access was denied/],
    ['redirect_uri_mismatch', 'redirect_uri must match configuration', /callback address/],
    ['invalid_client', 'app must be installed into org', /not installed/],
    ['invalid_grant', 'External client app is not installed in this org', /not installed/],
    ['OAUTH_APP_BLOCKED', 'this app is blocked by admin', /blocked this app/],
    ['OAUTH_APP_ACCESS_DENIED', 'user is not admin approved to access this app', /not approved for the app/],
    ['invalid_grant', "user hasn't approved this consumer", /not approved for the app/],
    ['invalid_client_id', 'client identifier invalid', /does not know this client id/],
    ['invalid_client', 'invalid client credentials', /does not know this client id/],
    ['invalid_request', 'missing required code challenge', /PKCE/],
    ['invalid_grant', 'ip restricted', /IP restriction/],
    ['invalid_grant', 'inactive user', /deactivated/],
    ['invalid_scope', 'the requested scope is not allowed', /scopes/],
    ['something_new', 'what <b>nobody</b> knows', /refused the sign-in \(something_new: what b nobody /],
  ])('%s: %s has a sentence of its own', (error, description, says) => {
    const failure = signInRefused({ error, description }, 'login.salesforce.com');
    expect(failure.code).toBe('sign-in-failed');
    expect(failure.message).toMatch(says);
  });

  it('are read from JSON, from an address and from a page', () => {
    const expected = { error: 'invalid_client_id', description: 'client identifier invalid' };
    expect(oauthErrorOf('{"error":"invalid_client_id","error_description":"client identifier invalid"}')).toEqual(
      expected,
    );
    expect(oauthErrorOf('error=invalid_client_id&error_description=client%20identifier%20invalid')).toEqual(expected);
    expect(oauthErrorOf('<p>error=invalid_client_id&amp;error_description=client+identifier+invalid</p>')).toEqual(
      expected,
    );
    expect(oauthErrorOf('<html>Log in</html>')).toBeNull();
  });

  it('end a stored sign-in only when it cannot work again', () => {
    const grant = (description: string) => ({ error: 'invalid_grant', description });
    expect(endOfSignIn(grant('expired access/refresh token'), 400, 'h')).toMatch(/Sign in again/);
    expect(endOfSignIn(grant('something new'), 400, 'h')).toMatch(/Sign in again/);
    expect(endOfSignIn(grant('ip restricted'), 400, 'h')).toBeNull();
    expect(endOfSignIn({ error: '', description: '' }, 503, 'h')).toBeNull();
    expect(endOfSignIn({ error: '', description: '' }, 429, 'h')).toBeNull();
  });
});
