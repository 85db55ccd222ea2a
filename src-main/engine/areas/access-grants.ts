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

/** What is asked about: everything of some sets, one object with its fields, or one field. */
export type GrantScope =
  | { readonly of: 'objects'; readonly setIds: readonly string[] }
  | { readonly of: 'object'; readonly object: string }
  | { readonly of: 'field'; readonly object: string; readonly field: string };

/**
 * Loads what the sets allow within the scope, a set or a field at a time, because a large org has some hundred thousand
 * permissions; answers by the id of a set or muting set.
 */
export async function loadGrants(
  areas: AreaStore,
  key: number,
  scope: GrantScope,
  turns: () => Promise<void>,
): Promise<(setId: string) => Grants> {
  const system = systemPermissions(areas, key);
  const objects: Bits = new Map();
  const fields: Bits = new Map();
  const { permissions } = areas;
  if (scope.of === 'objects') {
    for (const id of scope.setIds) {
      addBits(objects, permissions.objects.ofHolder(key, id, null), ({ object }) => object);
      await turns();
    }
  } else {
    addBits(objects, permissions.objects.ofObject(key, scope.object), ({ object }) => object);
    for (const field of scope.of === 'field' ? [scope.field] : permissions.fieldNames(key, scope.object)) {
      addBits(fields, permissions.fields.ofField(key, scope.object, field), ({ object }) => `${object}.${field}`);
      await turns();
    }
  }
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

/** Rights by name, of each holder. */
type Bits = Map<string, Map<string, number>>;

function addBits(found: Bits, rows: readonly Permission[], nameOf: (row: Permission) => string): void {
  for (const row of rows) {
    const known = found.get(row.holder);
    if (known === undefined) found.set(row.holder, new Map([[nameOf(row), row.rights]]));
    else known.set(nameOf(row), row.rights);
  }
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
