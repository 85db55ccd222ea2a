import { z } from 'zod';

/** `sent`: on its way; `unknown`: Orgbench was ended before the answer came. */
export const ledgerState = z.enum(['sent', 'done', 'failed', 'refused', 'unknown']);

export const ledgerRow = z.object({
  id: z.number(),
  at: z.string(),
  purpose: z.string(),
  trigger: z.string(),
  connectionId: z.string().nullable(),
  connectionName: z.string().nullable(),
  method: z.string(),
  host: z.string(),
  /** As sent, with the query cut off. */
  path: z.string(),
  /** Object or resource names that the request reads, from the guard. */
  reads: z.string(),
  /** Number of sub-requests of a composite; 0 otherwise. */
  parts: z.number(),
  attempt: z.number(),
  state: ledgerState,
  status: z.number().nullable(),
  bytesIn: z.number(),
  bytesOut: z.number(),
  ms: z.number().nullable(),
  error: z.string().nullable(),
});
export type LedgerRow = z.infer<typeof ledgerRow>;

/** Columns of the ledger as a grid, in the default order. */
export const LEDGER_COLUMNS = [
  'at',
  'purpose',
  'trigger',
  'connectionName',
  'method',
  'host',
  'path',
  'reads',
  'parts',
  'attempt',
  'state',
  'status',
  'bytesIn',
  'bytesOut',
  'ms',
  'error',
] as const;
export const ledgerColumn = z.enum(LEDGER_COLUMNS);
export type LedgerColumn = z.infer<typeof ledgerColumn>;

/** Which rows; a condition that is null leaves all of them. Days are local calendar days, `YYYY-MM-DD`, both included. */
export const ledgerFilter = z.strictObject({
  /** Part of purpose, trigger, connection, method, host, path, what is read, state or status; taken literally. */
  text: z.string().max(200),
  connectionId: z.string().max(64).nullable(),
  purpose: z.string().max(60).nullable(),
  host: z.string().max(255).nullable(),
  state: ledgerState.nullable(),
  fromDay: z.iso.date().nullable(),
  toDay: z.iso.date().nullable(),
});
export type LedgerFilter = z.infer<typeof ledgerFilter>;

/** The filter that leaves every row. */
export const ALL_REQUESTS: LedgerFilter = {
  text: '',
  connectionId: null,
  purpose: null,
  host: null,
  state: null,
  fromDay: null,
  toDay: null,
};

const sums = { requests: z.number(), refused: z.number(), bytesIn: z.number(), bytesOut: z.number() };

export const ledgerMethods = {
  /** Newest first. `total` counts all rows of the filter. */
  'ledger.list': {
    input: z.strictObject({
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(1000),
      ...ledgerFilter.shape,
    }),
    output: z.object({ rows: z.array(ledgerRow), total: z.number() }),
  },
  /** Sums over the rows of the filter. `requests` leaves out what a guard refused: nothing was sent. */
  'ledger.totals': {
    input: ledgerFilter,
    output: z.object({
      byPurpose: z.array(z.object({ purpose: z.string(), ...sums })),
      /** Newest day first. */
      byDay: z.array(z.object({ day: z.string(), ...sums })),
      /** Purpose and day, for the picture; newest day first. */
      byPurposeAndDay: z.array(z.object({ day: z.string(), purpose: z.string(), requests: z.number() })),
      /** Hosts that were really contacted. */
      hosts: z.array(z.string()),
      since: z.string().nullable(),
    }),
  },
  /** What the filter can choose from, and how much of each org's own API limit Orgbench took in the last 24 hours. */
  'ledger.summary': {
    input: z.strictObject({}),
    output: z.object({
      purposes: z.array(z.string()),
      hosts: z.array(z.string()),
      orgs: z.array(
        z.object({
          connectionId: z.string(),
          name: z.string(),
          /** Calls that Salesforce counts, sent by Orgbench in the last 24 hours. */
          calls: z.number(),
          /** The org's limit for 24 hours and what everybody used of it, as the org said last; null: it never said. */
          limit: z.number().nullable(),
          used: z.number().nullable(),
          /** Orgbench's own budget for this org and day, and what is left of it. */
          budget: z.number(),
          budgetLeft: z.number(),
          /** ISO 8601 while requests are held back after repeated failures; null otherwise. */
          pausedUntil: z.string().nullable(),
          /** Names of the other connections to the same org: `calls`, `limit` and `budget` are of all of them together. */
          sharedWith: z.array(z.string()),
        }),
      ),
    }),
  },
} as const;
