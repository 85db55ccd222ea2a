import { Button, PasswordInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { t } from '../i18n/t.ts';
import { Refusal } from './refusal.tsx';
import classes from './secret.module.css';
import { useFirstFocus } from './use-first-focus.ts';
import { useNewPassword } from './use-new-password.tsx';
import type { SecretSession } from './use-secret.ts';

/** The password of a new backup, twice. What goes into it and where to was chosen before. */
export function MakeBackup({ session }: { readonly session: SecretSession }) {
  const first = useFirstFocus();
  const chosen = useNewPassword(t('secret.backup.password'), first);
  const { backup } = session.context;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!chosen.ready || session.busy || backup === null) return;
        session.submit({
          purpose: 'backup',
          password: chosen.password,
          acceptWeak: chosen.acceptWeak,
          sections: [...backup.sections],
          withSecrets: backup.withSecrets,
        });
      }}
    >
      <h1 className={classes.title}>{t('secret.backup.title')}</h1>
      <p className={classes.text}>{t('secret.backup.text', { name: backup?.fileName ?? '' })}</p>
      {backup?.withSecrets === true ? <p className={classes.text}>{t('secret.backup.secrets')}</p> : null}
      {chosen.fields}
      {session.failure === null ? null : <Refusal failure={session.failure} />}
      <div className={classes.actions}>
        <Button variant="default" onClick={session.dismiss}>
          {t('secret.cancel')}
        </Button>
        <Button type="submit" loading={session.busy} disabled={!chosen.ready}>
          {t('secret.backup.button')}
        </Button>
      </div>
    </form>
  );
}

/** Opens a backup with its own password; nothing is restored until the changes were shown and chosen. */
export function OpenBackup({ session }: { readonly session: SecretSession }) {
  const [password, setPassword] = useState('');
  const input = useFirstFocus();
  const { failure, busy, context } = session;
  useEffect(() => {
    if (failure !== null) input.current?.select();
  }, [failure, input]);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (password !== '' && !busy) session.submit({ purpose: 'restore', password });
      }}
    >
      <h1 className={classes.title}>{t('secret.restore.title')}</h1>
      <p className={classes.text}>{t('secret.restore.text', { name: context.backup?.fileName ?? '' })}</p>
      <PasswordInput
        ref={input}
        label={t('secret.backup.password')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        visibilityToggleButtonProps={{ 'aria-label': t('secret.reveal'), tabIndex: 0 }}
      />
      {failure === null ? null : <Refusal failure={failure} />}
      <div className={classes.actions}>
        <Button variant="default" onClick={session.dismiss}>
          {t('secret.cancel')}
        </Button>
        <Button type="submit" loading={busy} disabled={password === ''}>
          {t('secret.restore.button')}
        </Button>
      </div>
    </form>
  );
}
