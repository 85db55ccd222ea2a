import { z } from 'zod';
import { connectionId } from './connections.ts';

/** What an sObject is. The last four belong to another object and are hidden behind a count when choosing. */
export const OBJECT_KINDS = [
  'standard',
  'custom',
  'customSetting',
  'customMetadata',
  'platformEvent',
  'external',
  'bigObject',
  'history',
  'share',
  'feed',
  'changeEvent',
] as const;
export const objectKind = z.enum(OBJECT_KINDS);
export type ObjectKind = z.infer<typeof objectKind>;

/** One sObject that the org's describeGlobal lists, read or not. */
export const availableObject = z.object({
  name: z.string(),
  label: z.string(),
  kind: objectKind,
  namespace: z.string().nullable(),
  /** The parent of a history, share, feed or change event companion. */
  associateParent: z.string().nullable(),
  chosen: z.boolean(),
  /** Chosen by default: custom objects, metadata types and settings, and standard objects with a layout. */
  suggested: z.boolean(),
  /** Appeared since the last choice; offered, never added by itself. */
  isNew: z.boolean(),
});
export type AvailableObject = z.infer<typeof availableObject>;

export const MAX_OBJECTS = 20_000;
const objectNames = z.array(z.string().min(1).max(100)).max(MAX_OBJECTS);

export const syncPrice = z.object({
  objects: z.number(),
  /** Estimated HTTP requests. */
  apiCalls: z.number(),
  /** Requests left of the org's day, and its maximum; null when the org does not say. */
  left: z.number().nullable(),
  max: z.number().nullable(),
  /** `warn` from 70 % of the daily limit, `stop` from 90 %. */
  verdict: z.enum(['fine', 'warn', 'stop']),
});

export const objectMethods = {
  /** The org's own list (one request when `refresh` or never read), with what is chosen. */
  'objects.available': {
    input: z.strictObject({ connectionId, refresh: z.boolean() }),
    output: z.object({
      objects: z.array(availableObject),
      /** Companions (history, share, feed, change events) that are left out of `objects`. */
      hiddenCompanions: z.number(),
      readAt: z.string().nullable(),
      everChosen: z.boolean(),
    }),
  },
  /** Sets what is kept. Metadata of objects that are no longer chosen is removed. */
  'objects.choose': {
    input: z.strictObject({ connectionId, names: objectNames }),
    output: z.object({ chosen: z.number(), removed: z.number() }),
  },
  'objects.price': { input: z.strictObject({ connectionId, names: objectNames }), output: syncPrice },
} as const;
