import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { OrgBundle } from '../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { startSampleOrg } from '../../src-main/sample-org/server.ts';
import { ask, composite, query, sampleOrgForTest } from '../support/sample-org.ts';

const bundle = createSampleBundle();
const tokenShape = /^(00D\w{12,15})![.\w]+$/;

function revoke(org: SampleOrg, token: string): Promise<Response> {
  return fetch(`${org.instanceUrl}/services/oauth2/revoke`, {
    method: 'POST',
    body: new URLSearchParams({ token }),
  });
}

describe('signing in to the sample org', () => {
  it('mints an access token of the real form, another one for each start', async () => {
    const [one, two] = [await sampleOrgForTest({ bundle }), await sampleOrgForTest({ bundle })];
    expect(one.accessToken).toMatch(tokenShape);
    expect(two.accessToken).toMatch(tokenShape);
    expect(two.accessToken).not.toBe(one.accessToken);
    expect(new URL(one.instanceUrl).hostname).toBe('127.0.0.1');
  });

  it('says who is signed in, at userinfo and at the identity address', async () => {
    const org = await sampleOrgForTest({ bundle });
    const info = (await ask(org, '/services/oauth2/userinfo')).json as Record<string, string>;
    expect(info.organization_id).toMatch(/^00D\w{15}$/);
    expect(info.user_id).toMatch(/^005\w{15}$/);
    const { json } = await ask(org, new URL(info.sub ?? '').pathname);
    expect(json).toMatchObject({ user_id: info.user_id, username: info.preferred_username, asserted_user: true });
    const user = await query(org, `SELECT Id, Username, Profile.Name FROM User WHERE Id = '${info.user_id ?? ''}'`);
    expect(user.json).toMatchObject({ totalSize: 1, records: [{ Username: info.preferred_username }] });
    expect((await ask(org, `sobjects/User/${info.user_id ?? ''}`)).json).toMatchObject({
      Username: info.preferred_username,
    });
  });

  it('refuses a wrong or absent token in the words of each API', async () => {
    const org = await sampleOrgForTest({ bundle });
    const wrong = { headers: { Authorization: 'Bearer 00D000000000000!wrong' } };
    const rest = await ask(org, 'limits', wrong);
    expect(rest.status).toBe(401);
    expect(rest.json).toEqual([{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]);
    const info = await ask(org, '/services/oauth2/userinfo', wrong);
    expect([info.status, info.text]).toEqual([403, 'Bad_OAuth_Token']);
    expect((await fetch(`${org.instanceUrl}/services/data/v68.0/sobjects`)).status).toBe(401);
    expect(rest.headers.get('sforce-limit-info')).toBeNull();
  });

  it('a revoked token is dead, another one lives', async () => {
    const org = await sampleOrgForTest({ bundle });
    const second = org.issueToken();
    expect((await revoke(org, org.accessToken)).status).toBe(200);
    expect((await ask(org, 'limits')).status).toBe(401);
    expect((await ask(org, 'limits', { headers: { Authorization: `Bearer ${second}` } })).status).toBe(200);
    expect((await revoke(org, org.accessToken)).status).toBe(400);
  });

  it('lists versions without a session, answers old ones, and says 410 for retired ones', async () => {
    const org = await sampleOrgForTest({ bundle });
    const versions = (await (await fetch(`${org.instanceUrl}//services/data`)).json()) as readonly object[];
    expect(versions.at(-2)).toEqual({ label: "Summer '26", url: '/services/data/v67.0', version: '67.0' });
    expect(versions.at(-1)).toEqual({ label: "Winter '27", url: '/services/data/v68.0', version: '68.0' });
    expect((await ask(org, '/services/data/v51.0/sobjects/Account/describe')).status).toBe(200);
    expect((await ask(org, '/services/data/v31.0')).status).toBe(200);
    expect((await ask(org, '/services/data/v30.0/limits')).status).toBe(410);
    expect((await ask(org, '/services/data/v99.0/limits')).status).toBe(404);
  });
});

describe('API calls are counted as the service counts them', () => {
  it('each answer says the count; a composite counts one, a batch one for each part', async () => {
    const org = await sampleOrgForTest({ bundle, requestsUsed: 17 });
    const used = (headers: Headers): string | null => headers.get('sforce-limit-info');
    expect(used((await ask(org, 'limits')).headers)).toBe('api-usage=18/15000');
    const parts = Array.from({ length: 25 }, () => ({ url: 'sobjects/Account/describe' }));
    expect(used((await composite(org, parts)).headers)).toBe('api-usage=19/15000');
    const batchRequests = [1, 2, 3].map(() => ({ method: 'GET', url: 'v68.0/limits' }));
    const batch = await ask(org, 'composite/batch', { method: 'POST', body: JSON.stringify({ batchRequests }) });
    expect(batch.json).toMatchObject({ hasErrors: false, results: [{ statusCode: 200 }, {}, {}] });
    expect(used(batch.headers)).toBe('api-usage=22/15000');
    const limits = (await ask(org, 'limits')).json as { DailyApiRequests: object };
    expect(limits.DailyApiRequests).toEqual({ Max: 15_000, Remaining: 14_977 });
  });

  it('a spent day refuses', async () => {
    const org = await sampleOrgForTest({ bundle, dailyRequests: 100, requestsUsed: 99 });
    expect((await ask(org, 'limits')).status).toBe(200);
    const { status, json } = await ask(org, 'limits');
    expect(status).toBe(403);
    expect(json).toEqual([{ message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' }]);
  });

  it('a composite takes 25 parts and 5 queries, no more', async () => {
    const org = await sampleOrgForTest({ bundle });
    const tooMany = Array.from({ length: 26 }, () => ({ url: 'limits' }));
    expect((await composite(org, tooMany)).status).toBe(400);
    const queries = (count: number) => Array.from({ length: count }, () => ({ url: 'query?q=SELECT+Id+FROM+User' }));
    expect((await composite(org, queries(5))).status).toBe(200);
    expect((await composite(org, queries(6))).status).toBe(400);
  });
});

describe('the sample org only reads', () => {
  const writes: readonly { readonly method: string; readonly path: string; readonly body?: string }[] = [
    { method: 'POST', path: 'sobjects/Account', body: '{"Name":"x"}' },
    { method: 'PATCH', path: 'sobjects/Account/001000000000000AAA', body: '{}' },
    { method: 'PUT', path: 'sobjects/Account/001000000000000AAA' },
    { method: 'DELETE', path: 'sobjects/Account/001000000000000AAA' },
    { method: 'POST', path: 'tooling/sobjects/CustomField', body: '{}' },
    { method: 'POST', path: 'composite/graph', body: '{}' },
    { method: 'POST', path: 'composite/sobjects', body: '{}' },
    {
      method: 'POST',
      path: 'composite',
      body: '{"compositeRequest":[{"method":"DELETE","referenceId":"a","url":"/services/data/v68.0/x"}]}',
    },
    { method: 'POST', path: 'composite/batch', body: '{"batchRequests":[{"method":"POST","url":"v68.0/sobjects/A"}]}' },
    { method: 'GET', path: 'tooling/executeAnonymous?anonymousBody=delete' },
    { method: 'GET', path: 'tooling/runTestsSynchronous?classnames=A' },
    { method: 'GET', path: '/services/apexrest/anything' },
    { method: 'GET', path: '/services/oauth2/revoke?token=x' },
    { method: 'POST', path: '/services/Soap/m/68.0', body: '<x/>' },
  ];

  it.each(writes)('$method $path is refused and kept', async ({ method, path, body }) => {
    const org = await sampleOrgForTest({ bundle, failsOnWrites: false });
    const { status } = await ask(org, path, body === undefined ? { method } : { method, body });
    expect(status).toBe(403);
    expect(org.writes()).toHaveLength(1);
    expect(org.writes()[0]).toMatchObject({ method });
  });

  it('makes the test that overlooks one fail when the org is stopped', async () => {
    const org = await startSampleOrg({ bundle, failsOnWrites: true });
    expect((await ask(org, 'sobjects/Account', { method: 'POST', body: '{}' })).status).toBe(403);
    await expect(org.close()).rejects.toThrow(
      'The sample org got requests that would have changed it: POST /services/data/v68.0/sobjects/Account',
    );
  });

  it('reads of every kind leave nothing there', async () => {
    const org = await sampleOrgForTest({ bundle });
    await Promise.all([
      ask(org, 'sobjects'),
      composite(org, [{ url: 'limits' }]),
      query(org, 'SELECT Id FROM User'),
      ask(org, 'tooling/composite', {
        method: 'POST',
        body: '{"compositeRequest":[{"method":"GET","referenceId":"a","url":"/services/data/v68.0/tooling/sobjects"}]}',
      }),
    ]);
    await revoke(org, org.accessToken);
    expect(org.writes()).toEqual([]);
  });
});

describe('what went over the wire', () => {
  it('the log has a line for each request, with the bytes sent, as soon as its answer is there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'orgbench-log-'));
    const logPath = join(folder, 'requests.jsonl');
    const org = await sampleOrgForTest({ bundle, logPath });
    const lines = async (): Promise<readonly Record<string, unknown>[]> =>
      (await readFile(logPath, 'utf8'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    const path = `${org.instanceUrl}/services/data/v68.0/composite?x=1`;
    const body = JSON.stringify({
      compositeRequest: ['Account', 'Case'].map((name) => ({
        method: 'GET',
        referenceId: name,
        url: `/services/data/v68.0/sobjects/${name}/describe`,
      })),
    });
    const sent = httpRequest(path, {
      method: 'POST',
      headers: { Authorization: `Bearer ${org.accessToken}`, 'Accept-Encoding': 'gzip' },
    });
    sent.end(body);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
    const received = Buffer.concat(chunks);
    expect(await lines()).toEqual([
      { method: 'POST', path: '/services/data/v68.0/composite?x=1', status: 200, bytes: received.length },
    ]);
    expect(response.headers['content-encoding']).toBe('gzip');
    const parsed = JSON.parse(gunzipSync(received).toString('utf8')) as { compositeResponse: { body: object }[] };
    const plain = (await ask(org, 'sobjects/Case/describe')).json;
    expect(parsed.compositeResponse[1]?.body).toEqual(plain);
    expect(await lines()).toHaveLength(2);
    expect(org.requests()).toHaveLength(2);
    await rm(folder, { recursive: true });
  });

  it('an address that is too long is refused; the same query in a composite is answered', async () => {
    const org = await sampleOrgForTest({ bundle });
    const names = Array.from({ length: 900 }, (_, index) => `'Some_Object_Name_${index}__c'`).join(',');
    const soql = `SELECT Id FROM User WHERE Name IN (${names})`;
    expect((await query(org, soql)).status).toBe(414);
    const { json } = await composite(org, [{ url: `query?q=${encodeURIComponent(soql)}` }]);
    expect(json).toMatchObject({ compositeResponse: [{ httpStatusCode: 200, body: { totalSize: 0 } }] });
  });

  it('latency holds every answer back', async () => {
    const org = await sampleOrgForTest({ bundle, latencyMs: 80 });
    const startedAt = performance.now();
    await Promise.all([ask(org, 'limits'), ask(org, 'sobjects')]);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(79);
  });
});

describe('faults', () => {
  it('a 401 once, a 429 with Retry-After, an HTML page, a cut and a halved answer', async () => {
    const org = await sampleOrgForTest({ bundle });
    org.faults.add({ match: '/limits', kind: 'status', status: 401, times: 1 });
    expect((await ask(org, 'limits')).json).toEqual([
      { message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' },
    ]);
    expect((await ask(org, 'limits')).status).toBe(200);
    const retract = org.faults.add({
      match: /\/limits$/,
      kind: 'status',
      status: 429,
      headers: { 'Retry-After': '7' },
    });
    expect((await ask(org, 'limits')).headers.get('retry-after')).toBe('7');
    retract();
    expect((await ask(org, 'limits')).status).toBe(200);
    org.faults.add({ match: '/sobjects', kind: 'html', status: 500, times: 1 });
    const page = await ask(org, 'sobjects');
    expect([page.status, page.headers.get('content-type')]).toEqual([500, 'text/html;charset=UTF-8']);
    for (const kind of ['cut', 'half'] as const) {
      org.faults.add({ match: '/sobjects', kind, times: 1 });
      await expect(ask(org, 'sobjects')).rejects.toThrow(/fetch failed|terminated/);
    }
    expect((await ask(org, 'sobjects')).status).toBe(200);
    expect(org.faults.hits()).toBe(5);
  });

  it('a hung answer never comes, and stopping the org ends it', async () => {
    const org = await sampleOrgForTest({ bundle });
    org.faults.add({ match: '/sobjects', method: 'GET', kind: 'hang' });
    const hung = ask(org, 'sobjects').then(
      () => 'answered',
      () => 'failed',
    );
    await expect.poll(() => org.requests().length).toBe(1);
    expect((await ask(org, 'limits')).status).toBe(200);
    await org.close();
    expect(await hung).toBe('failed');
  });
});

describe('a changed bundle', () => {
  const changed = (change: (name: string) => object): OrgBundle => ({
    ...bundle,
    sobjects: bundle.sobjects.map((object) => ({
      ...object,
      fields: object.fields.map((field, index) =>
        object.name === 'Account' && index === 3 ? { ...field, ...change(field.name) } : field,
      ),
    })),
  });

  it('a new description leaves describe unmodified, a new label does not', async () => {
    const org = await sampleOrgForTest({ bundle });
    const first = await ask(org, 'sobjects/Account/describe');
    const since = { headers: { 'If-Modified-Since': first.headers.get('last-modified') ?? '' } };
    expect((await ask(org, 'sobjects/Account/describe', since)).status).toBe(304);
    org.replaceBundle(changed(() => ({ description: 'Changed', lastModifiedDate: '2026-11-20T08:00:00Z' })));
    expect((await ask(org, 'sobjects/Account/describe', since)).status).toBe(304);
    org.replaceBundle(changed(() => ({ label: 'Changed label' })));
    const again = await ask(org, 'sobjects/Account/describe', since);
    expect(again.status).toBe(200);
    expect(again.text).toContain('"Changed label"');
    expect((await ask(org, 'sobjects', since)).status).toBe(200);
    org.replaceBundle(
      changed(() => ({ label: 'Changed again' })),
      false,
    );
    const later = { headers: { 'If-Modified-Since': again.headers.get('last-modified') ?? '' } };
    expect((await ask(org, 'sobjects/Account/describe', later)).status).toBe(304);
  });
});
