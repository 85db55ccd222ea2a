import { describe, expect, it } from 'vitest';
import type { BundleObject, OrgBundle } from '../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { ask, query, sampleOrgForTest } from '../support/sample-org.ts';

const notYetSupported =
  'The requested operation is not yet supported by this SObject storage type, contact salesforce.com support for more information.';

interface Refusal {
  readonly api: 'data' | 'tooling';
  readonly soql: string;
  readonly errorCode: string;
  readonly message: string | RegExp;
}

/** What the service refuses, with its code and its words (facts: api-facts §2.5). */
const refusals: readonly Refusal[] = [
  {
    api: 'tooling',
    soql: 'SELECT QualifiedApiName FROM FieldDefinition',
    errorCode: 'MALFORMED_QUERY',
    message: 'FieldDefinition: a filter on a reified column is required [EntityDefinitionId,DurableId]',
  },
  {
    api: 'tooling',
    soql: "SELECT QualifiedApiName FROM FieldDefinition WHERE QualifiedApiName = 'Name'",
    errorCode: 'MALFORMED_QUERY',
    message: 'FieldDefinition: a filter on a reified column is required [EntityDefinitionId,DurableId]',
  },
  {
    api: 'tooling',
    soql: 'SELECT QualifiedApiName FROM EntityParticle LIMIT 10',
    errorCode: 'MALFORMED_QUERY',
    message:
      'EntityParticle: a filter on a reified column is required [EntityDefinitionId,FieldDefinitionId,DurableId]',
  },
  {
    api: 'tooling',
    soql: 'SELECT COUNT() FROM EntityDefinition',
    errorCode: 'MALFORMED_QUERY',
    message: notYetSupported,
  },
  {
    api: 'tooling',
    soql: 'SELECT KeyPrefix, COUNT(DurableId) FROM EntityDefinition GROUP BY KeyPrefix',
    errorCode: 'MALFORMED_QUERY',
    message: notYetSupported,
  },
  {
    api: 'tooling',
    soql: 'SELECT DurableId FROM EntityDefinition LIMIT 10 OFFSET 10',
    errorCode: 'MALFORMED_QUERY',
    message: notYetSupported,
  },
  {
    api: 'tooling',
    soql: "SELECT DurableId FROM EntityDefinition WHERE QualifiedApiName = 'Account' OR QualifiedApiName = 'Lead'",
    errorCode: 'MALFORMED_QUERY',
    message: 'Disjunctions not supported',
  },
  {
    api: 'tooling',
    soql: "SELECT DurableId FROM EntityDefinition WHERE NOT QualifiedApiName = 'Account'",
    errorCode: 'MALFORMED_QUERY',
    message: 'Negation not supported',
  },
  {
    api: 'tooling',
    soql: 'SELECT Id, Metadata FROM CustomField LIMIT 5',
    errorCode: 'MALFORMED_QUERY',
    message:
      'When retrieving results with Metadata or FullName fields, the query qualifications must specify no more than one row for retrieval. Result size: 5',
  },
  {
    api: 'tooling',
    soql: 'SELECT Id, FullName FROM ValidationRule LIMIT 2',
    errorCode: 'MALFORMED_QUERY',
    message: /no more than one row for retrieval\. Result size: 2$/,
  },
  {
    api: 'tooling',
    soql: 'SELECT Id FROM FlowDefinitionView',
    errorCode: 'INVALID_TYPE',
    message: /sObject type 'FlowDefinitionView' is not supported\./,
  },
  {
    api: 'data',
    soql: 'SELECT Id FROM ScratchOrgInfo limit 1',
    errorCode: 'INVALID_TYPE',
    message:
      "\nSELECT Id FROM ScratchOrgInfo limit 1\n               ^\nERROR at Row:1:Column:16\nsObject type 'ScratchOrgInfo' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.",
  },
  {
    api: 'data',
    soql: 'SELECT Foo FROM Account',
    errorCode: 'INVALID_FIELD',
    message:
      "\nSELECT Foo FROM Account\n       ^\nERROR at Row:1:Column:8\nNo such column 'Foo' on entity 'Account'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.",
  },
  {
    api: 'data',
    soql: 'SELECT Id, Nobody.Name FROM Account',
    errorCode: 'INVALID_FIELD',
    message: /Didn't understand relationship 'Nobody' in field path\./,
  },
  {
    api: 'tooling',
    soql: "SELECT Id FROM CustomField WHERE Description = 'x'",
    errorCode: 'INVALID_FIELD',
    message: /can not be filtered in a query call/,
  },
  { api: 'data', soql: 'SELECT Id Account', errorCode: 'MALFORMED_QUERY', message: /unexpected token/ },
  { api: 'data', soql: 'DELETE FROM Account', errorCode: 'MALFORMED_QUERY', message: /unexpected token/ },
  {
    api: 'data',
    soql: "SELECT Id FROM User WHERE Name = 'a' AND Name = 'b' OR Name = 'c'",
    errorCode: 'MALFORMED_QUERY',
    message: /unexpected token: 'OR'/,
  },
  {
    api: 'data',
    soql: 'SELECT ProfileId FROM User GROUP BY ProfileId HAVING Name != null',
    errorCode: 'MALFORMED_QUERY',
    message: 'Field must be grouped or aggregated: Name',
  },
  {
    api: 'data',
    soql: 'SELECT Id, (SELECT Id FROM Nobodies) FROM Account',
    errorCode: 'INVALID_TYPE',
    message: /Column:28\nDidn't understand relationship 'Nobodies' in FROM part of query call\./,
  },
  {
    api: 'data',
    soql: 'SELECT Id FROM Account WHERE Id IN (SELECT AccountId, Name FROM Contact)',
    errorCode: 'MALFORMED_QUERY',
    message: 'semi join sub-selects can only query a single field',
  },
  {
    api: 'data',
    soql: 'SELECT Id, Metadata FROM ApexClass',
    errorCode: 'INVALID_FIELD',
    message: /No such column 'Metadata' on entity 'ApexClass'\./,
  },
  ...['RelationshipDomain', 'RelationshipInfo', 'UserEntityAccess', 'UserFieldAccess', 'EntityLimit'].map(
    (name): Refusal => ({
      api: 'tooling',
      soql: `SELECT DurableId FROM ${name}`,
      errorCode: 'MALFORMED_QUERY',
      message: new RegExp(`^${name}: a filter on a reified column is required \\[\\w+,DurableId\\]$`),
    }),
  ),
  { api: 'data', soql: '', errorCode: 'MALFORMED_QUERY', message: 'A query string has to be specified' },
];

