import type { Fact, UsageFact } from './component.ts';
import { type Json, listAt, objectAt, textAt } from './reports-json.ts';

/** One component of a dashboard. */
export type DashboardPart = {
  readonly id: string | null;
  /** `Bar`, `Donut`, `Metric`, `Table`, …; null for what is not a chart or table of a report. */
  readonly kind: string | null;
  readonly header: string | null;
  readonly title: string | null;
  /** 15 characters; null: it shows no report. */
  readonly reportId: string | null;
  /** Codes of report columns. */
  readonly groupings: readonly string[];
  readonly aggregates: readonly string[];
};

export type DashboardDefinition = {
  readonly components: readonly DashboardPart[];
  readonly filters: readonly { readonly name: string; readonly options: readonly string[] }[];
  /** The user whose rights the dashboard shows data with; null where each viewer's own are used. */
  readonly runningUser: string | null;
};

/** Facts that only a dashboard's description tells. */
export const DASHBOARD_FACTS = [
  'components',
  'componentCount',
  'filters',
  'filterOptions',
  'reports',
  'missingReports',
] as const;

/** A dashboard's definition from the answer to `/analytics/dashboards/{id}/describe`. */
export function dashboardDefinition(body: Json): DashboardDefinition {
  return {
    components: listAt(body.components).map((one) => {
      const component = objectAt(one);
      const properties = objectAt(component.properties);
      return {
        id: shortAt(component.id),
        kind: textAt(properties.visualizationType) ?? textAt(component.type),
        header: textAt(component.header),
        title: textAt(component.title),
        reportId: shortAt(component.reportId),
        groupings: namesAt(properties.groupings),
        aggregates: namesAt(properties.aggregates),
      };
    }),
    filters: listAt(body.filters).flatMap((one) => {
      const { name, options } = objectAt(one);
      const text = textAt(name);
      return text === null ? [] : [{ name: text, options: listAt(options).map(optionText) }];
    }),
    runningUser: textAt(objectAt(body.runningUser).displayName),
  };
}

function shortAt(value: unknown): string | null {
  return textAt(value)?.slice(0, 15) ?? null;
}

function namesAt(value: unknown): readonly string[] {
  return listAt(value).flatMap((one) => textAt(objectAt(one).name) ?? []);
}

function optionText(value: unknown): string {
  const { alias, operation, value: single, startValue, endValue } = objectAt(value);
  const range = [textAt(startValue), textAt(endValue)].flatMap((one) => one ?? []).join(' to ');
  return textAt(alias) ?? `${textAt(operation) ?? ''} ${textAt(single) ?? range}`.trim();
}

/**
 * The facts of `DASHBOARD_FACTS`.
 *
 * @param reportName `folder/name` of a report by id; null: there is none in the store
 * @param reportsRead whether the reports of the org were read, so that a missing one is one that is gone or not visible
 */
export function dashboardFacts(
  { components, filters }: Pick<DashboardDefinition, 'components' | 'filters'>,
  reportName: (id: string) => string | null,
  reportsRead: boolean,
): Readonly<Record<(typeof DASHBOARD_FACTS)[number], Fact>> {
  const shown = components.map((one) => ({ ...one, report: one.reportId === null ? null : reportName(one.reportId) }));
  const missing = shown.filter(({ reportId, report }) => reportId !== null && report === null).length;
  return {
    components: shown,
    componentCount: shown.length,
    filters: filters.map(({ name }) => name),
    filterOptions: filters,
    reports: [...new Set(shown.flatMap(({ report }) => report ?? []))],
    missingReports: reportsRead ? missing : null,
  };
}

/** Which reports a dashboard shows, by the names that `reportName` knows. */
export function dashboardUsage(
  name: string,
  components: readonly Pick<DashboardPart, 'reportId'>[],
  reportName: (id: string) => string | null,
): readonly UsageFact[] {
  const reports = new Set(
    components.flatMap(({ reportId }) => (reportId === null ? [] : (reportName(reportId) ?? []))),
  );
  return [...reports].map((report) => ({
    fromType: 'Dashboard',
    fromName: name,
    toType: 'Report',
    toName: report,
    via: 'component',
  }));
}
