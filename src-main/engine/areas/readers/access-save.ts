import { unknownArea } from '../../../../src-preload/contract/unknown-area.ts';
import { holderOf, withCounts } from '../../../domain/areas/access-components.ts';
import { countsNow, holderFinder } from '../../../domain/areas/access-parts.ts';
import type { Component } from '../../../domain/areas/component.ts';
import type { QueryResult } from '../../salesforce/org-client.ts';
import type { WriteContext } from '../../store/catalog/write.ts';
import { isPartRefused } from '../../sync/org-definitions.ts';
import type { AreaRun } from '../area-run.ts';
import { numberOf, textOf } from '../record-facts.ts';
import { pagesOf } from './access-answers.ts';
import type { HolderComponents } from './access-holders.ts';
import { idOf } from './access-rows.ts';

/** What each set opens besides objects and fields, counted by type; null where the org refused. */
export type Opens = ReadonlyMap<string, Readonly<Record<string, number>>> | null;

const NAME = 'SetupEntityAccess';

/** Counts access to Apex classes, pages, apps and others; where the org hands out no groups, the rows themselves. */
export async function countSetupAccess(run: AreaRun, grouped: QueryResult): Promise<Opens> {
  const found = new Map<string, Record<string, number>>();
  const add = (record: Readonly<Record<string, unknown>>, n: number): void => {
    const id = idOf(record.ParentId) ?? '';
    const type = textOf(record.SetupEntityType) ?? '';
    const counts = found.get(id) ?? {};
    counts[type] = (counts[type] ?? 0) + n;
    found.set(id, counts);
  };
  run.unknown(NAME, null);
  if (grouped.state === 'read') {
    for (const record of grouped.records) add(record, numberOf(record.n) ?? 0);
    return found;
  }
  try {
    for await (const page of pagesOf(run, `SELECT ParentId, SetupEntityType FROM ${NAME}`)) {
      for (const record of page) add(record, 1);
    }
    return found;
  } catch (error) {
    if (!isPartRefused(error)) throw error;
    run.unknown(NAME, error.message);
    return null;
  }
}

/** Writes holders with what was counted of them, and ends those that the org no longer has. */
export function saveHolders(
  run: AreaRun,
  at: WriteContext,
  { components, whole }: HolderComponents,
  opens: Opens,
): void {
  const { permissions } = run.areas;
  const key = run.connectionKey;
  const isUnknown = unknownNames(run);
  const objects = isUnknown('ObjectPermissions') ? null : permissions.objects.counts(key);
  const fields = isUnknown('FieldPermissions') ? null : permissions.fields.counts(key);
  const assigned = isUnknown('PermissionSetAssignment') ? null : assignedUsers(run, components);
  for (const component of components) {
    const holder = holderOf(component);
    const setId = component.type === 'MutingPermissionSet' ? component.orgId : (holder?.setId ?? null);
    const countOf = (counts: ReadonlyMap<string, number> | null): number | null =>
      counts === null || setId === null ? null : (counts.get(setId) ?? 0);
    run.areas.components.save(
      at,
      run.area,
      withCounts(component, {
        objects: countOf(objects),
        fields: countOf(fields),
        assigned: assigned === null ? null : (assigned.get(component.orgId ?? '') ?? 0),
        opens: opens === null || setId === null ? null : (opens.get(setId) ?? {}),
      }),
    );
  }
  for (const type of whole) run.areas.components.endUnseen(at, type);
}

function unknownNames(run: AreaRun): (name: string) => boolean {
  const names = new Set(
    run.catalog.snapshots.unknownParts(run.connectionKey).map(({ area, name }) => `${area} ${name}`),
  );
  return (name) => names.has(`${unknownArea('access')} ${name}`);
}

/** Users that have each holder now, by the holder's own id. */
function assignedUsers(run: AreaRun, components: readonly Component[]): ReadonlyMap<string, number> {
  const holders = components.flatMap((component) => {
    const holder = holderOf(component);
    return holder === null ? [] : [{ ...holder, orgId: component.orgId ?? '' }];
  });
  const find = holderFinder(holders);
  const users = new Map<string, Set<string>>();
  for (const one of run.areas.permissions.assignments(run.connectionKey)) {
    const holder = countsNow(one, run.now()) ? find(one) : null;
    if (holder === null) continue;
    const id = holder.orgId;
    const known = users.get(id);
    if (known === undefined) users.set(id, new Set([one.userId]));
    else known.add(one.userId);
  }
  return new Map([...users].map(([id, some]) => [id, some.size]));
}
