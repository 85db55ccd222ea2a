import { z } from 'zod';
import { areaState } from './areas.ts';
import { COMPONENT_TYPES } from './component-types.ts';
import { connectionId } from './connections.ts';
import { objectKind } from './objects.ts';

export const objectRow = z.object({
  name: z.string(),
  label: z.string(),
  labelPlural: z.string().nullable(),
  kind: objectKind,
  custom: z.boolean(),
  namespace: z.string().nullable(),
  keyPrefix: z.string().nullable(),
  description: z.string().nullable(),
  fieldCount: z.number(),
  customFieldCount: z.number(),
  recordTypeCount: z.number(),
  createdDate: z.string().nullable(),
  lastModifiedDate: z.string().nullable(),
  readAt: z.string(),
  /** Names of the columns above whose value is unknown (as against empty). */
  unknown: z.array(z.string()),
  vanished: z.boolean(),
});
export type ObjectRow = z.infer<typeof objectRow>;

/** Columns of the object list, in the default order. */
export const OBJECT_COLUMNS = [
  'label',
  'name',
  'labelPlural',
  'kind',
  'fieldCount',
  'customFieldCount',
  'recordTypeCount',
  'keyPrefix',
  'namespace',
  'description',
  'createdDate',
  'lastModifiedDate',
  'readAt',
] as const;
export const objectColumn = z.enum(OBJECT_COLUMNS);
export type ObjectColumn = z.infer<typeof objectColumn>;

export const recordTypeRow = z.object({
  name: z.string(),
  label: z.string(),
  active: z.boolean(),
  isDefault: z.boolean(),
  master: z.boolean(),
});

export const childRelationshipRow = z.object({
  childObject: z.string(),
  field: z.string(),
  relationshipName: z.string().nullable(),
  cascadeDelete: z.boolean(),
});

/**
 * What an area of the catalog knows of one object. `readAt` null: it was never read, then the rows say nothing; `state` is
 * that of `areas.list`, `unknown` names what of the whole area could not be read.
 */
const objectPart = <Row extends z.ZodType>(row: Row) =>
  z.object({
    state: areaState,
    readAt: z.string().nullable(),
    rows: z.array(row),
    unknown: z.array(z.object({ name: z.string(), reason: z.string() })),
  });

export const objectDetail = objectRow.extend({
  recordTypes: z.array(recordTypeRow),
  childRelationships: z.array(childRelationshipRow),
  /** The object's own lookups and master-details. */
  parents: z.array(
    z.object({ field: z.string(), relationshipName: z.string().nullable(), referenceTo: z.array(z.string()) }),
  ),
  validity: z.object({
    queryable: z.boolean(),
    createable: z.boolean(),
    updateable: z.boolean(),
    deletable: z.boolean(),
    searchable: z.boolean(),
  }),
  /** The values of each picklist in each record type; `picklists` null: that definition was not read. */
  recordTypePicklists: objectPart(
    z.object({
      /** `Object.RecordType` */
      name: z.string(),
      label: z.string(),
      active: z.boolean(),
      picklists: z
        .array(z.object({ field: z.string(), values: z.array(z.string()), defaultValue: z.string().nullable() }))
        .nullable(),
    }),
  ),
  /** Page layouts; `assignments` null: which profiles see it was not read. */
  layouts: objectPart(
    z.object({
      name: z.string(),
      label: z.string(),
      fieldCount: z.number().nullable(),
      assignments: z.array(z.object({ recordType: z.string(), profiles: z.array(z.string()) })).nullable(),
    }),
  ),
  limits: objectPart(
    z.object({
      /** As the org names it, e.g. `CustomFields`. */
      name: z.string(),
      label: z.string(),
      max: z.number().nullable(),
      remaining: z.number().nullable(),
      used: z.number().nullable(),
    }),
  ),
  /** Why it is not said how many records have a value in a field. */
  population: z.string(),
});
export type ObjectDetail = z.infer<typeof objectDetail>;

