import { Button, Progress } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { CallError, call } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { useAppState } from '../../api/state.ts';
import { useCurrentConnection } from '../../app/current-connection.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { showFailure } from '../../ui/toasts.tsx';
import { percentDone, progressLine } from '../sync/sync-progress.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import classes from './privacy.module.css';
import { Section } from './section.tsx';
import { useWork } from './use-work.ts';

/** What everybody may ask for: a copy of everything, its correction, its deletion. */
export function RightsScreen() {
  const sample = useAppState()?.vault === 'sample';
  const current = useCurrentConnection();
  const [deleting, setDeleting] = useState(false);
  return (
    <>
      <ExportEverything />
      <Section title={t('rights.correct')} text={t('rights.correct.text')}>
        <div className={classes.buttons}>
          <Button component={Link} to="/connections" variant="default">
            {t('rights.correct.connections')}
          </Button>
          <Button component={Link} to="/accounts" variant="default">
            {t('rights.correct.accounts')}
          </Button>
          {current === null ? null : (
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link to="/org/$connectionId/exports" params={{ connectionId: current.id }} search={{}} {...props} />
              )}
            >
              {t('rights.correct.exports')}
            </Button>
          )}
          <Button component={Link} to="/preferences" variant="default">
            {t('rights.correct.preferences')}
          </Button>
        </div>
      </Section>
      <Section
        title={t('rights.delete')}
        text={t(sample ? 'rights.delete.sample' : 'rights.delete.text')}
        actions={
          sample ? undefined : (
            <Button color="red" variant="outline" onClick={() => setDeleting(true)}>
              {t('rights.delete.button')}
            </Button>
          )
        }
      />
      <DeleteDialog opened={deleting} onClose={() => setDeleting(false)} />
    </>
  );
}

type Started = { readonly jobId: string; readonly targetId: string; readonly name: string };

function ExportEverything() {
  const [started, setStarted] = useState<Started | null>(null);
  const { failed, run } = useWork();
  const jobs = useCall('jobs.list', { limit: 100 }).data?.jobs;
  const job = jobs?.find(({ id }) => id === started?.jobId);
  const running = started !== null && (job === undefined || job.state === 'running');
  const start = async (): Promise<void> => {
    const chosen = await call('app.chooseSaveTarget', {
      suggestedName: '',
      format: 'json',
      folder: true,
      kind: 'everything',
    });
    if (chosen.targetId === null) return;
    const { jobId } = await call('rights.exportEverything', { targetId: chosen.targetId });
    setStarted({ jobId, targetId: chosen.targetId, name: chosen.name });
  };
  const jobError = job?.error ?? null;
  return (
    <Section
      title={t('rights.export')}
      text={t('rights.export.text')}
      actions={
        <Button
          variant="default"
          // It keeps the focus while it runs; what comes of it stands below.
          data-disabled={running || undefined}
          aria-disabled={running}
          onClick={() => {
            if (!running) run(start);
          }}
        >
          {t('rights.export.button')}
        </Button>
      }
    >
      {failed === null ? null : <FailureNotice error={failed} />}
      {jobError === null ? null : <FailureNotice error={new CallError('rights.exportEverything', jobError)} />}
      {job?.state === 'running' ? (
        <div className={classes.box} role="status">
          {progressLine(job)}
          <Progress value={percentDone(job)} size={3} aria-label={t('rights.export')} />
        </div>
      ) : null}
      {started !== null && job?.state === 'done' ? (
        <div className={`${classes.box} ${classes.buttons}`} role="status">
          {t('rights.export.done', { name: started.name })}
          <Button
            variant="default"
            onClick={() => void call('app.revealTarget', { targetId: started.targetId }).catch(showFailure)}
          >
            {t('rights.export.reveal')}
          </Button>
        </div>
      ) : null}
    </Section>
  );
}
