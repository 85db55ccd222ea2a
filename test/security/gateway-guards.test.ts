/**
 * Promises 4, 5 and 6: Salesforce is only read, record data is off, and every request is in the ledger.
 *
 * Each attack goes to the real gateway with a real server behind it that would answer anything. It must be refused
 * before anything is sent, and the refusal must be in the ledger.
 */
import { describe, expect, it } from 'vitest';
import { READING_MODES } from '../../src-preload/contract/connections.ts';
import type { GatewayRequest, Purpose } from '../../src-main/engine/network/gateway-types.ts';
import { connectionTo, failureOf, gatewayKit, json, loopbackServer } from '../support/network.ts';

const V = '/services/data/v68.0';

type Case = {
  readonly purpose?: Purpose;
  readonly method?: string;
  readonly url: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
};

const soql = (text: string): string => `${V}/query?q=${encodeURIComponent(text)}`;
const tooling = (text: string): string => `${V}/tooling/query?q=${encodeURIComponent(text)}`;
const composite = (...parts: readonly Record<string, unknown>[]): unknown => ({
  allOrNone: false,
  compositeRequest: parts.map((part, index) => ({ referenceId: `r${index}`, method: 'GET', ...part })),
});
const describeUrl = (name: string): string => `${V}/sobjects/${name}/describe`;

