import { z } from 'zod';
import type { ExportRecord } from '../../../src-preload/contract/exports.ts';

/** `?q=…&all=true`: the text filter, and whether exports of other orgs are shown too. */
const searchParams = z.object({
  q: z.coerce.string().max(200).optional().catch(undefined),
  all: z.boolean().optional().catch(undefined),
});
export type HistorySearch = z.infer<typeof searchParams>;
export const parseHistorySearch = (search: unknown): HistorySearch => searchParams.parse(search);

/** Those that contain the text, running ones first, otherwise newest first. */
export function arrangeHistory(records: readonly ExportRecord[], text: string): readonly ExportRecord[] {
  const needle = text.trim().toLowerCase();
  const fits = ({ title, targetName, accountName, connectionName }: ExportRecord): boolean =>
    `${title}\n${targetName}\n${accountName ?? ''}\n${connectionName ?? ''}`.toLowerCase().includes(needle);
  const late = ({ state }: ExportRecord): number => (state === 'running' ? 0 : 1);
  return records.filter(fits).sort((a, b) => late(a) - late(b) || b.startedAt.localeCompare(a.startedAt));
}
