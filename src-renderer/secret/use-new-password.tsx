import { Checkbox, PasswordInput } from '@mantine/core';
import { type ReactNode, type Ref, useState } from 'react';
import { MIN_PASSWORD_CHARS, estimatePassword } from '../../src-preload/contract/password-strength.ts';
import { t } from '../i18n/t.ts';
import { Strength } from './strength.tsx';

export type NewPassword = {
  readonly password: string;
  /** The second yes was given for a weak one. */
  readonly acceptWeak: boolean;
  /** Long enough, typed twice alike, and confirmed where it is weak. */
  readonly ready: boolean;
  readonly fields: ReactNode;
};

/** Two fields for a new master password: an estimate while typing, and a second yes for a weak one. */
export function useNewPassword(label: string, first?: Ref<HTMLInputElement>): NewPassword {
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [acceptWeak, setAcceptWeak] = useState(false);
  const [leftSecond, setLeftSecond] = useState(false);
  const estimate = estimatePassword(password);
  const longEnough = estimate.chars >= MIN_PASSWORD_CHARS;
  const weak = longEnough && estimate.level === 'weak';
  const differs = again !== '' && again !== password;
  const fields = (
    <>
      <PasswordInput
        {...(first === undefined ? {} : { ref: first })}
        label={label}
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
    </>
  );
  return {
    password,
    acceptWeak: weak && acceptWeak,
    ready: longEnough && again === password && (!weak || acceptWeak),
    fields,
  };
}
