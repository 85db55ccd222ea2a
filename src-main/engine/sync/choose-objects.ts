import { nameFinder } from '../../domain/metadata/api-names.ts';
import { EngineFailure } from '../failure.ts';
import type { ListedRow } from '../store/catalog/object-list.ts';
import type { SyncRun } from './sync-run.ts';

const LIST_AREA = 'list';

/**
 * Which objects to read: all that the org lists, those chosen before, or these by API name in any case (added to the
 * choice).
 */
export type WantedObjects = 'all' | 'chosen' | readonly string[];

/**
 * The rows of the objects to read, which are chosen from now on. Names that the org does not list are kept as unknown
 * until the next read. Throws `nothing-to-do` when none is chosen, `not-found` when none of the names is listed.
 */
export function chooseObjects(run: SyncRun, wanted: WantedObjects): ListedRow[] {
  const { catalog, connectionKey: key } = run;
  catalog.transaction(() => catalog.snapshots.clearArea(key, LIST_AREA));
  const listed = catalog.list.list(key).filter((row) => !row.vanished);
  if (wanted === 'chosen') {
    const chosen = listed.filter((row) => row.chosen);
    if (chosen.length === 0) {
      throw new EngineFailure('nothing-to-do', 'No objects are chosen. Choose the objects to read first.');
    }
    return chosen;
  }
  const { rows, missing } = wanted === 'all' ? { rows: listed, missing: [] } : byName(listed, wanted);
  if (rows.length === 0 && wanted !== 'all') {
    throw new EngineFailure('not-found', 'The org lists none of these objects. Check their API names.');
  }
  catalog.transaction(() => {
    catalog.list.addChosen(
      key,
      rows.map((row) => row.name),
    );
    for (const { name, reason } of missing) catalog.snapshots.putUnknown(key, { area: LIST_AREA, name, reason });
  });
  return rows;
}

type Missing = { readonly name: string; readonly reason: string };

function byName(
  listed: readonly ListedRow[],
  wanted: readonly string[],
): { readonly rows: ListedRow[]; readonly missing: readonly Missing[] } {
  const find = nameFinder(listed.map((row) => row.name));
  const names = new Set<string>();
  const missing: Missing[] = [];
  for (const name of wanted) {
    const [found, ...others] = find(name);
    if (found === undefined) missing.push({ name, reason: 'The org does not list this object.' });
    else if (others.length === 0) names.add(found);
    else {
      const reason = `The org lists several objects of this name, in other case: ${[found, ...others].join(', ')}.`;
      missing.push({ name, reason });
    }
  }
  return { rows: listed.filter((row) => names.has(row.name)), missing };
}
