/** What the reads of an area are for, as the outbound ledger names it. */
export type ProbePurpose =
  | 'identity'
  | 'limits'
  | 'object list'
  | 'describe'
  | 'definitions'
  | 'query'
  | 'reports'
  | 'automation'
  | 'code'
  | 'access'
  | 'layouts'
  | 'dependencies'
  | 'metadata api';

/** The smallest read by which the org shows whether this user may read the area. */
export type Probe =
  /** A resource under the address of the API version. */
  | { readonly kind: 'resource'; readonly path: string }
  | { readonly kind: 'object list' }
  /** One object of the list. */
  | { readonly kind: 'describe' }
  /** One query for each sObject. */
  | { readonly kind: 'query'; readonly api: 'data' | 'tooling'; readonly queries: readonly string[] }
  | { readonly kind: 'describeMetadata' };

/** A permission of Setup that opens an area, and whether Salesforce's documentation says so of it. */
export type Opens = { readonly name: string; readonly documented: boolean };

/** One thing that Orgbench reads, or is about to read, from an org. */
export type Area = {
  readonly id: string;
  readonly title: string;
  /** Everything that is read to find out, as a sentence; a test holds it equal to the outbound ledger. */
  readonly reads: string;
  readonly purpose: ProbePurpose;
  readonly probe: Probe;
  readonly permission: Opens | null;
  /** No row: there is nothing, or this user is not shown it. `something` is for what every org has. */
  readonly everyOrgHas: 'something' | 'perhaps nothing';
  /** What is missing without it, and what works all the same. */
  readonly without: string;
};

export const API_ENABLED = 'API Enabled';
export const VIEW_SETUP = 'View Setup and Configuration';
export const MODIFY_METADATA = 'Modify Metadata Through Metadata API Functions';

/** Orgs agree on these: they are asked of, so that one row answers whatever else the org has. */
const VIEW_SETUP_NEEDED: Opens = { name: VIEW_SETUP, documented: true };
const VIEW_SETUP_USUAL: Opens = { name: VIEW_SETUP, documented: false };

/**
 * The areas in the order in which they are shown. Areas of one purpose are asked together where an org takes several
 * queries in one call. A new area is a row here, and nothing else.
 *
 * Sources: the pages of each object at developer.salesforce.com ("Special Access Rules"); `documented` is false where
 * they name no permission and the name comes from what orgs do.
 */
