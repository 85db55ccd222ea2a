import { type FieldColumn, FIELD_COLUMNS } from '../../../src-preload/contract/catalog.ts';
import { t } from '../../i18n/t.ts';
import type { FilterColumn, FilterKind } from '../../ui/data-grid/filters.ts';

const KINDS: Readonly<Partial<Record<FieldColumn, FilterKind>>> = {
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
const FIELD_TYPES = [
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

/** The columns of the field grid as what it can be filtered by. */
export const FIELD_FILTER_COLUMNS: readonly FilterColumn<FieldColumn>[] = FIELD_COLUMNS.map((id) => ({
  id,
  header: t(`fields.column.${id}`),
  kind: KINDS[id] ?? 'text',
  ...(id === 'type' ? { operators: ['equals', 'contains', 'isUnknown'] as const, values: FIELD_TYPES } : {}),
}));
