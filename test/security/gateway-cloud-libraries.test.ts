/*
 * Google's and Microsoft's own libraries with the gateway as their only transport: what they really ask for passes,
 * and what they would tell about this computer stays behind.
 */
import { Readable } from 'node:stream';
import { PublicClientApplication } from '@azure/msal-node';
import { drive } from '@googleapis/drive';
import { sheets } from '@googleapis/sheets';
import { Client } from '@microsoft/microsoft-graph-client';
import { OAuth2Client } from 'google-auth-library';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type CloudCall, createCloudFetch } from '../../src-main/engine/network/cloud-fetch.ts';
import { ACCESS_TOKEN, aboutRequest, type CloudKit, cloudKit } from '../support/cloud.ts';
import { failureOf, json } from '../support/network.ts';

const CALL: CloudCall = {
  purpose: 'google files',
  trigger: 'export',
  account: { id: 'a1', name: 'ada@example.com' },
  accessToken: ACCESS_TOKEN,
  about: 'a test',
  repeatable: true,
};

function google(kit: CloudKit, call: Partial<CloudCall> = {}) {
  const auth = new OAuth2Client({ clientId: 'c', clientSecret: 's', redirectUri: 'http://127.0.0.1:1/' });
  auth.setCredentials({ access_token: ACCESS_TOKEN });
  const fetchImplementation = createCloudFetch(kit.gateway, () => ({ ...CALL, ...call }));
  const options = { retry: false, fetchImplementation: fetchImplementation as typeof fetch };
  return { auth, options };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

/** The libraries must not find a way of their own. */
function withoutFetch(): void {
  vi.stubGlobal('fetch', () => Promise.reject(new Error('A library used the global fetch.')));
}

describe('Google’s libraries', () => {
  it('reach Drive and Sheets through the gateway with everything that Orgbench asks of them', async () => {
    const kit = await cloudKit((_, response) => json(response, 200, { id: '1AbC', files: [], user: {} }));
    withoutFetch();
    const { auth, options } = google(kit);
    const files = drive({ version: 'v3' });
    await files.about.get({ auth, fields: 'user(displayName)' }, options);
    await files.files.list({ auth, q: "name = 'a'", pageSize: 10, fields: 'files(id)' }, options);
    await files.files.update({ auth, fileId: '1AbC', requestBody: { name: 'x' }, fields: 'id' }, options);
    await files.files.delete({ auth, fileId: '1AbC' }, options);
    const media = {
      mimeType: 'application/octet-stream',
      body: Readable.from([Buffer.from([1, 2]), Buffer.from([3])]),
    };
    const requestBody = { name: 'x', mimeType: 'application/vnd.google-apps.spreadsheet' };
    await files.files.create({ auth, requestBody, media, fields: 'id,webViewLink' }, options);
    const cells = google(kit, { purpose: 'google sheets' });
    const books = sheets({ version: 'v4' }).spreadsheets;
    await books.create({ auth, requestBody: { properties: { title: 'x' } } }, cells.options);
    await books.get({ auth, spreadsheetId: '1AbC', fields: 'sheets.properties' }, cells.options);
    const data = [{ range: "'Fields'!A1:B1", values: [['a', '=b']] }];
    await books.values.batchUpdate(
      { auth, spreadsheetId: '1AbC', requestBody: { valueInputOption: 'RAW', data } },
      cells.options,
    );
    await books.batchUpdate(
      { auth, spreadsheetId: '1AbC', requestBody: { requests: [{ addSheet: {} }] } },
      cells.options,
    );
    expect(kit.server.received).toHaveLength(9);
    expect(kit.rows().map(({ state }) => state)).toEqual(Array(9).fill('done'));
    for (const { headers, path } of kit.server.received) {
      expect(headers['authorization']).toBe(`Bearer ${ACCESS_TOKEN}`);
      expect(path).not.toContain(ACCESS_TOKEN);
      for (const name of ['user-agent', 'x-goog-api-client']) expect(headers).not.toHaveProperty(name);
    }
    const upload = kit.server.received[4];
    expect(upload?.path).toMatch(/^\/upload\/drive\/v3\/files\?.*uploadType=multipart/);
    expect(upload?.body).toContain('\u0001\u0002\u0003');
  });

  it('exchange a code and renew a token through it, and meet an error as the service words it', async () => {
    const kit = await cloudKit((request, response) => {
      const refused = request.url === '/token' && kit.server.received.length > 1;
      json(
        response,
        refused ? 400 : 200,
        refused ? { error: 'invalid_grant' } : { access_token: 'new', expires_in: 3599 },
      );
    });
    withoutFetch();
    const fetchImplementation = createCloudFetch(kit.gateway, () => ({
      ...CALL,
      purpose: 'google sign in',
      accessToken: null,
    }));
    const auth = new OAuth2Client({
      clientId: 'c',
      clientSecret: 's',
      redirectUri: 'http://127.0.0.1:1/',
      transporterOptions: { fetchImplementation: fetchImplementation as typeof fetch },
    });
    const { tokens } = await auth.getToken({ code: '4/0A', codeVerifier: 'v'.repeat(64) });
    expect(tokens.access_token).toBe('new');
    auth.setCredentials({ refresh_token: '1//r' });
    await expect(auth.refreshAccessToken()).rejects.toMatchObject({ status: 400 });
    const sent = Object.fromEntries(new URLSearchParams(kit.server.received[0]?.body));
    expect(sent).toMatchObject({ grant_type: 'authorization_code', code: '4/0A', client_secret: 's' });
    expect(JSON.stringify(kit.db.prepare('SELECT * FROM ledger').all())).not.toMatch(/4\/0A|1\/\/r|"new"/);
  });

  it('cannot write values as typed', async () => {
    const kit = await cloudKit();
    const { auth, options } = google(kit, { purpose: 'google sheets' });
    const requestBody = { valueInputOption: 'USER_ENTERED', data: [{ range: 'A1', values: [['=1']] }] };
    const call = sheets({ version: 'v4' }).spreadsheets.values.batchUpdate(
      { auth, spreadsheetId: '1AbC', requestBody },
      options,
    );
    await expect(call).rejects.toThrow('Values are written as they are (RAW)');
    expect(kit.server.received).toEqual([]);
  });
});

describe('Microsoft’s libraries', () => {
  it('MSAL exchanges a code through the gateway', async () => {
    const claims = {
      oid: '1',
      tid: '2',
      preferred_username: 'ada@contoso.com',
      iss: 'https://login.microsoftonline.com/2/v2.0',
      aud: 'c',
      exp: 4e9,
      ver: '2.0',
      sub: '3',
    };
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const kit = await cloudKit((request, response) => {
      const isToken = request.url?.split('?')[0]?.endsWith('/token') === true;
      const tokens = {
        token_type: 'Bearer',
        scope: 'Files.ReadWrite',
        expires_in: 3599,
        access_token: 'EwB-token',
        id_token: `${part({ alg: 'none' })}.${part(claims)}.x`,
        client_info: part({ uid: '1', utid: '2' }),
      };
      json(response, isToken ? 200 : 404, isToken ? tokens : {});
    });
    withoutFetch();
    const asked = createCloudFetch(kit.gateway, () => ({ ...CALL, purpose: 'microsoft sign in', accessToken: null }));
    const send = async <T>(url: string, init: RequestInit) => {
      const response = await asked(url, init);
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: (await response.json()) as T,
      };
    };
    const application = new PublicClientApplication({
      auth: { clientId: 'c', authority: 'https://login.microsoftonline.com/organizations' },
      system: {
        networkClient: {
          sendGetRequestAsync: (url, options) => send(url, { headers: options?.headers ?? {} }),
          sendPostRequestAsync: (url, options) =>
            send(url, { method: 'POST', headers: options?.headers ?? {}, body: options?.body ?? '' }),
        },
      },
    });
    const result = await application.acquireTokenByCode({
      code: '0.AXs',
      codeVerifier: 'v'.repeat(64),
      redirectUri: 'http://localhost:1',
      scopes: ['Files.ReadWrite'],
    });
    expect(result.account?.username).toBe('ada@contoso.com');
    const sent = new URLSearchParams(kit.server.received.at(-1)?.body);
    expect([...sent.keys()].filter((name) => /^x-/i.test(name))).toEqual([]);
    expect(kit.rows().map(({ state }) => state)).not.toContain('refused');
    expect(JSON.stringify(kit.rows())).not.toMatch(/0\.AXs|EwB-token/);
  });

  it('the Graph client reads and uploads through the gateway', async () => {
    const kit = await cloudKit((_, response) => json(response, 200, { id: '01ABC' }));
    withoutFetch();
    const through = createCloudFetch(kit.gateway, () => ({ ...CALL, purpose: 'microsoft files' }));
    const client = Client.initWithMiddleware({
      middleware: {
        execute: async (context) => {
          if (typeof context.request !== 'string') throw new Error('The client gave no address.');
          context.response = await through(context.request, context.options as RequestInit);
        },
      },
    });
    await expect(client.api('/me/drive/special/approot').select('id').get()).resolves.toMatchObject({ id: '01ABC' });
    await client
      .api('/me/drive/special/approot:/Fields.xlsx:/content')
      .headers({ 'Content-Type': 'application/octet-stream' })
      .put(Buffer.from('PK'));
    expect(kit.server.received.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['GET', '/v1.0/me/drive/special/approot?$select=id', ''],
      ['PUT', '/v1.0/me/drive/special/approot:/Fields.xlsx:/content', 'PK'],
    ]);
  });
});