const REFUSED: Readonly<Record<string, readonly Case[]>> = {
  'methods that write': [
    { method: 'POST', url: `${V}/sobjects/Account`, body: {} },
    { method: 'PATCH', url: `${V}/sobjects/Account/001000000000001AAA`, body: {} },
    { method: 'PUT', url: `${V}/sobjects/Account/001000000000001AAA`, body: {} },
    { method: 'DELETE', url: `${V}/sobjects/Account/001000000000001AAA` },
    { method: 'DELETE', url: `${V}/sobjects` },
    { method: 'POST', url: `${V}/sobjects`, body: {} },
    { method: 'HEAD', url: `${V}/sobjects` },
    { method: 'OPTIONS', url: `${V}/sobjects` },
    { method: 'get', url: `${V}/sobjects` },
    { method: 'POST', url: `${V}/limits` },
    { method: 'POST', url: `${V}/metadata/deployRequest`, body: {} },
    { method: 'POST', url: `${V}/composite/tree/Account`, body: {} },
    { method: 'POST', url: `${V}/composite/graph`, body: {} },
    { method: 'POST', url: `${V}/composite/sobjects`, body: {} },
    { method: 'POST', url: `${V}/jobs/ingest`, body: {} },
    { method: 'POST', url: '/services/Soap/u/64.0', body: {} },
    { method: 'POST', url: '/services/oauth2/token', body: {} },
  ],
  'GETs that write or leak': [
    { url: `${V}/tooling/executeAnonymous?anonymousBody=delete%20%5BSELECT%20Id%20FROM%20Account%5D%3B` },
    { url: `${V}/tooling/runTestsSynchronous?classNames=A` },
    { url: `${V}/tooling/runTestsAsynchronous?classNames=A` },
    { url: '/services/apexrest/Orders' },
    { url: '/services/oauth2/revoke?token=x' },
    { url: '/services/oauth2/singleaccess' },
    { url: '/secur/frontdoor.jsp?sid=x' },
    { url: '/services/oauth2/introspect' },
  ],
  'resources with records': [
    { url: `${V}/sobjects/Account` },
    { url: `${V}/sobjects/Account/001000000000001AAA` },
    { url: `${V}/sobjects/Account/listviews/00B/results` },
    { url: `${V}/recent` },
    { url: `${V}/search?q=FIND%20%7Bx%7D` },
    { url: `${V}/parameterizedSearch?q=x` },
    { url: `${V}/queryAll?q=SELECT%20Id%20FROM%20RecordType` },
    { url: `${V}/ui-api/records/001000000000001AAA` },
    { url: `${V}/connect/organization` },
    { url: `${V}/chatter/feeds` },
    { url: `${V}/analytics/reports/00O000000000001` },
    { url: `${V}/analytics/dashboards/01Z000000000001` },
    { url: `${V}/sobjects/Account/describe/layouts` },
  ],
  'paths in disguise': [
    { url: `${V}//sobjects` },
    { url: `/${V}/sobjects` },
    { url: `${V}/sobjects/` },
    { url: `${V}/limits/../sobjects/Account` },
    { url: `${V}/./limits` },
    { url: `${V}/limits/%2e%2e/recent` },
    { url: `${V}%2flimits` },
    { url: `${V}/sobjects%2fAccount%2fdescribe` },
    { url: `${V}/%256cimits` },
    { url: `${V}/limits%00` },
    { url: `${V}/limits%` },
    { url: `${V}/limits;x=1` },
    { url: `${V}/LIMITS` },
    { url: `${V}\\limits` },
    { url: `${V}/limits#x` },
    { url: `${V}/limits ` },
    { url: `${V}/lïmits` },
    { url: `${V}/limits\r\nX-Evil: 1` },
    { url: 'services/data' },
    { url: '/services/data/v68/limits' },
    { url: '/services/data/v30.0/limits' },
    { url: '/services/data/latest/limits' },
  ],
  'other hosts': [
    { url: 'https://evil.example.com/services/data' },
    { url: '//evil.example.com/services/data' },
    { url: 'ORIGIN@evil.example.com/services/data' },
    { url: 'ORIGIN.evil.example.com/services/data' },
    { url: 'http://user:pw@HOST/services/data/v68.0/limits' },
    { url: 'file:///etc/passwd' },
    { url: 'data:text/html,hello' },
    { url: 'https://HOST/services/data' },
  ],
  'query parameters': [
    { url: `${V}/limits?_HttpMethod=DELETE` },
    { url: `${V}/sobjects?_HttpMethod=POST` },
    { url: `${soql('SELECT Id FROM RecordType')}&_HttpMethod=PATCH` },
    { url: `${soql('SELECT Id FROM RecordType')}&q=SELECT%20Id%20FROM%20Account` },
    { url: `${V}/query` },
    { url: `${V}/query?q=` },
    { url: `${V}/query?q=%zz` },
    { url: `${V}/query?explain=SELECT%20Id%20FROM%20RecordType` },
    { url: '/services/oauth2/userinfo?access_token=x' },
  ],
  headers: [
    { url: `${V}/limits`, headers: { 'X-HTTP-Method-Override': 'DELETE' } },
    { url: `${V}/limits`, headers: { 'X-HTTP-Method': 'PATCH' } },
    { url: `${V}/limits`, headers: { 'X-Method-Override': 'PUT' } },
    { url: `${V}/limits`, headers: { Authorization: 'Bearer other' } },
    { url: `${V}/limits`, headers: { Host: 'evil.example.com' } },
    { url: `${V}/limits`, headers: { Cookie: 'sid=x' } },
    { url: `${V}/limits`, headers: { 'If-Modified-Since': 'x\r\nX-Evil: 1' } },
    { url: `${V}/limits`, headers: { 'Sforce-Query-Options': 'allowTruncation=true' } },
    { url: `${V}/limits`, body: { a: 1 } },
  ],
  'queries that reach records': [
    { url: soql('SELECT Id FROM Account') },
    { url: soql('SELECT Id, Email FROM User') },
    { url: soql('SELECT Id, Username FROM User') },
    { url: soql("SELECT Id FROM User WHERE Username LIKE 'a%'") },
    { url: soql('SELECT Id FROM Report ORDER BY CreatedBy.Username') },
    { url: soql('SELECT RunningUser.Username FROM Dashboard') },
    { url: soql('SELECT Id, Assignee.Username FROM PermissionSetAssignment') },
    { purpose: 'identity', url: soql('SELECT Id, Name FROM Report') },
    { purpose: 'identity', url: soql('SELECT Id, Email FROM User') },
    { url: soql("SELECT Id FROM User WHERE Email = 'a@b.example'") },
    { url: soql('SELECT Id FROM User ORDER BY Phone') },
    { url: soql('SELECT Name FROM Organization ORDER BY Phone') },
    { url: soql('SELECT COUNT() FROM Contact') },
    { url: soql('SELECT Industry, COUNT(Id) FROM Account GROUP BY Industry') },
    { url: soql('SELECT MAX(Phone) FROM User') },
    { url: soql('SELECT FIELDS(ALL) FROM RecordType LIMIT 200') },
    { url: soql('SELECT FIELDS(ALL) FROM User LIMIT 200') },
    { url: soql('SELECT Id, (SELECT Id FROM Contacts) FROM Account') },
    { url: soql('SELECT Id, (SELECT Id FROM Accounts) FROM RecordType') },
    { url: soql('SELECT Id FROM RecordType WHERE Id IN (SELECT RecordTypeId FROM Account)') },
    { url: soql("SELECT Id FROM RecordType WHERE (Id = 'x' OR (NOT Id IN (SELECT RecordTypeId FROM Case)))") },
    { url: soql('SELECT CreatedBy.Email FROM RecordType') },
    { url: soql('SELECT CreatedBy.Manager.Name FROM RecordType') },
    { url: soql('SELECT CreatedBy.Contact.Name FROM RecordType') },
    { url: soql("SELECT Id FROM RecordType WHERE CreatedBy.Email LIKE 'a%'") },
    { url: soql('SELECT TYPEOF What WHEN Account THEN Phone ELSE Name END FROM Event') },
    { url: soql('SELECT Id FROM RecordType FOR VIEW') },
    { url: soql('SELECT Id FROM RecordType FOR UPDATE') },
    { url: soql('SELECT Id FROM RecordType UPDATE TRACKING') },
    { url: soql('SELECT Id FROM RecordType ALL ROWS') },
    { url: soql('SELECT Id FROM RecordType USING SCOPE mine') },
    { url: soql('SELECT r.Id FROM RecordType r') },
    { url: soql('SELECT Id FROM RecordType; DELETE FROM Account') },
    { url: soql('FIND {x} IN ALL FIELDS RETURNING Account') },
    { url: soql('DELETE FROM RecordType') },
    { url: soql('not a query') },
    { url: soql('SELECT Id FROM EntityDefinition') },
    { purpose: 'definitions', url: tooling('SELECT Id, Body FROM ApexLog') },
    { purpose: 'definitions', url: tooling('SELECT Id FROM Account') },
    { purpose: 'definitions', url: tooling('SELECT CreatedBy.Email FROM CustomField') },
    { purpose: 'definitions', url: tooling("SELECT Id FROM CustomField WHERE LastModifiedBy.Phone = '1'") },
  ],
  'pages nobody offered': [
    { url: `${V}/query/01g000000000001AAA-2000` },
    { purpose: 'definitions', url: `${V}/tooling/query/01g000000000001AAA-2000` },
    {
      purpose: 'definitions',
      method: 'POST',
      url: `${V}/tooling/composite`,
      body: composite({ url: `${V}/tooling/query/01g000000000001AAA-2000` }),
    },
  ],
  'another purpose': [
    { purpose: 'describe', url: `${V}/limits` },
    { purpose: 'limits', url: `${V}/sobjects` },
    { purpose: 'query', url: tooling('SELECT Id FROM CustomField') },
    { purpose: 'identity', method: 'POST', url: '/services/oauth2/revoke', body: 'token=x' },
    { purpose: 'definitions', method: 'POST', url: `${V}/composite`, body: composite({ url: describeUrl('Account') }) },
  ],
  composites: [
    composite(),
    composite({ method: 'POST', url: `${V}/sobjects/Account`, body: { Name: 'x' } }),
    composite({ url: describeUrl('Account') }, { method: 'PATCH', url: `${V}/sobjects/Account/001` }),
    composite({ url: describeUrl('Account'), body: {} }),
    composite({ url: `${V}/sobjects/Account/001000000000001AAA` }),
    composite({ url: `${V}/recent` }),
    composite({ url: '/services/apexrest/Orders' }),
    composite({ url: 'https://evil.example.com/services/data/v68.0/sobjects/Account/describe' }),
    composite({ url: `${V}/sobjects/@{r0.name}/describe` }),
    composite({ url: `${V}/sobjects/%40%7Br0.name%7D/describe` }),
    composite({ url: `${describeUrl('Account')}?x=@{r0.id}` }),
    composite({ url: describeUrl('Account'), referenceId: 'r@{x}' }),
    composite({ url: describeUrl('Account'), httpHeaders: { 'X-HTTP-Method-Override': 'DELETE' } }),
    composite({ url: describeUrl('Account'), httpHeaders: { Authorization: 'Bearer x' } }),
    composite({ url: describeUrl('Account'), httpHeaders: { 'If-Modified-Since': '@{r0.date}' } }),
    composite({ url: '/services/data/v60.0/sobjects/Account/describe' }),
    composite({ url: soql('SELECT Id FROM Account') }),
    composite({ url: `${V}/composite` }),
    composite({ url: describeUrl('Account'), method: 'get' }),
    composite(...Array.from({ length: 26 }, (_, index) => ({ url: describeUrl(`Object${index}__c`) }))),
    { allOrNone: true, compositeRequest: [{ referenceId: 'r0', method: 'GET', url: describeUrl('Account') }] },
    { compositeRequest: [{ referenceId: 'r0', method: 'GET', url: describeUrl('Account') }], graphs: [] },
    {
      compositeRequest: [
        { referenceId: 'r0', method: 'GET', url: describeUrl('Account') },
        { referenceId: 'r0', method: 'GET', url: describeUrl('Contact') },
      ],
    },
    'not json',
  ].map((body): Case => ({ purpose: 'describe', method: 'POST', url: `${V}/composite`, body })),
  revokes: [
    { purpose: 'sign out', method: 'POST', url: '/services/oauth2/revoke', body: 'token=a&user=b' },
    { purpose: 'sign out', method: 'POST', url: '/services/oauth2/revoke', body: '' },
    { purpose: 'sign out', method: 'GET', url: '/services/oauth2/revoke?token=x' },
  ],
};

