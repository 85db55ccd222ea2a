/** Which statements "A uses B" an area brings, by the names of the contract's `USAGE_SOURCES`; they go when it goes. */
export const USAGE_SOURCES_OF: Readonly<Record<string, readonly string[]>> = {
  reports: ['report definitions'],
  dashboards: ['dashboard components'],
  'field-details': ['roll-ups and lookup filters'],
  'validation-rules': ['validation rules'],
  'workflow-rules': ['workflow rules'],
  flows: ['flows'],
  layouts: ['layouts'],
  'lightning-pages': ['Lightning pages'],
  access: ['permission sets'],
  dependencies: ['dependencies (Tooling API)', 'dependencies (Bulk API)'],
};

/** Under which name the area of dependencies says that the Bulk API did not give them. */
export const BULK_PART = 'Bulk API';

/** Sources that lack, even when all was read, what the org does not tell, without a word about it. */
const LIMIT_OF_SOURCE: Readonly<Record<string, string>> = {
  'report definitions':
    'Reports in folders that the signed-in user may not see are not among them, nor are those in private folders of others; the permission View Reports in Public Folders shows the shared ones.',
  'dashboard components':
    'Dashboards in folders that the signed-in user may not see are not among them, nor are those whose reports are in such folders, nor those in private folders of others; the permission View Dashboards in Public Folders shows the shared ones.',
  'dependencies (Tooling API)':
    'Salesforce lists there hardly any use of standard fields, and no code that names a field only while it runs.',
  'dependencies (Bulk API)':
    'Salesforce lists there hardly any use of standard fields, and no code that names a field only while it runs.',
};

/** What even a whole read of a source cannot see, as a sentence; null: nothing. */
export function limitOfSource(source: string): string | null {
  return LIMIT_OF_SOURCE[source] ?? null;
}

/** The area that brings a source; null for what the fields of objects say themselves. */
export function areaOfSource(source: string): string | null {
  return Object.entries(USAGE_SOURCES_OF).find(([, sources]) => sources.includes(source))?.[0] ?? null;
}

/** Whether a part of its area that could not be read is missing from this source. */
export function isPartOfSource(source: string, part: string): boolean {
  if (source === 'dependencies (Bulk API)') return part === BULK_PART;
  if (source === 'dependencies (Tooling API)') return part !== BULK_PART;
  return true;
}

const OF_FIELDS = ['formulas', 'roll-ups and lookup filters', 'lookups', 'dependent picklists'] as const;
const DEPENDENCIES = ['dependencies (Tooling API)', 'dependencies (Bulk API)'] as const;
/** In which sources it stands what a component uses, besides the dependencies that the org keeps itself. */
const SOURCES_OF_TYPE: Readonly<Record<string, readonly string[]>> = {
  Report: ['report definitions'],
  Dashboard: ['dashboard components'],
  CustomField: OF_FIELDS,
  FieldDetail: OF_FIELDS,
  ValidationRule: ['validation rules'],
  WorkflowRule: ['workflow rules'],
  WorkflowFieldUpdate: ['workflow rules'],
  Flow: ['flows'],
  Layout: ['layouts'],
  FlexiPage: ['Lightning pages'],
};
/** Whose uses are permissions alone. */
const HOLDER_TYPES: ReadonlySet<string> = new Set([
  'Profile',
  'PermissionSet',
  'PermissionSetGroup',
  'MutingPermissionSet',
]);

/** Whether what a component of this type uses can stand in a source. */
export function isSourceOfType(source: string, type: string): boolean {
  if (HOLDER_TYPES.has(type)) return source === 'permission sets';
  return (SOURCES_OF_TYPE[type] ?? []).includes(source) || DEPENDENCIES.some((one) => one === source);
}
