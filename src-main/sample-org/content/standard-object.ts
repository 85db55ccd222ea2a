import type { BundleField, BundleObject } from '../bundle.ts';
import { type FieldLine, parseField } from './notation.ts';
import { parsePicklist } from './picklist.ts';
import { labelFromApiName } from './words.ts';

/*
 * The notation of standard objects, one line for one thing:
 *
 *   % Account; Account; Accounts; 001        API name, label, plural, key prefix
 *   * Id IsDeleted CreatedDate …             fields that many objects share
 *   @ Billing                                the nine fields of an address; without a word, of an unnamed one
 *   Name = Label: type size access flags [values]     `= Label` only where it differs from the name
 *
 * access: the letters n (nillable), c (createable), u (updateable), or - for none of them.
 */

const audit = { nillable: false, createable: false, updateable: false } as const;
const seen = { nillable: true, createable: false, updateable: false } as const;

const shared: Readonly<Record<string, BundleField>> = Object.fromEntries(
  [
    { name: 'Id', label: 'ID', type: 'id', length: 18, ...audit },
    { name: 'IsDeleted', label: 'Deleted', type: 'boolean', ...audit },
    { name: 'CreatedDate', label: 'Created Date', type: 'datetime', ...audit },
    { name: 'LastModifiedDate', label: 'Last Modified Date', type: 'datetime', ...audit },
    { name: 'SystemModstamp', label: 'System Modstamp', type: 'datetime', ...audit },
    { name: 'LastActivityDate', label: 'Last Activity', type: 'date', ...seen },
    { name: 'LastViewedDate', label: 'Last Viewed Date', type: 'datetime', ...seen },
    { name: 'LastReferencedDate', label: 'Last Referenced Date', type: 'datetime', ...seen },
    userReference('CreatedById', 'Created By ID', ['User'], audit),
    userReference('LastModifiedById', 'Last Modified By ID', ['User'], audit),
    userReference('OwnerId', 'Owner ID', ['Group', 'User'], { nillable: false, createable: true, updateable: true }),
    userReference('RecordTypeId', 'Record Type ID', ['RecordType'], {
      nillable: true,
      createable: true,
      updateable: true,
    }),
  ].map((field) => [field.name, field]),
);

function userReference(
  name: string,
  label: string,
  referenceTo: readonly string[],
  access: Pick<BundleField, 'nillable' | 'createable' | 'updateable'>,
): BundleField {
  return {
    name,
    label,
    type: 'reference',
    length: 18,
    referenceTo,
    relationshipName: name.replace(/Id$/, ''),
    ...access,
  };
}

const geocodeAccuracy =
  'Address; NearAddress; Block; Street; ExtendedZip; Zip; Neighborhood; City; County; State; Unknown';

function addressFields(prefix: string): readonly BundleField[] {
  return [
    'Street: textarea 255 ncu',
    'City: string 40 ncu',
    'State = State/Province: string 80 ncu',
    'PostalCode = Zip/Postal Code: string 20 ncu',
    'Country: string 80 ncu',
    'Latitude: double 18.15 ncu',
    'Longitude: double 18.15 ncu',
    `GeocodeAccuracy: picklist 40 ncu [${geocodeAccuracy}]`,
    'Address: address n',
  ].map((line) => {
    const field = standardField(parseField(line));
    return { ...field, name: prefix + field.name, label: prefix ? `${prefix} ${field.label}` : field.label };
  });
}

const sizedTypes = new Set(['string', 'textarea', 'picklist', 'multipicklist', 'combobox', 'phone', 'url', 'email']);
const decimalTypes = new Set(['double', 'currency', 'percent']);

function sizePart(type: string, size: string): Partial<BundleField> {
  if (type === 'reference') return { length: 18, referenceTo: size.split(',') };
  if (sizedTypes.has(type)) return { length: Number(size) };
  const [precision, scale] = size.split('.').map(Number);
  return { precision: precision ?? 18, scale: scale ?? 0 };
}

/** @throws Error that quotes the flag it does not know */
function standardField(line: FieldLine): BundleField {
  const [type = '', ...words] = line.words;
  const hasSize = type === 'reference' || sizedTypes.has(type) || decimalTypes.has(type);
  const size = hasSize ? sizePart(type, words.shift() ?? '') : {};
  const access = words.shift() ?? '';
  if (!/^(n?c?u?|-)$/.test(access))
    throw new Error(`The field ${line.name} has no access letters: ${line.words.join(' ')}`);
  let field: BundleField = {
    name: line.name,
    label: line.label ?? labelFromApiName(line.name),
    type,
    ...size,
    nillable: access.includes('n'),
    createable: access.includes('c'),
    updateable: access.includes('u'),
    ...(type === 'reference' && { relationshipName: line.name.replace(/Id$/, '') }),
    ...(line.values && { picklistValues: parsePicklist(line.values) }),
  };
  while (words.length > 0) {
    const flag = words.shift();
    if (flag === 'name') field = { ...field, nameField: true };
    else if (flag === 'auto') field = { ...field, autoNumberFormat: `${words.shift() ?? ''}{${line.formula ?? '0'}}` };
    else if (flag === 'total') field = { ...field, picklistTotal: Number(words.shift()) };
    else throw new Error(`The field ${line.name} has the unknown flag "${flag}".`);
  }
  const isRequired = !field.nillable && field.createable && type !== 'boolean';
  return isRequired ? { ...field, required: true } : field;
}

function fieldsOf(line: string, label: string): readonly BundleField[] {
  if (line.startsWith('@')) return addressFields(line.slice(1).trim());
  if (!line.startsWith('*')) return [standardField(parseField(line))];
  return line
    .slice(1)
    .trim()
    .split(' ')
    .map((name) => {
      const field = shared[name];
      if (!field) throw new Error(`No shared field is called ${name}.`);
      return name === 'Id' ? { ...field, label: `${label} ID` } : field;
    });
}

/** The record type field, added to a standard object that has record types. */
export const recordTypeField = shared.RecordTypeId;

/**
 * Reads standard objects from their notation.
 * @throws Error that names the object and quotes what it cannot read
 */
export function parseStandardObjects(text: string): readonly BundleObject[] {
  return text
    .split(/^% /m)
    .slice(1)
    .map((block) => {
      const [head = '', ...lines] = block.trim().split('\n');
      const [name = '', label = '', labelPlural = '', keyPrefix = ''] = head.split(';').map((part) => part.trim());
      try {
        const fields = lines.filter((line) => line.trim() !== '').flatMap((line) => fieldsOf(line.trim(), label));
        return { name, label, labelPlural, keyPrefix, fields, recordTypes: [], validationRules: [] };
      } catch (cause) {
        throw new Error(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
      }
    });
}
