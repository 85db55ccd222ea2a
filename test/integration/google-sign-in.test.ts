import { describe, expect, it } from 'vitest';
import { DRIVE_FILE_SCOPE } from '../fakes/google/fake-google.ts';
import { failureOf } from '../support/network.ts';
import { googleKit, NEVER_CANCELLED } from '../support/google-kit.ts';

const CONTEXT = { signal: NEVER_CANCELLED, hostPath: null };

describe('signing in to Google', () => {
  it('asks in the browser for the files that Orgbench makes and for nothing else', async () => {
    const kit = await googleKit();
    const account = await kit.signIn();
    expect(account).toMatchObject({
      provider: 'google',
      name: 'ana.costa@example.com',
      person: 'Ana Costa',
      access: 'ownFiles',
      signedIn: true,
    });
    const asked = new URL(kit.opened[0] ?? '');
    expect(asked.origin + asked.pathname).toBe('https://accounts.google.com/o/oauth2/v2/auth');
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      scope: DRIVE_FILE_SCOPE,
      code_challenge_method: 'S256',
      access_type: 'offline',
      prompt: 'consent',
      response_type: 'code',
    });
    expect(asked.searchParams.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(asked.searchParams.get('state')).toMatch(/^[\w-]{43}$/);
  });

  it('leaves no token, code or secret in the ledger or in an address', async () => {
    const kit = await googleKit();
    await kit.signIn();
    const text = JSON.stringify(kit.db.prepare('SELECT * FROM ledger').all());
    for (const { token } of [...kit.fake.state.accessTokens.values(), ...kit.fake.state.refreshTokens.values()]) {
      expect(text).not.toContain(token);
      expect(kit.fake.requests().some(({ path }) => path.includes(token))).toBe(false);
    }
    expect(text).not.toContain(kit.fake.client.clientSecret);
    expect(kit.rows().map(({ purpose, method, path, status }) => [purpose, method, path, status])).toEqual([
      ['google sign in', 'POST', '/token', 200],
      ['google sign in', 'GET', '/drive/v3/about', 200],
    ]);
  });

  it('needs a client id and its secret first', async () => {
    const kit = await googleKit();
    kit.preferences.current = { ...kit.preferences.current, googleClientSecret: '' };
    expect(await failureOf(kit.signIn())).toMatchObject({ code: 'client-id-missing' });
    kit.preferences.current = { ...kit.preferences.current, googleClientId: '' };
    expect(await failureOf(kit.signIn())).toMatchObject({ code: 'client-id-missing' });
    expect(kit.opened).toEqual([]);
    expect(kit.rows()).toEqual([]);
  });

  it('is given back when the person unticks the files', async () => {
    const kit = await googleKit();
    kit.fake.setConsent({ untick: [DRIVE_FILE_SCOPE] });
    const failure = await failureOf(kit.signIn());
    expect(failure.code).toBe('scope-missing');
    expect(failure.message).toMatch(/leave the tick/);
    expect((await kit.accounts.handlers['accounts.list']({}, CONTEXT)).accounts).toEqual([]);
    expect([...kit.fake.state.refreshTokens.values()].every(({ revoked }) => revoked)).toBe(true);
  });

  it('that is refused in the browser adds nothing and says why', async () => {
    const kit = await googleKit();
    kit.fake.setConsent({ mode: 'deny' });
    const failure = await failureOf(kit.signIn());
    expect(failure).toMatchObject({ code: 'sign-in-failed', retryable: true });
    expect(failure.message).toMatch(/refused in the browser.*test user/);
  });

  it('that the administrator blocks shows so in the browser, which never comes back', async () => {
    const kit = await googleKit({ signInTimeoutMs: 200 });
    kit.fake.setConsent({ mode: 'adminPolicy' });
    const failure = await failureOf(kit.signIn());
    expect(failure).toMatchObject({ code: 'sign-in-failed', retryable: true });
    expect(failure.message).toMatch(/did not come back in time.*"Access blocked"/);
  });

  it('with a wrong client secret says where to look', async () => {
    const kit = await googleKit();
    kit.preferences.current = { ...kit.preferences.current, googleClientSecret: 'GOCSPX-wrong' };
    expect(await failureOf(kit.signIn())).toMatchObject({
      code: 'sign-in-failed',
      message: expect.stringContaining('the client secret does not belong to it'),
      retryable: true,
    });
  });

  it('ends when it is cancelled', async () => {
    const kit = await googleKit();
    const abort = new AbortController();
    kit.fake.setConsent({ mode: 'page' });
    const waiting = kit.accounts.handlers['accounts.signIn'](
      { provider: 'google', accountId: null, access: 'ownFiles' },
      { signal: abort.signal, hostPath: null },
    );
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('out revokes with the token in the body and forgets the account', async () => {
    const kit = await googleKit();
    const { id } = await kit.signIn();
    kit.fake.clearRequests();
    expect(await kit.accounts.handlers['accounts.signOut']({ id }, CONTEXT)).toEqual({ revoked: true, reason: null });
    expect([...kit.fake.state.refreshTokens.values()].every(({ revoked }) => revoked)).toBe(true);
    expect(kit.fake.requests().map(({ path }) => path)).toEqual(['/revoke']);
    expect((await kit.accounts.handlers['accounts.list']({}, CONTEXT)).accounts).toEqual([]);
  });

  it('out says so when Google could not be told', async () => {
    const kit = await googleKit();
    const { id } = await kit.signIn();
    kit.fake.fault({ match: '/revoke', kind: 'cutBefore' });
    const out = await kit.accounts.handlers['accounts.signOut']({ id }, CONTEXT);
    expect(out.revoked).toBe(false);
    expect(out.reason).toMatch(/could not be told.*myaccount\.google\.com/);
  });
});

describe('a stored sign-in', () => {
  it('is renewed once, however many requests find it over', async () => {
    const kit = await googleKit();
    const account = await kit.signIn();
    kit.fake.expireAccessTokens();
    kit.fake.clearRequests();
    await Promise.all([1, 2, 3].map(() => kit.provider.files(kit.handle(account), '', NEVER_CANCELLED)));
    expect(kit.fake.requests().filter(({ path }) => path === '/token')).toHaveLength(1);
  });

  it('is renewed before it runs out', async () => {
    const kit = await googleKit();
    const account = await kit.signIn();
    kit.fake.clearRequests();
    await kit.provider.files(kit.handle(account), '', NEVER_CANCELLED);
    expect(kit.fake.requests().map(({ path }) => path.replace(/\?.*/, ''))).toEqual(['/drive/v3/files']);
  });

  it('that was revoked at Google is said to be signed out, with what to do', async () => {
    const kit = await googleKit();
    const account = await kit.signIn();
    kit.fake.revokeAccess(kit.fake.person.email, kit.fake.client);
    const failure = await failureOf(kit.provider.files(kit.handle(account), '', NEVER_CANCELLED));
    expect(failure).toMatchObject({ code: 'account-signed-out', retryable: true });
    expect(failure.message).toMatch(/expired or was revoked/);
    const [after] = (await kit.accounts.handlers['accounts.list']({}, CONTEXT)).accounts;
    expect(after).toMatchObject({ signedIn: false });
    expect(after?.signedOutReason).toMatch(/Sign in again/);
    // And it can be signed in again as the same account.
    expect((await kit.signIn(account.id)).id).toBe(account.id);
  });

  it('of a project in testing ends after seven days', async () => {
    const kit = await googleKit();
    const client = kit.fake.addClient({ testing: true });
    kit.preferences.current = {
      ...kit.preferences.current,
      googleClientId: client.clientId,
      googleClientSecret: client.clientSecret,
    };
    const account = await kit.signIn();
    kit.fake.advance(8 * 86_400_000);
    const failure = await failureOf(kit.provider.files(kit.handle(account), '', NEVER_CANCELLED));
    expect(failure.code).toBe('account-signed-out');
    expect(failure.message).toMatch(/7 days/);
  });

  it('stays good when the preferences name another client id', async () => {
    const kit = await googleKit();
    const account = await kit.signIn();
    const other = kit.fake.addClient();
    kit.preferences.current = {
      ...kit.preferences.current,
      googleClientId: other.clientId,
      googleClientSecret: other.clientSecret,
    };
    kit.fake.expireAccessTokens();
    expect((await kit.provider.files(kit.handle(account), '', NEVER_CANCELLED)).files).toEqual([]);
  });
});
