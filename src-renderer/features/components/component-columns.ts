import {
  type CellValue,
  type ColumnKind,
  type ComponentColumn,
  type ComponentRow,
  type ComponentType,
  COMMON_COLUMNS,
} from '../../../src-preload/contract/components.ts';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import type { FilterColumn, FilterKind } from '../../ui/data-grid/filters.ts';
import type { GridColumn } from '../../ui/data-grid/types.ts';

type Common = (typeof COMMON_COLUMNS)[number];
const isCommon = (id: string): id is Common => (COMMON_COLUMNS as readonly string[]).includes(id);

/** The value behind a cell; undefined while unknown, null when empty. */
function valueOf(row: ComponentRow, id: string): CellValue | undefined {
  if (row.unknown.includes(id)) return undefined;
  return isCommon(id) ? row[id] : (row.cells[id] ?? null);
}

/** What is drawn of it: its words where it has some. */
function wordsOf(row: ComponentRow, id: string): CellValue | undefined {
  return row.unknown.includes(id) ? undefined : (row.shown[id] ?? valueOf(row, id));
}

/** A value as text, e.g. for the clipboard: null while unknown, `''` when empty. */
export function cellText(value: CellValue | undefined): string | null {
  if (value === undefined) return null;
  if (value === null) return '';
  if (typeof value === 'boolean') return t(value ? 'grid.yes' : 'grid.no');
  return typeof value === 'object' ? value.join(', ') : String(value);
}

/** The same as it is drawn: dates and numbers as a person reads them. */
export function shownText(value: CellValue | undefined, kind: ColumnKind): string | null {
  const text = cellText(value);
  if (text === null || text === '') return text;
  if (kind === 'date') return formatDate(text);
  return typeof value === 'number' && kind === 'count' ? formatNumber(value) : text;
}

const WIDTHS: Readonly<Record<string, number>> = {
  label: 260,
  name: 260,
  object: 170,
  namespace: 110,
  description: 360,
  formula: 300,
  entryFormula: 260,
  folderLabel: 180,
  createdBy: 160,
  lastModifiedBy: 160,
};
const KIND_WIDTHS: Readonly<Record<ColumnKind, number>> = { text: 160, count: 100, date: 120, boolean: 90, list: 240 };
/** A header must not be cut: about the width of a letter, and room for the marks of sorting and filtering. */
const LETTER_PX = 7.2;
const MARKS_PX = 44;
const CODE = new Set(['name', 'object', 'namespace', 'formula', 'entryFormula', 'fields', 'field', 'referenceTo']);

/** The columns of a type as those of a grid. */
export const gridColumns = (columns: readonly ComponentColumn[]): readonly GridColumn<ComponentRow>[] =>
  columns.map(({ id, title, kind }) => ({
    id,
    header: title,
    widthPx: Math.max(WIDTHS[id] ?? KIND_WIDTHS[kind], Math.ceil(title.length * LETTER_PX) + MARKS_PX),
    sortable: true,
    filterable: true,
    numeric: kind === 'count',
    mono: CODE.has(id),
    copyable: id === 'name',
    text: (row: ComponentRow) => cellText(valueOf(row, id)),
    show: (row: ComponentRow) => shownText(wordsOf(row, id), kind),
    value: (row: ComponentRow) => valueOf(row, id) ?? null,
  }));

const FILTER_KINDS: Readonly<Record<ColumnKind, FilterKind>> = {
  text: 'text',
  list: 'text',
  count: 'number',
  date: 'date',
  boolean: 'flag',
};

export const filterColumns = (columns: readonly ComponentColumn[]): readonly FilterColumn[] =>
  columns.map(({ id, title, kind }) => ({ id, header: title, kind: FILTER_KINDS[kind] }));

/** Columns that few look for: in the chooser, but not shown at first. */
const ASIDE: Readonly<Partial<Record<ComponentType, readonly string[]>>> = {
  Report: ['name', 'folderKind', 'reportType', 'filterLogic', 'timeFrame', 'chart', 'scope', 'fields', 'groupings'],
  ReportType: ['apiName'],
  RecordType: ['name'],
  ValidationRule: ['name'],
  Dashboard: ['name', 'folderKind', 'filters'],
  Flow: ['template', 'builder', 'package', 'runInMode', 'entryFormula', 'latestVersion', 'triggerOrder', 'outOfDate'],
  Layout: ['name', 'buttons', 'actions', 'relatedLists'],
  Profile: ['pages', 'apps', 'customPermissions', 'otherAccess'],
  PermissionSet: ['pages', 'apps', 'customPermissions', 'otherAccess'],
};
const ASIDE_EVERYWHERE = new Set(['namespace', 'createdDate', 'createdBy', 'readAt']);

/** What a grid of the type shows until somebody chooses otherwise. */
export const defaultColumns = (type: ComponentType, columns: readonly ComponentColumn[]): readonly string[] =>
  columns.flatMap(({ id }) => (ASIDE_EVERYWHERE.has(id) || ASIDE[type]?.includes(id) === true ? [] : [id]));

/** What the label ⇄ API name switch exchanges. */
export const COMPONENT_NAME_PAIRS = [['label', 'name']] as const;
