import { describe, expect, it } from 'vitest';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { createOrgModel } from '../../src-main/sample-org/org-model.ts';
import { runQuery } from '../../src-main/sample-org/soql/run-query.ts';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { ask, query, sampleOrgForTest } from '../support/sample-org.ts';

const bundle = createSampleBundle();

type Rows = readonly Readonly<Record<string, unknown>>[];

async function rowsOf(org: SampleOrg, soql: string, api: 'data' | 'tooling' = 'data'): Promise<Rows> {
  const { status, json, text } = await query(org, soql, api);
  expect(`${status} ${status === 200 ? '' : text}`).toBe('200 ');
  return (json as { records: Rows }).records;
}

async function refusal(org: SampleOrg, soql: string, api: 'data' | 'tooling' = 'data'): Promise<string> {
  const { status, json } = await query(org, soql, api);
  expect(status).toBe(400);
  const [error] = json as { errorCode: string; message: string }[];
  return `${error?.errorCode ?? ''}: ${error?.message ?? ''}`;
}

/** Columns that the reading of an org's setup asks for, by object. */
const questions: readonly (readonly [api: 'data' | 'tooling', soql: string, least: number])[] = [
  [
    'data',
    'SELECT Id, Name, DeveloperName, FolderName, OwnerId, Owner.Name, Description, Format, LastRunDate, LastViewedDate, LastReferencedDate, CreatedDate, CreatedById, CreatedBy.IsActive, LastModifiedDate, LastModifiedById, NamespacePrefix, IsDeleted, SystemModstamp FROM Report',
    100,
  ],
  [
    'data',
    'SELECT Id, Title, DeveloperName, FolderId, FolderName, Description, Type, RunningUserId, RunningUser.IsActive, LeftSize, MiddleSize, RightSize, CreatedDate, LastModifiedDate, LastViewedDate, LastReferencedDate, DashboardResultRefreshedDate, DashboardResultRunningUser, ChartTheme, ColorPalette, NamespacePrefix, IsDeleted FROM Dashboard',
    12,
  ],
  ['data', 'SELECT Id, Name, DashboardId, Dashboard.Title, CustomReportId FROM DashboardComponent', 30],
  [
    'data',
    "SELECT Id, ParentId, Parent.Name, Name, DeveloperName, AccessType, IsReadonly, Type, NamespacePrefix, CreatedDate FROM Folder WHERE Type = 'Report'",
    10,
  ],
  [
    'data',
    'SELECT DurableId, ApiName, Label, Description, ProcessType, TriggerType, TriggerObjectOrEventLabel, TriggerObjectOrEventId, RecordTriggerType, TriggerOrder, ActiveVersionId, LatestVersionId, IsActive, IsOutOfDate, IsTemplate, Builder, ManageableState, InstalledPackageName, NamespacePrefix, LastModifiedDate, LastModifiedBy, VersionNumber, HasAsyncAfterCommitPath, Environments FROM FlowDefinitionView',
    25,
  ],
  [
    'tooling',
    'SELECT Id, DefinitionId, Definition.DeveloperName, MasterLabel, ApiVersion, ProcessType, Status, VersionNumber, IsTemplate, Description, ManageableState, CreatedDate, LastModifiedDate FROM Flow',
    60,
  ],
  [
    'tooling',
    'SELECT Id, DeveloperName, MasterLabel, Description, ActiveVersionId, LatestVersionId, NamespacePrefix, ManageableState, CreatedDate, LastModifiedDate FROM FlowDefinition',
    25,
  ],
  [
    'tooling',
    'SELECT Id, Name, TableEnumOrId, NamespacePrefix, ManageableState, CreatedDate, LastModifiedDate FROM WorkflowRule',
    5,
  ],
  [
    'tooling',
    'SELECT Id, Name, NamespacePrefix, ManageableState, ApiVersion, Status, IsValid, LengthWithoutComments, Body, CreatedDate, LastModifiedDate FROM ApexClass',
    40,
  ],
  [
    'tooling',
    'SELECT Id, Name, TableEnumOrId, EntityDefinitionId, EntityDefinition.QualifiedApiName, UsageBeforeInsert, UsageAfterInsert, UsageBeforeUpdate, UsageAfterUpdate, UsageBeforeDelete, UsageAfterDelete, UsageAfterUndelete, UsageIsBulk, Status FROM ApexTrigger',
    8,
  ],
  [
    'tooling',
    'SELECT Id, Name, LayoutType, TableEnumOrId, EntityDefinition.QualifiedApiName, NamespacePrefix, ManageableState, CreatedDate, LastModifiedDate FROM Layout',
    100,
  ],
  ['tooling', 'SELECT LayoutId, Layout.Name, ProfileId, Profile.Name, RecordTypeId FROM ProfileLayout', 500],
  [
    'data',
    'SELECT Id, Name, Label, Description, IsOwnedByProfile, ProfileId, Profile.Name, IsCustom, Type, PermissionSetGroupId, LicenseId, NamespacePrefix, HasActivationRequired, CreatedDate, LastModifiedDate, PermissionsViewSetup, PermissionsModifyAllData, PermissionsApiEnabled FROM PermissionSet',
    25,
  ],
  [
    'data',
    'SELECT Id, ParentId, Parent.Label, SobjectType, PermissionsCreate, PermissionsRead, PermissionsEdit, PermissionsDelete, PermissionsViewAllRecords, PermissionsModifyAllRecords FROM ObjectPermissions',
    200,
  ],
  [
    'data',
    "SELECT Id, ParentId, Parent.Profile.Name, SobjectType, Field, PermissionsEdit, PermissionsRead FROM FieldPermissions WHERE SobjectType = 'Account'",
    100,
  ],
  [
    'data',
    'SELECT AssigneeId, Assignee.Name, PermissionSetId, PermissionSet.Name, PermissionSetGroupId, PermissionSetGroup.DeveloperName, ExpirationDate FROM PermissionSetAssignment',
    40,
  ],
  ['data', 'SELECT Id, DeveloperName, MasterLabel, Description, Status FROM PermissionSetGroup', 4],
  [
    'data',
    'SELECT PermissionSetGroupId, PermissionSetId, PermissionSetGroup.DeveloperName FROM PermissionSetGroupComponent',
    8,
  ],
  ['data', 'SELECT Id, DeveloperName, MasterLabel FROM MutingPermissionSet', 2],
  ['data', 'SELECT ParentId, Parent.Name, SetupEntityId, SetupEntityType FROM SetupEntityAccess', 5],
  [
    'data',
    "SELECT SetupEntityId FROM SetupEntityAccess WHERE SetupEntityType = 'CustomPermission' AND SetupEntityId IN (SELECT Id FROM CustomPermission)",
    3,
  ],
  ['data', 'SELECT Id, DeveloperName, MasterLabel, Description, IsProtected, NamespacePrefix FROM CustomPermission', 3],
  [
    'data',
    'SELECT Id, Name, DeveloperName, SobjectType, IsActive, NamespacePrefix, Description, BusinessProcessId, CreatedDate, LastModifiedDate FROM RecordType',
    10,
  ],
  ['data', 'SELECT Id, DeveloperName, Name, IsActive FROM EmailTemplate', 3],
  [
    'tooling',
    'SELECT Id, ValidationName, Active, Description, ErrorMessage, ErrorDisplayField, EntityDefinitionId, EntityDefinition.QualifiedApiName, NamespacePrefix, ManageableState, CreatedDate, LastModifiedDate FROM ValidationRule',
    20,
  ],
  ['tooling', 'SELECT Id, DeveloperName, MasterLabel, Type FROM FlexiPage', 5],
  ['tooling', 'SELECT Id, DeveloperName, MasterLabel, ApiVersion FROM LightningComponentBundle', 5],
  ['tooling', 'SELECT Id, DeveloperName, MasterLabel FROM AuraDefinitionBundle', 2],
  ['tooling', 'SELECT Id, Name, MasterLabel FROM ApexPage', 3],
  ['tooling', 'SELECT Id, Name, MasterLabel FROM ApexComponent', 1],
  ['tooling', 'SELECT Id, Name, MasterLabel, EntityDefinition.QualifiedApiName FROM WebLink', 3],
  [
    'tooling',
    'SELECT Id, DeveloperName, SobjectType, EntityDefinitionId, TargetSobjectType FROM QuickActionDefinition',
    3,
  ],
  ['tooling', 'SELECT Id, DeveloperName, MasterLabel, Description FROM GlobalValueSet', 7],
  ['tooling', 'SELECT Id, Name, Label, PermissionsViewSetup FROM PermissionSet', 20],
  ['tooling', 'SELECT Id, DeveloperName, SobjectType FROM CompactLayout', 2],
  ['tooling', 'SELECT Id, DeveloperName, EntityDefinition.QualifiedApiName FROM FieldSet', 2],
  ['tooling', 'SELECT Id, Name FROM StaticResource', 2],
  ['tooling', 'SELECT Id, DeveloperName FROM CustomTab', 5],
  ['tooling', 'SELECT Id, DeveloperName, Label FROM CustomApplication', 4],
  ['tooling', 'SELECT Id, Name, MasterLabel, Value, Category, Language, IsProtected FROM ExternalString', 4],
  [
    'tooling',
    'SELECT Id, SubscriberPackage.Name, SubscriberPackage.NamespacePrefix FROM InstalledSubscriberPackage',
    1,
  ],
  ['tooling', "SELECT MasterLabel, Metadata FROM StandardValueSet WHERE MasterLabel = 'CaseStatus'", 1],
];

