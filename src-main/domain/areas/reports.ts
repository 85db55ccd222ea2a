import type { Fact } from './component.ts';
import { fieldOfColumn, NO_PATHS, objectOfColumns, type ObjectPaths, reportTypeParts } from './reports-columns.ts';
import { type Json, listAt, numberAt, objectAt, textAt, textsAt } from './reports-json.ts';

/** A column of the report type as a report uses it. */
export type ReportColumn = {
  /** As reports name it: `AMOUNT`, `Account.Region__c`. */
  readonly column: string;
  readonly label: string | null;
  /** `Object.Field`; null where no field stands behind it or it cannot be told. */
  readonly field: string | null;
};

export type ReportGrouping = ReportColumn & {
  /** `date`, `picklist`, …; null where neither the report nor its type says. */
  readonly dataType: string | null;
  /** How dates are put together. The org gives one for every grouping, `None` or `Day` where there are no dates. */
  readonly dateGranularity: string | null;
  readonly sortOrder: string | null;
};

export type ReportFilter = ReportColumn & { readonly operator: string; readonly value: string };

/** What a report is, as its description says. All lists are in the report's order. */
export type ReportDefinition = {
  readonly reportType: string | null;
  readonly reportTypeLabel: string | null;
  readonly scope: string | null;
  readonly showDetails: boolean;
  /** `aggregates`: `Sum`, `Average`, `Maximum`, `Minimum`, `Unique`. */
  readonly columns: readonly (ReportColumn & {
    readonly dataType: string | null;
    readonly aggregates: readonly string[];
  })[];
  readonly groupingsDown: readonly ReportGrouping[];
  readonly groupingsAcross: readonly ReportGrouping[];
  readonly filters: readonly ReportFilter[];
  readonly filterLogic: string | null;
  /** Null: the report has no time frame. Dates are `YYYY-MM-DD`. */
  readonly dateFilter:
    | (ReportColumn & {
        readonly duration: string | null;
        readonly startDate: string | null;
        readonly endDate: string | null;
      })
    | null;
  readonly standardFilters: readonly { readonly name: string; readonly value: string }[];
  readonly crossFilters: readonly {
    /** True: with related records; false: without. */
    readonly includes: boolean;
    readonly primaryField: string | null;
    readonly relatedObject: string | null;
    readonly relatedField: string | null;
    readonly filters: readonly { readonly column: string; readonly operator: string; readonly value: string }[];
  }[];
  readonly buckets: readonly (ReportColumn & {
    readonly name: string;
    readonly type: string | null;
    /** The bucketed values as the org writes them, as JSON. */
    readonly values: string;
  })[];
  readonly formulas: readonly { readonly name: string; readonly label: string | null; readonly formula: string }[];
  readonly chart: {
    readonly type: string | null;
    readonly title: string | null;
    readonly groupings: readonly string[];
  } | null;
  readonly sort: readonly (ReportColumn & { readonly direction: string | null })[];
  readonly rowLimit: { readonly rows: number; readonly direction: string | null } | null;
};

const AGGREGATES: Readonly<Record<string, string>> = {
  s: 'Sum',
  a: 'Average',
  mx: 'Maximum',
  x: 'Maximum',
  m: 'Minimum',
  u: 'Unique',
};

/** Facts that only a report's description tells: unknown while it was not read. */
export const DEFINITION_FACTS = [
  'reportType',
  'reportTypeLabel',
  'columns',
  'groupings',
  'filters',
  'filterLogic',
  'timeFrame',
  'chart',
  'scope',
  'fields',
  'definition',
] as const;

/**
 * A report's definition from the answer to `/analytics/reports/{id}/describe`. Parts that the answer lacks are empty: a
 * joined report has its columns in blocks, which the answer does not carry.
 */