/** Columns of the field grid, in the default order. */
export const FIELD_COLUMNS = [
  'object',
  'objectLabel',
  'label',
  'name',
  'type',
  'length',
  'precision',
  'scale',
  'referenceTo',
  'picklistCount',
  'required',
  'unique',
  'externalId',
  'custom',
  'formula',
  'defaultValue',
  'helpText',
  'description',
  'namespace',
  'createdDate',
  'lastModifiedDate',
  'securityClassification',
  'complianceGroup',
  'readAt',
] as const;
export const fieldColumn = z.enum(FIELD_COLUMNS);
export type FieldColumn = z.infer<typeof fieldColumn>;

/** Badges beside a field's name. */
export const FIELD_BADGES = [
  'custom',
  'required',
  'unique',
  'externalId',
  'formula',
  'rollUp',
  'autoNumber',
  'encrypted',
  'indexed',
  'managed',
  'noAccess',
  'nameField',
  'dependent',
] as const;
export const fieldBadge = z.enum(FIELD_BADGES);
export type FieldBadge = z.infer<typeof fieldBadge>;

export const fieldRow = z.object({
  id: z.number(),
  object: z.string(),
  objectLabel: z.string(),
  name: z.string(),
  label: z.string(),
  /** The REST describe type; null while unknown (no field access). */
  type: z.string().nullable(),
  length: z.number().nullable(),
  precision: z.number().nullable(),
  scale: z.number().nullable(),
  referenceTo: z.array(z.string()),
  picklistCount: z.number().nullable(),
  required: z.boolean().nullable(),
  unique: z.boolean().nullable(),
  externalId: z.boolean().nullable(),
  custom: z.boolean(),
  formula: z.string().nullable(),
  defaultValue: z.string().nullable(),
  helpText: z.string().nullable(),
  description: z.string().nullable(),
  namespace: z.string().nullable(),
  createdDate: z.string().nullable(),
  lastModifiedDate: z.string().nullable(),
  /** The org's data classification (FieldDefinition), in the org's own words. */
  securityClassification: z.string().nullable(),
  complianceGroup: z.string().nullable(),
  readAt: z.string(),
  badges: z.array(fieldBadge),
  unknown: z.array(z.string()),
});
export type FieldRow = z.infer<typeof fieldRow>;

export const picklistValue = z.object({
  value: z.string(),
  label: z.string(),
  active: z.boolean(),
  isDefault: z.boolean(),
  /** Values of the controlling field under which this one may be chosen; null when not dependent. */
  validFor: z.array(z.string()).nullable(),
});

export const fieldDetail = fieldRow.extend({
  relationshipName: z.string().nullable(),
  controllerName: z.string().nullable(),
  restrictedPicklist: z.boolean().nullable(),
  cascadeDelete: z.boolean().nullable(),
  createable: z.boolean().nullable(),
  updateable: z.boolean().nullable(),
  nillable: z.boolean().nullable(),
  calculated: z.boolean().nullable(),
  dataType: z.string().nullable(),
  picklistValues: z.array(picklistValue),
});

export const FILTER_OPERATORS = [
  'contains',
  'equals',
  'isEmpty',
  'isNotEmpty',
  'isUnknown',
  'isTrue',
  'isFalse',
  'before',
  'after',
] as const;
export const fieldFilter = z.strictObject({
  column: fieldColumn,
  operator: z.enum(FILTER_OPERATORS),
  value: z.string().max(400),
});
export type FieldFilter = z.infer<typeof fieldFilter>;

export const SORT_DIRECTIONS = ['asc', 'desc'] as const;
export const MAX_PAGE_ROWS = 1000;

/** Which fields, in which order: shared by the grid and by exports "as shown". */
export const fieldQuery = z.strictObject({
  connectionId,
  /** Null: every object read. */
  objects: z.array(z.string().max(100)).max(20_000).nullable(),
  /** Text that label, API name or help text must contain; taken literally. */
  quick: z.string().max(400),
  filters: z.array(fieldFilter).max(30),
  sort: z.array(z.strictObject({ column: fieldColumn, direction: z.enum(SORT_DIRECTIONS) })).max(3),
});
export type FieldQuery = z.infer<typeof fieldQuery>;

export const HIT_KINDS = ['object', 'field', ...COMPONENT_TYPES] as const;
const hitKind = z.enum(HIT_KINDS);
export type HitKind = z.infer<typeof hitKind>;
/** Where the text of a hit was found. `definition`: a formula, columns of a report, values, and the like. */
export const MATCH_PLACES = ['name', 'label', 'helpText', 'description', 'definition'] as const;

