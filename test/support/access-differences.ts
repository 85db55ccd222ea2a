import { shortId } from '../../src-main/domain/metadata/api-names.ts';
import { fieldBits, objectBits } from '../../src-main/domain/areas/access-rights.ts';
import { listFact, textFact } from '../../src-main/domain/areas/access-components.ts';
import type { BundleAccess } from '../../src-main/sample-org/bundle-parts.ts';
import type { OrgBundle } from '../../src-main/sample-org/bundle.ts';
import type { SyncRig } from './sync-rig.ts';

/** The Metadata API calls two profiles otherwise than Setup and SOQL do. */
const PROFILE_NAMES: Readonly<Record<string, string>> = { Admin: 'System Administrator', Standard: 'Standard User' };

/** What a bundle and the store say differently of profiles, permission sets and muting sets, as lines. */
export function accessDifferences(rig: SyncRig, connectionId: string, bundle: OrgBundle): string[] {
  const { key } = rig.catalog.org(connectionId);
  const { components } = rig.areas;
  const found: string[] = [];
  // What the bundle's own PermissionSet has no field for cannot be asked for.
  const described = bundle.sobjects.find(({ name }) => name === 'PermissionSet')?.fields.map(({ name }) => name);
  const isDescribed = (name: string): boolean => described?.includes(`Permissions${name}`) ?? true;
  const compare = (type: string, name: string, access: BundleAccess): void => {
    const component = components.one(key, type, name);
    if (component === null) {
      found.push(`${type} ${name}: not in the store`);
      return;
    }
    const setId = type === 'Profile' ? textFact(component.facts.permissionSetId) : component.orgId;
    const at = `${type} ${name}`;
    found.push(
      ...listDifferences(at, systemOf(access).filter(isDescribed), listFact(component.facts.systemPermissions)),
    );
    // An administrator's profile that the bundle leaves open may do everything: there is nothing to compare with.
    if (type !== 'Profile' || access.objectPermissions !== undefined) {
      found.push(...listDifferences(at, objectsOf(access), storedObjects(rig, key, setId)));
    }
    if (type !== 'Profile' || access.fieldPermissions !== undefined) {
      found.push(...listDifferences(at, fieldsOf(access), storedFields(rig, key, setId)));
    }
  };
  for (const profile of bundle.profiles ?? []) compare('Profile', PROFILE_NAMES[profile.name] ?? profile.name, profile);
  for (const set of bundle.permissionSets ?? []) compare('PermissionSet', set.name, set);
  for (const group of bundle.permissionSetGroups ?? []) {
    if (group.muted !== undefined) compare('MutingPermissionSet', group.muted.name, group.muted);
    const component = components.one(key, 'PermissionSetGroup', group.name);
    const sets = component === null ? ['not in the store'] : listFact(component.facts.sets);
    found.push(...listDifferences(`PermissionSetGroup ${group.name}`, group.members, sets));
  }
  return found;
}

function listDifferences(at: string, wanted: readonly string[], got: readonly string[]): string[] {
  const store = new Set(got);
  const bundle = new Set(wanted);
  return [
    ...[...bundle].filter((one) => !store.has(one)).map((one) => `${at}: ${one} is missing`),
    ...[...store].filter((one) => !bundle.has(one)).map((one) => `${at}: ${one} is only in the store`),
  ];
}

function systemOf(access: BundleAccess): readonly string[] {
  return (access.userPermissions ?? []).map((one) => (typeof one === 'string' ? one : one.name));
}

function objectsOf(access: BundleAccess): readonly string[] {
  return (access.objectPermissions ?? []).map(
    (one) =>
      `${one.object} ${objectBits({
        PermissionsRead: one.read,
        PermissionsCreate: one.create,
        PermissionsEdit: one.edit,
        PermissionsDelete: one.delete,
        PermissionsViewAllRecords: one.viewAll,
        PermissionsModifyAllRecords: one.modifyAll,
      })}`,
  );
}

/** A row that allows nothing says what no row says. */
function fieldsOf(access: BundleAccess): readonly string[] {
  return (access.fieldPermissions ?? [])
    .map((one) => [one.field, fieldBits({ PermissionsRead: one.readable, PermissionsEdit: one.editable })] as const)
    .flatMap(([field, bits]) => (bits === 0 ? [] : [`${field} ${bits}`]));
}

function storedObjects(rig: SyncRig, key: number, setId: string | null): readonly string[] {
  return rig.areas.permissions.objects
    .ofHolder(key, shortId(setId ?? ''), null)
    .map(({ object, rights }) => `${object} ${rights}`);
}

function storedFields(rig: SyncRig, key: number, setId: string | null): readonly string[] {
  return rig.areas.permissions.fields
    .ofHolder(key, shortId(setId ?? ''), null)
    .map(({ object, field, rights }) => `${object}.${field} ${rights}`);
}
