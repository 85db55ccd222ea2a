import type { Output } from '../../../src-preload/contract/index.ts';
import type { DictionarySpec } from '../../../src-preload/contract/exports.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import classes from './exports.module.css';

type Props = {
  readonly spec: DictionarySpec | null;
  readonly preview: Output<'exports.preview'> | undefined;
  readonly error: unknown;
  /** Why there is nothing to show. */
  readonly reason: string;
};

/** What will be in the file: counts, remarks, and the first rows. */
export function ExportPreview({ spec, preview, error, reason }: Props) {
  if (error !== null) return <FailureNotice error={error} />;
  if (spec === null) return <p className={classes.reason}>{reason}</p>;
  if (preview === undefined) return null;
  const { rows, sheets } = preview;
  const parts = spec.format === 'csv' ? 'export.preview.files' : 'export.preview.sheets';
  return (
    <>
      <div className={classes.previewHead}>
        <h3 className={classes.label}>{t('export.preview')}</h3>
        <span className={classes.quiet} role="status">
          {t('export.preview.rows', { count: rows, shown: formatNumber(rows) })} ·{' '}
          {t(parts, { count: sheets, shown: formatNumber(sheets) })}
        </span>
      </div>
      <ScrollRegion className={classes.preview} label={t('export.preview')}>
        <table className={classes.previewTable}>
          <thead>
            <tr>
              {preview.headers.map((header) => (
                <th key={header} scope="col">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.sample.map((cells, row) => (
              // oxlint-disable-next-line react/no-array-index-key -- rows of a preview have no identity.
              <tr key={row}>
                {cells.map((cell, index) => (
                  <td key={preview.headers[index]} title={cell}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
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