describe('what an org has besides objects and fields', () => {
  it.each(questions)('is answered in the %s API: %s', async (api, soql, least) => {
    const org = await sampleOrgForTest({ bundle });
    expect((await rowsOf(org, soql, api)).length).toBeGreaterThanOrEqual(least);
  });

  it('is told by parent paths, groups and totals', async () => {
    const org = await sampleOrgForTest({ bundle });
    const left = await rowsOf(org, 'SELECT Name, CreatedBy.Name FROM Report WHERE CreatedBy.IsActive = false');
    expect(left.length).toBeGreaterThan(10);
    const formats = await rowsOf(org, 'SELECT Format, COUNT(Id) n FROM Report GROUP BY Format ORDER BY COUNT(Id) DESC');
    expect(formats.map(({ Format }) => Format).slice(0, 2)).toEqual(['Summary', 'Tabular']);
    const [sums] = await rowsOf(
      org,
      'SELECT SUM(Amount) total, AVG(Probability) odds, MAX(CloseDate) latest FROM Opportunity WHERE IsWon = true',
    );
    expect(sums).toMatchObject({ odds: 100, latest: expect.stringMatching(/^20\d\d-/) });
    expect(Number(sums?.total)).toBeGreaterThan(1_000_000);
  });

  it('comes in pages, each record once', async () => {
    const org = await sampleOrgForTest({ bundle });
    const seen = new Set<unknown>();
    let url: string | undefined = `query?q=${encodeURIComponent('SELECT Id FROM FieldPermissions')}`;
    let total = 0;
    while (url !== undefined) {
      const { json } = await ask(org, url);
      const page = json as { totalSize: number; records: Rows; nextRecordsUrl?: string };
      total = page.totalSize;
      for (const { Id } of page.records) seen.add(Id);
      url = page.nextRecordsUrl;
    }
    expect(total).toBeGreaterThan(4000);
    expect(seen.size).toBe(total);
  });

  it('shows components of deleted reports: their Id is that of no report', async () => {
    const org = await sampleOrgForTest({ bundle });
    const ids = new Set((await rowsOf(org, 'SELECT Id FROM Report')).map(({ Id }) => Id));
    const components = await rowsOf(org, 'SELECT CustomReportId, Dashboard.Title FROM DashboardComponent');
    expect(components.filter(({ CustomReportId }) => !ids.has(CustomReportId)).length).toBeGreaterThanOrEqual(3);
  });

  it('takes from a group what its muting permission set mutes', async () => {
    const org = await sampleOrgForTest({ bundle });
    const [own] = await rowsOf(
      org,
      "SELECT PermissionsDelete FROM ObjectPermissions WHERE Parent.Name = 'Goodwill_Approval' AND SobjectType = 'Goodwill_Decision__c'",
    );
    expect(own?.PermissionsDelete).toBe(true);
    const [inGroup] = await rowsOf(
      org,
      "SELECT PermissionsDelete, PermissionsRead FROM ObjectPermissions WHERE Parent.Type = 'Group' AND Parent.PermissionSetGroup.DeveloperName = 'Warranty_Team' AND SobjectType = 'Goodwill_Decision__c'",
    );
    expect(inGroup).toMatchObject({ PermissionsDelete: false, PermissionsRead: true });
  });
});

