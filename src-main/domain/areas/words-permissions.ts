import type { Vocabulary } from './words-tables.ts';

/** Permissions whose label in Setup is not their API name taken apart. */
const LABELS: Vocabulary = {
  ApiUserOnly: 'API Only User',
  CustomizeApplication: 'Customize Application',
  DataExport: 'Weekly Data Export',
  CreateCustomizeReports: 'Create and Customize Reports',
  CreateCustomizeDashboards: 'Create and Customize Dashboards',
  CreateCustomizeFilters: 'Create and Customize List Views',
  ExportReport: 'Export Reports',
  ManageDashbdsInPubFolders: 'Manage Dashboards in Public Folders',
  ManageReportsInPubFolders: 'Manage Reports in Public Folders',
  ManagePvtRptsAndDashbds: 'Manage All Private Reports and Dashboards',
  ManageUsers: 'Manage Internal Users',
  ModifyMetadata: 'Modify Metadata Through Metadata API Functions',
  RunFlow: 'Run Flows',
  TransferAnyEntity: 'Transfer Record',
  TransferAnyCase: 'Transfer Cases',
  TransferAnyLead: 'Transfer Leads',
  ViewPublicDashboards: 'View Dashboards in Public Folders',
  ViewPublicReports: 'View Reports in Public Folders',
  ViewRoles: 'View Roles and Role Hierarchy',
  ViewSetup: 'View Setup and Configuration',
  EmailSingle: 'Send Email',
  EmailMass: 'Mass Email',
  EditEvent: 'Edit Events',
  EditTask: 'Edit Tasks',
  EditOppLineItemUnitPrice: 'Edit Opportunity Product Sales Price',
  EditReadonlyFields: 'Edit Read Only Fields',
  IPRestrictRequests: 'Enforce login IP ranges on every request',
  ResetPasswords: 'Reset User Passwords and Unlock Users',
};

/** A system permission, named as the API names it (`ViewAllData`), as Setup shows it (`View All Data`). */
export function permissionWords(name: string): string {
  if (Object.hasOwn(LABELS, name)) return LABELS[name] ?? name;
  return name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ').replace(/^Api\b/, 'API');
}
