import { failure, json } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import type { OrgRequest } from '../http/request.ts';
import type { OrgState } from '../org-state.ts';
import { lacks, rightsOf } from '../rights.ts';
import { orgDashboards, orgReports, seesFolder } from '../soql/report-model.ts';
import type { OrgDashboard, OrgReport } from '../soql/report-model.ts';
import { baseObjectOf, reportTypeLabel } from './base-object.ts';
import { dashboardResults, dashboardStatus, describeDashboard } from './dashboards.ts';
import type { DashboardPlace } from './dashboards.ts';
import { hourlyLimits } from './hourly.ts';
import type { HourlyLimit } from './hourly.ts';
import { instanceAttributes, instanceListing } from './instances.ts';
import type { ReportInstance } from './instances.ts';
import { ReportError } from './report-filters.ts';
import { blankMetadata, changedMetadata, reportMetadataOf } from './report-metadata.ts';
import type { ReportMetadata } from './report-metadata.ts';
import { reportTypeMetadata } from './report-type-metadata.ts';
import { reportWorkbook, workbookType } from './report-workbook.ts';
import { extendedMetadata, runReport } from './run-report.ts';
import { usedColumns } from './used-columns.ts';

interface Place {
  readonly state: OrgState;
  readonly request: OrgRequest;
  /** For example `/services/data/v68.0/analytics`. */
  readonly base: string;
}

/** Lists hold what the user viewed last, never everything. */
const mostRecent = 200;

/** Requests under `…/analytics/`. */
export function answerAnalytics(state: OrgState, request: OrgRequest, version: string, path: string): Reply {
  if (lacks(rightsOf(state, request), 'RunReports'))
    return failure(
      403,
      'FORBIDDEN',
      'You don’t have sufficient permissions to run reports. Ask your administrator for the permission Run Reports.',
    );
  const place: Place = { state, request, base: `/services/data/${version}/analytics` };
  const [kind = '', first = '', second, third] = path.split('/');
  try {
    if (kind === 'reports') return answerReports(place, first, second, third);
    if (kind === 'dashboards') return answerDashboards(place, first, second, third);
    if (kind === 'reportTypes' && second === undefined)
      return first === '' ? reportTypes(place) : describeReportType(place, first);
  } catch (cause) {
    if (cause instanceof ReportError) return failure(400, 'BAD_REQUEST', cause.message);
    throw cause;
  }
  return unavailable();
}

function unavailable(): Reply {
  return failure(404, 'NOT_FOUND', 'The data you’re trying to access is unavailable.');
}

function answerReports(place: Place, first: string, second: string | undefined, third: string | undefined): Reply {
  const isPost = place.request.method === 'POST';
  if (first === '') return recentReports(place);
  if (first === 'query' && isPost && second === undefined) return runUnsaved(place);
  const report = findReport(place, first);
  if (report === undefined) return unavailable();
  if (second === undefined) return runStored(place, report);
  if (second === 'describe' && third === undefined && !isPost) return describeReport(place, report);
  if (second !== 'instances') return unavailable();
  if (third === undefined) return isPost ? startInstance(place, report) : listInstances(place, report);
  const instance = place.state.analytics.instances.find(report.id, third);
  if (instance === undefined) return unavailable();
  if (place.request.method === 'DELETE') {
    place.state.analytics.instances.delete(instance);
    return { status: 204, headers: {} };
  }
  return answerInstance(place, instance);
}

function sees(place: Place, type: 'Report' | 'Dashboard', folder: OrgReport['folder']): boolean {
  const view = { rights: rightsOf(place.state, place.request), scope: 'everything' };
  return seesFolder(place.state.model, type, folder, view);
}

function findReport(place: Place, id: string): OrgReport | undefined {
  const found = orgReports(place.state.model).find((report) => report.id.slice(0, 15) === id.slice(0, 15));
  return found !== undefined && sees(place, 'Report', found.folder) ? found : undefined;
}

function newestFirst(a: { readonly viewed: string }, b: { readonly viewed: string }): number {
  return Date.parse(b.viewed) - Date.parse(a.viewed);
}

function recentReports(place: Place): Reply {
  const recent = orgReports(place.state.model).flatMap((one) =>
    one.report.lastViewedDate !== undefined && sees(place, 'Report', one.folder)
      ? [{ ...one, viewed: one.report.lastViewedDate }]
      : [],
  );
  const listed = recent.toSorted(newestFirst).slice(0, mostRecent);
  return json(
    200,
    listed.map(({ id, report }) => {
      const url = `${place.base}/reports/${id}`;
      return {
        describeUrl: `${url}/describe`,
        id,
        instancesUrl: `${url}/instances`,
        name: report.label ?? report.name,
        url,
      };
    }),
  );
}

