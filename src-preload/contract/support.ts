import { z } from 'zod';

export const SUPPORT_PARTS = ['versions', 'settings', 'errors', 'jobs', 'requests'] as const;
export const supportPart = z.enum(SUPPORT_PARTS);
export type SupportPart = z.infer<typeof supportPart>;

export const SUPPORT_MAX_CHARS = 2_000_000;

export const supportMethods = {
  /** The text of a support file: the message and the chosen parts, redacted. The person may edit it before saving. */
  'support.draft': {
    input: z.strictObject({
      message: z.string().max(20_000),
      parts: z.array(supportPart).max(SUPPORT_PARTS.length),
      /** How many days back. */
      days: z.number().int().min(1).max(30),
    }),
    output: z.object({ text: z.string(), suggestedName: z.string() }),
  },
  /** Writes the text, as edited, to the place that the person chose. */
  'support.save': {
    input: z.strictObject({ text: z.string().max(SUPPORT_MAX_CHARS), targetId: z.string().max(64) }),
    output: z.object({}),
  },
} as const;
