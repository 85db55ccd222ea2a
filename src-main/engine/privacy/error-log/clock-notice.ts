const DAY_MS = 24 * 3_600_000;

/**
 * What to say when something was stored at a time that has not come yet by more than a day: the clock was set back, or
 * was wrong before. Nothing is corrected: times are shown as they were written, and no period ends early, because what
 * is removed must be older than its period by the clock of now.
 *
 * @param newestAt ISO time of the newest row of the store
 */
export function clockNotice(newestAt: string | null, now: number): string | null {
  if (newestAt === null || Date.parse(newestAt) - now <= DAY_MS) return null;
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
  return (
    `This computer's clock says ${day(now)}, but the newest entry in the store is of ${day(Date.parse(newestAt))}. ` +
    'If the clock was set back, set it right. Nothing was changed or removed; new entries get the time of the clock.'
  );
}
