import type { BundleAssociateEntityType, BundleChildRelationship, BundleField, BundleObject } from '../bundle.ts';
import { labelFromApiName, pluralOf } from './words.ts';

/** One object of `standard-schema.json`, whose form `scripts/generate-standard-schema.mjs` describes. */
export interface TypingsEntry {
  readonly fields: string;
  readonly children?: string;
  readonly companion?: string;
}

const types: Readonly<Record<string, string>> = { b: 'boolean', a: 'address', x: 'base64', y: 'anyType' };

const system =
  /^(Id|IsDeleted|CreatedDate|CreatedById|LastModifiedDate|LastModifiedById|SystemModstamp|Last(Viewed|Referenced)Date)$/;
const instant =
  /(DateTime|Time|Stamp|Modstamp|Timestamp)$|^(Created|LastModified|LastViewed|LastReferenced|Closed|Activated|LastLogin|Completed|Published|Expiration)Date$/i;
const wholeNumber =
  /(Count|Minutes|Seconds|Size|Length|Number|Order|Year|Month|Day|Version|Interval|Mask|Level)$|^(NumberOf|Num|Is|Lines|Total(Jobs|Hours))/;
const amount = /(Amount|Price|Revenue|Cost|Subtotal|Total|Tax)$/;

/** The typings know `string`, `number` and `DateString` only; names tell the rest. */
function typePart(name: string, letter: string): Pick<BundleField, 'type'> & Partial<BundleField> {
  const known = types[letter];
  if (known) return { type: known };
  if (letter === 'd') return { type: instant.test(name) || system.test(name) ? 'datetime' : 'date' };
  if (letter === 'n') {
    if (wholeNumber.test(name)) return { type: 'int' };
    if (amount.test(name)) return { type: 'currency', precision: 18, scale: 2 };
    return { type: 'double', precision: 18, scale: 0 };
  }
  if (name === 'Id') return { type: 'id', length: 18 };
  if (/Email(Address)?$/.test(name)) return { type: 'email', length: 80 };
  if (/(Phone|Fax)$/.test(name)) return { type: 'phone', length: 40 };
  if (/(Url|Website)$/.test(name)) return { type: 'url', length: 255 };
  if (/(Description|Body|Comments|Markup)$/.test(name)) return { type: 'textarea', length: 32000 };
  if (name.endsWith('Street')) return { type: 'textarea', length: 255 };
  return { type: 'string', length: name === 'Name' ? 80 : 255 };
}

const labels: Readonly<Record<string, string>> = {
  IsDeleted: 'Deleted',
  IsActive: 'Active',
  IsDefault: 'Default',
  CreatedById: 'Created By ID',
  LastModifiedById: 'Last Modified By ID',
};

function typingsField(text: string, isCompanion: boolean): BundleField {
  const reference = /^(\w+)(>>?)(.+)$/.exec(text);
  const [name = '', letter = ''] = reference ? [reference[1]] : text.split(':');
  const access = system.test(name) || isCompanion ? { createable: false, updateable: false } : {};
  const head = { name, label: labels[name] ?? labelFromApiName(name), labelDerived: true };
  if (reference)
    return {
      ...head,
      type: 'reference',
      length: 18,
      referenceTo: (reference[3] ?? '').split(','),
      relationshipName: name.replace(/Id$/, ''),
      nillable: reference[2] === '>>',
      ...access,
    };
  const isNillable = letter === letter.toUpperCase();
  const typed = typePart(name, letter.toLowerCase());
  return {
    ...head,
    ...typed,
    nillable: isNillable && typed.type !== 'boolean',
    ...access,
    ...(name === 'Name' && { nameField: true }),
  };
}

const fieldCache = new Map<string, BundleField>();

/** Most of the 8,000 fields are the same few (Id, CreatedDate, …): each text is read once. */
function cachedField(text: string, isCompanion: boolean): BundleField {
  const key = isCompanion ? `${text} companion` : text;
  const known = fieldCache.get(key);
  if (known) return known;
  const field = typingsField(text, isCompanion);
  fieldCache.set(key, field);
  return field;
}

/** Reads child relationships, `Relationship:Child.FieldId` apart by spaces. */
export function typingsChildren(children: string): readonly BundleChildRelationship[] {
  return children
    .split(' ')
    .filter(Boolean)
    .map((text) => {
      const [relationshipName = '', target = ''] = text.split(':');
      const [childSObject = '', field] = target.split('.');
      return { childSObject, ...(field && { field }), relationshipName };
    });
}

/** Builds a standard object from what the typings say; its labels are derived from API names. */
export function typingsObject(name: string, entry: TypingsEntry, facts: Partial<BundleObject>): BundleObject {
  const label = labelFromApiName(name);
  const [type, parent] = (entry.companion ?? '').split(' ');
  const children = typingsChildren(entry.children ?? '');
  return {
    name,
    label,
    labelPlural: pluralOf(label),
    source: 'jsforce-typings',
    ...facts,
    ...(children.length > 0 && { childRelationships: children }),
    ...(parent && {
      associateEntityType: type as BundleAssociateEntityType,
      associateParentEntity: parent,
      layoutable: false,
    }),
    fields: entry.fields.split(' ').map((text) => cachedField(text, parent !== undefined)),
    recordTypes: [],
    validationRules: [],
  };
}
