import type { ExportPreview as Preview } from '../../../src-preload/contract/exports.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { previewCounts } from './export-text.ts';
import { PreviewTable } from './preview-table.tsx';
import classes from './preview.module.css';

type Props = {
  readonly preview: Preview | undefined;
  readonly error: unknown;
  /** Why there is nothing to show; null when there is something. */
  readonly reason: string | null;
  /** Several sheets become several files. */
  readonly files: boolean;
};

/** What will be written: counts, remarks, and the first rows. */
export function ExportPreview({ preview, error, reason, files }: Props) {
  if (reason !== null) return <p className={classes.reason}>{reason}</p>;
  if (error !== null) {
    return (
      <div className={classes.failure}>
        <FailureNotice error={error} />
      </div>
    );
  }
  if (preview === undefined) return null;
  return (
    <>
      <div className={classes.head}>
        <h3 className={classes.title}>{t('export.preview')}</h3>
        <span className={classes.counts} role="status">
          {previewCounts(preview, files)}
        </span>
      </div>
      <div className={classes.inset}>
        <PreviewTable label={t('export.preview')} headers={preview.headers} rows={preview.sample} />
      </div>
      {preview.notes.length === 0 ? null : (
        <ul className={classes.notes}>
          {preview.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </>
  );
}
