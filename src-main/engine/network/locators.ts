/**
 * The query pages that orgs offered in answers to allowed queries. A page that nobody was offered is refused: its
 * locator could belong to a query for records.
 *
 * Kept in memory only, because a locator lives as long as its query's cursor (2 days at most) and a resumed sync asks
 * its queries anew.
 */
export type Locators = {
  readonly learn: (connectionId: string, origin: string, answer: string, reads: readonly string[]) => void;
  /** What the query behind the page reads; null when the page was never offered. */
  readonly readsOf: (connectionId: string, path: string) => readonly string[] | null;
};

/** In JSON text a quote inside a value is escaped, so this matches keys only. */
const NEXT_PAGE = /"nextRecordsUrl"\s*:\s*"([^"\\]{1,300})"/g;
const MAX_KEPT = 5_000;

export function createLocators(): Locators {
  const kept = new Map<string, readonly string[]>();
  const keyOf = (connectionId: string, path: string): string => `${connectionId}\n${path}`;
  return {
    learn: (connectionId, origin, answer, reads) => {
      for (const match of answer.matchAll(NEXT_PAGE)) {
        const url = match[1] ?? '';
        const path = url.startsWith(`${origin}/`) ? url.slice(origin.length) : url;
        kept.set(keyOf(connectionId, path), reads);
        const oldest = kept.keys().next().value;
        if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
      }
    },
    readsOf: (connectionId, path) => kept.get(keyOf(connectionId, path)) ?? null,
  };
}
