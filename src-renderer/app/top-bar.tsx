import { ActionIcon, Kbd, Tooltip, UnstyledButton } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconLock, IconSearch } from '@tabler/icons-react';
import { useCanGoBack, useRouter } from '@tanstack/react-router';
import type { Connection } from '../../src-preload/contract/connections.ts';
import { useAction } from '../api/queries.ts';
import { useAppState } from '../api/state.ts';
import { ReadsBadge } from '../features/connections/reads-badge.tsx';
import { openSearch } from '../features/search/search-store.ts';
import { Freshness } from '../features/sync/freshness.tsx';
import { t } from '../i18n/t.ts';
import { showFailure } from '../ui/toasts.tsx';
import { commandKey, useAppCommand } from './commands.ts';
import classes from './top-bar.module.css';
import { useCanGoForward } from './use-can-go-forward.ts';

/** Back and forward, search, how fresh the metadata is, and the lock: always in the same place. */
export function TopBar({ current }: { readonly current: Connection | null }) {
  const router = useRouter();
  const canGoBack = useCanGoBack();
  const canGoForward = useCanGoForward();
  const lock = useAction('app.lock');
  const lockText = t(useAppState()?.vault === 'sample' ? 'top.lockSample' : 'top.lock');
  useAppCommand('search', openSearch, current !== null);
  return (
    <section className={classes.bar} aria-label={t('top.label')}>
      <div className={classes.history}>
        <ActionIcon aria-label={t('top.back')} disabled={!canGoBack} onClick={() => router.history.back()}>
          <IconArrowLeft size={16} stroke={1.6} />
        </ActionIcon>
        <ActionIcon aria-label={t('top.forward')} disabled={!canGoForward} onClick={() => router.history.forward()}>
          <IconArrowRight size={16} stroke={1.6} />
        </ActionIcon>
      </div>
      {current === null ? (
        <span className={classes.room} />
      ) : (
        <UnstyledButton className={classes.search} onClick={openSearch} aria-keyshortcuts="Control+K Meta+K">
          <IconSearch size={15} stroke={1.6} aria-hidden="true" />
          <span className={classes.prompt}>{t('top.search')}</span>
          <Kbd size="xs">{commandKey('K')}</Kbd>
        </UnstyledButton>
      )}
      <div className={classes.end}>
        {current === null ? null : <ReadsBadge connection={current} asLink />}
        {current === null ? null : <Freshness connection={current} />}
        <Tooltip label={`${lockText} (${commandKey('L')})`}>
          <ActionIcon
            aria-label={lockText}
            onClick={() => lock.mutate({}, { onError: showFailure })}
            loading={lock.isPending}
          >
            <IconLock size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </div>
    </section>
  );
}
