import { Button, Loader } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { useAction } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { showDone, showFailure } from '../../ui/toasts.tsx';
import { useKeepFocus } from '../../ui/use-keep-focus.ts';
import { missingOf, workingOf, worksText } from '../preflight/preflight-text.ts';
import { usePreflight } from '../preflight/use-preflight.ts';
import { ReadsDialog } from './reads-dialog.tsx';
import classes from './reads.module.css';

type Props = { readonly connection: Connection };

/** What may be read through a connection: by choice of the person, and by permission of the org. */
export function CardFoot({ connection }: Props) {
  return (
    <div className={classes.foot}>
      <ReadsLine connection={connection} />
      <PermissionsLine connection={connection} />
    </div>
  );
}

function ReadsLine({ connection }: Props) {
  const { id, name, reads } = connection;
  const [open, setOpen] = useState(false);
  const back = useAction('connections.setReads', {
    invalidates: ['connections.list'],
    onDone: () => showDone(t('reads.back.done', { name })),
  });
  const { atRest } = useKeepFocus(back.isPending);
  const records = reads !== 'metadata';
  return (
    <div className={classes.line} role="group" aria-label={t('reads.label')} data-records={records}>
      <span className={classes.label}>{t('reads.label')}</span>
      <div className={classes.value}>
        <span className={classes.mode}>{t(records ? 'reads.records' : 'reads.metadata')}</span>{' '}
        <span className={classes.quiet}>{t(records ? 'reads.records.text' : 'reads.metadata.text')}</span>
      </div>
      {records ? (
        <Button
          ref={atRest}
          loading={back.isPending}
          onClick={() => back.mutate({ id, reads: 'metadata', confirm: '' }, { onError: showFailure })}
        >
          {t('reads.back')}
        </Button>
      ) : (
        <Button ref={atRest} variant="default" onClick={() => setOpen(true)}>
          {t('reads.allow')}
        </Button>
      )}
      <ReadsDialog connection={connection} opened={open} onClose={() => setOpen(false)} />
    </div>
  );
}

function PermissionsLine({ connection }: Props) {
  const navigate = useNavigate();
  const { found, running, run } = usePreflight(connection.id);
  const show = (): void =>
    void navigate({ to: '/org/$connectionId/permissions', params: { connectionId: connection.id } });
  const checked = found !== null && found !== undefined;
  return (
    <div className={classes.line} role="group" aria-label={t('preflight.card.label')}>
      <span className={classes.label}>{t('preflight.card.label')}</span>
      <div className={classes.value}>
        {running ? (
          <span className={classes.running}>
            <Loader size={12} />
            {t('preflight.running.short')}
          </span>
        ) : checked ? (
          sentenceOf(found)
        ) : (
          <span className={classes.quiet}>{found === null ? t('preflight.card.never') : ''}</span>
        )}
      </div>
      <Button
        variant="default"
        disabled={!checked && !running && !connection.signedIn}
        onClick={() => {
          if (!checked && !running) run();
          show();
        }}
      >
        {t(checked || running ? 'preflight.card.show' : 'preflight.card.check')}
      </Button>
    </div>
  );
}

function sentenceOf(found: NonNullable<ReturnType<typeof usePreflight>['found']>): string {
  const missing = missingOf(found);
  if (missing.length === 0) return worksText(found);
  return t('preflight.card.missing', {
    works: workingOf(found),
    count: found.areas.length,
    names: missing.join(', '),
  });
}
