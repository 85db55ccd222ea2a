import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Account, Provider } from '../../../src-preload/contract/accounts.ts';
import type { Input } from '../../../src-preload/contract/index.ts';
import { cancelSignIn, startSignIn, useSignIns, viewSignIn } from './sign-in-run.ts';

export type AccountSignIn = {
  /** The provider's sign-in page is open in the browser. */
  readonly waiting: boolean;
  /** Why the last sign-in did not succeed; null when it did, or was cancelled here. */
  readonly error: unknown;
  /** `onDone` is not told when the part that asked is gone by then. */
  readonly start: (input: Omit<Input<'accounts.signIn'>, 'provider'>, onDone?: (account: Account) => void) => void;
  readonly cancel: () => void;
};

/** The sign-in at a provider, shared by all parts of the page that show it; it goes on when they go away. */
export function useAccountSignIn(provider: Provider): AccountSignIn {
  const client = useQueryClient();
  const { waiting, error } = useSignIns((signIns) => signIns[provider]);
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    const leave = viewSignIn(client, provider);
    return () => {
      isShown.current = false;
      leave();
    };
  }, [client, provider]);
  return {
    waiting,
    error,
    start: (input, onDone) =>
      startSignIn(client, { ...input, provider }, (account) => {
        if (isShown.current) onDone?.(account);
      }),
    cancel: () => cancelSignIn(provider),
  };
}
