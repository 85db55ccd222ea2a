import { describe, expect, it } from 'vitest';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import type { Rights } from '../../src-main/sample-org/rights.ts';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { type Answer, ask, sampleOrgForTest } from '../support/sample-org.ts';

const HIDDEN_IN_DATA =
  /^\n.+\n +\^\nERROR at Row:1:Column:\d+\nsObject type '\w+' is not supported\. If you are attempting to use a custom object/;

async function limitedOrg(rights: Rights): Promise<{ readonly org: SampleOrg; readonly token: string }> {
  const org = await sampleOrgForTest({ bundle: createSampleBundle() });
  return { org, token: org.issueToken(rights) };
}

function query(org: SampleOrg, token: string, soql: string, api: 'data' | 'tooling'): Promise<Answer> {
  const path = `${api === 'tooling' ? 'tooling/' : ''}query?q=${encodeURIComponent(soql)}`;
  return ask(org, path, { headers: { Authorization: `Bearer ${token}` } });
}

/** Describes the metadata types, as the service words the call. */
function describeMetadata(org: SampleOrg, token: string, call = 'describeMetadata'): Promise<Answer> {
  const body = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header><SessionHeader xmlns="http://soap.sforce.com/2006/04/metadata"><sessionId>${token}</sessionId></SessionHeader></soapenv:Header><soapenv:Body><${call} xmlns="http://soap.sforce.com/2006/04/metadata"><asOfVersion>68.0</asOfVersion></${call}></soapenv:Body></soapenv:Envelope>`;
  return ask(org, '/services/Soap/m/68.0', { method: 'POST', headers: { 'Content-Type': 'text/xml' }, body });
}

describe('a user of the sample org who lacks a permission', () => {
  it('gets none of the setup objects without View Setup and Configuration, in the words of each API', async () => {
    const { org, token } = await limitedOrg({ without: ['ViewSetup'] });
    const tooling = await query(org, token, 'SELECT Id FROM CustomField LIMIT 1', 'tooling');
    expect(tooling.status).toBe(400);
    expect(tooling.json).toEqual([
      { message: "sObject type 'CustomField' is not supported.", errorCode: 'INVALID_TYPE' },
    ]);
    const customObject = await query(org, token, 'SELECT Id FROM CustomObject LIMIT 1', 'tooling');
    expect(customObject.text).toContain("sObject type 'CustomEntityDefinition' is not supported.");
    const data = await query(org, token, 'SELECT Id FROM PermissionSet LIMIT 1', 'data');
    expect((data.json as { message: string }[])[0]?.message).toMatch(HIDDEN_IN_DATA);
    expect((await query(org, token, 'SELECT Id FROM Organization', 'data')).status).toBe(200);
  });

  it('is refused inside a composite as well: its parts have the session of the whole', async () => {
    const { org, token } = await limitedOrg({ without: ['ViewSetup'] });
    const url = `/services/data/v68.0/tooling/query?q=${encodeURIComponent('SELECT Id FROM CustomField LIMIT 1')}`;
    const { json } = await ask(org, 'tooling/composite', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify({ compositeRequest: [{ referenceId: 'r0', method: 'GET', url }] }),
    });
    expect(json).toMatchObject({ compositeResponse: [{ httpStatusCode: 400, body: [{ errorCode: 'INVALID_TYPE' }] }] });
  });

  it('may not use the API without API Enabled', async () => {
    const { org, token } = await limitedOrg({ without: ['ApiEnabled'] });
    const answer = await ask(org, 'limits', { headers: { Authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(403);
    expect(answer.json).toEqual([
      { message: 'The REST API is not enabled for this Organization.', errorCode: 'API_DISABLED_FOR_ORG' },
    ]);
  });

  it('may not use the Metadata API without its permission, which takes nothing from the rest', async () => {
    const { org, token } = await limitedOrg({ without: ['ModifyMetadata'] });
    const answer = await describeMetadata(org, token);
    expect(answer.status).toBe(500);
    expect(answer.text).toContain('<faultcode>sf:INSUFFICIENT_ACCESS</faultcode>');
    expect((await query(org, token, 'SELECT Id FROM CustomField LIMIT 1', 'tooling')).status).toBe(200);
  });
});

describe('the Metadata API of the sample org', () => {
  it('names the types of the org', async () => {
    const { org, token } = await limitedOrg({ without: [] });
    const { status, text } = await describeMetadata(org, token);
    expect(status).toBe(200);
    expect(text).toContain('<xmlName>CustomObject</xmlName>');
    expect(text).toContain('<partialSaveAllowed>true</partialSaveAllowed>');
  });

  it('refuses a session that does not exist with a fault', async () => {
    const { org } = await limitedOrg({ without: [] });
    const { status, text } = await describeMetadata(org, '00D000000000001!nothing');
    expect(status).toBe(500);
    expect(text).toContain('INVALID_SESSION_ID: Invalid Session ID found in SessionHeader: Illegal Session');
  });

  it('refuses every call that writes', async () => {
    const org = await sampleOrgForTest({ bundle: createSampleBundle(), failsOnWrites: false });
    const token = org.accessToken;
    for (const call of [
      'deploy',
      'createMetadata',
      'updateMetadata',
      'deleteMetadata',
      'renameMetadata',
      'upsertMetadata',
    ]) {
      expect((await describeMetadata(org, token, call)).status).toBe(403);
    }
    expect(org.writes()).toHaveLength(6);
  });
});

describe('objects of Setup', () => {
  it.each([
    ['data', 'SELECT Id, Label, ProfileId, Profile.Name FROM PermissionSet LIMIT 1', 1],
    ['data', 'SELECT Id, SobjectType, PermissionsRead, Parent.Name FROM ObjectPermissions LIMIT 1', 1],
    ['tooling', 'SELECT Id, Name, TableEnumOrId FROM Layout LIMIT 1', 1],
    ['data', 'SELECT Id, Name, FolderName FROM Report LIMIT 1', 1],
    ['data', 'SELECT Id, Title FROM Dashboard LIMIT 1', 1],
    ['data', 'SELECT DurableId, ApiName FROM FlowDefinitionView LIMIT 1', 1],
    ['tooling', 'SELECT Id, Name FROM ApexClass LIMIT 1', 1],
    ['tooling', 'SELECT MetadataComponentId FROM MetadataComponentDependency LIMIT 1', 1],
  ] as const)('can be asked for in the %s API: %s', async (api, soql, rows) => {
    const { org } = await limitedOrg({ without: [] });
    const { status, json } = await query(org, org.accessToken, soql, api);
    expect(status).toBe(200);
    expect((json as { records: unknown[] }).records).toHaveLength(rows);
  });
});
