import type { ObjectPaths } from '../../../domain/areas/reports-columns.ts';
import type { AreaRun } from '../area-run.ts';

/** Lookups and child relationships of the objects in the store, each object read once. */
export function objectPathsOf(run: AreaRun): ObjectPaths {
  const known = new Map<string, ReturnType<AreaRun['catalog']['object']>>();
  const objectOf = (name: string) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const read = run.catalog.object(run.connectionId, name);
    known.set(name, read);
    return read;
  };
  const same = (a: string | null, b: string): boolean => a?.toLowerCase() === b.toLowerCase();
  return {
    lookup: (object, step) => {
      const found = objectOf(object)?.parents.find(
        ({ field, relationshipName }) => same(field, step) || same(relationshipName, step),
      );
      return found === undefined ? null : { field: found.field, target: found.referenceTo[0] ?? null };
    },
    child: (object, relationship) =>
      objectOf(object)?.childRelationships.find(({ relationshipName }) => same(relationshipName, relationship))
        ?.childObject ?? null,
  };
}
