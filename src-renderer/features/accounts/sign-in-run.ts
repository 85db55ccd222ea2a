import type { QueryClient } from '@tanstack/react-query';
import { create } from 'zustand';
import { type Account, type Provider } from '../../../src-preload/contract/accounts.ts';
import type { AppState } from '../../../src-preload/contract/app.ts';
import type { Input } from '../../../src-preload/contract/index.ts';
import { call, failureOf } from '../../api/client.ts';
import { callKey } from '../../api/queries.ts';
import { isOpen } from '../../api/state.ts';
import { t } from '../../i18n/t.ts';
import { showDone, showFailure, showNotice, hideNotice } from '../../ui/toasts.tsx';

type SignIn = {
  /** Its page is open in the browser. */
  readonly waiting: boolean;
  /** Why the last one did not succeed; null when it did, or was cancelled here. */
  readonly error: unknown;
};

const IDLE: SignIn = { waiting: false, error: null };

/** One sign-in at a time for each provider, whichever screen began it: it outlives that screen. */
export const useSignIns = create<Readonly<Record<Provider, SignIn>>>(() => ({ google: IDLE, microsoft: IDLE }));

type Run = { readonly abort: AbortController; readonly onDone: ((account: Account) => void) | undefined };
const running = new Map<Provider, Run>();
/** How many parts of the page show the sign-in of a provider. */
const viewers: Record<Provider, number> = { google: 0, microsoft: 0 };

const noticeId = (provider: Provider): string => `sign-in-${provider}`;

const set = (provider: Provider, change: Partial<SignIn>): void =>
  useSignIns.setState((before) => ({ [provider]: { ...before[provider], ...change } }));

/**
 * Opens the provider's page in the browser and waits. A second start while one waits does nothing: a double click must
 * not open two pages.
 */
export function startSignIn(
  client: QueryClient,
  input: Input<'accounts.signIn'>,
  onDone?: (account: Account) => void,
): void {
  const { provider } = input;
  if (running.has(provider)) return;
  const mine: Run = { abort: new AbortController(), onDone };
  running.set(provider, mine);
  set(provider, { waiting: true, error: null });
  const isCurrent = (): boolean => running.get(provider) === mine;
  const end = (error: unknown): void => {
    running.delete(provider);
    hideNotice(noticeId(provider));
    set(provider, { waiting: false, error });
  };
  call('accounts.signIn', input, mine.abort.signal).then(
    async (account) => {
      if (isCurrent()) end(null);
      showDone(t('accounts.signedIn', { name: account.name }));
      await client.invalidateQueries({ queryKey: ['accounts.list'] });
      mine.onDone?.(account);
    },
    (error: unknown) => {
      if (!isCurrent()) return;
      const { code } = failureOf(error);
      // A lock ends it too, and says so itself.
      const isPlain = code === 'cancelled' || code === 'vault-locked' || code === 'engine-gone';
      const isSeen = viewers[provider] > 0;
      end(isPlain || !isSeen ? null : error);
      if (!isPlain && !isSeen) showFailure(error);
    },
  );
}

/** Ends the wait at once; the page in the browser then leads nowhere. */
export function cancelSignIn(provider: Provider): void {
  const run = running.get(provider);
  if (run === undefined) return;
  running.delete(provider);
  hideNotice(noticeId(provider));
  set(provider, { waiting: false });
  run.abort.abort();
}

/** A part of the page shows the sign-in of this provider; answers the function for when it no longer does. */
export function viewSignIn(client: QueryClient, provider: Provider): () => void {
  viewers[provider] += 1;
  return () => {
    viewers[provider] -= 1;
    // What replaces it on screen may show the same.
    setTimeout(() => left(client, provider), 0);
  };
}

/** Nobody shows it any more: a sign-in that waits goes on, which is said; a failure that was shown is over. */
function left(client: QueryClient, provider: Provider): void {
  if (viewers[provider] > 0) return;
  set(provider, { error: null });
  const run = running.get(provider);
  if (run === undefined || !isOpen(client.getQueryData<AppState>(callKey('app.state', {})))) return;
  showNotice({
    id: noticeId(provider),
    message: t('accounts.waiting.goesOn', { place: t(`accounts.${provider}`) }),
    actions: [{ label: t('accounts.waiting.cancel'), run: () => cancelSignIn(provider) }],
  });
}
