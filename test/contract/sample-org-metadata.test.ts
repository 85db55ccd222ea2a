import { beforeEach, describe, expect, it } from 'vitest';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { readZip } from '../fakes/google/zip.ts';
import { reportOrg } from '../support/report-org.ts';
import { type Answer, ask, query, sampleOrgForTest } from '../support/sample-org.ts';

let org: SampleOrg;

beforeEach(async () => {
  org = await sampleOrgForTest({ bundle: reportOrg() });
});

const metadata = 'http://soap.sforce.com/2006/04/metadata';

function call(name: string, inner: string, token = org.accessToken): Promise<Answer> {
  const body = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header><SessionHeader xmlns="${metadata}"><sessionId>${token}</sessionId></SessionHeader></soapenv:Header><soapenv:Body><${name} xmlns="${metadata}">${inner}</${name}></soapenv:Body></soapenv:Envelope>`;
  return ask(org, '/services/Soap/m/68.0', {
    method: 'POST',
    headers: { 'Content-Type': 'text/xml', SOAPAction: '""' },
    body,
  });
}

function all(text: string, element: string): readonly string[] {
  return [...text.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map((match) => match[1] ?? '');
}

const list = (...queries: readonly string[]): Promise<Answer> =>
  call(
    'listMetadata',
    queries.map((inner) => `<queries>${inner}</queries>`).join('') + '<asOfVersion>68.0</asOfVersion>',
  );

describe('listMetadata', () => {
  it('names components with who and when, like the Tooling API does', async () => {
    const { status, text } = await list('<type>ApexClass</type>');
    expect(status).toBe(200);
    expect(all(text, 'fullName')).toEqual(['MeterReader', 'fieldmile__Hidden']);
    expect(all(text, 'fileName')).toEqual(['classes/MeterReader.cls', 'classes/fieldmile__Hidden.cls']);
    expect(all(text, 'createdDate')[0]).toBe('2024-01-02T03:04:05.000Z');
    expect(all(text, 'manageableState')).toEqual(['unmanaged', 'installed']);
    expect(all(text, 'namespacePrefix')).toEqual(['fieldmile']);
    const { json } = await query(org, "SELECT Id FROM ApexClass WHERE Name = 'MeterReader'", 'tooling');
    expect(json).toMatchObject({ records: [{ Id: all(text, 'id')[0] }] });
  });

  it('dates value sets, labels, actions and rules, and names the file that several share', async () => {
    org = await sampleOrgForTest({ bundle: createSampleBundle() });
    const files = {
      GlobalValueSet: 'globalValueSets/Fault_Severity.globalValueSet',
      CustomLabel: 'labels/CustomLabels.labels',
      CustomLabels: 'labels/CustomLabels.labels',
      QuickAction: 'quickActions/Case.Diagnose_by_Phone.quickAction',
      WorkflowRule: 'workflows/Case.workflow',
      Workflow: 'workflows/Case.workflow',
      CustomTab: 'tabs/Site__c.tab',
      FlexiPage: 'flexipages/Home_Dispatch.flexipage',
      RecordType: 'objects/Account.object',
      ValidationRule: 'objects/Remote_Command__c.object',
    };
    for (const [type, file] of Object.entries(files)) {
      const { text } = await list(`<type>${type}</type>`);
      expect([type, all(text, 'fileName')]).toEqual([type, expect.arrayContaining([file])]);
      const dates = all(text, 'lastModifiedDate');
      expect([type, dates.length]).toEqual([type, all(text, 'fullName').length]);
      for (const date of dates) expect([type, date]).toEqual([type, expect.stringMatching(/^\d{4}-\d\d-\d\dT/)]);
    }
  });

  it('keeps the date of a standard object back', async () => {
    const { text } = await list('<type>CustomObject</type>');
    const account = text.split('<result>').find((one) => one.includes('<fullName>Account</fullName>')) ?? '';
    expect(all(account, 'lastModifiedDate')).toEqual(['1970-01-01T00:00:00.000Z']);
    expect(all(text, 'fullName')).toContain('Installation__c');
  });

  it('wants a folder for reports and dashboards, and lists the folders themselves', async () => {
    expect(all((await list('<type>ReportFolder</type>')).text, 'fullName')).toContain('Numbers');
    const { text } = await list(
      '<folder>Numbers</folder><type>Report</type>',
      '<folder>Boards</folder><type>Dashboard</type>',
    );
    expect(all(text, 'fullName')).toEqual([
      'Numbers/All_Accounts',
      'Numbers/By_Owner',
      'Numbers/Pipeline',
      'Boards/Sales_Board',
    ]);
  });

  it('answers an empty type with an empty response, an unknown one and a fourth query with a fault', async () => {
    expect((await list('<type>DocumentFolder</type>')).text).toContain('<listMetadataResponse/>');
    const unknown = await list('<type>Foo</type>');
    expect(unknown.status).toBe(500);
    expect(unknown.text).toContain(
      '<faultcode>sf:INVALID_TYPE</faultcode><faultstring>INVALID_TYPE: Unknown type: Foo',
    );
    const four = await list(...Array.from({ length: 4 }, () => '<type>ApexClass</type>'));
    expect(four.text).toContain('sf:LIMIT_EXCEEDED');
  });
});

describe('readMetadata', () => {
  it('shows components by name, and nil for one that is not there', async () => {
    const { text } = await call(
      'readMetadata',
      '<type>CustomObject</type><fullNames>Installation__c</fullNames><fullNames>Nowhere__c</fullNames>',
    );
    expect(text).toContain('<records xsi:type="CustomObject"><fullName>Installation__c</fullName>');
    expect(text).toContain('<records xsi:nil="true"/>');
    expect(all(text, 'label').length).toBeGreaterThan(5);
    const report = await call('readMetadata', '<type>Report</type><fullNames>Numbers/Pipeline</fullNames>');
    expect(all(report.text, 'reportType')).toEqual(['Opportunity']);
    const set = await call('readMetadata', '<type>PermissionSet</type><fullNames>Planner</fullNames>');
    expect(set.text).toContain('<field>Account.Industry</field>');
  });

  it('takes ten names, no more', async () => {
    const names = Array.from({ length: 11 }, () => '<fullNames>MeterReader</fullNames>').join('');
    expect((await call('readMetadata', `<type>ApexClass</type>${names}`)).text).toContain('sf:LIMIT_EXCEEDED');
  });
});

describe('retrieve', () => {
  const wanted = (types: string): string =>
    `<retrieveRequest><apiVersion>68.0</apiVersion><singlePackage>true</singlePackage><unpackaged>${types}<version>68.0</version></unpackaged></retrieveRequest>`;

  it('goes from queued to a zip with the files asked for and a package.xml', async () => {
    const types = [
      '<types><members>*</members><name>ApexClass</name></types>',
      '<types><members>Installation__c</members><name>CustomObject</name></types>',
      '<types><members>Account.Customer_Number__c</members><name>CustomField</name></types>',
      '<types><members>Numbers/Pipeline</members><members>Numbers</members><name>Report</name></types>',
      '<types><members>Nobody</members><name>PermissionSet</name></types>',
    ].join('');
    const asked = await call('retrieve', wanted(types));
    expect(asked.text).toMatch(/<done>false<\/done><id>09S\w{15}<\/id><state>Queued<\/state>/);
    const [id = ''] = all(asked.text, 'id');
    const check = (): Promise<Answer> =>
      call('checkRetrieveStatus', `<asyncProcessId>${id}</asyncProcessId><includeZip>true</includeZip>`);
    const states = [all((await check()).text, 'status')[0]];
    const { text } = await check();
    expect([...states, all(text, 'status')[0]]).toEqual(['InProgress', 'Succeeded']);
    expect(all(text, 'done')).toEqual(['true']);
    expect(all(text, 'problem')).toEqual(["Entity of type 'PermissionSet' named 'Nobody' cannot be found"]);
    const files = readZip(Buffer.from(all(text, 'zipFile')[0] ?? '', 'base64'));
    expect([...(files?.keys() ?? [])].toSorted()).toEqual([
      'unpackaged/classes/MeterReader.cls',
      'unpackaged/classes/MeterReader.cls-meta.xml',
      'unpackaged/classes/fieldmile__Hidden.cls',
      'unpackaged/classes/fieldmile__Hidden.cls-meta.xml',
      'unpackaged/objects/Account.object',
      'unpackaged/objects/Installation__c.object',
      'unpackaged/package.xml',
      'unpackaged/reports/Numbers-meta.xml',
      'unpackaged/reports/Numbers/Pipeline.report',
    ]);
    const read = (path: string): string => files?.get(`unpackaged/${path}`)?.().toString('utf8') ?? '';
    expect(read('classes/MeterReader.cls')).toContain('class MeterReader');
    expect(read('classes/fieldmile__Hidden.cls')).toBe('(hidden)');
    expect(read('objects/Account.object')).toContain('<fields><fullName>Customer_Number__c</fullName>');
    expect(read('package.xml')).toContain('<members>Numbers/Pipeline</members>');
  });

  it('writes versions of the API with their decimal, and the parts of one file together', async () => {
    org = await sampleOrgForTest({ bundle: createSampleBundle() });
    const members = {
      Flow: 'Service_Visit_Close_Work_Order',
      CustomLabel: 'Installation_Late',
      ApexClass: 'StockService',
    };
    const types = Object.entries(members).map(
      ([name, member]) => `<types><members>${member}</members><name>${name}</name></types>`,
    );
    const [id = ''] = all((await call('retrieve', wanted(types.join('')))).text, 'id');
    const check = () =>
      call('checkRetrieveStatus', `<asyncProcessId>${id}</asyncProcessId><includeZip>true</includeZip>`);
    await check();
    const [zipFile = ''] = all((await check()).text, 'zipFile');
    const files = readZip(Buffer.from(zipFile, 'base64'));
    const textOf = (path: string): string => files?.get(path)?.().toString('utf8') ?? '';
    expect(textOf('unpackaged/flows/Service_Visit_Close_Work_Order.flow')).toContain('<apiVersion>57.0</apiVersion>');
    expect(textOf('unpackaged/classes/StockService.cls-meta.xml')).toMatch(/<apiVersion>\d+\.0<\/apiVersion>/);
    expect(textOf('unpackaged/labels/CustomLabels.labels')).toContain(
      '<labels><fullName>Installation_Late</fullName><language>en_US</language>',
    );
  });

  it('knows no other retrieval', async () => {
    const { status, text } = await call('checkRetrieveStatus', '<asyncProcessId>09S000000000000AAA</asyncProcessId>');
    expect(status).toBe(500);
    expect(text).toContain('sf:INVALID_CROSS_REFERENCE_KEY');
  });
});

describe('describeValueType', () => {
  it('names the parts of a type', async () => {
    const { text } = await call('describeValueType', `<type>{${metadata}}PermissionSet</type>`);
    expect(all(text, 'name')).toContain('fieldPermissions');
    expect(text).toContain('<isNameField>true</isNameField>');
  });
});

describe('the Metadata API', () => {
  it('refuses a session that has ended with status 500, and counts each call', async () => {
    const ended = await call('listMetadata', '<queries><type>ApexClass</type></queries>', '00D!none');
    expect(ended.status).toBe(500);
    expect(ended.text).toContain('<faultcode>sf:INVALID_SESSION_ID</faultcode>');
    await call('describeMetadata', '<asOfVersion>68.0</asOfVersion>');
    expect((await ask(org, 'limits')).headers.get('sforce-limit-info')).toBe('api-usage=2/15000');
  });
});
