import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeGoogle } from '../fakes/google/fake-google.ts';
import { DRIVE_FILE_SCOPE, startFakeGoogle } from '../fakes/google/fake-google.ts';
import type { RawAnswer } from '../fakes/google/test-client.ts';
import { authorizeUrl, consentTo, exchange, raw, signIn } from '../fakes/google/test-client.ts';

let fake: FakeGoogle;
beforeEach(async () => {
  fake = await startFakeGoogle();
});
afterEach(async () => {
  await fake.close();
});

const errorOf = (answer: RawAnswer) => [answer.status, answer.json.error, answer.json.error_description];

async function refresh(token: string, changes: Readonly<Record<string, string>> = {}): Promise<RawAnswer> {
  const { clientId, clientSecret } = fake.client;
  const form = { grant_type: 'refresh_token', refresh_token: token, client_id: clientId, client_secret: clientSecret };
  return await raw(fake, 'POST', 'https://oauth2.googleapis.com/token', {
    body: new URLSearchParams({ ...form, ...changes }),
  });
}

describe('the consent page', () => {
  it('sends the browser back with state, code and the scopes that were allowed', async () => {
    const asked = authorizeUrl(fake);
    const landed = await consentTo(fake, asked);
    expect(landed.origin).toBe('http://127.0.0.1:49999');
    expect(landed.searchParams.get('state')).toBe(asked.state);
    expect(landed.searchParams.get('code')).toMatch(/^4\//);
    expect(landed.searchParams.get('scope')).toBe(DRIVE_FILE_SCOPE);
  });

  const refusals: readonly (readonly [string, Readonly<Record<string, string | null>>, number, string])[] = [
    ['an unknown client', { client_id: '1-x.apps.googleusercontent.com' }, 401, 'invalid_client'],
    ['no client', { client_id: null }, 400, 'Missing required parameter: client_id'],
    ['an address that is no loopback', { redirect_uri: 'https://example.com/' }, 400, 'redirect_uri_mismatch'],
    ['a loopback address over https', { redirect_uri: 'https://127.0.0.1:4000/' }, 400, 'redirect_uri_mismatch'],
    [
      'a host that only looks like a loopback',
      { redirect_uri: 'http://127.0.0.1.example.com/' },
      400,
      'redirect_uri_mismatch',
    ],
    ['no scope', { scope: null }, 400, 'Missing required parameter: scope'],
    ['a scope that does not exist', { scope: 'https://www.googleapis.com/auth/sheets' }, 400, 'invalid_scope'],
    ['no response type', { response_type: null }, 400, 'Missing required parameter: response_type'],
    ['the implicit flow', { response_type: 'token' }, 400, 'unsupported_response_type'],
    ['no code challenge', { code_challenge: null }, 400, 'Missing required parameter: code_challenge'],
    ['a challenge that is too short', { code_challenge: 'abc' }, 400, 'code_challenge'],
    ['an unknown challenge method', { code_challenge_method: 'S512' }, 400, 'code_challenge_method'],
    ['an unknown access type', { access_type: 'forever' }, 400, 'access_type'],
    ['an unknown prompt', { prompt: 'login' }, 400, 'prompt'],
  ];
  for (const [name, changes, status, words] of refusals) {
    it(`shows a page and tells the app nothing: ${name}`, async () => {
      const answer = await raw(fake, 'GET', authorizeUrl(fake, changes).url);
      expect(answer.status).toBe(status);
      expect(answer.headers.get('location')).toBeNull();
      expect(answer.text).toContain(words);
    });
  }

  it('takes localhost and the loopback of IPv6, with any port and path', async () => {
    for (const redirect_uri of ['http://localhost:1/', 'http://[::1]:65535/back', 'http://127.0.0.1']) {
      const landed = await consentTo(fake, authorizeUrl(fake, { redirect_uri }));
      expect(landed.searchParams.get('code')).toMatch(/^4\//);
    }
  });

  it('refuses a browser inside of an app', async () => {
    const headers = { 'User-Agent': 'Mozilla/5.0 Chrome/130 Electron/45.4.1 Safari/537.36' };
    const answer = await raw(fake, 'GET', authorizeUrl(fake).url, { headers });
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('disallowed_useragent');
  });

  it('sends back an error when the person says no', async () => {
    fake.setConsent({ mode: 'deny' });
    const asked = authorizeUrl(fake);
    const landed = await consentTo(fake, asked);
    expect(landed.searchParams.get('error')).toBe('access_denied');
    expect(landed.searchParams.get('state')).toBe(asked.state);
    expect(landed.searchParams.get('code')).toBeNull();
  });

  it('stops at a page when the administrator forbids the app', async () => {
    const { refresh: token } = await signIn(fake);
    fake.setConsent({ mode: 'adminPolicy' });
    const answer = await raw(fake, 'GET', authorizeUrl(fake).url);
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    expect(answer.text).toContain('admin_policy_enforced');
    expect(errorOf(await refresh(token)).slice(0, 2)).toEqual([400, 'admin_policy_enforced']);
  });

  it('stops at a page when the app is in testing and the person is no tester', async () => {
    fake.setConsent({ mode: 'notTester' });
    const answer = await raw(fake, 'GET', authorizeUrl(fake).url);
    expect([answer.status, answer.headers.get('location')]).toEqual([403, null]);
    expect(answer.text).toContain('Error 403: access_denied');
  });

  it('lets the person untick a scope, which the answer then lacks', async () => {
    fake.setConsent({ untick: [DRIVE_FILE_SCOPE] });
    const asked = authorizeUrl(fake, { scope: `email ${DRIVE_FILE_SCOPE}` });
    const landed = await consentTo(fake, asked);
    const answer = await exchange(fake, asked, landed.searchParams.get('code') ?? '');
    expect(answer.json.scope).toBe('https://www.googleapis.com/auth/userinfo.email');
    const about = 'https://www.googleapis.com/drive/v3/about?fields=user';
    const refused = await raw(fake, 'GET', about, { token: String(answer.json.access_token) });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('ACCESS_TOKEN_SCOPE_INSUFFICIENT');
  });

  it('has boxes and buttons when a person is to answer', async () => {
    fake.setConsent({ mode: 'page' });
    const asked = authorizeUrl(fake);
    const page = await raw(fake, 'GET', asked.url);
    expect(page.status).toBe(200);
    expect(page.text).toContain(fake.person.email);
    expect(page.text).toMatch(
      /type="checkbox" name="scope" value="https:\/\/www\.googleapis\.com\/auth\/drive\.file" checked/,
    );
    const press = async (form: Readonly<Record<string, string>>) =>
      new URL((await raw(fake, 'POST', asked.url, { body: new URLSearchParams(form) })).headers.get('location') ?? '')
        .searchParams;
    expect((await press({ answer: 'cancel' })).get('error')).toBe('access_denied');
    expect((await press({ answer: 'continue' })).get('scope')).toBe('');
    expect((await press({ answer: 'continue', scope: DRIVE_FILE_SCOPE })).get('scope')).toBe(DRIVE_FILE_SCOPE);
  });
});

describe('the token endpoint', () => {
  async function withCode(): Promise<readonly [ReturnType<typeof authorizeUrl>, string]> {
    const asked = authorizeUrl(fake);
    return [asked, (await consentTo(fake, asked)).searchParams.get('code') ?? ''];
  }

  it('answers with tokens once', async () => {
    const [asked, code] = await withCode();
    const first = await exchange(fake, asked, code);
    expect(first.status).toBe(200);
    expect(first.json).toMatchObject({ expires_in: 3599, scope: DRIVE_FILE_SCOPE, token_type: 'Bearer' });
    expect(errorOf(await exchange(fake, asked, code))).toEqual([400, 'invalid_grant', 'Bad Request']);
  });

  const refusals: readonly (readonly [string, Readonly<Record<string, string | null>>, readonly unknown[]])[] = [
    ['no secret', { client_secret: null }, [400, 'invalid_request', 'client_secret is missing.']],
    [
      'a wrong secret',
      { client_secret: 'GOCSPX-no' },
      [401, 'invalid_client', 'The provided client secret is invalid.'],
    ],
    ['an unknown client', { client_id: 'nobody' }, [401, 'invalid_client', 'The OAuth client was not found.']],
    ['no client', { client_id: null }, [400, 'invalid_request', 'Could not determine client ID from request.']],
    [
      'another redirect address',
      { redirect_uri: 'http://127.0.0.1:50000/' },
      [400, 'redirect_uri_mismatch', 'Bad Request'],
    ],
    ['no verifier', { code_verifier: null }, [400, 'invalid_grant', 'Missing code verifier.']],
    ['a wrong verifier', { code_verifier: 'x'.repeat(43) }, [400, 'invalid_grant', 'Invalid code verifier.']],
    ['a code that is none', { code: 'abc' }, [400, 'invalid_grant', 'Malformed auth code.']],
    ['a code that nobody was given', { code: '4/0Aabc' }, [400, 'invalid_grant', 'Bad Request']],
    ['no grant type', { grant_type: null }, [400, 'invalid_request', 'Missing required parameter: grant_type']],
    ['a password', { grant_type: 'password' }, [400, 'unsupported_grant_type', 'Invalid grant_type: password']],
  ];
  for (const [name, changes, expected] of refusals) {
    it(`refuses ${name}`, async () => {
      const [asked, code] = await withCode();
      expect(errorOf(await exchange(fake, asked, code, changes))).toEqual(expected);
    });
  }

  it('refuses a code of ten minutes ago', async () => {
    const [asked, code] = await withCode();
    fake.advance(10 * 60_000);
    expect(errorOf(await exchange(fake, asked, code))).toEqual([400, 'invalid_grant', 'Bad Request']);
  });

  it('gives a refresh token for offline access only, and the second time only when the consent is asked for again', async () => {
    const refreshOf = async (changes: Readonly<Record<string, string | null>>) => (await signIn(fake, changes)).refresh;
    expect(await refreshOf({ access_type: null })).toBe('undefined');
    expect(await refreshOf({ prompt: null })).toBe('undefined');
    expect(await refreshOf({})).toMatch(/^1\/\/0/);
  });

  it('refreshes without a new refresh token, again and again', async () => {
    const { refresh: token } = await signIn(fake);
    for (let count = 0; count < 2; count += 1) {
      const { json, status } = await refresh(token);
      expect(status).toBe(200);
      expect(Object.keys(json).sort()).toEqual(['access_token', 'expires_in', 'scope', 'token_type']);
    }
  });

  it('does not know a refresh token of another client', async () => {
    const { refresh: token } = await signIn(fake);
    const other = fake.addClient();
    const answer = await refresh(token, { client_id: other.clientId, client_secret: other.clientSecret });
    expect(errorOf(answer)).toEqual([401, 'unauthorized_client', 'Unauthorized']);
  });

  it('ends refresh tokens of an app in testing after seven days, others not', async () => {
    const lasting = await signIn(fake);
    fake.client.testing = true;
    const asked = authorizeUrl(fake);
    const code = (await consentTo(fake, asked)).searchParams.get('code') ?? '';
    const { json } = await exchange(fake, asked, code);
    expect(json.refresh_token_expires_in).toBe(7 * 86_400 - 1);
    fake.advance(7 * 86_400_000);
    expect(errorOf(await refresh(String(json.refresh_token)))).toEqual([
      400,
      'invalid_grant',
      'Token has been expired or revoked.',
    ]);
    expect((await refresh(lasting.refresh)).status).toBe(200);
  });

  it('ends the oldest of more than a hundred refresh tokens', async () => {
    const first = await signIn(fake);
    for (let count = 0; count < 99; count += 1) await signIn(fake);
    expect((await refresh(first.refresh)).status).toBe(200);
    await signIn(fake);
    expect((await refresh(first.refresh)).status).toBe(400);
  });
});

describe('access', () => {
  const about = 'https://www.googleapis.com/drive/v3/about?fields=user';

  it('is over after 3599 seconds, for Drive and for Sheets', async () => {
    const { access: token } = await signIn(fake);
    expect((await raw(fake, 'GET', about, { token })).status).toBe(200);
    fake.advance(3_599_000);
    const files = await raw(fake, 'GET', about, { token });
    expect([files.status, (files.json.error as { errors: { reason: string }[] }).errors[0]?.reason]).toEqual([
      401,
      'authError',
    ]);
    const sheet = await raw(fake, 'GET', 'https://sheets.googleapis.com/v4/spreadsheets/x', { token });
    expect([sheet.status, (sheet.json.error as { status: string }).status]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('needs a token', async () => {
    expect((await raw(fake, 'GET', about)).status).toBe(401);
    expect((await raw(fake, 'POST', 'https://sheets.googleapis.com/v4/spreadsheets', { body: {} })).status).toBe(401);
  });

  it('is over when the person removes the app, and when the app revokes it', async () => {
    const removed = await signIn(fake);
    fake.revokeAccess(fake.person.email, fake.client);
    expect((await raw(fake, 'GET', about, { token: removed.access })).status).toBe(401);
    expect(errorOf(await refresh(removed.refresh))[2]).toBe('Token has been expired or revoked.');

    const revoked = await signIn(fake);
    const body = (token: string) => new URLSearchParams({ token });
    const revoke = 'https://oauth2.googleapis.com/revoke';
    expect((await raw(fake, 'POST', revoke, { body: body(revoked.refresh) })).status).toBe(200);
    expect((await raw(fake, 'GET', about, { token: revoked.access })).status).toBe(401);
    expect((await refresh(revoked.refresh)).status).toBe(400);
    const again = await raw(fake, 'POST', revoke, { body: body(revoked.refresh) });
    expect(errorOf(again)).toEqual([400, 'invalid_token', 'Token expired or revoked']);
  });

  it('is refused with the way out when the API is not enabled in the project', async () => {
    const { access: token } = await signIn(fake);
    fake.setApi('sheets.googleapis.com', fake.client, false);
    fake.setApi('drive.googleapis.com', fake.client, false);
    const sheet = await raw(fake, 'POST', 'https://sheets.googleapis.com/v4/spreadsheets', { token, body: {} });
    expect(sheet.status).toBe(403);
    expect(sheet.json.error).toMatchObject({
      status: 'PERMISSION_DENIED',
      details: [{ reason: 'SERVICE_DISABLED' }, {}],
    });
    const files = await raw(fake, 'GET', about, { token });
    expect(files.json.error).toMatchObject({ code: 403, errors: [{ reason: 'accessNotConfigured' }] });
    expect(files.text).toContain(
      `https://console.developers.google.com/apis/api/drive.googleapis.com/overview?project=`,
    );
  });
});
