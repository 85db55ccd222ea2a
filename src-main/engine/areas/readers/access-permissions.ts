import { fieldBits, OBJECT_PERMISSION_COLUMNS, objectBits } from '../../../domain/areas/access-rights.ts';
import { shortId, toUtc } from '../../../domain/metadata/api-names.ts';
import { nextWatermark } from '../../../domain/reading/watermark.ts';
import { createSeenRows, type PermissionKeys, type SeenRows } from '../../store/areas/permission-table.ts';
import { isPartRefused } from '../../sync/org-definitions.ts';
import { betweenAnswers, writeContext, writeInSlices } from '../../sync/sync-run.ts';
import type { AreaRun } from '../area-run.ts';
import { textOf } from '../record-facts.ts';
import { pagesOf } from './access-answers.ts';
import type { Counts } from './access-counts.ts';
import { holdersToMend } from './access-mend.ts';
import type { RowsRead } from './access-progress.ts';
import type { AccessColumns } from './access-watermark.ts';

type Kind = 'objects' | 'fields';
type Row = Readonly<Record<string, unknown>>;

/** Beyond, pages of 2,000 rows would take more calls than a bulk job. */
const BULK_ROWS = 100_000;
/** Ids in one IN list: well below the length that an address may have. */
const HOLDERS_PER_QUERY = 100;

/**
 * Reads what each holder allows with objects, or with fields: all of it at first, by Bulk API 2.0 when there are more than
 * 100,000 rows; later the rows that changed. Rows that are gone show in a count, and then those holders are read again.
 *
 * Answers up to when changes are in the store; the same as before where the org refused.
 */
export async function readPermissions(
  run: AreaRun,
  kind: Kind,
  columns: AccessColumns,
  since: string | null,
  { total, changed, rows }: Counts & { readonly rows: RowsRead },
): Promise<string | null> {
  const sObject = kind === 'objects' ? 'ObjectPermissions' : 'FieldPermissions';
  if (total.state === 'error') {
    run.unknown(sObject, total.reason);
    return since;
  }
  const select = selectOf(kind, columns);
  const keys = run.areas.permissions.keysFor(run.connectionKey);
  const reader: Reader = { run, kind, keys, rows, newest: null };
  try {
    if (since === null || changed?.state !== 'read') {
      await readWhole(reader, select, total.totalSize);
    } else {
      if (changed.totalSize > 0) {
        await readRows(reader, `${select} WHERE SystemModstamp > ${since}`, changed.totalSize, null);
      }
      const mend = await holdersToMend(run, kind, sObject, total.totalSize);
      if (mend === 'all') await readWhole(reader, select, total.totalSize);
      else await readHoldersAgain(reader, select, mend);
    }
  } catch (error) {
    if (!isPartRefused(error)) throw error;
    run.unknown(sObject, error.message);
    return since;
  }
  run.unknown(sObject, null);
  return nextWatermark(reader.newest, since, run.startedAtMs);
}

type Reader = {
  readonly run: AreaRun;
  readonly kind: Kind;
  readonly keys: PermissionKeys;
  readonly rows: RowsRead;
  newest: string | null;
};

function selectOf(kind: Kind, { viewAllFields }: AccessColumns): string {
  if (kind === 'fields') {
    return 'SELECT ParentId, SobjectType, Field, PermissionsRead, PermissionsEdit, SystemModstamp FROM FieldPermissions';
  }
  const rights = OBJECT_PERMISSION_COLUMNS.filter((name) => viewAllFields || name !== 'PermissionsViewAllFields');
  return `SELECT ParentId, SobjectType, ${rights.join(', ')}, SystemModstamp FROM ObjectPermissions`;
}

async function readWhole(reader: Reader, select: string, rows: number): Promise<void> {
  const seen = createSeenRows();
  await readRows(reader, select, rows, seen);
  const { run, kind } = reader;
  let after: number | null = 0;
  while (after !== null) {
    const from: number = after;
    after = run.catalog.transaction(() => run.areas.permissions[kind].endUnseen(writeContext(run), seen, from));
    await betweenAnswers(run);
  }
}

async function readHoldersAgain(reader: Reader, select: string, holders: readonly string[]): Promise<void> {
  const { run, kind } = reader;
  for (let at = 0; at < holders.length; at += HOLDERS_PER_QUERY) {
    const some = holders.slice(at, at + HOLDERS_PER_QUERY);
    const seen = createSeenRows();
    const list = some.map((id) => `'${id}'`).join(', ');
    await readRows(reader, `${select} WHERE ParentId IN (${list})`, 0, seen);
    run.catalog.transaction(() => {
      for (const id of some) run.areas.permissions[kind].endUnseenOf(writeContext(run), seen, id);
    });
  }
}

async function readRows(reader: Reader, soql: string, rows: number, seen: SeenRows | null): Promise<void> {
  const { run } = reader;
  if (rows > BULK_ROWS) {
    try {
      const options = { purpose: 'access', signal: run.signal } as const;
      for await (const some of run.client.bulkQuery(soql, options)) await write(reader, some, seen);
      return;
    } catch (error) {
      // An org or user without the Bulk API is read by pages: slower, not less.
      if (!isPartRefused(error)) throw error;
    }
  }
  for await (const page of pagesOf(run, soql)) await write(reader, page, seen);
}

async function write(reader: Reader, rows: readonly Row[], seen: SeenRows | null): Promise<void> {
  const { run, kind, keys } = reader;
  const { permissions } = run.areas;
  const at = writeContext(run);
  await writeInSlices(
    run,
    rows,
    () => 0,
    (row) => {
      const object = textOf(row.SobjectType) ?? '';
      const id = permissions[kind].save(at, keys, {
        holder: shortId(textOf(row.ParentId) ?? ''),
        object,
        field: kind === 'objects' ? '' : fieldName(object, textOf(row.Field) ?? ''),
        rights: kind === 'objects' ? objectBits(row) : fieldBits(row),
      });
      seen?.add(id);
    },
  );
  for (const row of rows) {
    const stamp = toUtc(row.SystemModstamp);
    if (stamp !== null && (reader.newest === null || stamp > reader.newest)) reader.newest = stamp;
  }
  reader.rows.add(rows.length);
  await betweenAnswers(run);
}

/** `Account.Industry` of Account is `Industry`. */
function fieldName(object: string, field: string): string {
  return field.startsWith(`${object}.`) ? field.slice(object.length + 1) : field;
}
