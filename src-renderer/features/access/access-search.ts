import { z } from 'zod';
import { type AccessHolder, HOLDER_KINDS } from '../../../src-preload/contract/access.ts';
import { holderKey } from './rights.ts';

export const ACCESS_VIEWS = ['objects', 'fields', 'field', 'effective'] as const;
export type AccessView = (typeof ACCESS_VIEWS)[number];

const maybe = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
/** More names do not fit into an address. */
export const MOST_CHOSEN = 500;
const names = z.array(z.string().max(240)).max(MOST_CHOSEN);

/** All that the screen shows is in its address. */
const searchParams = z.object({
  view: maybe(z.enum(ACCESS_VIEWS)),
  q: maybe(z.coerce.string().max(200)),
  /** `profile:Sales User`, …; absent: all. */
  holders: maybe(names),
  /** Only holders of this kind. */
  kind: maybe(z.enum(HOLDER_KINDS)),
  /** The first column shown, where there are more than fit. */
  from: maybe(z.coerce.number().int().min(0).max(100_000)),
  object: maybe(z.string().max(100)),
  field: maybe(z.string().max(100)),
  /** Which of a view's lists. */
  list: maybe(z.enum(['holders', 'fields', 'system'])),
  /** Whose access: a user, or a combination. */
  whose: maybe(z.enum(['combination'])),
  user: maybe(z.string().regex(/^005[A-Za-z0-9]{12}$/)),
  profile: maybe(z.string().max(200)),
  sets: maybe(names),
  groups: maybe(names),
  sort: maybe(z.string().max(60)),
  /** The row whose paths are shown. */
  open: maybe(z.string().max(240)),
});
export type AccessSearch = z.infer<typeof searchParams>;
export const parseAccessSearch = (search: unknown): AccessSearch => searchParams.parse(search);

/** Columns at once: an org may have thousands of holders, and each asks for every object. */
export const MOST_HOLDERS = 60;

type Shown = {
  /** One page of those that are wanted. */
  readonly page: readonly AccessHolder[];
  /** All that are wanted, whatever page is shown. */
  readonly wanted: readonly AccessHolder[];
  /** The place of the page's first one among them, from 0. */
  readonly first: number;
};

/** The holders that a matrix shows: chosen ones, those of a kind, or all; in pages. */
export function shownHolders(
  all: readonly AccessHolder[],
  { holders, kind, from = 0 }: Pick<AccessSearch, 'holders' | 'kind' | 'from'>,
): Shown {
  const keys = holders === undefined || holders.length === 0 ? null : new Set(holders);
  const wanted = all.filter(
    (one) => (keys === null || keys.has(holderKey(one))) && (kind === undefined || one.kind === kind),
  );
  const last = Math.max(0, Math.ceil(wanted.length / MOST_HOLDERS) - 1);
  const first = Math.min(last, Math.floor(from / MOST_HOLDERS)) * MOST_HOLDERS;
  return { page: wanted.slice(first, first + MOST_HOLDERS), wanted, first };
}

/** What another view leaves behind: the text, the sort and the open row belong to one list. */
export const LEFT_BEHIND = { q: undefined, sort: undefined, open: undefined, list: undefined } as const;
