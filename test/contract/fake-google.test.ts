import { drive } from '@googleapis/drive';
import { sheets } from '@googleapis/sheets';
import { CodeChallengeMethod, OAuth2Client } from 'google-auth-library';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeGoogle } from '../fakes/google/fake-google.ts';
import { DRIVE_FILE_SCOPE, startFakeGoogle } from '../fakes/google/fake-google.ts';
import { authorizeUrl, consentTo, messageOf, raw, signIn } from '../fakes/google/test-client.ts';

/*
 * Google's own client library against the fake: what it sends is taken, what it reads has the shapes it expects. The
 * rules one by one are in the other files called fake-google-…
 */

let fake: FakeGoogle;
beforeEach(async () => {
  fake = await startFakeGoogle();
});
afterEach(async () => {
  await fake.close();
});

function libraryClient(): OAuth2Client {
  const fetchImplementation: typeof fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    return await fetch(fake.local(url), init);
  };
  return new OAuth2Client({
    clientId: fake.client.clientId,
    clientSecret: fake.client.clientSecret,
    redirectUri: 'http://127.0.0.1:49999/',
    transporterOptions: { fetchImplementation, retry: false },
  });
}

async function signedInLibrary(): Promise<OAuth2Client> {
  const auth = libraryClient();
  const { codeVerifier, codeChallenge } = await auth.generateCodeVerifierAsync();
  const url = auth.generateAuthUrl({
    access_type: 'offline',
    prompt: 'consent',
    scope: DRIVE_FILE_SCOPE,
    code_challenge: codeChallenge ?? '',
    code_challenge_method: CodeChallengeMethod.S256,
  });
  const landed = await raw(fake, 'GET', url);
  const code = new URL(landed.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const { tokens } = await auth.getToken({ code, codeVerifier });
  auth.setCredentials(tokens);
  return auth;
}

describe("Google's own client library", () => {
  it('signs in, refreshes, and is refused after the revocation', async () => {
    const auth = await signedInLibrary();
    expect(auth.credentials.scope).toBe(DRIVE_FILE_SCOPE);
    expect(auth.credentials.refresh_token).toMatch(/^1\/\/0/);
    fake.expireAccessTokens();
    const { credentials } = await auth.refreshAccessToken();
    expect(credentials.access_token).toMatch(/^ya29\./);
    await auth.revokeToken(credentials.access_token ?? '');
    await expect(auth.refreshAccessToken()).rejects.toThrow('invalid_grant');
  });

  it('makes a spreadsheet, fills it, formats it, reads it back and deletes it', async () => {
    const auth = await signedInLibrary();
    const client = sheets({ version: 'v4', auth });
    const created = await client.spreadsheets.create({
      requestBody: {
        properties: { title: 'Org X' },
        sheets: [
          {
            properties: {
              sheetId: 1,
              title: "Owner's fields",
              gridProperties: { rowCount: 3, columnCount: 2, frozenRowCount: 1 },
            },
          },
        ],
      },
    });
    const spreadsheetId = created.data.spreadsheetId ?? '';
    expect(created.data.spreadsheetUrl).toBe(`https://docs.google.com/spreadsheets/d/${spreadsheetId}/edit`);
    const written = await client.spreadsheets.values.batchUpdate({
      spreadsheetId,
      requestBody: {
        valueInputOption: 'RAW',
        data: [
          {
            range: "'Owner''s fields'!A1:B3",
            values: [
              ['API name', 'Length'],
              ['=1+1', 80],
              ['007', true],
            ],
          },
        ],
      },
    });
    expect(written.data.totalUpdatedCells).toBe(6);
    await client.spreadsheets.batchUpdate({
      spreadsheetId,
      requestBody: {
        requests: [
          {
            repeatCell: {
              range: { sheetId: 1, endRowIndex: 1 },
              cell: { userEnteredFormat: { textFormat: { bold: true } } },
              fields: 'userEnteredFormat.textFormat.bold',
            },
          },
          { setBasicFilter: { filter: { range: { sheetId: 1 } } } },
        ],
      },
    });
    const read = await client.spreadsheets.get({ spreadsheetId, includeGridData: true });
    const row = read.data.sheets?.[0]?.data?.[0]?.rowData;
    expect(row?.[0]?.values?.[0]?.userEnteredFormat?.textFormat?.bold).toBe(true);
    expect(row?.[1]?.values?.map((cell) => cell.userEnteredValue)).toEqual([
      { stringValue: '=1+1' },
      { numberValue: 80 },
    ]);
    const [tab] = fake.spreadsheet(spreadsheetId).tabs;
    expect(tab?.values).toEqual([
      ['API name', 'Length'],
      ['=1+1', 80],
      ['007', true],
    ]);
    const files = drive({ version: 'v3', auth });
    const listed = await files.files.list({ q: "name = 'Org X' and trashed = false", fields: 'files(id,name)' });
    expect(listed.data.files).toEqual([{ id: spreadsheetId, name: 'Org X' }]);
    await files.files.delete({ fileId: spreadsheetId });
    expect(fake.spreadsheets()).toHaveLength(0);
  });

  it('reads who is signed in and how much space is left', async () => {
    const client = drive({ version: 'v3', auth: await signedInLibrary() });
    const { data } = await client.about.get({ fields: 'user(displayName,emailAddress,permissionId),storageQuota' });
    expect(data.user?.emailAddress).toBe(fake.person.email);
    expect(data.storageQuota?.limit).toBe(String(15 * 1024 ** 3));
  });
});

describe('a fault', () => {
  const create = 'https://sheets.googleapis.com/v4/spreadsheets';

  it('that answers with a status does nothing and hits as often as it was told', async () => {
    const { access: token } = await signIn(fake);
    fake.fault({
      match: 'POST https://sheets.googleapis.com/v4/spreadsheets',
      times: 1,
      kind: 'status',
      status: 429,
      retryAfter: 7,
    });
    const first = await raw(fake, 'POST', create, { token, body: {} });
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '7']);
    expect((await raw(fake, 'POST', create, { token, body: {} })).status).toBe(200);
    expect(fake.spreadsheets()).toHaveLength(1);
    expect(fake.faultHits()).toBe(1);
  });

  it('that cuts before does nothing, one that cuts after has done everything', async () => {
    const { access: token } = await signIn(fake);
    fake.fault({ match: '/v4/spreadsheets', times: 1, kind: 'cutBefore' });
    await expect(raw(fake, 'POST', create, { token, body: {} })).rejects.toThrow('fetch failed');
    expect(fake.spreadsheets()).toHaveLength(0);
    fake.fault({ match: /spreadsheets$/, times: 1, kind: 'cutAfter' });
    await expect(raw(fake, 'POST', create, { token, body: {} })).rejects.toThrow('fetch failed');
    expect(fake.spreadsheets()).toHaveLength(1);
  });

  it('that sends half of the body breaks off in the middle of the answer', async () => {
    const { access: token } = await signIn(fake);
    fake.fault({ match: '/v4/spreadsheets', times: 1, kind: 'halfBody' });
    await expect(raw(fake, 'POST', create, { token, body: {} })).rejects.toThrow('terminated');
    expect(fake.spreadsheets()).toHaveLength(1);
  });

  it('that hangs gives no answer until the client gives up', async () => {
    fake.fault({ match: '/token', kind: 'hang' });
    const url = fake.local('https://oauth2.googleapis.com/token');
    await expect(fetch(url, { method: 'POST', signal: AbortSignal.timeout(50) })).rejects.toThrow('timeout');
  });

  it('begins after as many requests as it is told to skip', async () => {
    const { access: token } = await signIn(fake);
    fake.fault({ match: '/v4/spreadsheets', skip: 1, times: 1, kind: 'status', status: 503 });
    const statuses = [];
    for (let count = 0; count < 3; count += 1)
      statuses.push((await raw(fake, 'POST', create, { token, body: {} })).status);
    expect(statuses).toEqual([200, 503, 200]);
  });
});

