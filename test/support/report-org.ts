import type { BundleReport } from '../../src-main/sample-org/bundle-parts.ts';
import type { OrgBundle } from '../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';

/** The fixed instant that reports over this org count their periods from. */
export const reportsAskedAt = Date.parse('2026-11-23T09:00:00Z');

const viewed = (hour: number): string => `2026-11-20T${String(hour).padStart(2, '0')}:00:00Z`;

const reports: readonly BundleReport[] = [
  {
    name: 'All_Accounts',
    folder: 'Numbers',
    label: 'All accounts',
    format: 'Tabular',
    reportType: 'AccountList',
    columns: [{ field: 'ACCOUNT.NAME' }, { field: 'ADDRESS1_CITY' }, { field: 'USERS.NAME' }, { field: 'SALES' }],
    sortColumn: 'ACCOUNT.NAME',
    lastViewedDate: viewed(8),
  },
  {
    name: 'Pipeline',
    folder: 'Numbers',
    label: 'Pipeline by stage and month',
    format: 'Matrix',
    reportType: 'Opportunity',
    columns: [
      { field: 'OPPORTUNITY_NAME' },
      { field: 'AMOUNT', aggregateTypes: ['Sum', 'Maximum'] },
      { field: 'CLOSE_DATE' },
    ],
    groupingsDown: [{ field: 'STAGE_NAME' }, { field: 'ACCOUNT_NAME' }],
    groupingsAcross: [{ field: 'CLOSE_DATE', dateGranularity: 'Quarter', sortOrder: 'Desc' }],
    filters: [
      { column: 'AMOUNT', operator: 'greaterThan', value: '1' },
      { column: 'STAGE_NAME', operator: 'notEqual', value: 'Closed Lost' },
    ],
    filterLogic: '1 AND 2',
    timeFrame: { column: 'CLOSE_DATE', interval: 'INTERVAL_CUSTOM' },
    lastViewedDate: viewed(9),
  },
  {
    name: 'By_Owner',
    folder: 'Numbers',
    format: 'Summary',
    reportType: 'Opportunity',
    columns: [
      { field: 'AMOUNT', aggregateTypes: ['Average'] },
      { field: 'OPPORTUNITY_NAME' },
      { field: 'BucketField_1' },
    ],
    groupingsDown: [{ field: 'FULL_NAME' }],
  },
  {
    name: 'Somebody_Elses',
    folder: 'ada.lovage@example.com',
    format: 'Tabular',
    reportType: 'AccountList',
    columns: [],
    lastViewedDate: viewed(10),
  },
];

/** The built-in company with a few reports and a dashboard whose columns and totals a test can name. */
export function reportOrg(): OrgBundle {
  const bundle = createSampleBundle();
  const stranger =
    bundle.org.users?.find(({ username }) => username !== bundle.org.users?.[0]?.username)?.username ?? '';
  return {
    org: bundle.org,
    sobjects: bundle.sobjects,
    recordCounts: { ...bundle.recordCounts, Account: 300, Opportunity: 400, User: 0 },
    folders: [{ name: 'Numbers', label: 'Numbers', type: 'Report', accessType: 'Shared' }],
    reports: reports.map((report) => (report.name === 'Somebody_Elses' ? { ...report, folder: stranger } : report)),
    dashboards: [
      {
        name: 'Sales_Board',
        folder: 'Boards',
        title: 'Sales board',
        lastViewedDate: viewed(7),
        components: [
          {
            componentType: 'Bar',
            header: 'Pipeline',
            report: 'Numbers/Pipeline',
            groupingColumns: ['STAGE_NAME'],
            summaries: [{ column: 'AMOUNT', aggregate: 'Sum' }],
          },
          { componentType: 'Table', header: 'Gone', report: 'Numbers/Deleted_Long_Ago' },
        ],
      },
    ],
    apexClasses: [
      { name: 'MeterReader', apiVersion: '65.0', lines: 12, createdDate: '2024-01-02T03:04:05Z' },
      { name: 'fieldmile__Hidden', lines: 12 },
    ],
    permissionSets: [
      {
        name: 'Planner',
        label: 'Planner',
        userPermissions: ['ViewSetup'],
        fieldPermissions: [{ field: 'Account.Industry', readable: true }],
      },
    ],
    dependencies: [
      {
        from: { type: 'ApexClass', name: 'MeterReader' },
        to: { type: 'CustomField', name: 'Account.Customer_Number__c' },
      },
      {
        from: { type: 'Report', name: 'Numbers/All_Accounts' },
        to: { type: 'CustomField', name: 'Account.Customer_Number__c' },
      },
    ],
  };
}
