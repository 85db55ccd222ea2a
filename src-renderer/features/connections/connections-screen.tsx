import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconFlask, IconKey, IconPlugConnected, IconTerminal2, IconWorld } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { useAction } from '../../api/queries.ts';
import { useAppState, useConnections } from '../../api/state.ts';
import { isEmbeddedSample } from '../../app/use-sign-in.ts';
import { t } from '../../i18n/t.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { byGroup } from '../../ui/org-groups.ts';
import { Page } from '../../ui/page.tsx';
import { showFailure } from '../../ui/toasts.tsx';
import { WorkButton } from '../../ui/work-button.tsx';
import { openSfImport } from '../sign-in/sf-import-store.ts';
import { openSignIn } from '../sign-in/sign-in-store.ts';
import { ConnectionCard } from './connection-card.tsx';
import classes from './connections-screen.module.css';

/** Every org that was connected: who is signed in, and what can be done with the connection. */
export function ConnectionsScreen() {
  const connections = useConnections();
  useGoToNew(connections);
  const sampleSession = useAppState()?.vault === 'sample';
  if (connections === undefined) return null;
  if (connections.length === 0) return <FirstConnection />;
  const groups = byGroup(connections);
  return (
    <Page
      width="text"
      title={t('connections.title')}
      {...(sampleSession ? { text: t('connections.sample.text') } : { actions: <AddMenu connections={connections} /> })}
    >
      {groups.map(([group, members]) => (
        <section key={group} className={classes.group} aria-label={group === '' ? t('switcher.ungrouped') : group}>
          {groups.length === 1 && group === '' ? null : (
            <p className={classes.groupTitle}>{group === '' ? t('switcher.ungrouped') : group}</p>
          )}
          {members.map((one) => (
            <ConnectionCard key={one.id} connection={one} />
          ))}
        </section>
      ))}
    </Page>
  );
}

/** A connection that was just made leads on to its next step: choosing objects. */
function useGoToNew(connections: readonly Connection[] | undefined): void {
  const navigate = useNavigate();
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (connections === undefined) return;
    const before = known.current;
    known.current = new Set(connections.map(({ id }) => id));
    const made = before === null ? undefined : connections.find(({ id }) => !before.has(id));
    if (made !== undefined) void navigate({ to: '/org/$connectionId/choose', params: { connectionId: made.id } });
  }, [connections, navigate]);
}

function useWaysIn() {
  const ask = useAction('app.askSecret');
  const sample = useAction('connections.connectSample', { invalidates: ['connections.list'] });
  return {
    browser: () => openSignIn(null),
    token: () => ask.mutate({ purpose: 'access-token', connectionId: null }, { onError: showFailure }),
    sf: openSfImport,
    sample: () => sample.mutate({ name: t('connections.sample.name') }, { onError: showFailure }),
    samplePending: sample.isPending,
  };
}

function AddMenu({ connections }: { readonly connections: readonly Connection[] }) {
  const ways = useWaysIn();
  const hasSample = connections.some(isEmbeddedSample);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={14} aria-hidden="true" />} loading={ways.samplePending}>
          {t('connections.add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconWorld size={15} stroke={1.6} aria-hidden="true" />} onClick={ways.browser}>
          {t('connections.add.browser')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKey size={15} stroke={1.6} aria-hidden="true" />} onClick={ways.token}>
          {t('connections.add.token')}
        </Menu.Item>
        <Menu.Item leftSection={<IconTerminal2 size={15} stroke={1.6} aria-hidden="true" />} onClick={ways.sf}>
          {t('connections.add.sf')}
        </Menu.Item>
        {hasSample ? null : (
          <Menu.Item leftSection={<IconFlask size={15} stroke={1.6} aria-hidden="true" />} onClick={ways.sample}>
            {t('connections.add.sample')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function FirstConnection() {
  const ways = useWaysIn();
  return (
    <EmptyState
      icon={<IconPlugConnected size={30} stroke={1.4} aria-hidden="true" />}
      heading="h1"
      title={t('connections.empty.title')}
      text={t('connections.empty.text')}
    >
      <div className={classes.ways}>
        <Button onClick={ways.browser}>{t('connections.empty.browser')}</Button>
        <Button variant="default" onClick={ways.token}>
          {t('connections.empty.token')}
        </Button>
        <Button variant="default" onClick={ways.sf}>
          {t('connections.empty.sf')}
        </Button>
        <WorkButton variant="default" loading={ways.samplePending} onClick={ways.sample}>
          {t('connections.empty.sample')}
        </WorkButton>
      </div>
    </EmptyState>
  );
}
