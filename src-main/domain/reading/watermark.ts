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
  const latest = new Date(startedAtMs - (newestSeen === null ? NO_DATES_OVERLAP_MS : OVERLAP_MS)).toISOString();
  const reached = newestSeen === null || newestSeen > latest ? latest : newestSeen;
  return previous !== null && previous > reached ? previous : reached;
}
