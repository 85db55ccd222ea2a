import { Button, Loader } from '@mantine/core';
import type { Provider } from '../../../src-preload/contract/accounts.ts';
import { t } from '../../i18n/t.ts';
import classes from './accounts.module.css';

type Props = { readonly provider: Provider; readonly onCancel: () => void };

/** Shown while the person signs in in the browser; also what to do when the browser shows an error and never returns. */
export function SignInWaiting({ provider, onCancel }: Props) {
  return (
    <div className={classes.waiting}>
      <Loader size="xs" aria-hidden="true" />
      <div role="status" className={classes.waitingText}>
        <span className={classes.waitingTitle}>{t('accounts.waiting.title')}</span>
        <span>{t(`accounts.waiting.${provider}`)}</span>
        <span className={classes.waitingError}>{t(`accounts.waiting.${provider}.error`)}</span>
      </div>
      <Button variant="default" onClick={onCancel}>
        {t('accounts.waiting.cancel')}
      </Button>
    </div>
  );
}
