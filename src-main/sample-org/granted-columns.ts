import type { BundleField, BundleObject, OrgBundle } from './bundle.ts';
import { labelFromApiName } from './content/words.ts';

const HOLDER = 'PermissionSet';

/**
 * Gives PermissionSet a column for each permission that a profile or permission set of the bundle grants and that its
 * own list of fields lacks. A bundle is put together from several sources, which are of different releases; in an org
 * every permission that can be granted has its column.
 */
export function withGrantedColumns(bundle: OrgBundle): OrgBundle {
  const holder = bundle.sobjects.find(({ name }) => name === HOLDER);
  if (holder === undefined) return bundle;
  const missing = missingColumns(bundle, holder);
  if (missing.length === 0) return bundle;
  const complete: BundleObject = { ...holder, fields: [...holder.fields, ...missing] };
  return { ...bundle, sobjects: bundle.sobjects.map((object) => (object === holder ? complete : object)) };
}

function missingColumns(bundle: OrgBundle, holder: BundleObject): readonly BundleField[] {
  const described = new Set(holder.fields.map(({ name }) => name));
  const groups = (bundle.permissionSetGroups ?? []).flatMap(({ muted }) => (muted === undefined ? [] : [muted]));
  const granted = [...(bundle.profiles ?? []), ...(bundle.permissionSets ?? []), ...groups].flatMap((access) =>
    (access.userPermissions ?? []).map((one) => (typeof one === 'string' ? one : one.name)),
  );
  return [...new Set(granted)]
    .filter((name) => !described.has(`Permissions${name}`))
    .sort()
    .map((name) => ({
      name: `Permissions${name}`,
      label: labelFromApiName(name),
      labelDerived: true,
      type: 'boolean',
      nillable: false,
      custom: false,
      synthesised: true,
    }));
}
