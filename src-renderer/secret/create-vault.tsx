import { Button, Checkbox, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { MIN_PASSWORD_CHARS, estimatePassword } from '../../src-preload/contract/password-strength.ts';
import { t } from '../i18n/t.ts';
import { Refusal } from './refusal.tsx';
import classes from './secret.module.css';
import { Strength } from './strength.tsx';
import { useFirstFocus } from './use-first-focus.ts';
import type { SecretSession } from './use-secret.ts';

/** Chooses the master password: an estimate while typing, a second yes for a weak one, a plain word where no keychain is. */
export function CreateVault({ session }: { readonly session: SecretSession }) {
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [acceptWeak, setAcceptWeak] = useState(false);
  const [acceptNone, setAcceptNone] = useState(false);
  const [leftSecond, setLeftSecond] = useState(false);
  const first = useFirstFocus();
  const estimate = estimatePassword(password);
  const longEnough = estimate.chars >= MIN_PASSWORD_CHARS;
  const weak = longEnough && estimate.level === 'weak';
  const noKeychain = session.context.keychainAvailable === false;
  const differs = again !== '' && again !== password;
  const ready = longEnough && again === password && (!weak || acceptWeak) && (!noKeychain || acceptNone);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready || session.busy) return;
        session.submit({
          purpose: 'create-vault',
          password,
          deviceSecret: noKeychain ? 'none' : 'keychain',
          acceptWeak: weak,
        });
      }}
    >
      <h1 className={classes.title}>{t('secret.create.title')}</h1>
      <p className={classes.text}>{t('secret.create.text')}</p>
      <PasswordInput
        ref={first}
        label={t('secret.password')}
        description={t('secret.password.hint', { count: MIN_PASSWORD_CHARS })}
        value={password}
        onChange={(event) => {
          setPassword(event.currentTarget.value);
          setAcceptWeak(false);
        }}
        autoComplete="off"
        spellCheck={false}
        visibilityToggleButtonProps={{ 'aria-label': t('secret.reveal'), tabIndex: 0 }}
      />
      <Strength estimate={estimate} />
      <PasswordInput
        label={t('secret.password.again')}
        value={again}
        onChange={(event) => setAgain(event.currentTarget.value)}
        onBlur={() => setLeftSecond(true)}
        error={differs && (leftSecond || again.length >= password.length) ? t('secret.password.differ') : null}
        autoComplete="off"
        spellCheck={false}
        visibilityToggleButtonProps={{ 'aria-label': t('secret.reveal'), tabIndex: 0 }}
      />
      {weak ? (
        <Checkbox
          label={t('secret.acceptWeak')}
          checked={acceptWeak}
          onChange={(event) => setAcceptWeak(event.currentTarget.checked)}
        />
      ) : null}
      {noKeychain ? (
        <div className={classes.device}>
          <p className={classes.deviceText}>{t('secret.device.none')}</p>
          <Checkbox
            label={t('secret.device.acceptNone')}
            checked={acceptNone}
            onChange={(event) => setAcceptNone(event.currentTarget.checked)}
          />
        </div>
      ) : (
        <p className={classes.quiet}>{t('secret.device.text')}</p>
      )}
      {session.failure === null ? null : <Refusal failure={session.failure} />}
      <div className={classes.actions}>
        <Button variant="default" onClick={session.dismiss}>
          {t('secret.cancel')}
        </Button>
        <Button type="submit" loading={session.busy} disabled={!ready}>
          {t('secret.create.button')}
        </Button>
      </div>
    </form>
  );
}
