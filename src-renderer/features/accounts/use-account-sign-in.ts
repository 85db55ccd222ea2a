import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Account, Provider } from '../../../src-preload/contract/accounts.ts';
import type { Input } from '../../../src-preload/contract/index.ts';
import { call, failureOf } from '../../api/client.ts';
import { t } from '../../i18n/t.ts';
import { showDone } from '../../ui/toasts.tsx';

export type AccountSignIn = {
  /** The provider whose sign-in page is open in the browser; null when none is. */
  readonly waitingFor: Provider | null;
  /** Why the last sign-in did not succeed; null when it did, or was cancelled here. */
  readonly error: unknown;
  readonly start: (input: Input<'accounts.signIn'>, onDone?: (account: Account) => void) => void;
  readonly cancel: () => void;
};

/** Signs in with the system's browser; ends the wait when the part that asked goes away. */
export function useAccountSignIn(): AccountSignIn {
  const client = useQueryClient();
  const [waitingFor, setWaitingFor] = useState<Provider | null>(null);
  const [error, setError] = useState<unknown>(null);
  const running = useRef<AbortController | null>(null);
  const cancel = useCallback(() => running.current?.abort(), []);
  useEffect(() => cancel, [cancel]);

  const start = (input: Input<'accounts.signIn'>, onDone?: (account: Account) => void): void => {
    cancel();
    const controller = new AbortController();
    running.current = controller;
    setError(null);
    setWaitingFor(input.provider);
    call('accounts.signIn', input, controller.signal)
      .then(async (account) => {
        showDone(t('accounts.signedIn', { name: account.name }));
        await client.invalidateQueries({ queryKey: ['accounts.list'] });
        onDone?.(account);
      })
      .catch((failed: unknown) => {
        if (running.current === controller && failureOf(failed).code !== 'cancelled') setError(failed);
      })
      .finally(() => {
        if (running.current !== controller) return;
        running.current = null;
        setWaitingFor(null);
      });
  };
  return { waitingFor, error, start, cancel };
}
