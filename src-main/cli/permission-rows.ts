import { hasRight, namedRights } from '../domain/areas/access-rights.ts';
import type { AreaStore } from '../engine/store/areas/index.ts';
import type { StoredComponent } from '../engine/store/areas/components.ts';
import type { Permission } from '../engine/store/areas/permission-table.ts';

export type PermissionLists = {
  readonly objectPermissions: readonly object[];
  readonly fieldPermissions: readonly object[];
};

/** What each profile, permission set and muting set allows with objects and fields, one list each. */
export function permissionLists(
  { permissions }: AreaStore,
  key: number,
): (component: StoredComponent) => PermissionLists | null {
  const objects = byHolder(permissions.objects.all(key));
  const fields = byHolder(permissions.fields.all(key));
  return ({ type, orgId, facts }) => {
    // A profile's permissions are those of the permission set that stands for it; a group has none of its own.
    const holder = type === 'Profile' ? facts.permissionSetId : type === 'PermissionSetGroup' ? null : orgId;
    if (typeof holder !== 'string') return null;
    return {
      objectPermissions: (objects.get(holder) ?? []).map(({ object, rights }) => ({ object, ...namedRights(rights) })),
      fieldPermissions: (fields.get(holder) ?? []).map(({ object, field, rights }) => ({
        field: `${object}.${field}`,
        readable: hasRight(rights, 'read'),
        editable: hasRight(rights, 'edit'),
      })),
    };
  };
}

function byHolder(rows: readonly Permission[]): ReadonlyMap<string, readonly Permission[]> {
  const lists = new Map<string, Permission[]>();
  for (const row of rows) {
    const list = lists.get(row.holder);
    if (list === undefined) lists.set(row.holder, [row]);
    else list.push(row);
  }
  return lists;
}
