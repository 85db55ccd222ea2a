import type { Component } from '../../../domain/areas/component.ts';
import {
  DASHBOARD_FACTS,
  dashboardDefinition,
  type DashboardDefinition,
  dashboardFacts,
  dashboardUsage,
} from '../../../domain/areas/dashboards.ts';
import type { SObjectRecord } from '../../salesforce/org-client.ts';
import type { StoredComponent } from '../../store/areas/components.ts';
import { writeContext } from '../../sync/sync-run.ts';
import { allOf } from '../../sync/all-of.ts';
import type { AreaReader, AreaRun } from '../area-run.ts';
import { readList } from '../read-list.ts';
import { commonFacts, dateOf, parentOf, textOf } from '../record-facts.ts';
import { readDashboardComponents } from './dashboards-components.ts';
import { DESCRIBED_STATE, readDescribes, withDescriptionOf, withoutDescription } from './reports-describes.ts';
import { type FolderPlace, placesAfter, readFolders } from './reports-folders.ts';
import { foundForRow, moveToTheirFolders, placeFacts } from './reports-moves.ts';

const DASHBOARD_SOURCE = 'dashboard components';
const FOLDERED = { type: 'Dashboard', source: DASHBOARD_SOURCE } as const;
const FIELDS =
  'Title, DeveloperName, FolderId, FolderName, Description, Type, RunningUserId, RunningUser.Name, ' +
  'DashboardResultRefreshedDate, CreatedById, LastModifiedById';

/** Dashboards with their components, the reports behind them, filters and running user; their folders. */
export const readDashboards: AreaReader = async (run) => {
  const since = run.watermark as { readonly folders?: string; readonly dashboards?: string } | null;
  const foldersRead = readFolders(run, 'Dashboard', since?.folders ?? null);
  const places = placesAfter(run, 'Dashboard', foldersRead);
  const listRead = readList(run, {
    type: 'Dashboard',
    sObject: 'Dashboard',
    api: 'data',
    purpose: 'reports',
    fields: FIELDS,
    since: since?.dashboards ?? null,
    ready: places.ready,
    component: (record) => {
      const next = dashboardOf(record, places.of(textOf(record.FolderId), textOf(record.FolderName)));
      return withDescriptionOf(next, foundForRow(run, FOLDERED, next.orgId, next.name), DASHBOARD_FACTS);
    },
  });
  const [folders, dashboards] = await allOf(foldersRead, listRead);
  // What dashboards show is told in the names of reports.
  await run.after('reports');
  moveToTheirFolders(run, FOLDERED, places);
  const refused: StoredComponent[] = [];
  await readDescribes(run, {
    type: 'Dashboard',
    path: 'dashboards',
    facts: DASHBOARD_FACTS,
    save: (dashboard, body) => save(run, dashboard, dashboardDefinition(body), []),
    refused: (dashboard) => refused.push(dashboard),
  });
  const bySoql = await readDashboardComponents(run, refused);
  for (const dashboard of refused) {
    const components = bySoql.get(dashboard);
    if (components === undefined) forget(run, dashboard);
    else save(run, dashboard, { components, filters: [], runningUser: null }, ['filters', 'filterOptions']);
  }
  nameReports(run);
  return { folders, dashboards };
};

function dashboardOf(record: SObjectRecord, place: FolderPlace): Component {
  const common = commonFacts(record);
  const developerName = textOf(record.DeveloperName) ?? common.orgId ?? '';
  const local = common.namespace === null ? developerName : `${common.namespace}__${developerName}`;
  return {
    ...common,
    type: 'Dashboard',
    name: `${place.name}/${local}`,
    label: textOf(record.Title) ?? developerName,
    object: null,
    description: textOf(record.Description),
    facts: {
      ...placeFacts(place),
      dashboardType: textOf(record.Type),
      runningUser: textOf(parentOf(record, 'RunningUser', 'Name')),
      runningUserId: textOf(record.RunningUserId)?.slice(0, 15) ?? null,
      refreshedDate: dateOf(record.DashboardResultRefreshedDate),
      createdById: textOf(record.CreatedById)?.slice(0, 15) ?? null,
      lastModifiedById: textOf(record.LastModifiedById)?.slice(0, 15) ?? null,
    },
    searchText: null,
    unknown: DASHBOARD_FACTS,
  };
}

