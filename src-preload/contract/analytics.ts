import { z } from 'zod';

/**
 * Everything that product analytics can ever count, with what makes it count. One list: the type of a call, the test of
 * what is sent and docs/ANALYTICS.md come from it.
 */
export const ANALYTICS_FEATURES = {
  start: 'Orgbench was unlocked.',
  'sample org': 'The sample org was opened.',
  'org connected': 'An org was connected, in whichever way.',
  'metadata read': 'A read of metadata came to its end.',
  search: 'The search over everything was used.',
  'field grid': 'The grid of fields was opened.',
  'object list': 'The list of objects was opened.',
  'export to file': 'An export to a file came to its end.',
  'export to google': 'An export to Google Sheets came to its end.',
  'export to microsoft': 'An export to Microsoft 365 came to its end.',
  'command line': 'A command of the command line came to its end.',
  'backup made': 'A backup was made.',
  'backup restored': 'A backup was restored.',
} as const;
export const FEATURE_NAMES = Object.keys(ANALYTICS_FEATURES) as (keyof typeof ANALYTICS_FEATURES)[];
export type Feature = keyof typeof ANALYTICS_FEATURES;

/** The whole message, and nothing besides: no version, no system, no time of day. */
export const analyticsMessage = z.strictObject({
  /** Random; made when analytics is switched on, renewed whenever the person wants. */
  id: z.string(),
  days: z.array(
    z.strictObject({
      /** ISO date, local time. */
      day: z.string(),
      counts: z.partialRecord(z.enum(FEATURE_NAMES as [Feature, ...Feature[]]), z.number().int().positive()),
    }),
  ),
});
export type AnalyticsMessage = z.infer<typeof analyticsMessage>;

export const analyticsStatus = z.object({
  on: z.boolean(),
  /** The card on the home screen was answered, or the switch was used. */
  asked: z.boolean(),
  /** The card may be shown: never answered, and a first read of metadata came to its end. */
  askNow: z.boolean(),
  /** Where counts would go; null in a build without an address: then they never leave the machine. */
  address: z.string().nullable(),
  id: z.string().nullable(),
  days: z.number(),
  lastSentAt: z.string().nullable(),
  /** The exact body that "send now" would send, as text; null when nothing waits. */
  waiting: z.string().nullable(),
});
export type AnalyticsStatus = z.infer<typeof analyticsStatus>;

export const analyticsMethods = {
  'analytics.status': { input: z.strictObject({}), output: analyticsStatus },
  /** Switching off deletes what waits and the id. */
  'analytics.switch': { input: z.strictObject({ on: z.boolean() }), output: analyticsStatus },
  /** What the page saw; ignored while analytics is off. Only features that the page alone can see. */
  'analytics.seen': {
    input: z.strictObject({ feature: z.enum(['search', 'field grid', 'object list']) }),
    output: z.object({}),
  },
  'analytics.sendNow': { input: z.strictObject({}), output: analyticsStatus },
  'analytics.deleteWaiting': { input: z.strictObject({}), output: analyticsStatus },
  'analytics.renewId': { input: z.strictObject({}), output: analyticsStatus },
} as const;
