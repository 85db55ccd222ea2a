import { PasswordInput } from '@mantine/core';
import type { Ref } from 'react';
import { t } from '../i18n/t.ts';
import classes from './secret.module.css';

type Props = {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly first: Ref<HTMLInputElement>;
  /** How long no password is accepted, in words; null when one is. */
  readonly wait: string | null;
};

/** Asks who sits here before a secret of the vault is changed. */
export function CurrentPassword({ value, onChange, first, wait }: Props) {
  return (
    <>
      <PasswordInput
        ref={first}
        label={t('secret.password.current')}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        visibilityToggleButtonProps={{ 'aria-label': t('secret.reveal'), tabIndex: 0 }}
      />
      {wait === null ? null : (
        <p className={classes.wait} role="timer">
          {t('secret.wait', { time: wait })}
        </p>
      )}
    </>
  );
}