function attributesOf(place: Place, metadata: ReportMetadata, id: string | null): Readonly<Record<string, unknown>> {
  const url = `${place.base}/reports/${id}`;
  return {
    describeUrl: id === null ? null : `${url}/describe`,
    instancesUrl: id === null ? null : `${url}/instances`,
    reportId: id,
    reportName: metadata.name,
    type: 'Report',
  };
}

function describeReport(place: Place, report: OrgReport): Reply {
  const { model } = place.state;
  const metadata = reportMetadataOf(model, report);
  return json(200, {
    attributes: attributesOf(place, metadata, report.id),
    reportExtendedMetadata: extendedMetadata(model, metadata),
    reportMetadata: metadata,
    reportTypeMetadata: reportTypeMetadata(model, report.report.reportType, usedColumns(model, metadata)),
  });
}

/** Metadata of a run: the stored one with what the body changes. A GET has no body. */
function askedMetadata(place: Place, stored: ReportMetadata): ReportMetadata {
  const change = bodyOf(place);
  const changed = changedMetadata(stored, change);
  if (changed === undefined)
    throw new ReportError('The request body is invalid: reportMetadata has a part of another type.');
  return changed;
}

function bodyOf({ request }: Place): Readonly<Record<string, unknown>> {
  if (request.method !== 'POST' || request.body.trim() === '') return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(request.body);
  } catch (cause) {
    throw new ReportError('The request body is invalid: it is not JSON.', { cause });
  }
  const metadata = (parsed as { readonly reportMetadata?: unknown } | null)?.reportMetadata ?? {};
  if (typeof metadata !== 'object' || Array.isArray(metadata))
    throw new ReportError('The request body is invalid: reportMetadata is not an object.');
  return metadata as Readonly<Record<string, unknown>>;
}

function spent(place: Place, limit: HourlyLimit, what: string): Reply | undefined {
  if (place.state.analytics.hourly.take(limit)) return undefined;
  return failure(
    403,
    'FORBIDDEN',
    `You can’t ${what} more than ${hourlyLimits[limit]} times every 60 minutes. Try again later.`,
  );
}

function runStored(place: Place, report: OrgReport): Reply {
  const stored = reportMetadataOf(place.state.model, report);
  return run(place, askedMetadata(place, stored), stored, report.id);
}

function runUnsaved(place: Place): Reply {
  const type = bodyOf(place).reportType as { readonly type?: unknown } | undefined;
  if (typeof type?.type !== 'string') throw new ReportError('The report type is missing.');
  return run(place, askedMetadata(place, blankMetadata(place.state.model, type.type)), undefined, null);
}

function run(place: Place, metadata: ReportMetadata, stored: ReportMetadata | undefined, id: string | null): Reply {
  const refused = spent(place, 'HourlySyncReportRuns', 'run reports synchronously');
  if (refused !== undefined) return refused;
  const isWorkbook = (place.request.headers.accept ?? '').includes(workbookType);
  const includeDetails = isWorkbook || place.request.query.get('includeDetails') === 'true';
  // The export is not held to the rows of a JSON answer.
  const more = { ...(isWorkbook ? { mostRows: 100_000 } : {}), ...(stored === undefined ? {} : { stored }) };
  const result = runReport(place.state.model, metadata, { includeDetails, nowMs: place.state.now(), ...more });
  if (!isWorkbook) return json(200, { attributes: attributesOf(place, metadata, id), ...result });
  const fileName = encodeURIComponent(String(metadata.name ?? 'Report'));
  return {
    status: 200,
    headers: { 'Content-Type': workbookType, 'Content-Disposition': `attachment; filename*=UTF-8''${fileName}.xlsx` },
    body: [{ raw: reportWorkbook(result), reusable: false }],
  };
}

function startInstance(place: Place, report: OrgReport): Reply {
  const stored = reportMetadataOf(place.state.model, report);
  const metadata = askedMetadata(place, stored);
  const refused = spent(place, 'HourlyAsyncReportRuns', 'run reports asynchronously');
  if (refused !== undefined) return refused;
  const instance = place.state.analytics.instances.add({
    report,
    stored,
    metadata,
    includeDetails: place.request.query.get('includeDetails') === 'true',
    ownerId: place.state.model.runningUser.Id,
  });
  return json(200, listing(place, instance));
}

