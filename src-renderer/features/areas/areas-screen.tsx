import { Button, Loader } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { AreaStatus, CatalogArea } from '../../../src-preload/contract/areas.ts';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { useConnections } from '../../api/state.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { Centred } from '../../ui/centred.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Page } from '../../ui/page.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { AREA_GROUPS, AREA_GROUP_NAMES } from './area-groups.ts';
import { AreaRow } from './area-row.tsx';
import { AreasFoot } from './areas-foot.tsx';
import classes from './areas.module.css';
import { ReadTabs } from './read-tabs.tsx';
import { useAreas } from './use-areas.ts';

/** Where the person says which areas are read and kept besides objects, and sees how far each is. */
export function AreasScreen() {
  const { connectionId } = useParams({ from: '/org/$connectionId/areas' });
  const connection = useConnections()?.find(({ id }) => id === connectionId);
  const { areas, error, retry } = useAreas(connectionId);
  if (connection === undefined) return null;
  return (
    <Page title={t('areas.title')} text={t('areas.text')}>
      <ReadTabs connectionId={connectionId} />
      {error !== null ? (
        <FailureNotice error={error} onRetry={retry} />
      ) : areas === undefined ? (
        <Centred>
          <Loader size="sm" aria-label={t('common.loading')} />
        </Centred>
      ) : (
        <Choice key={connectionId} connection={connection} areas={areas} />
      )}
    </Page>
  );
}

type Props = { readonly connection: Connection; readonly areas: readonly AreaStatus[] };

function Choice({ connection, areas }: Props) {
  const { running, current, parts } = useAreas(connection.id);
  // Null until touched: an untouched form follows what is stored.
  const [edited, setEdited] = useState<ReadonlySet<CatalogArea> | null>(null);
  const chosen = edited ?? new Set(areas.flatMap((one) => (one.chosen ? [one.area] : [])));
  const toggle = (area: CatalogArea): void => {
    const next = new Set(chosen);
    if (!next.delete(area)) next.add(area);
    setEdited(next);
  };
  return (
    <>
      <div className={classes.counts}>
        <span>{t('areas.count', { chosen: formatNumber(chosen.size), total: formatNumber(areas.length) })}</span>
        <span className={classes.room} />
        {running ? null : (
          <>
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              onClick={() => setEdited(new Set(areas.map(({ area }) => area)))}
            >
              {t('areas.chooseAll')}
            </Button>
            <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setEdited(new Set())}>
              {t('areas.chooseNone')}
            </Button>
          </>
        )}
      </div>
      <ScrollRegion className={classes.list} label={t('areas.list')}>
        {AREA_GROUP_NAMES.map((group) => {
          const rows = AREA_GROUPS[group].flatMap((area) => areas.find((one) => one.area === area) ?? []);
          return rows.length === 0 ? null : (
            <section key={group} aria-label={t(`areas.group.${group}`)}>
              <h2 className={classes.group}>{t(`areas.group.${group}`)}</h2>
              {rows.map((status) => (
                <AreaRow
                  key={status.area}
                  connection={connection}
                  status={status}
                  chosen={chosen.has(status.area)}
                  running={running}
                  isCurrent={current === status.area || parts[status.area] !== undefined}
                  part={parts[status.area] ?? null}
                  onToggle={() => toggle(status.area)}
                />
              ))}
            </section>
          );
        })}
      </ScrollRegion>
      <AreasFoot
        connection={connection}
        areas={areas}
        chosen={chosen}
        running={running}
        onDone={() => setEdited(null)}
      />
    </>
  );
}
