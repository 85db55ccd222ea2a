/*
 * The attack: somebody collects everything that comes out of the engine, reads the data folder, or comes to the
 * callback port when nobody is signing in, and looks for a code or a token of a browser sign-in.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALL_REQUESTS } from '../../src-preload/contract/ledger.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { defaultClientId } from '../../src-main/sample-org/oauth/default-app.ts';
import { followSignIn } from '../support/browser-person.ts';
import { TEST_PASSWORD, testEngine, testHost } from '../support/engine.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** The beginnings of the sample org's codes, refresh tokens and access tokens. */
const SECRETS = /aPrx|5Aep861|00D\w{12,15}!/;

function everyFile(folder: string): string {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
    .join('\n');
}

async function signedInEngine(onOpened: (url: string) => Promise<unknown> = followSignIn) {
  const org = await sampleOrgForTest({ bundle: createSampleBundle(), oauth: { approval: 'allow' } });
  const dataDir = tempFolder();
  const heard: string[] = [];
  const opened: string[] = [];
  const engine = testEngine(dataDir, {
    emit: (event, value) => heard.push(JSON.stringify({ event, value })),
    log: (line) => heard.push(line),
    host: {
      ...testHost,
      openExternal: async (url) => {
        opened.push(url);
        heard.push(url);
        void onOpened(url);
      },
    },
  });
  const ask = async (method: string, input: unknown) => {
    const text = await engine.call(method, input, { hostPath: null, signal: new AbortController().signal });
    heard.push(text);
    return JSON.parse(text);
  };
  await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false });
  await ask('preferences.write', { set: { oauthClientId: defaultClientId }, reset: [] });
  const input = { name: 'Org', group: '', colour: '', loginUrl: org.instanceUrl, connectionId: null };
  const signIn = () => ask('connections.signInWithBrowser', input);
  return { org, dataDir, engine, heard, opened, ask, signIn };
}

describe('a browser sign-in', () => {
  // @promise 2: codes and tokens of a browser sign-in stay in the engine
  it('lets no code and no token out of the engine, and leaves none that can be read on the disk', async () => {
    const { org, dataDir, engine, heard, ask, signIn } = await signedInEngine();
    const { value } = await signIn();
    expect(value).toMatchObject({ signedIn: true });
    org.oauth.expireAccessTokens();
    await ask('connections.test', { id: value.id });
    await ask('ledger.list', { offset: 0, limit: 1000, ...ALL_REQUESTS });
    await ask('connections.list', {});
    expect(everyFile(dataDir)).not.toMatch(SECRETS);
    org.oauth.revokeAll();
    await ask('connections.test', { id: value.id });
    await engine.close();
    expect(heard.length).toBeGreaterThan(8);
    expect(heard.filter((text) => SECRETS.test(text))).toEqual([]);
    expect(everyFile(dataDir)).not.toMatch(SECRETS);
  });

  // @promise 7: nobody waits for the browser once the app is locked
  it('ends with the lock: the port is closed and what comes back later opens nothing', async () => {
    const waiting = Promise.withResolvers<void>();
    const { org, engine, opened, signIn } = await signedInEngine(async () => waiting.resolve());
    const answer = signIn();
    await waiting.promise;
    const callback = new URL(new URL(opened[0] ?? '').searchParams.get('redirect_uri') ?? '');
    await engine.close();
    expect(await answer).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    await expect(fetch(`${callback.href}?code=x&state=y`)).rejects.toThrow('fetch failed');
    expect(org.requests().some(({ path }) => path === '/services/oauth2/token')).toBe(false);
  });
});
