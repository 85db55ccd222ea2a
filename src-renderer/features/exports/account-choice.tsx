import { Button, Select } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Account, Provider } from '../../../src-preload/contract/accounts.ts';
import { usePreferences } from '../../api/state.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { hasClientId } from '../accounts/client-id.ts';
import { SignInWaiting } from '../accounts/sign-in-waiting.tsx';
import { useAccountSignIn } from '../accounts/use-account-sign-in.ts';
import classes from './destination.module.css';

type Props = {
  readonly provider: Provider;
  readonly accounts: readonly Account[];
  readonly chosen: Account | undefined;
  readonly onChosen: (accountId: string) => void;
  readonly onSetUp: () => void;
};

/** As whom it is sent: an account that is signed in, or the way to sign one in. */
export function AccountChoice({ provider, accounts, chosen, onChosen, onSetUp }: Props) {
  const signIn = useAccountSignIn(provider);
  // The form may have changed by the time the browser comes back.
  const latest = useRef(onChosen);
  useEffect(() => {
    latest.current = onChosen;
  });
  const ready = hasClientId(usePreferences(), provider);
  const mine = accounts.filter((one) => one.provider === provider);
  const signedOut = chosen !== undefined && !chosen.signedIn;
  const start = (account: Account | null): void =>
    signIn.start({ accountId: account?.id ?? null, access: account?.access ?? 'ownFiles' }, ({ id }) =>
      latest.current(id),
    );
  if (signIn.waiting) return <SignInWaiting provider={provider} onCancel={signIn.cancel} />;
  return (
    <div className={classes.account}>
      {mine.length === 0 ? null : (
        <Select
          label={t('export.account')}
          value={chosen?.id ?? null}
          placeholder={t('export.file.choose')}
          data={mine.map(({ id, name, signedIn }) => ({
            value: id,
            label: signedIn ? name : t('export.account.signedOut', { name }),
          }))}
          onChange={(id) => {
            if (id !== null) onChosen(id);
          }}
        />
      )}
      {chosen?.signedOutReason === null || !signedOut ? null : <p className={classes.hint}>{chosen.signedOutReason}</p>}
      {signIn.error === null ? null : <FailureNotice error={signIn.error} />}
      {ready ? (
        <div className={classes.access}>
          {signedOut ? (
            <Button variant="default" onClick={() => start(chosen)}>
              {t('export.account.again')}
            </Button>
          ) : null}
          <Button
            variant={mine.length === 0 ? 'default' : 'subtle'}
            color={mine.length === 0 ? undefined : 'gray'}
            size={mine.length === 0 ? 'xs' : 'compact-sm'}
            onClick={() => start(null)}
          >
            {t(mine.length === 0 ? `accounts.add.${provider}` : 'export.account.another')}
          </Button>
        </div>
      ) : (
        <div className={classes.setUp}>
          <p>{t('export.account.setUp.text')}</p>
          <Button variant="default" onClick={onSetUp}>
            {t('export.account.setUp', { place: t(`export.place.${provider}`) })}
          </Button>
        </div>
      )}
    </div>
  );
}
