import { describe, expect, it } from 'vitest';
import { loadBundle } from '../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { ask, query, sampleOrgForTest } from '../support/sample-org.ts';
import { hasSharedData, sharedDataPath } from '../support/shared-data.ts';

type Row = Readonly<Record<string, unknown>>;

/** Tooling objects whose rows carry FullName and Metadata, each with keys that its Metadata always has. */
const described: readonly (readonly [type: string, keys: readonly string[]])[] = [
  ['ValidationRule', ['active', 'description', 'errorConditionFormula', 'errorDisplayField', 'errorMessage']],
  ['Flow', ['label', 'processType', 'status', 'start', 'recordLookups', 'recordUpdates', 'variables', 'apiVersion']],
  ['FlowDefinition', ['activeVersionNumber']],
  ['WorkflowRule', ['active', 'formula', 'criteriaItems', 'triggerType', 'actions']],
  ['Layout', ['layoutSections']],
  ['CustomField', ['label', 'type', 'formula', 'valueSet']],
  ['CustomObject', ['label', 'pluralLabel', 'deploymentStatus', 'sharingModel']],
  ['RecordType', ['active', 'label', 'picklistValues']],
  ['ApexClass', ['apiVersion', 'status']],
  ['ApexTrigger', ['apiVersion', 'status']],
  ['GlobalValueSet', ['customValue', 'masterLabel', 'sorted']],
];
/** The same for types that only the embedded org has something of. */
const onlyEmbedded: typeof described = [
  ['FlexiPage', ['masterLabel', 'type', 'sobjectType', 'flexiPageRegions']],
  ['CustomTab', ['customObject', 'label', 'motif']],
  ['CustomApplication', ['label', 'navType', 'uiType', 'tabs']],
  ['CompactLayout', ['fields', 'label']],
  ['FieldSet', ['displayedFields', 'label']],
  ['WebLink', ['linkType', 'openType']],
];

const orgs = [
  { name: 'the embedded org', load: async () => createSampleBundle(), types: [...described, ...onlyEmbedded] },
  {
    name: 'the org of public metadata',
    load: () => loadBundle(sharedDataPath('real-org.json.gz')),
    types: described,
  },
].slice(0, hasSharedData() ? 2 : 1);

async function idsOf(org: SampleOrg, type: string, most: number): Promise<readonly string[]> {
  const { json, text } = await query(org, `SELECT Id FROM ${type} LIMIT ${most}`, 'tooling');
  expect(text).toContain('"records"');
  return (json as { records: readonly Row[] }).records.map(({ Id }) => String(Id));
}