describe('the request log', () => {
  it('has the sizes of what was sent and answered', async () => {
    const asked = authorizeUrl(fake);
    await consentTo(fake, asked);
    const { access: token } = await signIn(fake);
    fake.clearRequests();
    const body = { properties: { title: 'Sizes' } };
    const answer = await raw(fake, 'POST', 'https://sheets.googleapis.com/v4/spreadsheets?fields=spreadsheetId', {
      token,
      body,
    });
    const [entry, ...more] = fake.requests();
    expect(more).toEqual([]);
    expect(entry?.path).toBe('/v4/spreadsheets?fields=spreadsheetId');
    expect(entry?.requestBytes).toBe(JSON.stringify(body).length);
    expect(entry?.responseBytes).toBe(answer.text.length);
    expect(entry?.status).toBe(200);
  });

  it('keeps to loopback', () => {
    for (const address of Object.values(fake.endpoints)) expect(new URL(address).hostname).toBe('127.0.0.1');
  });

  it('answers what it does not know with an error, never with success', async () => {
    const { access: token } = await signIn(fake);
    for (const url of [
      'https://sheets.googleapis.com/v4/spreadsheets/x/developerMetadata:search',
      'https://www.googleapis.com/drive/v3/changes',
      'https://accounts.google.com/other',
      'https://oauth2.googleapis.com/tokeninfo',
    ]) {
      expect((await raw(fake, 'POST', url, { token, body: {} })).status, url).toBe(404);
    }
    const { json } = await raw(fake, 'POST', 'https://sheets.googleapis.com/v4/spreadsheets', { token, body: {} });
    const answer = await raw(
      fake,
      'POST',
      `https://sheets.googleapis.com/v4/spreadsheets/${String(json.spreadsheetId)}:batchUpdate`,
      {
        token,
        body: { requests: [{ mergeCells: {} }] },
      },
    );
    expect(answer.status).toBe(501);
    expect(messageOf(answer)).toContain('mergeCells');
  });
});