describe('what the service refuses of Setup', () => {
  it('asks which flow where versions are wanted from the data API, and knows no such views in the Tooling API', async () => {
    const org = await sampleOrgForTest({ bundle });
    expect(await refusal(org, 'SELECT Id, Status FROM FlowVersionView')).toBe(
      'MALFORMED_QUERY: FlowVersionView: a filter on a reified column is required [FlowDefinitionViewId, DurableId]',
    );
    const [flow] = await rowsOf(org, "SELECT DurableId FROM FlowDefinitionView WHERE ApiName = 'Guided_Survey'");
    const versions = await rowsOf(
      org,
      `SELECT VersionNumber, Status FROM FlowVersionView WHERE FlowDefinitionViewId = '${String(flow?.DurableId)}'`,
    );
    expect(versions).toHaveLength(12);
    expect(await refusal(org, 'SELECT Id FROM FlowDefinitionView', 'tooling')).toBe(
      "INVALID_TYPE: sObject type 'FlowDefinitionView' is not supported.",
    );
    expect(await refusal(org, 'SELECT Id, Metadata FROM StandardValueSet', 'tooling')).toBe(
      'MALFORMED_QUERY: StandardValueSet: a filter on a reified column is required [MasterLabel, DurableId]',
    );
  });

  it('gives Metadata and FullName of one row only', async () => {
    const org = await sampleOrgForTest({ bundle });
    expect(await refusal(org, "SELECT Id, Metadata FROM Flow WHERE Status = 'Active'", 'tooling')).toMatch(
      /^MALFORMED_QUERY: When retrieving results with Metadata or FullName fields, .+ Result size: \d+$/,
    );
    const [rule] = await rowsOf(org, "SELECT Metadata FROM WorkflowRule WHERE Name = 'Stock Alert'", 'tooling');
    expect(rule?.Metadata).toMatchObject({ active: false });
  });

  it('has no such column where a permission is unknown', async () => {
    const org = await sampleOrgForTest({ bundle });
    expect(await refusal(org, 'SELECT Id, PermissionsFlyToMars FROM PermissionSet')).toContain(
      'INVALID_FIELD: \nSELECT Id, PermissionsFlyToMars FROM PermissionSet\n           ^',
    );
  });
});

