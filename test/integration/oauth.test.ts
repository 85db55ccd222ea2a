import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { OrgApp } from '../../src-main/sample-org/oauth/apps.ts';
import { defaultClientId } from '../../src-main/sample-org/oauth/default-app.ts';
import { followSignIn, holdPort } from '../support/browser-person.ts';
import { failureOf, loopbackServer } from '../support/network.ts';
import { type OAuthKit, bundle, oauthKit } from '../support/oauth-kit.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';

describe('signing in with the browser', () => {
  it('opens the sign-in page, takes the code with PKCE, and stays signed in with sealed tokens', async () => {
    const kit = await oauthKit();
    const connection = await kit.signIn();
    expect(connection).toMatchObject({ name: 'Main', signedIn: true, loginUrl: kit.org.instanceUrl, type: 'sample' });
    expect(connection.user?.id).toMatch(/^005/);
    expect(connection.user?.email).toContain('@');
    const asked = new URL(kit.opened[0] ?? '');
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256');
    expect(asked.searchParams.get('redirect_uri')).toBe(`http://localhost:${kit.ports[0]}/OauthRedirect`);
    expect(asked.searchParams.get('scope')).toBe('api refresh_token');
    expect(kit.connections.secret(connection.id, 'refreshToken')).not.toBeNull();
    expect(JSON.stringify(connection)).not.toContain(defaultClientId);
    expect((await kit.read(connection.id)).state).toBe('read');
    expect(kit.org.writes()).toEqual([]);
  });

  it('shows a closing page that runs nothing and says what to do', async () => {
    const kit = await oauthKit();
    await kit.signIn();
    const page = await kit.pages[0];
    expect(page?.status).toBe(200);
    expect(page?.text).toContain('You can close this tab');
    expect(page?.text).not.toMatch(/<script|https?:/);
    const policy = page?.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(page?.headers.get('cache-control')).toBe('no-store');
    expect(page?.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('writes every request into the ledger, and no token, code or client id with it', async () => {
    const kit = await oauthKit();
    await kit.signIn();
    const rows = kit.rows();
    expect(rows.slice(0, 2).map(({ purpose, method, path, status }) => [purpose, method, path, status])).toEqual([
      ['sign in', 'GET', '/services/oauth2/authorize', 302],
      ['sign in', 'POST', '/services/oauth2/token', 200],
    ]);
    const sent = kit.org.requests();
    expect(rows).toHaveLength(sent.length - 1);
    const text = JSON.stringify(kit.db.prepare('SELECT * FROM ledger').all());
    expect(text).not.toMatch(/code=|client_id|3MVG9|00D\w{12,15}!/);
  });

  it('answers nothing but the one path, by its own name and by GET, under both loopback addresses', async () => {
    const kit = await oauthKit();
    const statuses: number[] = [];
    kit.person.browse = async (url) => {
      const at = (host: string, path: string, init?: RequestInit) =>
        fetch(`http://${host}:${kit.ports[0]}${path}`, init).then(({ status }) => statuses.push(status));
      await at('localhost', '/');
      await at('localhost', '/OauthRedirect', { method: 'POST', body: 'code=1' });
      await at('localhost', '/OauthRedirect');
      await at('127.0.0.1', '/OauthRedirect?code=1');
      await at('[::1]', '/OauthRedirect?code=1');
      return followSignIn(url);
    };
    await kit.signIn();
    expect(statuses).toEqual([404, 405, 400, 404, 404]);
    await expect(fetch(`http://localhost:${kit.ports[0]}/OauthRedirect?code=1`)).rejects.toThrow('fetch failed');
  });

  it('goes on waiting when a page brings the answer of another sign-in', async () => {
    const kit = await oauthKit();
    const forged: string[] = [];
    kit.person.browse = async (url) => {
      const redirect = new URL(url).searchParams.get('redirect_uri');
      for (const query of ['error=access_denied', 'error=access_denied&state=forged', 'code=1234&state=forged']) {
        forged.push(await fetch(`${redirect}?${query}`).then((page) => page.text()));
      }
      return followSignIn(url);
    };
    await expect(kit.signIn()).resolves.toMatchObject({ name: 'Main', signedIn: true });
    expect(forged).toHaveLength(3);
    for (const page of forged) expect(page).toContain('belongs to another sign-in');
    expect(kit.tokenRequests()).toBe(1);
  });

  it('lets no picture or frame of another page bring an answer', async () => {
    const kit = await oauthKit();
    const statuses: number[] = [];
    kit.person.browse = (url) =>
      followSignIn(url, async (callback) => {
        for (const dest of ['image', 'iframe', 'script', 'empty']) {
          statuses.push(await fetch(callback, { headers: { 'sec-fetch-dest': dest } }).then(({ status }) => status));
        }
        return callback;
      });
    await kit.signIn();
    expect(statuses).toEqual([403, 403, 403, 403]);
  });

  it('takes the next port when one is in use, under either address', async () => {
    const kit = await oauthKit();
    const first = await holdPort(kit.ports[0] ?? 0);
    const second = await holdPort(kit.ports[1] ?? 0, '::1');
    await kit.signIn();
    expect(new URL(kit.opened[0] ?? '').searchParams.get('redirect_uri')).toContain(`:${kit.ports[2]}/`);
    await Promise.all([first.release(), second.release()]);
  });

  it('signs an existing connection in again, and refuses another org for it', async () => {
    const kit = await oauthKit();
    const { id } = await kit.signIn();
    await kit.service.handlers['connections.signOut']({ id }, kit.context());
    const again = await kit.signIn({ connectionId: id, name: 'ignored' });
    expect(again).toMatchObject({ id, name: 'Main', signedIn: true });
    const elsewhere = await sampleOrgForTest({
      bundle: { ...bundle, org: { ...bundle.org, name: 'Another company' } },
      oauth: {
        apps: [
          {
            clientId: defaultClientId,
            callbackUrls: kit.ports.map((port) => `http://localhost:${port}/OauthRedirect`),
          },
        ],
        approval: 'allow',
      },
    });
    const failure = await failureOf(kit.signIn({ connectionId: id, loginUrl: elsewhere.instanceUrl }));
    expect(failure.code).toBe('org-mismatch');
    // What was granted there and is not kept is ended there.
    expect(elsewhere.oauth.grantCount()).toBe(0);
    expect((await kit.read(id)).state).toBe('read');
  });
});

describe('a browser sign-in that fails ends in its own sentence', () => {
  const cases: readonly {
    readonly name: string;
    readonly app?: Partial<OrgApp>;
    readonly prepare?: (kit: OAuthKit) => void;
    readonly says: RegExp;
  }[] = [
    {
      name: 'the person denies',
      prepare: (kit) => kit.org.oauth.setApproval('deny'),
      says: /denied in the browser.*choose Allow/,
    },
    {
      name: 'the browser comes back with nothing',
      prepare: (kit) => {
        kit.person.browse = (url) =>
          followSignIn(url, (callback) => {
            callback.searchParams.delete('code');
            return callback;
          });
      },
      says: /without an answer/,
    },
    {
      name: 'the callback address is not registered',
      app: { callbackUrls: ['http://localhost:1/OauthRedirect'] },
      says: /does not know the callback address.*Add all callback addresses/,
    },
    { name: 'the app is not installed', app: { installed: false }, says: /not installed in this org.*administrator/ },
    { name: 'the app is blocked', app: { blocked: true }, says: /blocked this app.*OAuth Usage/ },
    { name: 'the user is not approved', app: { preApprovedOnly: true }, says: /not approved for the app.*profile/ },
    {
      name: 'the client id is wrong',
      prepare: (kit) => {
        kit.person.clientId = `${defaultClientId}x`;
      },
      says: /does not know this client id.*Consumer Key/,
    },
    { name: 'the app wants a secret', app: { requireSecret: true }, says: /client/ },
    {
      name: 'the network is not allowed',
      prepare: (kit) => kit.org.oauth.refuseTokens('ip restricted'),
      says: /IP restriction/,
    },
  ];
  it.each(cases)('$name', async ({ app = {}, prepare, says }) => {
    const kit = await oauthKit(app);
    prepare?.(kit);
    const failure = await failureOf(kit.signIn());
    expect(failure.code).toBe('sign-in-failed');
    expect(failure.message).toMatch(says);
    expect(kit.connections.list()).toEqual([]);
  });

  it('only the answer of another sign-in comes', async () => {
    const kit = await oauthKit({}, { timeoutMs: 300 });
    // No time passes before the answer has come.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    kit.person.browse = async (url) => {
      const page = await followSignIn(url, (callback) => {
        callback.searchParams.set('state', 'forged');
        return callback;
      });
      vi.advanceTimersByTime(300);
      return page;
    };
    const failure = await failureOf(kit.signIn());
    expect(failure.code).toBe('sign-in-failed');
    expect(failure.message).toMatch(/another sign-in.*start again/);
    expect(kit.connections.list()).toEqual([]);
  });

  it('no client id is set', async () => {
    const kit = await oauthKit();
    kit.person.clientId = '';
    expect((await failureOf(kit.signIn())).code).toBe('client-id-missing');
    expect(kit.opened).toEqual([]);
  });

  it('there is no browser to open', async () => {
    const kit = await oauthKit();
    kit.person.open = () => Promise.reject(new Error('no handler'));
    const failure = await failureOf(kit.signIn());
    expect([failure.code, failure.message]).toEqual(['sign-in-failed', expect.stringContaining('default browser')]);
  });

  it('all ports are in use', async () => {
    const kit = await oauthKit();
    const held = await Promise.all(kit.ports.map((port) => holdPort(port)));
    const failure = await failureOf(kit.signIn());
    expect(failure.message).toMatch(/ports .* all in use\. Close the program/);
    await Promise.all(held.map((one) => one.release()));
  });

  it('the browser does not come back in time', async () => {
    const kit = await oauthKit({}, { timeoutMs: 50 });
    kit.person.browse = async () => null;
    expect((await failureOf(kit.signIn())).message).toMatch(/did not come back in time/);
  });

  it('the address is not one of a sign-in page', async () => {
    const kit = await oauthKit();
    for (const loginUrl of [
      'https://login.example.com',
      'http://login.salesforce.com',
      'login.salesforce.com.evil.com',
    ]) {
      expect((await failureOf(kit.signIn({ loginUrl }))).code).toBe('bad-address');
    }
    expect(kit.opened).toEqual([]);
  });
});

describe('a browser sign-in that is not wanted any more', () => {
  it('is cancelled by the person, and its port is free again', async () => {
    const kit = await oauthKit();
    const controller = new AbortController();
    kit.person.browse = async () => {
      controller.abort();
      return null;
    };
    await expect(kit.signIn({}, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
    await (await holdPort(kit.ports[0] ?? 0)).release();
    expect(kit.connections.list()).toEqual([]);
  });

  it('is ended by a second one, and by the lock', async () => {
    const kit = await oauthKit();
    const waits = Promise.withResolvers<void>();
    kit.person.browse = async () => {
      waits.resolve();
      return null;
    };
    const first = kit.signIn();
    await waits.promise;
    kit.person.browse = (url) => followSignIn(url);
    const second = kit.signIn({ name: 'Second' });
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    expect((await second).name).toBe('Second');
    const waitsAgain = Promise.withResolvers<void>();
    kit.person.browse = async () => {
      waitsAgain.resolve();
      return null;
    };
    const third = kit.signIn({ name: 'Third' });
    await waitsAgain.promise;
    kit.service.close();
    await expect(third).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('the check of a client id, without signing in', () => {
  it('finds nothing wrong, or names what is', async () => {
    const kit = await oauthKit({
      callbackUrls: [1717, 56420, 58728].map((port) => `http://localhost:${port}/OauthRedirect`),
    });
    const check = (clientId: string) =>
      kit.service.handlers['connections.checkClientId']({ loginUrl: kit.org.instanceUrl, clientId }, kit.context());
    expect((await check(defaultClientId)).problem).toMatch(/missing one is http:\/\/localhost:59132\/OauthRedirect/);
    expect((await check(`${defaultClientId}x`)).problem).toMatch(/does not know this client id/);
    const urls = [1717, 56420, 58728, 59132].map((port) => `http://localhost:${port}/OauthRedirect`);
    kit.org.oauth.changeApp(defaultClientId, { callbackUrls: urls });
    expect(await check(defaultClientId)).toEqual({ loginUrl: kit.org.instanceUrl, problem: null });
    expect((await failureOf(Promise.resolve().then(() => check('two words')))).code).toBe('client-id-missing');
  });
});

describe('the sign-in page of Salesforce is not trusted blindly', () => {
  it('an answer with an instance outside Salesforce gets no token', async () => {
    const kit = await oauthKit();
    const server = await loopbackServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      if (request.url?.startsWith('/services/oauth2/authorize') === true) {
        const query = new URL(request.url, 'http://x').searchParams;
        response.writeHead(302, { location: `${query.get('redirect_uri')}?code=aPrx123&state=${query.get('state')}` });
        response.end();
        return;
      }
      response.end(
        JSON.stringify({
          access_token: '00D000000000001!AQ.token_token',
          instance_url: 'https://evil.example.com',
          id: '',
        }),
      );
    });
    const failure = await failureOf(kit.signIn({ loginUrl: server.origin }));
    expect(failure.code).toBe('bad-address');
    expect(server.received.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST']);
    expect(kit.connections.list()).toEqual([]);
  });
});
