import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import {
  type Account,
  type AccountAccess,
  type Provider,
  ACCOUNT_ACCESS,
  PROVIDERS,
} from '../../../src-preload/contract/accounts.ts';
import { useCall } from '../../api/queries.ts';
import { useAppState, usePreferences } from '../../api/state.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Page } from '../../ui/page.tsx';
import { ProviderMark } from '../../ui/provider-mark.tsx';
import { AccountCard } from './account-card.tsx';
import classes from './accounts.module.css';
import { hasClientId } from './client-id.ts';
import { ProviderSetup } from './provider-setup.tsx';
import { SignInWaiting } from './sign-in-waiting.tsx';
import { useAccountSignIn } from './use-account-sign-in.ts';

/** Accounts that exports can be sent to, and the client ids that signing in needs. */
export function AccountsScreen() {
  const { data, error, refetch } = useCall('accounts.list', {}, { askAgain: true });
  const sample = useAppState()?.vault === 'sample';
  return (
    <Page
      width="text"
      title={t('accounts.title')}
      text={sample ? `${t('accounts.text')} ${t('accounts.sampleNote')}` : t('accounts.text')}
    >
      {error === null ? null : <FailureNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined
        ? null
        : PROVIDERS.map((provider) => (
            <ProviderSection
              key={provider}
              provider={provider}
              accounts={data.accounts.filter((one) => one.provider === provider)}
            />
          ))}
    </Page>
  );
}

type SectionProps = { readonly provider: Provider; readonly accounts: readonly Account[] };

function ProviderSection({ provider, accounts }: SectionProps) {
  const signIn = useAccountSignIn(provider);
  const ready = hasClientId(usePreferences(), provider);
  const [access, setAccess] = useState<AccountAccess>('ownFiles');
  return (
    <section className={classes.section} aria-label={t(`accounts.${provider}`)}>
      <div className={classes.head}>
        <ProviderMark place={provider} size={18} />
        <h2 className={classes.title}>{t(`accounts.${provider}`)}</h2>
      </div>
      {accounts.map((account) => (
        <AccountCard
          key={account.id}
          account={account}
          canSignIn={ready && !signIn.waiting}
          onSignIn={(wanted) => signIn.start({ accountId: account.id, access: wanted })}
        />
      ))}
      {accounts.length > 0 ? null : <p className={classes.none}>{t(`accounts.${provider}.none`)}</p>}
      {signIn.error === null ? null : <FailureNotice error={signIn.error} />}
      {signIn.waiting ? (
        <SignInWaiting provider={provider} onCancel={signIn.cancel} />
      ) : (
        <div className={classes.add}>
          {provider === 'google' ? null : (
            <Select
              className={classes.access}
              label={t('accounts.access')}
              description={t('accounts.access.text')}
              value={access}
              data={ACCOUNT_ACCESS.map((value) => ({ value, label: t(`accounts.access.${value}`) }))}
              onChange={(value) => setAccess(ACCOUNT_ACCESS.find((one) => one === value) ?? 'ownFiles')}
            />
          )}
          <Button
            variant={ready && accounts.length === 0 ? 'filled' : 'default'}
            disabled={!ready}
            onClick={() => signIn.start({ accountId: null, access })}
          >
            {t(accounts.length === 0 ? `accounts.add.${provider}` : 'export.account.another')}
          </Button>
          {ready ? null : <span className={classes.needs}>{t('accounts.needsId')}</span>}
        </div>
      )}
      <ProviderSetup provider={provider} inUse={accounts.length > 0} />
    </section>
  );
}
