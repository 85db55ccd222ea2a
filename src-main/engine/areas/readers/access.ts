import type { Fact } from '../../../domain/areas/component.ts';
import { writeContext } from '../../sync/sync-run.ts';
import { allOf } from '../../sync/all-of.ts';
import type { AreaReader } from '../area-run.ts';
import { readAssignments } from './access-assignments.ts';
import { readAccessColumns } from './access-columns.ts';
import { readAccessCounts } from './access-counts.ts';
import { askHolders, readHolders } from './access-holders.ts';
import { readPermissions } from './access-permissions.ts';
import { countSetupAccess, saveHolders } from './access-save.ts';
import { type AccessWatermark, accessWatermark } from './access-watermark.ts';

/**
 * Profiles, permission sets, groups and muting sets, what they allow with objects and fields, and who has them.
 *
 * The first read takes all of it. Later ones ask for rows that changed and for counts, in a few calls; only where a count
 * differs are rows of the holder in question read again.
 */
export const readAccess: AreaReader = async (run) => {
  const before = accessWatermark(run.watermark);
  const columns = await readAccessColumns(run, before.columns);
  // Other columns than last time: rows that did not change lack them.
  const sameColumns = before.columns === columns || String(before.columns?.all) === String(columns.all);
  const [counts, answers] = await allOf(
    readAccessCounts(run, before),
    askHolders(run, columns, sameColumns ? before.sets : null),
  );
  const holders = await readHolders(run, columns, sameColumns ? before.sets : null, { answers, counted: counts.sets });
  // Whoever may not see permission sets sees nothing else of access; the reason stands with them.
  if (holders === null) return run.watermark;
  run.step(1, 5);
  const sameRights = before.columns?.viewAllFields === columns.viewAllFields;
  const objects = await readPermissions(run, 'objects', columns, sameRights ? before.objects : null, counts.objects);
  run.step(2, 5);
  const fields = await readPermissions(run, 'fields', columns, before.fields, counts.fields);
  run.step(4, 5);
  const assignments = await readAssignments(run, before.assignments, counts.assignments);
  const opens = await countSetupAccess(run, counts.opens);
  run.catalog.transaction(() => saveHolders(run, writeContext(run), holders, opens));
  run.step(5, 5);
  const next: AccessWatermark = { columns, sets: holders.since, objects, fields, assignments };
  return next as Fact;
};
