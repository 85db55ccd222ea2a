import { z } from 'zod';
import { connectionId } from './connections.ts';

/** Where a statement "A uses B" was read; each is a source of its own in the coverage line. */
export const USAGE_SOURCES = [
  'report definitions',
  'dashboard components',
  'formulas',
  'roll-ups and lookup filters',
  'lookups',
  'dependent picklists',
  'validation rules',
  'workflow rules',
  'flows',
  'layouts',
  'Lightning pages',
  'permission sets',
  'dependencies (Tooling API)',
  'dependencies (Bulk API)',
] as const;
export const usageSource = z.enum(USAGE_SOURCES);
export type UsageSource = z.infer<typeof usageSource>;

export const usageRow = z.object({
  /** Metadata API type name of what uses the field (`Report`, `Flow`, `CustomField`, `PermissionSet`, `ApexClass`, …). */
  type: z.string(),
  /** As dependencies write it: `folder/name`, `Object.Rule`, `Object.Field`. */
  name: z.string(),
  /** Its label where it is in the store. */
  label: z.string().nullable(),
  /** What a person reads: the label, else the name without the characters that Salesforce encodes in names. */
  shown: z.string(),
  /** How: `formula`, `column`, `filter`, `grouping`, `layoutItem`, …; for a dashboard, the reports through which it does. */
  via: z.array(z.string()),
  source: z.array(usageSource),
});
export type UsageRow = z.infer<typeof usageRow>;

/** `read`: the whole source. `partly`: some of it is missing. `not read`: not chosen, never read, or refused; `reason` says which. */
export const usageCoverage = z.object({
  source: usageSource,
  state: z.enum(['read', 'partly', 'not read']),
  readAt: z.string().nullable(),
  /** Why not, or not in full; also of what was read: what no read of it can see. */
  reason: z.string().nullable(),
});
export type UsageCoverage = z.infer<typeof usageCoverage>;

/** Of so many fields one question asks. */
export const MOST_FIELDS = 500;

/** Fields of one object or of several. */
export const askedFields = z
  .array(z.strictObject({ object: z.string().max(100), name: z.string().max(100) }))
  .min(1)
  .max(MOST_FIELDS);

export const usageMethods = {
  /** What uses a field, standard or custom, as far as it was read; never an empty list without its coverage. */
  'usage.ofField': {
    input: z.strictObject({ connectionId, object: z.string().max(100), name: z.string().max(100) }),
    output: z.object({ rows: z.array(usageRow), coverage: z.array(usageCoverage) }),
  },
  /** The same of several fields at once; each row names its field as it was asked for. */
  'usage.ofFields': {
    input: z.strictObject({ connectionId, fields: askedFields }),
    output: z.object({ rows: z.array(usageRow.extend({ field: z.string() })), coverage: z.array(usageCoverage) }),
  },
  /** What a component uses and what uses it. */
  'usage.ofComponent': {
    input: z.strictObject({ connectionId, type: z.string().max(100), name: z.string().max(400) }),
    output: z.object({
      uses: z.array(usageRow),
      usedBy: z.array(usageRow),
      /** Of what uses it. */
      coverage: z.array(usageCoverage),
      /** Of what it uses: only the sources that a component of its type stands in. */
      usesCoverage: z.array(usageCoverage),
    }),
  },
} as const;
