import { Button } from '@mantine/core';
import { useState } from 'react';
import { t } from '../i18n/t.ts';
import { CurrentPassword } from './current-password.tsx';
import { Refusal } from './refusal.tsx';
import classes from './secret.module.css';
import { useFirstFocus } from './use-first-focus.ts';
import { useNewPassword } from './use-new-password.tsx';
import type { SecretSession } from './use-secret.ts';
import { useWait } from './use-wait.ts';

/** The old password and a new one. */
export function ChangePassword({ session }: { readonly session: SecretSession }) {
  const [current, setCurrent] = useState('');
  const first = useFirstFocus();
  const chosen = useNewPassword(t('secret.password.new'));
  const wait = useWait(session.waitUntilMs);
  const ready = current !== '' && chosen.ready && wait === null;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready || session.busy) return;
        session.submit({
          purpose: 'change-password',
          password: current,
          newPassword: chosen.password,
          acceptWeak: chosen.acceptWeak,
        });
      }}
    >
      <h1 className={classes.title}>{t('change.title')}</h1>
      <p className={classes.text}>{t('change.text')}</p>
      <CurrentPassword value={current} onChange={setCurrent} first={first} wait={wait} />
      {chosen.fields}
      {session.failure === null ? null : <Refusal failure={session.failure} />}
      <div className={classes.actions}>
        <Button variant="default" onClick={session.dismiss}>
          {t('secret.cancel')}
        </Button>
        <Button type="submit" loading={session.busy} disabled={!ready}>
          {t('change.button')}
        </Button>
      </div>
    </form>
  );
}
