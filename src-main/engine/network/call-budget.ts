const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3_600_000;

/** The calls of one minute, named by its first 16 characters of ISO 8601. */
export type CallsOfMinute = { readonly minute: string; readonly calls: number };

/** Where the calls of earlier runs are read from. */
export type EarlierCalls = {
  /** Names the org of a connection: connections to the same org share its budget. */
  readonly orgOf: (connectionId: string) => string;
  readonly byMinute: (connectionId: string, fromIso: string, toIso: string) => readonly CallsOfMinute[];
};

export type CallBudget = {
  /** Milliseconds until `calls` more fit into the last 24 hours, 0 when they fit now. */
  readonly waitMsFor: (connectionId: string, calls: number) => number;
  /** Negative when a call turned out not to count. */
  readonly add: (connectionId: string, calls: number) => void;
  readonly of: (connectionId: string) => { readonly budget: number; readonly left: number };
};

/**
 * How many calls Orgbench may send to each org within 24 hours, of those that Salesforce counts.
 *
 * The count begins with what the ledger says, so a restart does not reset it, and goes on in memory, so that a request
 * does not have to add up a day of rows. The window moves by the minute, to the safe side.
 */
export function createCallBudget(earlier: EarlierCalls, limit: () => number, now: () => number): CallBudget {
  const orgs = new Map<string, Map<number, number>>();

  const minutesOf = (connectionId: string): Map<number, number> => {
    const org = earlier.orgOf(connectionId);
    const known = orgs.get(org);
    const oldest = minuteOf(now() - DAY_MS);
    if (known !== undefined) {
      for (const minute of known.keys()) if (minute < oldest) known.delete(minute);
      return known;
    }
    // Rows from a clock that was wrong by more than a day would hold the org for as long.
    const rows = earlier.byMinute(connectionId, isoOf(now() - DAY_MS), isoOf(now() + DAY_MS));
    const read = new Map(rows.map(({ minute, calls }) => [minuteOf(Date.parse(`${minute}:00Z`)), calls]));
    orgs.set(org, read);
    return read;
  };
  const sum = (minutes: ReadonlyMap<number, number>): number => {
    let calls = 0;
    for (const count of minutes.values()) calls += count;
    return calls;
  };

  return {
    waitMsFor: (connectionId, calls) => {
      const minutes = minutesOf(connectionId);
      let excess = sum(minutes) + calls - limit();
      if (excess <= 0) return 0;
      for (const [minute, count] of minutes) {
        excess -= count;
        if (excess <= 0) return Math.max(1, (minute + 1) * MINUTE_MS + DAY_MS - now());
      }
      return DAY_MS;
    },
    add: (connectionId, calls) => {
      const minutes = minutesOf(connectionId);
      const minute = minuteOf(now());
      minutes.set(minute, (minutes.get(minute) ?? 0) + calls);
    },
    of: (connectionId) => {
      const budget = limit();
      return { budget, left: Math.max(0, budget - sum(minutesOf(connectionId))) };
    },
  };
}

function minuteOf(ms: number): number {
  return Math.floor(ms / MINUTE_MS);
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
