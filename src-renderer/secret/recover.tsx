import { Button, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { parseRecoveryKey, RECOVERY_KEY_CHARS, recoveryGroups } from '../../src-preload/contract/recovery-kit.ts';
import { t } from '../i18n/t.ts';
import { NoKeychain } from './no-keychain.tsx';
import { Refusal } from './refusal.tsx';
import classes from './secret.module.css';
import { useNewPassword } from './use-new-password.tsx';
import type { SecretSession } from './use-secret.ts';

/** Opens the vault with the recovery key and a new master password; says while typing whether the key is complete. */
export function Recover({ session }: { readonly session: SecretSession }) {
  const { context } = session;
  const [key, setKey] = useState('');
  const [acceptNone, setAcceptNone] = useState(false);
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(() => input.current?.focus(), []);
  const chosen = useNewPassword(t('secret.password.new'));
  const typed = recoveryGroups(key).join('').length;
  const complete = parseRecoveryKey(key) !== null;
  const bad = typed >= RECOVERY_KEY_CHARS && !complete;
  // The device secret that was in a keychain is made anew; where none answers, it goes beside the data.
  const noKeychain = context.deviceSecret === 'keychain' && context.keychainAvailable === false;
  const ready = complete && chosen.ready && (!noKeychain || acceptNone);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready || session.busy) return;
        session.submit({
          purpose: 'recover',
          recoveryKey: key,
          newPassword: chosen.password,
          acceptWeak: chosen.acceptWeak,
          deviceSecret: noKeychain || context.deviceSecret === 'none' ? 'none' : 'keychain',
        });
      }}
    >
      <h1 className={classes.title}>{t('recover.title')}</h1>
      <p className={classes.text}>{t('recover.text')}</p>
      <Textarea
        ref={input}
        label={t('recover.key')}
        description={t('recover.key.hint', { typed: Math.min(typed, RECOVERY_KEY_CHARS), count: RECOVERY_KEY_CHARS })}
        error={bad ? t('recover.key.bad') : null}
        value={key}
        rows={3}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        classNames={{ input: classes.key ?? '' }}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      {chosen.fields}
      {noKeychain ? <NoKeychain accepted={acceptNone} onAccept={setAcceptNone} /> : null}
      {session.failure === null ? null : <Refusal failure={session.failure} />}
      <div className={classes.actions}>
        <Button variant="default" onClick={session.dismiss}>
          {t('secret.cancel')}
        </Button>
        <Button type="submit" loading={session.busy} disabled={!ready}>
          {t('recover.button')}
        </Button>
      </div>
    </form>
  );
}
