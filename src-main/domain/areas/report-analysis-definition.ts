import type { AnalysedDefinition } from './report-analysis-input.ts';
import { fieldsOfDefinition, type ReportDefinition } from './reports.ts';

/**
 * What a report shows, in a form that can be compared. Labels, names of buckets and everything about the look are left
 * out: they do not change which data appears.
 */
export function comparableDefinition(definition: ReportDefinition, format: string | null): AnalysedDefinition {
  const bucketOf = new Map(
    definition.buckets.map(({ name, column, type, values }) => [name, `bucket ${column} ${type ?? ''} ${values}`]),
  );
  const code = (column: string): string => bucketOf.get(column) ?? column;
  const columns = definition.columns.map(({ column, aggregates }) =>
    [code(column), ...aggregates.toSorted()].join(' '),
  );
  const down = definition.groupingsDown.map(
    ({ column, dateGranularity }) => `${code(column)} ${dateGranularity ?? ''}`,
  );
  const across = definition.groupingsAcross.map(
    ({ column, dateGranularity }) => `${code(column)} ${dateGranularity ?? ''}`,
  );
  const filters = definition.filters.map(({ column, operator, value }) => `${code(column)} ${operator} ${value}`);
  const { dateFilter, rowLimit } = definition;
  const rest = {
    format,
    type: definition.reportType,
    scope: definition.scope,
    details: definition.showDetails,
    logic: definition.filterLogic,
    time:
      dateFilter === null
        ? null
        : [dateFilter.column, dateFilter.duration, dateFilter.startDate, dateFilter.endDate].map((part) => part ?? ''),
    standard: definition.standardFilters.map(({ name, value }) => `${name} ${value}`).toSorted(),
    cross: definition.crossFilters.map((cross) => JSON.stringify(cross)).toSorted(),
    formulas: definition.formulas.map(({ formula }) => formula).toSorted(),
    limit: rowLimit === null ? null : `${rowLimit.rows} ${rowLimit.direction ?? ''}`,
  };
  const sort = definition.sort.map(({ column, direction }) => `${code(column)} ${direction ?? ''}`);
  return {
    exact: JSON.stringify({ ...rest, columns, down, across, filters, sort }),
    // The numbers of a filter logic count filters from the top, so that their order has a meaning there.
    anyOrder: JSON.stringify({
      ...rest,
      columns: columns.toSorted(),
      down,
      across,
      filters: definition.filterLogic === null ? filters.toSorted() : filters,
    }),
    fields: fieldsOfDefinition(definition),
    whole: format !== 'MultiBlock',
  };
}
