import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { startSampleOrg } from '../../src-main/sample-org/server.ts';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { independentClient, underARealName } from '../support/independent-client.ts';
import type { IndependentClient } from '../support/independent-client.ts';
import { asksForNames } from '../support/network-trace.ts';
import type { Traced } from '../support/network-trace.ts';
import { installSfCli, realSfCli, signInArguments } from '../support/sf-cli.ts';
import type { SfCli } from '../support/sf-cli.ts';
import { ask } from '../support/sample-org.ts';

/* Salesforce's own CLI signs in to the sample org and reads it with ten commands, as a person would type them. */

const entry = await realSfCli();
/** On Linux every command runs under strace, which sees all that it asks of the system. */
const isTraced = process.platform === 'linux';
const base = '/services/data/v68.0';

type Failed = { readonly stdout: string; readonly stderr: string };
type Named = { readonly fullName: string };
type Typed = { readonly xmlName: string };
type Rows = { readonly totalSize: number; readonly records: readonly Readonly<Record<string, unknown>>[] };

const usersQuery = 'SELECT Id, Name, Profile.Name FROM User ORDER BY Name LIMIT 3';
const fieldsQuery =
  "SELECT QualifiedApiName, DataType, EntityDefinition.Label FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Account' LIMIT 5";

function sorted(names: readonly Named[]): readonly Named[] {
  return names.toSorted((a, b) => (a.fullName < b.fullName ? -1 : 1));
}

/** The cells of a line of a printed table. */
const cells = (line = ''): readonly string[] =>
  line
    .split('│')
    .slice(1, -1)
    .map((cell) => cell.trim());