describe.each(orgs)('$name', ({ load, types }) => {
  it('gives one component of each type by its Id, with FullName and Metadata', async () => {
    const org = await sampleOrgForTest({ bundle: await load() });
    for (const [type, keys] of types) {
      const [id = ''] = await idsOf(org, type, 1);
      const { status, json } = await ask(org, `tooling/sobjects/${type}/${id}`);
      expect([type, status]).toEqual([type, 200]);
      const row = json as Row;
      expect(row.attributes).toEqual({ type, url: `/services/data/v68.0/tooling/sobjects/${type}/${id}` });
      expect(row).toMatchObject({ Id: id, FullName: expect.stringMatching(/\S/) });
      expect([type, Object.keys(row.Metadata as Row)]).toEqual([type, expect.arrayContaining([...keys])]);
      const asked = await ask(org, `tooling/sobjects/${type}/${id.slice(0, 15)}?fields=Id,FullName`);
      expect(Object.keys(asked.json as Row)).toEqual(['attributes', 'Id', 'FullName']);
    }
  });

  it('refuses Metadata of several rows, and gives it of one', async () => {
    const org = await sampleOrgForTest({ bundle: await load() });
    for (const [type] of types) {
      const ids = await idsOf(org, type, 2);
      const several = await query(org, `SELECT Id, FullName, Metadata FROM ${type}`, 'tooling');
      expect([type, several.status]).toEqual([type, ids.length > 1 ? 400 : 200]);
      expect(several.text).toMatch(
        ids.length > 1 ? /^\[\{.*no more than one row.* size: \d+".*MALFORMED_QUERY/ : /"size":1/,
      );
      const one = await query(org, `SELECT FullName, Metadata FROM ${type} WHERE Id = '${ids[0] ?? ''}'`, 'tooling');
      expect([type, one.status, (one.json as { size: number }).size]).toEqual([type, 200, 1]);
    }
  });

  it('gives 25 components in one composite of the Tooling API', async () => {
    const org = await sampleOrgForTest({ bundle: await load() });
    const [rules, flows] = [await idsOf(org, 'ValidationRule', 14), await idsOf(org, 'Flow', 10)];
    const urls = [
      ...rules.map((id) => `ValidationRule/${id}`),
      ...flows.map((id) => `Flow/${id}?fields=FullName,Metadata`),
      'Flow/301000000000000AAA',
    ];
    const before = org.requests().length;
    const { json } = await ask(org, 'tooling/composite', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        allOrNone: false,
        compositeRequest: urls.map((url, index) => ({
          method: 'GET',
          referenceId: `r${index}`,
          url: `/services/data/v68.0/tooling/sobjects/${url}`,
        })),
      }),
    });
    const parts = (json as { compositeResponse: readonly { body: Row; httpStatusCode: number }[] }).compositeResponse;
    expect(parts.map(({ httpStatusCode }) => httpStatusCode)).toEqual([...urls.slice(1).map(() => 200), 404]);
    const whole = parts.filter(({ body }) => typeof body.Metadata === 'object' && body.Metadata !== null);
    expect(whole.length).toBe(urls.length - 1);
    expect(org.requests().length).toBe(before + 1);
  });

  it('describes every report and dashboard', async () => {
    const org = await sampleOrgForTest({ bundle: await load() });
    for (const [type, path] of [
      ['Report', 'reports'],
      ['Dashboard', 'dashboards'],
    ] as const) {
      const { json } = await query(org, `SELECT Id FROM ${type}`);
      const { records } = json as { records: readonly Row[] };
      for (const { Id } of records) {
        const { status, text } = await ask(org, `analytics/${path}/${String(Id)}/describe`);
        expect(`${String(Id)} ${status === 200 ? 200 : text}`).toBe(`${String(Id)} 200`);
      }
    }
  });
});

describe('a record type of the embedded org', () => {
  it('has the values of its picklists: names as in a web address, and which is the default', async () => {
    const org = await sampleOrgForTest({ bundle: createSampleBundle() });
    const where = "SobjectType = 'Account' AND DeveloperName = 'Partner'";
    const { json } = await query(org, `SELECT Metadata FROM RecordType WHERE ${where}`, 'tooling');
    const [row] = (json as { records: { Metadata: { picklistValues: unknown[] } }[] }).records;
    expect(row?.Metadata.picklistValues).toContainEqual({
      picklist: 'Type',
      values: [
        { default: false, valueName: 'Channel Partner %2F Reseller' },
        { default: true, valueName: 'Installation Partner' },
        { default: false, valueName: 'Technology Partner' },
      ],
    });
  });
});