/** Names of reports by id, as far as reports were read. */
function reportNames(run: AreaRun): { readonly of: (id: string) => string | null; readonly read: boolean } {
  const state = run.areas.states.list(run.connectionKey).find(({ area }) => area === 'reports');
  const read = state?.readAt !== null && state?.readAt !== undefined;
  return {
    of: (id) => {
      const found = run.areas.components.byOrgId(run.connectionKey, id);
      return found?.type === 'Report' ? found.name : null;
    },
    read,
  };
}

function save(
  run: AreaRun,
  dashboard: StoredComponent,
  definition: DashboardDefinition,
  unknown: readonly string[],
): void {
  const reports = reportNames(run);
  const described = dashboardFacts(definition, reports.of, reports.read);
  const known = Object.fromEntries(Object.entries(described).filter(([fact]) => !unknown.includes(fact)));
  // A description that was refused is asked for again by the next read.
  const state = unknown.length === 0 ? dashboard.lastModifiedDate : null;
  const runningUser = dashboard.facts.runningUser ?? definition.runningUser;
  const texts = definition.components.flatMap(({ header, title }) => [header, title].flatMap((text) => text ?? []));
  run.catalog.transaction(() => {
    run.areas.components.save(writeContext(run), run.area, {
      ...dashboard,
      facts: { ...dashboard.facts, ...known, [DESCRIBED_STATE]: state, runningUser },
      searchText: [...new Set(texts)].join(' '),
      unknown: reports.read ? unknown : [...unknown, ...OF_REPORTS],
    });
    const { usage } = run.areas;
    const uses = dashboardUsage(dashboard.name, definition.components, reports.of);
    usage.replaceFrom(run.connectionKey, DASHBOARD_SOURCE, 'Dashboard', dashboard.name, uses);
  });
}

/** What an earlier state of a dashboard was does not pass for what it is. */
function forget(run: AreaRun, dashboard: StoredComponent): void {
  run.catalog.transaction(() => {
    run.areas.components.save(writeContext(run), run.area, withoutDescription(dashboard, DASHBOARD_FACTS));
    run.areas.usage.replaceFrom(run.connectionKey, DASHBOARD_SOURCE, 'Dashboard', dashboard.name, []);
  });
}

/** Facts about reports are unknown while no reports were read. */
const OF_REPORTS = ['reports', 'missingReports'] as const;

/** Reports come, go and get other names without their dashboards being changed. */
function nameReports(run: AreaRun): void {
  const reports = reportNames(run);
  for (const dashboard of run.areas.components.ofType(run.connectionKey, 'Dashboard')) {
    const { components, filterOptions } = dashboard.facts;
    if (!Array.isArray(components)) continue;
    const definition = {
      components: components as unknown as DashboardDefinition['components'],
      filters: (filterOptions ?? []) as unknown as DashboardDefinition['filters'],
    };
    const now = dashboardFacts(definition, reports.of, reports.read);
    const changed = OF_REPORTS.some((fact) => JSON.stringify(now[fact]) !== JSON.stringify(dashboard.facts[fact]));
    if (!changed) continue;
    const others = dashboard.unknown.filter((fact) => !OF_REPORTS.some((one) => one === fact));
    const unknown = reports.read ? others : [...others, ...OF_REPORTS];
    const facts = {
      ...dashboard.facts,
      components: now.components,
      reports: now.reports,
      missingReports: now.missingReports,
    };
    run.catalog.transaction(() => {
      run.areas.components.save(writeContext(run), run.area, { ...dashboard, facts, unknown });
      const uses = dashboardUsage(dashboard.name, definition.components, reports.of);
      run.areas.usage.replaceFrom(run.connectionKey, DASHBOARD_SOURCE, 'Dashboard', dashboard.name, uses);
    });
  }
}