export function reportDefinition(body: Json, paths: ObjectPaths = NO_PATHS): ReportDefinition {
  const metadata = objectAt(body.reportMetadata);
  const extended = objectAt(body.reportExtendedMetadata);
  const typeName = textAt(objectAt(metadata.reportType).type);
  const type = reportTypeParts(typeName ?? '');
  const ofType = columnsOfType(objectAt(body.reportTypeMetadata));
  const shown = { ...objectAt(extended.groupingColumnInfo), ...objectAt(extended.detailColumnInfo) };
  const column = (code: string): ReportColumn => {
    const info = ofType.get(code) ?? {};
    const own = objectAt(shown[code]);
    return {
      column: code,
      label: textAt(own.label) ?? textAt(info.label),
      field: fieldOfColumn(code, textAt(info.entityColumnName) ?? textAt(own.entityColumnName), type, paths),
    };
  };
  const dataTypeOf = (code: string): string | null =>
    textAt(objectAt(shown[code]).dataType) ?? textAt(ofType.get(code)?.dataType);
  const aggregates = new Map<string, string[]>();
  for (const one of textsAt(metadata.aggregates)) {
    const [, kind = '', code = ''] = /^(s|a|mx|x|m|u)!(.+)$/.exec(one) ?? [];
    const name = AGGREGATES[kind];
    if (name !== undefined) aggregates.set(code, [...(aggregates.get(code) ?? []), name]);
  }
  const grouping = (one: unknown): ReportGrouping => {
    const { name, dateGranularity, sortOrder } = objectAt(one);
    const code = textAt(name) ?? '';
    return {
      ...column(code),
      dataType: dataTypeOf(code),
      dateGranularity: textAt(dateGranularity),
      sortOrder: textAt(sortOrder),
    };
  };
  return {
    reportType: typeName,
    reportTypeLabel: textAt(objectAt(metadata.reportType).label),
    scope: textAt(metadata.scope),
    showDetails: metadata.hasDetailRows !== false,
    columns: textsAt(metadata.detailColumns).map((code) => ({
      ...column(code),
      dataType: dataTypeOf(code),
      aggregates: aggregates.get(code) ?? [],
    })),
    groupingsDown: listAt(metadata.groupingsDown).map(grouping),
    groupingsAcross: listAt(metadata.groupingsAcross).map(grouping),
    filters: listAt(metadata.reportFilters).map((one) => {
      const filter = filterOf(one);
      return { ...column(filter.column), operator: filter.operator, value: filter.value };
    }),
    filterLogic: textAt(metadata.reportBooleanFilter),
    dateFilter: dateFilterOf(objectAt(metadata.standardDateFilter), column),
    standardFilters: listAt(metadata.standardFilters).flatMap((one) => {
      const { name, value } = objectAt(one);
      return typeof name === 'string' ? [{ name, value: textAt(value) ?? '' }] : [];
    }),
    crossFilters: listAt(metadata.crossFilters).map((one) => {
      const cross = objectAt(one);
      return {
        includes: cross.includesObject !== false,
        primaryField: textAt(cross.primaryEntityField),
        relatedObject: textAt(cross.relatedEntity),
        relatedField: textAt(cross.relatedEntityJoinField),
        filters: listAt(cross.criteria).map(filterOf),
      };
    }),
    buckets: listAt(metadata.buckets).map((one) => {
      const bucket = objectAt(one);
      return {
        ...column(textAt(bucket.sourceColumnName) ?? ''),
        // The service misspells the first of these names.
        name: textAt(bucket.devloperName) ?? textAt(bucket.developerName) ?? '',
        label: textAt(bucket.label),
        type: textAt(bucket.bucketType),
        values: JSON.stringify(bucket.values ?? []),
      };
    }),
    formulas: formulasOf(metadata.customSummaryFormula, metadata.customDetailFormula),
    chart: chartOf(metadata.chart),
    sort: listAt(metadata.sortBy).map((one) => {
      const { sortColumn, sortOrder } = objectAt(one);
      return { ...column(textAt(sortColumn) ?? ''), direction: textAt(sortOrder) };
    }),
    rowLimit: rowLimitOf(objectAt(metadata.topRows)),
  };
}

/**
 * The object of a report's rows: a standard report type says it in its name, a custom one in the columns that it offers,
 * and where the description lists none, in those that the report has. Null where neither tells.
 */
export function reportObject(body: Json, { reportType, columns, filters }: ReportDefinition): string | null {
  if (reportType === null) return null;
  const { base, custom } = reportTypeParts(reportType);
  if (custom === null) return base;
  const offered = columnsOfType(objectAt(body.reportTypeMetadata));
  return objectOfColumns(offered.size > 0 ? offered.keys() : [...columns, ...filters].map(({ column }) => column));
}

/** All columns of the report type by their code. */
function columnsOfType(metadata: Json): ReadonlyMap<string, Json> {
  const all = new Map<string, Json>();
  for (const category of listAt(metadata.categories)) {
    for (const [code, info] of Object.entries(objectAt(objectAt(category).columns))) {
      if (!all.has(code)) all.set(code, objectAt(info));
    }
  }
  return all;
}

function filterOf(value: unknown): { readonly column: string; readonly operator: string; readonly value: string } {
  const one = objectAt(value);
  return { column: textAt(one.column) ?? '', operator: textAt(one.operator) ?? '', value: textAt(one.value) ?? '' };
}

