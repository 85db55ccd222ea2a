import { Button, Checkbox, Loader, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconLock, IconRefresh } from '@tabler/icons-react';
import { useId } from 'react';
import type { AreaStatus, CatalogArea } from '../../../src-preload/contract/areas.ts';
import { AREA_OF_TYPE } from '../../../src-preload/contract/components.ts';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { useNow } from '../../api/state.ts';
import { formatAgo, formatDateTime, formatNumber } from '../../i18n/format.ts';
import { hasMessage, t } from '../../i18n/t.ts';
import { ReadObjectsButton } from '../sync/read-objects-button.tsx';
import { UnknownParts } from '../sync/unknown-parts.tsx';
import { useLacksObjects } from '../sync/use-chosen.ts';
import classes from './areas.module.css';
import { type AreaPart, useRefreshAreas } from './use-areas.ts';

type Props = {
  readonly connection: Connection;
  readonly status: AreaStatus;
  /** As ticked now, which may differ from what is kept. */
  readonly chosen: boolean;
  readonly running: boolean;
  readonly isCurrent: boolean;
  readonly part: AreaPart | null;
  readonly onToggle: () => void;
};

/** One area: what is read of it, what that costs and needs, and how far it is. */
export function AreaRow(props: Props) {
  const { connection, status, chosen, running, isCurrent, onToggle } = props;
  const { area } = status;
  const refresh = useRefreshAreas(connection);
  const lacksObjects = useLacksObjects(connection.id)(area);
  const isAgain = status.chosen && chosen && !running && !isCurrent;
  const textId = useId();
  const name = t(`area.${area}`);
  return (
    <div className={classes.row} data-chosen={chosen}>
      <Checkbox
        className={classes.check}
        classNames={{ label: classes.name ?? '' }}
        label={name}
        aria-describedby={textId}
        checked={chosen}
        disabled={running}
        onChange={onToggle}
      />
      <div className={classes.words} id={textId}>
        <div>{t(`area.${area}.text`)}</div>
        <div className={classes.quiet}>
          {t('areas.costs', { cost: t(`area.${area}.cost`), permission: t(`area.${area}.permission`) })}
        </div>
      </div>
      <div className={classes.state}>
        <AreaState {...props} />
        <Counts status={status} />
        {isAgain && lacksObjects ? <ReadObjectsButton connection={connection} quiet /> : null}
      </div>
      <div className={classes.act}>
        {isAgain && !lacksObjects && connection.signedIn ? (
          <Tooltip label={t('areas.refreshHint', { area: name })}>
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              leftSection={<IconRefresh size={14} stroke={1.6} aria-hidden="true" />}
              loading={refresh.pending}
              aria-label={t('areas.refreshOf', { area: name })}
              onClick={() => refresh.run([area])}
            >
              {t('areas.refresh')}
            </Button>
          </Tooltip>
        ) : null}
      </div>
    </div>
  );
}

function AreaState({ status, chosen, running, isCurrent, part }: Props) {
  const now = useNow();
  const { state, readAt, unknown } = status;
  if (status.chosen !== chosen) {
    return <span className={classes.change}>{t(chosen ? 'areas.state.chosenNow' : 'areas.state.removed')}</span>;
  }
  if (!chosen) return <span className={classes.quiet}>{t('areas.state.notChosen')}</span>;
  if (isCurrent) {
    return (
      <span className={`${classes.reading} ob-figures`} role="status">
        <Loader size={12} aria-hidden="true" />
        {readingText(part)}
      </span>
    );
  }
  const when = readAt === null ? '' : formatAgo(readAt, now);
  const isOff = state === 'unknown';
  const text =
    state === 'read' || state === 'partly' || state === 'unknown' || state === 'stopped'
      ? t(`areas.state.${state}`, { when })
      : t(running ? 'areas.state.waiting' : 'areas.state.never');
  return (
    <>
      <Tooltip label={readAt === null ? '' : formatDateTime(readAt)} disabled={readAt === null}>
        <span className={isOff ? classes.off : state === 'read' ? undefined : classes.quiet}>
          {isOff ? <IconLock size={13} stroke={1.8} aria-hidden="true" /> : null}
          {text}
        </span>
      </Tooltip>
      {unknown.length === 0 ? null : (
        <>
          {isOff ? <span className={classes.reason}>{unknown[0]?.reason}</span> : null}
          <UnknownParts parts={unknown}>
            {(open) => (
              <Button
                className={classes.missing}
                variant="subtle"
                color="gray"
                size="compact-xs"
                leftSection={<IconAlertTriangle size={13} stroke={1.8} aria-hidden="true" />}
                onClick={open}
              >
                {t('areas.missing', { count: unknown.length, shown: formatNumber(unknown.length) })}
              </Button>
            )}
          </UnknownParts>
        </>
      )}
    </>
  );
}

/** "Reading… 40 of 101", or how many have arrived while the whole is not known. */
function readingText(part: AreaPart | null): string {
  if (part === null || part.total === 0) return t('areas.state.reading');
  const done = formatNumber(part.done);
  return part.total > part.done
    ? t('areas.state.readingOf', { done, total: formatNumber(part.total) })
    : t('areas.state.readingSoFar', { done });
}

/** Areas whose components are counted: of the others an empty count says nothing. */
const AREAS_WITH_COMPONENTS: ReadonlySet<CatalogArea> = new Set(Object.values(AREA_OF_TYPE));

/** "Reports 1,240 · Report folders 30", and words where a complete read found none. */
function Counts({ status }: { readonly status: AreaStatus }) {
  const parts = Object.entries(status.counts).flatMap(([type, n]) => {
    const id = `types.${type}`;
    return hasMessage(id) ? [`${t(id)} ${formatNumber(n)}`] : [];
  });
  if (parts.length === 0) {
    return status.state === 'read' && AREAS_WITH_COMPONENTS.has(status.area) ? (
      <span className={classes.quiet}>{t('areas.none')}</span>
    ) : null;
  }
  return <span className={`${classes.quiet} ob-figures`}>{parts.join(' · ')}</span>;
}
