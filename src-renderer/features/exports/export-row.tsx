import type { ExportRecord } from '../../../src-preload/contract/exports.ts';
import type { Job } from '../../../src-preload/contract/jobs.ts';
import { formatAgo, formatDateTime } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { JobState } from '../../ui/job-state.tsx';
import { ProviderMark } from '../../ui/provider-mark.tsx';
import { ExportBar } from './export-bar.tsx';
import { exportProgress, outcome, whyNot } from './export-text.ts';
import classes from './history.module.css';
import { RowActions } from './row-actions.tsx';

type Props = {
  readonly record: ExportRecord;
  /** Its job, while it is known. */
  readonly job: Job | undefined;
  readonly now: number;
  readonly showsOrg: boolean;
};

/** One line of the export history. */
export function ExportRow({ record, job, now, showsOrg }: Props) {
  const { destination, state } = record;
  const to =
    destination === 'file'
      ? t('exports.to.file', { format: t(`export.format.${record.format ?? 'xlsx'}`) })
      : t(`export.place.${destination}`);
  return (
    <tr>
      <td className={classes.what}>
        <span className={classes.clip} dir="auto" title={record.targetName}>
          {record.targetName}
        </span>
        <span className={`${classes.clip} ${classes.under}`} dir="auto" title={record.title}>
          {record.title}
        </span>
      </td>
      {showsOrg ? (
        <td className={classes.from}>
          <span className={classes.clip} dir="auto" title={record.connectionName ?? undefined}>
            {record.connectionName ?? t('exports.from.none')}
          </span>
        </td>
      ) : null}
      <td className={classes.from}>
        <span className={classes.to}>
          <ProviderMark place={destination} size={14} />
          {to}
        </span>
        {record.accountName === null ? null : (
          <span className={`${classes.clip} ${classes.under}`} title={record.accountName}>
            {record.accountName}
          </span>
        )}
      </td>
      <td>
        <JobState state={state} />
      </td>
      <td className={classes.when} title={formatDateTime(record.startedAt)}>
        {formatAgo(record.startedAt, now)}
      </td>
      <td className={classes.result}>
        {state === 'running' ? (
          job === undefined ? null : (
            <>
              {exportProgress(job, destination, now)}
              <ExportBar job={job} size={3} />
            </>
          )
        ) : state === 'done' ? (
          outcome(record)
        ) : (
          <span className={state === 'failed' ? classes.error : undefined}>{whyNot(record)}</span>
        )}
      </td>
      <td className={classes.acts}>
        <RowActions record={record} />
      </td>
    </tr>
  );
}
