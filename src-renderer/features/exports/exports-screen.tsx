import { Button, Progress } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import type { Job } from '../../../src-preload/contract/jobs.ts';
import { useAction, useCall } from '../../api/queries.ts';
import { useNow } from '../../api/state.ts';
import { formatAgo, formatDateTime } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Page } from '../../ui/page.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { showFailure } from '../../ui/toasts.tsx';
import { percentDone, progressLine } from '../sync/sync-progress.tsx';
import { Reveal, outcome, whyNot } from './export-run.tsx';
import { openExport, useExportStore } from './export-store.ts';
import classes from './exports.module.css';

/** Exports of one org, newest first. */
export function ExportsScreen() {
  const { connectionId } = useParams({ from: '/org/$connectionId/exports' });
  const { data, error, refetch } = useCall('jobs.list', { limit: 200 });
  const now = useNow(5000);
  const jobs = data?.jobs.filter((job) => job.kind === 'export' && job.connectionId === connectionId);
  return (
    <Page
      title={t('exports.title')}
      actions={
        jobs === undefined || jobs.length === 0 ? undefined : (
          <Button
            leftSection={<IconDownload size={14} stroke={1.6} aria-hidden="true" />}
            onClick={() => openExport(connectionId)}
          >
            {t('exports.new')}
          </Button>
        )
      }
    >
      {error === null ? null : <FailureNotice error={error} onRetry={() => void refetch()} />}
      {jobs === undefined ? null : jobs.length === 0 ? (
        <EmptyState
          icon={<IconDownload size={28} stroke={1.4} aria-hidden="true" />}
          title={t('exports.empty.title')}
          text={t('exports.empty.text')}
        >
          <Button onClick={() => openExport(connectionId)}>{t('exports.empty.action')}</Button>
        </EmptyState>
      ) : (
        <ScrollRegion className={classes.scroll} label={t('exports.list')}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th>{t('exports.column.export')}</th>
                <th>{t('exports.column.state')}</th>
                <th>{t('exports.column.started')}</th>
                <th>{t('exports.column.result')}</th>
                <th>
                  <span className="ob-hidden">{t('exports.column.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {jobs.map((job) => (
                <Row key={job.id} job={job} now={now} connectionId={connectionId} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </Page>
  );
}

type RowProps = { readonly job: Job; readonly now: number; readonly connectionId: string };

function Row({ job, now, connectionId }: RowProps) {
  const run = useExportStore((state) => state.runs[job.id]);
  const cancel = useAction('jobs.cancel', { invalidates: ['jobs.list'] });
  const running = job.state === 'running';
  return (
    <tr>
      <td>
        {run?.name ?? job.title}
        {run === undefined ? null : <span className={classes.under}>{job.title}</span>}
      </td>
      <td>
        <span className={classes.state}>
          <span className={classes.dot} data-state={job.state} />
          {t(`jobs.state.${job.state}`)}
        </span>
      </td>
      <td title={formatDateTime(job.startedAt)}>{formatAgo(job.startedAt, now)}</td>
      <td className={classes.result}>
        {running ? (
          <>
            {progressLine(job)}
            <Progress value={percentDone(job)} size={3} aria-label={t('export.progress')} />
          </>
        ) : job.state === 'done' ? (
          outcome(job)
        ) : (
          whyNot(job)
        )}
      </td>
      <td>
        <span className={classes.rowActions}>
          {running ? (
            <Button
              variant="default"
              aria-label={t('exports.cancelOf', { title: run?.name ?? job.title })}
              loading={cancel.isPending}
              onClick={() => cancel.mutate({ jobId: job.id }, { onError: showFailure })}
            >
              {t('common.cancel')}
            </Button>
          ) : (
            <>
              {run !== undefined && job.state === 'done' ? <Reveal run={run} /> : null}
              {run === undefined ? null : (
                <Button
                  variant="default"
                  aria-label={t('exports.repeatOf', { title: run.name })}
                  onClick={() => openExport(connectionId, run.spec)}
                >
                  {t('exports.repeat')}
                </Button>
              )}
            </>
          )}
        </span>
      </td>
    </tr>
  );
}
