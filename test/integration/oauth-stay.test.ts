import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { defaultClientId } from '../../src-main/sample-org/oauth/default-app.ts';
import { differences } from '../support/bundle-expectations.ts';
import { followSignIn, freePorts } from '../support/browser-person.ts';
import { failureOf } from '../support/network.ts';
import { type OAuthKit, oauthKit } from '../support/oauth-kit.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { customObject, smallOrg, textField } from '../support/small-org.ts';
import { callContext, openSyncRig } from '../support/sync-rig.ts';
import { tempFolder } from '../support/temp-folder.ts';

const DAY_MS = 24 * 3_600_000;

/** Large enough for several composites: ten describes each, five in flight. */
const MANY = smallOrg(
  Array.from({ length: 180 }, (_one, index) =>
    customObject(`Part_${String(index).padStart(3, '0')}__c`, [textField('Size__c')]),
  ),
);

describe('staying signed in', () => {
  it.each([{ rotateRefreshTokens: false }, { rotateRefreshTokens: true }])(
    'renews an ended session once, however many ask at the same time ($rotateRefreshTokens)',
    async (app) => {
      const kit = await oauthKit(app);
      const { id } = await kit.signIn();
      for (const round of [1, 2, 3]) {
        kit.org.oauth.expireAccessTokens();
        const clients = await Promise.all(Array.from({ length: 4 }, () => kit.service.openClient(id, 'sync')));
        const answers = await Promise.all(clients.flatMap((client) => [client.describeGlobal(), client.limits()]));
        expect(answers).toHaveLength(8);
        expect(kit.tokenRequests()).toBe(1 + round);
      }
      expect(kit.connections.get(id).signedIn).toBe(true);
      expect(kit.rows().some(({ purpose, path }) => purpose === 'refresh' && path === '/services/oauth2/token')).toBe(
        true,
      );
    },
  );

  it('learns as much of the user with a renewed session as with the first', async () => {
    const kit = await oauthKit();
    const first = await kit.signIn();
    kit.org.oauth.expireAccessTokens();
    const tested = await kit.service.handlers['connections.test']({ id: first.id }, kit.context());
    expect(tested.user).toEqual(first.user);
    expect(kit.tokenRequests()).toBe(2);
  });

  it('stores a rotated token before the new access token is used', async () => {
    const kit = await oauthKit({ rotateRefreshTokens: true });
    const { id } = await kit.signIn();
    const secret = () => Buffer.from(kit.connections.secret(id, 'refreshToken') ?? []).toString('hex');
    const before = secret();
    kit.org.oauth.expireAccessTokens();
    const seen: string[] = [];
    kit.asked.before = ({ purpose }) => seen.push(`${purpose}: ${secret() === before ? 'old token' : 'new token'}`);
    expect((await kit.read(id)).state).toBe('read');
    expect(seen).toEqual(['object list: old token', 'refresh: old token', 'object list: new token']);
  });

  const ends: readonly (readonly [string, (kit: OAuthKit) => void, RegExp])[] = [
    ['revoked', (kit) => kit.org.oauth.revokeAll(), /revoked.*Sign in again/],
    [
      'expired',
      (kit) => {
        kit.org.oauth.expireRefreshTokens();
        kit.org.oauth.expireAccessTokens();
      },
      /expired.*Sign in again/,
    ],
    ['of a deactivated user', (kit) => kit.org.oauth.deactivateUser(), /deactivated.*sign in again/],
    [
      'of an org that moved',
      (kit) => kit.org.oauth.moveInstance(`http://localhost:${kit.org.port}`),
      /has moved to localhost.*Sign in again/,
    ],
    [
      'of a blocked app',
      (kit) => kit.org.oauth.changeApp(defaultClientId, { blocked: true }),
      /blocked.*sign in again/,
    ],
  ];
  it.each(ends)(
    'a sign-in that is %s ends in "sign in again" and forgets only the tokens',
    async (_name, end, says) => {
      const kit = await oauthKit();
      const { id } = await kit.signIn();
      await kit.read(id);
      end(kit);
      const failure = await failureOf(kit.read(id));
      expect(failure.code).toBe('signed-out');
      expect(failure.message).toMatch(says);
      expect(kit.connections.get(id)).toMatchObject({ signedIn: false, loginUrl: kit.org.instanceUrl, name: 'Main' });
      expect(kit.connections.get(id).signedOutReason).toMatch(says);
      expect(kit.connections.secret(id, 'refreshToken')).toBeNull();
      expect(kit.events.at(-1)).toBe('connections.changed');
    },
  );

  it('goes on under the new address after an org moved, once signed in again', async () => {
    const kit = await oauthKit();
    const { id } = await kit.signIn();
    const moved = `http://localhost:${kit.org.port}`;
    kit.org.oauth.moveInstance(moved);
    expect((await failureOf(kit.read(id))).code).toBe('signed-out');
    expect(await kit.signIn({ connectionId: id })).toMatchObject({ id, name: 'Main', instanceUrl: moved });
    expect((await kit.read(id)).state).toBe('read');
  });

  it('keeps the sign-in while the service is down or the network is not allowed', async () => {
    const kit = await oauthKit();
    const { id } = await kit.signIn();
    kit.org.oauth.expireAccessTokens();
    kit.org.oauth.refuseTokens('ip restricted');
    expect((await failureOf(kit.read(id))).code).toBe('no-permission');
    kit.org.oauth.refuseTokens(undefined);
    expect((await kit.read(id)).state).toBe('read');
  });

  it('a rotated token that somebody else has used ends the sign-in', async () => {
    const kit = await oauthKit({ rotateRefreshTokens: true });
    const { id } = await kit.signIn();
    const old = kit.connections.secret(id, 'refreshToken');
    kit.org.oauth.expireAccessTokens();
    await kit.read(id);
    kit.connections.storeSecrets(id, [{ field: 'refreshToken', box: old ?? new Uint8Array() }]);
    kit.org.oauth.expireAccessTokens();
    const failure = await failureOf(kit.read(id));
    expect(failure.code).toBe('signed-out');
    expect(failure.message).toMatch(/used twice/);
    expect(kit.org.oauth.grantCount()).toBe(0);
  });

  it('drops a sign-in that was not used for the chosen number of days', async () => {
    const kit = await oauthKit();
    const { id } = await kit.signIn();
    kit.person.clock += 29 * DAY_MS;
    kit.start();
    expect((await kit.read(id)).state).toBe('read');
    kit.person.clock += 31 * DAY_MS;
    expect((await failureOf(kit.read(id))).message).toMatch(/not used for 30 days/);
    const again = await kit.signIn({ connectionId: id });
    kit.person.signInDays = 1;
    kit.person.clock += DAY_MS;
    kit.start();
    expect(kit.connections.get(again.id)).toMatchObject({ signedIn: false });
    expect(kit.connections.secret(id, 'refreshToken')).toBeNull();
  });

  it('forgets at the lock what the person said should not outlive it, also after a kill', async () => {
    const kit = await oauthKit();
    const kept = await kit.signIn();
    const { id } = await kit.signIn({ name: 'Short' });
    const edit = { id, name: 'Short', group: '', colour: '', notes: '', forgetAtLock: true };
    expect(await kit.service.handlers['connections.edit'](edit, kit.context())).toMatchObject({ forgetAtLock: true });
    kit.service.close();
    expect(kit.connections.get(id)).toMatchObject({ signedIn: false });
    expect(kit.connections.get(id).signedOutReason).toMatch(/forgotten when Orgbench locked/);
    await kit.signIn({ connectionId: id });
    kit.start();
    expect(kit.connections.get(id)).toMatchObject({ signedIn: false, forgetAtLock: true });
    expect(kit.connections.get(kept.id).signedIn).toBe(true);
  });

  it('signing out revokes the refresh token first, and says when that did not go through', async () => {
    const kit = await oauthKit();
    const { id } = await kit.signIn();
    expect(kit.org.oauth.grantCount()).toBe(1);
    const done = await kit.service.handlers['connections.signOut']({ id }, kit.context());
    expect(done).toMatchObject({ revoked: true, connection: { signedIn: false } });
    expect(kit.org.oauth.grantCount()).toBe(0);
    await kit.signIn({ connectionId: id });
    kit.org.oauth.revokeAll();
    const late = await kit.service.handlers['connections.signOut']({ id }, kit.context());
    expect(late.revoked).toBe(false);
    expect(late.reason).toMatch(/may have ended already/);
    expect(kit.connections.secret(id, 'refreshToken')).toBeNull();
  });
});

