import type { OrgModel } from '../org-model.ts';
import { everything } from '../rights.ts';
import type { Row } from '../soql/table.ts';
import { findTable } from '../soql/tables.ts';
import { baseObjectOf, parentLookupOf } from './base-object.ts';
import { cellText } from './cell-text.ts';
import type { CellText } from './cell-text.ts';
import { opaqueColumn, reportColumn } from './report-column.ts';
import type { ReportColumn } from './report-column.ts';
import { filterOf, ReportError } from './report-filters.ts';
import type { ReportGrouping, ReportMetadata } from './report-metadata.ts';
import { dateGroup } from './report-periods.ts';

/** Detail rows that an answer of the Analytics API holds at most. */
export const mostDetailRows = 2000;
const mostColumns = 100;
const mostFilters = 20;

interface DataCell {
  readonly label: string;
  readonly value: unknown;
}

export interface FactEntry {
  readonly aggregates: readonly DataCell[];
  readonly rows: readonly { readonly dataCells: readonly DataCell[] }[];
}

export interface GroupingValue {
  readonly groupings: readonly GroupingValue[];
  readonly key: string;
  readonly label: string;
  readonly value: unknown;
}

/** What a run brings; the answer of the API adds who the report is. */
export interface ReportResult {
  readonly allData: boolean;
  readonly factMap: Readonly<Record<string, FactEntry>>;
  readonly groupingsAcross: { readonly groupings: readonly GroupingValue[] };
  readonly groupingsDown: { readonly groupings: readonly GroupingValue[] };
  readonly hasDetailRows: boolean;
  readonly reportExtendedMetadata: Readonly<Record<string, unknown>>;
  readonly reportMetadata: ReportMetadata;
}

export interface RunOptions {
  readonly includeDetails: boolean;
  readonly nowMs: number;
  /** The report as it is stored: a column that it names is taken even where no field stands behind it. */
  readonly stored?: ReportMetadata;
  /** Absent: as many as the API answers. */
  readonly mostRows?: number;
}

interface Columns {
  readonly details: readonly ReportColumn[];
  readonly down: readonly (readonly [ReportColumn, ReportGrouping])[];
  readonly across: readonly (readonly [ReportColumn, ReportGrouping])[];
  readonly aggregates: readonly Aggregate[];
}

interface Aggregate {
  readonly code: string;
  /** Undefined: the count of records. */
  readonly column: ReportColumn | undefined;
  readonly kind: string;
  readonly label: string;
}

const aggregateLabels: Readonly<Record<string, string>> = {
  s: 'Sum of',
  a: 'Average',
  mx: 'Largest',
  m: 'Smallest',
  u: 'Unique Count of',
};

function columnsOf(
  model: OrgModel,
  metadata: ReportMetadata,
  stored: ReportMetadata | undefined,
): Columns & { columnOf(code: string): ReportColumn } {
  const base = baseObjectOf(model, metadata.reportType.type);
  if (base === undefined) throw new ReportError(`The report type ${metadata.reportType.type} is invalid.`);
  if (metadata.detailColumns.length > mostColumns)
    throw new ReportError(`A report has at most ${mostColumns} columns.`);
  if (metadata.reportFilters.length > mostFilters)
    throw new ReportError(`A report has at most ${mostFilters} filters.`);
  const known = new Map<string, ReportColumn>();
  const lookup = parentLookupOf(model, metadata.reportType.type);
  const storedCodes = stored === undefined ? new Set<string>() : codesOf(stored);
  const columnOf = (code: string): ReportColumn => {
    const found = known.get(code) ?? reportColumn(model, base, code, lookup);
    const column = found ?? (storedCodes.has(code) ? opaqueColumn(code) : undefined);
    if (column === undefined) throw new ReportError(`The column ${code} is invalid.`);
    known.set(code, column);
    return column;
  };
  const grouped = (list: readonly ReportGrouping[]) => list.map((one) => [columnOf(one.name), one] as const);
  const isGrouped = metadata.reportFormat === 'SUMMARY' || metadata.reportFormat === 'MATRIX';
  return {
    columnOf,
    details: metadata.detailColumns.map(columnOf),
    down: isGrouped ? grouped(metadata.groupingsDown) : [],
    across: metadata.reportFormat === 'MATRIX' ? grouped(metadata.groupingsAcross) : [],
    aggregates: metadata.aggregates.map((code) => aggregateOf(code, columnOf)),
  };
}

