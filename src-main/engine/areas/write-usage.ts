import { setImmediate as nextTurn } from 'node:timers/promises';
import type { UsageFact } from '../../domain/areas/component.ts';
import type { StoredComponent } from '../store/areas/components.ts';
import type { AreaRun } from './area-run.ts';

/**
 * Works out anew what the components of a type use, from what is in the store. All of them each time: an object that was
 * read since tells where a path in an old formula leads.
 */
export async function writeUsage(
  run: AreaRun,
  source: string,
  type: string,
  usesOf: (component: StoredComponent) => readonly UsageFact[],
): Promise<void> {
  const { components, usage } = run.areas;
  const key = run.connectionKey;
  for (const page of components.pagesOf(key, type)) {
    run.catalog.transaction(() => {
      for (const one of page) usage.replaceFrom(key, source, type, one.name, usesOf(one));
    });
    await nextTurn();
    run.signal.throwIfAborted();
  }
  run.catalog.transaction(() => usage.dropGone(key));
}
