import { beforeEach, describe, expect, it } from 'vitest';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { reportOrg } from '../support/report-org.ts';
import { type Answer, ask, query, sampleOrgForTest } from '../support/sample-org.ts';

type Json = Readonly<Record<string, unknown>>;

let org: SampleOrg;

beforeEach(async () => {
  org = await sampleOrgForTest({ bundle: reportOrg() });
});

function send(method: string, path: string, body: unknown): Promise<Answer> {
  return ask(org, path, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}

async function started(soql: string, more: object = {}, base = 'jobs/query'): Promise<string> {
  const { status, json } = await send('POST', base, { operation: 'query', query: soql, ...more });
  expect([status, json]).toMatchObject([200, { state: 'UploadComplete' }]);
  return `${base}/${String((json as Json).id)}`;
}

/** Asks for the job until it is done, and says every state seen. */
async function finished(path: string): Promise<readonly unknown[]> {
  const states: unknown[] = [];
  while (!['JobComplete', 'Failed', 'Aborted'].includes(String(states.at(-1))))
    states.push(((await ask(org, path)).json as Json).state);
  return states;
}

describe('query jobs of Bulk API 2.0', () => {
  it('go from upload over running to complete, with the keys of the service', async () => {
    const { json } = await send('POST', 'jobs/query', { operation: 'query', query: 'SELECT Id FROM Account' });
    expect(Object.keys(json as Json)).toEqual(
      'id operation object createdById createdDate systemModstamp state concurrencyMode contentType apiVersion lineEnding columnDelimiter'.split(
        ' ',
      ),
    );
    expect(json).toMatchObject({
      id: expect.stringMatching(/^750/),
      object: 'Account',
      apiVersion: 68,
      lineEnding: 'LF',
    });
    const path = `jobs/query/${String((json as Json).id)}`;
    expect((await ask(org, `${path}/results`)).json).toMatchObject([{ errorCode: 'INVALIDJOBSTATE' }]);
    expect(await finished(path)).toEqual(['InProgress', 'JobComplete']);
    expect((await ask(org, path)).json).toMatchObject({ jobType: 'V2Query', numberRecordsProcessed: 300, retries: 0 });
    expect((await ask(org, 'jobs/query')).json).toMatchObject({ done: true, records: [{ state: 'JobComplete' }] });
    expect(((await ask(org, 'limits')).json as Json).DailyBulkV2QueryJobs).toEqual({ Max: 10_000, Remaining: 9_999 });
  });

  it('answer with CSV in pages, whose rows are those of the query', async () => {
    const path = await started('SELECT Id, Name, Owner.Name, AnnualRevenue FROM Account ORDER BY Name');
    await finished(path);
    const lines: string[] = [];
    const locators: (string | null)[] = [];
    for (let locator: string | null = null; ; ) {
      const page: Answer = await ask(
        org,
        `${path}/results?maxRecords=120${locator === null ? '' : `&locator=${locator}`}`,
      );
      expect(page.headers.get('content-type')).toBe('text/csv');
      const [header, ...rows] = page.text.trimEnd().split('\n');
      expect(header).toBe('"Id","Name","Owner.Name","AnnualRevenue"');
      expect(page.headers.get('sforce-numberofrecords')).toBe(String(rows.length));
      lines.push(...rows);
      locator = page.headers.get('sforce-locator');
      locators.push(locator);
      if (locator === 'null') break;
    }
    expect(locators).toEqual(['MTIw', 'MjQw', 'null']);
    const { json } = await query(org, 'SELECT Id, Name FROM Account ORDER BY Name');
    const records = (json as { readonly records: readonly Json[] }).records;
    expect(lines.map((line) => line.slice(1, 19))).toEqual(records.map(({ Id }) => Id));
    expect((await ask(org, `${path}/results?locator=bm9uZQ`)).status).toBe(400);
  });

  it('write other delimiters and line endings, and null as an empty text', async () => {
    const options = { columnDelimiter: 'SEMICOLON', lineEnding: 'CRLF' };
    const path = await started('SELECT Name, NamespacePrefix FROM ApexClass', options, 'tooling/jobs/query');
    await finished(path);
    const { text } = await ask(org, `${path}/results`);
    expect(text).toBe('"Name";"NamespacePrefix"\r\n"MeterReader";""\r\n"Hidden";"fieldmile"\r\n');
  });

  it('show dependencies of reports, which the query of the Tooling API leaves out', async () => {
    const soql = 'SELECT MetadataComponentName, MetadataComponentType FROM MetadataComponentDependency';
    const { json } = await query(org, soql, 'tooling');
    expect((json as { readonly records: readonly Json[] }).records).toMatchObject([
      { MetadataComponentType: 'ApexClass' },
    ]);
    const path = await started(soql, {}, 'tooling/jobs/query');
    await finished(path);
    const { text } = await ask(org, `${path}/results`);
    expect(text).toContain('"Report"');
    expect(text).toContain('"MeterReader","ApexClass"');
  });

  it('fail with the words of the query, and refuse at once what no job can do', async () => {
    const path = await started('SELECT Nonsense FROM Account');
    expect(await finished(path)).toEqual(['InProgress', 'Failed']);
    expect((await ask(org, path)).json).toMatchObject({ errorMessage: expect.stringContaining('INVALID_FIELD') });
    for (const soql of [
      'SELECT COUNT(Id) FROM Account',
      'SELECT Name FROM Account GROUP BY Name',
      'SELECT Name FROM Account OFFSET 5',
      'SELECT Id, (SELECT Id FROM Contacts) FROM Account',
    ])
      expect((await send('POST', 'jobs/query', { operation: 'query', query: soql })).json).toMatchObject([
        { errorCode: 'API_ERROR' },
      ]);
    expect((await send('POST', 'jobs/query', { operation: 'insert', query: 'SELECT Id FROM Account' })).status).toBe(
      400,
    );
    expect((await ask(org, 'jobs/query', { method: 'POST', body: 'no' })).json).toMatchObject([
      { errorCode: 'JSON_PARSER_ERROR' },
    ]);
  });

  it('hand out results only in the version that made them', async () => {
    const path = await started('SELECT Id FROM Account');
    await finished(path);
    expect((await ask(org, `/services/data/v67.0/${path}/results`)).status).toBe(409);
    expect((await ask(org, `tooling/${path}`)).status).toBe(404);
  });

  it('are aborted while they run, and deleted afterwards', async () => {
    const path = await started('SELECT Id FROM Account');
    expect((await send('DELETE', path, {})).json).toMatchObject([{ errorCode: 'INVALIDJOBSTATE' }]);
    expect((await send('PATCH', path, { state: 'Aborted' })).json).toMatchObject({ state: 'Aborted' });
    expect((await send('PATCH', path, { state: 'Aborted' })).status).toBe(400);
    expect((await ask(org, path, { method: 'DELETE' })).status).toBe(204);
    expect((await ask(org, path)).status).toBe(404);
  });
});
