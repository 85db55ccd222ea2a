import {
  brokenDashboards,
  duplicates,
  idleReports,
  orphans,
  privateOnes,
  type ReportFinding,
  staleBefore,
  unusedFields,
} from './report-analysis-findings.ts';
import type { AnalysedReport, AnalysisInput } from './report-analysis-input.ts';
import { counted } from './report-analysis-words.ts';

type Counted = { readonly label: string; readonly count: number };

export type ReportAnalysis = {
  readonly findings: readonly ReportFinding[];
  readonly charts: {
    readonly lastRun: readonly Counted[];
    readonly created: readonly Counted[];
    readonly folders: readonly {
      readonly label: string;
      readonly fresh: number;
      readonly stale: number;
      readonly never: number;
    }[];
    readonly formats: readonly Counted[];
    readonly reportTypes: readonly Counted[];
  };
  /** `Object.Field`, most used first. */
  readonly fields: readonly { readonly field: string; readonly reports: number }[];
  readonly gaps: readonly string[];
};

const UNKNOWN = 'unknown';
const NEVER = 'never';
/** More would be a list that nobody reads. */
const MOST_UNUSED_FIELDS = 5000;

/**
 * What stands out among reports and dashboards, what they are like, and what could not be told.
 *
 * Everything follows from definitions and dates; nothing of the records behind them is needed. It goes step by step, so
 * that whoever runs it can give way to others in between.
 */
export function* analyseReports(input: AnalysisInput): Generator<undefined, ReportAnalysis> {
  const fields = fieldUse(input.reports);
  yield;
  const used = new Set(fields.map(({ field }) => field.toLowerCase()));
  const unused = unusedFields(input, used, MOST_UNUSED_FIELDS);
  const findings: (readonly ReportFinding[])[] = [];
  for (const find of [idleReports, orphans, duplicates, privateOnes, brokenDashboards]) {
    findings.push(find(input));
    yield;
  }
  const charts = {
    lastRun: byMonth(input.reports, ({ lastRunDate }) => lastRunDate, NEVER),
    created: byMonth(input.reports, ({ createdDate }) => createdDate, UNKNOWN),
    folders: foldersOf(input),
    formats: countBy(input.reports, ({ format }) => format),
    reportTypes: countBy(input.reports, ({ reportType }) => reportType),
  };
  yield;
  return { findings: [...findings.flat(), ...unused], charts, fields, gaps: gapsOf(input, unused.length) };
}

function fieldUse(reports: readonly AnalysedReport[]): ReportAnalysis['fields'] {
  const counts = new Map<string, number>();
  for (const { definition } of reports) {
    for (const field of definition?.fields ?? []) counts.set(field, (counts.get(field) ?? 0) + 1);
  }
  return [...counts]
    .map(([field, count]) => ({ field, reports: count }))
    .toSorted((a, b) => b.reports - a.reports || a.field.localeCompare(b.field));
}

/** By month, oldest first; reports without a date last. */
function byMonth(
  reports: readonly AnalysedReport[],
  dateOf: (report: AnalysedReport) => string | null,
  without: string,
): readonly Counted[] {
  const counts = tally(reports, (report) => dateOf(report)?.slice(0, 7) ?? without);
  const months = counts.filter(({ label }) => label !== without).toSorted((a, b) => (a.label < b.label ? -1 : 1));
  return [...months, ...counts.filter(({ label }) => label === without)];
}

/** Most first; `unknown` last. */
function countBy(
  reports: readonly AnalysedReport[],
  of: (report: AnalysedReport) => string | null,
): readonly Counted[] {
  const last = (label: string): number => Number(label === UNKNOWN);
  return tally(reports, (report) => of(report) ?? UNKNOWN).toSorted(
    (a, b) => last(a.label) - last(b.label) || b.count - a.count || a.label.localeCompare(b.label),
  );
}

function tally(reports: readonly AnalysedReport[], of: (report: AnalysedReport) => string): Counted[] {
  const counts = new Map<string, number>();
  for (const report of reports) counts.set(of(report), (counts.get(of(report)) ?? 0) + 1);
  return [...counts].map(([label, count]) => ({ label, count }));
}

function foldersOf(input: AnalysisInput): ReportAnalysis['charts']['folders'] {
  const before = staleBefore(input);
  const folders = Map.groupBy(input.reports, ({ folder }) => folder ?? UNKNOWN);
  return [...folders]
    .map(([label, reports]) => {
      const never = reports.filter(({ lastRunDate }) => lastRunDate === null).length;
      const stale = reports.filter(({ lastRunDate }) => lastRunDate !== null && lastRunDate < before).length;
      return { label, fresh: reports.length - never - stale, stale, never };
    })
    .toSorted((a, b) => a.label.localeCompare(b.label));
}

function gapsOf({ reports, dashboards, readAt, active, documented }: AnalysisInput, unused: number): readonly string[] {
  const gaps: string[] = [];
  if (readAt.reports === null)
    gaps.push('Reports were not read to their end, so that this is about those that arrived.');
  if (readAt.dashboards === null) {
    gaps.push('Dashboards were not read to their end: which reports they show is not, or not wholly, known.');
  }
  if (active === null) {
    gaps.push('Users were not read: whether creators, last modifiers and running users are active is unknown.');
  }
  const unread = reports.filter(({ definition }) => definition === null).length;
  if (unread > 0) {
    gaps.push(`The definitions of ${counted(unread, 'report')} were not read: duplicates and fields leave them out.`);
  }
  const joined = reports.filter(({ definition }) => definition?.whole === false).length;
  if (joined > 0) {
    gaps.push(`${counted(joined, 'joined report')}: the org does not describe columns that stand in blocks.`);
  }
  const dark = dashboards.filter(({ components }) => components === null).length;
  if (dark > 0) gaps.push(`The components of ${counted(dark, 'dashboard')} were not read.`);
  if (documented === null)
    gaps.push(
      'Objects and fields, or their descriptions, were not read: which documented fields no report uses is unknown.',
    );
  if (unused === MOST_UNUSED_FIELDS) {
    gaps.push(`Of the documented fields that no report uses, the first ${MOST_UNUSED_FIELDS} are listed.`);
  }
  if (reports.length > 0) {
    gaps.push('Reports in the private folders of other people are not visible to the signed-in user and are left out.');
  }
  if (dashboards.length > 0) {
    gaps.push(
      'Whether a component fails on its data is unknown: the results of dashboards hold records and are not read.',
    );
  }
  return gaps;
}
