import { z } from 'zod';
import { type FindingKind, findingKind } from '../../../src-preload/contract/report-analysis.ts';

const maybe = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

export const STALE_DAYS = 180;
const MAX_DAYS = 3650;

/** All that the screen shows is in its address. */
const searchParams = z.object({
  view: maybe(z.enum(['charts'])),
  /** A report is old after so many days without a run; absent: 180. */
  days: maybe(z.number().int().min(1).max(MAX_DAYS)),
  kinds: maybe(z.array(findingKind).max(20)),
  q: maybe(z.coerce.string().max(200)),
  sort: maybe(z.string().max(200)),
  /** The finding that is shown beside the list. */
  open: maybe(z.string().max(500)),
});
export type AnalysisSearch = z.infer<typeof searchParams>;
export const parseAnalysisSearch = (search: unknown): AnalysisSearch => searchParams.parse(search);

/** What was typed as a number of days; null while it is none. */
export function daysOf(text: string): number | null {
  const days = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0;
  return days >= 1 && days <= MAX_DAYS ? days : null;
}

/** Chooses a kind, or no longer; none chosen means all. */
export function toggleKind(kinds: readonly FindingKind[], kind: FindingKind): FindingKind[] | undefined {
  const next = kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind];
  return next.length === 0 ? undefined : next;
}
