import { type ObjectLimit, objectLimits, limitsQuestion } from '../../../domain/areas/object-limits.ts';
import { namespaceOf } from '../../../domain/metadata/api-names.ts';
import { isPartRefused } from '../../sync/org-definitions.ts';
import { betweenAnswers, writeContext } from '../../sync/sync-run.ts';
import type { QueryResult } from '../../salesforce/org-client.ts';
import type { AreaReader, AreaRun } from '../area-run.ts';

const TYPE = 'ObjectLimit';
const QUERIES_PER_CALL = 5;
const OBJECTS_PER_QUERY = 40;
/** However still an object is: after this long its limits are read again, since they have no date. */
const WHOLE_EVERY_MS = 7 * 24 * 3_600_000;
/** Components whose number a limit counts. */
const COUNTED = ['ValidationRule', 'WorkflowRule'];

/**
 * Limits of the objects that are read: how many custom fields, rules and the like each may have, and how many are left.
 *
 * A limit has no date. Those of an object are read again when the object, its fields or its rules changed since, and all of
 * them after seven days.
 */
export const readObjectLimits: AreaReader = async (run) => {
  const { components } = run.areas;
  const key = run.connectionKey;
  const before = run.watermark as { readonly wholeAt?: string; readonly readIn?: number } | null;
  const isWhole = before?.wholeAt === undefined || run.now() - Date.parse(before.wholeAt) > WHOLE_EVERY_MS;
  const objects = run.catalog.list.list(key).filter((row) => row.chosen && row.readAt !== null && !row.vanished);
  const stored = components.ofType(key, TYPE);
  const names = new Set(objects.map(({ name }) => name));
  run.catalog.transaction(() => {
    for (const one of stored) {
      if (one.object !== null && !names.has(one.object)) components.end(writeContext(run), TYPE, one.name);
    }
  });
  if (objects.length === 0) {
    run.unknown(
      'EntityLimit',
      'Limits belong to objects, and no object is read. They come with the objects, once some are chosen.',
    );
    return null;
  }
  // An object that is new here has new fields, so it counts as changed.
  const changed = new Set(isWhole ? names : run.areas.changedObjects(key, before.readIn ?? 0, COUNTED));
  const refused = await readLimits(
    run,
    [...names].filter((name) => changed.has(name)),
  );
  run.unknown('EntityLimit', refused);
  if (refused !== null) return null;
  return { wholeAt: isWhole ? new Date(run.now()).toISOString() : before.wholeAt, readIn: run.snapshot };
};

/** Answers why some are missing; null: none is. */
async function readLimits(run: AreaRun, objects: readonly string[]): Promise<string | null> {
  const waiting = slices(objects, OBJECTS_PER_QUERY);
  let done = 0;
  let reason: string | null = null;
  while (waiting.length > 0) {
    const call = waiting.splice(0, QUERIES_PER_CALL);
    const results = await askLimits(run, call);
    if (typeof results === 'string') return results;
    for (const [index, asked] of call.entries()) {
      const result = results[index];
      if (result?.state === 'read') {
        const { limits, missing } = objectLimits(result.records, asked);
        save(run, limits);
        done += asked.length;
        // An org that answers for one of many has not understood the question; several, and the others have no limits.
        if (asked.length > 1 && limits.size < 2) waiting.push(...slices(missing, 1));
      } else if (asked.length > 1) {
        // Together they may be refused for one of them, or because there are several.
        waiting.unshift(...slices(asked, 1));
      } else {
        reason = result?.reason ?? 'The org gave no answer.';
      }
    }
    // Not even one by one: nobody may ask this here.
    if (done === 0 && reason !== null) return reason;
    run.step(done, objects.length);
    await betweenAnswers(run);
  }
  return reason;
}

/** Answers of the org, or why there are none. */
async function askLimits(run: AreaRun, call: readonly (readonly string[])[]): Promise<readonly QueryResult[] | string> {
  try {
    return await run.client.toolingMany(call.map(limitsQuestion), { purpose: 'definitions', signal: run.signal });
  } catch (error) {
    if (!isPartRefused(error)) throw error;
    return error.message;
  }
}

function save(run: AreaRun, limits: ReadonlyMap<string, readonly ObjectLimit[]>): void {
  const { components } = run.areas;
  const at = writeContext(run);
  run.catalog.transaction(() => {
    for (const [object, list] of limits) {
      for (const { type, label, max, remaining } of list) {
        components.save(at, run.area, {
          type: TYPE,
          name: `${object}.${type}`,
          label,
          object,
          namespace: namespaceOf(object),
          orgId: null,
          description: null,
          createdDate: null,
          createdBy: null,
          lastModifiedDate: null,
          lastModifiedBy: null,
          facts: { max, remaining, used: max === null || remaining === null ? null : max - remaining },
          searchText: null,
          unknown: [],
        });
      }
    }
  });
}

function slices<T>(all: readonly T[], size: number): T[][] {
  const result: T[][] = [];
  for (let at = 0; at < all.length; at += size) result.push(all.slice(at, at + size));
  return result;
}
