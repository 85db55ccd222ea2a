import type {
  BundleAccess,
  BundleAccessGroup,
  BundleFieldPermission,
  BundleObjectPermission,
} from '../bundle-parts.ts';
import { fieldAccess } from '../describe/field-access.ts';
import { objectTraits } from '../describe/object-traits.ts';
import { mintId } from '../ids.ts';
import type { OrgModel } from '../org-model.ts';

/*
 * Everything that grants access: permission sets, the hidden ones that stand for a profile or a group, and the muting
 * ones of groups.
 */

export interface Holder {
  /** `0PS…`; `0QM…` for a muting permission set. */
  readonly id: string;
  readonly kind: 'profile' | 'set' | 'group' | 'muting';
  readonly access: BundleAccess;
  /** For a profile `00e…`. */
  readonly profileId: string | null;
  /** For a group and what belongs to it `0PG…`. */
  readonly groupId: string | null;
  readonly objects: () => readonly BundleObjectPermission[];
  readonly fields: () => readonly BundleFieldPermission[];
}

export function profileId(name: string): string {
  return mintId('00e', name);
}

/** The permission set that stands for a profile. */
export function profileSetId(profileName: string): string {
  return mintId('0PS', `profile ${profileName}`);
}

export function permissionSetId(name: string): string {
  return mintId('0PS', name);
}

export function groupId(name: string): string {
  return mintId('0PG', name);
}

/** The permission set that adds up what the members of a group grant. */
export function groupSetId(name: string): string {
  return mintId('0PS', `group ${name}`);
}

export function mutingSetId(groupName: string): string {
  return mintId('0QM', groupName);
}

/** Names of the profiles: those of the bundle and those of its users. */
export function profileNames(model: OrgModel): readonly string[] {
  const named = (model.bundle.profiles ?? []).map(({ name }) => inSetup(name));
  return [...new Set([...model.users.map((user) => user.ProfileName), ...named])].filter((name) => name !== '');
}

/** The Metadata API calls some profiles otherwise than Setup does. */
function inSetup(name: string): string {
  return name === 'Admin' ? 'System Administrator' : name === 'Standard' ? 'Standard User' : name;
}

const known = new WeakMap<OrgModel, readonly Holder[]>();

/** All holders of an org: profiles, then permission sets, then groups with their muting permission sets. */
export function holdersOf(model: OrgModel): readonly Holder[] {
  const made = known.get(model) ?? makeHolders(model);
  known.set(model, made);
  return made;
}

function makeHolders(model: OrgModel): readonly Holder[] {
  const sets = model.bundle.permissionSets ?? [];
  return [
    ...profileNames(model).map((name) => profileHolder(model, name)),
    ...sets.map((access) => plainHolder('set', permissionSetId(access.name), access, null)),
    ...(model.bundle.permissionSetGroups ?? []).flatMap((group) => groupHolders(group, sets)),
  ];
}

function plainHolder(kind: 'set' | 'muting', id: string, access: BundleAccess, group: string | null): Holder {
  return {
    id,
    kind,
    access,
    profileId: null,
    groupId: group,
    objects: () => access.objectPermissions ?? [],
    fields: () => access.fieldPermissions ?? [],
  };
}

function profileHolder(model: OrgModel, name: string): Holder {
  const given = (model.bundle.profiles ?? []).find((profile) => inSetup(profile.name) === name);
  // A bundle that says nothing of the administrator's profile has one that may do everything, as every org does.
  const isAdmin = name === model.runningUser.ProfileName;
  return {
    id: profileSetId(name),
    kind: 'profile',
    access: given ?? { name, userPermissions: isAdmin ? administratorPermissions : [] },
    profileId: profileId(name),
    groupId: null,
    objects: () => given?.objectPermissions ?? (isAdmin ? everyObject(model) : []),
    fields: () => given?.fieldPermissions ?? (isAdmin ? everyField(model) : []),
  };
}

const administratorPermissions: readonly string[] = [
  'ApiEnabled',
  'ViewSetup',
  'ViewAllData',
  'ModifyAllData',
  'ModifyMetadata',
  'RunReports',
  'ViewPublicReports',
  'ViewPublicDashboards',
  'ManageUsers',
  'CustomizeApplication',
];

function everyObject(model: OrgModel): readonly BundleObjectPermission[] {
  return model.bundle.sobjects.flatMap((object) => {
    const traits = objectTraits(model, object);
    if (!traits.layoutable) return [];
    return [
      {
        object: object.name,
        read: true,
        create: traits.createable,
        edit: traits.updateable,
        delete: traits.deletable,
        viewAll: true,
        modifyAll: traits.updateable,
      },
    ];
  });
}

function everyField(model: OrgModel): readonly BundleFieldPermission[] {
  return model.bundle.sobjects.flatMap((object) =>
    objectTraits(model, object).layoutable
      ? object.fields
          .map((field) => ({ field, access: fieldAccess(object, field) }))
          .filter(({ field, access }) => access.permissionable && field.hiddenFromDescribe !== true)
          .map(({ field, access }) => ({
            field: `${object.name}.${field.name}`,
            readable: true,
            editable: access.updateable,
          }))
      : [],
  );
}

function groupHolders(group: BundleAccessGroup, sets: readonly BundleAccess[]): readonly Holder[] {
  const id = groupId(group.name);
  const members = sets.filter(({ name }) => group.members.includes(name));
  const { muted, members: _names, ...access } = group;
  const total: Holder = {
    id: groupSetId(group.name),
    kind: 'group',
    access,
    profileId: null,
    groupId: id,
    objects: () => addedObjects(members, muted),
    fields: () => addedFields(members, muted),
  };
  return muted === undefined ? [total] : [total, plainHolder('muting', mutingSetId(group.name), muted, id)];
}

const objectFlags = ['read', 'create', 'edit', 'delete', 'viewAll', 'modifyAll'] as const;

/** What the members grant together, without what is muted. */
function addedObjects(
  members: readonly BundleAccess[],
  muted: BundleAccess | undefined,
): readonly BundleObjectPermission[] {
  const added = new Map<string, BundleObjectPermission>();
  for (const permission of members.flatMap((member) => member.objectPermissions ?? [])) {
    const before = added.get(permission.object);
    const flags = objectFlags.map((flag) => [flag, before?.[flag] === true || permission[flag] === true] as const);
    added.set(permission.object, { object: permission.object, ...Object.fromEntries(flags) });
  }
  for (const taken of muted?.objectPermissions ?? []) {
    const before = added.get(taken.object);
    if (before === undefined) continue;
    const flags = objectFlags.map((flag) => [flag, before[flag] === true && taken[flag] !== true] as const);
    added.set(taken.object, { object: taken.object, ...Object.fromEntries(flags) });
  }
  return [...added.values()].filter((permission) => permission.read === true);
}

function addedFields(
  members: readonly BundleAccess[],
  muted: BundleAccess | undefined,
): readonly BundleFieldPermission[] {
  const taken = new Map((muted?.fieldPermissions ?? []).map((permission) => [permission.field, permission]));
  const added = new Map<string, BundleFieldPermission>();
  for (const { field, readable, editable } of members.flatMap((member) => member.fieldPermissions ?? [])) {
    const before = added.get(field);
    added.set(field, {
      field,
      readable: (before?.readable === true || readable === true) && taken.get(field)?.readable !== true,
      editable: (before?.editable === true || editable === true) && taken.get(field)?.editable !== true,
    });
  }
  return [...added.values()].filter((permission) => permission.readable === true);
}
