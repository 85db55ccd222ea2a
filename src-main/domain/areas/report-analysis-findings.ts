import type { AnalysedDashboard, AnalysedReport, AnalysisInput, Person } from './report-analysis-input.ts';
import { dayOf, someOf } from './report-analysis-words.ts';

/** As the contract's `finding`. */
export type ReportFinding = {
  readonly kind:
    | 'never run'
    | 'not run lately'
    | 'creator inactive'
    | 'last modifier inactive'
    | 'running user inactive'
    | 'duplicate definition'
    | 'private folder'
    | 'report gone or not visible'
    | 'component fails'
    | 'documented field unused';
  readonly type: 'Report' | 'Dashboard' | 'CustomField';
  readonly name: string;
  readonly label: string;
  readonly folder: string | null;
  readonly why: string;
  readonly sure: 'certain' | 'likely' | 'unknown';
  readonly doubt: string | null;
  readonly lastRunDate: string | null;
  readonly lastModifiedDate: string | null;
};

type Said = Pick<ReportFinding, 'kind' | 'why'> & Partial<Pick<ReportFinding, 'sure' | 'doubt'>>;

const DAY_MS = 24 * 3_600_000;

function ofReport(report: AnalysedReport, { kind, why, sure = 'certain', doubt = null }: Said): ReportFinding {
  const { name, label, folder, lastRunDate, lastModifiedDate } = report;
  return { kind, type: 'Report', name, label, folder, why, sure, doubt, lastRunDate, lastModifiedDate };
}

function ofDashboard(one: AnalysedDashboard, { kind, why, sure = 'certain', doubt = null }: Said): ReportFinding {
  const { name, label, folder, lastModifiedDate } = one;
  return { kind, type: 'Dashboard', name, label, folder, why, sure, doubt, lastRunDate: null, lastModifiedDate };
}

/** Since when a report that was run last before is stale, ISO 8601. */
export function staleBefore({ nowMs, staleDays }: Pick<AnalysisInput, 'nowMs' | 'staleDays'>): string {
  return new Date(nowMs - staleDays * DAY_MS).toISOString();
}

/** Reports that nobody runs. */
export function idleReports(input: AnalysisInput): readonly ReportFinding[] {
  const shownBy = dashboardsOfReports(input);
  const before = staleBefore(input);
  const unseen = input.readAt.dashboards === null || input.dashboards.some(({ components }) => components === null);
  return input.reports.flatMap((report) => {
    const dashboards = shownBy.get(report.name) ?? [];
    const reads = 'a dashboard reads a report without the date of its last run having to change.';
    const doubted: Pick<Said, 'sure' | 'doubt'> =
      dashboards.length > 0
        ? { sure: 'likely', doubt: `${someOf(dashboards)} shows it: ${reads}` }
        : unseen
          ? { sure: 'likely', doubt: `Not all dashboards were read, and one of them may show it: ${reads}` }
          : {};
    if (report.lastRunDate === null) {
      const made = report.createdDate === null ? '' : ` It was made on ${dayOf(report.createdDate)}.`;
      const why = `Nobody has run it: the org keeps no date of a last run.${made}`;
      return [ofReport(report, { kind: 'never run', why, ...doubted })];
    }
    if (report.lastRunDate >= before) return [];
    const days = Math.floor((input.nowMs - Date.parse(report.lastRunDate)) / DAY_MS);
    const why = `It was run last on ${dayOf(report.lastRunDate)}, ${days.toLocaleString('en')} days ago; the limit is ${input.staleDays} days.`;
    return [ofReport(report, { kind: 'not run lately', why, ...doubted })];
  });
}

function dashboardsOfReports({ dashboards }: AnalysisInput): ReadonlyMap<string, readonly string[]> {
  const shownBy = new Map<string, string[]>();
  for (const { label, components } of dashboards) {
    for (const report of new Set((components ?? []).flatMap((one) => one.report ?? []))) {
      const known = shownBy.get(report);
      if (known === undefined) shownBy.set(report, [label]);
      else known.push(label);
    }
  }
  return shownBy;
}

/** Reports and dashboards of people who are no longer active. Who owns a report cannot be told: its owner is its folder. */
export function orphans({ reports, dashboards, active }: AnalysisInput): readonly ReportFinding[] {
  if (active === null) return [];
  const isGone = ({ id }: Person): boolean => id !== null && active.get(id) === false;
  const why = (did: string, { name }: Person): string =>
    `${name ?? 'Somebody'} ${did} it and is no longer an active user.`;
  const said = (one: AnalysedReport | AnalysedDashboard): Said[] => [
    ...(isGone(one.createdBy) ? [{ kind: 'creator inactive' as const, why: why('made', one.createdBy) }] : []),
    ...(isGone(one.lastModifiedBy)
      ? [{ kind: 'last modifier inactive' as const, why: why('changed', one.lastModifiedBy) }]
      : []),
  ];
  return [
    ...reports.flatMap((one) => said(one).map((finding) => ofReport(one, finding))),
    ...dashboards.flatMap((one) => said(one).map((finding) => ofDashboard(one, finding))),
    ...dashboards.flatMap((one) => {
      if (one.runningUser === null || !isGone(one.runningUser)) return [];
      const name = one.runningUser.name ?? 'a user';
      return [
        ofDashboard(one, {
          kind: 'running user inactive',
          why: `It shows data with the rights of ${name}, who is no longer an active user.`,
        }),
      ];
    }),
  ];
}

