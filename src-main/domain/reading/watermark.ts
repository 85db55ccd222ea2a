/** Local and org clocks may differ, and a change may come in while its neighbours are being read. */
const OVERLAP_MS = 60_000;
const NO_DATES_OVERLAP_MS = 24 * 3_600_000;

/**
 * From when on the next read asks for changed definitions: the newest date seen, but no later than shortly before this
 * read began, so that a change made during it is seen next time.
 *
 * @param newestSeen the largest LastModifiedDate of all definitions read so far (ISO 8601, UTC), null when none had one
 */
export function nextWatermark(newestSeen: string | null, previous: string | null, startedAtMs: number): string {
  const before = (ms: number): string => new Date(startedAtMs - ms).toISOString();
  // The org's own dates are the only clock that both sides share; the local one is used with a wide margin.
  if (newestSeen === null) return previous ?? before(NO_DATES_OVERLAP_MS);
  const latest = before(OVERLAP_MS);
  const reached = newestSeen > latest ? latest : newestSeen;
  return previous !== null && previous > reached ? previous : reached;
}