function exactly(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}$`);
}

const bundle = createSampleBundle();

describe('queries that the service refuses are refused in its words', () => {
  it.each(refusals)('$api: $soql', async ({ api, soql, errorCode, message }) => {
    const org = await sampleOrgForTest({ bundle });
    const { status, json } = await query(org, soql, api);
    expect(status).toBe(400);
    const [error] = json as readonly { readonly errorCode: string; readonly message: string }[];
    expect(error?.errorCode).toBe(errorCode);
    expect(error?.message).toMatch(typeof message === 'string' ? exactly(message) : message);
  });

  it('more than 2,000 rows of EntityDefinition are refused, and a keyset walk reads them all', async () => {
    const extra = Array.from(
      { length: 2100 },
      (_, index): BundleObject => ({
        name: `Generated_${index}__c`,
        label: `Generated ${index}`,
        custom: true,
        kind: 'custom',
        fields: [],
        recordTypes: [],
        validationRules: [],
      }),
    );
    const large: OrgBundle = { ...bundle, sobjects: extra };
    const org = await sampleOrgForTest({ bundle: large });
    const refused = await query(org, 'SELECT DurableId FROM EntityDefinition', 'tooling');
    expect(refused.status).toBe(400);
    expect(refused.json).toEqual([
      {
        errorCode: 'EXCEEDED_ID_LIMIT',
        message: 'EntityDefinition does not support queryMore(), use LIMIT to restrict the results to a single batch',
      },
    ]);
    const read = new Set<string>();
    let last = '';
    for (;;) {
      const after = last === '' ? '' : `WHERE DurableId > '${last}' `;
      const soql = `SELECT DurableId FROM EntityDefinition ${after}ORDER BY DurableId LIMIT 1500`;
      const { records } = (await query(org, soql, 'tooling')).json as { records: { DurableId: string }[] };
      for (const { DurableId } of records) read.add(DurableId);
      last = records.at(-1)?.DurableId ?? '';
      if (records.length < 1500) break;
    }
    expect(read.size).toBe(2100);
  });

  it('a query locator that is unknown is refused', async () => {
    const org = await sampleOrgForTest({ bundle });
    const { status, json } = await ask(org, 'query/01g000000000000AAA-2000');
    expect(status).toBe(400);
    expect(json).toEqual([{ errorCode: 'INVALID_QUERY_LOCATOR', message: 'invalid query locator' }]);
  });
});

describe('queries that the sync sends are answered', () => {
  it('conditions, order, limit and parents', async () => {
    const org = await sampleOrgForTest({ bundle });
    const records = async (soql: string, api: 'data' | 'tooling'): Promise<readonly Record<string, unknown>[]> =>
      ((await query(org, soql, api)).json as { readonly records: readonly Record<string, unknown>[] }).records;
    const users = await records(
      "SELECT u.Id, u.Name, u.Profile.Name FROM User u WHERE u.IsActive = true AND (u.Name LIKE '%a%' OR u.Name LIKE '%e%') ORDER BY u.Name DESC LIMIT 3",
      'data',
    );
    const names = users.map((user) => String(user.Name));
    expect(names).toHaveLength(3);
    expect(names).toEqual(names.toSorted().toReversed());
    expect(users[0]?.Profile).toMatchObject({ attributes: { type: 'Profile' } });
    const all = await records('SELECT Id FROM User', 'data');
    const inactive = await records('SELECT Id FROM User WHERE NOT IsActive = true', 'data');
    const active = await records('SELECT Id FROM User WHERE IsActive != false', 'data');
    expect(inactive.length + active.length).toBe(all.length);
    const since = await records(
      'SELECT Id, LastModifiedDate FROM CustomField WHERE LastModifiedDate > 2025-01-01T00:00:00Z',
      'tooling',
    );
    expect(since.length).toBeGreaterThan(0);
    expect(since.every((row) => Date.parse(String(row.LastModifiedDate)) > Date.UTC(2025, 0, 1))).toBe(true);
    const before = await records(
      'SELECT Id FROM CustomField WHERE LastModifiedDate <= 2025-01-01T00:00:00Z LIMIT 2000',
      'tooling',
    );
    const custom = new Set(
      bundle.sobjects.flatMap((object) =>
        object.fields.filter((field) => field.custom === true).map((field) => `${object.name}.${field.name}`),
      ),
    );
    expect(since.length + before.length).toBe(custom.size);
  });

  it('one row may be asked for with its Metadata, and by either form of its Id', async () => {
    const org = await sampleOrgForTest({ bundle });
    const page = (await query(org, 'SELECT Id FROM CustomField LIMIT 1', 'tooling')).json as {
      readonly records: readonly { readonly Id: string }[];
    };
    const id = page.records[0]?.Id ?? '';
    for (const form of [id, id.slice(0, 15)]) {
      const { status, json } = await query(
        org,
        `SELECT FullName, Metadata FROM CustomField WHERE Id = '${form}'`,
        'tooling',
      );
      expect(status).toBe(200);
      expect(json).toMatchObject({ size: 1, entityTypeName: 'CustomField', queryLocator: null });
    }
    expect((await ask(org, `tooling/sobjects/CustomField/${id.slice(0, 15)}`)).json).toMatchObject({ Id: id });
  });

  it('counts and groups on data objects', async () => {
    const org = await sampleOrgForTest({ bundle });
    const users = bundle.org.users ?? [];
    expect((await query(org, 'SELECT COUNT() FROM User')).json).toEqual({
      totalSize: users.length,
      done: true,
      records: [],
    });
    expect((await query(org, 'SELECT COUNT(Id) FROM User')).json).toEqual({
      totalSize: 1,
      done: true,
      records: [{ attributes: { type: 'AggregateResult' }, expr0: users.length }],
    });
    const grouped = await query(
      org,
      'SELECT IsActive active, COUNT(Id) n FROM User GROUP BY IsActive ORDER BY IsActive',
    );
    const activeCount = users.filter((user) => user.active === true).length;
    expect(grouped.json).toMatchObject({
      records: [
        { active: false, n: users.length - activeCount },
        { active: true, n: activeCount },
      ],
    });
    const accounts = bundle.recordCounts?.Account ?? 0;
    expect((await query(org, 'SELECT COUNT() FROM Account')).json).toEqual({
      totalSize: accounts,
      done: true,
      records: [],
    });
  });

  it('the Salesforce CLI gets the columns of a query', async () => {
    const org = await sampleOrgForTest({ bundle });
    const soql = encodeURIComponent('SELECT Id, Name FROM User');
    const { json } = await ask(org, `query?q=${soql}&columns=true`);
    expect(json).toMatchObject({ entityName: 'User', keyPrefix: '005', idSelected: true });
  });
});
