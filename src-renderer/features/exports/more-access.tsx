import { Button } from '@mantine/core';
import type { Account } from '../../../src-preload/contract/accounts.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { SignInWaiting } from '../accounts/sign-in-waiting.tsx';
import { useAccountSignIn } from '../accounts/use-account-sign-in.ts';
import classes from './destination.module.css';

/** Asks a Microsoft account for more than Orgbench's own folder, where a choice needs it. */
export function MoreAccess({ account }: { readonly account: Account }) {
  const signIn = useAccountSignIn('microsoft');
  const ask = (access: 'myFiles' | 'allFiles'): void => signIn.start({ accountId: account.id, access });
  if (signIn.waiting) return <SignInWaiting provider="microsoft" onCancel={signIn.cancel} />;
  if (account.access === 'allFiles') return null;
  return (
    <div className={classes.account}>
      {account.access === 'ownFiles' ? (
        <p className={classes.hint}>{t('export.microsoft.access', { name: account.name })}</p>
      ) : null}
      {signIn.error === null ? null : <FailureNotice error={signIn.error} />}
      <div className={classes.access}>
        {account.access === 'ownFiles' ? (
          <Button variant="default" size="compact-sm" onClick={() => ask('myFiles')}>
            {t('export.microsoft.access.myFiles')}
          </Button>
        ) : null}
        <Button variant="default" size="compact-sm" onClick={() => ask('allFiles')}>
          {t('export.microsoft.access.allFiles')}
        </Button>
      </div>
    </div>
  );
}
