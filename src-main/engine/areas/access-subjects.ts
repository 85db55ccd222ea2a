import type { AccessSubject } from '../../../src-preload/contract/access.ts';
import { holderFinder, noteOf, subjectParts } from '../../domain/areas/access-parts.ts';
import { shortId } from '../../domain/metadata/api-names.ts';
import { EngineFailure } from '../failure.ts';
import type { AreaStore } from '../store/areas/index.ts';
import type { StoredComponent } from '../store/areas/components.ts';
import type { Assignment } from '../store/areas/permissions.ts';
import type { StoredHolder } from './access-grants.ts';

type Part = { readonly holder: StoredHolder; readonly counts: boolean; readonly note: string | null };
/** Who is asked about, as what it is made of. */
export type Subject = { readonly parts: readonly Part[]; readonly gaps: readonly string[] };

/** Throws `not-found` for a user, profile, set or group that was not read. */
export function subjectOf(
  areas: AreaStore,
  key: number,
  all: readonly StoredHolder[],
  subject: AccessSubject,
  nowMs: number,
): Subject {
  if (subject.kind === 'holders') return { parts: chosenParts(all, subject), gaps: [] };
  const user = areas.components.one(key, 'User', shortId(subject.id));
  const userId = user?.orgId ?? null;
  if (user === null || userId === null) {
    throw new EngineFailure('not-found', `There is no user ${subject.id} in what was read. Read the area "users".`);
  }
  const parts = partsOfUser(areas.permissions.assignmentsOf(key, userId), all, nowMs);
  const gaps = [
    ...(user.facts.active === true ? [] : ['The user is inactive: this is what would be open to an active one.']),
    ...(parts.some(({ holder }) => holder.kind === 'profile')
      ? []
      : ['The profile of the user is not among what was read.']),
  ];
  return { parts, gaps };
}

/** Every user with what it is made of. */
export function usersWithParts(
  areas: AreaStore,
  key: number,
  all: readonly StoredHolder[],
  nowMs: number,
): readonly { readonly user: StoredComponent; readonly parts: readonly Part[] }[] {
  const assigned = new Map<string, Assignment[]>();
  for (const one of areas.permissions.assignments(key)) {
    const known = assigned.get(one.userId);
    if (known === undefined) assigned.set(one.userId, [one]);
    else known.push(one);
  }
  return areas.components
    .ofType(key, 'User')
    .map((user) => ({ user, parts: partsOfUser(assigned.get(user.orgId ?? '') ?? [], all, nowMs) }));
}

function partsOfUser(assigned: readonly Assignment[], all: readonly StoredHolder[], nowMs: number): readonly Part[] {
  return subjectParts(assigned, holderFinder(all), nowMs).toSorted(
    (a, b) =>
      ORDER.indexOf(a.holder.kind) - ORDER.indexOf(b.holder.kind) || a.holder.label.localeCompare(b.holder.label),
  );
}

const ORDER = ['profile', 'permission set', 'permission set group'];

function chosenParts(
  all: readonly StoredHolder[],
  { profile, sets, groups }: Extract<AccessSubject, { kind: 'holders' }>,
): readonly Part[] {
  const named = [
    ...(profile === null ? [] : [{ kind: 'profile', name: profile }]),
    ...sets.map((name) => ({ kind: 'permission set', name })),
    ...groups.map((name) => ({ kind: 'permission set group', name })),
  ];
  return named.map(({ kind, name }) => {
    const holder = all.find((one) => one.kind === kind && one.name === name);
    if (holder === undefined) throw new EngineFailure('not-found', `There is no ${kind} ${name} in what was read.`);
    return { holder, counts: true, note: noteOf(holder) };
  });
}