describe('dependencies between components', () => {
  const select =
    'SELECT MetadataComponentId, MetadataComponentName, MetadataComponentType, RefMetadataComponentId, RefMetadataComponentName, RefMetadataComponentType FROM MetadataComponentDependency';

  it('end at 2,000 rows without a word, and have no reports', async () => {
    const org = await sampleOrgForTest({ bundle });
    const { json } = await query(org, select, 'tooling');
    const page = json as { size: number; totalSize: number; done: boolean; records: Rows };
    expect(page).toMatchObject({ size: 2000, totalSize: 2000, done: true });
    const reports = await rowsOf(org, `${select} WHERE MetadataComponentType = 'Report'`, 'tooling');
    expect(reports).toEqual([]);
  });

  it('are all there for a Bulk query, reports among them', async () => {
    const model = createOrgModel(bundle);
    const base = '/services/data/v68.0/tooling/sobjects';
    const place = { model, api: 'tooling', base, nowMs: Date.now(), isBulk: true } as const;
    const { records } = await runQuery(place, select);
    expect(records.length).toBeGreaterThan(2500);
    expect(
      records.slice().filter(({ MetadataComponentType }) => MetadataComponentType === 'Report').length,
    ).toBeGreaterThan(300);
  });

  it('are found from both sides by Id, in either form, and lead to fields and layouts that exist', async () => {
    const org = await sampleOrgForTest({ bundle });
    const [field] = await rowsOf(
      org,
      "SELECT Id FROM CustomField WHERE DeveloperName = 'Meter_Point_Number'",
      'tooling',
    );
    const id = String(field?.Id);
    const uses = await rowsOf(
      org,
      `${select} WHERE RefMetadataComponentId IN ('${id.slice(0, 15)}') OR MetadataComponentId IN ('${id}')`,
      'tooling',
    );
    expect(uses.map(({ MetadataComponentType }) => MetadataComponentType)).toContain('Layout');
    const layout = uses.find(({ MetadataComponentType }) => MetadataComponentType === 'Layout');
    const found = await rowsOf(
      org,
      `SELECT Name FROM Layout WHERE Id = '${String(layout?.MetadataComponentId)}'`,
      'tooling',
    );
    expect(found.map(({ Name }) => Name)).toEqual([layout?.MetadataComponentName]);
  });

  it('lead to rows of their types wherever one is read', async () => {
    const org = await sampleOrgForTest({ bundle });
    for (const type of [
      'ApexClass',
      'ApexTrigger',
      'Flow',
      'ValidationRule',
      'Layout',
      'WorkflowRule',
      'CustomField',
    ]) {
      const ids = new Set<unknown>();
      let url: string | undefined = `tooling/query?q=${encodeURIComponent(`SELECT Id FROM ${type}`)}`;
      while (url !== undefined) {
        const page = (await ask(org, url)).json as { records: Rows; nextRecordsUrl?: string };
        for (const { Id } of page.records) ids.add(Id);
        url = page.nextRecordsUrl;
      }
      const uses = await rowsOf(org, `${select} WHERE MetadataComponentType = '${type}'`, 'tooling');
      expect(`${type} ${uses.length > 0}`).toBe(`${type} true`);
      expect(uses.filter(({ MetadataComponentId }) => !ids.has(MetadataComponentId))).toEqual([]);
    }
  });

  it.each([
    [`${select} ORDER BY MetadataComponentName`, 'can not be sorted in a query call'],
    ['SELECT COUNT() FROM MetadataComponentDependency', 'not yet supported by this SObject storage type'],
    [`${select} WHERE MetadataComponentName = 'x'`, 'can not be filtered in a query call'],
    [`${select} WHERE MetadataComponentType LIKE 'Apex%'`, 'can not be filtered in a query call'],
  ])('refuse %s', async (soql, words) => {
    const org = await sampleOrgForTest({ bundle });
    expect(await refusal(org, soql, 'tooling')).toContain(words);
  });
});

