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

export const ledgerMethods = {
  'ledger.list': {
    input: z.strictObject({
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(1000),
      text: z.string().max(200),
      connectionId: z.string().max(64).nullable(),
    }),
    output: z.object({ rows: z.array(ledgerRow), total: z.number() }),
  },
  'ledger.totals': {
    input: z.strictObject({}),
    output: z.object({
      byPurpose: z.array(
        z.object({ purpose: z.string(), requests: z.number(), bytesIn: z.number(), bytesOut: z.number() }),
      ),
      hosts: z.array(z.string()),
      since: z.string().nullable(),
    }),
  },
} as const;
