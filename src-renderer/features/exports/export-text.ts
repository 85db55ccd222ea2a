import type { ExportPreview, ExportRecord } from '../../../src-preload/contract/exports.ts';
import type { Job } from '../../../src-preload/contract/jobs.ts';
import { formatNumber } from '../../i18n/format.ts';
import { type MessageId, hasMessage, t } from '../../i18n/t.ts';
import { failureNext } from '../../ui/failure-text.ts';
import { WAITING, progressLine } from '../sync/sync-progress.tsx';
import type { Place } from './destination-draft.ts';
import type { SourceKind } from './export-draft.ts';

/** What a column is called in the list of columns, by source. */
export function columnName(kind: SourceKind, column: string): string {
  if (kind === 'dictionary' && column === 'picklistValues') return t('export.column.picklistValues');
  const id =
    kind === 'ledger'
      ? `export.column.${column}`
      : kind === 'objects'
        ? `objects.column.${column}`
        : `fields.column.${column}`;
  return hasMessage(id) ? t(id as MessageId) : column;
}

/** "3,834 fields" */
export const thingsOf = (kind: SourceKind, rows: number): string =>
  t(`export.things.${kind === 'dictionary' ? 'fields' : kind}`, { count: rows, shown: formatNumber(rows) });

/** "3,834 rows · 1 sheet" */
export function previewCounts({ rows, sheets }: ExportPreview, files: boolean): string {
  return [
    t('export.preview.rows', { count: rows, shown: formatNumber(rows) }),
    t(files ? 'export.preview.files' : 'export.preview.sheets', { count: sheets, shown: formatNumber(sheets) }),
  ].join(' · ');
}

/** "Uploading · 120 of 312 · about 5 s left"; a wait names whom it waits for. */
export function exportProgress(job: Job, place: Place): string {
  const waits = job.progress.stage === WAITING && place !== 'file';
  return progressLine(job, waits ? t(`export.stage.waiting.${place}`) : null);
}

type Counts = { readonly rows: number; readonly sheets: number; readonly cutCells: number };

/** "3,834 rows · 1 sheet · 2 cells were too long and cut" */
export function outcome({ rows, sheets, cutCells }: Counts): string {
  return [
    t('export.preview.rows', { count: rows, shown: formatNumber(rows) }),
    ...(sheets > 0 ? [t('export.preview.sheets', { count: sheets, shown: formatNumber(sheets) })] : []),
    ...(cutCells > 0 ? [t('exports.cut', { count: cutCells })] : []),
  ].join(' · ');
}

/** Why an export did not come to its end; empty while there is nothing to say. */
export function whyNot({ state, error, destination }: ExportRecord): string {
  if (state === 'cancelled') return t(destination === 'file' ? 'export.cancelled.file' : 'export.cancelled.online');
  if (error === null) return '';
  return `${error.message} ${failureNext(error) ?? ''}`.trim();
}
