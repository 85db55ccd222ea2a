import { namespaceOf } from '../metadata/api-names.ts';

/** What the names in formulas, criteria and flows are looked up in. */
export type SchemaField = {
  readonly name: string;
  /** `Account` for AccountId, `Session__r` for Session__c; null when the field is no lookup. */
  readonly relationshipName: string | null;
  readonly referenceTo: readonly string[];
};

/** Finds fields by names in any case. Null: the object was not read, or has nothing of that name that the user may see. */
export type OrgSchema = {
  /** The object's own spelling. */
  readonly object: (name: string) => string | null;
  readonly field: (object: string, name: string) => SchemaField | null;
  /** The lookup that a relationship name stands for. */
  readonly relationship: (object: string, name: string) => SchemaField | null;
};

type Indexed = {
  readonly name: string;
  readonly fields: ReadonlyMap<string, SchemaField>;
  readonly relationships: ReadonlyMap<string, SchemaField>;
};

/**
 * Makes a lookup over the objects that `load` answers; each is asked for once.
 *
 * Definitions of a managed package may name their own parts without the package's prefix, so that a name that is not found
 * is tried again with the prefix of the object that it is looked up in.
 */
export function createOrgSchema(
  load: (object: string) => { readonly name: string; readonly fields: readonly SchemaField[] } | null,
): OrgSchema {
  const known = new Map<string, Indexed | null>();
  const indexed = (object: string): Indexed | null => {
    const key = object.toLowerCase();
    const before = known.get(key);
    if (before !== undefined) return before;
    const loaded = load(object);
    const made = loaded === null ? null : index(loaded.name, loaded.fields);
    known.set(key, made);
    return made;
  };
  const find = (object: string, name: string, part: 'fields' | 'relationships'): SchemaField | null => {
    const from = indexed(object);
    if (from === null) return null;
    const prefix = namespaceOf(from.name);
    const exact = from[part].get(name.toLowerCase());
    return exact ?? (prefix === null ? null : (from[part].get(`${prefix}__${name}`.toLowerCase()) ?? null));
  };
  return {
    object: (name) => indexed(name)?.name ?? null,
    field: (object, name) => find(object, name, 'fields'),
    relationship: (object, name) => find(object, name, 'relationships'),
  };
}

function index(name: string, fields: readonly SchemaField[]): Indexed {
  return {
    name,
    fields: new Map(fields.map((field) => [field.name.toLowerCase(), field])),
    relationships: new Map(
      fields.flatMap((field) =>
        field.relationshipName === null ? [] : [[field.relationshipName.toLowerCase(), field] as const],
      ),
    ),
  };
}

/**
 * The fields that a path from an object passes, as `Object.Field`: `Session__r.Experience__r.Price__c` passes two lookups
 * and ends in a field. A lookup to several objects is followed to each that has the field; `Owner:User` names one.
 *
 * A name that the schema does not have is kept as it is written where it may be a field that this user does not see: a
 * custom one, or any of an object that was not read.
 */
export function fieldsOfPath(schema: OrgSchema, object: string, path: readonly string[]): readonly string[] {
  const found: string[] = [];
  let objects: readonly string[] = [object];
  for (const [at, part] of path.entries()) {
    const isLast = at === path.length - 1;
    const next: string[] = [];
    for (const one of objects) {
      if (isLast) found.push(...fieldNamed(schema, one, part, objects.length === 1));
      else next.push(...follow(schema, one, part, found));
    }
    objects = next;
  }
  return [...new Set(found)];
}

function fieldNamed(schema: OrgSchema, object: string, name: string, alone: boolean): readonly string[] {
  const field = schema.field(object, name);
  const owner = schema.object(object);
  if (field !== null) return [`${owner ?? object}.${field.name}`];
  // Of several possible objects the one with the field is meant; a guess would name all of them.
  return alone && (owner === null || isCustomName(name)) ? [`${owner ?? object}.${name}`] : [];
}

/** Follows a relationship; adds the lookup that it stands for. Answers the objects that it leads to. */
function follow(schema: OrgSchema, object: string, part: string, found: string[]): readonly string[] {
  const [name = '', target] = part.split(':');
  const owner = schema.object(object) ?? object;
  const lookup = schema.relationship(object, name);
  if (lookup !== null) {
    found.push(`${owner}.${lookup.name}`);
    return target === undefined ? lookup.referenceTo : [target];
  }
  // Criteria write their own object before a field: `Contact.Email` of a rule on Contact.
  if (name.toLowerCase() === object.toLowerCase()) return [object];
  if (/__r$/i.test(name)) found.push(`${owner}.${name.slice(0, -1)}c`);
  return target === undefined ? [] : [target];
}

function isCustomName(name: string): boolean {
  return /__(c|pc|s)$/i.test(name);
}
