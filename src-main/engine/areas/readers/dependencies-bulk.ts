import type { UsageFact } from '../../../domain/areas/component.ts';
import {
  DEPENDENCY_COLUMNS,
  dependencyFact,
  type DependencyRow,
  dependencyRow,
  type Named,
} from '../../../domain/areas/dependency-facts.ts';
import { BULK_PART } from '../../../domain/areas/usage-sources.ts';
import { isPartRefused } from '../../sync/org-definitions.ts';
import { betweenAnswers, writeInSlices } from '../../sync/sync-run.ts';
import type { AreaRun } from '../area-run.ts';
import { type ChangedUser, finderOf } from './dependencies-ids.ts';
import { writeUses } from './dependencies-write.ts';

const BULK_SOURCE = 'dependencies (Bulk API)';
/** A job ends at this many rows. */
const MOST_BULK_ROWS = 100_000;
/** Beyond, all of them cost less than naming them. */
const MOST_NAMED = 2000;
const ALL = `MetadataComponentType = 'Report' OR RefMetadataComponentType = 'Report'`;

/**
 * Reads what reports use and what uses them, which only the Bulk API says.
 *
 * @param changed only what these use now; null: all of it
 * @returns false where the org refuses; the reason is put down then
 */
export async function readReportUses(
  run: AreaRun,
  changed: readonly ChangedUser[] | null,
  names: ReadonlyMap<string, Named>,
): Promise<boolean> {
  if (changed !== null && changed.length === 0) return true;
  const some = changed !== null && changed.length <= MOST_NAMED ? changed : null;
  const where = some === null ? ALL : `MetadataComponentId IN (${some.map(({ id }) => `'${id}'`).join(',')})`;
  const soql = `SELECT ${DEPENDENCY_COLUMNS} FROM MetadataComponentDependency WHERE ${where}`;
  const rows: DependencyRow[] = [];
  try {
    const options = { purpose: 'dependencies', tooling: true, signal: run.signal } as const;
    for await (const records of run.client.bulkQuery(soql, options)) {
      for (const record of records) {
        const row = dependencyRow(record);
        if (row !== null) rows.push(row);
      }
      await betweenAnswers(run);
    }
  } catch (error) {
    if (!isPartRefused(error)) throw error;
    run.unknown(BULK_PART, error.message);
    return false;
  }
  const cut = `The org names no more than ${MOST_BULK_ROWS} dependencies of reports, so there may be others.`;
  run.unknown(BULK_PART, rows.length >= MOST_BULK_ROWS ? cut : null);
  await write(run, rows, some, names);
  return true;
}

/** Forgets what was recorded of components that changed since. */
export function dropReportUses(run: AreaRun, changed: readonly ChangedUser[]): void {
  run.catalog.transaction(() => {
    for (const { type, name } of changed) run.areas.usage.replaceFrom(run.connectionKey, BULK_SOURCE, type, name, []);
  });
}

async function write(
  run: AreaRun,
  rows: readonly DependencyRow[],
  some: readonly ChangedUser[] | null,
  names: ReadonlyMap<string, Named>,
): Promise<void> {
  const { usage } = run.areas;
  const key = run.connectionKey;
  const nameOf = finderOf(names);
  if (some === null) {
    await writeUses(
      run,
      BULK_SOURCE,
      rows.map((row) => dependencyFact(row, nameOf)),
    );
    return;
  }
  const facts = new Map<string, UsageFact[]>();
  for (const row of rows) {
    const list = facts.get(row.user.id);
    if (list === undefined) facts.set(row.user.id, [dependencyFact(row, nameOf)]);
    else list.push(dependencyFact(row, nameOf));
  }
  await writeInSlices(
    run,
    some,
    ({ id }) => facts.get(id)?.length ?? 0,
    ({ id, type, name }) => usage.replaceFrom(key, BULK_SOURCE, type, name, facts.get(id) ?? []),
  );
}