describe('what an object is related to, what a user may do with it, and how much more it may have', () => {
  it('is told of one object', async () => {
    const org = await sampleOrgForTest({ bundle: createSampleBundle() });
    const rows = async (soql: string): Promise<readonly Row[]> => {
      const { json, text } = await query(org, soql, 'tooling');
      expect(text).toContain('"records"');
      return (json as { records: readonly Row[] }).records;
    };
    const children = await rows(
      "SELECT ChildSobject.QualifiedApiName, Field.QualifiedApiName, RelationshipName, IsCascadeDelete FROM RelationshipDomain WHERE ParentSobject.QualifiedApiName = 'Account'",
    );
    expect(children).toContainEqual(
      expect.objectContaining({
        ChildSobject: expect.objectContaining({ QualifiedApiName: 'Contact' }),
        Field: expect.objectContaining({ QualifiedApiName: 'AccountId' }),
        RelationshipName: 'Contacts',
      }),
    );
    const lookups = await rows(
      "SELECT Field.QualifiedApiName FROM RelationshipInfo WHERE ChildSobject.QualifiedApiName = 'Contact'",
    );
    expect(lookups.map(({ Field }) => (Field as Row).QualifiedApiName)).toContain('AccountId');
    expect(
      await rows(
        "SELECT IsReadable, IsCreatable, User.Name FROM UserEntityAccess WHERE EntityDefinition.QualifiedApiName = 'Site__c'",
      ),
    ).toMatchObject([{ IsReadable: true, IsCreatable: true }]);
    const fields = await rows(
      "SELECT FieldDefinition.QualifiedApiName, IsAccessible, IsUpdatable FROM UserFieldAccess WHERE EntityDefinitionId = 'Account'",
    );
    expect(fields).toContainEqual(
      expect.objectContaining({
        FieldDefinition: expect.objectContaining({ QualifiedApiName: 'CreatedDate' }),
        IsAccessible: true,
        IsUpdatable: false,
      }),
    );
    const site = createSampleBundle().sobjects.find(({ name }) => name === 'Site__c');
    const custom = site?.fields.filter((field) => field.custom === true).length ?? 0;
    expect(
      await rows(
        "SELECT Label, Max, Remaining, Type FROM EntityLimit WHERE EntityDefinition.QualifiedApiName = 'Site__c'",
      ),
    ).toContainEqual(expect.objectContaining({ Type: 'CustomFields', Max: 800, Remaining: 800 - custom }));
  });

  it('is among the children that a query of objects asks for', async () => {
    const org = await sampleOrgForTest({ bundle: createSampleBundle() });
    const soql =
      "SELECT QualifiedApiName, (SELECT QualifiedApiName FROM Fields LIMIT 2), (SELECT Type FROM Limits) FROM EntityDefinition WHERE QualifiedApiName = 'Site__c'";
    const { json } = await query(org, soql, 'tooling');
    expect((json as { records: readonly Row[] }).records).toMatchObject([
      { Fields: { size: 2, entityTypeName: 'FieldDefinition', records: [{}, {}] }, Limits: { totalSize: 11 } },
    ]);
  });
});

describe('a query of records', () => {
  it('holds groups to HAVING, records to a semi-join, and gives each record its children', async () => {
    const org = await sampleOrgForTest({ bundle: createSampleBundle() });
    const rows = async (soql: string): Promise<readonly Row[]> => {
      const { json, text } = await query(org, soql);
      expect(text).toContain('"records"');
      return (json as { records: readonly Row[] }).records;
    };
    const all = await rows('SELECT ProfileId, COUNT(Id) n FROM User GROUP BY ProfileId');
    const kept = await rows('SELECT ProfileId, COUNT(Id) n FROM User GROUP BY ProfileId HAVING COUNT(Id) > 3');
    expect(kept).toEqual(all.filter(({ n }) => Number(n) > 3));
    expect(kept.length).toBeLessThan(all.length);

    const years = await rows(
      'SELECT CALENDAR_YEAR(CreatedDate) year, COUNT(Id) n FROM Report GROUP BY CALENDAR_YEAR(CreatedDate) HAVING CALENDAR_YEAR(CreatedDate) > 2020 ORDER BY CALENDAR_YEAR(CreatedDate)',
    );
    const dates = (await rows('SELECT CreatedDate FROM Report')).map(({ CreatedDate }) => String(CreatedDate));
    expect(years.length).toBeGreaterThan(2);
    expect(years.map(({ year }) => Number(year))).toEqual(years.map(({ year }) => Number(year)).toSorted());
    for (const { year, n } of years) expect(n).toBe(dates.filter((date) => date.startsWith(String(year))).length);

    const withContacts = await rows(
      'SELECT Id, (SELECT Id, AccountId FROM Contacts ORDER BY Id) FROM Account WHERE Id IN (SELECT AccountId FROM Contact)',
    );
    const contacts = (await rows('SELECT Id, AccountId FROM Contact')).filter(({ AccountId }) => AccountId !== null);
    const listed = withContacts.flatMap(({ Contacts }) => (Contacts as { records: readonly Row[] }).records);
    expect(listed.map(({ Id }) => Id).toSorted()).toEqual(contacts.map(({ Id }) => Id).toSorted());
    const without = await rows(
      'SELECT Id, (SELECT Id FROM Contacts) FROM Account WHERE Id NOT IN (SELECT AccountId FROM Contact)',
    );
    expect(without.every(({ Contacts }) => Contacts === null)).toBe(true);
  });
});