function listInstances(place: Place, report: OrgReport): Reply {
  return json(
    200,
    place.state.analytics.instances.of(report.id).map((instance) => listing(place, instance)),
  );
}

function listing(place: Place, instance: ReportInstance): Readonly<Record<string, unknown>> {
  return instanceListing(instance, `${place.base}/reports/${instance.report.id}/instances/${instance.id}`);
}

/** The state of an instance, and its result once it is done. */
function answerInstance(place: Place, instance: ReportInstance): Reply {
  if (instance.status === 'New') {
    instance.status = 'Running';
  } else if (instance.status === 'Running') {
    const { includeDetails, metadata, stored } = instance;
    const nowMs = place.state.now();
    try {
      instance.result = runReport(place.state.model, metadata, { includeDetails, nowMs, stored });
      instance.status = 'Success';
    } catch (cause) {
      if (!(cause instanceof ReportError)) throw cause;
      instance.status = 'Error';
    }
    instance.completedAtMs = nowMs;
  }
  return json(200, { attributes: instanceAttributes(instance), ...instance.result });
}

function answerDashboards(place: Place, first: string, second: string | undefined, third: string | undefined): Reply {
  if (first === '') return recentDashboards(place);
  const dashboard = orgDashboards(place.state.model).find(({ id }) => id.slice(0, 15) === first.slice(0, 15));
  if (dashboard === undefined || third !== undefined || !sees(place, 'Dashboard', dashboard.folder))
    return unavailable();
  const asked: DashboardPlace = {
    model: place.state.model,
    base: place.base,
    nowMs: place.state.now(),
    seesReport: (report) => sees(place, 'Report', report.folder),
  };
  if (second === 'describe') return json(200, describeDashboard(asked, dashboard));
  if (second === 'status')
    return (
      spent(place, 'HourlyDashboardStatuses', 'ask for dashboard states') ??
      json(200, dashboardStatus(asked, dashboard))
    );
  if (second !== undefined) return unavailable();
  return (
    spent(place, 'HourlyDashboardResults', 'ask for dashboard results') ?? json(200, dashboardResults(asked, dashboard))
  );
}

function recentDashboards(place: Place): Reply {
  const recent: readonly (OrgDashboard & { readonly viewed: string })[] = orgDashboards(place.state.model).flatMap(
    (one) =>
      one.dashboard.lastViewedDate !== undefined && sees(place, 'Dashboard', one.folder)
        ? [{ ...one, viewed: one.dashboard.lastViewedDate }]
        : [],
  );
  const listed = recent.toSorted(newestFirst).slice(0, mostRecent);
  return json(
    200,
    listed.map(({ id, dashboard }) => {
      const url = `${place.base}/dashboards/${id}`;
      return { id, name: dashboard.title ?? dashboard.name, statusUrl: `${url}/status`, url };
    }),
  );
}

function reportTypes(place: Place): Reply {
  const { model } = place.state;
  const listed = (type: string) => ({
    describeUrl: `${place.base}/reportTypes/${type}`,
    isHidden: false,
    isHistorical: false,
    label: reportTypeLabel(model, type),
    supportsJoinedFormat: true,
    type,
  });
  const standard = ['AccountList', 'ContactList', 'Opportunity', 'LeadList', 'CaseList'].filter(
    (type) => baseObjectOf(model, type) !== undefined,
  );
  const custom = model.bundle.sobjects
    .filter((object) => object.kind === 'custom' && object.enableReports === true)
    .map(({ name }) => `CustomEntity$${name}`);
  const made = (model.bundle.reportTypes ?? []).map(({ name }) => `${name}__c`);
  return json(200, [
    { label: 'Standard Report Types', reportTypes: standard.map(listed) },
    { label: 'Other Reports', reportTypes: [...custom, ...made].map(listed) },
  ]);
}

function describeReportType(place: Place, type: string): Reply {
  const { model } = place.state;
  const name = decodeURIComponent(type);
  if (baseObjectOf(model, name) === undefined) return unavailable();
  const metadata = blankMetadata(model, name);
  return json(200, {
    attributes: { describeUrl: `${place.base}/reportTypes/${type}`, type: 'ReportType' },
    reportExtendedMetadata: extendedMetadata(model, metadata),
    reportMetadata: metadata,
    reportTypeMetadata: reportTypeMetadata(model, name),
  });
}
