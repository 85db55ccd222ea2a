import type { FieldColumn, FieldFilter } from '../../../src-preload/contract/catalog.ts';
import { t } from '../../i18n/t.ts';

type Operator = FieldFilter['operator'];
type Kind = 'text' | 'number' | 'flag' | 'date';

const OPERATORS: Readonly<Record<Kind, readonly Operator[]>> = {
  text: ['contains', 'equals', 'isEmpty', 'isNotEmpty', 'isUnknown'],
  number: ['equals', 'isEmpty', 'isNotEmpty', 'isUnknown'],
  flag: ['isTrue', 'isFalse', 'isUnknown'],
  date: ['after', 'before', 'isEmpty', 'isUnknown'],
};

const KINDS: Readonly<Partial<Record<FieldColumn, Kind>>> = {
  length: 'number',
  precision: 'number',
  scale: 'number',
  picklistCount: 'number',
  required: 'flag',
  unique: 'flag',
  externalId: 'flag',
  custom: 'flag',
  createdDate: 'date',
  lastModifiedDate: 'date',
  readAt: 'date',
};

/** Types of the REST describe, offered while a type is typed. */
export const FIELD_TYPES = [
  'address',
  'anyType',
  'base64',
  'boolean',
  'combobox',
  'currency',
  'date',
  'datetime',
  'double',
  'email',
  'encryptedstring',
  'id',
  'int',
  'location',
  'multipicklist',
  'percent',
  'phone',
  'picklist',
  'reference',
  'string',
  'textarea',
  'time',
  'url',
] as const;

export const kindOfColumn = (column: FieldColumn): Kind => KINDS[column] ?? 'text';

/** Conditions that make sense for a column, the usual one first. */
export const operatorsOf = (column: FieldColumn): readonly Operator[] =>
  column === 'type' ? ['equals', 'contains', 'isUnknown'] : OPERATORS[kindOfColumn(column)];

export const needsValue = (operator: Operator): boolean =>
  operator === 'contains' || operator === 'equals' || operator === 'before' || operator === 'after';

/** "Type is “picklist”" */
export function filterText({ column, operator, value }: FieldFilter): string {
  const words = { column: t(`fields.column.${column}`), operator: t(`fields.operator.${operator}`) };
  return needsValue(operator) ? t('fields.filter.with', { ...words, value }) : t('fields.filter.without', words);
}
