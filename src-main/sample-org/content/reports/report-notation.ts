import type { BundleFolder, BundleReport, BundleReportColumn, BundleReportFilter } from '../../bundle-parts.ts';
import type { BundleObject } from '../../bundle.ts';
import { usernameOf } from '../company.ts';
import { datesFrom, hashOf } from '../release-calendar.ts';
import { columnCode, type FieldFinder, reportTypeFor } from './report-codes.ts';

/*
 * The notation of reports, one line for one report under the line of its folder:
 *
 *   # Developer_Name; Label; parent or -; Public, Shared or Hidden; who made it; 2019-04
 *   # @callum                                   somebody's private folder
 *   # unfiled$public
 *   Label | S Base | columns | groups | filters | period | who 2021-03 2026-11-12 | description
 *
 * The format is T(abular), S(ummary), M(atrix) or J(oined). Columns: `+Amount` is summed, `~Amount` averaged. Groups:
 * `CloseDate/Month`, in a matrix `Down x Across`. The period is `Field INTERVAL`. The last date is the last run, `-` for
 * never. Fields have their API names without `__c`, through a lookup with a dot.
 */

const dayMs = 86_400_000;

const formats: Readonly<Record<string, string>> = { T: 'Tabular', S: 'Summary', M: 'Matrix', J: 'MultiBlock' };

const operators: readonly (readonly [sign: string, operator: string])[] = [
  ['!=', 'notEqual'],
  ['>=', 'greaterOrEqual'],
  ['<=', 'lessOrEqual'],
  ['=', 'equals'],
  ['>', 'greaterThan'],
  ['<', 'lessThan'],
  ['~', 'contains'],
];

/** The developer name that Setup proposes for a label. */
export function developerNameOf(label: string): string {
  return label
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(0, 40)
    .replace(/_$/, '');
}

interface Parsed {
  readonly folders: readonly BundleFolder[];
  readonly reports: readonly BundleReport[];
}

/** Reads report lines. @throws Error that quotes the line with a mistake */
export function parseReports(text: string, finder: FieldFinder): Parsed {
  const folders: BundleFolder[] = [];
  const reports: BundleReport[] = [];
  let folder = 'unfiled$public';
  for (const line of text.trim().split('\n')) {
    if (line === '') continue;
    try {
      if (line.startsWith('# ')) {
        const made = parseFolder(line.slice(2), 'Report');
        folder = typeof made === 'string' ? made : made.name;
        if (typeof made !== 'string') folders.push(made);
      } else reports.push(parseReport(line, folder, finder));
    } catch (cause) {
      throw new Error(`${cause instanceof Error ? cause.message : String(cause)} In the line: ${line}`, { cause });
    }
  }
  return { folders, reports };
}

/** A folder, or the name of one that is no folder of its own (private or unfiled). */
export function parseFolder(text: string, type: 'Report' | 'Dashboard'): BundleFolder | string {
  if (text.startsWith('@')) return usernameOf(text.slice(1));
  if (text.startsWith('unfiled')) return text;
  const [name = '', label = '', parent = '-', accessType = 'Public', maker = 'judith', month = '2017-03'] = text
    .split(';')
    .map((part) => part.trim());
  return {
    name,
    label,
    type,
    ...(parent !== '-' && { parent }),
    accessType,
    createdBy: usernameOf(maker),
    ...datesFrom(month, `${type} folder ${name}`),
  };
}

