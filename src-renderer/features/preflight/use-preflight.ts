import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { useCall } from '../../api/queries.ts';
import { useAppState, useConnections } from '../../api/state.ts';
import { cancelPreflight, runPreflight, usePreflightStore } from './preflight-store.ts';

/** What was found about a connection, and the ways to find out. */
export function usePreflight(connectionId: string) {
  const client = useQueryClient();
  const last = useCall('preflight.last', { connectionId });
  const running = usePreflightStore((state) => state.running[connectionId] !== undefined);
  const error = usePreflightStore((state) => state.errors[connectionId] ?? null);
  return {
    /** Null when it never ran, undefined until that is known. */
    found: last.data,
    running,
    error: error ?? last.error,
    run: () => void runPreflight(client, connectionId),
    cancel: () => cancelPreflight(connectionId),
  };
}

/**
 * Checks a connection right after the person signed it in: one that is new, or signed in again. What was signed in when
 * the app was unlocked is not checked, nor is the sample session, where the permissions are known.
 */
export function usePreflightAfterSignIn(): void {
  const connections = useConnections();
  const isSample = useAppState()?.vault === 'sample';
  const client = useQueryClient();
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (connections === undefined) return;
    const signedIn = (one: Connection): boolean => one.signedIn;
    const before = known.current;
    known.current = new Set(connections.filter(signedIn).map(({ id }) => id));
    if (before === null || isSample) return;
    const fresh = connections.filter((one) => signedIn(one) && !before.has(one.id));
    void runOneByOne(client, fresh);
  }, [connections, isSample, client]);
}

/** Many orgs may have been imported at once: they are not all asked at the same moment. */
async function runOneByOne(client: QueryClient, connections: readonly Connection[]): Promise<void> {
  for (const { id } of connections) await runPreflight(client, id);
}
