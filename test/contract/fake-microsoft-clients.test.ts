import {
  type INetworkModule,
  InteractionRequiredAuthError,
  type NetworkRequestOptions,
  PublicClientApplication,
} from '@azure/msal-node';
import {
  Client,
  HTTPMessageHandler,
  LargeFileUploadTask,
  FileUpload,
  RetryHandler,
  RetryHandlerOptions,
  type Context,
  type Middleware,
} from '@microsoft/microsoft-graph-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFakeMicrosoft, type FakeMicrosoft } from '../fakes/microsoft/fake-microsoft.ts';
import { atFake, signInAt, type Landed } from '../fakes/microsoft/person.ts';

let fake: FakeMicrosoft;
beforeEach(async () => {
  fake = await startFakeMicrosoft();
});
afterEach(() => fake.close());

/** MSAL's way to the network, with the origins changed on the way. */
function networkClient(): INetworkModule {
  const send = async <Body>(method: string, url: string, options?: NetworkRequestOptions) => {
    const response = await fetch(atFake(fake, url), { method, headers: options?.headers, body: options?.body });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: (await response.json()) as Body,
    };
  };
  return {
    sendGetRequestAsync: (url, options) => send('GET', url, options),
    sendPostRequestAsync: (url, options) => send('POST', url, options),
  };
}

const msal = (authority = 'https://login.microsoftonline.com/common'): PublicClientApplication =>
  new PublicClientApplication({
    auth: { clientId: fake.app.clientId, authority },
    system: { networkClient: networkClient() },
  });

async function interactive(application: PublicClientApplication, scopes: readonly string[]) {
  let landed: Promise<Landed> | null = null;
  const result = await application.acquireTokenInteractive({
    scopes: [...scopes],
    openBrowser: async (url) => {
      landed = signInAt(fake, url);
    },
    successTemplate: 'Signed in',
  });
  return { result, landed: await (landed as Promise<Landed> | null) };
}

describe('MSAL with the fake Microsoft', () => {
  it('signs in a work account and refreshes its token', async () => {
    const application = msal();
    const { result, landed } = await interactive(application, ['Files.ReadWrite']);
    expect(landed).toMatchObject({ toApp: true, text: 'Signed in' });
    expect(result.account).toMatchObject({
      username: fake.worker.address,
      tenantId: fake.tenant.id,
      homeAccountId: `${fake.worker.id}.${fake.tenant.id}`,
      name: 'Adele Vance',
    });
    expect(result.scopes).toContain('Files.ReadWrite');
    if (result.account === null) throw new Error('There is no account.');
    const cached = await application.acquireTokenSilent({ account: result.account, scopes: ['Files.ReadWrite'] });
    expect(cached).toMatchObject({ fromCache: true, accessToken: result.accessToken });
    const fresh = await application.acquireTokenSilent({
      account: result.account,
      scopes: ['Files.ReadWrite'],
      forceRefresh: true,
    });
    expect(fresh.fromCache).toBe(false);
    expect(fresh.accessToken).not.toBe(result.accessToken);
  });

  it('signs in a personal account', async () => {
    fake.browser.person = fake.personal;
    const { result } = await interactive(msal('https://login.microsoftonline.com/consumers'), [
      'Files.ReadWrite.AppFolder',
    ]);
    expect(result.account).toMatchObject({
      username: 'pat@outlook.com',
      tenantId: '9188040d-6c67-4c5b-b112-36a304b66dad',
    });
  });

  it('reads the discovery documents of a tenant that it does not know', async () => {
    const { result } = await interactive(msal(`https://login.microsoftonline.com/${fake.tenant.domain}`), [
      'Files.ReadWrite',
    ]);
    expect(result.account?.tenantId).toBe(fake.tenant.id);
  });

  it('sees that the person declined, or that an admin is needed', async () => {
    fake.browser.answer = 'cancel';
    await expect(interactive(msal(), ['Files.ReadWrite'])).rejects.toMatchObject({ errorCode: 'access_denied' });
    fake.tenant.userConsent = 'adminOnly';
    await expect(interactive(msal(), ['Files.ReadWrite'])).rejects.toThrow(/AADSTS90094/);
  });

  it('asks for a new sign-in once the tokens were revoked', async () => {
    const application = msal();
    const { result } = await interactive(application, ['Files.ReadWrite']);
    fake.revokeTokens(fake.worker);
    if (result.account === null) throw new Error('There is no account.');
    const silent = application.acquireTokenSilent({
      account: result.account,
      scopes: ['Files.ReadWrite'],
      forceRefresh: true,
    });
    await expect(silent).rejects.toBeInstanceOf(InteractionRequiredAuthError);
  });
});

describe('the Graph client with the fake Microsoft', () => {
  /** Adds the token and changes the origin; the client's own sender does the rest. */
  function client(token: string): Client {
    const door: Middleware & { next?: Middleware } = {
      execute: async (context: Context) => {
        const real = String(context.request);
        context.request = atFake(fake, real);
        context.options = {
          ...context.options,
          headers: {
            ...(context.options?.headers as Record<string, string> | undefined),
            ...(real.startsWith('https://graph.microsoft.com') ? { authorization: `Bearer ${token}` } : {}),
          },
        };
        await door.next?.execute(context);
      },
      setNext: (next: Middleware) => {
        door.next = next;
      },
    };
    const retry = new RetryHandler(new RetryHandlerOptions(0.01, 3));
    retry.setNext(new HTTPMessageHandler());
    door.setNext?.(retry);
    return Client.initWithMiddleware({ middleware: door });
  }

  it('reads, writes and repeats after a 429', async () => {
    const { result } = await interactive(msal(), ['Files.ReadWrite']);
    const graph = client(result.accessToken);
    fake.fault({ match: '/me/drive', kind: 'status', status: 429, retryAfter: 0 });
    expect(await graph.api('/me/drive').get()).toMatchObject({ driveType: 'business' });
    const item = await graph.api('/me/drive/root:/A.txt:/content').put('hello');
    expect(item).toMatchObject({ name: 'A.txt', size: 5 });
    expect(await graph.api('/me/drive/root/children').select('name').get()).toMatchObject({
      value: [{ name: 'A.txt' }],
    });
    await expect(graph.api('/me/drive/root:/B.txt').get()).rejects.toMatchObject({
      statusCode: 404,
      code: 'itemNotFound',
    });
  });

  it('uploads a file in fragments with its own upload task', async () => {
    const { result } = await interactive(msal(), ['Files.ReadWrite']);
    const graph = client(result.accessToken);
    const content = Buffer.alloc(1_000_000, 'abc');
    const session = await LargeFileUploadTask.createUploadSession(
      graph,
      '/me/drive/root:/Big.bin:/createUploadSession',
      { item: { '@microsoft.graph.conflictBehavior': 'rename' } },
    );
    const file = new FileUpload(new Uint8Array(content).buffer, 'Big.bin', content.length);
    const task = new LargeFileUploadTask(graph, file, session, { rangeSize: 320 * 1024 });
    await task.upload();
    expect(fake.file(fake.worker, 'Big.bin')?.content.equals(content)).toBe(true);
    expect(
      fake
        .requests()
        .filter((entry) => entry.method === 'PUT')
        .map((entry) => entry.status),
    ).toEqual([202, 202, 202, 201]);
  });
});
