import type { BundleField } from '../bundle.ts';
import type { FieldLine } from './notation.ts';
import { parsePicklist } from './picklist.ts';

/** The part of a field that follows from its type words. */
export type TypedPart = Pick<BundleField, 'type'> & Partial<BundleField>;

/** What a field line says after its type: `req unique ext track …`. */
interface Cursor {
  /** The next word, taken; an error that quotes the field when there is none. */
  take(): string;
  peek(): string | undefined;
}

export function cursorOver(line: FieldLine): Cursor {
  let at = 0;
  return {
    take: () => {
      const word = line.words[at];
      if (word === undefined) throw new Error(`The type of ${line.name} is incomplete: ${line.words.join(' ')}`);
      at += 1;
      return word;
    },
    peek: () => line.words[at],
  };
}

function decimals(word: string): { precision: number; scale: number } {
  const [precision, scale] = word.split('.').map(Number);
  return { precision: precision ?? 18, scale: scale ?? 0 };
}

const fixed: Readonly<Record<string, TypedPart>> = {
  area: { type: 'textarea', metadataType: 'TextArea', length: 255 },
  date: { type: 'date', metadataType: 'Date' },
  datetime: { type: 'datetime', metadataType: 'DateTime' },
  time: { type: 'time', metadataType: 'Time' },
  check: { type: 'boolean', metadataType: 'Checkbox', defaultValue: 'false' },
  phone: { type: 'phone', metadataType: 'Phone', length: 40 },
  email: { type: 'email', metadataType: 'Email', length: 80 },
  url: { type: 'url', metadataType: 'Url', length: 255 },
  geo: { type: 'location', metadataType: 'Location', scale: 7 },
};

const sized: Readonly<Record<string, Pick<BundleField, 'type' | 'metadataType'>>> = {
  text: { type: 'string', metadataType: 'Text' },
  long: { type: 'textarea', metadataType: 'LongTextArea' },
  html: { type: 'textarea', metadataType: 'Html' },
  secret: { type: 'encryptedstring', metadataType: 'EncryptedText' },
};

const numeric: Readonly<Record<string, Pick<BundleField, 'type' | 'metadataType'>>> = {
  num: { type: 'double', metadataType: 'Number' },
  pct: { type: 'percent', metadataType: 'Percent' },
  money: { type: 'currency', metadataType: 'Currency' },
};

const summaryTypes: Readonly<Record<string, TypedPart>> = {
  num: { type: 'double', precision: 18, scale: 2 },
  money: { type: 'currency', precision: 18, scale: 2 },
  date: { type: 'date' },
};

/** `sum Child__c.Field__c via Parent__c as money`, `count Child__c via Parent__c [Status__c equals Open]`. */
function summaryPart(operation: string, cursor: Cursor, line: FieldLine): TypedPart {
  const target = cursor.take();
  const [child = ''] = target.split('.');
  if (cursor.take() !== 'via') throw new Error(`The roll-up ${line.name} does not say "via" which field.`);
  const foreignKey = `${child}.${cursor.take()}`;
  let typed: TypedPart = { type: 'double', precision: 18, scale: 0 };
  if (cursor.peek() === 'as') {
    cursor.take();
    typed = summaryTypes[cursor.take()] ?? typed;
  }
  const filters = line.values?.split(';').map((filter) => {
    const [field = '', operator = '', ...value] = filter.trim().split(' ');
    return { field: `${child}.${field}`, operation: operator, value: value.join(' ') };
  });
  return {
    ...typed,
    metadataType: 'Summary',
    calculated: true,
    summary: { operation, ...(operation !== 'count' && { field: target }), foreignKey, ...(filters && { filters }) },
  };
}

function formulaPart(cursor: Cursor, line: FieldLine): TypedPart {
  const word = cursor.take();
  const number = numeric[word];
  const base: TypedPart = number
    ? { ...number, ...decimals(cursor.take()) }
    : word === 'text'
      ? { type: 'string', metadataType: 'Text', length: 1300 }
      : { ...(fixed[word] ?? { type: 'string' }), defaultValue: undefined };
  if (line.formula === null) throw new Error(`The formula field ${line.name} has no formula.`);
  const { defaultValue: _none, ...typed } = base;
  return {
    ...typed,
    formula: line.formula,
    formulaTreatBlanksAs: number ? 'BlankAsZero' : 'BlankAsBlank',
    calculated: true,
  };
}

function picklistPart(type: 'picklist' | 'multipicklist', line: FieldLine): TypedPart {
  const picklistValues = parsePicklist(line.values ?? '');
  if (picklistValues.length === 0) throw new Error(`The picklist ${line.name} has no values.`);
  const metadataType = type === 'picklist' ? 'Picklist' : 'MultiselectPicklist';
  return { type, metadataType, length: type === 'picklist' ? 255 : 4099, picklistValues };
}

function referencePart(word: 'ref' | 'master' | 'metaref', cursor: Cursor): TypedPart {
  const base: TypedPart = { type: 'reference', length: 18, referenceTo: cursor.take().split(',') };
  if (word === 'ref') return { ...base, metadataType: 'Lookup', deleteConstraint: 'SetNull' };
  if (word === 'metaref') return { ...base, metadataType: 'MetadataRelationship' };
  return { ...base, metadataType: 'MasterDetail', masterDetail: true, required: true };
}

/**
 * Reads the type words at the start of a custom field's line and leaves the cursor at its flags.
 * @throws Error that names the field and the word it does not know
 */
export function typedPart(line: FieldLine, cursor: Cursor): TypedPart {
  const word = cursor.take();
  const plain = fixed[word];
  if (plain) return plain;
  const text = sized[word];
  if (text) return { ...text, length: Number(cursor.take()) };
  const number = numeric[word];
  if (number) return { ...number, ...decimals(cursor.take()) };
  switch (word) {
    case 'pick':
      return picklistPart('picklist', line);
    case 'multi':
      return picklistPart('multipicklist', line);
    case 'ref':
    case 'master':
    case 'metaref':
      return referencePart(word, cursor);
    case 'auto':
      return { type: 'string', metadataType: 'AutoNumber', length: 30, autoNumberFormat: cursor.take() };
    case 'sum':
    case 'count':
    case 'min':
    case 'max':
      return summaryPart(word, cursor, line);
    case 'fx':
      return formulaPart(cursor, line);
    default:
      throw new Error(`The field ${line.name} has the unknown type "${word}".`);
  }
}
