import { z } from 'zod';
import { exportRecord } from '../../../../../src-preload/contract/exports.ts';
import type { BackupRepository } from '../../../store/backup-repository.ts';
import type { JsonValue } from '../../../vault/canonical-json.ts';
import { type BackupSection, defineSection, isoTime } from '../backup-section.ts';

const text = z.string().max(20_000);
const historyValue = z.object({
  state: exportRecord.shape.state,
  title: text,
  connectionId: text.nullable(),
  connectionName: text.nullable(),
  destination: exportRecord.shape.destination,
  format: exportRecord.shape.format,
  targetName: text,
  accountId: text.nullable(),
  accountName: text.nullable(),
  link: text.nullable(),
  rows: z.number().int(),
  sheets: z.number().int(),
  cutCells: z.number().int(),
  startedAt: isoTime,
  finishedAt: isoTime.nullable(),
  error: exportRecord.shape.error,
  spec: z.json(),
});

/**
 * What was exported when and where to. The place of a file is left out: it means nothing on another computer. So is
 * where a stopped export would go on.
 */
export function exportHistorySection(backup: BackupRepository): BackupSection {
  return defineSection({
    name: 'exportHistory',
    title: 'Export history',
    version: 1,
    canHoldSecrets: false,
    schema: historyValue,
    count: () => backup.counts().exports,
    read: () =>
      backup.exportRuns().map(({ id, spec, error, ...row }) => ({
        id,
        title: `${row.title} to ${row.targetName}, ${row.startedAt.slice(0, 10)}`,
        value: historyValue.parse({
          ...row,
          spec: JSON.parse(spec) as JsonValue,
          error: error === null ? null : (JSON.parse(error) as unknown),
        }),
      })),
    // A line of the history says what was; it is never changed afterwards.
    compare: ({ id }) => ({ change: backup.hasExportRun(id) ? 'same' : 'add', text: '' }),
    restore: ({ id, value: { spec, error, ...row } }) =>
      backup.addExportRun({
        ...row,
        id,
        spec: JSON.stringify(spec),
        error: error === null ? null : JSON.stringify(error),
      }),
  });
}
