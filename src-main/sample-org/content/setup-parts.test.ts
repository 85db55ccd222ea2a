import { describe, expect, it } from 'vitest';
import { createSampleBundle } from './index.ts';

const bundle = createSampleBundle();
const reports = bundle.reports ?? [];
const folders = bundle.folders ?? [];
const dashboards = bundle.dashboards ?? [];
const flows = bundle.flows ?? [];
const users = bundle.org.users ?? [];
const activeNames = new Set(users.filter(({ active }) => active === true).map(({ username }) => username));
const fieldNames = new Set(
  bundle.sobjects.flatMap(({ name, fields }) => fields.map((field) => `${name}.${field.name}`)),
);

const repeated = (names: readonly string[]): readonly string[] => {
  const seen = new Set<string>();
  return names.filter((name) => seen.size === seen.add(name).size);
};

describe('the reports of the sample company', () => {
  it('are 120, in public, shared, hidden, nested and private folders and in none', () => {
    expect(reports).toHaveLength(120);
    expect(new Set(folders.map(({ accessType }) => accessType))).toEqual(new Set(['Public', 'Shared', 'Hidden']));
    expect(folders.some(({ type, parent }) => type === 'Report' && parent !== undefined)).toBe(true);
    expect(reports.some(({ folder }) => folder === 'unfiled$public')).toBe(true);
    expect(reports.filter(({ folder }) => folder.includes('@')).length).toBeGreaterThanOrEqual(4);
  });

  it('have all four formats, standard and custom report types, filters, periods and matrices', () => {
    const formats = new Set(reports.map(({ format }) => format));
    expect(formats).toEqual(new Set(['Tabular', 'Summary', 'Matrix', 'MultiBlock']));
    const types = new Set(reports.map(({ reportType }) => reportType));
    expect(types.size).toBeGreaterThanOrEqual(40);
    expect([...types].some((type) => type.startsWith('CustomEntity$'))).toBe(true);
    expect((bundle.reportTypes ?? []).length).toBeGreaterThanOrEqual(5);
    expect(reports.filter(({ filters }) => filters !== undefined).length).toBeGreaterThan(60);
    for (const report of reports.filter(({ format }) => format === 'Matrix'))
      expect([report.groupingsDown?.length, report.groupingsAcross?.length]).toEqual([1, 1]);
  });

  it('are named once in their folder, and folders exist', () => {
    expect(repeated(reports.map(({ folder, name }) => `${folder}/${name}`))).toEqual([]);
    const known = new Set([
      ...folders.map(({ name }) => name),
      'unfiled$public',
      ...users.map((user) => user.username),
    ]);
    expect([...reports, ...dashboards].filter(({ folder }) => !known.has(folder))).toEqual([]);
    expect(folders.filter(({ parent }) => parent !== undefined && !known.has(parent))).toEqual([]);
  });

  it('are partly stale, never run, or of people who have left', () => {
    const stale = reports.filter(({ lastRunDate }) => lastRunDate !== undefined && lastRunDate < '2025-11');
    expect(stale.length).toBeGreaterThanOrEqual(15);
    expect(reports.filter(({ lastRunDate }) => lastRunDate === undefined).length).toBeGreaterThanOrEqual(2);
    const left = reports.filter(({ createdBy }) => !activeNames.has(createdBy ?? ''));
    expect(left.length).toBeGreaterThanOrEqual(15);
    expect(
      reports.filter(({ createdDate, lastRunDate }) => (lastRunDate ?? '9') < (createdDate ?? '').slice(0, 10)),
    ).toEqual([]);
  });

  it('name what they show by real fields: legacy codes aside, every column leads to one', () => {
    const codes = reports.flatMap((report) => [
      ...(report.columns ?? []).map(({ field }) => field),
      ...(report.filters ?? []).map(({ column }) => column),
    ]);
    const plain = codes.filter((code) => /^\w+\.\w+__c$/.test(code));
    expect(plain.length).toBeGreaterThan(200);
    expect(plain.filter((code) => !fieldNames.has(code))).toEqual([]);
  });
});

