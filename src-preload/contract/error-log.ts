import { z } from 'zod';

/** One line of the local error log. Everything in it was redacted before it was written. */
export const logEntry = z.object({
  /** Counts up; a person can name it to support. */
  id: z.number(),
  at: z.string(),
  /** Number of the kind of event, from the engine's one list of them, e.g. 310. */
  event: z.number(),
  /** What that kind means, as a sentence. */
  description: z.string(),
  /** The failure's code or the error's name; never its message. */
  code: z.string(),
  /** File and line in the code, and the functions above it. */
  place: z.string(),
  /** As shown in an error's "Copy details". */
  traceId: z.string().nullable(),
  /** Same event, code and place again within the same day. */
  count: z.number(),
});
export type LogEntry = z.infer<typeof logEntry>;

export const errorLogMethods = {
  'log.list': {
    input: z.strictObject({
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
      text: z.string().max(200),
    }),
    output: z.object({ entries: z.array(logEntry), total: z.number() }),
  },
  'log.clear': { input: z.strictObject({}), output: z.object({}) },
  /** What a page could not handle itself; redacted like everything else. */
  'log.report': {
    input: z.strictObject({ name: z.string().max(80), place: z.string().max(2000) }),
    output: z.object({}),
  },
} as const;
