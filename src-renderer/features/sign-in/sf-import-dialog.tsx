import { Button, Loader, Modal } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Input, Output } from '../../../src-preload/contract/index.ts';
import { call, failureOf } from '../../api/client.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { showDone } from '../../ui/toasts.tsx';
import { SfImportForm } from './sf-import-form.tsx';
import { closeSfImport, useSfImportStore } from './sf-import-store.ts';
import classes from './sign-in.module.css';

type Listed = Output<'connections.listSfOrgs'>;
type Step =
  | { readonly kind: 'asking' }
  | { readonly kind: 'listed'; readonly listed: Listed }
  | { readonly kind: 'importing'; readonly count: number }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Connects orgs that the Salesforce CLI on this computer is signed in to. */
export function SfImportDialog() {
  const opened = useSfImportStore((state) => state.opened);
  return (
    <Modal
      opened={opened}
      onClose={closeSfImport}
      title={t('sfImport.title')}
      size="44rem"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      transitionProps={{ duration: 100 }}
    >
      <SfImport />
    </Modal>
  );
}

/** Mounted with the dialog, so that it asks the CLI each time; what still runs is cancelled when it closes. */
function SfImport() {
  const [step, setStep] = useState<Step>({ kind: 'asking' });
  const [refused, setRefused] = useState<Output<'connections.importSfOrgs'>['results']>([]);
  const running = useRef<AbortController | null>(null);
  const client = useQueryClient();

  /** Runs one thing at a time and shows where it led, unless the dialog was closed or something else began. */
  const run = useCallback(async (work: (signal: AbortSignal) => Promise<Step>): Promise<void> => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const next = await work(controller.signal).catch((error: unknown): Step => ({ kind: 'failed', error }));
    if (running.current === controller && !controller.signal.aborted) setStep(next);
  }, []);
  const list = useCallback(
    () => run(async (signal) => ({ kind: 'listed', listed: await call('connections.listSfOrgs', {}, signal) })),
    [run],
  );
  useEffect(() => {
    void list();
    return () => running.current?.abort();
  }, [list]);
  const lookAgain = (): void => {
    setStep({ kind: 'asking' });
    void list();
  };

  const start = (input: Input<'connections.importSfOrgs'>): void => {
    setRefused([]);
    setStep({ kind: 'importing', count: input.usernames.length });
    void run(async (signal) => {
      const { results } = await call('connections.importSfOrgs', input, signal);
      const connected = results.filter(({ ok }) => ok).length;
      if (connected > 0) showDone(t('sfImport.done', { count: connected }));
      await Promise.all([
        client.invalidateQueries({ queryKey: ['connections.list'] }),
        client.invalidateQueries({ queryKey: ['sync.status'] }),
      ]);
      if (connected === results.length) {
        closeSfImport();
        return { kind: 'asking' };
      }
      setRefused(results.filter(({ ok }) => !ok));
      return { kind: 'listed', listed: await call('connections.listSfOrgs', {}, signal) };
    });
  };

  return (
    <div className={classes.form}>
      {refused.map(({ username, reason }) => (
        <Notice key={username} title={t('sfImport.failed', { username })} text={reason ?? ''} />
      ))}
      <p className={classes.text}>{t('sfImport.text')}</p>
      <p className={classes.text}>{t('sfImport.session')}</p>
      <Body step={step} onAgain={lookAgain} onStart={start} />
    </div>
  );
}

type BodyProps = {
  readonly step: Step;
  readonly onAgain: () => void;
  readonly onStart: (input: Input<'connections.importSfOrgs'>) => void;
};

function Body({ step, onAgain, onStart }: BodyProps) {
  switch (step.kind) {
    case 'asking':
      return <Waiting title={t('sfImport.asking')} text={t('sfImport.asking.hint')} />;
    case 'importing':
      return <Waiting title={t('sfImport.importing', { count: step.count })} />;
    case 'failed':
      return failureOf(step.error).code === 'cancelled' ? null : <FailureNotice error={step.error} onRetry={onAgain} />;
    case 'listed':
      if (step.listed.reason === null) return <SfImportForm listed={step.listed} onStart={onStart} />;
      return (
        <>
          <Notice text={step.listed.reason} />
          <div className={classes.actions}>
            <Button variant="default" onClick={closeSfImport}>
              {t('common.close')}
            </Button>
            <Button onClick={onAgain} data-autofocus>
              {t('sfImport.again')}
            </Button>
          </div>
        </>
      );
  }
}

function Waiting({ title, text }: { readonly title: string; readonly text?: string }) {
  return (
    <div className={classes.waiting}>
      <Loader size="sm" aria-hidden="true" />
      <div role="status">
        <p className={classes.waitingTitle}>{title}</p>
        {text === undefined ? null : <p className={classes.text}>{text}</p>}
      </div>
      <Button variant="default" onClick={closeSfImport} data-autofocus>
        {t('common.cancel')}
      </Button>
    </div>
  );
}

function Notice({ title, text }: { readonly title?: string; readonly text: string }) {
  return (
    <div className={classes.checkAnswer} role="alert">
      <IconAlertTriangle size={16} stroke={1.7} className={classes.bad} aria-hidden="true" />
      <div>
        {title === undefined ? null : <p className={classes.waitingTitle}>{title}</p>}
        <p className={classes.text}>{text}</p>
      </div>
    </div>
  );
}