function parseReport(line: string, folder: string, finder: FieldFinder): BundleReport {
  const parts = line.split('|').map((part) => part.trim());
  const [label = '', head = '', columnText = '', groupText = '', filterText = '', period = '', history = '', text] =
    parts;
  const [formatLetter = 'T', base = ''] = head.split(' ');
  const object = finder.object(base);
  const usesParents = `${columnText} ${groupText}`.split(/\s+/).some((word) => word.includes('.'));
  const { reportType, isMade } = reportTypeFor(object, usesParents);
  const code = (path: string): string => columnCode(finder, object, path, isMade);
  const name = developerNameOf(label);
  const [down = '', across] = groupText.split(' x ');
  const filters = filterText === '' ? [] : filterText.split(';').map((filter) => parseFilter(filter.trim(), code));
  const groups = groupings(down, code);
  return {
    name,
    folder,
    label,
    ...(text && { description: text }),
    format: formats[formatLetter] ?? 'Tabular',
    reportType,
    scope: 'organization',
    showDetails: formatLetter !== 'M',
    columns: columnText
      .split(/\s+/)
      .filter(Boolean)
      .map((column) => parseColumn(column, code)),
    ...(groups.length > 0 && { groupingsDown: groups }),
    ...(across !== undefined && { groupingsAcross: groupings(across, code) }),
    ...(filters.length > 0 && { filters }),
    ...timeFrame(period, object, code),
    ...historyOf(history, `report ${folder}/${name}`),
  };
}

function timeFrame(
  period: string,
  object: BundleObject,
  code: (path: string) => string,
): Pick<BundleReport, 'timeFrame'> {
  const [field = 'CreatedDate', interval = 'CUSTOM'] = period === '' ? [] : period.split(' ');
  const isThere = period !== '' || object.fields.some(({ name }) => name === 'CreatedDate');
  return isThere ? { timeFrame: { column: code(field), interval: `INTERVAL_${interval}` } } : {};
}

function parseColumn(text: string, code: (path: string) => string): BundleReportColumn {
  if (text.startsWith('+')) return { field: code(text.slice(1)), aggregateTypes: ['Sum'] };
  if (text.startsWith('~')) return { field: code(text.slice(1)), aggregateTypes: ['Average'] };
  return { field: code(text) };
}

function groupings(text: string, code: (path: string) => string) {
  return text
    .split(/\s+/)
    .filter(Boolean)
    .map((group) => {
      const [path = '', granularity = 'Day'] = group.split('/');
      return { field: code(path), dateGranularity: granularity, sortOrder: 'Asc' };
    });
}

function parseFilter(text: string, code: (path: string) => string): BundleReportFilter {
  for (const [sign, operator] of operators) {
    const at = text.indexOf(` ${sign} `);
    if (at > 0)
      return { column: code(text.slice(0, at)), operator, value: text.slice(at + sign.length + 2).replace(/^-$/, '') };
  }
  throw new Error(`The filter "${text}" has no operator.`);
}

/** A report is made on some working morning of its month, and saved for the last time before it last ran. */
function historyOf(text: string, seed: string): Partial<BundleReport> {
  const [maker = 'judith', month = '2019-01', lastRun = '-'] = text.split(/\s+/);
  const hash = hashOf(seed);
  const createdMs = Date.parse(`${month}-01T08:00:00Z`) + ((hash % 10) + 2) * dayMs + (hash % 36_000) * 1000;
  const lastMs = lastRun === '-' ? createdMs : Date.parse(`${lastRun}T07:00:00Z`);
  const savedMs = createdMs + Math.max(0, lastMs - createdMs) * (hash % 100 < 40 ? 0 : ((hash >>> 8) % 60) / 100);
  const createdDate = new Date(createdMs).toISOString();
  const lastModifiedDate = new Date(Math.floor(savedMs / 1000) * 1000).toISOString();
  const run = lastRun === '-' ? {} : { lastRunDate: `${lastRun}T07:${10 + (seed.length % 49)}:12.000Z` };
  return {
    createdBy: usernameOf(maker),
    createdDate,
    lastModifiedDate,
    ...run,
    // What the running user opened herself lately.
    ...(lastRun >= '2026-11' &&
      maker !== 'gareth' &&
      seed.length % 3 === 0 && { lastViewedDate: `${lastRun}T09:02:40.000Z` }),
  };
}