describe('a fetch through the gateway', () => {
  it('refuses a token that is not the account’s, and a method or body that is not used', async () => {
    const kit = await cloudKit();
    const through = createCloudFetch(kit.gateway, () => CALL);
    const { url } = aboutRequest();
    const cases: readonly RequestInit[] = [
      { headers: { Authorization: 'Bearer other' } },
      { method: 'TRACE' },
      { method: 'PATCH', body: new FormData() },
    ];
    for (const init of cases) expect((await failureOf(through(url, init))).code).toBe('request-refused');
    expect(kit.server.received).toEqual([]);
  });

  it('gives the answer as fetch would: status, headers, an empty body where there is none', async () => {
    const kit = await cloudKit((_, response) => {
      response.writeHead(204, { etag: '"1"' });
      response.end();
    });
    const answer = await createCloudFetch(kit.gateway, () => CALL)('https://www.googleapis.com/drive/v3/files/1', {
      method: 'DELETE',
      headers: { authorization: `Bearer ${ACCESS_TOKEN}` },
    });
    expect(answer).toMatchObject({ status: 204, ok: true, body: null });
    expect(answer.headers.get('etag')).toBe('"1"');
  });

  it('is cancelled by the library’s signal and by the caller’s', async () => {
    const kit = await cloudKit(() => undefined);
    const { url } = aboutRequest();
    for (const how of ['library', 'caller']) {
      const controller = new AbortController();
      const { signal } = controller;
      const through = createCloudFetch(kit.gateway, () => (how === 'caller' ? { ...CALL, signal } : CALL));
      const call = through(url, how === 'library' ? { signal } : { signal: new AbortController().signal });
      setImmediate(() => controller.abort());
      await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    }
  });
});
