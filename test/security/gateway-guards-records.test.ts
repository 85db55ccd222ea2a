/**
 * Promises 4 and 5: a connection that may read records still only reads, and one that may not cannot get at records by a
 * detour.
 *
 * Attacks: a write hidden in what may be sent in this mode; a page, job or run of a query for records asked for as if it
 * were metadata; a switch back to metadata only while a request for records is being repeated.
 */
import { describe, expect, it } from 'vitest';
import type { ReadingMode } from '../../src-preload/contract/connections.ts';
import type { GatewayRequest } from '../../src-main/engine/network/gateway-types.ts';
import {
  DASHBOARD,
  JOB,
  PAGE,
  RECORD,
  REPORT,
  RUN,
  V,
  batch,
  bulk,
  composite,
  soql,
  tooling,
} from '../support/guard-examples.ts';
import { connectionTo, failureOf, gatewayKit, json, loopbackServer } from '../support/network.ts';

const SOME = soql('SELECT Id FROM Account');

type Ask = { readonly method?: string; readonly url: string; readonly body?: string; readonly headers?: object };

function requestOf(origin: string, { method = 'GET', url, body, headers }: Ask): GatewayRequest {
  return {
    purpose: 'records',
    trigger: 'test',
    connection: connectionTo(origin),
    method,
    url,
    ...(body === undefined ? {} : { body }),
    ...(headers === undefined ? {} : { headers: headers as Record<string, string> }),
  };
}

const REFUSED_WITH_RECORDS: readonly Ask[] = [
  { method: 'POST', url: `${V}/sobjects/Account`, body: '{}' },
  { method: 'PATCH', url: `${V}/sobjects/Account/${RECORD}`, body: '{}' },
  { method: 'DELETE', url: `${V}/sobjects/Account/${RECORD}` },
  { method: 'PUT', url: `${V}/analytics/dashboards/${DASHBOARD}`, body: '{}' },
  { method: 'POST', url: `${V}/analytics/reports`, body: '{"reportMetadata":{}}' },
  { method: 'PATCH', url: `${V}/analytics/reports/${REPORT}`, body: '{"reportMetadata":{}}' },
  { method: 'DELETE', url: `${V}/analytics/reports/${REPORT}` },
  { method: 'POST', url: `${V}/analytics/reports/${REPORT}`, body: '{"reportMetadata":{},"saveAs":true}' },
  { method: 'POST', url: `${V}/analytics/reports/${REPORT}`, body: 'reportMetadata={}' },
  { method: 'POST', url: `${V}/analytics/reports/${REPORT}?cloneId=${REPORT}`, body: '{"reportMetadata":{}}' },
  { url: `${V}/analytics/reports/${REPORT}?includeDetails=1` },
  { method: 'DELETE', url: `${V}/analytics/reports/${REPORT}/instances/${RUN}` },
  { method: 'POST', url: `${V}/jobs/ingest`, body: '{"operation":"insert","object":"Account"}' },
  ...['insert', 'update', 'upsert', 'delete', 'hardDelete', 'queryAll'].map((operation) => ({
    method: 'POST',
    url: `${V}/jobs/query`,
    body: bulk('SELECT Id FROM Account', { operation }),
  })),
  { method: 'POST', url: `${V}/jobs/query`, body: bulk('SELECT Id FROM Account', { externalIdFieldName: 'Id' }) },
  { method: 'POST', url: `${V}/jobs/query`, body: bulk('SELECT Id FROM Account FOR VIEW') },
  { method: 'POST', url: `${V}/tooling/jobs/query`, body: bulk('SELECT Id FROM Account') },
  { url: `${V}/jobs/query` },
  { url: `${V}/jobs/query/${JOB}` },
  { url: `${V}/jobs/query/${JOB}/results` },
  { method: 'PATCH', url: `${V}/jobs/query/${JOB}`, body: '{"state":"Aborted"}' },
  { method: 'DELETE', url: `${V}/jobs/query/${JOB}` },
  { url: soql('SELECT Id FROM Account FOR VIEW') },
  { url: soql('SELECT Id FROM Account FOR REFERENCE') },
  { url: soql('SELECT Id FROM Account FOR UPDATE') },
  { url: soql('SELECT Id FROM Knowledge__kav UPDATE TRACKING') },
  { url: soql('SELECT Id FROM Knowledge__kav UPDATE VIEWSTAT') },
  { url: soql('SELECT Id, (SELECT Id FROM Contacts FOR VIEW) FROM Account') },
  { url: soql('SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact FOR REFERENCE)') },
  { url: soql('DELETE FROM Account') },
  { url: soql('SELECT Id FROM Account; DELETE') },
  { url: soql('FIND {x} RETURNING Account') },
  { url: `${V}/search?q=FIND%20%7Bx%7D` },
  { url: `${V}/query/${PAGE}` },
  { url: `${V}/queryAll/${PAGE}` },
  { url: tooling('SELECT Body FROM ApexLog') },
  { url: `${V}/tooling/executeAnonymous?anonymousBody=x` },
  { url: '/services/apexrest/Orders' },
  { method: 'POST', url: `${V}/composite`, body: composite({ url: `${V}/sobjects/Account`, method: 'POST' }) },
  {
    method: 'POST',
    url: `${V}/composite`,
    body: composite({ url: SOME }, { url: soql('SELECT Id FROM Case FOR VIEW') }),
  },
  { method: 'POST', url: `${V}/composite`, body: composite({ url: `${V}/sobjects/Account/@{r0.records[0].Id}` }) },
  { method: 'POST', url: `${V}/composite/batch`, body: batch({ url: 'v68.0/query?q=SELECT+Id+FROM+Account' }) },
  { method: 'POST', url: `${V}/composite/sobjects`, body: '{"ids":[]}' },
  { url: SOME, headers: { 'X-HTTP-Method-Override': 'DELETE' } },
  { url: `${V}/sobjects/Account/${RECORD}?_HttpMethod=DELETE` },
  { url: `${V}/sobjects/Account/${RECORD}?fields=Name;Id` },
  { url: `${V}/sobjects/Account/${RECORD}/Owner` },
  { url: `${V}/sobjects/Attachment/${RECORD}/Body` },
];