export const AREAS: readonly Area[] = [
  {
    id: 'api',
    title: 'API access',
    reads: 'The addresses of the API, which name the signed-in user.',
    purpose: 'identity',
    probe: { kind: 'resource', path: '' },
    permission: { name: API_ENABLED, documented: true },
    everyOrgHas: 'something',
    without: 'Nothing can be read from this org. What was read before can still be browsed and exported.',
  },
  {
    id: 'limits',
    title: 'API limit',
    reads: 'API limits: how many requests of the last 24 hours are left.',
    purpose: 'limits',
    probe: { kind: 'resource', path: '/limits' },
    permission: VIEW_SETUP_USUAL,
    everyOrgHas: 'something',
    without: 'What is left is shown from the headers of other answers. Everything else works.',
  },
  {
    id: 'org',
    title: 'Facts of the org',
    reads: 'The id in Organization.',
    purpose: 'query',
    probe: { kind: 'query', api: 'data', queries: ['SELECT Id FROM Organization LIMIT 1'] },
    permission: null,
    everyOrgHas: 'something',
    without: 'Name, edition and instance of the org are unknown; My Domain stands for the name.',
  },
  {
    id: 'objects',
    title: 'List of objects',
    reads: 'The list of sObjects that this user can see: names, labels and flags.',
    purpose: 'object list',
    probe: { kind: 'object list' },
    permission: null,
    everyOrgHas: 'something',
    without: 'No object can be chosen, so nothing can be read.',
  },
  {
    id: 'fields',
    title: 'Fields of objects',
    reads: 'The describe of one small object from that list, RecordType where it is there.',
    purpose: 'describe',
    probe: { kind: 'describe' },
    permission: null,
    everyOrgHas: 'something',
    without: 'Fields, picklists and relationships of objects cannot be read.',
  },
  {
    id: 'definitions',
    title: 'Definitions of objects and fields',
    reads: 'The durable ids of the object User in EntityDefinition and of its field Username in FieldDefinition.',
    purpose: 'definitions',
    probe: {
      kind: 'query',
      api: 'tooling',
      queries: [
        "SELECT DurableId FROM EntityDefinition WHERE QualifiedApiName = 'User'",
        "SELECT DurableId FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'User' AND QualifiedApiName = 'Username'",
      ],
    },
    permission: VIEW_SETUP_NEEDED,
    everyOrgHas: 'something',
    without:
      'Descriptions, and fields that field-level security hides, are unknown. Labels, types, picklists and relationships are there.',
  },
  {
    id: 'custom fields',
    title: 'Dates and authors of custom fields',
    reads: 'One id in CustomField.',
    purpose: 'definitions',
    probe: { kind: 'query', api: 'tooling', queries: ['SELECT Id FROM CustomField LIMIT 1'] },
    permission: VIEW_SETUP_NEEDED,
    everyOrgHas: 'perhaps nothing',
    without: 'When a field was made and changed, and by whom, is unknown. The fields themselves are there.',
  },
  {
    id: 'classification',
    title: 'Data classification',
    reads: 'The data sensitivity level of the field Username of User in FieldDefinition.',
    purpose: 'definitions',
    probe: {
      kind: 'query',
      api: 'tooling',
      queries: [
        "SELECT DurableId, SecurityClassification FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'User' AND QualifiedApiName = 'Username'",
      ],
    },
    permission: VIEW_SETUP_USUAL,
    everyOrgHas: 'something',
    without: 'Data owner, field usage, sensitivity level and compliance categories of fields are unknown.',
  },
  {
    id: 'record types',
    title: 'Record types',
    reads: 'One id in RecordType.',
    purpose: 'query',
    probe: { kind: 'query', api: 'data', queries: ['SELECT Id FROM RecordType LIMIT 1'] },
    permission: null,
    everyOrgHas: 'perhaps nothing',
    without: 'Descriptions of record types are unknown; their names come with the describe of each object.',
  },
  {
    id: 'validation rules',
    title: 'Validation rules',
    reads: 'One id in ValidationRule.',
    purpose: 'definitions',
    probe: { kind: 'query', api: 'tooling', queries: ['SELECT Id FROM ValidationRule LIMIT 1'] },
    permission: VIEW_SETUP_USUAL,
    everyOrgHas: 'perhaps nothing',
    without: 'Validation rules cannot be listed.',
  },
  {
    id: 'reports',
    title: 'Reports and dashboards',
    reads: 'One id in Report and one in Dashboard.',
    purpose: 'reports',
    probe: {
      kind: 'query',
      api: 'data',
      queries: ['SELECT Id FROM Report LIMIT 1', 'SELECT Id FROM Dashboard LIMIT 1'],
    },
    permission: { name: 'Run Reports', documented: false },
    everyOrgHas: 'perhaps nothing',
    without: 'Reports and dashboards cannot be listed, nor which fields they use.',
  },
  {
    id: 'flows',
    title: 'Flows',
    reads: 'One durable id in FlowDefinitionView.',
    purpose: 'automation',
    probe: { kind: 'query', api: 'data', queries: ['SELECT DurableId FROM FlowDefinitionView LIMIT 1'] },
    permission: VIEW_SETUP_USUAL,
    everyOrgHas: 'perhaps nothing',
    without: 'Flows and processes cannot be listed.',
  },
  {
    id: 'code',
    title: 'Names of Apex classes',
    reads: 'One id in ApexClass, no code.',
    purpose: 'code',
    probe: { kind: 'query', api: 'tooling', queries: ['SELECT Id FROM ApexClass LIMIT 1'] },
    permission: VIEW_SETUP_USUAL,
    everyOrgHas: 'perhaps nothing',
    without: 'Apex classes and triggers cannot be listed by name.',
  },
  {
    id: 'access',
    title: 'Permissions',
    reads: 'One id in PermissionSet and one in ObjectPermissions.',
    purpose: 'access',
    probe: {
      kind: 'query',
      api: 'data',
      queries: ['SELECT Id FROM PermissionSet LIMIT 1', 'SELECT Id FROM ObjectPermissions LIMIT 1'],
    },
    permission: VIEW_SETUP_NEEDED,
    everyOrgHas: 'something',
    without: 'Who may read or edit which object and field is unknown.',
  },
  {
    id: 'layouts',
    title: 'Page layouts',
    reads: 'One id in Layout.',
    purpose: 'layouts',
    probe: { kind: 'query', api: 'tooling', queries: ['SELECT Id FROM Layout LIMIT 1'] },
    permission: VIEW_SETUP_USUAL,
    everyOrgHas: 'something',
    without: 'Page layouts, and which fields stand on them, are unknown.',
  },
  {
    id: 'dependencies',
    title: 'Dependencies',
    reads: 'One id in MetadataComponentDependency.',
    purpose: 'dependencies',
    probe: {
      kind: 'query',
      api: 'tooling',
      queries: ['SELECT MetadataComponentId FROM MetadataComponentDependency LIMIT 1'],
    },
    permission: VIEW_SETUP_USUAL,
    everyOrgHas: 'perhaps nothing',
    without: 'Where a field or object is used is unknown, apart from what other areas say.',
  },
  {
    id: 'metadata api',
    title: 'Metadata API',
    reads: 'The names of the metadata types.',
    purpose: 'metadata api',
    probe: { kind: 'describeMetadata' },
    permission: { name: MODIFY_METADATA, documented: true },
    everyOrgHas: 'something',
    without:
      'Nothing that this version shows. The permission also allows changes by other programs; leave it out unless it is needed.',
  },
];
