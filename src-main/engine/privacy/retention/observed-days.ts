/**
 * The days on which Orgbench was unlocked. A period that a clock alone says is over proves nothing: the clock may have
 * been set. What is removed by itself therefore waits for days that were really lived through.
 */
export type ObservedDays = {
  /** YYYY-MM-DD, UTC; null before the first. */
  readonly lastDay: string | null;
  readonly count: number;
  /** How many more days of use must pass before anything is removed by itself. */
  readonly wait: number;
};

/** A longer gap is a long absence or a clock that was set forward; nobody can tell which. */
const LONGEST_GAP_DAYS = 35;
/** Further days of use after such a gap, or after a clock that went back, before removals go on. */
const WAIT_DAYS = 3;
/** Between the announcement of a removal and the removal, by the clock and in days of use. */
export const NOTICE_DAYS = 30;
const NOTICE_OBSERVED_DAYS = 5;

const DAY_MS = 24 * 3_600_000;

export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** Negative when `to` is before `from`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

export function addDays(day: string, days: number): string {
  return dayOf(Date.parse(day) + days * DAY_MS);
}

/** The same day that many months earlier; the last day of the month where there is no such day. */
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastDate = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return dayOf(Date.UTC(year, month - 1 - months, Math.min(date, lastDate)));
}

/** Orgbench is unlocked on `today`; asking again on the same day changes nothing. */
export function observe(seen: ObservedDays, today: string): ObservedDays {
  if (seen.lastDay === today) return seen;
  const gap = seen.lastDay === null ? 0 : daysBetween(seen.lastDay, today);
  return { lastDay: today, count: seen.count + 1, wait: waitAfter(seen.wait, gap) };
}

function waitAfter(wait: number, gap: number): number {
  if (gap < 0) return WAIT_DAYS;
  // Counted down by gaps of any length: else somebody who comes every other month would keep everything for ever.
  if (wait > 0) return wait - 1;
  return gap > LONGEST_GAP_DAYS ? WAIT_DAYS : 0;
}

export type OrgUse = {
  readonly openedOn: string;
  readonly announcedOn: string | null;
  readonly announcedCount: number | null;
};

/** What is to be done about an org's metadata today. */
export type OrgVerdict = 'keep' | 'announce' | 'announced' | 'withdraw' | 'remove';

/**
 * @param use days that lie in the future (the clock was set back since) count as today: that only delays
 */
export function orgVerdict(use: OrgUse, seen: ObservedDays, today: string, months: number): OrgVerdict {
  const isStale = use.openedOn <= monthsBefore(today, months);
  if (!isStale) return use.announcedOn === null ? 'keep' : 'withdraw';
  if (use.announcedOn === null) return seen.wait === 0 ? 'announce' : 'keep';
  const isOver =
    daysBetween(use.announcedOn, today) >= NOTICE_DAYS &&
    seen.count - (use.announcedCount ?? seen.count) >= NOTICE_OBSERVED_DAYS;
  return isOver && seen.wait === 0 ? 'remove' : 'announced';
}
