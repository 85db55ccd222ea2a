import type { Fact, UsageFact } from '../../domain/areas/component.ts';
import type { StoredComponent } from '../store/areas/components.ts';
import { betweenAnswers, writeInSlices } from '../sync/sync-run.ts';
import type { AreaRun } from './area-run.ts';

/** Of which state of components and fields the uses in the store are; a part of an area's watermark. */
export type UsageMark = { readonly snapshot: number; readonly fields: string };

export function usageMark(run: AreaRun): UsageMark {
  return { snapshot: run.snapshot, fields: run.catalog.fieldsState(run.connectionKey) };
}

/** The mark in an area's watermark; null where the last read left none. */
function lastUsageMark(watermark: Fact): UsageMark | null {
  return (watermark as { readonly usage?: UsageMark } | null)?.usage ?? null;
}

/**
 * Works out anew what the components of a type use, from what is in the store: of those that changed since the last read,
 * and of all when a field changed, since that may tell where a path in an old formula leads.
 */
export async function writeUsage(
  run: AreaRun,
  source: string,
  type: string,
  usesOf: (component: StoredComponent) => readonly UsageFact[],
): Promise<void> {
  const { components, usage } = run.areas;
  const key = run.connectionKey;
  const last = lastUsageMark(run.watermark);
  const since = last !== null && last.fields === usageMark(run).fields ? last.snapshot : 0;
  for (const page of components.pagesOf(key, type, since)) {
    await writeInSlices(
      run,
      page.map((one) => ({ name: one.name, uses: usesOf(one) })),
      ({ uses }) => uses.length,
      ({ name, uses }) => usage.replaceFrom(key, source, type, name, uses),
    );
    await betweenAnswers(run);
  }
  run.catalog.transaction(() => usage.dropGone(key));
}