describe('the dashboards and flows of the sample company', () => {
  it('are 12 dashboards, some with a component on a report that was deleted', () => {
    expect(dashboards).toHaveLength(12);
    const paths = new Set(reports.map(({ folder, name }) => `${folder}/${name}`));
    const broken = dashboards.filter(({ components }) => components?.some(({ report }) => !paths.has(report ?? '')));
    expect(broken.length).toBeGreaterThanOrEqual(2);
    expect(broken.length).toBeLessThan(6);
    expect(new Set(dashboards.map(({ dashboardType }) => dashboardType)).size).toBe(3);
    expect(dashboards.some(({ runningUser }) => runningUser !== undefined && !activeNames.has(runningUser))).toBe(true);
  });

  it('are 25 flows of every kind with versions, some without an active one, some newer than what is active', () => {
    expect(flows).toHaveLength(25);
    expect(new Set(flows.map(({ triggerType }) => triggerType))).toEqual(
      new Set(['RecordBeforeSave', 'RecordAfterSave', 'Scheduled', 'PlatformEvent', undefined]),
    );
    expect(flows.some(({ processType }) => processType === 'Flow')).toBe(true);
    expect(flows.some(({ processType }) => processType === 'Workflow')).toBe(true);
    const isActive = ({ status }: { readonly status: string }): boolean => status === 'Active';
    expect(flows.filter(({ versions }) => !versions?.some(isActive)).length).toBeGreaterThanOrEqual(3);
    expect(flows.filter(({ versions }) => versions?.at(-1)?.status === 'Draft').length).toBeGreaterThanOrEqual(3);
    for (const { versions = [] } of flows) {
      expect(versions.filter(isActive).length).toBeLessThanOrEqual(1);
      const dates = versions.map(({ createdDate }) => createdDate ?? '');
      expect(dates).toEqual(dates.toSorted());
    }
  });
});

describe('the access rights of the sample company', () => {
  it('name real objects and fields, and no field that everybody sees', () => {
    const holders = [...(bundle.profiles ?? []), ...(bundle.permissionSets ?? [])];
    const named = holders.flatMap((holder) => (holder.fieldPermissions ?? []).map(({ field }) => field));
    expect(named.length).toBeGreaterThan(5000);
    expect(named.filter((field) => !fieldNames.has(field))).toEqual([]);
    expect(named.filter((field) => /\.(Id|CreatedDate|OwnerId|Name)$/.test(field))).toEqual([]);
  });

  it('have groups with muting, sets that a session activates, and assignments that have ended', () => {
    const sets = new Set((bundle.permissionSets ?? []).map(({ name }) => name));
    const groups = bundle.permissionSetGroups ?? [];
    expect(groups.filter(({ muted }) => muted !== undefined).length).toBeGreaterThanOrEqual(2);
    expect(groups.flatMap(({ members }) => members).filter((name) => !sets.has(name))).toEqual([]);
    expect(bundle.permissionSets?.some(({ activationRequired }) => activationRequired === true)).toBe(true);
    const assignments = bundle.assignments ?? [];
    expect(assignments.some(({ expirationDate }) => expirationDate !== undefined && expirationDate < '2026')).toBe(
      true,
    );
    const unknown = assignments.filter(
      ({ permissionSet, group }) =>
        !(permissionSet === undefined ? groups.some(({ name }) => name === group) : sets.has(permissionSet)),
    );
    expect(unknown).toEqual([]);
  });
});

describe('the dependencies of the sample company', () => {
  const dependencies = bundle.dependencies ?? [];
  const flowNames = new Set(flows.map(({ name }) => name));
  const known: Readonly<Record<string, ReadonlySet<string>>> = {
    CustomField: fieldNames,
    CustomObject: new Set(bundle.sobjects.map(({ name }) => name)),
    ApexClass: new Set((bundle.apexClasses ?? []).map(({ name }) => name)),
    Flow: flowNames,
  };

  it('are more than the Tooling API gives in one answer, and both ends exist', () => {
    expect(dependencies.length).toBeGreaterThan(2000);
    const ends = dependencies.flatMap(({ from, to }) => [from, to]);
    expect(ends.filter(({ type, name }) => known[type]?.has(name) === false)).toEqual([]);
  });

  it.each([
    ['a formula', 'CustomField', 'Service_Visit__c.First_Time_Fix__c', 'Service_Visit__c.Visit_Status__c'],
    ['a roll-up', 'CustomField', 'Heat_Loss_Calculation__c.Total_Heat_Loss__c', 'Room_Heat_Demand__c.Heat_Demand_W__c'],
    ['a validation rule', 'ValidationRule', 'Opportunity.Lost_Reason_Required', 'Opportunity.Lost_Reason__c'],
    ['a flow', 'Flow', 'Case_Set_SLA', 'Case.SLA_Hours__c'],
    ['a layout', 'Layout', 'Site__c-Site Layout', 'Site__c.Meter_Point_Number__c'],
    ['a report', 'Report', 'Sales/Lost_Deals_by_Reason', 'Opportunity.Lost_Reason__c'],
    ['Apex', 'ApexClass', 'StockService', 'Stock_Level__c.Reserved__c'],
  ])('follow from %s', (_what, type, from, to) => {
    const uses = dependencies
      .filter((one) => one.from.type === type && one.from.name === from)
      .map((one) => one.to.name);
    expect(uses).toContain(to);
  });

  it('never lead a layout to a field that is kept off it', () => {
    const onLayouts = dependencies.filter(({ from }) => from.type === 'Layout').map(({ to }) => to.name);
    expect(onLayouts.filter((name) => /\.(Old_|ZZ_|Test_)/.test(name))).toEqual([]);
  });
});
