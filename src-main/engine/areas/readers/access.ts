import type { Fact } from '../../../domain/areas/component.ts';
import { writeContext } from '../../sync/sync-run.ts';
import { allOf } from '../../sync/all-of.ts';
import type { AreaReader } from '../area-run.ts';
import { readAssignments } from './access-assignments.ts';
import { readAccessColumns } from './access-columns.ts';
import { readAccessCounts } from './access-counts.ts';
import { askHolders, countRecords, readHolders } from './access-holders.ts';
import { readPermissions } from './access-permissions.ts';
import { expectedRows, rowsRead } from './access-progress.ts';
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
  const sameRights = before.columns?.viewAllFields === columns.viewAllFields;
  const since = { objects: sameRights ? before.objects : null, fields: before.fields, assignments: before.assignments };
  const rows = rowsRead(run);
  const holderRows = countRecords(answers);
  const parts = ['objects', 'fields', 'assignments'] as const;
  rows.expect(parts.reduce((sum, part) => sum + expectedRows(counts[part], since[part]), holderRows));
  rows.add(holderRows);
  const objects = await readPermissions(run, 'objects', columns, since.objects, { ...counts.objects, rows });
  const fields = await readPermissions(run, 'fields', columns, since.fields, { ...counts.fields, rows });
  const assignments = await readAssignments(run, since.assignments, { ...counts.assignments, rows });
  const opens = await countSetupAccess(run, counts.opens);
  run.catalog.transaction(() => saveHolders(run, writeContext(run), holders, opens));
  const next: AccessWatermark = { columns, sets: holders.since, objects, fields, assignments };
  return next as Fact;
};