function codesOf(metadata: ReportMetadata): ReadonlySet<string> {
  return new Set([
    ...metadata.detailColumns,
    ...metadata.aggregates.map((code) => code.replace(/^(s|a|mx|m|u)!/, '')),
    ...[...metadata.groupingsDown, ...metadata.groupingsAcross].map(({ name }) => name),
    ...metadata.reportFilters.map(({ column }) => column),
    ...metadata.sortBy.map(({ sortColumn }) => sortColumn),
    metadata.standardDateFilter?.column ?? '',
  ]);
}

function aggregateOf(code: string, columnOf: (code: string) => ReportColumn): Aggregate {
  if (code === 'RowCount') return { code, column: undefined, kind: 'count', label: 'Record Count' };
  const [, kind = '', name = ''] = /^(s|a|mx|m|u)!(.+)$/.exec(code) ?? [];
  if (name === '') throw new ReportError(`The aggregate ${code} is invalid.`);
  const column = columnOf(name);
  return { code, column, kind, label: `${aggregateLabels[kind] ?? ''} ${column.label}` };
}

/** The names and types of everything that a report shows. @throws ReportError */
export function extendedMetadata(model: OrgModel, metadata: ReportMetadata): Readonly<Record<string, unknown>> {
  return shownMetadata(columnsOf(model, metadata, metadata));
}

function shownMetadata({ details, down, across, aggregates }: Columns): Readonly<Record<string, unknown>> {
  const levels = (list: Columns['down']) =>
    list.map(([{ code, dataType, label }], groupingLevel) => [code, { dataType, groupingLevel, label }] as const);
  return {
    aggregateColumnInfo: Object.fromEntries(
      aggregates.map(({ code, column, kind, label }) => [
        code,
        {
          acrossGroupingContext: null,
          dataType: column === undefined || kind === 'u' ? 'int' : column.dataType,
          downGroupingContext: null,
          label,
        },
      ]),
    ),
    detailColumnInfo: Object.fromEntries(details.map(({ code, dataType, label }) => [code, { dataType, label }])),
    groupingColumnInfo: Object.fromEntries([...levels(down), ...levels(across)]),
  };
}

/**
 * Runs a report over the org's records.
 * @throws ReportError where it names a column, operator or type that there is not
 */
export function runReport(model: OrgModel, metadata: ReportMetadata, options: RunOptions): ReportResult {
  const columns = columnsOf(model, metadata, options.stored);
  const rows = matchingRows(model, metadata, columns, options.nowMs);
  const text = cellText(model);
  const limit = options.mostRows ?? mostDetailRows;
  const fiscalStartMonth = Number(model.organization.FiscalYearStartMonth);
  const down = grouped(rows, columns.down, text, fiscalStartMonth);
  const across = grouped(rows, columns.across, text, fiscalStartMonth);
  const withDetails = options.includeDetails && metadata.hasDetailRows;
  const factMap: Record<string, FactEntry> = {};
  let left = limit;
  for (const [downKey, downRows] of down.keyed)
    for (const [acrossKey, acrossRows] of across.keyed) {
      const cell = intersection(downRows, acrossRows, rows);
      const isLeaf = depthOf(downKey) === columns.down.length && depthOf(acrossKey) === columns.across.length;
      const shown = withDetails && isLeaf ? cell.slice(0, left) : [];
      left -= shown.length;
      factMap[`${downKey}!${acrossKey}`] = {
        aggregates: columns.aggregates.map((aggregate) => aggregated(aggregate, cell, text)),
        rows: shown.map((row) => ({ dataCells: columns.details.map((column) => dataCell(column, row, text)) })),
      };
    }
  return {
    allData: rows.length <= limit,
    factMap,
    groupingsAcross: { groupings: across.groupings },
    groupingsDown: { groupings: down.groupings },
    hasDetailRows: withDetails,
    reportExtendedMetadata: shownMetadata(columns),
    reportMetadata: metadata,
  };
}

function matchingRows(
  model: OrgModel,
  metadata: ReportMetadata,
  columns: { columnOf(code: string): ReportColumn },
  nowMs: number,
): readonly Row[] {
  const base = baseObjectOf(model, metadata.reportType.type);
  const table = base === undefined ? undefined : findTable(model, 'data', base.name);
  const view = { rights: everything, scope: 'everything' };
  const records = (table?.rows(model, new Map()) ?? []).filter((row) => table?.visible?.(model, row, view) !== false);
  const fiscalStartMonth = Number(model.organization.FiscalYearStartMonth);
  const matching = records.filter(filterOf(metadata, { nowMs, fiscalStartMonth, columnOf: columns.columnOf }));
  const [sort] = metadata.sortBy;
  const sorted = sort === undefined ? matching : sortedBy(matching, columns.columnOf(sort.sortColumn), sort.sortOrder);
  return metadata.topRows === null ? sorted : sorted.slice(0, metadata.topRows.rowLimit);
}

