import type { UsageRow } from '../../src-preload/contract/usage.ts';
import type { OrgBundle } from '../../src-main/sample-org/bundle.ts';

type Row = Pick<UsageRow, 'type' | 'name' | 'via' | 'source'>;

export type UsageAnswers = {
  readonly field: (object: string, name: string) => Promise<readonly Row[]>;
  readonly component: (type: string, name: string) => Promise<readonly Row[]>;
};

type Kind = { expected: number; found: number; missing: string[] };
type Claimed = { claimed: number; true: number; wrong: string[] };

export type UsageTable = {
  readonly recall: number;
  readonly precision: number;
  /** By `from type > to type: via`. */
  readonly recallByKind: ReadonlyMap<string, Kind>;
  /** By `from type > to type: source`. */
  readonly precisionByKind: ReadonlyMap<string, Claimed>;
};

/** How a script that looked into texts guessed, as the bundle's schema says. */
const HEURISTIC = /^code-string|:by-object$|:unique-name$/;

/** Types whose uses of standard fields and objects no endpoint says: only dependencies name them, and not those. */
const ONLY_DEPENDENCIES: ReadonlySet<string> = new Set(['ApexClass', 'ApexTrigger', 'ReportType']);

/** Types that the truth says nothing about. */
const OUTSIDE_TRUTH: ReadonlySet<string> = new Set(['PermissionSet', 'Profile', 'PermissionSetGroup', 'FlexiPage']);

/**
 * Asks where everything is used that the bundle's `dependencies` name, and compares: recall over what the endpoints make
 * visible, precision over what is claimed.
 *
 * Left out of recall are the truth's guesses, and uses of standard fields and objects by code and report types, which no
 * endpoint tells. Left out of precision is what the truth does not cover: permissions, dashboards through their reports,
 * standard lookups, the second object of a report type, and as many fields of a report as it has columns that the truth
 * found no field for (`FK_NAME`, `RECORDTYPE`, `CONTACT`); and a claim that the truth holds as a guess counts as true.
 */
export async function compareUsage(bundle: OrgBundle, answers: UsageAnswers): Promise<UsageTable> {
  const custom = customNames(bundle);
  const truth = new Map<string, Map<string, readonly string[]>>();
  for (const { from, to, via } of bundle.dependencies ?? []) {
    const target = `${to.type} ${to.name}`;
    const users = truth.get(target) ?? new Map<string, readonly string[]>();
    users.set(`${from.type} ${from.name}`, via ?? []);
    truth.set(target, users);
  }
  const unresolved = unresolvedColumns(bundle);
  const recallByKind = new Map<string, Kind>();
  const precisionByKind = new Map<string, Claimed>();
  for (const target of targetsOf(bundle, truth)) {
    const [type, name] = cut(target);
    const dot = name.indexOf('.');
    const rows =
      type === 'CustomField'
        ? await answers.field(name.slice(0, dot), name.slice(dot + 1))
        : await answers.component(type, name);
    const users = truth.get(target) ?? new Map<string, readonly string[]>();
    const claimed = new Set(rows.map((row) => `${row.type} ${row.name}`));
    for (const [user, via] of users) {
      const [userType] = cut(user);
      if (via.every((one) => HEURISTIC.test(one))) continue;
      if (ONLY_DEPENDENCIES.has(userType) && !isVisible(type, name, custom)) continue;
      for (const one of via.filter((each) => !HEURISTIC.test(each))) {
        const kind = at(recallByKind, `${userType} > ${type}: ${one}`, () => ({ expected: 0, found: 0, missing: [] }));
        kind.expected += 1;
        if (claimed.has(user)) kind.found += 1;
        else kind.missing.push(`${user} > ${target}`);
      }
    }
    for (const row of rows) {
      const isTrue = users.has(`${row.type} ${row.name}`);
      if (isOutsideTruth(row, type, bundle)) continue;
      if (!isTrue && row.type === 'Report') {
        if (type === 'CustomObject' && row.via.every((one) => one === 'reportType')) continue;
        const left = unresolved.get(row.name) ?? 0;
        if (type === 'CustomField' && left > 0) {
          unresolved.set(row.name, left - 1);
          continue;
        }
      }
      const kind = at(precisionByKind, `${row.type} > ${type}: ${row.source.join(' + ')}`, () => ({
        claimed: 0,
        true: 0,
        wrong: [],
      }));
      kind.claimed += 1;
      if (isTrue) kind.true += 1;
      else kind.wrong.push(`${row.type} ${row.name} > ${target} (${row.via.join(', ')})`);
    }
  }
  const sum = (values: Iterable<number>): number => [...values].reduce((total, one) => total + one, 0);
  const kinds = [...recallByKind.values()];
  const claims = [...precisionByKind.values()];
  return {
    recall: sum(kinds.map((one) => one.found)) / sum(kinds.map((one) => one.expected)),
    precision: sum(claims.map((one) => one.true)) / sum(claims.map((one) => one.claimed)),
    recallByKind,
    precisionByKind,
  };
}