function dateFilterOf(
  { column: code, durationValue, startDate, endDate }: Json,
  column: (code: string) => ReportColumn,
): ReportDefinition['dateFilter'] {
  const name = textAt(code);
  if (name === null) return null;
  return {
    ...column(name),
    duration: textAt(durationValue),
    startDate: textAt(startDate),
    endDate: textAt(endDate),
  };
}

function formulasOf(...maps: readonly unknown[]): ReportDefinition['formulas'] {
  return maps.flatMap((map) =>
    Object.entries(objectAt(map)).map(([name, value]) => {
      const one = objectAt(value);
      return { name, label: textAt(one.label), formula: textAt(one.formula) ?? '' };
    }),
  );
}

function chartOf(value: unknown): ReportDefinition['chart'] {
  const chart = objectAt(value);
  if (Object.keys(chart).length === 0) return null;
  const single = textAt(chart.groupingColumn);
  const groupings = textsAt(chart.groupings);
  return {
    type: textAt(chart.chartType),
    title: textAt(chart.title),
    groupings: groupings.length === 0 && single !== null ? [single] : groupings,
  };
}

function rowLimitOf({ rowLimit, direction }: Json): ReportDefinition['rowLimit'] {
  const rows = numberAt(rowLimit);
  return rows === null ? null : { rows, direction: textAt(direction) };
}

/** Whether a time frame leaves anything out: every report has one, mostly of all time. */
function limits({ duration, startDate, endDate }: NonNullable<ReportDefinition['dateFilter']>): boolean {
  return duration !== 'CUSTOM' || startDate !== null || endDate !== null;
}

/** Every field that a definition names, `Object.Field`, each once; that of a time frame of all time left out. */
export function fieldsOfDefinition(definition: ReportDefinition): readonly string[] {
  const { columns, groupingsDown, groupingsAcross, filters, dateFilter, buckets, sort } = definition;
  const all = [...columns, ...groupingsDown, ...groupingsAcross, ...filters, ...buckets, ...sort];
  const named = dateFilter === null || !limits(dateFilter) ? all : [...all, dateFilter];
  return [...new Set(named.flatMap(({ field }) => field ?? []))];
}

function timeFrameText(dateFilter: NonNullable<ReportDefinition['dateFilter']>): string {
  const label = shownAs(dateFilter);
  const { duration, startDate, endDate } = dateFilter;
  if (!limits(dateFilter)) return `${label}: all time`;
  if (duration !== 'CUSTOM') return `${label}: ${duration ?? 'unnamed period'}`;
  const from = startDate === null ? '' : ` from ${startDate}`;
  return `${label}:${from}${endDate === null ? '' : ` to ${endDate}`}`;
}

const shownAs = ({ label, column }: ReportColumn): string => label ?? column;

/** The facts of `DEFINITION_FACTS`: what a grid shows, and `definition` with everything. */
export function definitionFacts(
  definition: ReportDefinition,
): Readonly<Record<(typeof DEFINITION_FACTS)[number], Fact>> {
  const { dateFilter } = definition;
  return {
    reportType: definition.reportType,
    reportTypeLabel: definition.reportTypeLabel,
    columns: definition.columns.map(shownAs),
    groupings: [...definition.groupingsDown, ...definition.groupingsAcross].map(shownAs),
    filters: definition.filters.map((one) => `${shownAs(one)} ${one.operator} ${one.value}`.trimEnd()),
    filterLogic: definition.filterLogic,
    timeFrame: dateFilter === null ? null : timeFrameText(dateFilter),
    chart: definition.chart?.type ?? null,
    scope: definition.scope,
    fields: fieldsOfDefinition(definition),
    definition: definition,
  };
}

/** What search looks through: labels and codes of columns, values of filters, formulas. */
export function definitionSearchText(definition: ReportDefinition): string {
  const { columns, groupingsDown, groupingsAcross, filters, formulas, buckets, crossFilters } = definition;
  const texts = [
    ...[...columns, ...groupingsDown, ...groupingsAcross, ...filters].flatMap(({ label, column, field }) => [
      label ?? '',
      column,
      field ?? '',
    ]),
    ...filters.map(({ value }) => value),
    ...formulas.flatMap(({ label, formula }) => [label ?? '', formula]),
    ...buckets.flatMap(({ label, field }) => [label ?? '', field ?? '']),
    ...crossFilters.map(({ relatedObject }) => relatedObject ?? ''),
  ];
  return [...new Set(texts.filter((text) => text !== ''))].join(' ');
}