/** The purpose that would let the path through, so that the refusal is the guard's and not the purpose table's. */
function purposeOf(url: string): Purpose {
  if (url.includes('/query')) return 'query';
  if (url.includes('/limits')) return 'limits';
  if (url.includes('userinfo')) return 'identity';
  if (url.includes('/describe')) return 'describe';
  return url.includes('/sobjects') ? 'object list' : 'versions';
}

function requestOf(one: Case, origin: string): GatewayRequest {
  const host = new URL(origin).host;
  return {
    purpose: one.purpose ?? purposeOf(one.url),
    trigger: 'test',
    connection: connectionTo(origin),
    method: one.method ?? 'GET',
    url: one.url.replace('ORIGIN', origin).replace('HOST', host),
    ...(one.headers === undefined ? {} : { headers: one.headers }),
    ...(one.body === undefined ? {} : { body: typeof one.body === 'string' ? one.body : JSON.stringify(one.body) }),
  };
}

// @promise 4: about 150 requests that write, leak or hide something are refused before they are sent
// @promise 5: queries and resources that return records are refused
describe('the gateway refuses, before anything is sent,', () => {
  for (const [group, cases] of Object.entries(REFUSED)) {
    it.each(READING_MODES)(`${group} (${cases.length} requests) while %s may be read`, async (reads) => {
      const server = await loopbackServer((_, response) => json(response, 200, {}));
      const kit = gatewayKit({ readsOf: () => reads });
      // The rows beyond 60 a minute would be one.
      expect(cases.length).toBeLessThan(60);
      for (const one of cases) {
        const failure = await failureOf(kit.gateway.request(requestOf(one, server.origin)));
        expect([one.url, failure.code]).toEqual([one.url, 'request-refused']);
      }
      expect(server.received).toEqual([]);
      const rows = kit.rows();
      expect(rows.map((row) => row.state)).toEqual(cases.map(() => 'refused'));
      expect(rows.every((row) => row.status === null && row.bytesOut === 0 && (row.error ?? '') !== '')).toBe(true);
      expect(rows.every((row) => !row.path.includes('?'))).toBe(true);
    });
  }

  // @promise 6: other hosts are refused
  it('every origin that is neither Salesforce over https nor this computer', async () => {
    const kit = gatewayKit();
    const origins = [
      'http://acme.my.salesforce.com',
      'https://evil.example.com',
      'https://acme.my.salesforce.com.evil.example.com',
      'https://evilmy.salesforce.com',
      'https://acme.my.salesforce.com:8443',
      'https://acme.my.site.com',
      'http://127.0.0.2',
      'http://10.0.0.1',
      'http://169.254.169.254',
      'ftp://127.0.0.1',
      'https://user@acme.my.salesforce.com',
      'not an origin',
    ];
    for (const origin of origins) {
      const request = { ...requestOf({ url: `${V}/limits` }, 'http://127.0.0.1:1'), connection: connectionTo(origin) };
      const failure = await failureOf(kit.gateway.request(request));
      expect([origin, failure.code]).toEqual([origin, 'request-refused']);
    }
    expect(kit.rows().map((row) => row.state)).toEqual(origins.map(() => 'refused'));
  });
});

