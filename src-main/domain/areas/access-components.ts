import type { Holder } from './access-parts.ts';
import type { Component, Fact } from './component.ts';

/** The part of a permission set's facts that is counted after everything is read. */
export type HolderCounts = {
  /** Objects and fields that it has permissions for; null: they could not be read. */
  readonly objects: number | null;
  readonly fields: number | null;
  /** Users that have it now; null: assignments could not be read. */
  readonly assigned: number | null;
  /** Apex classes, pages, apps and others that it opens, by type; null: could not be read. */
  readonly opens: Readonly<Record<string, number>> | null;
};

/** What a count is called in the facts of a component; the types of the org that have no name here are `otherAccess`. */
const OPENED: Readonly<Record<string, string>> = {
  ApexClass: 'apexClasses',
  ApexPage: 'pages',
  TabSet: 'apps',
  CustomPermission: 'customPermissions',
};

/** Adds what was counted to a profile, permission set, group or muting set. */
export function withCounts(component: Component, { objects, fields, assigned, opens }: HolderCounts): Component {
  const counted: Record<string, Fact> = { objects, fields };
  if (component.type !== 'MutingPermissionSet') counted.assigned = assigned;
  if (component.type === 'Profile' || component.type === 'PermissionSet') {
    for (const name of [...Object.values(OPENED), 'otherAccess']) counted[name] = opens === null ? null : 0;
    for (const [type, n] of Object.entries(opens ?? {})) {
      const name = OPENED[type] ?? 'otherAccess';
      counted[name] = Number(counted[name] ?? 0) + n;
    }
  }
  const unknown = Object.entries(counted).flatMap(([name, value]) => (value === null ? [name] : []));
  const known = Object.fromEntries(Object.entries(counted).filter(([, value]) => value !== null));
  const kept = Object.entries(component.facts).filter(([name]) => !(name in counted));
  return { ...component, facts: { ...Object.fromEntries(kept), ...known }, unknown };
}

/** The system permissions of a record, without `Permissions`, in the order of their names. */
export function systemPermissionsOf(
  record: Readonly<Record<string, unknown>>,
  columns: readonly string[],
): readonly string[] {
  return columns.flatMap((column) => (record[column] === true ? [column.slice('Permissions'.length)] : [])).toSorted();
}

const HOLDER_KINDS = {
  Profile: 'profile',
  PermissionSet: 'permission set',
  PermissionSetGroup: 'permission set group',
} as const;

/** The component types that give access. */
export const HOLDER_TYPES = Object.keys(HOLDER_KINDS) as readonly (keyof typeof HOLDER_KINDS)[];

/** A profile, permission set or group out of its component; null for any other type. */
export function holderOf({ type, name, label, orgId, facts }: Component): Holder | null {
  const kind = HOLDER_KINDS[type as keyof typeof HOLDER_KINDS];
  if (kind === undefined) return null;
  const id = orgId?.slice(0, 15) ?? null;
  return {
    kind,
    name,
    label,
    setId: type === 'PermissionSet' ? id : textFact(facts.permissionSetId),
    groupId: type === 'PermissionSetGroup' ? id : null,
    sessionBased: facts.sessionBased === true,
    outdated: isOutdated(textFact(facts.status)),
    memberIds: Array.isArray(facts.memberIds) ? facts.memberIds.filter((one) => typeof one === 'string') : [],
    mutingId: textFact(facts.mutingId),
  };
}

/** A group's status says whether the org has added it up since it was changed: `Updated`, `Outdated`, `Updating`, `Failed`. */
export function isOutdated(status: string | null): boolean {
  return status !== null && status !== 'Updated';
}

export function textFact(fact: Fact | undefined): string | null {
  return typeof fact === 'string' ? fact : null;
}

export function numberFact(fact: Fact | undefined): number | null {
  return typeof fact === 'number' ? fact : null;
}

export function listFact(fact: Fact | undefined): readonly string[] {
  return Array.isArray(fact) ? fact.filter((one) => typeof one === 'string') : [];
}