describe('private and shared folders', () => {
  it('hide the private reports of others, but for the scope allPrivate', async () => {
    const org = await sampleOrgForTest({ bundle });
    const names = (rows: Rows): readonly unknown[] => rows.map(({ Name }) => Name);
    const seen = names(await rowsOf(org, 'SELECT Name FROM Report'));
    expect(seen).toContain('Field Clean-Up Candidates');
    expect(seen).not.toContain('Commission Estimate');
    const hidden = await rowsOf(org, 'SELECT Name, OwnerId FROM Report USING SCOPE allPrivate');
    expect(names(hidden)).toContain('Commission Estimate');
    expect(names(hidden)).toContain('South Pipeline Draft');
    const token = org.issueToken({ without: ['ManagePvtRptsAndDashbds'] });
    const soql = encodeURIComponent('SELECT Name FROM Report USING SCOPE allPrivate');
    const refused = await ask(org, `query?q=${soql}`, { headers: { Authorization: `Bearer ${token}` } });
    expect(refused.status).toBe(400);
  });

  it('are all a user gets who may not view every public folder: open folders and their own', async () => {
    const org = await sampleOrgForTest({ bundle });
    const token = org.issueToken({ without: ['ViewPublicReports', 'ViewPublicDashboards', 'ViewSetup'] });
    const get = async (soql: string): Promise<Rows> => {
      const answer = await ask(org, `query?q=${encodeURIComponent(soql)}`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      return (answer.json as { records: Rows }).records;
    };
    const folders = new Set((await get('SELECT FolderName FROM Report')).map(({ FolderName }) => FolderName));
    expect(folders.has('Sales')).toBe(true);
    expect(folders.has('Finance')).toBe(false);
    expect(folders.has('Warranty')).toBe(false);
    const [finance] = await rowsOf(org, "SELECT Id FROM Report WHERE FolderName = 'Finance' LIMIT 1");
    const read = await ask(org, `sobjects/Report/${String(finance?.Id)}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(read.status).toBe(404);
    expect((await get('SELECT Id FROM Dashboard')).length).toBeLessThan(12);
  });
});

describe('records of the sample company by query', () => {
  it('can be read with their parents, filtered and paged', async () => {
    const org = await sampleOrgForTest({ bundle });
    const rows = await rowsOf(
      org,
      "SELECT Name, Site__r.City__c, Site__r.Account__r.Name, Owner.Name FROM Installation__c WHERE Status__c = 'Survey' ORDER BY Name LIMIT 5",
    );
    expect(rows).toHaveLength(5);
    expect(rows[0]?.Site__r).toMatchObject({ Account__r: { Name: expect.any(String) } });
    const { json } = await query(org, 'SELECT Id FROM Telemetry_Day__c');
    expect(json).toMatchObject({ totalSize: 2400, done: false });
  });
});
