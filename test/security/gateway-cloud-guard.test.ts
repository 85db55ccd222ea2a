/*
 * Promise 6 for Google and Microsoft: which requests may leave, and that everything else is refused before it is sent.
 */
import { describe, expect, it } from 'vitest';
import { ACCESS_TOKEN, aboutRequest, cloudKit, UPLOAD_HOST, valuesRequest } from '../support/cloud.ts';
import { ALLOWED } from '../support/cloud-allowed.ts';
import { type Case, LOGIN, files, form, refreshForm } from '../support/cloud-cases.ts';
import { REFUSED } from '../support/cloud-refused.ts';
import { failureOf, json } from '../support/network.ts';

function titleOf({ purpose, method, url }: Case): string {
  return `${purpose}: ${method} ${url.replace('https://', '').slice(0, 110)}`;
}

describe('requests to Google and Microsoft that may leave', () => {
  it.each(ALLOWED.map((request) => [titleOf(request), request] as const))('%s', async (_, request) => {
    const kit = await cloudKit();
    await expect(kit.gateway.cloud(aboutRequest(request))).resolves.toMatchObject({ status: 200, attempts: 1 });
    expect(kit.server.received).toHaveLength(1);
    const sent = kit.server.received[0];
    expect(sent?.method).toBe(request.method);
    expect(sent?.headers['authorization']).toBe(request.accessToken === null ? undefined : `Bearer ${ACCESS_TOKEN}`);
    expect(sent?.path).not.toContain(ACCESS_TOKEN);
    expect(kit.rows()).toHaveLength(1);
    expect(kit.rows()[0]).toMatchObject({ state: 'done', status: 200, purpose: request.purpose });
  });
});

// @promise 6: about 90 requests to Google and Microsoft that share, read, move or hide something are refused
describe('requests to Google and Microsoft that are refused', () => {
  it.each(REFUSED)('%s', async (_, request) => {
    const kit = await cloudKit();
    const failure = await failureOf(kit.gateway.cloud(aboutRequest(request)));
    expect(failure.code).toBe('request-refused');
    expect(failure.message).toMatch(/^The request was not sent: \S.*\.$/);
    expect(failure.message).not.toContain(ACCESS_TOKEN);
    expect(kit.server.received).toEqual([]);
    expect(kit.rows()).toHaveLength(1);
    expect(kit.rows()[0]).toMatchObject({ state: 'refused', bytesOut: 0 });
    expect(JSON.stringify(kit.rows())).not.toContain(ACCESS_TOKEN);
  });
});

describe('what is sent in place of what was given', () => {
  it('is a form without what the library tells about this computer', async () => {
    const kit = await cloudKit();
    const given = {
      ...refreshForm,
      scope: 'Files.ReadWrite',
      'x-client-OS': 'linux',
      'x-client-CPU': 'x64',
      'X-AnchorMailbox': 'Oid:1@2',
    };
    await kit.gateway.cloud(aboutRequest(form('microsoft sign in', `${LOGIN}/common/oauth2/v2.0/token`, given)));
    const sent = kit.server.received[0];
    expect(Object.fromEntries(new URLSearchParams(sent?.body))).toEqual({ ...refreshForm, scope: 'Files.ReadWrite' });
    expect(sent?.headers).not.toHaveProperty('user-agent');
  });

  it('is JSON that can be read in one way only', async () => {
    const kit = await cloudKit();
    const body = '{"valueInputOption":"USER_ENTERED", "data":[{"values":[["=1"]]}],\n"valueInputOption":"RAW"}';
    await kit.gateway.cloud(valuesRequest({ body }));
    expect(kit.server.received[0]?.body).toBe('{"valueInputOption":"RAW","data":[{"values":[["=1"]]}]}');
    expect(kit.rows()[0]?.bytesOut).toBe(kit.server.received[0]?.body.length);
  });
});

describe('an upload address of Microsoft', () => {
  const address = `${UPLOAD_HOST}/up/1?tempauth=v1.secret`;
  const part = { purpose: 'microsoft upload', accessToken: null, url: address } as const;
  const bytes = {
    headers: { 'Content-Type': 'application/octet-stream', 'Content-Range': 'bytes 0-2/3' },
    body: new Uint8Array(3),
  };
  const session = files('/me/drive/root:/a.xlsx:/createUploadSession', 'POST', { item: { name: 'a.xlsx' } });

  // @promise 6: parts of a file go only where Microsoft said in this session, and never with the access token
  it('takes parts and an end once Microsoft has named it, without the access token', async () => {
    const kit = await cloudKit((_, response) => json(response, 200, { uploadUrl: address }));
    await kit.gateway.cloud(aboutRequest(session));
    await kit.gateway.cloud(aboutRequest({ ...part, ...bytes, method: 'PUT' }));
    await kit.gateway.cloud(aboutRequest({ ...part, method: 'DELETE' }));
    expect(kit.server.received.slice(1).map(({ method, headers }) => [method, headers['authorization']])).toEqual([
      ['PUT', undefined],
      ['DELETE', undefined],
    ]);
    const other = aboutRequest({ ...part, ...bytes, method: 'PUT', url: `${address}x` });
    expect((await failureOf(kit.gateway.cloud(other))).code).toBe('request-refused');
  });

  it('that was kept over a restart is taken once it has said how far it is', async () => {
    const kit = await cloudKit((_, response) => json(response, 200, { nextExpectedRanges: ['0-'] }));
    const put = aboutRequest({ ...part, ...bytes, method: 'PUT' });
    expect((await failureOf(kit.gateway.cloud(put))).code).toBe('request-refused');
    await kit.gateway.cloud(aboutRequest({ ...part, method: 'GET' }));
    await expect(kit.gateway.cloud(put)).resolves.toMatchObject({ status: 200 });
  });

  it('is not learned from an answer that says something else, or from elsewhere', async () => {
    const kit = await cloudKit((_, response) =>
      json(response, 200, { uploadUrl: 'https://evil.example/up', nextExpectedRanges: 1 }),
    );
    await kit.gateway.cloud(aboutRequest(session));
    await kit.gateway.cloud(aboutRequest({ ...part, method: 'GET' }));
    for (const url of ['https://evil.example/up', address]) {
      const failure = await failureOf(kit.gateway.cloud(aboutRequest({ ...part, ...bytes, method: 'PUT', url })));
      expect(failure.code).toBe('request-refused');
    }
  });

  it('leaves nothing of itself in the ledger or in a message', async () => {
    const kit = await cloudKit();
    await kit.gateway.cloud(aboutRequest({ ...part, method: 'GET' }));
    const refused = aboutRequest({
      ...part,
      method: 'GET',
      url: 'https://evil.example/up/secret-path?tempauth=v1.secret',
    });
    expect((await failureOf(kit.gateway.cloud(refused))).message).not.toContain('secret');
    expect(JSON.stringify(kit.db.prepare('SELECT * FROM ledger').all())).not.toMatch(/secret|up\/1/);
  });
});