const ALLOWED: readonly (Case & { readonly purpose: Purpose; readonly reads: string })[] = [
  { purpose: 'versions', url: '/services/data', reads: 'API versions' },
  { purpose: 'identity', url: '/services/oauth2/userinfo', reads: 'signed-in user' },
  { purpose: 'identity', url: V, reads: 'signed-in user' },
  { purpose: 'limits', url: `${V}/limits`, reads: 'API limits' },
  { purpose: 'limits', url: 'ORIGIN/services/data/v68.0/limits', reads: 'API limits' },
  { purpose: 'object list', url: `${V}/sobjects`, reads: 'list of sObjects' },
  { purpose: 'describe', url: describeUrl('Account'), reads: 'Account' },
  { purpose: 'describe', url: describeUrl('ns__Thing__c'), reads: 'ns__Thing__c' },
  { purpose: 'identity', url: soql('SELECT Id, Name, IsSandbox FROM Organization'), reads: 'Organization' },
  { purpose: 'identity', url: soql("SELECT Id, Username FROM User WHERE Id = '005000000000001'"), reads: 'User' },
  { purpose: 'query', url: soql('SELECT Id, CreatedBy.Name FROM RecordType ORDER BY Name'), reads: 'RecordType, User' },
  {
    purpose: 'query',
    url: soql('SELECT SobjectType, COUNT(Id) FROM RecordType GROUP BY SobjectType'),
    reads: 'RecordType',
  },
  { purpose: 'query', url: `${V}/query?q=SELECT+Id+FROM+RecordType`, reads: 'RecordType' },
  {
    purpose: 'definitions',
    url: tooling(
      "SELECT Id, EntityDefinition.QualifiedApiName, CreatedBy.Name, LastModifiedBy.Name FROM CustomField WHERE LastModifiedDate > 2026-01-01T00:00:00Z AND (NOT DeveloperName LIKE 'x%')",
    ),
    reads: 'CustomField, EntityDefinition, User',
  },
  {
    purpose: 'definitions',
    url: tooling("SELECT DurableId FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName IN ('Account','Case')"),
    reads: 'FieldDefinition, EntityDefinition',
  },
  {
    purpose: 'describe',
    method: 'POST',
    url: `${V}/composite`,
    body: composite(
      { url: describeUrl('Account'), httpHeaders: { 'If-Modified-Since': 'Thu, 03 Sep 2020 21:35:07 GMT' } },
      { url: describeUrl('Case') },
    ),
    reads: 'Account, Case',
  },
  {
    purpose: 'definitions',
    method: 'POST',
    url: `${V}/tooling/composite`,
    body: composite({ url: tooling('SELECT Id FROM CustomField') }),
    reads: 'CustomField',
  },
  { purpose: 'sign out', method: 'POST', url: '/services/oauth2/revoke', body: 'token=00D%21x', reads: 'nothing' },
];

