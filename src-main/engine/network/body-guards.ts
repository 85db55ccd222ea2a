import { z } from 'zod';
import { parseJson } from './composite-guard.ts';

const MAX_SOQL_CHARS = 100_000;

/** A bulk job of another operation than `query` writes, or reads what was deleted. */
const bulkQuery = z.strictObject({
  operation: z.literal('query'),
  query: z.string().min(1).max(MAX_SOQL_CHARS),
  contentType: z.literal('CSV').optional(),
  columnDelimiter: z.literal('COMMA').optional(),
  lineEnding: z.literal('LF').optional(),
});

/** Reads the body that starts a bulk query; null when it is anything else. */
export function readBulkQuery(body: string): { readonly soql: string; readonly body: string } | null {
  const parsed = bulkQuery.safeParse(parseJson(body));
  if (!parsed.success) return null;
  const { operation, query } = parsed.data;
  return { soql: query, body: JSON.stringify({ operation, query }) };
}

/** The only change that may be asked of a bulk job: that it stops. */
export function readAbort(body: string): string | null {
  const parsed = z.strictObject({ state: z.literal('Aborted') }).safeParse(parseJson(body));
  return parsed.success ? JSON.stringify(parsed.data) : null;
}

/** Filters of a report for this run; nothing of it is saved. The body may be absent. */
export function readReportRun(body: string): string | null {
  if (body === '') return '';
  const parsed = z.strictObject({ reportMetadata: z.record(z.string(), z.unknown()) }).safeParse(parseJson(body));
  return parsed.success ? JSON.stringify(parsed.data) : null;
}
