import { describe, expect, it } from 'vitest';
import { microsoftRig } from '../support/microsoft-rig.ts';
import { failureOf } from '../support/network.ts';

const HOUR_MS = 3_600_000;

describe('signing in to Microsoft', () => {
  it('asks for the least, through the browser with PKCE, and keeps the tokens where they are sealed', async () => {
    const rig = await microsoftRig();
    const { signedIn } = await rig.signIn();
    expect(signedIn).toMatchObject({
      name: rig.fake.worker.address,
      person: rig.fake.worker.name,
      kind: 'work',
      access: 'ownFiles',
    });
    const address = new URL(rig.opened[0] ?? '');
    const asked = Object.fromEntries(address.searchParams);
    expect(asked).toMatchObject({
      client_id: rig.fake.app.clientId,
      response_type: 'code',
      code_challenge_method: 'S256',
      prompt: 'select_account',
    });
    expect(asked['redirect_uri']).toMatch(/^http:\/\/localhost:\d+\/?$/);
    expect((asked['scope'] ?? '').split(' ').toSorted()).toEqual([
      'Files.ReadWrite.AppFolder',
      'offline_access',
      'openid',
      'profile',
    ]);
    expect(Object.keys(asked).filter((name) => name.startsWith('x-'))).toEqual([]);
    await expect
      .poll(() => rig.pages)
      .toEqual([{ status: 200, text: expect.stringContaining('You can close this tab') }]);
    // One request to Microsoft beside the browser's: nothing is discovered that is known.
    expect(rig.rows().map(({ host, path, state }) => [new URL(`http://${host}`).hostname, path, state])).toEqual([
      ['127.0.0.1', '/common/oauth2/v2.0/token', 'done'],
    ]);
  });

  it('tells a personal account by its tenant', async () => {
    const rig = await microsoftRig();
    rig.fake.browser.person = rig.fake.personal;
    const { signedIn } = await rig.signIn();
    expect(signedIn).toMatchObject({ name: rig.fake.personal.address, kind: 'personal' });
  });

  it('asks for more later, and never for less than the account has', async () => {
    const rig = await microsoftRig();
    const first = await rig.signIn('myFiles');
    const second = await rig.signIn('ownFiles', first.handle.account());
    expect(second.signedIn).toMatchObject({ subject: first.signedIn.subject, access: 'myFiles' });
    const third = await rig.signIn('allFiles', first.handle.account());
    expect(third.signedIn.access).toBe('allFiles');
    expect(new URL(rig.opened[2] ?? '').searchParams.get('login_hint')).toBe(rig.fake.worker.address);
  });

  it('says that a client id is missing before the browser is opened', async () => {
    const rig = await microsoftRig({ preferences: { microsoftClientId: '' } });
    const failure = await failureOf(rig.signIn());
    expect(failure.code).toBe('client-id-missing');
    expect(rig.opened).toEqual([]);
  });

  it('gives the link for the administrator when only an administrator may allow the app', async () => {
    const rig = await microsoftRig();
    rig.fake.tenant.userConsent = 'adminOnly';
    rig.fake.browser.answer = 'cancel';
    const failure = await failureOf(rig.signIn('myFiles'));
    expect(failure.code).toBe('admin-consent');
    expect(failure.link).toBe(
      `https://login.microsoftonline.com/organizations/adminconsent?client_id=${rig.fake.app.clientId}`,
    );
  });

  it('says that the permissions were declined', async () => {
    const rig = await microsoftRig();
    rig.fake.browser.answer = 'cancel';
    const failure = await failureOf(rig.signIn());
    expect(failure).toMatchObject({ code: 'sign-in-failed', message: expect.stringContaining('declined') });
  });

  it('ends at once when it is cancelled', async () => {
    const rig = await microsoftRig();
    rig.fake.browser.mode = 'page';
    const controller = new AbortController();
    const signingIn = rig.provider.signIn({ access: 'ownFiles', previous: null, signal: controller.signal });
    await expect.poll(() => rig.pages.length).toBe(1);
    controller.abort();
    await expect(signingIn).rejects.toThrow('Cancelled');
  });
});

describe('the stored sign-in', () => {
  const list = async (rig: Awaited<ReturnType<typeof microsoftRig>>, account: Awaited<ReturnType<typeof rig.signIn>>) =>
    rig.provider.files(account.handle, '', new AbortController().signal);
  const tokenRequests = (rig: Awaited<ReturnType<typeof microsoftRig>>) =>
    rig.rows().filter(({ path }) => path.endsWith('/token')).length;

  it('is used as long as its token is good, without asking Microsoft again', async () => {
    const rig = await microsoftRig();
    const account = await rig.signIn();
    await list(rig, account);
    await list(rig, account);
    expect(tokenRequests(rig)).toBe(1);
  });

  it('is renewed once for all who ask at the same time', async () => {
    const rig = await microsoftRig();
    const account = await rig.signIn();
    rig.fake.expireAccessTokens();
    await Promise.all([list(rig, account), list(rig, account), list(rig, account)]);
    expect(tokenRequests(rig)).toBe(2);
  });

  it.each([
    ['revoked', 'The password'],
    ['mfa', 'second factor'],
    ['consent', 'consent'],
    ['disabled', 'disabled'],
  ])('ends with a sentence when Microsoft no longer takes it: %s', async (what, sentence) => {
    const rig = await microsoftRig();
    const account = await rig.signIn();
    const { worker } = rig.fake;
    if (what === 'revoked') rig.fake.revokeTokens(worker);
    if (what === 'mfa') worker.policy = 'mfaNeeded';
    if (what === 'disabled') worker.policy = 'disabled';
    if (what === 'consent') worker.consents.clear();
    rig.fake.expireAccessTokens();
    const failure = await failureOf(list(rig, account));
    expect(failure).toMatchObject({ code: 'account-signed-out', message: expect.stringContaining(sentence) });
    expect(account.handle.account()).toMatchObject({ signedIn: false, signedOutReason: failure.message });
  });

  it('stays when Microsoft is out of order', async () => {
    const rig = await microsoftRig();
    const account = await rig.signIn();
    rig.fake.expireAccessTokens();
    rig.fake.fault({ match: '/token', kind: 'status', status: 503, times: 20 });
    const failure = await failureOf(list(rig, account));
    expect(failure).toMatchObject({ code: 'service-unreachable', retryable: true });
    expect(account.handle.account().signedIn).toBe(true);
    rig.fake.clearFaults();
    await list(rig, account);
  });

  it('expires after 90 days without use', async () => {
    const rig = await microsoftRig();
    const account = await rig.signIn();
    rig.fake.advance(91 * 24 * HOUR_MS);
    rig.fake.expireAccessTokens();
    const failure = await failureOf(list(rig, account));
    expect(failure.message).toContain('700082');
  });

  it('cannot be revoked by the app, and says where the person can', async () => {
    const rig = await microsoftRig();
    const account = await rig.signIn();
    expect(await rig.provider.revoke(account.handle)).toEqual({
      revoked: false,
      reason: expect.stringContaining('https://myapps.microsoft.com'),
    });
  });

  it('is never written anywhere but among the sealed secrets', async () => {
    const rig = await microsoftRig();
    const account = await rig.signIn();
    await list(rig, account);
    const tokens = [...(account.secrets.get('tokenCache') ?? '').matchAll(/"secret":"([^"]+)"/g)].map(
      ([, token]) => token ?? '',
    );
    expect(tokens.length).toBeGreaterThanOrEqual(2);
    const ledger = JSON.stringify(rig.rows());
    for (const token of tokens) expect(ledger.includes(token)).toBe(false);
  });
});
