import { shortId } from '../../../domain/metadata/api-names.ts';
import { isPartRefused } from '../../sync/org-definitions.ts';
import type { AreaRun } from '../area-run.ts';
import { numberOf, textOf } from '../record-facts.ts';
import { pagesOf } from './access-answers.ts';

/**
 * Whose rows are to be read again, since the org counts others than the store: ids of 15 characters, those that the org
 * no longer has among them. `all`: the org does not count them by holder.
 *
 * @param counted how many rows the org has
 */
export async function holdersToMend(
  run: AreaRun,
  kind: 'objects' | 'fields',
  sObject: string,
  counted: number,
): Promise<readonly string[] | 'all'> {
  const kept = run.areas.permissions[kind].counts(run.connectionKey);
  return whatDiffers(run, kept, counted, `SELECT ParentId, COUNT(Id) n FROM ${sObject} GROUP BY ParentId`);
}

/** The same for any list that is kept by a parent id. */
export async function whatDiffers(
  run: AreaRun,
  kept: ReadonlyMap<string, number>,
  counted: number,
  grouped: string,
): Promise<readonly string[] | 'all'> {
  const stored = [...kept.values()].reduce((sum, n) => sum + n, 0);
  if (stored === counted) return [];
  const there = new Map<string, number>();
  try {
    for await (const page of pagesOf(run, grouped)) {
      for (const group of page) {
        const [id] = Object.values(group).filter((value) => typeof value === 'string');
        there.set(shortId(textOf(id) ?? ''), numberOf(group.n) ?? 0);
      }
    }
  } catch (error) {
    // More groups than the org hands out at once, or no groups at all.
    if (!isPartRefused(error)) throw error;
    return 'all';
  }
  const ids = new Set([...kept.keys(), ...there.keys()]);
  const differing = [...ids].filter((id) => (kept.get(id) ?? 0) !== (there.get(id) ?? 0));
  // Beyond a share of them one list of everything is cheaper.
  return differing.length * 2 > ids.size ? 'all' : differing;
}
