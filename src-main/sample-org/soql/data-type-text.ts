import type { BundleField, BundleObject } from '../bundle.ts';
import { typeFacts } from '../describe/field-types.ts';

/** Words of the Setup pages for REST types whose words need no numbers. */
const plainWords: Readonly<Record<string, string>> = {
  address: 'Address',
  anyType: 'Unknown',
  base64: 'Base64',
  boolean: 'Checkbox',
  combobox: 'Picklist',
  date: 'Date',
  datetime: 'Date/Time',
  email: 'Email',
  id: 'Record ID',
  location: 'Geolocation',
  multipicklist: 'Picklist (Multi-Select)',
  phone: 'Phone',
  picklist: 'Picklist',
  time: 'Time',
  url: 'URL',
};

function numberWords(word: string, field: BundleField): string {
  if (field.precision === undefined) return word;
  const scale = field.scale ?? 0;
  return `${word}(${field.precision - scale}, ${scale})`;
}

/** FieldDefinition's DataType: the type in the words of the Setup pages, such as `Text(80)` or `Lookup(User)`. */
export function dataTypeText(object: BundleObject, field: BundleField): string {
  if (field.autoNumberFormat !== undefined) return 'Auto Number';
  if (field.summary !== undefined) {
    const operations: Readonly<Record<string, string>> = { count: 'COUNT', sum: 'SUM', min: 'MIN', max: 'MAX' };
    const child = (field.summary.field ?? field.summary.foreignKey).split('.')[0] ?? '';
    return `Roll-Up Summary (${operations[field.summary.operation] ?? 'SUM'} ${child})`;
  }
  const words = typeWords(object, field);
  if (field.formula !== undefined) return `Formula (${words.replace(/\(.*$/, '')})`;
  const marks = [field.externalId === true ? 'External ID' : '', field.unique === true ? 'Unique' : ''].filter(Boolean);
  return marks.length === 0 ? words : `${words} (${marks.join(') (')})`;
}

function typeWords(object: BundleObject, field: BundleField): string {
  const targets = (field.referenceTo ?? []).join(',');
  switch (field.type) {
    case 'reference':
      if (field.name === 'RecordTypeId') return 'Record Type';
      return field.masterDetail === true ? `Master-Detail(${targets})` : `Lookup(${targets})`;
    case 'textarea':
      if (field.metadataType === 'Html') return `Rich Text Area(${field.length ?? 0})`;
      return typeFacts('textarea', field.length ?? 0).filterable
        ? `Text Area(${field.length ?? 255})`
        : `Long Text Area(${field.length ?? 0})`;
    case 'string':
      return field.name === 'Name' && object.fields.some((other) => other.name === 'LastName')
        ? 'Name'
        : `Text(${field.length ?? 255})`;
    case 'encryptedstring':
      return `Text (Encrypted)(${field.length ?? 0})`;
    case 'currency':
      return numberWords('Currency', field);
    case 'percent':
      return numberWords('Percent', field);
    case 'double':
      return numberWords('Number', field);
    case 'int':
    case 'long':
      return numberWords('Number', field);
    default:
      return plainWords[field.type] ?? field.type;
  }
}
