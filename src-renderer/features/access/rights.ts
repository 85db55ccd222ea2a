import type { AccessHolder, AccessPath, HolderKind, ObjectRights } from '../../../src-preload/contract/access.ts';
import { t } from '../../i18n/t.ts';

type Right = keyof ObjectRights;

/** In the order of their letters. */
export const LETTERED = ['create', 'read', 'edit', 'delete'] as const;
/** Rights past the sharing of records and past field permissions; the first implies the second. */
const WIDE = ['modifyAll', 'viewAll', 'viewAllFields'] as const;
const RIGHTS: readonly Right[] = [...LETTERED, 'viewAll', 'modifyAll', 'viewAllFields'];

/** The wide rights that a cell shows: Modify All says View All too. */
export const wideRights = (rights: ObjectRights): readonly (typeof WIDE)[number][] =>
  WIDE.filter((right) => rights[right] && !(right === 'viewAll' && rights.modifyAll));

export const hasNone = (rights: ObjectRights): boolean => RIGHTS.every((right) => !rights[right]);

/** "read, create, edit": what a screen reader says in place of the letters. */
export function rightsWords(rights: ObjectRights | null): string {
  if (rights === null) return t('common.unknown');
  const words = RIGHTS.filter((right) => rights[right]).map((right) => t(`access.right.${right}`));
  return words.length === 0 ? t('access.right.none') : words.join(', ');
}

/** "CRU MA": for the clipboard. */
export function rightsLetters(rights: ObjectRights | null): string | null {
  if (rights === null) return null;
  const letters = LETTERED.filter((right) => rights[right]).map((right) => t(`access.letter.${right}`));
  return [letters.join(''), ...wideRights(rights).map((right) => t(`access.letter.${right}`))]
    .filter((text) => text !== '')
    .join(' ');
}

/** What a session that asked for it adds. */
export const sessionOnly = (rights: ObjectRights, inSession: ObjectRights): readonly Right[] =>
  RIGHTS.filter((right) => inSession[right] && !rights[right]);

export const kindName = (kind: HolderKind): string => t(`access.kind.${kind}`);

/** "Profile · session-based": what stands under a holder's label. */
export function holderNote({ kind, sessionBased, outdated }: AccessHolder): string {
  return [
    kindName(kind),
    ...(sessionBased ? [t('access.sessionBased')] : []),
    ...(outdated ? [t('access.outdated')] : []),
  ].join(' · ');
}

/** Users that have it now; never a 0 for what is unknown. */
export const assignedText = ({ assigned }: AccessHolder): string =>
  assigned === null ? t('access.assigned.unknown') : t('access.assigned', { count: assigned });

type Way = { readonly text: string; readonly rights: readonly string[]; readonly inSession: boolean };

const stepName = (kind: string): string =>
  kind === 'profile' || kind === 'permission set' || kind === 'permission set group' ? kindName(kind) : kind;

/** Paths that run the same way, with the rights that come by it: "Group Sales → Permission set Quotes → field permission". */
export function waysOf(paths: readonly AccessPath[]): readonly Way[] {
  const ways = new Map<string, { text: string; rights: string[]; inSession: boolean }>();
  for (const { right, through, by, inSession } of paths) {
    const text = [...through.map(({ kind, label }) => `${stepName(kind)} ${label}`), by].join(' → ');
    const key = `${inSession} ${text}`;
    const way = ways.get(key) ?? { text, rights: [], inSession };
    if (!way.rights.includes(right)) way.rights.push(right);
    ways.set(key, way);
  }
  return [...ways.values()];
}

/** A right of a path in the words of this window; of a system permission its API name. */
export function rightName(right: string): string {
  const plain = RIGHTS.find((one) => one === right);
  return plain === undefined ? right : t(`access.right.${plain}`);
}

/** All ways in one line, for a cell and for the clipboard. */
export const waysText = (paths: readonly AccessPath[]): string =>
  waysOf(paths)
    .map(({ text, rights }) => `${text} (${rights.map(rightName).join(', ')})`)
    .join('; ');

/** The same where all ways bring one right. */
export const stepsText = (paths: readonly AccessPath[]): string =>
  waysOf(paths)
    .map(({ text }) => text)
    .join('; ');

/** How addresses name a holder; the kind holds no colon. */
export const holderKey = ({ kind, name }: Pick<AccessHolder, 'kind' | 'name'>): string => `${kind}:${name}`;
