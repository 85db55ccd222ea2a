import type { OrgBundle } from './bundle.ts';
import { fieldAccess } from './describe/field-access.ts';
import { userPermissions } from './rights.ts';
import type { Rights } from './rights.ts';

/**
 * What a user of a profile lacks: permissions, the objects that the profile does not let read, and the fields that its
 * field-level security hides. Objects without object permissions (those of Setup) stay.
 * @throws Error for a profile that the bundle does not have
 */
export function rightsOfProfile(bundle: OrgBundle, name: string): Rights {
  const profile = (bundle.profiles ?? []).find((candidate) => candidate.name === name);
  if (profile === undefined) throw new Error(`The bundle has no profile "${name}".`);
  const granted = new Set((profile.userPermissions ?? []).map((one) => (typeof one === 'string' ? one : one.name)));
  const readable = new Set((profile.objectPermissions ?? []).map(({ object }) => object));
  const visible = new Set((profile.fieldPermissions ?? []).map(({ field }) => field));
  const isKept = (object: string): boolean => {
    const found = bundle.sobjects.find((candidate) => candidate.name === object);
    return found?.layoutable !== true || readable.has(object);
  };
  const absent = bundle.sobjects
    .filter((object) => !isKept(object.name) || !isKept(object.associateParentEntity ?? ''))
    .map((object) => object.name);
  const hiddenFields = bundle.sobjects
    .filter((object) => object.layoutable === true && readable.has(object.name))
    .flatMap((object) =>
      object.fields
        .filter((field) => fieldAccess(object, field).permissionable && !visible.has(`${object.name}.${field.name}`))
        .map((field) => `${object.name}.${field.name}`),
    );
  return {
    without: userPermissions.filter((permission) => !granted.has(permission)),
    absent,
    hiddenFields: new Set(hiddenFields),
  };
}
