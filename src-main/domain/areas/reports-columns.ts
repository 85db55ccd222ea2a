/** What of an org's objects is needed to follow the path of a report column; null where it was not read. */
export type ObjectPaths = {
  /** The lookup behind `Account` or `AccountId` of an object, and where it leads. */
  readonly lookup: (object: string, step: string) => { readonly field: string; readonly target: string | null } | null;
  /** The object that a child relationship (`Program_Engagements__r`, `OpportunityContactRoles`) of an object leads to. */
  readonly child: (object: string, relationship: string) => string | null;
};

/** For orgs whose objects were not read. */
export const NO_PATHS: ObjectPaths = { lookup: () => null, child: () => null };

/** Standard report types whose name does not begin with the name of the object of their rows. */
const BASE_OF_TYPE: Readonly<Record<string, string>> = {
  AccountOpportunity: 'Opportunity',
  AccountContactRole: 'AccountContactRole',
  Activity: 'Task',
  CampaignContact: 'CampaignMember',
  OpportunityContact: 'OpportunityContactRole',
  OpportunityProduct: 'OpportunityLineItem',
  ProductList: 'Product2',
};

/** Custom report types end so; their rows are not told by their name. */
const CUSTOM_TYPE = /^[^$@]+__c$/;

/** A report type by its name: the object of its rows, the standard object that it adds, and the lookup over which. */
export type ReportTypeParts = {
  /** Null where the name does not say. */
  readonly base: string | null;
  /** The standard object in `OpportunityCustomEntity$Payment__c`; null where there is none. */
  readonly beside: string | null;
  /** `Object.Lookup__c` behind the `@`; null where there is none. */
  readonly over: string | null;
  /** Developer name of a custom report type, without `__c`; null for a standard one. */
  readonly custom: string | null;
};

/** Takes the name of a report type apart: `CustomEntity$Child__c@Child__c.Parent__c`, `AccountList`, `Mine__c`. */
export function reportTypeParts(type: string): ReportTypeParts {
  const [stem = '', over = null] = type.split('@');
  const [kind = '', entity] = stem.split('$');
  const none = { beside: null, over, custom: null };
  if (entity !== undefined) {
    const beside = kind.replace(/CustomEntity$/, '');
    return { ...none, base: entity, beside: beside === '' ? null : beside };
  }
  if (CUSTOM_TYPE.test(stem)) return { ...none, base: null, custom: stem.replace(/__c$/, '') };
  return { ...none, base: BASE_OF_TYPE[stem] ?? stem.replace(/List$/, '') };
}

/**
 * The object of the rows of a custom report type, by the columns that it offers: each is written as `Table$Field` with the
 * table as a path from that object, e.g. `Contact$Email`, `Contact.Program_Engagements__r$Stage__c`.
 *
 * Null where no column is written so, or where they do not begin with the same object. Source: the Metadata API's
 * ReportType (`sections.columns.table`) and Report (`columns.field`).
 */
export function objectOfColumns(codes: Iterable<string>): string | null {
  let found: string | null = null;
  for (const code of codes) {
    const [table, field] = code.split('$');
    const [object = ''] = (table ?? '').split('.');
    if (field === undefined || !/^[A-Za-z]\w*$/.test(object)) continue;
    if (found !== null && found !== object) return null;
    found = object;
  }
  return found;
}

/** Columns that show the name of a person or record type: the org maps them to that name, the report reads the lookup. */
const LOOKUP_CODES: Readonly<Record<string, string>> = {
  OWNER: 'OwnerId',
  OWNER_FULL_NAME: 'OwnerId',
  OWNER_NAME: 'OwnerId',
  FULL_NAME: 'OwnerId',
  ASSIGNED: 'OwnerId',
  'USERS.NAME': 'OwnerId',
  CUST_OWNER_NAME: 'OwnerId',
  CREATED: 'CreatedById',
  CREATED_BY: 'CreatedById',
  CUST_CREATED_NAME: 'CreatedById',
  UPDATED: 'LastModifiedById',
  LAST_UPDATE_BY: 'LastModifiedById',
  CUST_LAST_UPDATE_NAME: 'LastModifiedById',
  RECORDTYPE: 'RecordTypeId',
  CUST_RECORDTYPE: 'RecordTypeId',
};
const SHOWN_NAMES: ReadonlySet<string> = new Set(['User.Name', 'RecordType.Name']);

/** Custom fields of tasks and events belong to this object, which no report has as its rows. */
const ACTIVITY = 'Activity.';

const ENTITY_COLUMN = /^([A-Za-z]\w*)\.([A-Za-z]\w*)$/;

/**
 * The field behind a column of a report, as `Object.Field`; null for one that no field stands behind (buckets, formulas)
 * or whose field cannot be told.
 *
 * @param code as reports name it: `AMOUNT`, `Account.Region__c`, `Contact$Account`, `FK_$Site__c.Region__c`
 * @param entity `entityColumnName` of the report type's description, e.g. `User.Name`; null where it says none
 */
export function fieldOfColumn(
  code: string,
  entity: string | null,
  type: ReportTypeParts,
  paths: ObjectPaths,
): string | null {
  const said = entity !== null && ENTITY_COLUMN.test(entity) ? entity : null;
  const lookup = LOOKUP_CODES[code];
  const object = code.startsWith('CUST_') ? type.base : (type.beside ?? type.base);
  if (lookup !== undefined && object !== null && (said === null || SHOWN_NAMES.has(said))) return `${object}.${lookup}`;
  if (code === 'ACCOUNT_RECORDTYPE' && said === 'RecordType.Name') return 'Account.RecordTypeId';
  const found = fieldOfCode(code, said, paths);
  const ofActivity = found !== null && found.startsWith(ACTIVITY) && type.base !== null;
  return ofActivity ? `${type.base}.${found.slice(ACTIVITY.length)}` : found;
}

function fieldOfCode(code: string, said: string | null, paths: ObjectPaths): string | null {
  const steps = code.replace(/^FK_\$?/, '').split(/[.$*]/);
  const [first = '', ...rest] = steps;
  // `ACCOUNT.NAME` is a code like any other; a path is written as the API writes names.
  if (rest.length === 0 || !/[a-z]/.test(first)) return said;
  return fieldOfPath(first, rest, said, paths) ?? said;
}

function fieldOfPath(first: string, rest: readonly string[], said: string | null, paths: ObjectPaths): string | null {
  const last = rest.at(-1) ?? '';
  // The last step of a lookup shows the parent's name, and the org then names the parent's field.
  if (said !== null && said.endsWith(`.${last}`)) return said;
  let object: string | null = first;
  for (const step of rest.slice(0, -1)) {
    if (object === null) return null;
    object = paths.child(object, step) ?? paths.lookup(object, step)?.target ?? null;
  }
  if (object === null) return null;
  const lookup = paths.lookup(object, last);
  if (lookup !== null) return `${object}.${lookup.field}`;
  if (last.endsWith('__c')) return `${object}.${last}`;
  return said ?? `${object}.${last}`;
}
