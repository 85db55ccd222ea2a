import { describe, expect, it } from 'vitest';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { ask, query, sampleOrgForTest } from '../support/sample-org.ts';

const bundle = createSampleBundle();

async function count(where: string): Promise<number> {
  const org = await sampleOrgForTest({ bundle });
  const { status, json } = await query(org, `SELECT COUNT() FROM Account${where}`);
  expect(status).toBe(200);
  return (json as { readonly totalSize: number }).totalSize;
}

interface Page {
  readonly totalSize: number;
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

describe('conditions of queries', () => {
  it.each([
    ["WHERE Name LIKE 'B%'", "where name like 'b%'"],
    [
      "WHERE Id NOT IN ('001000000000000AAA') AND NOT Name LIKE 'B%'",
      "where id not  in ('001000000000000') and not name like 'b%'",
    ],
    ['WHERE ParentId = NULL', 'where parentid = null'],
    ['WHERE ParentId = null', "where ParentId = ''"],
    ['WHERE ParentId != null', "where ParentId != ''"],
    ['WHERE IsDeleted = FALSE', 'where isdeleted = false'],
    ["WHERE (Name LIKE 'B%') OR ((Name LIKE 'C%'))", "where (((name like 'b%' or name like 'c%')))"],
    ["WHERE Name LIKE 'B%'", String.raw`where Name LIKE '\u0042%'`],
  ])('%s is the same as %s', async (one, other) => {
    const found = await count(` ${one}`);
    expect(found).toBeGreaterThan(0);
    expect(await count(` ${other}`)).toBe(found);
  });

  it('a backslash takes the meaning of the wildcards of LIKE', async () => {
    expect(await count(String.raw` WHERE Name LIKE '%\%%'`)).toBe(0);
    expect(await count(String.raw` WHERE Name LIKE 'B\_%'`)).toBe(0);
    expect(await count(" WHERE Name LIKE 'B_%'")).toBeGreaterThan(0);
  });

  it('a multi-select picklist is asked for values it has, all of a group or one of several', async () => {
    const org = await sampleOrgForTest({ bundle });
    const object = bundle.sobjects.find(
      ({ name, fields }) => name.endsWith('__c') && fields.some(({ type }) => type === 'multipicklist'),
    );
    const field = object?.fields.find(({ type }) => type === 'multipicklist')?.name ?? '';
    const from = `FROM ${object?.name ?? ''}`;
    const all = (await query(org, `SELECT ${field} ${from} WHERE ${field} != null`)).json as Page;
    const chosen = all.records.map((record) => String(record[field]).split(';'));
    const pair = chosen.find((values) => values.length > 1) ?? [];
    const [first = '', second = ''] = pair;
    const includes = async (values: string): Promise<number> =>
      ((await query(org, `SELECT COUNT() ${from} WHERE ${field} INCLUDES (${values})`)).json as Page).totalSize;
    const having = (...values: string[]): number =>
      chosen.filter((own) => values.every((value) => own.includes(value))).length;
    expect(having(first, second)).toBeGreaterThan(0);
    expect(await includes(`'${first};${second}'`)).toBe(having(first, second));
    expect(await includes(`'${first}', '${second}'`)).toBe(having(first) + having(second) - having(first, second));
  });

  it('a limit holds for COUNT() as well', async () => {
    expect(await count(' LIMIT 3')).toBe(3);
    expect(await count(' LIMIT 0')).toBe(0);
  });

  it('FIELDS stands for all fields, for those of the org, or for those of the service', async () => {
    const org = await sampleOrgForTest({ bundle });
    const names = async (group: string): Promise<readonly string[]> => {
      const { records } = (await query(org, `SELECT FIELDS(${group}) FROM Account LIMIT 1`)).json as Page;
      return Object.keys(records[0] ?? {}).filter((name) => name !== 'attributes');
    };
    const [all, custom, standard] = [await names('ALL'), await names('custom'), await names('STANDARD')];
    expect(custom.length).toBeGreaterThan(0);
    expect(custom.every((name) => name.endsWith('__c'))).toBe(true);
    expect([...custom, ...standard].toSorted()).toEqual(all.toSorted());
  });
});

describe('queries and describes agree', () => {
  it('on what can be filtered and sorted by, whatever a field is', async () => {
    const org = await sampleOrgForTest({ bundle });
    const wrong: string[] = [];
    for (const name of ['Account', 'Case', 'Contact', 'AccountHistory', 'Warranty_Claim__c']) {
      const { json } = await ask(org, `/services/data/v68.0/sobjects/${name}/describe`);
      const { fields } = json as {
        readonly fields: readonly { readonly name: string; readonly filterable: boolean; readonly sortable: boolean }[];
      };
      for (const field of fields) {
        const filtered = await query(org, `SELECT COUNT() FROM ${name} WHERE ${field.name} = null`);
        const sorted = await query(org, `SELECT Id FROM ${name} ORDER BY ${field.name} LIMIT 1`);
        if ((filtered.status === 200) !== field.filterable) wrong.push(`${name}.${field.name} filter`);
        if ((sorted.status === 200) !== field.sortable) wrong.push(`${name}.${field.name} sort`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('a compound address has what its parts have', async () => {
    const org = await sampleOrgForTest({ bundle });
    const { records } = (
      await query(
        org,
        'SELECT BillingStreet, BillingCity, BillingLatitude, BillingAddress FROM Account WHERE BillingLatitude != null LIMIT 1',
      )
    ).json as Page;
    const { BillingStreet, BillingCity, BillingLatitude, BillingAddress } = records[0] ?? {};
    expect(BillingAddress).toMatchObject({ street: BillingStreet, city: BillingCity, latitude: BillingLatitude });
    expect(Math.abs(Number(BillingLatitude))).toBeLessThan(90);
  });

  it('a query locator is good for the API that gave it and as far as there are records', async () => {
    const org = await sampleOrgForTest({ bundle });
    const { nextRecordsUrl } = (await query(org, 'SELECT Id FROM FieldPermissions')).json as {
      readonly nextRecordsUrl: string;
    };
    expect((await ask(org, nextRecordsUrl)).status).toBe(200);
    for (const wrong of [
      nextRecordsUrl.replace('/query/', '/tooling/query/'),
      nextRecordsUrl.replace(/\d+$/, '999999'),
    ])
      expect((await ask(org, wrong)).json).toMatchObject([{ errorCode: 'INVALID_QUERY_LOCATOR' }]);
  });
});

const dated = (field: string, type: string): string =>
  `value of filter criterion for field '${field}' must be of type ${type} and should not be enclosed in quotes`;

describe('what does not fit the type of a field is refused', () => {
  it.each([
    ["SELECT Id FROM Account WHERE AnnualRevenue > '5'", 'INVALID_FIELD', dated('AnnualRevenue', 'double')],
    ["SELECT Id FROM Account WHERE NumberOfEmployees = '5'", 'INVALID_FIELD', dated('NumberOfEmployees', 'int')],
    ["SELECT Id FROM Account WHERE IsDeleted = 'false'", 'INVALID_FIELD', dated('IsDeleted', 'boolean')],
    ["SELECT Id FROM Account WHERE CreatedDate > '2020-01-01'", 'INVALID_FIELD', dated('CreatedDate', 'dateTime')],
    ['SELECT Id FROM Account WHERE CreatedDate > 2020-01-01', 'INVALID_FIELD', dated('CreatedDate', 'dateTime')],
    ['SELECT Id FROM Opportunity WHERE CloseDate > 2020-01-01T00:00:00Z', 'INVALID_FIELD', dated('CloseDate', 'date')],
    [
      'SELECT Id FROM Account WHERE Name = 5',
      'INVALID_FIELD',
      "value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes",
    ],
    ["SELECT Id FROM Account WHERE Id = 'abc'", 'INVALID_QUERY_FILTER_OPERATOR', 'invalid ID field: abc'],
    ["SELECT Id FROM Account WHERE Id LIKE '001%'", 'INVALID_QUERY_FILTER_OPERATOR', 'invalid operator on id field'],
    ["SELECT Id FROM Account WHERE Industry INCLUDES ('a')", 'INVALID_QUERY_FILTER_OPERATOR', 'invalid operator on'],
    ['SELECT Id FROM Account WHERE CreatedDate > 2020-13-45', 'MALFORMED_QUERY', 'Invalid date'],
    ['SELECT Id, Name, id FROM Account', 'INVALID_FIELD', 'duplicate field selected: id'],
    ['SELECT Id, Name n FROM Account', 'MALFORMED_QUERY', 'only aggregate expressions use field aliasing'],
    ['SELECT SUM(Name) FROM Account', 'MALFORMED_QUERY', 'field Name does not support aggregate operator SUM'],
    ['SELECT Id FROM Account LIMIT 1 OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000'],
    ['SELECT Id FROM EmailStatus', 'INVALID_TYPE_FOR_OPERATION', 'entity type EmailStatus does not support query'],
  ])('%s', async (soql, code, words) => {
    const org = await sampleOrgForTest({ bundle });
    const { status, json } = await query(org, soql);
    const [error] = json as readonly { readonly errorCode: string; readonly message: string }[];
    expect([status, error?.errorCode]).toEqual([400, code]);
    expect(error?.message).toContain(words);
  });
});

describe('odd requests', () => {
  const V = '/services/data/v68.0';

  it.each(['7.0', '20.0', '21.0', '30.0'])('version %s is retired', async (version) => {
    const org = await sampleOrgForTest({ bundle });
    expect((await ask(org, `/services/data/v${version}/limits`)).status).toBe(410);
  });

  it('OPTIONS is not allowed, and is no attempt to write', async () => {
    const org = await sampleOrgForTest({ bundle });
    const { status, json } = await ask(org, `${V}/limits`, { method: 'OPTIONS' });
    expect([status, json]).toMatchObject([405, [{ errorCode: 'METHOD_NOT_ALLOWED' }]]);
    expect(org.writes()).toEqual([]);
  });

  it('a session that has ended is said in XML to who asks for XML', async () => {
    const org = await sampleOrgForTest({ bundle });
    const headers = { Authorization: 'Bearer nothing', Accept: 'application/xml' };
    const response = await fetch(`${org.instanceUrl}${V}/limits`, { headers });
    expect(response.status).toBe(401);
    expect(await response.text()).toContain(
      '<Errors><Error><errorCode>INVALID_SESSION_ID</errorCode><message>Session expired or invalid</message></Error></Errors>',
    );
  });

  it('a composite of all or none fails as a whole', async () => {
    const org = await sampleOrgForTest({ bundle });
    const parts = [`${V}/limits`, `${V}/nothing`].map((url, index) => ({
      method: 'GET',
      url,
      referenceId: `r${index}`,
    }));
    const statuses = async (allOrNone: boolean): Promise<readonly unknown[]> => {
      const body = JSON.stringify({ allOrNone, compositeRequest: parts });
      const { json } = await ask(org, `${V}/composite`, { method: 'POST', body });
      const { compositeResponse } = json as {
        readonly compositeResponse: readonly { readonly httpStatusCode: number }[];
      };
      return compositeResponse.map(({ httpStatusCode }) => httpStatusCode);
    };
    expect(await statuses(false)).toEqual([200, 404]);
    expect(await statuses(true)).toEqual([400, 404]);
  });

  it('query jobs exist from version 47.0 on, those of the Tooling API from 49.0 on', async () => {
    const org = await sampleOrgForTest({ bundle });
    const made = async (path: string): Promise<number> =>
      (
        await ask(org, `/services/data/${path}`, {
          method: 'POST',
          body: '{"operation":"query","query":"SELECT Id FROM User"}',
        })
      ).status;
    expect(await made('v46.0/jobs/query')).toBe(404);
    expect(await made('v47.0/jobs/query')).toBe(200);
    expect(await made('v48.0/tooling/jobs/query')).toBe(404);
    expect(await made('v49.0/tooling/jobs/query')).toBe(200);
  });
});
