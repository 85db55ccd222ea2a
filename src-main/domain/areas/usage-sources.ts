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
  dependencies: ['dependencies (Tooling API)', 'dependencies (Bulk API)'],
};
