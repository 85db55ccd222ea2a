import { Outlet, useMatchRoute, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useConnections, usePreferences, useSetPreferences } from '../api/state.ts';
import { PreflightNotice } from '../features/preflight/preflight-notice.tsx';
import { AnalyticsCard } from '../features/privacy/analytics-card.tsx';
import { SyncPanel } from '../features/sync/sync-panel.tsx';
import { Hints } from './hints.tsx';
import { NotFound } from './not-found.tsx';

/** Around every screen about one org: remembers it, and says what reading it came to. */
export function OrgLayout() {
  const { connectionId } = useParams({ from: '/org/$connectionId' });
  const connection = useConnections()?.find(({ id }) => id === connectionId);
  // While choosing, and where permissions are shown, the screen itself says what is to be done.
  const matches = useMatchRoute();
  const choosing = matches({ to: '/org/$connectionId/choose' }) !== false;
  const aside = choosing || matches({ to: '/org/$connectionId/permissions' }) !== false;
  const known = useConnections() !== undefined;
  const { lastConnectionId } = usePreferences();
  const setPreferences = useSetPreferences();
  const remember = connection !== undefined && lastConnectionId !== connectionId;
  useEffect(() => {
    if (remember) void setPreferences({ lastConnectionId: connectionId });
  }, [remember, connectionId, setPreferences]);

  if (connection === undefined) return known ? <NotFound /> : null;
  return (
    <>
      <SyncPanel connection={connection} choosing={aside} />
      {choosing ? <PreflightNotice connection={connection} /> : null}
      {connection.type === 'sample' && !aside ? <Hints /> : null}
      {aside ? null : <AnalyticsCard />}
      <Outlet />
    </>
  );
}
