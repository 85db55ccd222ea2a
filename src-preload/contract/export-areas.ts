import { z } from 'zod';
import { accessMethods } from './access.ts';
import { componentQuery } from './components.ts';
import { connectionId } from './connections.ts';
import { FINDING_KINDS } from './report-analysis.ts';
import { askedFields } from './usage.ts';

/** The components of one type as their grid shows them. */
export const componentsSource = z.strictObject({
  kind: z.literal('components'),
  query: componentQuery,
  /** Ids that `components.columns` gives for the type. */
  columns: z.array(z.string().max(40)).min(1).max(80),
  headers: z.enum(['label', 'api']),
});

/** An answer about access, by the question that it is the answer to. */
export const accessSource = z.strictObject({
  kind: z.literal('access'),
  connectionId,
  question: z.discriminatedUnion('of', [
    accessMethods['access.objectMatrix'].input.omit({ connectionId: true }).extend({ of: z.literal('objects') }),
    accessMethods['access.fieldMatrix'].input.omit({ connectionId: true }).extend({ of: z.literal('fields') }),
    accessMethods['access.ofField'].input.omit({ connectionId: true }).extend({ of: z.literal('field') }),
    accessMethods['access.effective'].input.omit({ connectionId: true }).extend({ of: z.literal('effective') }),
  ]),
});

/** Findings about reports and dashboards. */
export const reportAnalysisSource = z.strictObject({
  kind: z.literal('reportAnalysis'),
  connectionId,
  staleDays: z.number().int().min(1).max(3650),
  /** Null: of every kind. */
  kinds: z.array(z.enum(FINDING_KINDS)).max(FINDING_KINDS.length).nullable(),
  /** Only of these reports, dashboards or fields; null: of all. */
  names: z.array(z.string().max(400)).max(20_000).nullable(),
});

/** What uses a field, with how much of it was read on the cover. */
export const whereUsedSource = z.strictObject({
  kind: z.literal('whereUsed'),
  connectionId,
  object: z.string().max(100),
  name: z.string().max(100),
});

/** The same of several fields, in one table that names the field of each row. */
export const fieldsUsedSource = z.strictObject({
  kind: z.literal('fieldsUsed'),
  connectionId,
  fields: askedFields,
});
