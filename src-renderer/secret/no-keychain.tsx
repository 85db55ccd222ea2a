import { Checkbox } from '@mantine/core';
import { t } from '../i18n/t.ts';
import classes from './secret.module.css';

type Props = { readonly accepted: boolean; readonly onAccept: (accepted: boolean) => void };

/** Says what a missing keychain means, and asks whether to go on. */
export function NoKeychain({ accepted, onAccept }: Props) {
  return (
    <div className={classes.device}>
      <p className={classes.deviceText}>{t('secret.device.none')}</p>
      <Checkbox
        label={t('secret.device.acceptNone')}
        checked={accepted}
        onChange={(event) => onAccept(event.currentTarget.checked)}
      />
    </div>
  );
}
