import { Button, Progress, UnstyledButton } from '@mantine/core';
import { IconActivity } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import type { Job } from '../../../src-preload/contract/jobs.ts';
import { useAction, useCall } from '../../api/queries.ts';
import { useConnections, useNow, usePreferences } from '../../api/state.ts';
import { formatAgo, formatBytes, formatDateTime, formatDuration } from '../../i18n/format.ts';
import { hasMessage, t } from '../../i18n/t.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { JobState } from '../../ui/job-state.tsx';
import table from '../../ui/list-table.module.css';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { showFailure } from '../../ui/toasts.tsx';
import { percentDone, progressLine } from '../sync/sync-progress.tsx';
import classes from './activity.module.css';

/** Jobs, newest first: what runs can be cancelled, what ended says what came of it. */
export function JobList() {
  const { data, error, refetch } = useCall('jobs.list', { limit: 200 });
  const now = useNow(1000);
  const { activityDays } = usePreferences();
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
    <ScrollRegion className={table.scroll} label={t('jobs.list')}>
      <table className={`${table.table} ${classes.table}`}>
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
      <p className={classes.kept}>{t('jobs.kept', { days: activityDays })}</p>
    </ScrollRegion>
  );
}

function JobRow({ job, now }: { readonly job: Job; readonly now: number }) {
  const cancel = useAction('jobs.cancel', { invalidates: ['jobs.list'] });
  const repeat = useAction('jobs.repeat', { invalidates: ['jobs.list', 'sync.status'] });
  const [open, setOpen] = useState(false);
  const connection = useConnections()?.find(({ id }) => id === job.connectionId);
  const end = job.finishedAt === null ? (job.state === 'running' ? now : null) : Date.parse(job.finishedAt);
  const facts = job.parameters.map(factLine).join(', ');
  return (
    <>
      <tr>
        <td className={classes.wide}>
          <UnstyledButton
            aria-expanded={open}
            aria-label={t('jobs.details', { title: job.title })}
            onClick={() => setOpen(!open)}
          >
            {open ? '▾' : '▸'} {job.title}
          </UnstyledButton>
          {connection === undefined || job.title.includes(connection.name) ? null : (
            <span className={classes.dim}> · {connection.name}</span>
          )}
          {facts === '' ? null : <span className={classes.dim}> · {facts}</span>}
        </td>
        <td>
          <JobState state={job.state} />
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
          ) : job.canRepeat ? (
            <Button
              variant="default"
              size="compact-sm"
              aria-label={t('jobs.repeat.label', { title: job.title })}
              loading={repeat.isPending}
              onClick={() => repeat.mutate({ jobId: job.id }, { onError: showFailure })}
            >
              {t('jobs.repeat')}
            </Button>
          ) : null}
        </td>
      </tr>
      {open ? (
        <tr>
          <td colSpan={6} className={classes.wide}>
            <JobDetail job={job} connection={connection?.name ?? null} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

const ISO_TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** One thing that a job was told, in the words of the screen. */
function factLine({ name, value }: Job['parameters'][number]): string {
  const id = `jobs.fact.${name}`;
  return `${hasMessage(id) ? t(id) : name}: ${ISO_TIME.test(value) ? formatDateTime(value) : value}`;
}

/** Everything that is kept of a job. */
function JobDetail({ job, connection }: { readonly job: Job; readonly connection: string | null }) {
  const counts = countsOf(job, [...COUNTS, ...REST]);
  const facts: readonly (readonly [string, string])[] = [
    [t('jobs.detail.started'), formatDateTime(job.startedAt)],
    ...(job.finishedAt === null ? [] : [[t('jobs.detail.finished'), formatDateTime(job.finishedAt)] as const]),
    ...(connection === null ? [] : [[t('jobs.detail.connection'), connection] as const]),
    ...(job.parameters.length === 0
      ? []
      : [[t('jobs.detail.asked'), job.parameters.map(factLine).join('\n')] as const]),
    ...(counts.length === 0 ? [] : [[t('jobs.detail.counts'), counts.join('\n')] as const]),
    ...(job.error === null ? [] : [[t('jobs.detail.error'), job.error.message] as const]),
    ...(job.error?.traceId === undefined ? [] : [[t('jobs.detail.trace'), job.error.traceId] as const]),
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

const COUNTS = ['objects', 'fields', 'rows', 'sheets', 'records', 'restored', 'apiCalls', 'bytesIn'] as const;
/** What only the details say. */
const REST = ['files', 'sections', 'unknown', 'cutCells', 'bytes', 'bytesOut'] as const;

/** What came out, in words; how long it took stands in a column of its own. */
function countsOf({ counts }: Job, names: readonly (typeof COUNTS | typeof REST)[number][]): readonly string[] {
  return names.flatMap((name) => {
    const count = counts[name] ?? 0;
    if (name === 'bytes' || name === 'bytesIn' || name === 'bytesOut') {
      return count === 0 ? [] : [t(`jobs.count.${name}`, { size: formatBytes(count) })];
    }
    return counts[name] === undefined ? [] : [t(`jobs.count.${name}`, { count })];
  });
}

function Outcome({ job }: { readonly job: Job }) {
  const parts = countsOf(job, COUNTS);
  return (
    <>
      {job.error === null || job.state === 'cancelled' ? null : (
        <span className={classes.error}>{job.error.message} </span>
      )}
      <span>{parts.join(' · ')}</span>
    </>
  );
}
