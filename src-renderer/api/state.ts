import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { AppState } from '../../src-preload/contract/app.ts';
import type { Connection } from '../../src-preload/contract/connections.ts';
import {
  type PreferenceName,
  type Preferences,
  PREFERENCE_NAMES,
  preferenceTable,
} from '../../src-preload/contract/preferences.ts';
import { call } from './client.ts';
import { callKey, useCall } from './queries.ts';

/** What the shell says about vault and engine; undefined until the first answer. */
export const useAppState = (): AppState | undefined => useCall('app.state', {}).data;

/** True while the engine holds keys and can answer questions about orgs. */
export const isOpen = (state: AppState | undefined): boolean =>
  state !== undefined && state.engine === 'running' && (state.vault === 'unlocked' || state.vault === 'sample');

const FALLBACK = Object.fromEntries(
  PREFERENCE_NAMES.map((name) => [name, preferenceTable[name].fallback]),
) as Preferences;

/** All preferences; the defaults while the vault is closed. */
export function usePreferences(): Preferences {
  const open = isOpen(useAppState());
  return useCall('preferences.read', {}, { enabled: open }).data ?? FALLBACK;
}

/** Changes preferences: shown at once, stored by the engine, put back when it refuses. */
export function useSetPreferences(): (set: Partial<Preferences>, reset?: readonly PreferenceName[]) => Promise<void> {
  const client = useQueryClient();
  return useCallback(
    async (set, reset = []) => {
      const key = callKey('preferences.read', {});
      const before = client.getQueryData<Preferences>(key);
      const defaults = Object.fromEntries(reset.map((name) => [name, FALLBACK[name]]));
      client.setQueryData(key, { ...FALLBACK, ...before, ...set, ...defaults });
      try {
        client.setQueryData(key, await call('preferences.write', { set, reset: [...reset] }));
      } catch (error) {
        client.setQueryData(key, before);
        throw error;
      }
    },
    [client],
  );
}

/** All connections; undefined until the first answer. */
export function useConnections(): readonly Connection[] | undefined {
  const open = isOpen(useAppState());
  return useCall('connections.list', {}, { enabled: open }).data?.connections;
}

/** The time, renewed every so often, for "2 h ago". */
export function useNow(everyMs = 30_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
