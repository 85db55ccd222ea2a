import type { OrgModel } from '../org-model.ts';
import type { Rights } from '../rights.ts';

/** A record: values by field name. A value that is not known in the bundle is null. */
export type Row = Readonly<Record<string, unknown>>;

/** Records of an answer: a list, or one that shapes a record only when its page is asked for. */
export interface Records {
  readonly length: number;
  slice(from?: number, until?: number): readonly Row[];
}

export interface Column {
  readonly name: string;
  /** REST describe type; decides how values compare. */
  readonly type: string;
  readonly length?: number;
}

/** A way from a record to its parent: the field `via` holds the parent's key. */
export interface Relation {
  readonly name: string;
  readonly target: string;
  readonly via: string;
}

/** Top-level conditions of a query that name values for a field path (lower case): `=` and `IN`, joined by AND. */
export type EqualityFilter = ReadonlyMap<string, readonly string[]>;

/** Who asks for rows, and how. */
export interface RowView {
  readonly rights: Rights;
  /** Lower case: `everything`, `mine`, `allprivate`. */
  readonly scope: string;
}

/** Something that can be queried. */
export interface Table {
  readonly name: string;
  readonly label: string;
  readonly keyPrefix: string | null;
  readonly columns: readonly Column[];
  readonly relations: readonly Relation[];
  /** Catalog objects answer from the schema, not from stored rows, and refuse much of SOQL. */
  readonly isCatalog: boolean;
  /** Set where the service insists on a filter: field paths of which one must be there, and the names in its message. */
  readonly reified?: { readonly paths: readonly string[]; readonly named: string };
  /** The column that identifies a row, in Ids of 15 or 18 characters alike. */
  readonly key: string;
  /** Set where a query gets fewer than all rows without a word, and where only some columns can be filtered by. */
  readonly restricted?: {
    /** Rows of one answer over REST; a Bulk query gets up to `bulkCap`. */
    readonly cap: number;
    readonly bulkCap: number;
    readonly filterable: readonly string[];
    /** Rows that only a Bulk query gets. */
    isBulkOnly(row: Row): boolean;
  };
  /** Whether a user sees a row; absent: everybody sees all. */
  readonly visible?: (model: OrgModel, row: Row, view: RowView) => boolean;
  rows(model: OrgModel, filter: EqualityFilter): readonly Row[];
}

/** What a record has in a column. */
export function valueOf(row: Row, { name, type }: Column): unknown {
  const value = row[name];
  if (value !== undefined && value !== null) return value;
  // A checkbox that nothing is known of is not ticked: the service has no third state.
  if (type === 'boolean') return false;
  return type === 'address' ? addressOf(row, name) : null;
}

/** A compound address: what its parts have, `BillingStreet` of `BillingAddress`, `Site__Street__s` of `Site__c`. */
function addressOf(row: Row, name: string): Row | null {
  const isCustom = name.endsWith('__c');
  const part = (of: string): unknown =>
    row[isCustom ? `${name.slice(0, -1)}${of}__s` : `${name.replace(/Address$/, '')}${of}`] ?? null;
  const parts = ['City', 'Country', 'GeocodeAccuracy', 'Latitude', 'Longitude', 'PostalCode', 'State', 'Street'];
  if (parts.every((of) => part(of) === null)) return null;
  return Object.fromEntries(parts.map((of) => [of.charAt(0).toLowerCase() + of.slice(1), part(of)]));
}

/** Short notation for columns: `name:type`, or only `name` for a string. */
export function columns(...specs: readonly string[]): readonly Column[] {
  return specs.map((spec) => {
    const [name = '', type = 'string'] = spec.split(':');
    return { name, type };
  });
}

const auditRelations: readonly Relation[] = [
  { name: 'CreatedBy', target: 'User', via: 'CreatedById' },
  { name: 'LastModifiedBy', target: 'User', via: 'LastModifiedById' },
];

export const audit = {
  columns: columns(
    'CreatedDate:datetime',
    'CreatedById:reference',
    'LastModifiedDate:datetime',
    'LastModifiedById:reference',
    'SystemModstamp:datetime',
  ),
  relations: auditRelations,
};

/** A 15- or 18-character Id: its key prefix has a digit, which tells it from an API name of the same length. */
const idPattern = /^(?=.{0,2}\d)[A-Za-z0-9]{15}(?:[A-Z0-5]{3})?$/;

/** What a key is compared by: an Id by its first 15 characters, whichever form the caller has; a name without case. */
export function sameKey(value: string): string {
  return idPattern.test(value) ? value.slice(0, 15) : value.toLowerCase();
}

/** Rows that do not depend on a filter are made once for a model. */
export function onceForModel(make: (model: OrgModel) => readonly Row[]): (model: OrgModel) => readonly Row[] {
  const made = new WeakMap<OrgModel, readonly Row[]>();
  return (model) => {
    const known = made.get(model);
    if (known !== undefined) return known;
    const rows = make(model);
    made.set(model, rows);
    return rows;
  };
}
