import { Button, Tooltip } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { AreaStatus } from '../../../src-preload/contract/areas.ts';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { useNow } from '../../api/state.ts';
import { formatAgo, formatDateTime, formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { useRefreshAreas } from '../areas/use-areas.ts';
import { UnknownParts } from '../sync/unknown-parts.tsx';
import classes from './components.module.css';

type Props = {
  readonly connection: Connection;
  readonly status: AreaStatus;
  readonly running: boolean;
};

/** "Reports read 2 h ago · 3 parts unknown · Refresh", for the one area that a list comes from. */
export function AreaFreshness({ connection, status, running }: Props) {
  const now = useNow();
  const refresh = useRefreshAreas(connection);
  const area = t(`area.${status.area}`);
  if (!status.chosen) return null;
  const reading = status.progress !== null;
  return (
    <div className={classes.freshness}>
      <Tooltip label={status.readAt === null ? '' : formatDateTime(status.readAt)} disabled={status.readAt === null}>
        <span className={classes.quiet}>
          {reading
            ? t('components.freshness.reading', { area })
            : status.readAt === null
              ? t('components.freshness.never', { area })
              : t(status.state === 'unknown' ? 'components.freshness.unknown' : 'components.freshness', {
                  area,
                  when: formatAgo(status.readAt, now),
                })}
        </span>
      </Tooltip>
      {status.unknown.length === 0 ? null : (
        <UnknownParts parts={status.unknown}>
          {(open) => (
            <Button variant="subtle" color="gray" size="compact-sm" onClick={open}>
              {t('areas.missing', { count: status.unknown.length, shown: formatNumber(status.unknown.length) })}
            </Button>
          )}
        </UnknownParts>
      )}
      {connection.signedIn && !running ? (
        <Tooltip label={t('areas.refreshHint', { area })}>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconRefresh size={14} stroke={1.6} aria-hidden="true" />}
            loading={refresh.pending}
            aria-label={t('areas.refreshOf', { area })}
            onClick={() => refresh.run([status.area])}
          >
            {t('areas.refresh')}
          </Button>
        </Tooltip>
      ) : null}
    </div>
  );
}
