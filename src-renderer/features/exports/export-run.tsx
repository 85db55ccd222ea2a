import { Button, Progress } from '@mantine/core';
import { IconCircleCheck, IconFolderOpen } from '@tabler/icons-react';
import type { Job } from '../../../src-preload/contract/jobs.ts';
import { useAction } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { failureNext } from '../../ui/failure-text.ts';
import { showFailure } from '../../ui/toasts.tsx';
import { percentDone, progressLine } from '../sync/sync-progress.tsx';
import type { ExportRun } from './export-store.ts';
import classes from './exports.module.css';

type Props = {
  readonly job: Job;
  readonly run: ExportRun;
  readonly onAgain: () => void;
  readonly onClose: () => void;
};

/** An export on its way and what came of it. */
export function ExportProgress({ job, run, onAgain, onClose }: Props) {
  const cancel = useAction('jobs.cancel', { invalidates: ['jobs.list'] });
  if (job.state === 'running') {
    return (
      <div className={classes.run}>
        <h3 className={classes.runTitle}>{t('export.running', { name: run.name })}</h3>
        <Progress value={percentDone(job)} aria-label={t('export.progress')} />
        <p className={classes.quiet} role="status">
          {progressLine(job)}
        </p>
        <p className={classes.quiet}>{t('export.running.text')}</p>
        <div className={classes.runFoot}>
          <Button
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ jobId: job.id }, { onError: showFailure })}
          >
            {t('export.cancel')}
          </Button>
        </div>
      </div>
    );
  }
  const done = job.state === 'done';
  return (
    <div className={classes.run}>
      <div role="status">
        <h3 className={classes.runTitle}>
          {done ? <IconCircleCheck size={18} stroke={1.6} className={classes.good} aria-hidden="true" /> : null}
          {done ? t('export.done', { name: run.name }) : t(`export.${job.state}`)}
        </h3>
      </div>
      <p className={classes.quiet}>{done ? outcome(job) : whyNot(job)}</p>
      <div className={classes.runFoot}>
        {done ? <Reveal run={run} /> : null}
        <Button variant="default" onClick={onAgain}>
          {t('export.another')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </div>
  );
}

/** Opens the system's file manager where the file is. */
export function Reveal({ run }: { readonly run: ExportRun }) {
  const reveal = useAction('app.revealTarget');
  return (
    <Button
      variant="default"
      leftSection={<IconFolderOpen size={14} stroke={1.6} aria-hidden="true" />}
      aria-label={t('exports.revealOf', { name: run.name })}
      onClick={() => reveal.mutate({ targetId: run.targetId }, { onError: showFailure })}
    >
      {t('exports.reveal')}
    </Button>
  );
}

/** "3,834 rows · 1 sheet · 2 cells were too long and cut" */
export function outcome({ counts }: Job): string {
  const cut = counts['cutCells'] ?? 0;
  return [
    ...(['rows', 'sheets'] as const).flatMap((name) => {
      const count = counts[name];
      return count === undefined ? [] : [t(`jobs.count.${name}`, { count })];
    }),
    ...(cut > 0 ? [t('exports.cut', { count: cut })] : []),
  ].join(' · ');
}

export function whyNot(job: Job): string {
  if (job.state === 'cancelled') return t('export.cancelled.text');
  if (job.error === null) return '';
  return `${job.error.message} ${failureNext(job.error) ?? ''}`.trim();
}
