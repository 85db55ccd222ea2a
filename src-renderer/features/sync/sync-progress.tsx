import { Button, Progress } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { Job } from '../../../src-preload/contract/jobs.ts';
import { useAction } from '../../api/queries.ts';
import { formatDecimal, formatDuration, formatNumber } from '../../i18n/format.ts';
import { hasMessage, t } from '../../i18n/t.ts';
import { Banner } from '../../ui/banner.tsx';
import { showFailure } from '../../ui/toasts.tsx';
import classes from './sync-progress.module.css';

/** A running sync: what it does now, how far it is, how fast, how long still, and the way to stop it. */
export function SyncProgress({ job, org }: { readonly job: Job; readonly org: string }) {
  const cancel = useAction('jobs.cancel');
  return (
    <Banner
      tone="accent"
      icon={<IconRefresh size={17} stroke={1.6} aria-hidden="true" />}
      title={t('sync.running.title', { org })}
      text={progressLine(job)}
      below={
        <Progress.Root size={3} radius="xs" className={classes.bar}>
          <Progress.Section value={percentDone(job)} aria-label={t('sync.progress')} />
        </Progress.Root>
      }
    >
      <Button
        variant="default"
        loading={cancel.isPending}
        onClick={() => cancel.mutate({ jobId: job.id }, { onError: showFailure })}
      >
        {t('common.cancel')}
      </Button>
    </Banner>
  );
}

/** A job in this stage does nothing until the service takes more; its total is the length of the wait in seconds. */
export const WAITING = 'waiting';

/** 0 to 100; 0 while the total is unknown. */
export const percentDone = ({ progress }: Pick<Job, 'progress'>): number =>
  progress.total <= 0 ? 0 : Math.min(100, (progress.done / progress.total) * 100);

/**
 * "Describing objects · 120 of 312 · 41.5 per second · about 5 s left"
 *
 * @param named what the stage is called, where the job's own word for it does not say enough.
 */
export function progressLine({ progress }: Job, named: string | null = null): string {
  const id = `sync.stage.${progress.stage}`;
  const stage = named ?? (hasMessage(id) ? t(id) : t('sync.stage.other'));
  if (progress.stage === WAITING) {
    const time = formatDuration(progress.total * 1000);
    return progress.total > 0 ? `${stage} · ${t('sync.progress.remaining', { time })}` : stage;
  }
  // Areas are counted in hundredths, which say nothing but how far it is.
  if (progress.stage.startsWith('area ')) {
    const left = progress.remainingMs;
    return [
      stage,
      t('sync.progress.percent', { percent: formatNumber(Math.floor(percentDone({ progress }))) }),
      ...(left === null || left <= 0 ? [] : [t('sync.progress.remaining', { time: formatDuration(left) })]),
    ].join(' · ');
  }
  return [
    stage,
    ...(progress.total > 0
      ? [t('sync.progress.count', { done: formatNumber(progress.done), total: formatNumber(progress.total) })]
      : []),
    ...(progress.ratePerSecond === null
      ? []
      : [t('sync.progress.rate', { rate: formatDecimal(progress.ratePerSecond) })]),
    ...(progress.remainingMs === null
      ? []
      : [t('sync.progress.remaining', { time: formatDuration(progress.remainingMs) })]),
  ].join(' · ');
}
