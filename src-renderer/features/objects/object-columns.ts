import { type ObjectColumn, type ObjectRow, OBJECT_COLUMNS } from '../../../src-preload/contract/catalog.ts';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import type { GridColumn } from '../../ui/data-grid/types.ts';

const WIDTHS: Readonly<Record<ObjectColumn, number>> = {
  label: 230,
  name: 240,
  labelPlural: 190,
  kind: 160,
  fieldCount: 84,
  customFieldCount: 120,
  recordTypeCount: 115,
  keyPrefix: 100,
  namespace: 110,
  description: 380,
  createdDate: 120,
  lastModifiedDate: 125,
  readAt: 120,
};
const DATES: ReadonlySet<string> = new Set(['createdDate', 'lastModifiedDate', 'readAt']);

/** The value behind a cell; null while unknown. */
export function objectValue(row: ObjectRow, column: ObjectColumn): string | number | null {
  if (row.unknown.includes(column)) return null;
  return column === 'kind' ? t(`kind.${row.kind}`) : (row[column] ?? '');
}

function show(row: ObjectRow, column: ObjectColumn): string | null {
  const value = objectValue(row, column);
  if (typeof value === 'number') return formatNumber(value);
  if (column === 'label' && row.vanished) return `${row.label} (${t('objects.vanished')})`;
  return value !== null && value !== '' && DATES.has(column) ? formatDate(value) : value;
}

export const OBJECT_GRID_COLUMNS: readonly GridColumn<ObjectRow>[] = OBJECT_COLUMNS.map((id) => ({
  id,
  header: t(`objects.column.${id}`),
  widthPx: WIDTHS[id],
  sortable: true,
  numeric: id === 'fieldCount' || id === 'customFieldCount' || id === 'recordTypeCount',
  mono: id === 'name' || id === 'keyPrefix' || id === 'namespace',
  copyable: id === 'name',
  text: (row: ObjectRow) => {
    const value = objectValue(row, id);
    return value === null ? null : String(value);
  },
  show: (row: ObjectRow) => show(row, id),
  value: (row: ObjectRow) => objectValue(row, id),
}));

export const OBJECT_GRID_DEFAULTS = [
  'label',
  'name',
  'kind',
  'fieldCount',
  'customFieldCount',
  'recordTypeCount',
  'description',
  'lastModifiedDate',
  'readAt',
] as const;
export const OBJECT_NAME_PAIRS = [['label', 'name']] as const;
export const isObjectColumn = (text: string): text is ObjectColumn =>
  (OBJECT_COLUMNS as readonly string[]).includes(text);
