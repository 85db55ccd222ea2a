import { unknownArea } from '../../../../src-preload/contract/unknown-area.ts';
import type { AreaReader, AreaRun } from '../area-run.ts';
import type { Named } from '../../../domain/areas/dependency-facts.ts';
import { dropReportUses, readReportUses } from './dependencies-bulk.ts';
import {
  type ChangedUser,
  dropGoneFields,
  isDependent,
  namesOfIds,
  newestOfTypes,
  readChangedIds,
  readCustomFieldIds,
} from './dependencies-ids.ts';
import { readAllUses, readUsesOf } from './dependencies-tooling.ts';

type Watermark = {
  /** Up to when changes of custom fields, and of code that is in no area, are known. */
  readonly since: string;
  /** The newest change of each type of component whose dependencies are known. */
  readonly types: Readonly<Record<string, string>>;
  /** Whether the Bulk API gave what only it has. */
  readonly bulk: boolean;
};

/** Types whose dependencies only the Bulk API says. */
const BULK_TYPES: ReadonlySet<string> = new Set(['Report', 'Dashboard']);

/**
 * Which component uses which, as the org itself recorded it. All of it at first; later only what changed components use,
 * since a statement belongs to the component that uses the other.
 */
export const readDependencies: AreaReader = async (run) => {
  const before = run.watermark as Watermark | null;
  const keys = run.areas.components.keys(run.connectionKey);
  const types = newestOfTypes(keys);
  // An area that was chosen since brings ids that nobody has asked about.
  if (before === null || Object.keys(types).some((type) => before.types[type] === undefined))
    return readAll(run, types);
  const changes = await readChangedIds(run, before.since);
  dropGoneFields(run);
  const changed = keys.flatMap(({ orgId, type, name, lastModifiedDate }): readonly ChangedUser[] => {
    if (!isDependent(type) || lastModifiedDate === null) return [];
    const known = before.types[type];
    return known !== undefined && lastModifiedDate <= known ? [] : [{ id: orgId, type, name }];
  });
  const [reports = [], others = []] = [true, false].map((bulk) =>
    changed.filter(({ type }) => BULK_TYPES.has(type) === bulk),
  );
  const isStill = changed.length + changes.users.length === 0 && before.bulk;
  const names: ReadonlyMap<string, Named> = isStill ? new Map() : await namesOfIds(run);
  const read = await readUsesOf(run, [...others, ...changes.users], names);
  const bulk = await readReports(run, before, reports, names);
  if (!read) return before;
  return { since: changes.since ?? before.since, types, bulk };
};

/**
 * What changed reports and dashboards use. Where their definitions are read, those say it already and of this moment, so
 * that no job is made for it: what was recorded of an earlier definition is dropped.
 */
async function readReports(
  run: AreaRun,
  before: Watermark,
  changed: readonly ChangedUser[],
  names: ReadonlyMap<string, Named>,
): Promise<boolean> {
  const states = new Map(run.areas.states.list(run.connectionKey).map(({ area, state }) => [area, state]));
  if (!before.bulk || states.get('reports') !== 'read') return readReportUses(run, null, names);
  if (states.get('dashboards') !== 'read' && changed.some(({ type }) => type === 'Dashboard')) {
    return readReportUses(run, changed, names);
  }
  dropReportUses(run, changed);
  return true;
}

async function readAll(run: AreaRun, types: Watermark['types']): Promise<Watermark | null> {
  run.catalog.snapshots.clearArea(run.connectionKey, unknownArea(run.area));
  const since = await readCustomFieldIds(run);
  const names = await namesOfIds(run);
  const read = await readAllUses(run, names);
  const bulk = await readReportUses(run, null, names);
  return read && since !== null ? { since, types, bulk } : null;
}
