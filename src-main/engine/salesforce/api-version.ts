/** The newest version whose answers this build knows. */
const NEWEST_KNOWN = 68;
/** Older ones are retired or about to be (31.0 to 40.0 in Summer '28). */
const OLDEST_USED = 41;

/**
 * The API version to use from what `/services/data` lists: the newest that both sides know, as `68.0`; null when there
 * is none. Pure.
 */
export function chooseApiVersion(offered: unknown): string | null {
  if (!Array.isArray(offered)) return null;
  let best = 0;
  for (const item of offered as readonly unknown[]) {
    const version = typeof item === 'object' && item !== null ? (item as { readonly version?: unknown }).version : null;
    if (typeof version !== 'string' || !/^\d{2,3}\.0$/.test(version)) continue;
    const number = Number.parseInt(version, 10);
    if (number >= OLDEST_USED && number <= NEWEST_KNOWN && number > best) best = number;
  }
  return best === 0 ? null : `${best}.0`;
}