describe('reading metadata with a browser sign-in', () => {
  async function reading() {
    const ports = await freePorts(4);
    const callbackUrls = ports.map((port) => `http://localhost:${port}/OauthRedirect`);
    const org = await sampleOrgForTest({
      bundle: MANY,
      oauth: { apps: [{ clientId: defaultClientId, callbackUrls, rotateRefreshTokens: true }], approval: 'allow' },
    });
    const oauth = { clientId: defaultClientId, ports, openBrowser: async (url: string) => void followSignIn(url) };
    const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32), oauth });
    onTestFinished(() => rig.close());
    const signIn = async (connectionId: string | null): Promise<string> => {
      const input = { name: 'Org', group: '', colour: '', loginUrl: org.instanceUrl, connectionId };
      const { id } = await rig.connections.handlers['connections.signInWithBrowser'](input, callContext());
      return id;
    };
    const id = await signIn(null);
    const read = (act: () => void = () => {}) => {
      let acted = false;
      return rig.sync.syncNow({
        connectionId: id,
        objects: 'all',
        onProgress: ({ stage, done }) => {
          if (acted || stage !== 'describes' || done === 0) return;
          acted = true;
          act();
        },
      });
    };
    const status = () => rig.sync.handlers['sync.status']({ connectionId: id }, callContext());
    return { org, rig, id, signIn, read, status };
  }

  it('goes on by itself when the session ends in the middle', async () => {
    const { org, read, status } = await reading();
    await read(() => org.oauth.expireAccessTokens());
    expect(await status()).toMatchObject({ state: 'complete', read: 180 });
    expect(org.requests().filter(({ path }) => path === '/services/oauth2/token')).toHaveLength(2);
  });

  it('stops as signed out when the sign-in is revoked, and goes on where it stood after signing in again', async () => {
    const { org, rig, id, signIn, read, status } = await reading();
    await expect(read(() => org.oauth.revokeAll())).rejects.toMatchObject({ code: 'signed-out' });
    const half = await status();
    expect(half.state).toBe('signed-out');
    expect(half.read).toBeGreaterThan(0);
    expect(half.read).toBeLessThan(180);
    await signIn(id);
    await read();
    expect(await status()).toMatchObject({ state: 'complete', read: 180 });
    expect(differences(rig, id, MANY)).toEqual([]);
  });
});
