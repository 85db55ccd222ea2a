import { Button, Tooltip } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { AreaStatus } from '../../../src-preload/contract/areas.ts';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { useNow } from '../../api/state.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { useRefreshAreas } from '../areas/use-areas.ts';
import { UnknownParts } from '../sync/unknown-parts.tsx';
import { useLacksObjects } from '../sync/use-chosen.ts';
import classes from './components.module.css';
import { areaNames, freshnessLines } from './freshness-lines.ts';

type Props = {
  readonly connection: Connection;
  /** The areas that a screen is made from, the most important one first. */
  readonly statuses: readonly AreaStatus[];
  readonly running: boolean;
};

/** "Reports and dashboards read 2 h ago · 3 parts unknown · Refresh", for the areas that a screen is made from. */
export function AreaFreshness({ connection, statuses, running }: Props) {
  const now = useNow();
  const refresh = useRefreshAreas(connection);
  const lacksObjects = useLacksObjects(connection.id);
  const chosen = statuses.flatMap((one) => (one.chosen ? [one.area] : []));
  // Where nothing is chosen the screen itself says so and leads to the choice.
  if (chosen.length === 0) return null;
  const unknown = statuses.flatMap((one) => one.unknown);
  const area = areaNames(chosen);
  return (
    <div className={classes.freshness}>
      {freshnessLines(statuses, now).map(({ text, exact }) => (
        <Tooltip key={text} label={exact} disabled={exact === ''}>
          <span className={classes.quiet}>{text}</span>
        </Tooltip>
      ))}
      {unknown.length === 0 ? null : (
        <UnknownParts parts={unknown}>
          {(open) => (
            <Button variant="subtle" color="gray" size="compact-sm" onClick={open}>
              {t('areas.missing', { count: unknown.length, shown: formatNumber(unknown.length) })}
            </Button>
          )}
        </UnknownParts>
      )}
      {chosen.length === statuses.length ? null : (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          component={Link}
          to="/org/$connectionId/areas"
          params={{ connectionId: connection.id } as never}
        >
          {t('components.choose')}
        </Button>
      )}
      {/* Without objects reading again brings nothing, and the empty list leads to them. */}
      {connection.signedIn && !running && !chosen.every(lacksObjects) ? (
        <Tooltip label={t('areas.refreshHint', { area })}>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconRefresh size={14} stroke={1.6} aria-hidden="true" />}
            loading={refresh.pending}
            aria-label={t('areas.refreshOf', { area })}
            onClick={() => refresh.run(chosen)}
          >
            {t('areas.refresh')}
          </Button>
        </Tooltip>
      ) : null}
    </div>
  );
}
