import type { LedgerFacts } from './attempts.ts';

const MINUTE_MS = 60_000;
/** A person's day has none; a loop gone wrong has thousands, which all say the same. */
const ROWS_A_MINUTE = 60;
/** So that a kill loses no more than this. */
const SUMMED_AT_MOST = 1000;

type Refuse = (row: LedgerFacts, reason: string) => void;

/**
 * Keeps a flood of refused requests from filling the disk: beyond 60 a minute they are counted, and one row says how
 * many there were of each connection, host and purpose.
 */
export function createRefusalRows(
  write: Refuse,
  now: () => number,
): { readonly refuse: Refuse; readonly end: () => void } {
  let minuteFrom = Number.NEGATIVE_INFINITY;
  let written = 0;
  /** Those that the ledger is filtered by have a row each: no org's refusals stand under another's name. */
  const summed = new Map<string, { readonly first: LedgerFacts; readonly last: LedgerFacts; readonly count: number }>();
  let summedCount = 0;

  const end = (): void => {
    const groups = [...summed.values()];
    summed.clear();
    summedCount = 0;
    for (const { first, last, count } of groups) {
      const row = { ...last, path: '', reads: '', parts: 0, bytesOut: 0 };
      write(row, `${count} more requests like this were refused since ${first.at}; they have no rows of their own.`);
    }
  };

  return {
    refuse: (row, reason) => {
      const sinceMs = now() - minuteFrom;
      if (sinceMs >= MINUTE_MS || sinceMs < 0) {
        end();
        minuteFrom = now();
        written = 0;
      }
      if (written < ROWS_A_MINUTE) {
        written += 1;
        write(row, reason);
        return;
      }
      const key = JSON.stringify([row.connectionId, row.host, row.purpose]);
      const group = summed.get(key);
      summed.set(key, { first: group?.first ?? row, last: row, count: (group?.count ?? 0) + 1 });
      summedCount += 1;
      if (summedCount >= SUMMED_AT_MOST) end();
    },
    end,
  };
}