export const searchHit = z.object({
  connectionId,
  connectionName: z.string(),
  kind: hitKind,
  /** Empty for a component that is of no object. */
  object: z.string(),
  objectLabel: z.string(),
  /** Of a component as `components.one` takes it. */
  name: z.string(),
  label: z.string(),
  matchedIn: z.enum(MATCH_PLACES),
  /** The text around the match when it was found in none of the names. */
  excerpt: z.string().nullable(),
  /** The type of a field; null for everything else. */
  type: z.string().nullable(),
  fieldId: z.number().nullable(),
});
export type SearchHit = z.infer<typeof searchHit>;

/**
 * What a search can be limited to: `!flow order` looks for flows only. The engine takes the beginning of a word too (`!rep`),
 * the first of those that fit.
 */
export const SEARCH_SCOPES = [
  { word: 'object', kinds: ['object'] },
  { word: 'field', kinds: ['field', 'FieldDetail'] },
  { word: 'report', kinds: ['Report', 'ReportType'] },
  { word: 'dashboard', kinds: ['Dashboard'] },
  { word: 'folder', kinds: ['ReportFolder', 'DashboardFolder'] },
  { word: 'flow', kinds: ['Flow'] },
  { word: 'rule', kinds: ['ValidationRule', 'WorkflowRule', 'WorkflowFieldUpdate'] },
  { word: 'apex', kinds: ['ApexClass', 'ApexTrigger'] },
  { word: 'layout', kinds: ['Layout'] },
  { word: 'page', kinds: ['FlexiPage'] },
  { word: 'perm', kinds: ['PermissionSet', 'PermissionSetGroup', 'MutingPermissionSet', 'Profile'] },
  { word: 'profile', kinds: ['Profile'] },
  { word: 'user', kinds: ['User'] },
  { word: 'recordtype', kinds: ['RecordType'] },
  { word: 'setting', kinds: ['CustomSetting', 'CustomMetadataType'] },
  { word: 'values', kinds: ['GlobalValueSet'] },
  { word: 'label', kinds: ['CustomLabel'] },
  { word: 'tab', kinds: ['CustomTab'] },
  { word: 'app', kinds: ['CustomApplication'] },
  { word: 'package', kinds: ['InstalledPackage'] },
  { word: 'limit', kinds: ['ObjectLimit'] },
] as const satisfies readonly { readonly word: string; readonly kinds: readonly HitKind[] }[];

export const catalogMethods = {
  'catalog.overview': {
    input: z.strictObject({ connectionId }),
    output: z.object({
      objects: z.number(),
      fields: z.number(),
      customObjects: z.number(),
      customFields: z.number(),
      undocumented: z.number(),
    }),
  },
  'catalog.objects': {
    input: z.strictObject({ connectionId }),
    output: z.object({ objects: z.array(objectRow) }),
  },
  'catalog.object': { input: z.strictObject({ connectionId, name: z.string().max(100) }), output: objectDetail },
  'catalog.fields': {
    input: z.strictObject({
      query: fieldQuery,
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(MAX_PAGE_ROWS),
    }),
    output: z.object({ rows: z.array(fieldRow), total: z.number(), unfiltered: z.number() }),
  },
  'catalog.field': {
    input: z.strictObject({ connectionId, object: z.string().max(100), name: z.string().max(100) }),
    output: fieldDetail,
  },
  /** The Setup page of an object or field; `url` is null with the reason, e.g. in the sample org. */
  'catalog.setupLink': {
    input: z.strictObject({ connectionId, object: z.string().max(100), field: z.string().max(100).nullable() }),
    output: z.object({ url: z.string().nullable(), reason: z.string().nullable() }),
  },
  'catalog.search': {
    input: z.strictObject({
      /** One org, several (the earlier one first where hits fit equally well), or null for all. */
      connectionId: z.union([connectionId, z.array(connectionId).min(1).max(500)]).nullable(),
      /** May begin with a scope: `!flow order`. */
      text: z.string().max(400),
      limit: z.number().int().min(1).max(200),
    }),
    output: z.object({ hits: z.array(searchHit), more: z.boolean() }),
  },
} as const;
