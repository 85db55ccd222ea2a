import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { useAction } from '../../api/queries.ts';
import { useNow } from '../../api/state.ts';
import { isEmbeddedSample, useSignIn } from '../../app/use-sign-in.ts';
import { formatAgo, formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { OrgBadge, OrgSwatch } from '../../ui/org-badge.tsx';
import { showDone, showFailure } from '../../ui/toasts.tsx';
import { useKeepFocus } from '../../ui/use-keep-focus.ts';
import { openSignIn } from '../sign-in/sign-in-store.ts';
import card from '../../ui/fact-card.module.css';
import { WorkButton } from '../../ui/work-button.tsx';
import classes from './connection-card.module.css';
import { CardFoot } from './card-foot.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { ReadsBadge } from './reads-badge.tsx';

const EMBEDDED_SAMPLE = 'http://127.0.0.1';

type Open = 'edit' | 'sign-out' | 'remove' | null;

/** One connection with its facts and everything that can be done with it. */
export function ConnectionCard({ connection }: { readonly connection: Connection }) {
  const navigate = useNavigate();
  const [open, setOpen] = useState<Open>(null);
  const signIn = useSignIn(connection);
  const test = useAction('connections.test', {
    invalidates: ['connections.list'],
    onDone: ({ user, org, name }) =>
      showDone(t('connections.test.done', { user: user?.username ?? t('common.unknown'), org: org?.name ?? name })),
  });
  const { atRest } = useKeepFocus(test.isPending);
  const params = { connectionId: connection.id };
  const close = (): void => setOpen(null);
  return (
    <article className={card.card} aria-label={connection.name}>
      <div className={card.head}>
        <OrgSwatch org={connection} size={14} />
        <h2 className={`${card.name} ${classes.name}`} title={connection.name} dir="auto">
          {connection.name}
        </h2>
        <OrgBadge type={connection.type} />
        <ReadsBadge connection={connection} />
        <span className={classes.room} />
        <Button
          variant="default"
          onClick={() =>
            void navigate({
              to: connection.lastReadAt === null ? '/org/$connectionId/choose' : '/org/$connectionId/fields',
              params,
            })
          }
        >
          {t(connection.lastReadAt === null ? 'connections.choose' : 'connections.open')}
        </Button>
        {connection.signedIn ? (
          <Button
            ref={atRest}
            variant="default"
            loading={test.isPending}
            onClick={() => test.mutate({ id: connection.id }, { onError: showFailure })}
          >
            {t('connections.test')}
          </Button>
        ) : (
          <WorkButton loading={signIn.pending} onClick={signIn.run}>
            {t('connections.signIn')}
          </WorkButton>
        )}
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={t('connections.more', { name: connection.name })}>
              <IconDots size={16} stroke={1.6} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => void navigate({ to: '/org/$connectionId/choose', params })}>
              {t('connections.choose')}
            </Menu.Item>
            <Menu.Item onClick={() => setOpen('edit')}>{t('connections.edit')}</Menu.Item>
            {isEmbeddedSample(connection) ? null : <OtherWays connection={connection} />}
            <Menu.Divider />
            {connection.signedIn ? (
              <Menu.Item onClick={() => setOpen('sign-out')}>{t('connections.signOut')}</Menu.Item>
            ) : null}
            <Menu.Item className={card.danger} onClick={() => setOpen('remove')}>
              {t('connections.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      {connection.signedOutReason === null || connection.signedIn ? null : (
        <p className={card.reason}>{connection.signedOutReason}</p>
      )}
      <Facts connection={connection} />
      <CardFoot connection={connection} />
      <EditDialog connection={connection} opened={open === 'edit'} onClose={close} />
      <LeaveDialog connection={connection} way="signOut" opened={open === 'sign-out'} onClose={close} />
      <LeaveDialog connection={connection} way="remove" opened={open === 'remove'} onClose={close} />
    </article>
  );
}

/** Either way signs the same connection in, whichever it was signed in by before. */
function OtherWays({ connection }: { readonly connection: Connection }) {
  const ask = useAction('app.askSecret');
  return (
    <>
      <Menu.Item onClick={() => openSignIn(connection.id)}>{t('connections.browser')}</Menu.Item>
      <Menu.Item
        onClick={() => ask.mutate({ purpose: 'access-token', connectionId: connection.id }, { onError: showFailure })}
      >
        {t('connections.token')}
      </Menu.Item>
    </>
  );
}

function Facts({ connection }: { readonly connection: Connection }) {
  const now = useNow();
  const { user, org, apiUsage } = connection;
  // The sample org that ships with the app has another port at each start, so its address names none.
  const embedded = connection.instanceUrl === EMBEDDED_SAMPLE;
  const facts: readonly (readonly [string, string | null, boolean?])[] = [
    [t('connections.fact.user'), user === null ? null : [user.name, user.username].filter(Boolean).join('\n')],
    [t('connections.fact.email'), user?.email ?? null],
    [t('connections.fact.userId'), user?.id ?? null, true],
    [t('connections.fact.org'), org?.name ?? null],
    [t('connections.fact.orgId'), org?.id ?? null, true],
    [t('connections.fact.edition'), org?.edition ?? null],
    [t('connections.fact.instance'), org?.instance ?? null],
    [t('connections.fact.country'), org?.country ?? null],
    embedded
      ? [t('connections.fact.address'), t('connections.fact.onThisComputer')]
      : [t('connections.fact.address'), connection.instanceUrl, true],
    [t('connections.fact.api'), connection.apiVersion],
    [
      t('connections.fact.usage'),
      apiUsage === null
        ? null
        : t('connections.fact.usageValue', { used: formatNumber(apiUsage.used), max: formatNumber(apiUsage.max) }),
    ],
    [
      t('connections.fact.read'),
      connection.lastReadAt === null ? t('time.never') : formatAgo(connection.lastReadAt, now),
    ],
    ...(connection.notes === '' ? [] : [[t('connections.fact.notes'), connection.notes] as const]),
  ];
  return (
    <dl className={card.facts}>
      {facts.map(([name, value, mono]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={mono === true && value !== null ? 'ob-mono' : undefined}>
            {value ?? <span className={classes.unknown}>{t('common.unknown')}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
