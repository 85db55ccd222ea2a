import { onTestFinished } from 'vitest';
import type { Account, AccountAccess } from '../../src-preload/contract/accounts.ts';
import type { MicrosoftDestination } from '../../src-preload/contract/exports.ts';
import { PREFERENCE_NAMES, type Preferences, preferenceTable } from '../../src-preload/contract/preferences.ts';
import type { Book } from '../../src-main/domain/sheets/book.ts';
import type { AccountHandle, SendRequest, Sent, SignedIn } from '../../src-main/engine/accounts/provider.ts';
import { createMicrosoftProvider } from '../../src-main/engine/exports/microsoft/microsoft-provider.ts';
import type { GatewayDeps } from '../../src-main/engine/network/gateway.ts';
import { startFakeMicrosoft } from '../fakes/microsoft/fake-microsoft.ts';
import { gatewayKit } from './network.ts';

/** An account in memory, with what its provider sealed. */
export type TestAccount = {
  readonly handle: AccountHandle;
  readonly secrets: Map<string, string>;
  readonly signedIn: SignedIn;
};

/** What an export of a test saved and was told. */
export type TestSend = {
  readonly exportId: string;
  /** As it was saved last. */
  resume: unknown;
  readonly states: unknown[];
  readonly stages: string[];
  /** Seconds that it was told to wait, each time. */
  readonly waitsSeconds: number[];
};

/** The Microsoft part over a real gateway, against the fake Microsoft. */
export async function microsoftRig(
  options: { gateway?: Partial<GatewayDeps>; preferences?: Partial<Preferences> } = {},
) {
  const fake = await startFakeMicrosoft();
  onTestFinished(() => fake.close());
  const newKit = () => gatewayKit({ endpoints: fake.endpoints, now: fake.now, ...options.gateway });
  let kit = newKit();
  const defaults = Object.fromEntries(PREFERENCE_NAMES.map((name) => [name, preferenceTable[name].fallback]));
  const preferences = { ...defaults, microsoftClientId: fake.app.clientId, ...options.preferences } as Preferences;
  const opened: string[] = [];
  /** The page that the browser shows at the end, with its status. */
  const pages: { readonly status: number; readonly text: string }[] = [];
  const browse = async (url: string): Promise<void> => {
    opened.push(url);
    const address = new URL(url);
    const response = await fetch(`${fake.endpoints[address.origin] ?? ''}${address.pathname}${address.search}`, {
      redirect: 'follow',
    });
    pages.push({ status: response.status, text: await response.text() });
  };
  const newProvider = () =>
    createMicrosoftProvider(
      {
        gateway: { cloud: (request) => kit.gateway.cloud(request) },
        preferences: () => preferences,
        openBrowser: async (url) => {
          // As the system's browser, which nobody waits for.
          browse(url).catch((error: unknown) => pages.push({ status: 0, text: String(error) }));
        },
        now: fake.now,
      },
      // Pauses move the clock and are not waited for.
      async (ms) => fake.advance(ms),
    );
  const provider = newProvider();

  const accountOf = (signedIn: SignedIn, id = 'account-1'): TestAccount => {
    const secrets = new Map(Object.entries(signedIn.secrets));
    let state: Account = {
      id,
      provider: 'microsoft',
      name: signedIn.name,
      person: signedIn.person,
      kind: signedIn.kind,
      access: signedIn.access,
      signedIn: true,
      signedOutReason: null,
      createdAt: '2026-11-23T08:00:00.000Z',
      lastUsedAt: null,
    };
    const handle: AccountHandle = {
      id,
      account: () => state,
      readSecret: (field) => secrets.get(field) ?? null,
      writeSecret: (field, text) => void secrets.set(field, text),
      signedOut: (reason) => {
        secrets.clear();
        state = { ...state, signedIn: false, signedOutReason: reason };
      },
    };
    return { handle, secrets, signedIn };
  };

  const signIn = async (access: AccountAccess = 'ownFiles', previous: Account | null = null): Promise<TestAccount> =>
    accountOf(await provider.signIn({ access, previous, signal: new AbortController().signal }));

  const newSend = (exportId = 'export-1'): TestSend => ({
    exportId,
    resume: null,
    states: [],
    stages: [],
    waitsSeconds: [],
  });

  /** Sends a book; with the same `send` again it is what going on after a stop is. */
  const send = (
    account: TestAccount,
    target: MicrosoftDestination['target'],
    book: Book,
    state: TestSend = newSend(),
    overrides: Partial<SendRequest<MicrosoftDestination>> & { readonly signal?: AbortSignal } = {},
  ): Promise<Sent> =>
    newProvider().send({
      account: account.handle,
      destination: { kind: 'microsoft', accountId: account.handle.id, target },
      book,
      exportId: state.exportId,
      resume: state.resume,
      saveResume: (saved) => {
        // As the store keeps it.
        state.resume = saved === null ? null : JSON.parse(JSON.stringify(saved));
        state.states.push(state.resume);
      },
      watch: {
        signal: overrides.signal ?? new AbortController().signal,
        progress: (stage, _done, total) => {
          if (stage === 'waiting') state.waitsSeconds.push(total);
          if (state.stages.at(-1) !== stage) state.stages.push(stage);
        },
      },
      ...overrides,
    });

  return {
    ...kit,
    fake,
    provider,
    newProvider,
    /** From now on another gateway sends, which knows nothing of what the one before was told. */
    restart: (): void => {
      kit = newKit();
    },
    preferences,
    opened,
    pages,
    signIn,
    accountOf,
    newSend,
    send,
  };
}
export type MicrosoftRig = Awaited<ReturnType<typeof microsoftRig>>;

export const newWorkbook = (
  name = 'Acme fields',
  ifExists: 'rename' | 'replace' | 'fail' = 'rename',
): MicrosoftDestination['target'] => ({ kind: 'new', name, folder: null, ifExists });
