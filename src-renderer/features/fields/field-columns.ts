import { type FieldColumn, type FieldRow, FIELD_COLUMNS } from '../../../src-preload/contract/catalog.ts';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { paintBadges } from '../../ui/field-badges.ts';
import type { GridColumn } from '../../ui/data-grid/types.ts';

type Value = string | number | boolean | readonly string[] | null;

const WIDTHS: Readonly<Partial<Record<FieldColumn, number>>> = {
  label: 220,
  name: 230,
  object: 200,
  objectLabel: 160,
  type: 110,
  length: 84,
  precision: 92,
  scale: 76,
  referenceTo: 170,
  picklistCount: 130,
  required: 96,
  unique: 88,
  externalId: 110,
  custom: 90,
  formula: 260,
  defaultValue: 150,
  helpText: 320,
  description: 360,
  namespace: 110,
  createdDate: 120,
  lastModifiedDate: 125,
  readAt: 120,
};
const NUMERIC: ReadonlySet<FieldColumn> = new Set(['length', 'precision', 'scale', 'picklistCount']);
const DATES: ReadonlySet<FieldColumn> = new Set(['createdDate', 'lastModifiedDate', 'readAt']);
const NAMES: ReadonlySet<FieldColumn> = new Set(['name', 'object']);
const CODE: ReadonlySet<FieldColumn> = new Set(['name', 'object', 'referenceTo', 'formula', 'namespace']);

/** Null stands for a value that could not be read; empty is the empty text. */
function textOf(row: FieldRow, column: FieldColumn): string | null {
  if (row.unknown.includes(column)) return null;
  const value: Value = row[column];
  if (value === null) return column === 'type' || isFlag(column) ? null : '';
  if (typeof value === 'boolean') return t(value ? 'grid.yes' : 'grid.no');
  return typeof value === 'object' ? value.join(', ') : String(value);
}

const isFlag = (column: FieldColumn): boolean =>
  column === 'required' || column === 'unique' || column === 'externalId' || column === 'custom';

function show(row: FieldRow, column: FieldColumn): string | null {
  const text = textOf(row, column);
  if (text === null || text === '') return text;
  if (DATES.has(column)) return formatDate(text);
  return NUMERIC.has(column) ? formatNumber(Number(text)) : text;
}

const plain: readonly GridColumn<FieldRow>[] = FIELD_COLUMNS.map((id) => ({
  id,
  header: t(`fields.column.${id}`),
  widthPx: WIDTHS[id] ?? 140,
  sortable: true,
  filterable: true,
  numeric: NUMERIC.has(id),
  mono: CODE.has(id),
  copyable: NAMES.has(id),
  text: (row: FieldRow) => textOf(row, id),
  show: (row: FieldRow) => show(row, id),
  value: (row: FieldRow): Value => row[id],
}));

const badges: GridColumn<FieldRow> = {
  id: 'badges',
  header: t('fields.column.badges'),
  widthPx: 225,
  text: (row) => row.badges.map((badge) => t(`badge.${badge}`)).join(', '),
  value: (row) => row.badges,
  paint: (row) => paintBadges(row.badges),
};

/** Every column that the field grid can show. */
export const FIELD_GRID_COLUMNS: readonly GridColumn<FieldRow>[] = [...plain, badges];

export const FIELD_GRID_DEFAULTS = [
  'label',
  'name',
  'objectLabel',
  'type',
  'badges',
  'helpText',
  'description',
  'length',
  'referenceTo',
  'picklistCount',
  'lastModifiedDate',
] as const;

/** What the label ⇄ API name switch exchanges. */
export const NAME_PAIRS = [
  ['label', 'name'],
  ['objectLabel', 'object'],
] as const;

export const isFieldColumn = (text: string): text is FieldColumn => (FIELD_COLUMNS as readonly string[]).includes(text);
