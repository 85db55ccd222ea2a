/** Yes/no facts of a field, kept as one integer: a million rows with seventeen columns of 0 and 1 cost far more. */
export const FIELD_FLAG = {
  custom: 1,
  required: 1 << 1,
  unique: 1 << 2,
  externalId: 1 << 3,
  createable: 1 << 4,
  updateable: 1 << 5,
  nillable: 1 << 6,
  calculated: 1 << 7,
  cascadeDelete: 1 << 8,
  restrictedPicklist: 1 << 9,
  nameField: 1 << 10,
  dependent: 1 << 11,
  encrypted: 1 << 12,
  autoNumber: 1 << 13,
  indexed: 1 << 14,
  noAccess: 1 << 15,
  rollUp: 1 << 16,
  formula: 1 << 17,
  /** Takes no field permission: whoever may read the object sees it (required, system and name fields). */
  openToAll: 1 << 18,
} as const;
export type FieldFlag = keyof typeof FIELD_FLAG;

/** Facts of an object, kept the same way. */
export const OBJECT_FLAG = {
  custom: 1,
  queryable: 1 << 1,
  createable: 1 << 2,
  updateable: 1 << 3,
  deletable: 1 << 4,
  searchable: 1 << 5,
} as const;

/** Sums the bits of the flags that are true. */
export function flagBits<F extends string>(
  table: Readonly<Record<F, number>>,
  set: Partial<Record<F, boolean>>,
): number {
  let bits = 0;
  for (const name of Object.keys(table) as F[]) if (set[name] === true) bits |= table[name];
  return bits;
}

export function hasFlag(bits: number, flag: number): boolean {
  return (bits & flag) !== 0;
}

const BADGE_ORDER = [
  'noAccess',
  'nameField',
  'custom',
  'required',
  'unique',
  'externalId',
  'formula',
  'rollUp',
  'autoNumber',
  'encrypted',
  'indexed',
  'dependent',
] as const;

export type Badge = (typeof BADGE_ORDER)[number] | 'managed';

/**
 * The badges beside a field's name, in a fixed order.
 *
 * @param orgNamespace the org's own namespace prefix: a field under it was made here and is not managed
 */
export function fieldBadges(flags: number, namespace: string | null, orgNamespace: string | null): Badge[] {
  const badges: Badge[] = BADGE_ORDER.filter((badge) => hasFlag(flags, FIELD_FLAG[badge]));
  if (namespace !== null && namespace !== orgNamespace) badges.push('managed');
  return badges;
}
