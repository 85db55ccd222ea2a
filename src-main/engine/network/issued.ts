/**
 * What orgs gave in answers to allowed requests of each connection: query pages, bulk jobs, report runs, retrievals. One
 * that was never given is refused: it could belong to a query for records, or to somebody else.
 *
 * Kept in memory only. A page lives as long as its query's cursor (2 days at most), a job or run for days; whatever is
 * resumed after a start asks its query anew.
 */
export type Issued = {
  readonly keep: (connectionId: string, keys: readonly string[], origin: IssuedBy) => void;
  readonly find: (connectionId: string, key: string) => IssuedBy | null;
};

/** The request that an answer belongs to. */
export type IssuedBy = {
  readonly reads: readonly string[];
  /** It came of a request for records, so only such a request may go on with it. */
  readonly records: boolean;
};

const MAX_KEPT = 5_000;

export function createIssued(): Issued {
  const kept = new Map<string, IssuedBy>();
  const keyOf = (connectionId: string, key: string): string => `${connectionId}\n${key}`;
  return {
    keep: (connectionId, keys, by) => {
      for (const key of keys) {
        kept.set(keyOf(connectionId, key), by);
        const oldest = kept.keys().next().value;
        if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
      }
    },
    find: (connectionId, key) => kept.get(keyOf(connectionId, key)) ?? null,
  };
}

/** In JSON text a quote inside a value is escaped, so this matches keys only. */
const NEXT_PAGE = /"nextRecordsUrl"\s*:\s*"([^"\\]{1,300})"/g;

/** The paths of further pages that an answer offers. */
export function pagesOf(answer: string, origin: string): readonly string[] {
  return [...answer.matchAll(NEXT_PAGE)].map((match) => {
    const url = match[1] ?? '';
    return url.startsWith(`${origin}/`) ? url.slice(origin.length) : url;
  });
}

/** The path of what a POST made: a bulk job, a report run. */
export function childrenOf(answer: string, path: string): readonly string[] {
  let value: unknown;
  try {
    value = JSON.parse(answer);
  } catch {
    // No JSON, so nothing was made that could be asked for.
    return [];
  }
  const id = typeof value === 'object' && value !== null ? (value as { readonly id?: unknown }).id : undefined;
  return typeof id === 'string' && /^[A-Za-z0-9]{15,18}$/.test(id) ? [`${path}/${id}`] : [];
}
