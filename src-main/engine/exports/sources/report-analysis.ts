import type { Output } from '../../../../src-preload/contract/index.ts';
import type { Finding } from '../../../../src-preload/contract/report-analysis.ts';
import { type AnswerTable, answerRows, column } from './answer-table.ts';

/** Findings, those of the chosen kinds and names. */
export function findingsTable(
  { findings }: Output<'reports.analysis'>,
  kinds: readonly Finding['kind'][] | null,
  names: readonly string[] | null,
): AnswerTable {
  const wantedKinds = kinds === null ? null : new Set(kinds);
  const wantedNames = names === null ? null : new Set(names);
  const chosen = findings.filter(
    ({ kind, name }) => wantedKinds?.has(kind) !== false && wantedNames?.has(name) !== false,
  );
  return {
    columns: [
      column('Finding', 24),
      column('Type', 14),
      column('API name', 44),
      column('Label', 36),
      column('Folder', 26),
      column('Why', 70, true),
      column('How sure', 12),
      column('What would make it certain', 50, true),
      column('Last run'),
      column('Last modified date'),
    ],
    ...answerRows(chosen, (one) => [
      one.kind,
      one.type,
      one.name,
      one.label,
      one.folder,
      one.why,
      one.sure,
      one.doubt,
      one.lastRunDate,
      one.lastModifiedDate,
    ]),
  };
}