/** Prints both by kind, with some of what is missing or wrong. */
export function printUsageTable(table: UsageTable): void {
  const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`.padStart(8);
  const lines = [`recall ${(100 * table.recall).toFixed(2)} %, precision ${(100 * table.precision).toFixed(2)} %`];
  lines.push('RECALL by type > type: via');
  for (const [name, { expected, found, missing }] of sorted(table.recallByKind)) {
    lines.push(`${percent(found, expected)} ${`${found}/${expected}`.padStart(11)}  ${name}`);
    lines.push(...missing.slice(0, 4).map((one) => `${' '.repeat(24)}missing ${one}`));
  }
  lines.push('PRECISION by type > type: source');
  for (const [name, { claimed, true: right, wrong }] of sorted(table.precisionByKind)) {
    lines.push(`${percent(right, claimed)} ${`${right}/${claimed}`.padStart(11)}  ${name}`);
    lines.push(...wrong.slice(0, 4).map((one) => `${' '.repeat(24)}wrong ${one}`));
  }
  console.info(lines.join('\n'));
}

/** How many columns, groupings and filters of each report the truth names no field for. */
function unresolvedColumns(bundle: OrgBundle): Map<string, number> {
  const resolved = new Map<string, number>();
  for (const { from, to } of bundle.dependencies ?? []) {
    if (from.type !== 'Report' || to.type !== 'CustomField') continue;
    resolved.set(from.name, (resolved.get(from.name) ?? 0) + 1);
  }
  return new Map(
    (bundle.reports ?? []).map((report) => {
      const name = `${report.folder}/${report.name}`;
      const codes = new Set([
        ...(report.columns ?? []).map(({ field }) => field),
        ...[...(report.groupingsDown ?? []), ...(report.groupingsAcross ?? [])].map(({ field }) => field),
        ...(report.filters ?? []).map(({ column }) => column),
        ...(report.timeFrame === undefined ? [] : [report.timeFrame.column]),
      ]);
      return [name, Math.max(0, codes.size - (resolved.get(name) ?? 0))];
    }),
  );
}

/** Everything that the truth names as used, and every other field: claims about those are judged as well. */
function targetsOf(bundle: OrgBundle, truth: ReadonlyMap<string, unknown>): readonly string[] {
  const fields = bundle.sobjects.flatMap(({ name, fields: all }) =>
    all.map((field) => `CustomField ${name}.${field.name}`),
  );
  return [...new Set([...truth.keys(), ...fields])];
}

function customNames(bundle: OrgBundle): ReadonlySet<string> {
  return new Set(
    bundle.sobjects.flatMap((object) => [
      ...(object.custom === true ? [object.name] : []),
      ...object.fields.flatMap((field) => (field.custom === true ? [`${object.name}.${field.name}`] : [])),
    ]),
  );
}

function isVisible(type: string, name: string, custom: ReadonlySet<string>): boolean {
  return (type !== 'CustomField' && type !== 'CustomObject') || custom.has(name);
}

function isOutsideTruth(row: Row, targetType: string, bundle: OrgBundle): boolean {
  if (OUTSIDE_TRUTH.has(row.type)) return true;
  // The server gives every object a layout; the truth has those of the sources.
  if (row.type === 'Layout' && !layoutsOf(bundle).has(row.name)) return true;
  if (row.type === 'Dashboard' && targetType === 'CustomField') return true;
  if (row.source.every((one) => one === 'dependent picklists')) return true;
  // The truth has the lookups that somebody defined, not those of the platform.
  if (row.type === 'CustomField' && row.source.every((one) => one === 'lookups')) {
    const [object, name] = [row.name.slice(0, row.name.indexOf('.')), row.name.slice(row.name.indexOf('.') + 1)];
    const field = bundle.sobjects.find((one) => one.name === object)?.fields.find((one) => one.name === name);
    return field?.custom !== true;
  }
  return false;
}

const layouts = new WeakMap<OrgBundle, ReadonlySet<string>>();

function layoutsOf(bundle: OrgBundle): ReadonlySet<string> {
  const known = layouts.get(bundle);
  if (known !== undefined) return known;
  const names = (bundle.layouts ?? []).map((one) => (typeof one === 'string' ? decodeURIComponent(one) : one.name));
  const made = new Set(names);
  layouts.set(bundle, made);
  return made;
}

function cut(target: string): readonly [string, string] {
  const space = target.indexOf(' ');
  return [target.slice(0, space), target.slice(space + 1)];
}

function at<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function sorted<T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
