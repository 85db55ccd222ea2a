import { Button, Menu, ActionIcon } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { type Account, type AccountAccess, ACCOUNT_ACCESS } from '../../../src-preload/contract/accounts.ts';
import { useNow } from '../../api/state.ts';
import { formatAgo } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import card from '../../ui/fact-card.module.css';
import classes from './accounts.module.css';
import { SignOutDialog } from './sign-out-dialog.tsx';

type Props = {
  readonly account: Account;
  readonly canSignIn: boolean;
  readonly onSignIn: (access: AccountAccess) => void;
};

/** One account with what it was asked for, and the ways to change that. */
export function AccountCard({ account, canSignIn, onSignIn }: Props) {
  const [leaving, setLeaving] = useState(false);
  const now = useNow();
  const { name, person, provider, access } = account;
  const facts: readonly (readonly [string, string])[] = [
    [t('accounts.fact.access'), t(provider === 'google' ? 'accounts.access.google' : `accounts.access.${access}`)],
    ...(provider === 'microsoft' ? [[t('accounts.fact.kind'), t(`accounts.kind.${account.kind}`)] as const] : []),
    [t('accounts.fact.used'), account.lastUsedAt === null ? t('time.never') : formatAgo(account.lastUsedAt, now)],
    [t('accounts.fact.added'), formatAgo(account.createdAt, now)],
  ];
  return (
    <article className={card.card} aria-label={name}>
      <div className={card.head}>
        <div className={classes.who}>
          <h3 className={card.name}>{name}</h3>
          {person === '' ? null : (
            <span className={classes.none} dir="auto">
              {person}
            </span>
          )}
        </div>
        {account.signedIn ? null : <span className={classes.state}>{t('accounts.state.signedOut')}</span>}
        <Button
          variant={account.signedIn ? 'default' : 'filled'}
          disabled={!canSignIn}
          onClick={() => onSignIn(access)}
        >
          {t('accounts.again')}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={t('exports.more', { title: name })}>
              <IconDots size={16} stroke={1.6} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {provider === 'google' ? null : (
              <>
                <Menu.Label>{t('accounts.access')}</Menu.Label>
                {ACCOUNT_ACCESS.filter((one) => one !== access).map((one) => (
                  <Menu.Item key={one} disabled={!canSignIn} onClick={() => onSignIn(one)}>
                    {t(`accounts.access.${one}`)}
                  </Menu.Item>
                ))}
                <Menu.Divider />
              </>
            )}
            <Menu.Item className={card.danger} onClick={() => setLeaving(true)}>
              {t(account.signedIn ? 'accounts.signOut' : 'accounts.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      {account.signedOutReason === null || account.signedIn ? null : (
        <p className={card.reason}>{account.signedOutReason}</p>
      )}
      <dl className={`${card.facts} ${classes.facts}`}>
        {facts.map(([fact, value]) => (
          <div key={fact}>
            <dt>{fact}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <SignOutDialog account={account} opened={leaving} onClose={() => setLeaving(false)} />
    </article>
  );
}
