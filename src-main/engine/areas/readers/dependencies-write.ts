import type { UsageFact } from '../../../domain/areas/component.ts';
import { writeInSlices } from '../../sync/sync-run.ts';
import type { AreaRun } from '../area-run.ts';

/**
 * Puts all that a source says in place of what it said before. In the order of the table, which otherwise touches a page of
 * the store for each row.
 */
export async function writeUses(run: AreaRun, source: string, facts: readonly UsageFact[]): Promise<void> {
  const { usage } = run.areas;
  const key = run.connectionKey;
  const ordered = facts
    .map((fact) => ({ fact, order: `${fact.fromType}\n${fact.fromName}\n${fact.toType}\n${fact.toName}` }))
    .sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
  run.catalog.transaction(() => usage.dropSource(key, source));
  await writeInSlices(
    run,
    ordered,
    () => 0,
    ({ fact }) => usage.add(key, source, [fact]),
  );
}
