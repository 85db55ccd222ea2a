import { z } from 'zod';

/** A table of the report for security reviewers: every one is made from a list that the code itself uses. */
export const reportTable = z.object({
  id: z.string(),
  title: z.string(),
  /** One or two sentences. */
  text: z.string(),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())),
});
export type ReportTable = z.infer<typeof reportTable>;

export const privacyReport = z.object({ version: z.string(), tables: z.array(reportTable) });
export type PrivacyReport = z.infer<typeof privacyReport>;

export const privacyReportMethods = {
  /** The same for everybody: it describes the program, not this computer's data. */
  'privacy.report': { input: z.strictObject({}), output: privacyReport },
  'privacy.exportReport': {
    input: z.strictObject({ format: z.enum(['xlsx', 'md']), targetId: z.string().max(64) }),
    output: z.object({}),
  },
} as const;
