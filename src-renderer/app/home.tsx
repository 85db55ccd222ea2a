import { Loader } from '@mantine/core';
import { Navigate } from '@tanstack/react-router';
import { useAppState, useConnections } from '../api/state.ts';
import { t } from '../i18n/t.ts';
import { Centred } from '../ui/centred.tsx';
import { useCurrentConnection } from './current-connection.ts';

/** Where the app opens: the fields of the org that was open last; without an org, the way to connect one. */
export function Home() {
  const connections = useConnections();
  const current = useCurrentConnection();
  const vault = useAppState()?.vault;
  if (connections === undefined || (current === null && vault === 'sample')) {
    return (
      <Centred>
        <Loader size="sm" aria-label={t('common.loading')} />
      </Centred>
    );
  }
  if (current === null) return <Navigate to="/connections" replace />;
  const params = { connectionId: current.id };
  if (current.lastReadAt === null && vault !== 'sample') {
    return <Navigate to="/org/$connectionId/choose" params={params} replace />;
  }
  return <Navigate to="/org/$connectionId/fields" params={params} replace />;
}
