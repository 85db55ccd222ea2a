import type { QueryClient } from '@tanstack/react-query';
import { create } from 'zustand';
import { call, failureOf } from '../../api/client.ts';
import { callKey } from '../../api/queries.ts';

type PreflightState = {
  /** What cancels the check of a connection, while it runs. */
  readonly running: Readonly<Record<string, AbortController>>;
  /** Why the last check of a connection came to nothing. */
  readonly errors: Readonly<Record<string, unknown>>;
};

/** Checks go on when their screen is left, so they do not belong to a screen. */
export const usePreflightStore = create<PreflightState>(() => ({ running: {}, errors: {} }));

const without = <T>(all: Readonly<Record<string, T>>, id: string): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(all).filter(([one]) => one !== id));

/** Checks what the user of a connection may read; does nothing while a check of it runs. */
export async function runPreflight(client: QueryClient, connectionId: string): Promise<void> {
  if (usePreflightStore.getState().running[connectionId] !== undefined) return;
  const controller = new AbortController();
  usePreflightStore.setState(({ running, errors }) => ({
    running: { ...running, [connectionId]: controller },
    errors: without(errors, connectionId),
  }));
  try {
    const found = await call('preflight.run', { connectionId }, controller.signal);
    client.setQueryData(callKey('preflight.last', { connectionId }), found);
  } catch (error) {
    if (failureOf(error).code !== 'cancelled') {
      usePreflightStore.setState(({ errors }) => ({ errors: { ...errors, [connectionId]: error } }));
    }
  } finally {
    usePreflightStore.setState(({ running }) => ({ running: without(running, connectionId) }));
  }
}

export const cancelPreflight = (connectionId: string): void =>
  usePreflightStore.getState().running[connectionId]?.abort();
