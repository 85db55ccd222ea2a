import { holderOf, HOLDER_TYPES, listFact } from '../../domain/areas/access-components.ts';
import type { Holder } from '../../domain/areas/access-parts.ts';
import { hasRight } from '../../domain/areas/access-rights.ts';
import type { Grants } from '../../domain/areas/effective-access.ts';
import type { AreaStore } from '../store/areas/index.ts';
import type { StoredComponent } from '../store/areas/components.ts';
import type { Permission } from '../store/areas/permission-table.ts';

/** A profile, permission set or group with its component. */
export type StoredHolder = Holder & { readonly component: StoredComponent };

/** Profiles, then permission sets, then groups, each by label. */
export function storedHolders(areas: AreaStore, key: number): readonly StoredHolder[] {
  return HOLDER_TYPES.flatMap((type) =>
    areas.components
      .ofType(key, type)
      .flatMap((component): StoredHolder[] => {
        const holder = holderOf(component);
        return holder === null ? [] : [{ ...holder, component }];
      })
      .toSorted((a, b) => a.label.localeCompare(b.label)),
  );
}

/** What is asked about: everything of some sets (null: of all), one object with its fields, or one field. */
export type GrantScope =
  | { readonly of: 'objects'; readonly setIds: readonly string[] | null }
  | { readonly of: 'object'; readonly object: string }
  | { readonly of: 'field'; readonly object: string; readonly field: string };

/** Loads what the sets allow within the scope, with few queries; answers by the id of a set or muting set. */
export function loadGrants(areas: AreaStore, key: number, scope: GrantScope): (setId: string) => Grants {
  const system = systemPermissions(areas, key);
  const objects = byHolder(objectRows(areas, key, scope), ({ object }) => object);
  const fields = byHolder(fieldRows(areas, key, scope), ({ object, field }) => `${object}.${field}`);
  const none: ReadonlySet<string> = new Set();
  return (setId) => {
    const ofObjects = objects.get(setId);
    const ofFields = fields.get(setId);
    return {
      system: system.get(setId) ?? none,
      objectBits: (object) => ofObjects?.get(object) ?? 0,
      fieldBits: (object, field) => ofFields?.get(`${object}.${field}`) ?? 0,
    };
  };
}

function objectRows({ permissions }: AreaStore, key: number, scope: GrantScope): readonly Permission[] {
  if (scope.of !== 'objects') return permissions.objects.ofObject(key, scope.object);
  if (scope.setIds === null) return permissions.objects.all(key);
  return scope.setIds.flatMap((id) => permissions.objects.ofHolder(key, id, null));
}

function fieldRows({ permissions }: AreaStore, key: number, scope: GrantScope): readonly Permission[] {
  if (scope.of === 'objects') return [];
  return scope.of === 'object'
    ? permissions.fields.ofObject(key, scope.object)
    : permissions.fields.ofField(key, scope.object, scope.field);
}

function byHolder(
  rows: readonly Permission[],
  nameOf: (row: Permission) => string,
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const found = new Map<string, Map<string, number>>();
  for (const row of rows) {
    const known = found.get(row.holder);
    if (known === undefined) found.set(row.holder, new Map([[nameOf(row), row.rights]]));
    else known.set(nameOf(row), row.rights);
  }
  return found;
}

function systemPermissions(areas: AreaStore, key: number): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, ReadonlySet<string>>();
  for (const type of ['Profile', 'PermissionSet', 'MutingPermissionSet']) {
    for (const { orgId, facts } of areas.components.ofType(key, type)) {
      const id = type === 'Profile' ? facts.permissionSetId : orgId;
      if (typeof id === 'string') found.set(id, new Set(listFact(facts.systemPermissions)));
    }
  }
  return found;
}

/** Which profiles and permission sets have a field permission for a field: those that grant it, by themselves. */
export function holdersOfField(
  areas: AreaStore,
  key: number,
  object: string,
  field: string,
): readonly {
  readonly type: string;
  readonly name: string;
  readonly label: string;
  readonly read: boolean;
  readonly edit: boolean;
}[] {
  const rows = areas.permissions.fields.ofField(key, object, field);
  if (rows.length === 0) return [];
  const bits = new Map(rows.map(({ holder, rights }) => [holder, rights]));
  return storedHolders(areas, key).flatMap(({ setId, kind, name, label, component }) => {
    const rights = setId === null || kind === 'permission set group' ? 0 : (bits.get(setId) ?? 0);
    if (rights === 0) return [];
    return [{ type: component.type, name, label, read: true, edit: hasRight(rights, 'edit') }];
  });
}
