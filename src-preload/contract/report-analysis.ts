import { z } from 'zod';
import { connectionId } from './connections.ts';

/** What is found of reports and dashboards. */
export const FINDING_KINDS = [
  'never run',
  'not run lately',
  'creator inactive',
  'last modifier inactive',
  'running user inactive',
  'duplicate definition',
  'private folder',
  'report gone or not visible',
  'component fails',
  'documented field unused',
] as const;
export const findingKind = z.enum(FINDING_KINDS);
export type FindingKind = z.infer<typeof findingKind>;

export const finding = z.object({
  kind: findingKind,
  type: z.enum(['Report', 'Dashboard', 'CustomField']),
  name: z.string(),
  label: z.string(),
  folder: z.string().nullable(),
  /** Why it is a finding, as a sentence with the facts. */
  why: z.string(),
  /** `certain`: follows from what was read. `likely`: something that was not read could change it. `unknown`: cannot be told. */
  sure: z.enum(['certain', 'likely', 'unknown']),
  /** What would make it certain; null when it is. */
  doubt: z.string().nullable(),
  /** ISO 8601. */
  lastRunDate: z.string().nullable(),
  lastModifiedDate: z.string().nullable(),
});
export type Finding = z.infer<typeof finding>;

const counted = z.object({ label: z.string(), count: z.number() });

export const reportAnalysisMethods = {
  'reports.analysis': {
    input: z.strictObject({ connectionId, staleDays: z.number().int().min(1).max(3650) }),
    output: z.object({
      reports: z.number(),
      dashboards: z.number(),
      /** When reports and dashboards were last read; null: never. */
      readAt: z.object({ reports: z.string().nullable(), dashboards: z.string().nullable() }),
      findings: z.array(finding),
      charts: z.object({
        /** Reports by the month of their last run, `YYYY-MM`; `never` and `unknown` last. */
        lastRun: z.array(counted),
        created: z.array(counted),
        folders: z.array(z.object({ label: z.string(), fresh: z.number(), stale: z.number(), never: z.number() })),
        formats: z.array(counted),
        reportTypes: z.array(counted),
      }),
      /** `Object.Field` with the number of reports that use it, most used first. */
      fields: z.array(z.object({ field: z.string(), label: z.string().nullable(), reports: z.number() })),
      /** Whether descriptions of fields could be read; without them no field is known to be documented. */
      descriptionsRead: z.boolean(),
      /** What could not be told, and why. */
      gaps: z.array(z.string()),
    }),
  },
} as const;
