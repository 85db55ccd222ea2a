import { Button } from '@mantine/core';
import { IconCircleDashed, IconListSearch, IconLock, IconSearchOff } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { AreaStatus } from '../../../src-preload/contract/areas.ts';
import type { ComponentType } from '../../../src-preload/contract/components.ts';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { useNow } from '../../api/state.ts';
import { formatAgo } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { WorkButton } from '../../ui/work-button.tsx';
import { refusalText } from '../areas/refusal-text.ts';
import { useRefreshAreas } from '../areas/use-areas.ts';
import { ReadObjectsButton } from '../sync/read-objects-button.tsx';
import { useLacksObjects } from '../sync/use-chosen.ts';

const icon = { size: 28, stroke: 1.4, 'aria-hidden': true } as const;

type Props = {
  readonly connection: Connection;
  readonly type: ComponentType;
  readonly status: AreaStatus;
  readonly running: boolean;
};

/** Nothing of a type is in the store: why, and the one action that changes it. */
export function EmptyComponents({ connection, type, status, running }: Props) {
  const navigate = useNavigate();
  const refresh = useRefreshAreas(connection);
  const lacksObjects = useLacksObjects(connection.id)(status.area);
  const now = useNow();
  const params = { connectionId: connection.id };
  const area = t(`area.${status.area}`);
  const things = t(`types.${type}`);
  const read = (text: string) =>
    connection.signedIn && !running ? (
      <WorkButton loading={refresh.pending} onClick={() => refresh.run([status.area])}>
        {text}
      </WorkButton>
    ) : null;

  if (!status.chosen) {
    return (
      <EmptyState
        icon={<IconCircleDashed {...icon} />}
        title={t('components.notChosen.title', { area })}
        text={t('components.notChosen.text', { what: t(`area.${status.area}.text`) })}
      >
        <Button onClick={() => void navigate({ to: '/org/$connectionId/areas', params })}>
          {t('components.choose')}
        </Button>
      </EmptyState>
    );
  }
  if (status.state === 'reading' || (running && (status.state === 'never' || status.state === 'stopped'))) {
    return (
      <EmptyState
        icon={<IconListSearch {...icon} />}
        title={t('components.reading.title')}
        text={t('components.reading.text', { things })}
      />
    );
  }
  switch (status.state) {
    case 'never':
      return (
        <EmptyState
          icon={<IconCircleDashed {...icon} />}
          title={t('components.never.title', { area })}
          text={t('components.never.text')}
        >
          {read(t('components.never.action'))}
        </EmptyState>
      );
    case 'stopped':
      return (
        <EmptyState
          icon={<IconCircleDashed {...icon} />}
          title={t('components.stopped.title')}
          text={t('components.stopped.text')}
        >
          {read(t('components.stopped.action'))}
        </EmptyState>
      );
    case 'unknown':
      if (lacksObjects) {
        return (
          <EmptyState
            icon={<IconCircleDashed {...icon} />}
            title={t('components.noObjects.title', { area })}
            text={status.unknown[0]?.reason ?? ''}
          >
            <ReadObjectsButton connection={connection} />
          </EmptyState>
        );
      }
      return (
        <EmptyState
          icon={<IconLock {...icon} />}
          title={t('components.unknown.title', { area })}
          text={refusalText(status.area, status.unknown[0]?.reason ?? '')}
        >
          {read(t('components.unknown.action'))}
          <Button variant="default" component={Link} to="/org/$connectionId/permissions" params={params as never}>
            {t('components.unknown.check')}
          </Button>
        </EmptyState>
      );
    case 'partly':
      return (
        <EmptyState
          icon={<IconListSearch {...icon} />}
          title={t('components.nonePartly.title', { things })}
          text={t('components.nonePartly.text', {
            count: status.unknown.length,
            when: status.readAt === null ? '' : formatAgo(status.readAt, now),
            reason: status.unknown[0]?.reason ?? '',
          })}
        />
      );
    case 'read':
      return (
        <EmptyState
          icon={<IconListSearch {...icon} />}
          title={t('components.none.title', { things })}
          text={t('components.none.text', {
            when: status.readAt === null ? '' : formatAgo(status.readAt, now),
          })}
        />
      );
  }
}

/** The filters leave nothing. */
export function NoComponentMatches({ onClear }: { readonly onClear: () => void }) {
  return (
    <EmptyState
      icon={<IconSearchOff {...icon} />}
      title={t('components.noMatch.title')}
      text={t('components.noMatch.text')}
    >
      <Button variant="default" onClick={onClear}>
        {t('components.noMatch.clear')}
      </Button>
    </EmptyState>
  );
}
