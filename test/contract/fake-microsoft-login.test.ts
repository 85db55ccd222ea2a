import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFakeMicrosoft, type FakeMicrosoft } from '../fakes/microsoft/fake-microsoft.ts';
import { signInAt } from '../fakes/microsoft/person.ts';
import {
  authorizeUrl,
  call,
  callback,
  GRAPH,
  graphClient,
  pkce,
  redeem,
  REDIRECT,
  signIn,
  type Answer,
} from '../fakes/microsoft/test-client.ts';

let fake: FakeMicrosoft;
beforeEach(async () => {
  fake = await startFakeMicrosoft();
});
afterEach(() => fake.close());

const codesOf = (answer: Answer): unknown => answer.json.error_codes;
const claims = (token: unknown): Record<string, unknown> =>
  JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;

describe('the sign-in page of the fake Microsoft', () => {
  it('sends a code with the state to localhost on any port', async () => {
    const to = await callback(fake, authorizeUrl(fake, { redirect_uri: 'http://localhost:40001' }));
    expect(to.origin).toBe('http://localhost:40001');
    expect(to.searchParams.get('state')).toBe('a-state');
    expect(to.searchParams.get('code')).toMatch(/^1\./);
  });

  it('says on a page, and not to the address, that an address is not registered', async () => {
    for (const uri of [
      'http://127.0.0.1:40001',
      'http://localhost:40001/other',
      'https://example.com',
      'http://localhost.example.com',
    ]) {
      const page = await call(fake, 'GET', authorizeUrl(fake, { redirect_uri: uri }));
      expect([uri, page.status, page.headers.get('location')]).toEqual([uri, 400, null]);
      expect(page.text).toContain('AADSTS50011');
    }
  });

  it('refuses an unknown client id on a page', async () => {
    const page = await call(fake, 'GET', authorizeUrl(fake, { client_id: '00000000-0000-0000-0000-000000000001' }));
    expect(page.text).toContain('AADSTS700016');
  });

  it('refuses an unknown scope, a missing scope and another response type at the app', async () => {
    const unknown = await callback(fake, authorizeUrl(fake, { scope: 'Files.Everything' }));
    expect(unknown.searchParams.get('error_description')).toContain('AADSTS650053');
    const missing = await callback(fake, authorizeUrl(fake, { scope: '' }));
    expect(missing.searchParams.get('error_description')).toContain('AADSTS900144');
    const type = await callback(fake, authorizeUrl(fake, { response_type: 'id_token' }));
    expect(type.searchParams.get('error')).toBe('unsupported_response_type');
  });

  it('lets an app with fewer account types be used only where it says', async () => {
    fake.app.audience = 'myOrg';
    expect((await call(fake, 'GET', authorizeUrl(fake))).text).toContain('AADSTS50194');
    expect((await callback(fake, authorizeUrl(fake, {}, fake.tenant.id))).searchParams.has('code')).toBe(true);
    fake.app.audience = 'personalOnly';
    expect((await call(fake, 'GET', authorizeUrl(fake))).text).toContain('AADSTS9002331');
    fake.app.audience = 'multipleOrgs';
    fake.browser.person = fake.personal;
    expect((await call(fake, 'GET', authorizeUrl(fake))).text).toContain('AADSTS500200');
    expect((await call(fake, 'GET', authorizeUrl(fake, {}, 'consumers'))).text).toContain('not enabled for consumers');
  });

  it('tells the app that the person declined, and asks again the next time', async () => {
    fake.browser.answer = 'cancel';
    const declined = await callback(fake, authorizeUrl(fake));
    expect(declined.searchParams.get('error')).toBe('access_denied');
    expect(declined.searchParams.get('error_description')).toContain('AADSTS65004');
    fake.browser.answer = 'accept';
    expect((await callback(fake, authorizeUrl(fake))).searchParams.has('code')).toBe(true);
    fake.browser.answer = 'cancel';
    expect((await callback(fake, authorizeUrl(fake))).searchParams.has('code')).toBe(true);
  });

  it('needs an admin where the tenant says so, until an admin has consented', async () => {
    fake.tenant.userConsent = 'adminOnly';
    const refused = await callback(fake, authorizeUrl(fake));
    expect(refused.searchParams.get('error_description')).toContain('AADSTS90094');
    fake.browser.mode = 'page';
    const page = await call(fake, 'GET', authorizeUrl(fake, { login_hint: fake.worker.address }));
    expect(page.text).toContain('Need admin approval');
    fake.browser.mode = 'auto';
    const link = `https://login.microsoftonline.com/${fake.tenant.id}/adminconsent?client_id=${fake.app.clientId}&redirect_uri=${REDIRECT}`;
    expect((await call(fake, 'GET', link)).text).toContain('AADSTS90093');
    fake.browser.person = fake.admin;
    expect((await callback(fake, link)).searchParams.get('admin_consent')).toBe('True');
    fake.browser.person = fake.worker;
    expect((await callback(fake, authorizeUrl(fake))).searchParams.has('code')).toBe(true);
  });

  it('asks nothing with prompt=none', async () => {
    const silent = await callback(fake, authorizeUrl(fake, { prompt: 'none' }));
    expect(silent.searchParams.get('error')).toBe('consent_required');
  });

  it('walks a person through pages with buttons', async () => {
    fake.browser.mode = 'page';
    const pick = await call(fake, 'GET', authorizeUrl(fake));
    const flow = /name="flow" value="([^"]+)"/.exec(pick.text)?.[1] ?? '';
    expect(pick.text).toContain('pat@outlook.com');
    const host = 'https://login.microsoftonline.com';
    const ask = await call(fake, 'POST', `${host}/common/login`, {
      body: new URLSearchParams({ flow, login: fake.worker.address }),
    });
    expect(ask.text).toContain('Permissions requested');
    expect(ask.text).toContain('<li>Files.ReadWrite</li>');
    const done = await call(fake, 'POST', `${host}/common/Consent/Set`, {
      body: new URLSearchParams({ flow, answer: 'accept' }),
    });
    expect(new URL(done.headers.get('location') ?? '').searchParams.has('code')).toBe(true);
  });

  it('sends the answer as a form when the app wants form_post', async () => {
    const got: string[] = [];
    const server = createServer((request, response) => {
      request.on('data', (part: Buffer) => got.push(part.toString('utf8')));
      request.on('end', () => response.end('Thank you'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const landed = await signInAt(
      fake,
      authorizeUrl(fake, {
        redirect_uri: `http://localhost:${port}`,
        response_mode: 'form_post',
        client_info: '1',
        state: '<"&>',
      }),
    );
    await new Promise((resolve) => server.close(resolve));
    expect(landed).toMatchObject({ toApp: true, text: 'Thank you' });
    const values = new URLSearchParams(got.join(''));
    expect(values.get('state')).toBe('<"&>');
    expect(values.has('code')).toBe(true);
    expect(JSON.parse(Buffer.from(values.get('client_info') ?? '', 'base64url').toString('utf8'))).toEqual({
      uid: fake.worker.id,
      utid: fake.tenant.id,
    });
  });
});

describe('the token endpoint of the fake Microsoft', () => {
  const start = async (
    values: Record<string, string> = {},
  ): Promise<{ readonly code: string; readonly verifier: string }> => {
    const { verifier, challenge } = pkce();
    const to = await callback(
      fake,
      authorizeUrl(fake, { code_challenge: challenge, code_challenge_method: 'S256', ...values }),
    );
    return { code: to.searchParams.get('code') ?? '', verifier };
  };
  const redeemCode = (code: string, code_verifier: string, more: Record<string, string> = {}): Promise<Answer> =>
    redeem(fake, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier, ...more });

  it('gives tokens for a code once', async () => {
    const { code, verifier } = await start({ nonce: 'n-1', scope: 'Files.ReadWrite openid email offline_access' });
    const first = await redeemCode(code, verifier, { client_info: '1' });
    expect(first.status).toBe(200);
    expect(first.json).toMatchObject({ token_type: 'Bearer', expires_in: 3599 });
    expect(String(first.json.scope).split(' ')).toEqual(expect.arrayContaining(['openid', 'Files.ReadWrite']));
    expect(claims(first.json.id_token)).toMatchObject({
      aud: fake.app.clientId,
      nonce: 'n-1',
      tid: fake.tenant.id,
      oid: fake.worker.id,
      preferred_username: fake.worker.address,
    });
    expect(claims(first.json.access_token)).toMatchObject({ scp: 'Files.ReadWrite', tid: fake.tenant.id });
    expect(codesOf(await redeemCode(code, verifier))).toEqual([54005]);
  });

  it('wants the verifier that belongs to the challenge', async () => {
    const one = await start();
    const refused = await redeemCode(one.code, pkce().verifier);
    expect([refused.status, refused.json.error, codesOf(refused)]).toEqual([400, 'invalid_grant', [501481]]);
    const two = await start();
    expect(
      codesOf(await redeem(fake, { grant_type: 'authorization_code', code: two.code, redirect_uri: REDIRECT })),
    ).toEqual([501481]);
  });

  it('refuses an expired code, another address, an invented code', async () => {
    const late = await start();
    fake.advance(11 * 60_000);
    expect(codesOf(await redeemCode(late.code, late.verifier))).toEqual([70008]);
    const moved = await start();
    expect(codesOf(await redeemCode(moved.code, moved.verifier, { redirect_uri: 'http://localhost:1' }))).toEqual([
      500112,
    ]);
    expect(codesOf(await redeemCode('invented', moved.verifier))).toEqual([9002313]);
  });

  it('knows what a client of its platform may show', async () => {
    const secret = await start();
    const shown = await redeemCode(secret.code, secret.verifier, { client_secret: 'x' });
    expect([shown.status, codesOf(shown)]).toEqual([401, [700025]]);
    fake.app.redirects = [{ uri: 'http://localhost', platform: 'web' }];
    const web = await start();
    expect(codesOf(await redeemCode(web.code, web.verifier))).toEqual([7000218]);
    fake.app.redirects = [{ uri: 'http://localhost', platform: 'spa' }];
    const spa = await start();
    expect(codesOf(await redeemCode(spa.code, spa.verifier))).toEqual([9002327]);
  });

  it('speaks of what is missing, of other grants and of other methods', async () => {
    expect(codesOf(await redeem(fake, {}))).toEqual([900144]);
    expect(codesOf(await redeem(fake, { grant_type: 'password' }))).toEqual([70003]);
    expect(codesOf(await redeem(fake, { grant_type: 'refresh_token', client_id: 'nobody' }))).toEqual([700016]);
    expect(codesOf(await call(fake, 'GET', 'https://login.microsoftonline.com/common/oauth2/v2.0/token'))).toEqual([
      900561,
    ]);
    expect(codesOf(await redeem(fake, {}, 'no-such-tenant'))).toEqual([90002]);
  });

  it('refreshes with a new refresh token each time, for ninety days', async () => {
    const tokens = await signIn(fake);
    const refresh = (token: string, scope = 'Files.ReadWrite'): Promise<Answer> =>
      redeem(fake, { grant_type: 'refresh_token', refresh_token: token, scope });
    const second = await refresh(tokens.refresh);
    expect(second.json.refresh_token).not.toBe(tokens.refresh);
    expect((await refresh(tokens.refresh)).status).toBe(200);
    expect(await refresh(tokens.refresh, 'Files.ReadWrite.All')).toMatchObject({
      status: 400,
      json: { error: 'invalid_grant', suberror: 'consent_required', error_codes: [65001] },
    });
    fake.advance(91 * 24 * 3_600_000);
    expect(codesOf(await refresh(tokens.refresh))).toEqual([700082]);
  });

  it('refuses to refresh what was revoked, or where a policy is in the way', async () => {
    const tokens = await signIn(fake);
    const refresh = (token: string): Promise<Answer> =>
      redeem(fake, { grant_type: 'refresh_token', refresh_token: token });
    fake.worker.policy = 'mfaNeeded';
    expect((await refresh(tokens.refresh)).json).toMatchObject({ error_codes: [50076], suberror: 'basic_action' });
    fake.worker.policy = 'blocked';
    expect(codesOf(await refresh(tokens.refresh))).toEqual([53003]);
    fake.worker.policy = 'none';
    fake.revokeTokens(fake.worker);
    expect((await refresh(tokens.refresh)).json).toMatchObject({
      error: 'invalid_grant',
      error_codes: [50173],
      suberror: 'bad_token',
    });
    expect((await graphClient(fake, tokens.access)('GET', '/me/drive')).status).toBe(401);
    const again = await signIn(fake);
    expect((await refresh(again.refresh)).status).toBe(200);
  });

  it('gives no refresh token without offline_access, and no ID token without openid', async () => {
    const { code, verifier } = await start({ scope: 'Files.ReadWrite' });
    const answer = await redeemCode(code, verifier);
    expect(answer.json.refresh_token).toBeUndefined();
    expect(answer.json.id_token).toBeUndefined();
  });

  it('gives personal accounts a token that cannot be read', async () => {
    const { access } = await signIn(fake, fake.personal);
    expect(access.split('.')).toHaveLength(1);
    expect((await graphClient(fake, access)('GET', '/me/drive')).json).toMatchObject({ driveType: 'personal' });
  });

  it('has the discovery documents that MSAL reads', async () => {
    const host = 'https://login.microsoftonline.com';
    const open = await call(fake, 'GET', `${host}/${fake.tenant.id}/v2.0/.well-known/openid-configuration`);
    expect(open.json).toMatchObject({
      issuer: `${host}/${fake.tenant.id}/v2.0`,
      token_endpoint: `${host}/${fake.tenant.id}/oauth2/v2.0/token`,
    });
    const instance = `${host}/common/discovery/instance?api-version=1.1&authorization_endpoint=`;
    expect(
      (await call(fake, 'GET', `${instance}${encodeURIComponent(`${host}/common/oauth2/v2.0/authorize`)}`)).json
        .tenant_discovery_endpoint,
    ).toContain('/common/v2.0/');
    expect(
      (await call(fake, 'GET', `${instance}${encodeURIComponent('https://login.example.com/common')}`)).json.error,
    ).toBe('invalid_instance');
  });
});

describe('faults of the fake Microsoft', () => {
  it('happen to the matching requests, as often as they were asked for', async () => {
    const { access } = await signIn(fake);
    const graph = graphClient(fake, access);
    fake.fault({ match: /GET .*\/me\/drive$/, kind: 'status', status: 429, retryAfter: 7, skip: 1 });
    expect((await graph('GET', '/me/drive')).status).toBe(200);
    const slow = await graph('GET', '/me/drive');
    expect([slow.status, slow.headers.get('retry-after')]).toEqual([429, '7']);
    expect((await graph('GET', '/me/drive')).status).toBe(200);
    expect(fake.faultsLeft()).toBe(0);
  });

  it('cut before execution, after it, or in the middle of the answer', async () => {
    const { access } = await signIn(fake);
    const graph = graphClient(fake, access);
    const put = (name: string): Promise<Answer> => graph('PUT', `/me/drive/root:/${name}:/content`, Buffer.from('x'));
    fake.fault({ match: 'before.txt', kind: 'cutBefore' });
    await expect(put('before.txt')).rejects.toThrow(/fetch failed|terminated|aborted/);
    expect(fake.file(fake.worker, 'before.txt')).toBeNull();
    fake.fault({ match: 'after.txt', kind: 'cutAfter' });
    await expect(put('after.txt')).rejects.toThrow(/fetch failed|terminated|aborted/);
    expect(fake.file(fake.worker, 'after.txt')?.content.toString()).toBe('x');
    fake.fault({ match: 'half.txt', kind: 'halfBody' });
    await expect(put('half.txt')).rejects.toThrow(/fetch failed|terminated|aborted/);
    expect(fake.file(fake.worker, 'half.txt')).not.toBeNull();
    fake.fault({ match: 'hang.txt', kind: 'hang' });
    await expect(call(fake, 'GET', `${GRAPH}/hang.txt`, { signal: AbortSignal.timeout(50) })).rejects.toThrow(
      /fetch failed|terminated|aborted/,
    );
    fake.fault({ match: '/token', kind: 'status', status: 503 });
    expect((await redeem(fake, {})).json.error).toBe('temporarily_unavailable');
  });

  it('are seen in the log of requests, which has every one', async () => {
    const { access } = await signIn(fake);
    fake.clearRequests();
    fake.fault({ match: '/me/drive', kind: 'status', status: 503 });
    await graphClient(fake, access)('GET', '/me/drive');
    expect(fake.requests()).toMatchObject([{ method: 'GET', url: `${GRAPH}/me/drive`, status: 503, fault: 'status' }]);
  });
});