// @promise 4: while records may be read, 50 requests that write, or hide a write, are refused before they are sent
describe('a connection that may read records', () => {
  it(`refuses what writes (${REFUSED_WITH_RECORDS.length} requests)`, async () => {
    const server = await loopbackServer((_, response) => json(response, 200, {}));
    const kit = gatewayKit({ readsOf: () => 'metadata and records' });
    for (const ask of REFUSED_WITH_RECORDS) {
      const failure = await failureOf(kit.gateway.request(requestOf(server.origin, ask)));
      expect([ask, failure.code]).toEqual([ask, 'request-refused']);
    }
    expect(server.received).toEqual([]);
    expect(kit.rows().map(({ state }) => state)).toEqual(REFUSED_WITH_RECORDS.map(() => 'refused'));
  });

  it('reads them, and the ledger names the objects', async () => {
    const server = await loopbackServer((_, response) => json(response, 200, { records: [] }));
    const kit = gatewayKit({ readsOf: () => 'metadata and records' });
    await kit.gateway.request(
      requestOf(server.origin, { url: soql('SELECT Id, (SELECT Id FROM Contacts) FROM Account') }),
    );
    await kit.gateway.request(requestOf(server.origin, { url: `${V}/sobjects/Case/${RECORD}` }));
    expect(kit.rows().map(({ purpose, reads, state }) => [purpose, reads, state])).toEqual([
      ['records', 'Contacts, Account', 'done'],
      ['records', 'Case', 'done'],
    ]);
  });

  it('is asked by its stored id, so that a caller cannot claim the mode', async () => {
    const server = await loopbackServer((_, response) => json(response, 200, { records: [] }));
    const kit = gatewayKit({ readsOf: (id) => (id === 'c1' ? 'metadata and records' : 'metadata') });
    const mine = requestOf(server.origin, { url: SOME });
    expect((await kit.gateway.request(mine)).status).toBe(200);
    const other = { ...mine, connection: { ...mine.connection, id: 'c2' } };
    expect((await failureOf(kit.gateway.request(other))).code).toBe('request-refused');
    expect(server.received).toHaveLength(1);
  });
});

// @promise 5: switched back to metadata only, a request for records is not even repeated
describe('a switch back to metadata only', () => {
  it('holds for the next attempt of a request that is under way', async () => {
    let reads: ReadingMode = 'metadata and records';
    const server = await loopbackServer((_, response) => {
      reads = 'metadata';
      json(response, 503, {});
    });
    const kit = gatewayKit({ readsOf: () => reads });
    const failure = await failureOf(kit.gateway.request(requestOf(server.origin, { url: SOME })));
    expect(failure).toMatchObject({ code: 'request-refused' });
    expect(failure.message).toContain('metadata only');
    expect(server.received).toHaveLength(1);
    expect(kit.rows().map(({ state, attempt }) => [state, attempt])).toEqual([
      ['done', 1],
      ['refused', 2],
    ]);
  });

  it('holds for pages, jobs and runs that were given before', async () => {
    let reads: ReadingMode = 'metadata and records';
    const server = await loopbackServer((request, response) =>
      json(response, 200, request.method === 'POST' ? { id: JOB } : { nextRecordsUrl: `${V}/query/${PAGE}` }),
    );
    const kit = gatewayKit({ readsOf: () => reads });
    const ask = (one: Ask, purpose: GatewayRequest['purpose'] = 'records') =>
      kit.gateway.request({ ...requestOf(server.origin, one), purpose });
    const started = { method: 'POST', url: `${V}/jobs/query`, body: bulk('SELECT Id FROM Account') };
    await ask({ url: SOME });
    await ask(started);
    const page = { url: `${V}/query/${PAGE}` };
    const lines = { url: `${V}/jobs/query/${JOB}/results` };
    expect((await ask(page)).status).toBe(200);
    expect((await ask(lines)).status).toBe(200);
    // For a purpose of metadata they are out of reach in either mode.
    expect((await failureOf(ask(page, 'query'))).message).toContain('holds records');
    expect((await failureOf(ask(lines, 'access'))).message).toContain('holds records');
    reads = 'metadata';
    for (const one of [page, lines, started, { url: SOME }]) {
      expect((await failureOf(ask(one))).code).toBe('request-refused');
      expect((await failureOf(ask(one, 'query'))).code).toBe('request-refused');
      expect((await failureOf(ask(one, 'access'))).code).toBe('request-refused');
    }
    expect(server.received).toHaveLength(4);
  });
});
