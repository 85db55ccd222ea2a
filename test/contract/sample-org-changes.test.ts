import { describe, expect, it } from 'vitest';
import type { ChangedComponent } from '../../src-main/sample-org/changes.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { ask, query, sampleOrgForTest } from '../support/sample-org.ts';

const bundle = createSampleBundle();
type Rows = readonly Readonly<Record<string, unknown>>[];

/** How each kind of component is found by a query, with its date of last change. */
const components: readonly (readonly [component: ChangedComponent, api: 'data' | 'tooling', where: string])[] = [
  [{ type: 'CustomObject', name: 'Site__c' }, 'tooling', "CustomObject WHERE DeveloperName = 'Site'"],
  [
    { type: 'CustomField', name: 'Alarm__c.Severity__c' },
    'tooling',
    "CustomField WHERE DeveloperName = 'Severity' AND EntityDefinition.QualifiedApiName = 'Alarm__c'",
  ],
  [
    { type: 'ValidationRule', name: 'Remote_Command__c.Consent_Needed' },
    'tooling',
    "ValidationRule WHERE ValidationName = 'Consent_Needed'",
  ],
  [
    { type: 'RecordType', name: 'Account.Partner' },
    'data',
    "RecordType WHERE DeveloperName = 'Partner' AND SobjectType = 'Account'",
  ],
  [
    { type: 'Flow', name: 'Service_Visit_Close_Work_Order' },
    'data',
    "FlowDefinitionView WHERE ApiName = 'Service_Visit_Close_Work_Order'",
  ],
  [
    { type: 'WorkflowRule', name: 'Case.Notify Dispatcher on Urgent Case' },
    'tooling',
    "WorkflowRule WHERE Name = 'Notify Dispatcher on Urgent Case'",
  ],
  [{ type: 'PermissionSet', name: 'Dispatch' }, 'data', "PermissionSet WHERE Name = 'Dispatch'"],
  [
    { type: 'GlobalValueSet', name: 'Fault_Severity' },
    'tooling',
    "GlobalValueSet WHERE DeveloperName = 'Fault_Severity'",
  ],
  [{ type: 'ApexClass', name: 'StockService' }, 'tooling', "ApexClass WHERE Name = 'StockService'"],
  [{ type: 'CustomTab', name: 'Site__c' }, 'tooling', "CustomTab WHERE DeveloperName = 'Site'"],
  [{ type: 'FlexiPage', name: 'Home_Dispatch' }, 'tooling', "FlexiPage WHERE DeveloperName = 'Home_Dispatch'"],
];

async function start() {
  const org = await sampleOrgForTest({ bundle, now: () => Date.UTC(2027, 0, 1, 12) });
  const rows = async (api: 'data' | 'tooling', soql: string): Promise<Rows> => {
    const { status, json, text } = await query(org, soql, api);
    expect(`${status} ${status === 200 ? '' : text}`).toBe('200 ');
    return (json as { records: Rows }).records;
  };
  return { org, rows };
}

describe('an org that is changed while it runs', () => {
  it.each(components)(
    'dates a changed component and loses a deleted one: $type $name',
    async (component, api, from) => {
      const { org, rows } = await start();
      const soql = `SELECT LastModifiedDate FROM ${from}`;
      const [before] = await rows(api, soql);
      expect(String(before?.LastModifiedDate) < '2027').toBe(true);
      org.change(component);
      expect(await rows(api, soql)).toMatchObject([{ LastModifiedDate: '2027-01-01T12:00:00.000+0000' }]);
      // A second change within the same second is later all the same.
      org.change(component);
      expect(await rows(api, soql)).toMatchObject([{ LastModifiedDate: '2027-01-01T12:00:01.000+0000' }]);
      org.remove(component);
      expect(await rows(api, soql)).toEqual([]);
      expect(() => org.change(component)).toThrow(`The sample org has no ${component.type} ${component.name}.`);
    },
  );

  it('serves the new words of a report, and no dashboard loses its component when the report is deleted', async () => {
    const { org, rows } = await start();
    const [report] = (bundle.reports ?? []).filter(({ folder, name }) =>
      (bundle.dashboards ?? []).some(({ components: parts = [] }) =>
        parts.some((part) => part.report === `${folder}/${name}`),
      ),
    );
    const name = `${report?.folder ?? ''}/${report?.name ?? ''}`;
    org.change({ type: 'Report', name }, { label: 'Another name' });
    const found = "SELECT Id, LastModifiedDate FROM Report WHERE Name = 'Another name'";
    const [changed] = await rows('data', found);
    expect(changed?.LastModifiedDate).toBe('2027-01-01T12:00:00.000+0000');
    const components = `SELECT Id FROM DashboardComponent WHERE CustomReportId = '${String(changed?.Id)}'`;
    const shown = (await rows('data', components)).length;
    expect(shown).toBeGreaterThan(0);
    org.remove({ type: 'Report', name });
    expect(await rows('data', found)).toEqual([]);
    expect((await rows('data', components)).length).toBe(shown);
    expect((await ask(org, `analytics/reports/${String(changed?.Id)}/describe`)).status).toBe(404);
  });

  it('moves the Last-Modified of describes for what a describe shows, and for nothing else', async () => {
    const { org } = await start();
    const first = (await ask(org, 'sobjects/Alarm__c/describe')).headers.get('last-modified') ?? '';
    const again = () => ask(org, 'sobjects/Alarm__c/describe', { headers: { 'If-Modified-Since': first } });
    org.change({ type: 'CustomField', name: 'Alarm__c.Severity__c' }, { description: 'Said anew.' });
    expect((await again()).status).toBe(304);
    org.change({ type: 'CustomField', name: 'Alarm__c.Severity__c' }, { label: 'Gravity' });
    const { status, json } = await again();
    expect(status).toBe(200);
    expect((json as { fields: Rows }).fields.find(({ name }) => name === 'Severity__c')?.label).toBe('Gravity');
  });

  it('names a deleted field in no dependency any more', async () => {
    const { org, rows } = await start();
    const uses = () =>
      rows(
        'tooling',
        "SELECT MetadataComponentName FROM MetadataComponentDependency WHERE MetadataComponentType = 'CustomField' AND RefMetadataComponentType = 'CustomField'",
      );
    const gone = (bundle.dependencies ?? []).find(
      ({ from, to }) => from.type === 'CustomField' && to.type === from.type,
    );
    const before = (await uses()).length;
    org.remove({ type: 'CustomField', name: gone?.from.name ?? '' });
    expect((await uses()).length).toBeLessThan(before);
  });
});
