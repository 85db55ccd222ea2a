import type { Grants, GroupPart, Part, SetPart } from './effective-access.ts';

/** A profile, permission set or group as it was read; ids of 15 characters. */
export type Holder = {
  readonly kind: 'profile' | 'permission set' | 'permission set group';
  readonly name: string;
  readonly label: string;
  /** The PermissionSet that holds its permissions; of a group the one that the org adds up. Null: not known. */
  readonly setId: string | null;
  /** Of a group: its own id; null for others. */
  readonly groupId: string | null;
  readonly sessionBased: boolean;
  /** A group whose added-up access is out of date in the org. */
  readonly outdated: boolean;
  /** Of a group: ids of its permission sets, and of its muting set. */
  readonly memberIds: readonly string[];
  readonly mutingId: string | null;
};

/** That a user has a set, as it was read. */
export type AssignedSet = {
  readonly setId: string;
  readonly groupId: string | null;
  readonly expiresAt: string | null;
  readonly active: boolean;
};

/** Something that a user or a chosen subject is made of, and whether it counts. */
export type SubjectPart<H extends Holder = Holder> = {
  readonly holder: H;
  readonly counts: boolean;
  readonly note: string | null;
};

/** Whether an assignment counts at that moment. */
export function countsNow({ expiresAt, active }: AssignedSet, nowMs: number): boolean {
  return active && (expiresAt === null || Date.parse(expiresAt) > nowMs);
}

/** Finds what an assignment is of. */
export function holderFinder<H extends Holder>(holders: readonly H[]): (one: AssignedSet) => H | null {
  const bySet = new Map<string, H>();
  const byGroup = new Map<string, H>();
  for (const holder of holders) {
    if (holder.setId !== null) bySet.set(holder.setId, holder);
    if (holder.groupId !== null) byGroup.set(holder.groupId, holder);
  }
  return ({ setId, groupId }) => (groupId === null ? undefined : byGroup.get(groupId)) ?? bySet.get(setId) ?? null;
}

/** What a user is made of: each holder once, counting when any of its assignments does. */
export function subjectParts<H extends Holder>(
  assigned: readonly AssignedSet[],
  find: (one: AssignedSet) => H | null,
  nowMs: number,
): readonly SubjectPart<H>[] {
  const parts = new Map<H, SubjectPart<H>>();
  for (const one of assigned) {
    const holder = find(one);
    if (holder === null || parts.get(holder)?.counts === true) continue;
    const counts = countsNow(one, nowMs);
    parts.set(holder, { holder, counts, note: counts ? noteOf(holder) : leftOut(one) });
  }
  return [...parts.values()];
}

function leftOut({ expiresAt }: AssignedSet): string {
  return expiresAt === null
    ? 'Left out: the org says that the assignment is not active.'
    : `Left out: the assignment ended on ${expiresAt.slice(0, 10)}.`;
}

/** What a reader of the answer should know of a holder that counts; null: nothing. */
export function noteOf({ sessionBased, outdated }: Holder): string | null {
  const notes = [
    sessionBased ? 'Active only in a session that asked for it; shown apart.' : null,
    outdated ? 'The org has not yet calculated this group anew, so users may have other access for now.' : null,
  ].filter((note) => note !== null);
  return notes.length === 0 ? null : notes.join(' ');
}

/**
 * The parts of an effective answer from holders. A member of a group that was not read is left out and named in
 * `missing`.
 */
export function partsOf(
  holders: readonly Holder[],
  all: readonly Holder[],
  grantsOf: (setId: string) => Grants,
): { readonly parts: readonly Part[]; readonly missing: readonly string[] } {
  const bySet = new Map(all.flatMap((one) => (one.setId === null ? [] : [[one.setId, one] as const])));
  const missing = new Set<string>();
  const setPart = (holder: Holder): SetPart | null => {
    if (holder.kind === 'permission set group') return null;
    if (holder.setId === null) {
      missing.add(`The permissions of the ${holder.kind} ${holder.label} could not be read.`);
      return null;
    }
    const { kind, name, label, sessionBased } = holder;
    return { kind, name, label, sessionBased, grants: grantsOf(holder.setId) };
  };
  const parts = holders.flatMap((holder): readonly Part[] => {
    if (holder.kind !== 'permission set group') return [setPart(holder)].filter((one) => one !== null);
    const sets = holder.memberIds.flatMap((id) => {
      const member = bySet.get(id);
      if (member !== undefined) return setPart(member) ?? [];
      missing.add(`The group ${holder.label} has a permission set that could not be read.`);
      return [];
    });
    const { name, label, sessionBased, mutingId } = holder;
    const muting = mutingId === null ? null : grantsOf(mutingId);
    return [{ kind: 'permission set group', name, label, sessionBased, sets, muting } satisfies GroupPart];
  });
  return { parts, missing: [...missing] };
}
