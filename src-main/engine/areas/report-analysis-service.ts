import { DEFINITION_AREA } from '../sync/org-definitions.ts';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Input, Output } from '../../../src-preload/contract/index.ts';
import { comparableDefinition } from '../../domain/areas/report-analysis-definition.ts';
import type { AnalysedDashboard, AnalysedReport, Person } from '../../domain/areas/report-analysis-input.ts';
import { analyseReports } from '../../domain/areas/report-analysis.ts';
import { objectAt, textAt } from '../../domain/areas/reports-json.ts';
import type { ReportDefinition } from '../../domain/areas/reports.ts';
import type { Clock, Handlers } from '../ports.ts';
import type { StoredComponent } from '../store/areas/components.ts';
import type { Store } from '../store/store.ts';

type Deps = { readonly store: Pick<Store, 'catalog' | 'areas'>; readonly now: Clock };

type Documented = readonly { readonly object: string; readonly name: string; readonly label: string }[] | null;

/** Of so many fields the label is looked up; the list is sorted by use, and nobody reads further. */
const MOST_FIELDS = 1000;

/** Analyses the reports and dashboards in the store. Nothing is asked of the org. */
export function createReportAnalysisService({ store, now }: Deps): {
  readonly handlers: Handlers<'reports.analysis'>;
} {
  const { catalog, areas } = store;

  /** All components of a type, in slices, so that other questions are answered in between. */
  function* allOf<T>(key: number, type: string, of: (one: StoredComponent) => T): Generator<undefined, T[]> {
    const found: T[] = [];
    for (const page of areas.components.pagesOf(key, type)) {
      for (const one of page) found.push(of(one));
      yield;
    }
    return found;
  }

  const usersActive = (key: number): ReadonlyMap<string, boolean> | null => {
    const users = areas.components.ofType(key, 'User');
    if (users.length === 0) return null;
    return new Map(
      users.flatMap(({ orgId, facts }) =>
        orgId === null || typeof facts.active !== 'boolean' ? [] : [[orgId, facts.active] as const],
      ),
    );
  };

  function* documentedFields(connectionId: string): Generator<undefined, Documented> {
    if (catalog.overview(connectionId).objects === 0) return null;
    // Where the user may not read definitions no field has a description, which is not the same as none being documented.
    const { key } = catalog.org(connectionId);
    const refused = catalog.snapshots.unknownParts(key).some((part) => part.area === DEFINITION_AREA);
    if (refused) return null;
    const described = { column: 'description', operator: 'isNotEmpty', value: '' } as const;
    const found: { readonly object: string; readonly name: string; readonly label: string }[] = [];
    for (const page of catalog.iterateFields({
      connectionId,
      objects: null,
      quick: '',
      filters: [described],
      sort: [{ column: 'object', direction: 'asc' }],
    })) {
      for (const { object, name, label } of page) found.push({ object, name, label });
      yield;
    }
    return found;
  }

  function* analysis({
    connectionId,
    staleDays,
  }: Input<'reports.analysis'>): Generator<undefined, Output<'reports.analysis'>> {
    const { key } = catalog.org(connectionId);
    const names = new Map<string, string>();
    const reportOf = (one: StoredComponent): AnalysedReport => {
      if (one.orgId !== null) names.set(one.orgId, one.name);
      return analysedReport(one);
    };
    const reports = yield* allOf(key, 'Report', reportOf);
    // Reports may have been read again since the dashboards were.
    const dashboardOf = (one: StoredComponent): AnalysedDashboard => analysedDashboard(one, names);
    const dashboards = yield* allOf(key, 'Dashboard', dashboardOf);
    const states = new Map(areas.states.list(key).map(({ area, readAt }) => [area, readAt]));
    const readAt = { reports: states.get('reports') ?? null, dashboards: states.get('dashboards') ?? null };
    const documented = yield* documentedFields(connectionId);
    const { findings, charts, fields, gaps } = yield* analyseReports({
      reports,
      dashboards,
      readAt,
      active: usersActive(key),
      documented,
      staleDays,
      nowMs: now(),
    });
    const labelOf = (field: string): string | null => {
      const dot = field.indexOf('.');
      return catalog.field(connectionId, field.slice(0, dot), field.slice(dot + 1))?.row.label ?? null;
    };
    return {
      reports: reports.length,
      dashboards: dashboards.length,
      readAt,
      findings: [...findings],
      charts: {
        lastRun: [...charts.lastRun],
        created: [...charts.created],
        folders: [...charts.folders],
        formats: [...charts.formats],
        reportTypes: [...charts.reportTypes],
      },
      fields: fields.slice(0, MOST_FIELDS).map(({ field, reports: count }) => ({
        field,
        label: labelOf(field),
        reports: count,
      })),
      descriptionsRead: documented !== null,
      gaps: [...gaps],
    };
  }

  return {
    handlers: {
      'reports.analysis': async (input, { signal }) => {
        const steps = analysis(input);
        for (;;) {
          const step = steps.next();
          if (step.done === true) return step.value;
          await nextTurn();
          signal.throwIfAborted();
        }
      },
    },
  };
}

function person(id: unknown, name: unknown): Person {
  return { id: textAt(id), name: textAt(name) };
}

function analysedReport({ facts, ...report }: StoredComponent): AnalysedReport {
  const format = textAt(facts.format);
  const { definition } = facts;
  return {
    name: report.name,
    label: report.label,
    folder: textAt(facts.folderLabel),
    isPrivate: facts.folderKind === 'private',
    format,
    reportType: typeWords(textAt(facts.reportTypeLabel) ?? textAt(facts.reportType), report.object),
    lastRunDate: textAt(facts.lastRunDate),
    createdDate: report.createdDate,
    lastModifiedDate: report.lastModifiedDate,
    createdBy: person(facts.createdById, report.createdBy),
    lastModifiedBy: person(facts.lastModifiedById, report.lastModifiedBy),
    definition:
      definition === undefined || definition === null
        ? null
        : comparableDefinition(definition as unknown as ReportDefinition, format),
  };
}

/** Report types of different objects may have one label. */
function typeWords(label: string | null, object: string | null): string | null {
  return label === null || object === null ? label : `${label} (${object})`;
}

function analysedDashboard(
  { facts, ...dashboard }: StoredComponent,
  reportNames: ReadonlyMap<string, string>,
): AnalysedDashboard {
  const specified = facts.dashboardType === 'SpecifiedUser';
  return {
    name: dashboard.name,
    label: dashboard.label,
    folder: textAt(facts.folderLabel),
    isPrivate: facts.folderKind === 'private',
    lastModifiedDate: dashboard.lastModifiedDate,
    createdBy: person(facts.createdById, dashboard.createdBy),
    lastModifiedBy: person(facts.lastModifiedById, dashboard.lastModifiedBy),
    runningUser: specified ? person(facts.runningUserId, facts.runningUser) : null,
    components: Array.isArray(facts.components)
      ? (facts.components as readonly unknown[]).map((one) => {
          const { header, title, reportId } = objectAt(one);
          const id = textAt(reportId);
          const report = id === null ? null : (reportNames.get(id) ?? null);
          return { title: textAt(header) ?? textAt(title), reportId: id, report };
        })
      : null,
  };
}
