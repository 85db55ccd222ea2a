import { onTestFinished } from 'vitest';
import type { Account } from '../../src-preload/contract/accounts.ts';
import type { Engine } from '../../src-main/engine/create-engine.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { defaultClientId } from '../../src-main/sample-org/oauth/default-app.ts';
import { startFakeGoogle } from '../fakes/google/fake-google.ts';
import { startFakeMicrosoft } from '../fakes/microsoft/fake-microsoft.ts';
import { followSignIn } from './browser-person.ts';
import { ask, TEST_PASSWORD, testEngine, testHost } from './engine.ts';
import { createMemoryKeychain } from './memory-keychain.ts';
import { sampleOrgForTest } from './sample-org.ts';
import { callContext } from './sync-rig.ts';
import { tempFolder } from './temp-folder.ts';

/**
 * A whole engine with its vault and a keychain, signed in everywhere: at one org through the browser, at another with an
 * access token, at Google and at Microsoft.
 */
export async function signedInEverywhere() {
  const bundle = createSampleBundle();
  const [browserOrg, tokenOrg, google, microsoft] = await Promise.all([
    sampleOrgForTest({ bundle, oauth: { approval: 'allow' } }),
    sampleOrgForTest({ bundle }),
    startFakeGoogle(),
    startFakeMicrosoft(),
  ]);
  onTestFinished(async () => {
    await Promise.all([google.close(), microsoft.close()]);
  });
  const endpoints: Readonly<Record<string, string>> = { ...google.endpoints, ...microsoft.endpoints };
  const dataDir = tempFolder();
  const keychain = createMemoryKeychain();
  const browse = async (url: string): Promise<void> => {
    const { origin } = new URL(url);
    if (origin === browserOrg.instanceUrl) await followSignIn(url);
    else await fetch(`${endpoints[origin] ?? origin}${url.slice(origin.length)}`);
  };
  const engine: Engine = testEngine(dataDir, {
    keychain,
    endpoints,
    host: {
      ...testHost,
      openExternal: async (url) => {
        // As the system's browser: nobody waits for it.
        browse(url).catch(() => undefined);
      },
    },
  });
  await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'keychain', acceptWeak: false });
  const { handlers, connectWithToken } = engine.services();
  const set = {
    oauthClientId: defaultClientId,
    googleClientId: google.client.clientId,
    googleClientSecret: google.client.clientSecret,
    microsoftClientId: microsoft.app.clientId,
  };
  await handlers['preferences.write']({ set, reset: [] }, callContext());
  const look = { group: '', colour: '' };
  await handlers['connections.signInWithBrowser'](
    { name: 'Browser org', ...look, loginUrl: browserOrg.instanceUrl, connectionId: null },
    callContext(),
  );
  await connectWithToken({
    name: 'Token org',
    ...look,
    notes: '',
    instanceUrl: tokenOrg.instanceUrl,
    token: tokenOrg.accessToken,
    connectionId: null,
  });
  const signIn = (provider: Account['provider']) =>
    handlers['accounts.signIn']({ provider, accountId: null, access: 'ownFiles' }, callContext());
  const accounts = [await signIn('google'), await signIn('microsoft')];
  return {
    engine,
    dataDir,
    keychain,
    browserOrg,
    tokenOrg,
    google,
    microsoft,
    /** In the words in which sign-ins are listed. */
    names: {
      browserOrg: `Browser org (${new URL(browserOrg.instanceUrl).host})`,
      tokenOrg: `Token org (${new URL(tokenOrg.instanceUrl).host})`,
      google: `${accounts[0]?.name ?? ''} (Google)`,
      microsoft: `${accounts[1]?.name ?? ''} (Microsoft)`,
    },
    ask: (method: string, input: unknown) => ask(engine, method, input),
    /** What still opens something, asked at the servers. */
    alive: async () => {
      const { status } = await fetch(`${tokenOrg.instanceUrl}/services/data/v68.0/limits`, {
        headers: { Authorization: `Bearer ${tokenOrg.accessToken}` },
      });
      return {
        browserOrg: browserOrg.oauth.grantCount(),
        tokenOrg: status === 200 ? 1 : 0,
        google: [...google.state.refreshTokens.values()].filter(({ revoked }) => !revoked).length,
      };
    },
  };
}
