import { Connection } from 'jsforce';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { readZip } from '../fakes/google/zip.ts';
import { reportOrg, reportsAskedAt } from '../support/report-org.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';

let org: SampleOrg;
let connection: Connection;

beforeEach(async () => {
  let nowMs = reportsAskedAt;
  org = await sampleOrgForTest({ bundle: reportOrg(), now: () => (nowMs += 5) });
  connection = new Connection({ instanceUrl: org.instanceUrl, accessToken: org.accessToken, version: '68.0' });
});

/** What the client library of others makes of the answers: it was written against the real service. */
describe('jsforce reads the sample org', () => {
  it('lists, describes and runs reports, at once and later', async () => {
    const listed = await connection.analytics.reports();
    const id = listed.find(({ name }) => name === 'Pipeline by stage and month')?.id ?? '';
    const report = connection.analytics.report(id);
    const described = await report.describe();
    expect(described.reportMetadata.reportFormat).toBe('MATRIX');
    const result = await report.execute({ details: true });
    expect(result.factMap['T!T']?.aggregates).toHaveLength(3);
    const started = await report.executeAsync({ details: true });
    const instance = report.instance(started.id);
    let later = await instance.retrieve();
    while (later.attributes.status !== 'Success') later = await instance.retrieve();
    expect(later.factMap).toEqual(result.factMap);
    expect((await report.instances()).map((one) => one.id)).toEqual([started.id]);
  });

  it('lists and reads dashboards', async () => {
    const [listed] = await connection.analytics.dashboards();
    const described = await connection.analytics.dashboard(listed?.id ?? '').describe();
    expect(described.components).toHaveLength(2);
  });

  it('reads records and dependencies by query jobs', async () => {
    const records = await (await connection.bulk2.query('SELECT Id, Name FROM Account')).toArray();
    expect(records).toHaveLength(300);
    expect(Object.keys(records[0] ?? {})).toEqual(['Id', 'Name']);
  });

  it('describes, lists, reads and retrieves metadata', async () => {
    const { metadata } = connection;
    const { metadataObjects } = await metadata.describe('68.0');
    expect(metadataObjects.find(({ xmlName }) => xmlName === 'Report')).toMatchObject({ inFolder: true });
    const classes = await metadata.list([{ type: 'ApexClass' }], '68.0');
    expect(classes.map(({ fullName }) => fullName)).toEqual(['MeterReader', 'fieldmile__Hidden']);
    expect(await metadata.list([{ type: 'DocumentFolder' }], '68.0')).toEqual([]);
    const [read] = await metadata.read('CustomObject', ['Installation__c']);
    expect(read?.fullName).toBe('Installation__c');
    metadata.pollInterval = 5;
    // The library's type asks for every part of a package; the service takes the ones that are there.
    const asked = { apiVersion: 68, unpackaged: { types: [{ members: ['*'], name: 'ApexClass' }], version: '68.0' } };
    const retrieved = await metadata.retrieve(asked as unknown as Parameters<typeof metadata.retrieve>[0]).complete();
    expect(readZip(Buffer.from(retrieved.zipFile, 'base64'))?.has('unpackaged/classes/MeterReader.cls')).toBe(true);
    await expect(metadata.list([{ type: 'Foo' }], '68.0')).rejects.toThrow('INVALID_TYPE: Unknown type: Foo');
  });

  it('reads the limits and the identity', async () => {
    expect((await connection.limits()).HourlySyncReportRuns).toEqual({ Max: 500, Remaining: 500 });
    expect((await connection.identity()).organization_id).toMatch(/^00D/);
  });
});