/** Reports that show the same: report type, columns, groupings, filters, time frame, formulas and row limit. */
export function duplicates({ reports }: AnalysisInput): readonly ReportFinding[] {
  const groups = Map.groupBy(
    reports.filter(({ definition }) => definition?.whole === true),
    ({ definition }) => definition?.anyOrder ?? '',
  );
  return [...groups.values()].flatMap((group) => {
    if (group.length < 2) return [];
    return group.map((report) => {
      const others = group.filter((one) => one !== report);
      const same = others.every(({ definition }) => definition?.exact === report.definition?.exact);
      const names = someOf(others.map(({ name }) => name));
      return ofReport(report, {
        kind: 'duplicate definition',
        why: `Same report type, columns, groupings, filters and time frame as ${names}.`,
        ...(same
          ? {}
          : { sure: 'likely', doubt: 'Columns, filters or the sort order stand in another order: look at both.' }),
      });
    });
  });
}

/** What only one person sees. */
export function privateOnes({ reports, dashboards }: AnalysisInput): readonly ReportFinding[] {
  const said = {
    kind: 'private folder' as const,
    why: 'It stands in a private folder, where only its owner finds it.',
  };
  return [
    ...reports.filter(({ isPrivate }) => isPrivate).map((one) => ofReport(one, said)),
    ...dashboards.filter(({ isPrivate }) => isPrivate).map((one) => ofDashboard(one, said)),
  ];
}

/** Dashboards with components whose report is not among those read, and what follows for the component. */
export function brokenDashboards(input: AnalysisInput): readonly ReportFinding[] {
  return input.dashboards.flatMap((dashboard) => [
    ...(input.readAt.reports === null ? [] : missingReports(dashboard)),
    ...failing(dashboard, input),
  ]);
}

function missingReports(dashboard: AnalysedDashboard): readonly ReportFinding[] {
  const gone = (dashboard.components ?? []).filter(({ reportId, report }) => reportId !== null && report === null);
  if (gone.length === 0) return [];
  const titles = someOf(
    gone.map(({ title, reportId }) => (title === null ? `the one with report ${reportId}` : `"${title}"`)),
  );
  const whose = gone.length === 1 ? `The report of its component ${titles}` : `The reports of its components ${titles}`;
  const are = gone.length === 1 ? 'is' : 'are';
  return [
    ofDashboard(dashboard, {
      kind: 'report gone or not visible',
      why: `${whose} ${are} not among the reports that were read: deleted, or in a folder that the signed-in user does not see.`,
      sure: 'likely',
      doubt: 'Somebody who sees all report folders can tell which of both it is.',
    }),
  ];
}

/** Without records, a failure is told only where it follows from the definition. */
function failing(dashboard: AnalysedDashboard, { active }: AnalysisInput): readonly ReportFinding[] {
  const { runningUser } = dashboard;
  if (runningUser === null || runningUser.id === null || active?.get(runningUser.id) !== false) return [];
  return [
    ofDashboard(dashboard, {
      kind: 'component fails',
      why: `Salesforce shows an error in place of data while the running user, ${runningUser.name ?? 'a user'}, is inactive.`,
      sure: 'likely',
      doubt: 'The results of the dashboard would tell. They hold records and are not read.',
    }),
  ];
}

/** Fields with a description that no report read uses. */
export function unusedFields(input: AnalysisInput, used: ReadonlySet<string>, most: number): readonly ReportFinding[] {
  const { documented, reports } = input;
  if (documented === null || reports.every(({ definition }) => definition === null)) return [];
  const unread = reports.filter(({ definition }) => definition?.whole !== true).length;
  const doubt =
    unread === 0
      ? 'Reports in folders that the signed-in user does not see may use it.'
      : `The columns of ${unread} of ${reports.length} reports are not known, and reports in folders that the signed-in user does not see may use it.`;
  const found: ReportFinding[] = [];
  for (const { object, name, label } of documented) {
    if (found.length === most) break;
    if (used.has(`${object}.${name}`.toLowerCase())) continue;
    found.push({
      kind: 'documented field unused',
      type: 'CustomField',
      name: `${object}.${name}`,
      label,
      folder: null,
      why: 'It has a description, and none of the reports that were read uses it.',
      sure: 'likely',
      doubt,
      lastRunDate: null,
      lastModifiedDate: null,
    });
  }
  return found;
}
