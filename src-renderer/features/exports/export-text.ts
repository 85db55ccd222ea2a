import type { AreaSource, ExportPreview, ExportRecord } from '../../../src-preload/contract/exports.ts';
import type { Job } from '../../../src-preload/contract/jobs.ts';
import { formatDuration, formatNumber } from '../../i18n/format.ts';
import { type MessageId, hasMessage, t } from '../../i18n/t.ts';
import { failureNext } from '../../ui/failure-text.ts';
import { WAITING, progressLine } from '../sync/sync-progress.tsx';
import type { Place } from './destination-draft.ts';
import type { ColumnKind, SourceKind } from './export-draft.ts';

/** What a column is called in the list of columns, by source. */
export function columnName(kind: ColumnKind, column: string): string {
  if (kind === 'dictionary' && column === 'picklistValues') return t('export.column.picklistValues');
  const id =
    kind === 'ledger'
      ? `export.column.${column}`
      : kind === 'objects'
        ? `objects.column.${column}`
        : `fields.column.${column}`;
  return hasMessage(id) ? t(id as MessageId) : column;
}

/** "Flows", "Access": what a source of another screen is called. */
export const areaName = (area: AreaSource): string =>
  area.kind === 'components' ? t(`types.${area.query.type}`) : t(`export.source.${area.kind}`);

/** "3,834 fields" */
export const thingsOf = (kind: SourceKind, rows: number): string =>
  t(`export.things.${kind === 'dictionary' ? 'fields' : kind}`, { count: rows, shown: formatNumber(rows) });

/** "3,834 rows · 1 sheet and a cover" */
export function previewCounts({ rows, sheets, cover }: ExportPreview, files: boolean): string {
  const parts = files ? 'export.preview.files' : cover ? 'export.preview.sheetsCover' : 'export.preview.sheets';
  return [
    t('export.preview.rows', { count: rows, shown: formatNumber(rows) }),
    t(parts, { count: sheets, shown: formatNumber(sheets) }),
  ].join(' · ');
}

const ROWS = 'rows';

/**
 * "Writing rows · 1,200 of 3,834 rows · 410 rows per second · about 6 s left"; a wait names whom it waits for.
 *
 * @param now for the mean rate since the start, while there is none of the last seconds
 */
export function exportProgress(job: Job, place: Place, now: number): string {
  const { stage, done, total, ratePerSecond, remainingMs } = job.progress;
  if (stage === WAITING && place !== 'file') return progressLine(job, t(`export.stage.waiting.${place}`));
  if (stage !== ROWS || total <= 0) return progressLine(job);
  const tookMs = now - Date.parse(job.startedAt);
  const rate = ratePerSecond ?? (tookMs >= 1000 && done > 0 ? done / (tookMs / 1000) : null);
  return [
    t('sync.stage.rows'),
    t('export.progress.rows', { done: formatNumber(done), total: formatNumber(total) }),
    ...(rate === null ? [] : [t('export.progress.rate', { rate: formatNumber(Math.round(rate)) })]),
    ...(remainingMs === null ? [] : [t('sync.progress.remaining', { time: formatDuration(remainingMs) })]),
  ].join(' · ');
}

type Counts = Pick<ExportRecord, 'rows' | 'sheets' | 'cutCells' | 'spec' | 'destination'>;

/** "3,834 rows · 1 sheet · 2 cells were too long and cut" */
export function outcome({ rows, sheets, cutCells, spec }: Counts): string {
  const cover = spec?.cover === true ? 'export.preview.sheetsCover' : 'export.preview.sheets';
  return [
    t('export.preview.rows', { count: rows, shown: formatNumber(rows) }),
    ...(sheets > 0 ? [t(cover, { count: sheets, shown: formatNumber(sheets) })] : []),
    ...(cutCells > 0 ? [t('exports.cut', { count: cutCells })] : []),
  ].join(' · ');
}

/** Why an export did not come to its end, and what it left; empty while there is nothing to say. */
export function whyNot(record: ExportRecord): string {
  const { state, error } = record;
  switch (state) {
    case 'running':
    case 'done':
      return '';
    case 'cancelled':
      // Then the message says that it could not be removed, and why.
      return record.hasLeftover && error !== null ? error.message : whatIsLeft(record);
    case 'interrupted':
      return `${t('export.interrupted.why')} ${whatIsLeft(record)}`;
    case 'failed':
      return [
        ...(error === null ? [] : [error.message, failureNext(error) ?? '']),
        record.hasLeftover ? whatIsLeft(record) : '',
      ]
        .filter((sentence) => sentence !== '')
        .join(' ');
  }
}

/** What an export that did not come to its end left behind. */
export function whatIsLeft({ destination, hasLeftover, state }: ExportRecord): string {
  if (destination === 'file') return t('export.left.noFile');
  const place = t(`export.place.${destination}`);
  if (hasLeftover) return t('export.left.unfinished', { place });
  return t(state === 'cancelled' ? 'export.left.removed' : 'export.left.nothing', { place });
}
