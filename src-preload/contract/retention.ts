import { z } from 'zod';

export const KEPT_PARTS = ['metadata', 'ledger', 'exports', 'jobs', 'errors', 'analytics', 'accounts'] as const;
export const keptPartName = z.enum(KEPT_PARTS);
export type KeptPartName = z.infer<typeof keptPartName>;

export const keptPart = z.object({
  name: keptPartName,
  /** The connection for `metadata`, else null. */
  id: z.string().nullable(),
  title: z.string(),
  rows: z.number(),
  /** Bytes on the disk, measured from the pages of its tables; an estimate where several share a page. */
  bytes: z.number(),
  oldestAt: z.string().nullable(),
  newestAt: z.string().nullable(),
  /** How long it is kept, as a sentence. */
  period: z.string(),
  /** The preference that sets the period, when there is one. */
  preference: z.string().nullable(),
  /** When it will be removed by itself; null when that is not near or never. */
  removedAt: z.string().nullable(),
});
export type KeptPart = z.infer<typeof keptPart>;

export const retentionMethods = {
  'retention.overview': {
    input: z.strictObject({}),
    output: z.object({ parts: z.array(keptPart), fileBytes: z.number(), freeBytes: z.number() }),
  },
  /** Removes it now and compacts the store, so that its text is in no page of the file. A job; progress as of others. */
  'retention.remove': {
    input: z.strictObject({
      parts: z
        .array(z.strictObject({ name: keptPartName, id: z.string().max(64).nullable() }))
        .min(1)
        .max(500),
    }),
    output: z.object({ jobId: z.string() }),
  },
} as const;