describe('the gateway lets through', () => {
  for (const one of ALLOWED) {
    it(`${one.purpose}: ${one.url.slice(0, 90)}`, async () => {
      const server = await loopbackServer((_, response) => json(response, 200, {}));
      const kit = gatewayKit();
      const response = await kit.gateway.request(requestOf(one, server.origin));
      expect(response.status).toBe(200);
      expect(server.received).toHaveLength(1);
      expect(kit.rows()).toMatchObject([{ state: 'done', reads: one.reads, purpose: one.purpose, status: 200 }]);
    });
  }

  it('a page that an allowed query was offered, for the same connection only', async () => {
    const next = `${V}/query/01g000000000001AAA-2000`;
    const server = await loopbackServer((request, response) =>
      json(response, 200, {
        done: request.url === next,
        records: [],
        ...(request.url === next ? {} : { nextRecordsUrl: next }),
      }),
    );
    const kit = gatewayKit();
    await kit.gateway.request(requestOf({ url: soql('SELECT Id FROM RecordType') }, server.origin));
    const page = requestOf({ url: next }, server.origin);
    const other = { ...page, connection: { ...page.connection, id: 'c2' } };
    expect((await failureOf(kit.gateway.request(other))).code).toBe('request-refused');
    expect((await kit.gateway.request(page)).status).toBe(200);
    expect(kit.rows().map((row) => [row.state, row.reads])).toEqual([
      ['done', 'RecordType'],
      ['refused', ''],
      ['done', 'RecordType'],
    ]);
  });

  it('a composite only as it was judged: a key given twice is sent once', async () => {
    const server = await loopbackServer((_, response) => json(response, 200, { compositeResponse: [] }));
    const kit = gatewayKit();
    const body = `{"compositeRequest":[{"referenceId":"r0","method":"DELETE","method":"GET","url":"${V}/recent","url":"${describeUrl('Account')}"}]}`;
    await kit.gateway.request(
      requestOf({ purpose: 'describe', method: 'POST', url: `${V}/composite`, body }, server.origin),
    );
    expect(server.received[0]?.body).toBe(
      JSON.stringify({ allOrNone: false, ...(composite({ url: describeUrl('Account') }) as object) }),
    );
  });
});
