import { useParams } from '@tanstack/react-router';
import type { Connection } from '../../src-preload/contract/connections.ts';
import { useConnections, usePreferences } from '../api/state.ts';

/** The connection that the address names, else the one that was open last, else the first. */
export function useCurrentConnection(): Connection | null {
  const connections = useConnections() ?? [];
  const { lastConnectionId } = usePreferences();
  const named = useParams({ strict: false }).connectionId;
  return (
    connections.find(({ id }) => id === named) ??
    connections.find(({ id }) => id === lastConnectionId) ??
    connections[0] ??
    null
  );
}
