/**
 * Promises 4 and 5: what the rest of the metadata is read with (bulk queries, batches, the Metadata API, analytics) can
 * neither write nor bring records.
 *
 * Attacks: a second body element, a document type, another service behind a prefix, a deploy; a job or a retrieval that
 * somebody else started; a record query in a batch; a body that two readers understand differently.
 */
import { describe, expect, it } from 'vitest';
import type { GatewayRequest, Purpose } from '../../src-main/engine/network/gateway-types.ts';
import { JOB, REPORT, SOAP, V, batch, bulk, composite, soap, soql, tooling } from '../support/guard-examples.ts';
import { TOKEN, connectionTo, failureOf, gatewayKit, json, loopbackServer } from '../support/network.ts';

const LIST = '<listMetadata><queries><type>Flow</type></queries></listMetadata>';
const READ = (type: string): string => `<readMetadata><type>${type}</type><fullNames>A</fullNames></readMetadata>`;
const RETRIEVE = (inner: string): string => `<retrieve><retrieveRequest>${inner}</retrieveRequest></retrieve>`;
const TYPES = '<unpackaged><types><members>*</members><name>Flow</name></types></unpackaged>';
const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';
const METADATA = 'http://soap.sforce.com/2006/04/metadata';

/** Each a whole body. */
const SOAP_REFUSED: Readonly<Record<string, readonly string[]>> = {
  'calls that write': [
    'deploy',
    'deployRecentValidation',
    'cancelDeploy',
    'createMetadata',
    'updateMetadata',
    'upsertMetadata',
    'deleteMetadata',
    'renameMetadata',
    'create',
    'constructor',
    'toString',
    'ListMetadata',
  ].map((name) => soap(`<${name}></${name}>`)),
  'more than one element': [
    soap(`${LIST}<deploy/>`),
    soap(`<deploy/>${LIST}`),
    soap(''),
    soap(LIST).replace('</soapenv:Envelope>', '<soapenv:Body><deploy/></soapenv:Body></soapenv:Envelope>'),
    soap(LIST).replace('<soapenv:Body>', '<soapenv:Body><deploy/></soapenv:Body><soapenv:Body>'),
    `${soap(LIST)}${soap('<deploy/>')}`,
    soap(`${LIST}text`),
  ],
  'XML that two readers may understand differently': [
    soap(LIST).replace('?>', '?><!DOCTYPE x [<!ENTITY d "deploy">]>'),
    soap('<listMetadata><queries><type>&flow;</type></queries></listMetadata>'),
    soap('<listMetadata><queries><type>&#70;low</type></queries></listMetadata>'),
    soap(`<!-- ${LIST} --><deploy/>`),
    soap(`<!-- x -->${LIST}`),
    soap('<listMetadata><queries><type><![CDATA[Flow]]></type></queries></listMetadata>'),
    soap(`<?php x ?>${LIST}`),
    soap(LIST).replace('UTF-8', 'UTF-7'),
    soap(LIST).replace('Flow', 'Fl\u0000ow'),
    soap('<listMetadata a="1"><queries><type>Flow</type></queries></listMetadata>'),
    soap('<listMetadata xmlns="a" xmlns="b"/>'),
    soap('<listMetadata><queries></listMetadata></queries>'),
    soap(LIST).slice(0, -3),
    ` ${soap(LIST)}x`,
    'not xml',
    '',
    JSON.stringify({ listMetadata: {} }),
  ],
  'another service behind the same name': [
    soap(LIST).replace(METADATA, 'urn:partner.soap.sforce.com'),
    soap('<x:listMetadata xmlns:x="urn:apex"><x:queries><x:type>Flow</x:type></x:queries></x:listMetadata>'),
    soap('<x:listMetadata><queries><type>Flow</type></queries></x:listMetadata>'),
    soap(LIST).replaceAll('soapenv:Body', 'Body'),
    soap(LIST).replace(ENVELOPE, 'http://www.w3.org/2003/05/soap-envelope'),
  ],
  'headers besides the session': [
    soap(LIST, '<soapenv:Header><AllOrNoneHeader><allOrNone>true</allOrNone></AllOrNoneHeader></soapenv:Header>'),
    soap(LIST, '<soapenv:Header><SessionHeader><sessionId>x</sessionId><other/></SessionHeader></soapenv:Header>'),
    soap(LIST, '<soapenv:Header><DebuggingHeader/></soapenv:Header>'),
    soap(LIST, '<soapenv:Header/><soapenv:Header/>'),
  ],
  'parameters beyond what is needed': [
    soap(`<listMetadata>${'<queries><type>Flow</type></queries>'.repeat(4)}</listMetadata>`),
    soap('<listMetadata/>'),
    soap('<listMetadata><queries><type>Flow</type><type>Report</type></queries></listMetadata>'),
    soap('<listMetadata><queries><type>Flow</type><x/></queries></listMetadata>'),
    soap(`<readMetadata><type>Flow</type>${'<fullNames>A</fullNames>'.repeat(11)}</readMetadata>`),
    soap('<readMetadata><type>Flow</type><fullNames><deploy/></fullNames></readMetadata>'),
    soap(RETRIEVE(`${TYPES}<packageNames>A</packageNames>`)),
    soap(RETRIEVE(`${TYPES}<specificFiles>documents/a</specificFiles>`)),
    soap(RETRIEVE(`${TYPES}${TYPES}`)),
    soap(RETRIEVE('')),
    soap('<checkRetrieveStatus><asyncProcessId>0Af000000000001AAA</asyncProcessId></checkRetrieveStatus>'),
  ],
  'components that hold records': [
    soap(READ('CustomMetadata')),
    soap(READ('customMETADATA')),
    soap(READ('StaticResource')),
    soap(READ('ContentAsset')),
    soap(READ('Document')),
    soap(RETRIEVE(TYPES.replace('Flow', 'CustomMetadata'))),
    soap(RETRIEVE(TYPES.replace('Flow', 'DOCUMENT'))),
    soap(RETRIEVE(TYPES.replace('Flow', 'Document'))),
    soap('<listMetadata><queries><type>CustomMetadata</type></queries></listMetadata>'),
  ],
  'components that hold letters or code': [
    soap(READ('EmailTemplate')),
    soap(READ('ApexClass')),
    soap(RETRIEVE(TYPES.replace('Flow', 'EmailTemplate'))),
    soap(RETRIEVE(TYPES.replace('Flow', 'ApexClass'))),
    soap(READ('NamedCredential')),
  ],
  'retrievals that nobody here started': [
    soap('<checkRetrieveStatus><asyncProcessId>09S000000000001AAA</asyncProcessId></checkRetrieveStatus>'),
  ],
};

