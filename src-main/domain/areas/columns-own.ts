import type { Column, ColumnKind } from './columns-kinds.ts';

const column =
  (kind: ColumnKind) =>
  (id: string, title: string): Column => ({ id, title, kind });
const text = column('text');
const count = column('count');
const date = column('date');
const boolean = column('boolean');
const list = column('list');

const ACTIVE = boolean('active', 'Active');
const API_VERSION = count('apiVersion', 'API version');
const FOLDER_PLACE = [text('folderLabel', 'Folder'), text('folderKind', 'Kind of folder')] as const;
const FOLDER = [text('accessType', 'Access'), boolean('readOnly', 'Read only')] as const;
const CODE = [
  API_VERSION,
  text('status', 'Status'),
  boolean('valid', 'Valid'),
  count('length', 'Characters without comments'),
] as const;
const GRANTS = [
  count('objects', 'Objects with access'),
  count('fields', 'Fields with access'),
  list('systemPermissions', 'System permissions'),
] as const;
const GRANTED_PARTS = [
  count('apexClasses', 'Apex classes'),
  count('pages', 'Visualforce pages'),
  count('apps', 'Apps'),
  count('customPermissions', 'Custom permissions'),
  count('otherAccess', 'Other access'),
] as const;
const ASSIGNED = count('assigned', 'Assigned users');

/** Facts of each type that a grid shows, in the default order. The ids are names of facts. */
export const OWN_COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  Report: [
    ...FOLDER_PLACE,
    text('format', 'Format'),
    text('reportTypeLabel', 'Report type'),
    text('reportType', 'Report type API name'),
    date('lastRunDate', 'Last run'),
    list('columns', 'Columns'),
    list('groupings', 'Groupings'),
    list('filters', 'Filters'),
    text('filterLogic', 'Filter logic'),
    text('timeFrame', 'Time frame'),
    text('chart', 'Chart'),
    text('scope', 'Scope'),
    list('fields', 'Fields'),
  ],
  ReportFolder: FOLDER,
  ReportType: [
    text('category', 'Category'),
    boolean('custom', 'Custom'),
    boolean('hidden', 'Hidden'),
    text('apiName', 'Name in the Reports API'),
  ],
  Dashboard: [
    ...FOLDER_PLACE,
    text('dashboardType', 'View dashboard as'),
    text('runningUser', 'Running user'),
    date('refreshedDate', 'Last refreshed'),
    count('componentCount', 'Components'),
    list('reports', 'Reports'),
    count('missingReports', 'Reports gone or not visible'),
    list('filters', 'Filters'),
  ],
  DashboardFolder: FOLDER,
  User: [ACTIVE, text('profile', 'Profile'), text('userType', 'User type')],
  RecordType: [
    ACTIVE,
    text('businessProcess', 'Business process'),
    text('compactLayout', 'Compact layout'),
    count('picklistCount', 'Picklists'),
  ],
  ValidationRule: [
    ACTIVE,
    text('formula', 'Error condition formula'),
    text('errorMessage', 'Error message'),
    text('errorField', 'Error location'),
  ],
  FieldDetail: [
    text('kind', 'Kind'),
    list('referenceTo', 'Related to'),
    text('relationshipName', 'Relationship name'),
    text('relationshipLabel', 'Related list label'),
    text('operation', 'Roll-up type'),
    text('summarizedField', 'Field to aggregate'),
    text('foreignKey', 'Summarized through'),
    text('deleteConstraint', 'On delete'),
    boolean('reparentable', 'Reparentable'),
  ],
  Flow: [
    text('processType', 'Type'),
    ACTIVE,
    text('status', 'Status'),
    text('triggerType', 'Trigger'),
    text('recordTriggerType', 'Triggered when a record is'),
    count('triggerOrder', 'Trigger order'),
    text('entryFormula', 'Entry formula'),
    text('runInMode', 'Runs in'),
    API_VERSION,
    count('versionCount', 'Versions'),
    count('activeVersion', 'Active version'),
    count('latestVersion', 'Latest version'),
    count('elementCount', 'Elements'),
    boolean('outOfDate', 'Out of date'),
    boolean('template', 'Template'),
    text('builder', 'Builder'),
    text('package', 'Package'),
  ],
  WorkflowRule: [
    ACTIVE,
    text('triggerType', 'Evaluation criteria'),
    text('formula', 'Formula'),
    text('criteriaLogic', 'Filter logic'),
    count('timeTriggers', 'Time triggers'),
  ],
  WorkflowFieldUpdate: [
    text('field', 'Field to update'),
    text('operation', 'Operation'),
    text('formula', 'Formula'),
    text('value', 'Value'),
    text('targetObject', 'Through'),
    boolean('reevaluates', 'Re-evaluates workflow rules'),
  ],
  ApexClass: CODE,
  ApexTrigger: [list('events', 'Events'), ...CODE],
  Layout: [
    text('layoutType', 'Layout type'),
    count('fieldCount', 'Fields'),
    list('recordTypes', 'Record types'),
    count('profileCount', 'Profiles'),
    list('profiles', 'Assigned to'),
    list('relatedLists', 'Related lists'),
    list('buttons', 'Custom buttons'),
    list('actions', 'Actions'),
  ],
  FlexiPage: [
    text('pageType', 'Page type'),
    text('template', 'Template'),
    count('componentCount', 'Components'),
    list('components', 'Component names'),
    list('fields', 'Fields'),
  ],
  Profile: [text('license', 'License'), text('userType', 'User type'), ASSIGNED, ...GRANTS, ...GRANTED_PARTS],
  PermissionSet: [
    text('license', 'License'),
    text('setType', 'Type'),
    boolean('custom', 'Custom'),
    boolean('sessionBased', 'Session activation required'),
    ASSIGNED,
    ...GRANTS,
    ...GRANTED_PARTS,
  ],
  PermissionSetGroup: [
    text('status', 'Status'),
    boolean('sessionBased', 'Session activation required'),
    list('sets', 'Permission sets'),
    text('mutingSet', 'Muting permission set'),
    ASSIGNED,
    count('objects', 'Objects with access'),
    count('fields', 'Fields with access'),
  ],
  MutingPermissionSet: [text('group', 'Permission set group'), ...GRANTS],
  CustomSetting: [text('settingType', 'Setting type'), text('visibility', 'Visibility'), count('fieldCount', 'Fields')],
  CustomMetadataType: [text('visibility', 'Visibility'), count('fieldCount', 'Fields')],
  GlobalValueSet: [count('valueCount', 'Values'), list('values', 'Value names'), boolean('sorted', 'Sorted')],
  CustomLabel: [text('language', 'Language'), list('categories', 'Categories'), boolean('protected', 'Protected')],
  CustomTab: [text('tabType', 'Tab type')],
  CustomApplication: [
    text('navigation', 'Navigation'),
    text('userInterface', 'User interface'),
    list('tabs', 'Tabs'),
    list('formFactors', 'Form factors'),
    text('landingTab', 'Landing tab'),
  ],
  InstalledPackage: [text('version', 'Version'), text('versionName', 'Version name'), boolean('beta', 'Beta')],
  ObjectLimit: [count('max', 'Maximum'), count('remaining', 'Remaining'), count('used', 'Used')],
};
