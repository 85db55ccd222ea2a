import { describe, expect, it } from 'vitest';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { defaultApp, defaultClientId } from '../../src-main/sample-org/oauth/default-app.ts';
import { followSignIn } from '../support/browser-person.ts';
import { ask, TEST_PASSWORD, testEngine, testHost } from '../support/engine.ts';
import { failureOf, loopbackServer } from '../support/network.ts';
import { type OAuthKit, oauthKit } from '../support/oauth-kit.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** Runs `meanwhile` once, as soon as a request of this purpose is on its way, and holds that request until it is done. */
function during(kit: OAuthKit, purpose: string, meanwhile: () => Promise<unknown>): () => Promise<unknown> {
  let running: Promise<unknown> | null = null;
  kit.asked.hold = async (request) => {
    if (request.purpose !== purpose || running !== null) return;
    running = meanwhile();
    await running;
  };
  return async () => running;
}

describe('what happens while a sign-in is being renewed or tested', () => {
  it.each([{ refused: false }, { refused: true }])(
    'a new sign-in is neither replaced nor ended by the answer to the old one (refused: $refused)',
    async ({ refused }) => {
      const kit = await oauthKit({ rotateRefreshTokens: true });
      const { id } = await kit.signIn();
      kit.org.oauth.expireAccessTokens();
      if (refused) kit.org.oauth.revokeAll();
      let fresh: Buffer | undefined;
      const done = during(kit, 'refresh', async () => {
        await kit.signIn({ connectionId: id });
        fresh = Buffer.from(kit.connections.secret(id, 'refreshToken') ?? []);
      });
      expect((await kit.read(id)).state).toBe('read');
      await done();
      expect(kit.connections.get(id).signedIn).toBe(true);
      expect(Buffer.from(kit.connections.secret(id, 'refreshToken') ?? [])).toEqual(fresh);
      expect((await kit.read(id)).state).toBe('read');
    },
  );

  it('a connection that is signed out while it is tested stays signed out', async () => {
    const kit = await oauthKit();
    const { id } = await kit.signIn();
    const last = kit.rows().length;
    expect(last).toBeGreaterThan(0);
    // The test has read everything when the person signs out.
    let seen = 0;
    kit.asked.hold = async ({ purpose }) => {
      if (purpose !== 'identity') return;
      seen += 1;
      if (seen === 2) kit.connections.signOut(id, 'You signed out.');
    };
    const failure = await failureOf(Promise.resolve(kit.service.handlers['connections.test']({ id }, kit.context())));
    expect(failure.code).toBe('signed-out');
    expect(kit.connections.get(id)).toMatchObject({ signedIn: false, signedOutReason: 'You signed out.' });
  });
});

describe('a renewal whose answer is slow', () => {
  async function slowRenewal() {
    const app = { ...defaultApp, rotateRefreshTokens: true };
    const org = await sampleOrgForTest({ bundle: createSampleBundle(), oauth: { approval: 'allow', apps: [app] } });
    const rotated = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    /** The sign-in page of the org; answers to a renewal are held back. */
    const login = await loopbackServer((request, response, body) => {
      void (async () => {
        const post = request.method === 'POST' ? { method: 'POST', body } : {};
        const headers = { 'content-type': request.headers['content-type'] ?? 'text/plain' };
        const got = await fetch(`${org.instanceUrl}${request.url}`, { ...post, headers, redirect: 'manual' });
        const text = await got.text();
        if (body.includes('grant_type=refresh_token')) {
          rotated.resolve();
          await answer.promise;
        }
        const location = got.headers.get('location');
        response.writeHead(got.status, location === null ? {} : { location });
        response.end(text);
      })();
    });
    const dataDir = tempFolder();
    const host = { ...testHost, openExternal: async (url: string) => void followSignIn(url) };
    const engine = testEngine(dataDir, { host });
    await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false });
    await ask(engine, 'preferences.write', { set: { oauthClientId: defaultClientId }, reset: [] });
    const input = { name: 'Org', group: '', colour: '', loginUrl: login.origin, connectionId: null };
    const signedIn = (await ask(engine, 'connections.signInWithBrowser', input)) as { value: { id: string } };
    org.oauth.expireAccessTokens();
    return { dataDir, engine, id: signedIn.value.id, rotated: rotated.promise, answer: answer.resolve };
  }

  it('is waited for by the lock, so that the rotated token is kept', async () => {
    const { dataDir, engine, id, rotated, answer } = await slowRenewal();
    const testing = ask(engine, 'connections.test', { id });
    await rotated;
    const closed = engine.close();
    answer();
    await closed;
    await testing;
    const next = testEngine(dataDir);
    await next.unlock(TEST_PASSWORD);
    expect(await ask(next, 'connections.test', { id })).toMatchObject({ ok: true, value: { signedIn: true } });
  });

  it('does not hold up a reading that is cancelled', async () => {
    const { engine, id, rotated, answer } = await slowRenewal();
    const controller = new AbortController();
    const reading = engine.services().syncNow({ connectionId: id, objects: 'all', signal: controller.signal });
    await rotated;
    controller.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    answer();
    expect(await ask(engine, 'connections.test', { id })).toMatchObject({ ok: true });
  });
});
