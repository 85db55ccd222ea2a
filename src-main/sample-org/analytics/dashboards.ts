import type { BundleDashboardComponent } from '../bundle-parts.ts';
import { salesforceDateTime } from '../dates.ts';
import { mintId } from '../ids.ts';
import type { OrgModel } from '../org-model.ts';
import { orgReports } from '../soql/report-model.ts';
import type { OrgDashboard, OrgReport } from '../soql/report-model.ts';
import { splitNamespace } from '../soql/setup-kit.ts';
import { ReportError } from './report-filters.ts';
import { reportMetadataOf } from './report-metadata.ts';
import { runReport } from './run-report.ts';

type Json = Readonly<Record<string, unknown>>;

/** What a dashboard is asked for with: where it is, and which reports its user may see. */
export interface DashboardPlace {
  readonly model: OrgModel;
  /** For example `/services/data/v68.0/analytics`. */
  readonly base: string;
  readonly nowMs: number;
  seesReport(report: OrgReport): boolean;
}

/** `GET …/analytics/dashboards/{id}/describe` */
export function describeDashboard(place: DashboardPlace, found: OrgDashboard): Json {
  const { id, folder, dashboard, components, runningUserId } = found;
  const name = dashboard.title ?? dashboard.name;
  const user = place.model.users.find((one) => one.Id === runningUserId) ?? place.model.runningUser;
  return {
    attributes: {
      dashboardId: id,
      dashboardName: name,
      statusUrl: `${place.base}/dashboards/${id}/status`,
      type: 'Dashboard',
    },
    canChangeRunningUser: false,
    canUseStickyFilter: false,
    chartTheme: 'light',
    colorPalette: 'unity',
    components: components.map(({ id: componentId, component, reportId }, index) => ({
      componentData: index,
      footer: null,
      header: component.header ?? null,
      id: componentId,
      properties: propertiesOf(place.model, component, reportId),
      reportId,
      title: component.title ?? null,
      type: 'Report',
    })),
    dashboardType: dashboard.dashboardType ?? 'SpecifiedUser',
    description: dashboard.description ?? null,
    developerName: splitNamespace(dashboard.name).local,
    filters: (dashboard.filters ?? []).map(({ name: filterName }) => ({
      errorMessage: null,
      id: mintId('0IB', `${dashboard.folder}/${dashboard.name} ${filterName}`),
      name: filterName,
      options: [],
      selectedOption: null,
    })),
    folderId: folder.id,
    id,
    layout: {
      components: components.map((_component, index) => ({
        colspan: 4,
        column: (index % 3) * 4,
        row: Math.floor(index / 3) * 8,
        rowspan: 8,
      })),
      gridLayout: true,
      numColumns: 12,
      rowHeight: 36,
    },
    maxFilterOptions: 50,
    name,
    runningUser: { displayName: user.Name, id: user.Id },
  };
}

const summaryCodes: Readonly<Record<string, string>> = { Sum: 's', Average: 'a', Maximum: 'mx', Minimum: 'm' };

function propertiesOf(model: OrgModel, component: BundleDashboardComponent, reportId: string | null): Json {
  const report = orgReports(model).find(({ id }) => id === reportId);
  const format = report === undefined ? 'SUMMARY' : reportMetadataOf(model, report).reportFormat;
  return {
    aggregates: (component.summaries ?? []).map(({ column, aggregate }) => ({
      name: column === 'RowCount' ? column : `${summaryCodes[aggregate ?? 'Sum'] ?? 's'}!${column}`,
    })),
    autoSelectColumns: false,
    filterColumns: [],
    groupings: (component.groupingColumns ?? []).map((name) => ({
      inheritedReportSort: null,
      name,
      sortAggregate: null,
      sortOrder: 'asc',
    })),
    maxRows: null,
    reportFormat: format,
    sort: null,
    useReportChart: false,
    visualizationProperties: {},
    visualizationType: component.componentType ?? 'Table',
  };
}

/** `GET …/analytics/dashboards/{id}`: its description and what each component shows. */
export function dashboardResults(place: DashboardPlace, found: OrgDashboard): Json {
  return {
    componentData: found.components.map(({ id, reportId }) => ({
      componentId: id,
      ...componentData(place, found, reportId),
    })),
    dashboardMetadata: describeDashboard(place, found),
  };
}

function componentData(place: DashboardPlace, found: OrgDashboard, reportId: string | null): Json {
  const refreshDate = refreshDateOf(place, found);
  const status = (dataStatus: string, errorCode: string | null, errorMessage: string | null): Json => ({
    dataStatus,
    errorCode,
    errorMessage,
    errorSeverity: errorCode === null ? null : 'Error',
    refreshDate,
    refreshStatus: 'IDLE',
  });
  const report = orgReports(place.model).find(({ id }) => id === reportId);
  if (report === undefined || !place.seesReport(report)) {
    const message =
      'The source report isn’t available; it’s been deleted or isn’t in a folder accessible to the running user.';
    return { reportResult: null, status: status('ERROR', 'REPORT_UNAVAILABLE', message) };
  }
  try {
    const metadata = reportMetadataOf(place.model, report);
    const result = runReport(place.model, metadata, { includeDetails: false, nowMs: place.nowMs, stored: metadata });
    const isEmpty = result.factMap['T!T']?.aggregates.every(({ value }) => value === 0 || value === null) === true;
    return { reportResult: { attributes: null, ...result }, status: status(isEmpty ? 'NODATA' : 'DATA', null, null) };
  } catch (cause) {
    if (!(cause instanceof ReportError)) throw cause;
    return { reportResult: null, status: status('ERROR', 'REPORT_FAILED', cause.message) };
  }
}

function refreshDateOf(place: DashboardPlace, { dashboard }: OrgDashboard): string | null {
  const at = dashboard.lastRefreshedDate ?? dashboard.lastViewedDate;
  return at === undefined ? null : salesforceDateTime(at);
}

/** `GET …/analytics/dashboards/{id}/status` */
export function dashboardStatus(place: DashboardPlace, found: OrgDashboard): Json {
  return {
    componentStatus: found.components.map(({ id }) => ({
      componentId: id,
      refreshDate: refreshDateOf(place, found),
      refreshStatus: 'IDLE',
    })),
  };
}
