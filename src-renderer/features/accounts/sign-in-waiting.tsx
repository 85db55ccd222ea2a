import { Button, Loader } from '@mantine/core';
import type { Provider } from '../../../src-preload/contract/accounts.ts';
import { t } from '../../i18n/t.ts';
import classes from './accounts.module.css';

type Props = { readonly provider: Provider; readonly onCancel: () => void };

/** Shown while the person signs in in the browser. */
export function SignInWaiting({ provider, onCancel }: Props) {
  return (
    <div className={classes.waiting}>
      <Loader size="xs" aria-hidden="true" />
      <div role="status" className={classes.waitingText}>
        <span className={classes.waitingTitle}>{t('accounts.waiting.title')}</span>
        <span>{t(`accounts.waiting.${provider}`)}</span>
      </div>
      <Button variant="default" onClick={onCancel}>
        {t('accounts.waiting.cancel')}
      </Button>
    </div>
  );
}
