import { holderOf, HOLDER_TYPES, listFact } from '../../domain/areas/access-components.ts';
import type { Holder } from '../../domain/areas/access-parts.ts';
import { hasRight } from '../../domain/areas/access-rights.ts';
import type { Grants } from '../../domain/areas/effective-access.ts';
import type { AreaStore } from '../store/areas/index.ts';
import type { StoredComponent } from '../store/areas/components.ts';
import type { Permission } from '../store/areas/permission-table.ts';
import type { Turns } from '../turns.ts';

/** A profile, permission set or group with its component. */
export type StoredHolder = Holder & { readonly component: StoredComponent };

/** Profiles, then permission sets, then groups, each by label; each carries its hundreds of permissions, so it takes turns. */
export async function storedHolders(areas: AreaStore, key: number, turns: Turns): Promise<readonly StoredHolder[]> {
  const found: StoredHolder[] = [];
  for (const type of HOLDER_TYPES) {
    const ofType: StoredHolder[] = [];
    for (const page of areas.components.pagesOf(key, type)) {
      for (const component of page) {
        const holder = holderOf(component);
        if (holder !== null) ofType.push({ ...holder, component });
      }
      await turns();
    }
    found.push(...ofType.toSorted((a, b) => BY_LABEL.compare(a.label, b.label)));
    await turns();
  }
  return found;
}

const BY_LABEL = new Intl.Collator();

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
  turns: Turns,
): Promise<(setId: string) => Grants> {
  const system = await systemPermissions(areas, key, turns);
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

async function systemPermissions(
  areas: AreaStore,
  key: number,
  turns: Turns,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, ReadonlySet<string>>();
  for (const type of ['Profile', 'PermissionSet', 'MutingPermissionSet']) {
    for (const page of areas.components.pagesOf(key, type)) {
      for (const { orgId, facts } of page) {
        const id = type === 'Profile' ? facts.permissionSetId : orgId;
        if (typeof id === 'string') found.set(id, new Set(listFact(facts.systemPermissions)));
        await turns();
      }
    }
  }
  return found;
}

/** A profile or permission set that grants a field by itself. */
export type FieldHolder = {
  readonly type: string;
  readonly name: string;
  readonly edit: boolean;
};

/** Finds which profiles and permission sets have a field permission for a field. The holders are loaded once, when needed. */
export function createFieldHolders(
  areas: AreaStore,
  key: number,
  turns: Turns,
): (object: string, field: string) => Promise<readonly FieldHolder[]> {
  let loaded: Promise<readonly StoredHolder[]> | null = null;
  return async (object, field) => {
    const rows = areas.permissions.fields.ofField(key, object, field);
    if (rows.length === 0) return [];
    const bits = new Map(rows.map(({ holder, rights }) => [holder, rights]));
    loaded ??= storedHolders(areas, key, turns);
    return (await loaded).flatMap(({ setId, kind, name, component }) => {
      const rights = setId === null || kind === 'permission set group' ? 0 : (bits.get(setId) ?? 0);
      return rights === 0 ? [] : [{ type: component.type, name, edit: hasRight(rights, 'edit') }];
    });
  };
}
