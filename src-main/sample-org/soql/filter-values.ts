import { pointingAt, SoqlError } from './soql-error.ts';
import type { Comparison, Literal } from './where.ts';

/*
 * What a field may be compared with, and how. The service does not convert: a number in quotes, a day where an instant is
 * kept, or something that is no Id is refused in its own words.
 */

/** What the service calls the type of a field in its message. */
const wanted: Readonly<Record<string, string>> = {
  int: 'int',
  long: 'long',
  double: 'double',
  currency: 'double',
  percent: 'double',
  boolean: 'boolean',
  date: 'date',
  datetime: 'dateTime',
};
const texts = /^(string|picklist|multipicklist|phone|email|url|combobox|encryptedstring|id|reference)$/;
const idForm = /^(?:[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?)?$/;

function fits(literal: Literal, type: string): boolean {
  if (literal.kind === 'null') return true;
  if (literal.kind === 'span') return literal.written === 'word' ? type.startsWith('date') : literal.written === type;
  if (texts.test(type)) return literal.kind === 'text';
  if (type === 'boolean') return literal.kind === 'boolean';
  return literal.kind === 'number' && !type.startsWith('date');
}

/**
 * Refuses a comparison that the service refuses for the type of its field.
 * @param holdsNames whether Ids of this object may be names, as in the catalog (`Account` for its entity definition)
 * @throws SoqlError
 */
export function refuseValues(soql: string, comparison: Comparison, type: string, holdsNames: boolean): void {
  const { path, operator, values } = comparison;
  const refuse = (errorCode: string, words: string): never => {
    throw new SoqlError(errorCode, pointingAt(soql, path, words));
  };
  const isId = type === 'id' || type === 'reference';
  if (/^(INCLUDES|EXCLUDES)$/.test(operator) && type !== 'multipicklist')
    refuse('INVALID_QUERY_FILTER_OPERATOR', `invalid operator on ${type} field`);
  if (operator === 'LIKE' && isId && !holdsNames)
    refuse('INVALID_QUERY_FILTER_OPERATOR', 'invalid operator on id field');
  const name = wanted[type];
  if (name === undefined && !texts.test(type)) return;
  for (const literal of values) {
    if (!fits(literal, type))
      refuse(
        'INVALID_FIELD',
        name === undefined
          ? `value of filter criterion for field '${path}' must be of type string and should be enclosed in quotes`
          : `value of filter criterion for field '${path}' must be of type ${name} and should not be enclosed in quotes`,
      );
    if (type === 'id' && !holdsNames && literal.kind === 'text' && !idForm.test(literal.text))
      refuse('INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${literal.text}`);
  }
}
