import { Button, Progress } from '@mantine/core';
import { IconActivity } from '@tabler/icons-react';
import type { Job } from '../../../src-preload/contract/jobs.ts';
import { useAction, useCall } from '../../api/queries.ts';
import { useConnections, useNow } from '../../api/state.ts';
import { formatAgo, formatBytes, formatDateTime, formatDuration } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { showFailure } from '../../ui/toasts.tsx';
import { percentDone, progressLine } from '../sync/sync-progress.tsx';
import classes from './activity.module.css';

/** Jobs, newest first: what runs can be cancelled, what ended says what came of it. */
export function JobList() {
  const { data, error, refetch } = useCall('jobs.list', { limit: 200 });
  const now = useNow(1000);
  if (error !== null) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  if (data.jobs.length === 0) {
    return (
      <EmptyState
        icon={<IconActivity size={28} stroke={1.4} aria-hidden="true" />}
        title={t('jobs.empty.title')}
        text={t('jobs.empty.text')}
      />
    );
  }
  return (
    <ScrollRegion className={classes.scroll} label={t('jobs.list')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t('jobs.column.job')}</th>
            <th>{t('jobs.column.state')}</th>
            <th>{t('jobs.column.started')}</th>
            <th>{t('jobs.column.took')}</th>
            <th>{t('jobs.column.result')}</th>
            <th>
              <span className="ob-hidden">{t('jobs.column.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {data.jobs.map((job) => (
            <JobRow key={job.id} job={job} now={now} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function JobRow({ job, now }: { readonly job: Job; readonly now: number }) {
  const cancel = useAction('jobs.cancel', { invalidates: ['jobs.list'] });
  const connection = useConnections()?.find(({ id }) => id === job.connectionId);
  const end = job.finishedAt === null ? (job.state === 'running' ? now : null) : Date.parse(job.finishedAt);
  return (
    <tr>
      <td>
        {job.title}
        {connection === undefined || job.title.includes(connection.name) ? null : (
          <span className={classes.dim}> · {connection.name}</span>
        )}
      </td>
      <td>
        <span className={classes.state}>
          <span className={classes.dot} data-state={job.state} />
          {t(`jobs.state.${job.state}`)}
        </span>
      </td>
      <td title={formatDateTime(job.startedAt)}>{formatAgo(job.startedAt, now)}</td>
      <td>{end === null ? '' : formatDuration(end - Date.parse(job.startedAt))}</td>
      <td className={classes.wide}>
        {job.state === 'running' ? (
          <div className={classes.progress}>
            {progressLine(job)}
            <Progress value={percentDone(job)} size={3} aria-label={t('sync.progress')} />
          </div>
        ) : (
          <Outcome job={job} />
        )}
      </td>
      <td>
        {job.state === 'running' ? (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={t('jobs.cancel', { title: job.title })}
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ jobId: job.id }, { onError: showFailure })}
          >
            {t('common.cancel')}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

const COUNTS = ['objects', 'fields', 'rows', 'sheets', 'apiCalls'] as const;

function Outcome({ job }: { readonly job: Job }) {
  const bytes = job.counts['bytesIn'] ?? 0;
  const parts = [
    ...COUNTS.flatMap((name) => {
      const count = job.counts[name];
      return count === undefined ? [] : [t(`jobs.count.${name}`, { count })];
    }),
    ...(bytes > 0 ? [t('jobs.count.bytesIn', { size: formatBytes(bytes) })] : []),
  ];
  return (
    <>
      {job.error === null || job.state === 'cancelled' ? null : (
        <span className={classes.error}>{job.error.message} </span>
      )}
      <span>{parts.join(' · ')}</span>
    </>
  );
}