function sortedBy(rows: readonly Row[], column: ReportColumn, order: string): readonly Row[] {
  const sign = order === 'Desc' ? -1 : 1;
  return rows.toSorted((a, b) => sign * compared(column.read(a), column.read(b)));
}

function compared(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a).toLowerCase(), String(b).toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** `T` is the total of everything, `0` the first group, `0_2` the third group inside it. */
function depthOf(key: string): number {
  return key === 'T' ? 0 : key.split('_').length;
}

interface Grouped {
  readonly groupings: readonly GroupingValue[];
  readonly keyed: readonly (readonly [key: string, rows: readonly Row[]])[];
}

function grouped(rows: readonly Row[], columns: Columns['down'], text: CellText, fiscalStartMonth: number): Grouped {
  const keyed: (readonly [string, readonly Row[]])[] = [];
  const level = (members: readonly Row[], depth: number, prefix: string): readonly GroupingValue[] => {
    const [column, grouping] = columns[depth] ?? [];
    if (column === undefined || grouping === undefined) return [];
    const groups = new Map<string, { label: string; value: unknown; order: unknown; rows: Row[] }>();
    for (const row of members) {
      const group = groupOf(column, grouping, row, text, fiscalStartMonth);
      const key = JSON.stringify(group.value);
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { ...group, rows: [row] });
      else known.rows.push(row);
    }
    const sign = grouping.sortOrder === 'Desc' ? -1 : 1;
    return [...groups.values()]
      .toSorted((a, b) => sign * compared(a.order, b.order))
      .map(({ label, value, rows: inside }, index) => {
        const key = `${prefix}${index}`;
        keyed.push([key, inside]);
        return { groupings: level(inside, depth + 1, `${key}_`), key, label, value };
      });
  };
  const groupings = level(rows, 0, '');
  return { groupings, keyed: [...keyed, ['T', rows]] };
}

function groupOf(
  column: ReportColumn,
  grouping: ReportGrouping,
  row: Row,
  text: CellText,
  fiscalStartMonth: number,
): { readonly label: string; readonly value: unknown; readonly order: unknown } {
  const held = column.read(row) ?? null;
  if (held !== null && (column.dataType === 'date' || column.dataType === 'datetime')) {
    const group = dateGroup(String(held), grouping.dateGranularity, fiscalStartMonth);
    const day = group ?? { value: String(held).slice(0, 10), label: text.label({ ...column, dataType: 'date' }, held) };
    return { ...day, order: /^\d+$/.test(day.value) ? Number(day.value) : day.value };
  }
  return { label: text.label(column, held), value: column.linkOf(row) ?? text.value(column, held), order: held };
}

function intersection(down: readonly Row[], across: readonly Row[], all: readonly Row[]): readonly Row[] {
  if (across.length === all.length) return down;
  if (down.length === all.length) return across;
  const inside = new Set(across);
  return down.filter((row) => inside.has(row));
}

function dataCell(column: ReportColumn, row: Row, text: CellText): DataCell {
  const held = column.read(row) ?? null;
  const link = held === null ? null : column.linkOf(row);
  return { label: text.label(column, held), value: link ?? text.value(column, held) };
}

function aggregated({ column, kind }: Aggregate, rows: readonly Row[], text: CellText): DataCell {
  if (column === undefined)
    return { label: text.label({ dataType: 'int', scale: 0, field: null }, rows.length), value: rows.length };
  const values = rows.map((row) => column.read(row)).filter((value) => value !== null && value !== undefined);
  if (kind === 'u') {
    const count = new Set(values).size;
    return { label: text.label({ dataType: 'int', scale: 0, field: null }, count), value: count };
  }
  const amounts = values.map(Number);
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  const value =
    kind === 's'
      ? sum
      : amounts.length === 0
        ? null
        : kind === 'a'
          ? sum / amounts.length
          : amounts.reduce((one, other) => (kind === 'mx' ? Math.max(one, other) : Math.min(one, other)));
  const rounded = value === null ? null : Number(value.toFixed(Math.max(column.scale, 2)));
  return { label: text.label(column, rounded), value: rounded };
}
