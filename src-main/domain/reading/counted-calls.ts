/** What is known of an attempt when its calls are counted. */
export type CountedAttempt = {
  /** Without query. */
  readonly path: string;
  /** Sub-requests of a composite or a batch; 0 otherwise. */
  readonly parts: number;
  /** Null while there is no answer, and where none came. */
  readonly status: number | null;
};

/**
 * Calls that Salesforce counts for an attempt, for the budget and for the sums of the ledger alike: a composite is one, a
 * batch as many as it has parts; sign-ins and the list of versions are none, nor is what was refused for want of a
 * session. An attempt without an answer counts: it may have arrived.
 */
export function countedCalls({ path, parts, status }: CountedAttempt): number {
  if (status === 401 || !/^\/services\/(?:data\/v\d|Soap\/)/.test(path)) return 0;
  return path.endsWith('/composite/batch') ? Math.max(parts, 1) : 1;
}
