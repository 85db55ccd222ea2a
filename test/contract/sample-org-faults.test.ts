import { beforeEach, describe, expect, it } from 'vitest';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { smallOrg } from '../support/small-org.ts';
import { ask, composite, sampleOrgForTest } from '../support/sample-org.ts';

let org: SampleOrg;

beforeEach(async () => {
  org = await sampleOrgForTest({ bundle: smallOrg([]) });
});

describe('faults of the sample org by status', () => {
  it.each([
    [401, 'INVALID_SESSION_ID'],
    [403, 'REQUEST_LIMIT_EXCEEDED'],
    [410, 'UNSUPPORTED_API_VERSION'],
    [420, 'ORG_LOCKED'],
    [429, 'REQUEST_LIMIT_EXCEEDED'],
    [500, 'UNKNOWN_EXCEPTION'],
    [503, 'SERVER_UNAVAILABLE'],
  ])('%i on one route with the error code of the service, the others untouched', async (status, errorCode) => {
    org.faults.add({ match: /\/limits$/, kind: 'status', status });
    const hit = await ask(org, 'limits');
    expect([hit.status, hit.json]).toMatchObject([status, [{ errorCode }]]);
    expect((await ask(org, 'limits')).status).toBe(status);
    expect((await ask(org, 'sobjects')).status).toBe(200);
  });

  it('once, from the third request on, or until it is taken away', async () => {
    org.faults.add({ match: '/limits', kind: 'status', status: 401, after: 2, times: 1 });
    const states: number[] = [];
    for (let count = 0; count < 4; count += 1) states.push((await ask(org, 'limits')).status);
    expect(states).toEqual([200, 200, 401, 200]);
    const mend = org.faults.add({ match: '/limits', kind: 'status', status: 403 });
    expect((await ask(org, 'limits')).status).toBe(403);
    mend();
    expect((await ask(org, 'limits')).status).toBe(200);
  });

  it('429 says when to come again', async () => {
    org.faults.add({ match: '/limits', kind: 'status', status: 429, headers: { 'Retry-After': '3' } });
    expect((await ask(org, 'limits')).headers.get('retry-after')).toBe('3');
  });

  it('only one method of a route', async () => {
    org.faults.add({ match: '/limits', method: 'POST', kind: 'status', status: 500 });
    expect((await ask(org, 'limits')).status).toBe(200);
  });

  it('SOAP gets a fault in XML', async () => {
    org.faults.add({ match: '/services/Soap/m/', kind: 'status', status: 500 });
    const { status, text } = await ask(org, '/services/Soap/m/68.0', { method: 'POST', body: '<x/>' });
    expect(status).toBe(500);
    expect(text).toContain('<faultcode>sf:UNKNOWN_EXCEPTION</faultcode>');
  });

  it('one part of a composite fails, the others and the whole do not', async () => {
    org.faults.add({ match: '/limits', inParts: true, kind: 'status', status: 500 });
    expect((await ask(org, 'limits')).status).toBe(200);
    const { status, json } = await composite(org, [{ url: 'sobjects' }, { url: 'limits' }]);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      compositeResponse: [{ httpStatusCode: 200 }, { httpStatusCode: 500, body: [{ errorCode: 'UNKNOWN_EXCEPTION' }] }],
    });
  });
});

describe('faults of the sample org by what is sent', () => {
  it('a page instead of data, with a status of its own', async () => {
    org.faults.add({ match: '/limits', kind: 'html', status: 200 });
    const { status, headers, text } = await ask(org, 'limits');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html;charset=UTF-8']);
    expect(text).toContain('<html>');
  });

  it('half a body: its length is promised and the connection ends', async () => {
    org.faults.add({ match: '/limits', kind: 'half', times: 1 });
    const response = await fetch(`${org.instanceUrl}/services/data/v68.0/limits`, {
      headers: { Authorization: `Bearer ${org.accessToken}`, 'Accept-Encoding': 'identity' },
    });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
  });

  it('a cut connection: nothing is answered', async () => {
    org.faults.add({ match: '/limits', kind: 'cut', times: 1 });
    await expect(ask(org, 'limits')).rejects.toThrow('fetch failed');
    expect((await ask(org, 'limits')).status).toBe(200);
  });

  it('a hung connection: nothing is answered until the client goes', async () => {
    org.faults.add({ match: '/limits', kind: 'hang' });
    const stop = new AbortController();
    const hung = ask(org, 'limits', { signal: stop.signal });
    const outcome = hung.then(
      () => 'answered',
      () => 'gave up',
    );
    await expect.poll(() => org.faults.hits()).toBe(1);
    stop.abort();
    expect(await outcome).toBe('gave up');
  });

  it('latency and jitter: the right answer, later', async () => {
    org.faults.add({ match: '/limits', kind: 'latency', ms: 40, jitterMs: 30 });
    const startedAt = performance.now();
    expect((await ask(org, 'limits')).status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(39);
  });
});
