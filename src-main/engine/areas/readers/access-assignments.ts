import { shortId, toUtc } from '../../../domain/metadata/api-names.ts';
import { nextWatermark } from '../../../domain/reading/watermark.ts';
import { isPartRefused } from '../../sync/org-definitions.ts';
import { betweenAnswers, writeInSlices } from '../../sync/sync-run.ts';
import type { Assignment } from '../../store/areas/permissions.ts';
import type { SObjectRecord } from '../../salesforce/org-client.ts';
import type { AreaRun } from '../area-run.ts';
import { dateOf, textOf } from '../record-facts.ts';
import { pagesOf, whereChanged } from './access-answers.ts';
import type { Counts } from './access-counts.ts';
import { whatDiffers } from './access-mend.ts';
import type { RowsRead } from './access-progress.ts';
import { idOf } from './access-rows.ts';
import { withOptionalColumns } from './optional-columns.ts';

const NAME = 'PermissionSetAssignment';
const SELECT = `SELECT Id, AssigneeId, PermissionSetId, PermissionSetGroupId, ExpirationDate, IsActive, SystemModstamp FROM ${NAME}`;
const SETS_PER_QUERY = 100;

/**
 * Reads who has which set or group: nothing more than the ids and when it ends. Later only what changed; where a set has
 * another number of users than in the store, its assignments are read again.
 */
export async function readAssignments(
  run: AreaRun,
  since: string | null,
  { total, changed, rows }: Counts & { readonly rows: RowsRead },
): Promise<string | null> {
  if (total.state === 'error') {
    run.unknown(NAME, total.reason);
    return since;
  }
  const { permissions } = run.areas;
  const key = run.connectionKey;
  const reading = withOptionalColumns(run, ['IsActive']);
  let newest: string | null = null;
  const read = async (soql: string): Promise<ReadonlySet<string>> => {
    const seen = new Set<string>();
    for await (const page of pagesOf(reading, soql)) {
      await writeInSlices(
        run,
        page,
        () => 0,
        (record) => {
          const one = assignmentOf(record);
          if (one === null) return;
          permissions.putAssignment(key, one);
          seen.add(one.orgId);
        },
      );
      for (const record of page) {
        const stamp = toUtc(record.SystemModstamp);
        if (stamp !== null && (newest === null || stamp > newest)) newest = stamp;
      }
      rows.add(page.length);
      await betweenAnswers(run);
    }
    return seen;
  };
  const dropUnseen = (seen: ReadonlySet<string>, isOf: (one: Assignment) => boolean): void => {
    run.catalog.transaction(() => {
      for (const one of permissions.assignments(key)) {
        if (isOf(one) && !seen.has(one.orgId)) permissions.dropAssignment(key, one.orgId);
      }
    });
  };
  try {
    if (since === null || changed?.state !== 'read') {
      dropUnseen(await read(SELECT), () => true);
    } else {
      if (changed.totalSize > 0) await read(`${SELECT}${whereChanged('SystemModstamp', since)}`);
      await mend(run, total.totalSize, read, dropUnseen);
    }
  } catch (error) {
    if (!isPartRefused(error)) throw error;
    run.unknown(NAME, error.message);
    return since;
  }
  run.unknown(NAME, null);
  return nextWatermark(newest, since, run.startedAtMs);
}

async function mend(
  run: AreaRun,
  counted: number,
  read: (soql: string) => Promise<ReadonlySet<string>>,
  dropUnseen: (seen: ReadonlySet<string>, isOf: (one: Assignment) => boolean) => void,
): Promise<void> {
  const kept = new Map<string, number>();
  for (const { setId } of run.areas.permissions.assignments(run.connectionKey)) {
    kept.set(setId, (kept.get(setId) ?? 0) + 1);
  }
  const grouped = `SELECT PermissionSetId, COUNT(Id) n FROM ${NAME} GROUP BY PermissionSetId`;
  const differing = await whatDiffers(run, kept, counted, grouped);
  if (differing === 'all') {
    dropUnseen(await read(SELECT), () => true);
    return;
  }
  for (let at = 0; at < differing.length; at += SETS_PER_QUERY) {
    const some = new Set(differing.slice(at, at + SETS_PER_QUERY));
    const list = [...some].map((id) => `'${id}'`).join(', ');
    dropUnseen(await read(`${SELECT} WHERE PermissionSetId IN (${list})`), ({ setId }) => some.has(setId));
  }
}

function assignmentOf(record: SObjectRecord): Assignment | null {
  const [id, user, set] = [record.Id, record.AssigneeId, record.PermissionSetId].map(textOf);
  if (!id || !user || !set) return null;
  return {
    orgId: shortId(id),
    userId: shortId(user),
    setId: shortId(set),
    groupId: idOf(record.PermissionSetGroupId),
    expiresAt: dateOf(record.ExpirationDate),
    active: record.IsActive !== false,
  };
}