describe.skipIf(entry === null)('the Salesforce CLI', { timeout: 120_000 }, () => {
  let org: SampleOrg;
  let cli: SfCli;
  const traces: Omit<Traced, 'stdout'>[] = [];
  /** Results by command, for the comparison with another client. */
  const read = new Map<string, unknown>();

  /** Runs a command of the CLI and gives what it printed. */
  async function sf(args: readonly string[], options: Parameters<SfCli['run']>[1] = {}): Promise<string> {
    if (!isTraced) return cli.run(args, options);
    const { stdout, ...trace } = await cli.trace(args, options);
    traces.push(trace);
    return stdout;
  }
  /** The `result` of a command's JSON. */
  async function result<T>(...args: readonly string[]): Promise<T> {
    const answer = JSON.parse(await sf([...args, '--target-org', 'emu', '--json'])) as {
      readonly status: number;
      readonly result: T;
    };
    expect(answer.status).toBe(0);
    read.set(args.join(' '), answer.result);
    return answer.result;
  }
  const failure = (...args: readonly string[]): Promise<Failed> =>
    sf([...args, '--target-org', 'emu']).then(
      (stdout) => expect.fail(`The command should have failed. It printed: ${stdout}`),
      (error: Failed) => error,
    );
  /** What the org answers to a plain request. */
  const plain = async (path: string): Promise<unknown> => (await ask(org, path)).json;

  beforeAll(async () => {
    org = await startSampleOrg({ bundle: createSampleBundle() });
    cli = installSfCli(entry ?? '');
  });
  afterAll(async () => {
    cli?.remove();
    await org?.close();
  });

  it('org login access-token: signs in', async () => {
    const printed = await sf(signInArguments(org.instanceUrl, 'emu'), { env: { SF_ACCESS_TOKEN: org.accessToken } });
    expect(printed).toMatch(/Successfully authorized \S+@halvern\.example with org ID 00D\w{15}/);
  });

  it('org display: shows the org, its version and that it is connected', async () => {
    const shown = await result<Readonly<Record<string, string>>>('org', 'display');
    const { organization_id: id, preferred_username: username } = (await plain('/services/oauth2/userinfo')) as {
      readonly organization_id: string;
      readonly preferred_username: string;
    };
    expect(shown).toMatchObject({ id, username, apiVersion: '68.0', alias: 'emu', connectedStatus: 'Connected' });
    expect(shown['instanceUrl']?.replace(/\/$/, '')).toBe(org.instanceUrl);
  });

  it('sobject list: lists every object, and the custom ones alone', async () => {
    const { sobjects } = (await plain('sobjects')) as {
      readonly sobjects: readonly { readonly name: string; readonly custom: boolean }[];
    };
    const listed = await result<readonly string[]>('sobject', 'list', '--sobject', 'all');
    expect(listed.toSorted()).toEqual(sobjects.map(({ name }) => name).toSorted());
    const custom = await sf(['sobject', 'list', '--sobject', 'custom', '--target-org', 'emu']);
    expect(custom.trim().split('\n').toSorted()).toEqual(
      sobjects.flatMap(({ name, custom: isCustom }) => (isCustom ? [name] : [])).toSorted(),
    );
  });

  it('sobject describe: describes a standard, a custom and a Tooling object', async () => {
    for (const name of ['Account', 'Building__c'])
      expect(await result('sobject', 'describe', '--sobject', name)).toEqual(await plain(`sobjects/${name}/describe`));
    expect(await result('sobject', 'describe', '--sobject', 'ApexClass', '--use-tooling-api')).toEqual(
      await plain('tooling/sobjects/ApexClass/describe'),
    );
    expect((await failure('sobject', 'describe', '--sobject', 'Nope__c')).stderr).toContain(
      'The requested resource does not exist',
    );
  });

  it('data query: reads records, with parents and in a table', async () => {
    const { records, totalSize } = await result<Rows>('data', 'query', '--query', usersQuery);
    const answer = (await plain(`query?q=${encodeURIComponent(usersQuery)}`)) as Rows;
    expect({ totalSize, records }).toEqual({ totalSize: 3, records: answer.records });
    const csv = await sf(['data', 'query', '--query', usersQuery, '--result-format', 'csv', '--target-org', 'emu']);
    const [head, first, ...rest] = csv.trim().split('\n');
    expect([head, rest.length]).toEqual(['Id,Name,Profile.Name', 2]);
    expect(first).toMatch(/^005\w{15},[\w ]+,[\w ]+$/);
  });

  it('data query: names the columns of a grouped query as the service does', async () => {
    const soql = 'SELECT UserType, COUNT(Id), MAX(CreatedDate) newest FROM User GROUP BY UserType ORDER BY UserType';
    const table = await sf(['data', 'query', '--query', soql, '--target-org', 'emu']);
    const lines = table.split('\n').filter((line) => line.includes('│'));
    expect(cells(lines[0])).toEqual(['USERTYPE', 'COUNT(ID)', 'NEWEST']);
    const { records } = (await plain(`query?q=${encodeURIComponent(soql)}`)) as Rows;
    const values = records.map(({ UserType, expr0, newest }) => [UserType, String(expr0), newest]);
    expect(lines.slice(1).map(cells)).toEqual(values);
  });

  it('data query: shows where a query is wrong', async () => {
    const { stderr } = await failure('data', 'query', '--query', 'SELECT Nope FROM User');
    expect(stderr).toContain('SELECT Nope FROM User\n       ^\nERROR at Row:1:Column:8\nNo such column');
  });

  it('data query --use-tooling-api: reads the catalog, with a parent', async () => {
    const args = ['data', 'query', '--use-tooling-api', '--query', fieldsQuery];
    const { records } = await result<Rows>(...args);
    expect(records).toEqual(((await plain(`tooling/query?q=${encodeURIComponent(fieldsQuery)}`)) as Rows).records);
    const csv = await sf([...args, '--result-format', 'csv', '--target-org', 'emu']);
    expect(csv.split('\n').slice(0, 2)).toEqual([
      'QualifiedApiName,DataType,EntityDefinition.Label',
      expect.stringMatching(/^Id,.+,Account$/),
    ]);
  });

  it('org list limits: lists what is left', async () => {
    const limits = await result<readonly { readonly name: string; readonly max: number; readonly remaining: number }[]>(
      'org',
      'list',
      'limits',
    );
    const own = (await plain('limits')) as Readonly<
      Record<string, { readonly Max: number; readonly Remaining: number }>
    >;
    expect(limits.map(({ name, max }) => [name, max])).toEqual(
      Object.entries(own).map(([name, { Max }]) => [name, Max]),
    );
    const left = limits.find(({ name }) => name === 'DailyApiRequests')?.remaining ?? 0;
    // Each command spends at least one request, and this test asked once more.
    expect(left).toBe((own['DailyApiRequests']?.Remaining ?? 0) + 1);
  });

  it('org list metadata-types: lists the types with their folders', async () => {
    const described = await result<{
      readonly metadataObjects: readonly { readonly xmlName: string; readonly childXmlNames: readonly string[] }[];
      readonly partialSaveAllowed: boolean;
    }>('org', 'list', 'metadata-types');
    expect(described.partialSaveAllowed).toBe(true);
    const object = described.metadataObjects.find(({ xmlName }) => xmlName === 'CustomObject');
    expect(object).toMatchObject({ directoryName: 'objects', inFolder: false, metaFile: false, suffix: 'object' });
    expect(object?.childXmlNames).toEqual(expect.arrayContaining(['CustomField', 'RecordType', 'ValidationRule']));
  });

  it('org list metadata: lists the objects, nothing for a type that the org has none of, and knows no other types', async () => {
    const listed = await result<readonly Named[]>('org', 'list', 'metadata', '--metadata-type', 'CustomObject');
    expect(listed.find(({ fullName }) => fullName === 'Building__c')).toMatchObject({
      fileName: 'objects/Building__c.object',
      fullName: 'Building__c',
      type: 'CustomObject',
      id: expect.stringMatching(/^01I\w{15}$/),
      createdDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      lastModifiedByName: expect.stringMatching(/\w/),
    });
    expect(listed.map(({ fullName }) => fullName)).toEqual(expect.arrayContaining(['Account', 'Alarm_Routing__mdt']));
    expect(await result('org', 'list', 'metadata', '--metadata-type', 'SharingReason')).toEqual([]);
    const { stderr, stdout } = await failure('org', 'list', 'metadata', '--metadata-type', 'NoSuchType');
    expect(stderr + stdout).toContain('INVALID_TYPE');
  });

  it('api request rest: sends a request as it is', async () => {
    const printed = await sf(['api', 'request', 'rest', `${base}/sobjects/User/describe`, '--target-org', 'emu']);
    expect(JSON.parse(printed)).toEqual(await plain('sobjects/User/describe'));
    const headers = await sf(['api', 'request', 'rest', `${base}/limits`, '--include', '--target-org', 'emu']);
    expect(headers).toMatch(/^HTTP\/1\.1 200/);
    expect(headers).toMatch(/sforce-limit-info: api-usage=\d+\/15000/i);
  });

  it('data export bulk: exports with a Bulk job', async () => {
    const soql = 'SELECT Id, Name, Owner.Name FROM Account';
    const args = ['data', 'export', 'bulk', '--query', soql, '--output-file', 'accounts.csv', '--wait', '1'];
    await sf([...args, '--target-org', 'emu']);
    const [head, ...rows] = readFileSync(join(cli.home, 'accounts.csv'), 'utf8').trim().split('\n');
    expect(head).toBe('"Id","Name","Owner.Name"');
    const { totalSize } = (await plain(`query?q=${encodeURIComponent('SELECT COUNT() FROM Account')}`)) as Rows;
    expect(rows.length).toBe(totalSize);
    expect(totalSize).toBeGreaterThan(0);
  });

  it('project retrieve start: turns metadata into source files', async () => {
    const project = join(cli.home, 'project');
    mkdirSync(join(project, 'force-app'), { recursive: true });
    const description = { packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '68.0' };
    writeFileSync(join(project, 'sfdx-project.json'), JSON.stringify(description));
    const args = [
      'project',
      'retrieve',
      'start',
      '--metadata',
      'CustomObject:Building__c',
      'PermissionSet',
      '--wait',
      '1',
    ];
    await sf([...args, '--target-org', 'emu', '--json'], { cwd: project });
    const made = join(project, 'force-app', 'main', 'default');
    const described = (await plain('sobjects/Building__c/describe')) as {
      readonly fields: readonly { readonly name: string; readonly custom: boolean }[];
    };
    const custom = described.fields.flatMap(({ name, custom: isCustom }) => (isCustom ? [name] : []));
    expect(readdirSync(join(made, 'objects', 'Building__c', 'fields')).toSorted()).toEqual(
      custom.map((name) => `${name}.field-meta.xml`).toSorted(),
    );
    expect(readdirSync(join(made, 'permissionsets')).length).toBeGreaterThan(1);
  });

  it('reads the same as a client that shares no code with it', async ({ skip }) => {
    const Client = await independentClient();
    skip(Client === null, 'The second client could not be fetched.');
    const realName = await underARealName(org);
    onTestFinished(realName.close);
    const client = new (Client ?? Object)() as IndependentClient;
    client.instanceHostname = realName.hostname;
    client.sessionId = org.accessToken;
    const soap = async (method: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown> =>
      client.soap(client.wsdl('68.0', 'Metadata'), method, { ...parameters, asOfVersion: '68.0' });

    const building = await client.rest(`${base}/sobjects/Building__c/describe`);
    // The one thing that differs by name: a describe holds the org's address.
    const ownName = JSON.stringify(building).replaceAll(`https://${realName.hostname}`, org.instanceUrl);
    expect(JSON.parse(ownName)).toEqual(read.get('sobject describe --sobject Building__c'));
    const users = await client.rest(`${base}/query?q=${encodeURIComponent(usersQuery)}`);
    expect(users).toEqual(read.get(`data query --query ${usersQuery}`));
    const fields = (await client.rest(`${base}/tooling/query?q=${encodeURIComponent(fieldsQuery)}`)) as Rows;
    expect(fields.records).toEqual((read.get(`data query --use-tooling-api --query ${fieldsQuery}`) as Rows).records);
    const listed = client.asArray(
      await soap('listMetadata', { queries: { type: 'CustomObject' } }),
    ) as readonly Named[];
    const byCli = read.get('org list metadata --metadata-type CustomObject') as readonly Named[];
    expect(sorted(listed)).toEqual(sorted(byCli));
    const { metadataObjects } = (await soap('describeMetadata', {})) as { readonly metadataObjects: readonly Typed[] };
    const types = (read.get('org list metadata-types') as { readonly metadataObjects: readonly Typed[] })
      .metadataObjects;
    expect(metadataObjects.map(({ xmlName }) => xmlName)).toEqual(types.map(({ xmlName }) => xmlName));
  });

  it('changes nothing in the org', () => {
    expect(org.writes()).toEqual([]);
  });

  it.runIf(isTraced)('talks to the org alone, and writes nothing outside its own home folder', () => {
    expect(traces.length).toBeGreaterThan(10);
    expect([...new Set(traces.flatMap(({ addresses }) => addresses))]).toEqual([new URL(org.instanceUrl).host]);
    expect(traces.some(asksForNames)).toBe(false);
    const written = [...new Set(traces.flatMap((trace) => trace.written))];
    expect(written.filter((path) => !path.startsWith(`${cli.home}/`) && !path.startsWith('/dev/'))).toEqual([]);
    expect(written).not.toEqual([]);
  });
});
