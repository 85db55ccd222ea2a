import type { BundleReport } from '../bundle-parts.ts';
import type { OrgModel } from '../org-model.ts';
import type { OrgReport } from '../soql/report-model.ts';
import { splitNamespace } from '../soql/setup-kit.ts';
import { reportTypeLabel } from './base-object.ts';
import { durationOf } from './report-periods.ts';

export interface ReportFilter {
  readonly column: string;
  readonly filterType: string;
  readonly isRunPageEditable: boolean;
  readonly operator: string;
  readonly value: string;
}

export interface ReportGrouping {
  readonly dateGranularity: string;
  readonly name: string;
  readonly sortAggregate: string | null;
  readonly sortOrder: string;
}

/** What the Analytics API calls reportMetadata, with the keys of its answers. Runs read it, wherever it comes from. */
export interface ReportMetadata {
  readonly aggregates: readonly string[];
  readonly detailColumns: readonly string[];
  readonly groupingsAcross: readonly ReportGrouping[];
  readonly groupingsDown: readonly ReportGrouping[];
  readonly hasDetailRows: boolean;
  readonly reportBooleanFilter: string | null;
  readonly reportFilters: readonly ReportFilter[];
  /** `TABULAR`, `SUMMARY`, `MATRIX`, `MULTI_BLOCK`. */
  readonly reportFormat: string;
  readonly reportType: { readonly label: string; readonly type: string };
  readonly sortBy: readonly { readonly sortColumn: string; readonly sortOrder: string }[];
  readonly standardDateFilter: {
    readonly column: string;
    readonly durationValue: string;
    readonly endDate: string | null;
    readonly startDate: string | null;
  } | null;
  readonly topRows: { readonly rowLimit: number; readonly direction: string } | null;
  readonly [key: string]: unknown;
}

const aggregateCodes: Readonly<Record<string, string>> = {
  Sum: 's',
  Average: 'a',
  Maximum: 'mx',
  Minimum: 'm',
  Unique: 'u',
};

/** reportMetadata of a stored report. */
export function reportMetadataOf(model: OrgModel, { id, folder, report }: OrgReport): ReportMetadata {
  const columns = report.columns ?? [];
  const sortColumn = report.sortColumn;
  return {
    ...blankMetadata(model, report.reportType),
    aggregates: [
      ...columns.flatMap(({ field, aggregateTypes = [] }) =>
        aggregateTypes.map((type) => `${aggregateCodes[type] ?? 's'}!${field}`),
      ),
      'RowCount',
    ],
    buckets: (report.buckets ?? []).map(({ name, label, sourceColumn, type }) => ({
      bucketType: type ?? 'text',
      // The service misspells it so.
      devloperName: name,
      label: label ?? name,
      nullTreatedAsZero: false,
      otherBucketLabel: null,
      sourceColumnName: sourceColumn,
      values: [],
    })),
    chart: report.chart ?? null,
    crossFilters: (report.crossFilters ?? []).map(({ operation, primary, relatedTable, relatedColumn }) => ({
      criteria: [],
      includesObject: operation === 'with',
      primaryEntityField: primary,
      relatedEntity: relatedTable,
      relatedEntityJoinField: relatedColumn,
    })),
    customSummaryFormula: Object.fromEntries(
      (report.aggregates ?? []).map(({ name, label, formula, datatype }) => [
        name,
        { description: null, formula, formulaType: datatype ?? 'number', label: label ?? name },
      ]),
    ),
    description: report.description ?? null,
    detailColumns: columns.map(({ field }) => field),
    developerName: splitNamespace(report.name).local,
    folderId: folder.id,
    groupingsAcross: groupings(report.groupingsAcross),
    groupingsDown: groupings(report.groupingsDown),
    hasDetailRows: report.showDetails !== false,
    id,
    name: report.label ?? report.name,
    reportBooleanFilter: report.filterLogic ?? null,
    reportFilters: (report.filters ?? []).map(({ column, operator, value }) => ({
      column,
      filterType: 'fieldValue',
      isRunPageEditable: true,
      operator,
      value: value ?? '',
    })),
    reportFormat: formatOf(report.format),
    scope: report.scope ?? 'organization',
    sortBy: sortColumn === undefined ? [] : [{ sortColumn, sortOrder: 'Asc' }],
    topRows: report.rowLimit === undefined ? null : { rowLimit: report.rowLimit, direction: 'Asc' },
    ...(report.timeFrame === undefined
      ? {}
      : {
          standardDateFilter: {
            column: report.timeFrame.column,
            durationValue: durationOf(report.timeFrame.interval),
            endDate: null,
            startDate: null,
          },
        }),
  };
}

/** reportMetadata of a report type of which nothing is chosen yet. */
export function blankMetadata(model: OrgModel, reportType: string): ReportMetadata {
  return {
    aggregates: ['RowCount'],
    buckets: [],
    chart: null,
    crossFilters: [],
    currency: null,
    customDetailFormula: {},
    customSummaryFormula: {},
    description: null,
    detailColumns: [],
    developerName: null,
    division: null,
    folderId: null,
    groupingsAcross: [],
    groupingsDown: [],
    hasDetailRows: true,
    hasRecordCount: true,
    historicalSnapshotDates: [],
    id: null,
    name: null,
    presentationOptions: { hasStackedSummaries: true },
    reportBooleanFilter: null,
    reportFilters: [],
    reportFormat: 'TABULAR',
    reportType: { label: reportTypeLabel(model, reportType), type: reportType },
    scope: 'organization',
    showGrandTotal: true,
    showSubtotals: true,
    sortBy: [],
    standardDateFilter: { column: 'CREATED_DATE', durationValue: 'CUSTOM', endDate: null, startDate: null },
    standardFilters: [],
    supportsRoleHierarchy: false,
    topRows: null,
    userOrHierarchyFilterId: null,
  };
}

function groupings(list: BundleReport['groupingsDown']): readonly ReportGrouping[] {
  return (list ?? []).map(({ field, dateGranularity, sortOrder }) => ({
    dateGranularity: dateGranularity ?? 'None',
    name: field,
    sortAggregate: null,
    sortOrder: sortOrder ?? 'Asc',
  }));
}

function formatOf(format: string | undefined): string {
  return format === 'MultiBlock' ? 'MULTI_BLOCK' : (format ?? 'Tabular').toUpperCase();
}

/**
 * A stored report's metadata with what a caller changes for one run.
 * @returns undefined where the change has a part of the wrong kind
 */
export function changedMetadata(
  stored: ReportMetadata,
  change: Readonly<Record<string, unknown>>,
): ReportMetadata | undefined {
  const lists = ['aggregates', 'detailColumns', 'groupingsAcross', 'groupingsDown', 'reportFilters', 'sortBy'];
  if (lists.some((key) => change[key] !== undefined && change[key] !== null && !Array.isArray(change[key])))
    return undefined;
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const merged = { ...stored, ...given } as ReportMetadata;
  const filled = (list: readonly ReportGrouping[]): readonly ReportGrouping[] =>
    list.map((one) => ({
      ...one,
      dateGranularity: one.dateGranularity ?? 'None',
      sortOrder: one.sortOrder ?? 'Asc',
      sortAggregate: one.sortAggregate ?? null,
    }));
  return {
    ...merged,
    groupingsAcross: filled(merged.groupingsAcross ?? []),
    groupingsDown: filled(merged.groupingsDown ?? []),
    sortBy: merged.sortBy ?? [],
    reportFilters: (merged.reportFilters ?? []).map((one) => ({ ...one, value: one.value ?? '' })),
  };
}
