import { z } from 'zod';
import type { AccessHolder } from '../../../src-preload/contract/access.ts';
import { holderKey } from './rights.ts';

export const ACCESS_VIEWS = ['objects', 'fields', 'field', 'effective'] as const;
export type AccessView = (typeof ACCESS_VIEWS)[number];

const maybe = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const names = z.array(z.string().max(240)).max(500);

/** All that the screen shows is in its address. */
const searchParams = z.object({
  view: maybe(z.enum(ACCESS_VIEWS)),
  q: maybe(z.coerce.string().max(200)),
  /** `profile:Sales User`, …; absent: all. */
  holders: maybe(names),
  object: maybe(z.string().max(100)),
  field: maybe(z.string().max(100)),
  /** Which of a view's lists. */
  list: maybe(z.enum(['holders', 'fields', 'system'])),
  /** Whose access: a user, or a combination. */
  whose: maybe(z.enum(['combination'])),
  user: maybe(z.string().max(200)),
  profile: maybe(z.string().max(200)),
  sets: maybe(names),
  groups: maybe(names),
  sort: maybe(z.string().max(60)),
  /** The row whose paths are shown. */
  open: maybe(z.string().max(240)),
});
export type AccessSearch = z.infer<typeof searchParams>;
export const parseAccessSearch = (search: unknown): AccessSearch => searchParams.parse(search);

/** More columns than this are chosen, not shown at once: an org may have thousands, and each asks for every object. */
export const MOST_HOLDERS = 60;

/** The holders that a matrix shows. */
export function shownHolders(
  all: readonly AccessHolder[],
  wanted: readonly string[] | undefined,
): readonly AccessHolder[] {
  if (wanted === undefined || wanted.length === 0) return all.slice(0, MOST_HOLDERS);
  const keys = new Set(wanted);
  return all.filter((one) => keys.has(holderKey(one)));
}

/** What another view leaves behind: the text, the sort and the open row belong to one list. */
export const LEFT_BEHIND = { q: undefined, sort: undefined, open: undefined, list: undefined } as const;
