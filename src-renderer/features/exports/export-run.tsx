import { Button } from '@mantine/core';
import { IconCircleCheck, IconExternalLink, IconFolderOpen } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef } from 'react';
import type { Account } from '../../../src-preload/contract/accounts.ts';
import type { ExportRecord } from '../../../src-preload/contract/exports.ts';
import type { Job } from '../../../src-preload/contract/jobs.ts';
import { CallError } from '../../api/client.ts';
import { useAction } from '../../api/queries.ts';
import { useNow } from '../../api/state.ts';
import { t } from '../../i18n/t.ts';
import { showFailure } from '../../ui/toasts.tsx';
import { ExportBar } from './export-bar.tsx';
import { ExportFailure } from './export-failure.tsx';
import { exportProgress, outcome, whatIsLeft, whyNot } from './export-text.ts';
import classes from './exports.module.css';

type Props = {
  readonly job: Job;
  readonly record: ExportRecord;
  readonly onAgain: () => void;
  readonly onResume: () => void;
  /** The account that was signed out is signed in again. */
  readonly onSignedIn: (account: Account) => void;
  readonly onClose: () => void;
  readonly onHistory: () => void;
};

/** An export on its way and what came of it. */
export function ExportRun({ job, record, onAgain, onResume, onSignedIn, onClose, onHistory }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The job's word arrives first; the record follows with what it led to.
  const state = job.state === 'running' ? 'running' : record.state;
  useEffect(() => heading.current?.focus(), [state]);
  if (state === 'running') return <Running job={job} record={record} heading={heading} />;
  const done = state === 'done';
  const place = record.destination;
  return (
    <div className={classes.run}>
      <div role="status">
        <h3 ref={heading} className={classes.runTitle} tabIndex={-1}>
          {done ? <IconCircleCheck size={18} stroke={1.6} className={classes.good} aria-hidden="true" /> : null}
          <span dir="auto">{done ? t(`export.done.${place}`, { name: record.targetName }) : t(`export.${state}`)}</span>
        </h3>
      </div>
      {done ? (
        <p className={classes.quiet}>{outcome(record)}</p>
      ) : record.error !== null && state !== 'cancelled' ? (
        <ExportFailure
          error={new CallError('exports.start', record.error)}
          spec={record.spec}
          onSignedIn={onSignedIn}
          onOther={onAgain}
        />
      ) : (
        <p className={classes.quiet}>{whyNot(record)}</p>
      )}
      {state === 'failed' && record.hasLeftover ? <p className={classes.quiet}>{whatIsLeft(record)}</p> : null}
      <div className={classes.runFoot}>
        {done ? <OpenButtons record={record} /> : null}
        {record.canResume ? <Button onClick={onResume}>{t('export.resume')}</Button> : null}
        <Button variant="default" onClick={onAgain}>
          {t('export.another')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onHistory}>
          {t('export.toHistory')}
        </Button>
        <span className={classes.room} />
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </div>
  );
}

type RunningProps = Pick<Props, 'job' | 'record'> & {
  readonly heading: RefObject<HTMLHeadingElement | null>;
};

function Running({ job, record, heading }: RunningProps) {
  const cancel = useAction('jobs.cancel', { invalidates: ['jobs.list'] });
  const now = useNow(1000);
  return (
    <div className={classes.run}>
      <h3 ref={heading} className={classes.runTitle} tabIndex={-1}>
        <span dir="auto">{t(`export.running.${record.destination}`, { name: record.targetName })}</span>
      </h3>
      <ExportBar job={job} />
      <p className={classes.quiet} role="status">
        {exportProgress(job, record.destination, now)}
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

/** Opens what was made: a page in the browser, or the file, or the folder it lies in. */
export function OpenButtons({ record }: { readonly record: ExportRecord }) {
  const openLink = useAction('app.openLink');
  const openFile = useAction('app.openExport');
  const { id, link, targetName: title } = record;
  if (link !== null) {
    return (
      <Button
        leftSection={<IconExternalLink size={14} stroke={1.6} aria-hidden="true" />}
        aria-label={t('exports.openOf', { title })}
        onClick={() => openLink.mutate({ url: link }, { onError: showFailure })}
      >
        {t('exports.open')}
      </Button>
    );
  }
  if (!record.hasFile) return null;
  return (
    <>
      <Button
        leftSection={<IconExternalLink size={14} stroke={1.6} aria-hidden="true" />}
        aria-label={t('exports.openOf', { title })}
        onClick={() => openFile.mutate({ exportId: id, how: 'open' }, { onError: showFailure })}
      >
        {t('exports.open')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconFolderOpen size={14} stroke={1.6} aria-hidden="true" />}
        aria-label={t('exports.revealOf', { name: title })}
        onClick={() => openFile.mutate({ exportId: id, how: 'reveal' }, { onError: showFailure })}
      >
        {t('exports.reveal')}
      </Button>
    </>
  );
}
