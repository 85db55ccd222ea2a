import { Button, PasswordInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { t } from '../i18n/t.ts';
import { Refusal } from './refusal.tsx';
import classes from './secret.module.css';
import { useFirstFocus } from './use-first-focus.ts';
import { useWait } from './use-wait.ts';
import type { SecretSession } from './use-secret.ts';

/** Asks for the master password; after a wrong one the delay counts down in sight. */
export function Unlock({ session }: { readonly session: SecretSession }) {
  const [password, setPassword] = useState('');
  const input = useFirstFocus();
  const wait = useWait(session.waitUntilMs);
  const { failure, busy } = session;
  useEffect(() => {
    if (failure !== null && wait === null) input.current?.select();
  }, [failure, wait, input]);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (password !== '' && wait === null && !busy) session.submit({ purpose: 'unlock', password });
      }}
    >
      <h1 className={classes.title}>{t('secret.unlock.title')}</h1>
      <PasswordInput
        ref={input}
        label={t('secret.password')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        visibilityToggleButtonProps={{ 'aria-label': t('secret.reveal'), tabIndex: 0 }}
      />
      {failure === null ? null : <Refusal failure={failure} />}
      {wait === null ? null : (
        <p className={classes.wait} role="timer">
          {t('secret.wait', { time: wait })}
        </p>
      )}
      <div className={classes.actions}>
        <Button variant="default" onClick={session.dismiss}>
          {t('secret.cancel')}
        </Button>
        <Button type="submit" loading={busy} disabled={password === '' || wait !== null}>
          {t('secret.unlock.button')}
        </Button>
      </div>
    </form>
  );
}