type Ask = { readonly purpose: Purpose; readonly method?: string; readonly url: string; readonly body?: string };

const REFUSED: readonly Ask[] = [
  { purpose: 'metadata api', url: SOAP },
  { purpose: 'metadata api', method: 'POST', url: '/services/Soap/u/68.0', body: soap(LIST) },
  { purpose: 'metadata api', method: 'POST', url: '/services/Soap/T/68.0', body: soap(LIST) },
  { purpose: 'metadata api', method: 'POST', url: '/services/soap/m/68.0', body: soap(LIST) },
  { purpose: 'metadata api', method: 'POST', url: '/services/Soap/m/68.0/00D000000000001', body: soap(LIST) },
  { purpose: 'metadata api', method: 'POST', url: '/services/Soap/m/30.0', body: soap(LIST) },
  { purpose: 'metadata api', method: 'POST', url: `${V}/metadata/deployRequest`, body: '{}' },
  { purpose: 'access', method: 'POST', url: `${V}/jobs/query`, body: bulk('SELECT Id FROM Account') },
  { purpose: 'access', method: 'POST', url: `${V}/jobs/query`, body: bulk('SELECT Email FROM User') },
  {
    purpose: 'access',
    method: 'POST',
    url: `${V}/jobs/query`,
    body: bulk('SELECT Id FROM Profile', { operation: 'delete' }),
  },
  { purpose: 'access', method: 'POST', url: `${V}/jobs/query`, body: '{"operation":"query"}' },
  { purpose: 'access', method: 'POST', url: `${V}/jobs/query`, body: '[]' },
  // So deep that the guards cannot look to its end.
  {
    purpose: 'describe',
    method: 'POST',
    url: `${V}/composite`,
    body: `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
  },
  { purpose: 'access', method: 'PUT', url: `${V}/jobs/query/${JOB}/batches`, body: '' },
  { purpose: 'access', url: `${V}/jobs/query/${JOB}` },
  { purpose: 'access', method: 'DELETE', url: `${V}/jobs/query/${JOB}` },
  { purpose: 'dependencies', method: 'PATCH', url: `${V}/tooling/jobs/query/${JOB}`, body: '{"state":"Aborted"}' },
  { purpose: 'dependencies', method: 'POST', url: `${V}/tooling/jobs/query`, body: bulk('SELECT Body FROM ApexClass') },
  { purpose: 'dependencies', method: 'POST', url: `${V}/tooling/jobs/ingest`, body: '{}' },
  {
    purpose: 'describe',
    method: 'POST',
    url: `${V}/composite/batch`,
    body: batch({ url: 'v68.0/query?q=SELECT+Id+FROM+Account' }),
  },
  {
    purpose: 'describe',
    method: 'POST',
    url: `${V}/composite/batch`,
    body: batch({ url: 'v68.0/sobjects/Account/describe', method: 'DELETE' }),
  },
  {
    purpose: 'describe',
    method: 'POST',
    url: `${V}/composite/batch`,
    body: batch({ url: 'v68.0/sobjects/Account/describe', richInput: {} }),
  },
  { purpose: 'describe', method: 'POST', url: `${V}/composite/batch`, body: batch({ url: '../apexrest/Orders' }) },
  {
    purpose: 'describe',
    method: 'POST',
    url: `${V}/composite/batch`,
    body: batch({ url: '/services/data/v68.0/limits' }),
  },
  {
    purpose: 'describe',
    method: 'POST',
    url: `${V}/composite/batch`,
    body: batch({ url: 'v60.0/sobjects/Account/describe' }),
  },
  { purpose: 'describe', method: 'POST', url: `${V}/composite/batch`, body: batch() },
  {
    purpose: 'reports',
    method: 'POST',
    url: `${V}/composite`,
    body: composite({ url: `${V}/analytics/reports/${REPORT}` }),
  },
  { purpose: 'reports', url: `${V}/analytics/reports/${REPORT}` },
  { purpose: 'reports', url: `${V}/analytics/reports/${REPORT}/describe?includeDetails=true` },
  { purpose: 'reports', method: 'POST', url: `${V}/analytics/reports/${REPORT}`, body: '{"reportMetadata":{}}' },
  { purpose: 'reports', url: soql('SELECT Body FROM EmailTemplate') },
  { purpose: 'reports', url: soql('SELECT Owner.Name FROM Report') },
  { purpose: 'access', url: soql('SELECT Assignee.Email FROM PermissionSetAssignment') },
  { purpose: 'access', url: soql('SELECT Parent.Profile.Name, Parent.CreatedBy.Phone FROM ObjectPermissions') },
  { purpose: 'code', url: tooling("SELECT Id FROM ApexClass WHERE Body LIKE '%secret%'") },
  { purpose: 'code', url: tooling('SELECT Body FROM StaticResource') },
  // What people wrote: the text of a label, alone or with everything else of it.
  { purpose: 'definitions', url: tooling('SELECT Name, Value FROM ExternalString') },
  { purpose: 'definitions', url: `${V}/tooling/sobjects/ExternalString/101000000000001AAA` },
  { purpose: 'definitions', url: `${V}/tooling/sobjects/ApexClass/01p000000000001AAA` },
  { purpose: 'automation', url: tooling('SELECT Id FROM FlowDefinitionView') },
];

const request = (origin: string, { purpose, method = 'GET', url, body }: Ask): GatewayRequest => ({
  purpose,
  trigger: 'test',
  connection: connectionTo(origin),
  method,
  url,
  ...(body === undefined ? {} : { body }),
});
const call = (body: string): Ask => ({ purpose: 'metadata api', method: 'POST', url: SOAP, body });

// @promise 4: about 100 calls of bulk, batch and the Metadata API that write or hide something are refused
describe('the gateway refuses, before anything is sent,', () => {
  const groups = { ...SOAP_REFUSED, 'the rest': [] };
  it.each(Object.entries(groups))('%s', async (name, bodies) => {
    const server = await loopbackServer((_, response) => json(response, 200, {}));
    const kit = gatewayKit();
    for (const one of name === 'the rest' ? REFUSED : bodies.map(call)) {
      const failure = await failureOf(kit.gateway.request(request(server.origin, one)));
      expect([one.method, one.url, one.body, failure.code]).toEqual([one.method, one.url, one.body, 'request-refused']);
    }
    expect(server.received).toEqual([]);
  });

  it('a call of the Metadata API without a sign-in', async () => {
    const kit = gatewayKit();
    const anonymous = {
      ...request('http://127.0.0.1:1', call(soap(LIST))),
      connection: connectionTo('http://127.0.0.1:1', null),
    };
    expect((await failureOf(kit.gateway.request(anonymous))).code).toBe('request-refused');
  });
});

describe('the gateway sends', () => {
  it('a call of the Metadata API written anew, with its own session in the header and no other', async () => {
    const server = await loopbackServer((_, response) => response.end('<x/>'));
    const kit = gatewayKit();
    const header = '<soapenv:Header><SessionHeader><sessionId>stolen</sessionId></SessionHeader></soapenv:Header>';
    const body = soap(LIST, header);
    await kit.gateway.request({
      ...request(server.origin, call(body)),
      headers: { 'Content-Type': 'application/json' },
    });
    const [sent] = server.received;
    expect(sent?.headers).toMatchObject({ 'content-type': 'text/xml; charset=UTF-8', soapaction: '""' });
    expect(sent?.headers.authorization).toBeUndefined();
    expect(sent?.body).toContain(`<sessionId>${TOKEN}</sessionId>`);
    expect(sent?.body).not.toContain('stolen');
    expect(sent?.body).toContain(
      `<listMetadata xmlns="${METADATA}"><queries><type>Flow</type></queries></listMetadata>`,
    );
    expect(kit.rows()).toMatchObject([{ reads: 'Flow', bytesOut: Buffer.byteLength(sent?.body ?? '') }]);
    expect(JSON.stringify(kit.rows())).not.toContain(TOKEN);
  });

  it('no retrieval twice, asks only for its own, and takes an error of the service for an answer', async () => {
    const id = '09S000000000001AAA';
    let status = 503;
    const server = await loopbackServer((_, response, body) => {
      response.writeHead(body.includes('<retrieve ') ? status : 500);
      response.end(
        body.includes('<retrieve ') ? `<r><id>${id}</id></r>` : '<f><faultcode>sf:INVALID_TYPE</faultcode></f>',
      );
    });
    const kit = gatewayKit();
    const retrieve = request(server.origin, call(soap(RETRIEVE(TYPES))));
    const check = request(
      server.origin,
      call(soap(`<checkRetrieveStatus><asyncProcessId>${id}</asyncProcessId></checkRetrieveStatus>`)),
    );
    expect(await kit.gateway.request(retrieve)).toMatchObject({ status: 503, attempts: 1 });
    expect((await failureOf(kit.gateway.request(check))).code).toBe('request-refused');
    status = 200;
    await kit.gateway.request(retrieve);
    expect(await kit.gateway.request(check)).toMatchObject({ status: 500, attempts: 1 });
    const other = { ...check, connection: { ...check.connection, id: 'c2' } };
    expect((await failureOf(kit.gateway.request(other))).code).toBe('request-refused');
  });

  it('what concerns a bulk job only to its own, and starts none twice', async () => {
    const server = await loopbackServer((_, response) => json(response, 200, { id: JOB, state: 'UploadComplete' }));
    const kit = gatewayKit();
    const ask = (one: Omit<Ask, 'purpose'>) =>
      kit.gateway.request(request(server.origin, { purpose: 'access', ...one }));
    const start = {
      method: 'POST',
      url: `${V}/jobs/query`,
      body: bulk('SELECT Field FROM FieldPermissions', { lineEnding: 'LF' }),
    };
    await ask(start);
    expect(server.received[0]?.body).toBe(bulk('SELECT Field FROM FieldPermissions'));
    await ask({ url: `${V}/jobs/query/${JOB}` });
    await ask({ url: `${V}/jobs/query/${JOB}/results?maxRecords=5000` });
    await ask({ method: 'PATCH', url: `${V}/jobs/query/${JOB}`, body: '{"state":"Aborted"}' });
    await ask({ method: 'DELETE', url: `${V}/jobs/query/${JOB}` });
    expect(server.received.map(({ method, headers }) => [method, headers.accept])).toEqual([
      ['POST', 'application/json'],
      ['GET', 'application/json'],
      ['GET', 'text/csv'],
      ['PATCH', 'application/json'],
      ['DELETE', 'application/json'],
    ]);
    expect(new Set(kit.rows().map(({ reads }) => reads))).toEqual(new Set(['FieldPermissions']));
    const elsewhere = { url: `${V}/tooling/jobs/query/${JOB}` };
    expect(
      (await failureOf(kit.gateway.request(request(server.origin, { purpose: 'dependencies', ...elsewhere })))).code,
    ).toBe('request-refused');
    expect((await failureOf(ask({ url: `${V}/jobs/query/750000000000002AAA` }))).code).toBe('request-refused');
    expect(
      (await failureOf(ask({ method: 'PATCH', url: `${V}/jobs/query/${JOB}`, body: '{"state":"UploadComplete"}' })))
        .code,
    ).toBe('request-refused');
  });
});
