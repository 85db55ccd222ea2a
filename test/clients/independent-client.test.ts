import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { defaultCallbackUrls, defaultClientId } from '../../src-main/sample-org/oauth/default-app.ts';
import { startSampleOrg } from '../../src-main/sample-org/server.ts';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { independentClient, underARealName } from '../support/independent-client.ts';
import type { IndependentClient, RealName } from '../support/independent-client.ts';
import { codeFor } from '../support/oauth-client.ts';

/*
 * A client with its own HTTP and its own XML, which shares no code with jsforce, reads the sample org. It asserts more than
 * jsforce about XML: an element with an attribute that Salesforce does not send is an error to it.
 */

const Client = await independentClient();
const version = '68.0';
const base = `/services/data/v${version}`;

type Rows = {
  readonly totalSize: number;
  readonly done: boolean;
  readonly nextRecordsUrl?: string;
  readonly records: readonly Record<string, unknown>[];
};
type Job = { readonly id: string; readonly state: string; readonly numberRecordsProcessed?: number };
type RawAnswer = { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> };
type Global = { readonly sobjects: readonly { readonly name: string; readonly urls: { readonly describe: string } }[] };

describe.skipIf(Client === null)('a client that is not made of jsforce', { timeout: 60_000 }, () => {
  let org: SampleOrg;
  let realName: RealName;
  let client: IndependentClient;

  beforeAll(async () => {
    org = await startSampleOrg({ bundle: createSampleBundle(), oauth: { approval: 'allow' } });
    realName = await underARealName(org);
    client = signedIn(org.accessToken);
  });
  afterAll(async () => {
    await realName?.close();
    await org?.close();
  });

  function signedIn(token: string | null): IndependentClient {
    const made = new (Client ?? Object)() as IndependentClient;
    made.instanceHostname = realName.hostname;
    made.sessionId = token;
    return made;
  }

  function query(soql: string, api: '' | 'tooling/' = ''): Promise<Rows> {
    return client.rest(`${base}/${api}query/?q=${encodeURIComponent(soql)}`) as Promise<Rows>;
  }

  function metadata(method: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown> {
    return client.soap(client.wsdl(version, 'Metadata'), method, parameters);
  }

  it('signs in with a code and its verifier, is told where its org is, and reads with the token', async () => {
    const { code, verifier } = await codeFor(org);
    const own = signedIn(null);
    const token = await own.oauthToken(realName.hostname, {
      grant_type: 'authorization_code',
      client_id: defaultClientId,
      redirect_uri: defaultCallbackUrls[0] ?? '',
      code,
      code_verifier: verifier,
    });
    expect(token).toMatchObject({ instance_url: `https://${realName.hostname}`, token_type: 'Bearer' });
    expect(own.instanceHostname).toBe(realName.hostname);
    expect(await own.rest('/services/oauth2/userinfo')).toMatchObject({
      organization_id: /^00D/,
      preferred_username: /@/,
    });
    const renewed = await own.oauthToken(realName.hostname, {
      grant_type: 'refresh_token',
      client_id: defaultClientId,
      refresh_token: token['refresh_token'] ?? '',
    });
    expect(renewed['access_token']).not.toBe(token['access_token']);
    expect(await own.rest(`${base}/limits`)).toHaveProperty('DailyApiRequests.Remaining');
  });

  it('is told in words why it may not sign in', async () => {
    const { code } = await codeFor(org);
    const request = {
      grant_type: 'authorization_code',
      client_id: defaultClientId,
      code,
      redirect_uri: 'x',
      code_verifier: 'y',
    };
    await expect(signedIn(null).oauthToken(realName.hostname, request)).rejects.toMatchObject({
      name: 'SalesforceRestError',
      detail: { error: expect.stringMatching(/\w/), error_description: expect.stringMatching(/\w/) },
    });
  });

  it('finds its way from the versions to a describe by the addresses that the org gives', async () => {
    const versions = (await client.rest('/services/data')) as readonly {
      readonly version: string;
      readonly url: string;
    }[];
    const newest = versions.at(-1);
    expect(newest).toMatchObject({ version, url: base });
    const resources = (await client.rest(newest?.url ?? '')) as Readonly<Record<string, string>>;
    const { sobjects } = (await client.rest(resources['sobjects'] ?? '')) as Global;
    expect(sobjects.length).toBeGreaterThan(100);
    const account = sobjects.find(({ name }) => name === 'Account');
    const described = (await client.rest(account?.urls.describe ?? '')) as {
      readonly fields: readonly { readonly name: string }[];
    };
    expect(described.fields.map(({ name }) => name)).toEqual(expect.arrayContaining(['Id', 'Name', 'OwnerId']));
    const identity = await client.rest(new URL(resources['identity'] ?? '').pathname);
    expect(identity).toMatchObject({
      organization_id: expect.stringMatching(/^00D/),
      username: expect.stringMatching(/@/),
    });
  });

  it('asks again for a describe and is told that nothing changed', async () => {
    const headers = { 'If-Modified-Since': new Date(Date.now() + 86_400_000).toUTCString() };
    await expect(client.rest(`${base}/sobjects/Account/describe`, { headers })).rejects.toMatchObject({
      response: { statusCode: 304, body: Buffer.alloc(0) },
    });
  });

  it('reads people with a parent of theirs, and follows the pages of a longer answer', async () => {
    const people = await query('SELECT Id, Name, Profile.Name FROM User ORDER BY Name');
    expect(people).toMatchObject({ done: true, totalSize: people.records.length });
    expect(people.records[0]).toMatchObject({
      attributes: { type: 'User', url: `${base}/sobjects/User/${String(people.records[0]?.['Id'])}` },
      Profile: { attributes: { type: 'Profile' }, Name: expect.stringMatching(/\w/) },
    });
    const accounts = `${base}/query/?q=${encodeURIComponent('SELECT Id FROM Account')}`;
    let page = (await client.rest(accounts, { headers: { 'Sforce-Query-Options': 'batchSize=200' } })) as Rows;
    const ids = page.records.map(({ Id }) => Id);
    expect(page).toMatchObject({ done: false });
    while (page.nextRecordsUrl !== undefined) {
      page = (await client.rest(page.nextRecordsUrl)) as Rows;
      ids.push(...page.records.map(({ Id }) => Id));
    }
    expect(page.done).toBe(true);
    expect(new Set(ids).size).toBe(page.totalSize);
  });

  it('reads the catalog by the Tooling API', async () => {
    const soql =
      "SELECT QualifiedApiName, EntityDefinition.Label FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Account'";
    const whole = await query(soql, 'tooling/');
    expect(whole).toMatchObject({ done: true, size: whole.records.length, entityTypeName: 'FieldDefinition' });
    expect(whole.records[0]).toMatchObject({ QualifiedApiName: 'Id', EntityDefinition: { Label: 'Account' } });
  });

  it('sends several reads as one', async () => {
    const parts = ['sobjects/Account/describe', 'limits', 'sobjects/Nope__c/describe'];
    const compositeRequest = parts.map((path, index) => {
      return { method: 'GET', referenceId: `r${index}`, url: `${base}/${path}` };
    });
    const body = { allOrNone: false, compositeRequest };
    expect(await client.rest(`${base}/composite`, { method: 'POST', body })).toMatchObject({
      compositeResponse: [
        { referenceId: 'r0', httpStatusCode: 200, body: { name: 'Account' } },
        { referenceId: 'r1', httpStatusCode: 200, body: { DailyApiRequests: { Max: 15_000 } } },
        { referenceId: 'r2', httpStatusCode: 404, body: [{ errorCode: 'NOT_FOUND' }] },
      ],
    });
  });

  it('reads rows with a Bulk job and removes the job', async () => {
    const body = { operation: 'query', query: 'SELECT Id, Name FROM User' };
    let job = (await client.rest(`${base}/jobs/query`, { method: 'POST', body })) as Job;
    const address = `${base}/jobs/query/${job.id}`;
    expect(job).toMatchObject({ state: 'UploadComplete', id: expect.stringMatching(/^750/) });
    while (/^(UploadComplete|InProgress)$/.test(job.state)) job = (await client.rest(address)) as Job;
    expect(job.state).toBe('JobComplete');
    const results = (await client.rest(`${address}/results`, {
      responseType: 'raw',
      headers: { Accept: 'text/csv' },
    })) as RawAnswer;
    expect(results.headers).toMatchObject({
      'sforce-locator': 'null',
      'content-type': expect.stringMatching(/^text\/csv/),
    });
    const lines = results.body.toString('utf8').trim().split('\n');
    expect([lines[0], lines.length - 1]).toEqual(['"Id","Name"', job.numberRecordsProcessed]);
    await client.rest(address, { method: 'DELETE' });
    await expect(client.rest(address)).rejects.toMatchObject({ response: { statusCode: 404 } });
  });

  it('describes a report and runs it', async () => {
    const { records } = await query("SELECT Id, Name FROM Report WHERE Format = 'Tabular' ORDER BY Name LIMIT 1");
    const report = `${base}/analytics/reports/${String(records[0]?.['Id'])}`;
    expect(await client.rest(`${report}/describe`)).toMatchObject({
      reportMetadata: { name: records[0]?.['Name'], reportFormat: 'TABULAR' },
    });
    expect(await client.rest(`${report}?includeDetails=true`)).toMatchObject({
      hasDetailRows: true,
      factMap: { 'T!T': { rows: expect.any(Array) } },
    });
  });

  it('gets the same errors as from the real service', async () => {
    await expect(query('SELECT Nope FROM Account')).rejects.toMatchObject({
      message: expect.stringContaining(
        "INVALID_FIELD: \nSELECT Nope FROM Account\n       ^\nERROR at Row:1:Column:8\nNo such column 'Nope'",
      ),
      detail: [{ errorCode: 'INVALID_FIELD' }],
    });
    await expect(client.rest(`${base}/sobjects/Nope__c/describe`)).rejects.toThrow(
      'NOT_FOUND: The requested resource does not exist',
    );
    await expect(signedIn('00D000000000000!wrong').rest(`${base}/limits`)).rejects.toThrow(
      'INVALID_SESSION_ID: Session expired or invalid',
    );
  });

  it('reads the types and the names of metadata by SOAP', async () => {
    const described = (await metadata('describeMetadata', { asOfVersion: version })) as Readonly<
      Record<string, unknown>
    >;
    expect(described).toMatchObject({ partialSaveAllowed: 'true', testRequired: 'false' });
    const types = client.asArray(described['metadataObjects']) as readonly Readonly<Record<string, unknown>>[];
    expect(types.map(({ xmlName }) => xmlName)).toEqual(
      expect.arrayContaining(['CustomObject', 'Flow', 'PermissionSet']),
    );
    const listed = await metadata('listMetadata', { queries: [{ type: 'CustomObject' }], asOfVersion: version });
    const names = client.asArray(listed).map((one) => (one as Readonly<Record<string, unknown>>)['fullName']);
    expect(names).toEqual(expect.arrayContaining(['Account', 'Building__c']));
  });

  it('is told by a SOAP fault that its session is not valid', async () => {
    const stranger = signedIn('00D000000000000!wrong');
    const call = stranger.soap(stranger.wsdl(version, 'Metadata'), 'describeMetadata', { asOfVersion: version });
    await expect(call).rejects.toMatchObject({
      name: 'SalesforceSoapError',
      message: 'INVALID_SESSION_ID: Invalid Session ID found in SessionHeader: Illegal Session',
      detail: { faultcode: 'sf:INVALID_SESSION_ID' },
      response: { statusCode: 500 },
    });
  });

  it('wrote nothing', () => {
    expect(org.writes()).toEqual([]);
  });
});
