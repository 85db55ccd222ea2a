import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { useCall } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { WorkButton } from '../../ui/work-button.tsx';
import { useStartSync } from './use-start-sync.ts';

type Props = {
  readonly connection: Connection;
  /** As one of several things in a line, not as the one thing to do. */
  readonly quiet?: boolean;
};

/** Where something needs objects and none was read: chooses them, or reads those that are chosen. */
export function ReadObjectsButton({ connection, quiet = false }: Props) {
  const { data: status } = useCall('sync.status', { connectionId: connection.id });
  const start = useStartSync(connection.id);
  if (status === undefined || status.state === 'running') return null;
  const look = quiet ? ({ variant: 'subtle', color: 'gray', size: 'compact-xs', ml: '-0.375rem' } as const) : {};
  if (status.chosen === 0) {
    return (
      <Button
        {...look}
        component={Link}
        to="/org/$connectionId/choose"
        params={{ connectionId: connection.id } as never}
      >
        {t('sync.choose')}
      </Button>
    );
  }
  return connection.signedIn ? (
    <WorkButton {...look} loading={start.pending} onClick={start.run}>
      {t('sync.start')}
    </WorkButton>
  ) : null;
}
