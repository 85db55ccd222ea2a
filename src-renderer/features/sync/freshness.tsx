import { Button, Tooltip } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { useCall } from '../../api/queries.ts';
import { useNow } from '../../api/state.ts';
import { useAppCommand } from '../../app/commands.ts';
import { formatAgo, formatDateTime, formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import classes from './freshness.module.css';
import { UnknownParts } from './unknown-parts.tsx';
import { useStartSync } from './use-start-sync.ts';

/** "Metadata read 2 h ago · Refresh": nothing is refreshed unless someone asks. */
export function Freshness({ connection }: { readonly connection: Connection }) {
  const now = useNow();
  const { data: status } = useCall('sync.status', { connectionId: connection.id });
  const start = useStartSync(connection.id);
  const running = status?.state === 'running';
  const readAt = status?.lastReadAt ?? connection.lastReadAt;
  const canRefresh = !running && connection.signedIn && (status?.chosen ?? 0) > 0;
  useAppCommand('refresh', start.run, canRefresh);

  if (running) return <span className={classes.text}>{t('top.reading')}</span>;
  return (
    <div className={classes.freshness}>
      <Tooltip label={readAt === null ? '' : formatDateTime(readAt)} disabled={readAt === null}>
        <span className={classes.text}>
          {readAt === null ? t('top.neverRead') : t('top.read', { when: formatAgo(readAt, now) })}
        </span>
      </Tooltip>
      {status?.state === 'complete' && status.unknown.length > 0 ? (
        <UnknownParts parts={status.unknown}>
          {(open) => (
            <Button variant="subtle" color="gray" className={classes.button} onClick={open}>
              {t('top.unknown', { count: status.unknown.length, shown: formatNumber(status.unknown.length) })}
            </Button>
          )}
        </UnknownParts>
      ) : null}
      {canRefresh ? (
        <Tooltip label={t('top.refreshHint', { org: connection.name })}>
          <Button
            variant="subtle"
            color="gray"
            className={classes.button}
            leftSection={<IconRefresh size={14} stroke={1.6} aria-hidden="true" />}
            loading={start.pending}
            onClick={start.run}
          >
            {t('top.refresh')}
          </Button>
        </Tooltip>
      ) : null}
    </div>
  );
}
