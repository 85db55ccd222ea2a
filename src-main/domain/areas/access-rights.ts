/** Rights to an object, kept as bits; a field has `read` and `edit` only. */
export const RIGHT = {
  read: 1,
  create: 1 << 1,
  edit: 1 << 2,
  delete: 1 << 3,
  viewAll: 1 << 4,
  modifyAll: 1 << 5,
  viewAllFields: 1 << 6,
} as const;
export type Right = keyof typeof RIGHT;
export const RIGHTS = Object.keys(RIGHT) as readonly Right[];

export function hasRight(bits: number, right: Right): boolean {
  return (bits & RIGHT[right]) !== 0;
}

/** The rights of an object, each by its name: the shape of the contract. */
export function namedRights(bits: number): Readonly<Record<Right, boolean>> {
  return Object.fromEntries(RIGHTS.map((right) => [right, hasRight(bits, right)])) as Record<Right, boolean>;
}

const VIEW_ALL_RECORDS = RIGHT.read;
const MODIFY_ALL_RECORDS = RIGHT.read | RIGHT.edit | RIGHT.delete | RIGHT.viewAll;

/** Which rights an object permission brings along, and in whose name. */
export const IMPLIED_BY_OBJECT = [
  { right: 'viewAll', brings: VIEW_ALL_RECORDS, by: 'View All Records' },
  { right: 'modifyAll', brings: MODIFY_ALL_RECORDS, by: 'Modify All Records' },
] as const satisfies readonly { readonly right: Right; readonly brings: number; readonly by: string }[];

/** Which rights to every object a system permission brings along. Neither opens a field. */
export const IMPLIED_BY_SYSTEM = [
  { name: 'ViewAllData', brings: RIGHT.read | RIGHT.viewAll, by: 'View All Data' },
  {
    name: 'ModifyAllData',
    brings: RIGHT.read | RIGHT.create | RIGHT.edit | RIGHT.delete | RIGHT.viewAll | RIGHT.modifyAll,
    by: 'Modify All Data',
  },
] as const;

/** The system permission that opens every field of every object that can be read. */
export const VIEW_ALL_FIELDS = 'ViewAllFieldsGlobal';

/** What else goes when a right is muted: the rights that cannot be without it. */
const NEEDED_BY: Readonly<Record<Right, number>> = {
  read: RIGHT.create | RIGHT.edit | RIGHT.delete | RIGHT.viewAll | RIGHT.modifyAll | RIGHT.viewAllFields,
  create: 0,
  edit: RIGHT.delete | RIGHT.modifyAll,
  delete: RIGHT.modifyAll,
  viewAll: RIGHT.modifyAll,
  modifyAll: 0,
  viewAllFields: 0,
};

/** What is left of rights to an object once a muting set took its share. */
export function withoutMuted(bits: number, muted: number): number {
  let taken = muted;
  for (const right of RIGHTS) if (hasRight(muted, right)) taken |= NEEDED_BY[right];
  return bits & ~taken;
}

/** The same for a field: who may not read it may not edit it. */
export function fieldWithoutMuted(bits: number, muted: number): number {
  return hasRight(muted, 'read') ? 0 : bits & ~muted;
}

const OBJECT_COLUMNS: Readonly<Record<Right, string>> = {
  read: 'PermissionsRead',
  create: 'PermissionsCreate',
  edit: 'PermissionsEdit',
  delete: 'PermissionsDelete',
  viewAll: 'PermissionsViewAllRecords',
  modifyAll: 'PermissionsModifyAllRecords',
  viewAllFields: 'PermissionsViewAllFields',
};
export const OBJECT_PERMISSION_COLUMNS: readonly string[] = Object.values(OBJECT_COLUMNS);

/** A row of ObjectPermissions; of a bulk job every value is text. */
export function objectBits(record: Readonly<Record<string, unknown>>): number {
  return RIGHTS.reduce((bits, right) => (isTrue(record[OBJECT_COLUMNS[right]]) ? bits | RIGHT[right] : bits), 0);
}

/** A row of FieldPermissions, the same way. */
export function fieldBits(record: Readonly<Record<string, unknown>>): number {
  return (isTrue(record.PermissionsRead) ? RIGHT.read : 0) | (isTrue(record.PermissionsEdit) ? RIGHT.edit : 0);
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}
