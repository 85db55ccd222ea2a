import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { AppState } from '../../../src-preload/contract/app.ts';
import { useAction, useCall } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Logo } from '../../ui/logo.tsx';
import classes from './locked-cover.module.css';
import { ResetDialog } from './reset-dialog.tsx';

/**
 * What is drawn while there are no keys: nothing of the orgs.
 *
 * Asks for the password by itself once; when the person closes that page, this one offers it again, and the reset.
 */
export function LockedCover({ state }: { readonly state: AppState }) {
  const ask = useAction('app.askSecret');
  const [resetting, setResetting] = useState(false);
  const asked = useRef(false);
  // Behind a cover the engine answers nothing; the kit is then offered, and the engine knows whether there is one.
  const hasKit = useCall('vault.status', {}, { enabled: resetting }).data?.recoveryKit !== false;
  const { mutate } = ask;
  const ready = state.engine === 'running' && state.vault === 'locked';
  useEffect(() => {
    // At a start the shell asks before this page is there.
    if (state.secretOpen !== null) asked.current = true;
    if (!ready || asked.current) return;
    asked.current = true;
    mutate({ purpose: 'unlock', connectionId: null });
  }, [ready, state.secretOpen, mutate]);

  const notice = state.notice ?? (state.engine === 'gone' ? t('engine.goneText') : null);
  return (
    <main className={classes.cover}>
      <div className={classes.column}>
        <Logo size={48} />
        <h1 className={classes.title}>{t(state.engine === 'gone' ? 'engine.goneTitle' : 'locked.title')}</h1>
        {notice === null ? null : (
          <p className={classes.notice} role="status">
            {notice}
          </p>
        )}
        <p className={classes.text}>{t('locked.text')}</p>
        <Button
          className={classes.button}
          disabled={!ready || state.secretOpen !== null}
          onClick={() => mutate({ purpose: 'unlock', connectionId: null })}
        >
          {t('locked.button')}
        </Button>
        {ask.error === null ? null : <FailureNotice error={ask.error} />}
        <Button variant="subtle" color="gray" onClick={() => setResetting(true)}>
          {t('locked.forgot')}
        </Button>
      </div>
      <ResetDialog
        opened={resetting}
        onClose={() => setResetting(false)}
        onUseKit={
          hasKit
            ? () => {
                setResetting(false);
                mutate({ purpose: 'recover', connectionId: null });
              }
            : null
        }
      />
    </main>
  );
}
