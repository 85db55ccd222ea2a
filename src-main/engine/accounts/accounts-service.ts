import { randomUUID } from 'node:crypto';
import type { Provider } from '../../../src-preload/contract/accounts.ts';
import type { GoogleDestination, MicrosoftDestination } from '../../../src-preload/contract/exports.ts';
import { EngineFailure } from '../failure.ts';
import { networkOffFailure } from '../network/only-salesforce.ts';
import type { Clock, Emit, Handlers, SecretBinding, SecretSealer } from '../ports.ts';
import type { AccountRecord, AccountsRepository } from '../store/accounts-repository.ts';
import type { AccountHandle, AccountProvider, SignedIn } from './provider.ts';

/** What each provider can be asked to write to. */
export type Providers = {
  readonly google: AccountProvider<GoogleDestination>;
  readonly microsoft: AccountProvider<MicrosoftDestination>;
};

type AccountsDeps = {
  readonly accounts: AccountsRepository;
  readonly sealer: SecretSealer;
  readonly providers: Providers;
  readonly now: Clock;
  readonly emit: Emit;
  /** Told of each account that signed in. */
  readonly onSignedIn?: (account: AccountRecord) => void;
  /** The master switch: no network except Salesforce. Absent: off. */
  readonly onlySalesforce?: () => boolean;
};

type Methods =
  | 'accounts.list'
  | 'accounts.signIn'
  | 'accounts.signOut'
  | 'accounts.files'
  | 'accounts.fileOfLink'
  | 'accounts.fileParts';

/** Accounts at Google and Microsoft: signed in through the browser, their tokens sealed like those of orgs. */
export function createAccountsService(deps: AccountsDeps) {
  const { accounts, sealer, providers, now, emit } = deps;
  const iso = (): string => new Date(now()).toISOString();
  const changed = (): void => emit('accounts.changed', {});
  /** A second sign-in at one provider ends the first: whoever starts again has given the first up. */
  const signingIn = new Map<Provider, AbortController>();

  const handleOf = (id: string): AccountHandle => {
    const { subject, provider } = accounts.get(id);
    const binding = (field: string): SecretBinding => accountBinding(id, field, provider, subject);
    return {
      id,
      account: () => contractOf(accounts.get(id)),
      readSecret: (field) => {
        const box = accounts.secret(id, field);
        return box === null ? null : sealer.open(binding(field), box);
      },
      writeSecret: (field, text) => accounts.storeSecret(id, field, sealer.seal(binding(field), text)),
      signedOut: (reason) => {
        accounts.signOut(id, reason);
        changed();
      },
    };
  };

  /** The same, for an account that must be signed in. Throws `account-signed-out`. */
  const signedInHandle = (id: string): AccountHandle => {
    const { signedIn, name, signedOutReason } = accounts.get(id);
    if (!signedIn) {
      throw new EngineFailure('account-signed-out', `${name} is signed out. ${signedOutReason ?? ''}`.trim());
    }
    accounts.used(id, iso());
    return handleOf(id);
  };

  const providerOf = (id: string): Providers[Provider] => providers[accounts.get(id).provider];

  const signIn = async (
    provider: Provider,
    previous: AccountRecord | null,
    access: AccountRecord['access'],
    signal: AbortSignal,
  ): Promise<SignedIn> => {
    signingIn.get(provider)?.abort();
    const mine = new AbortController();
    signingIn.set(provider, mine);
    try {
      return await providers[provider].signIn({
        access,
        previous: previous === null ? null : contractOf(previous),
        signal: AbortSignal.any([signal, mine.signal]),
      });
    } finally {
      if (signingIn.get(provider) === mine) signingIn.delete(provider);
    }
  };

  const handlers: Handlers<Methods> = {
    'accounts.list': () => ({ accounts: accounts.list().map(contractOf) }),

    'accounts.signIn': async ({ provider, accountId, access }, { signal }) => {
      const previous = accountId === null ? null : accounts.get(accountId);
      if (previous !== null && previous.provider !== provider) {
        throw new EngineFailure('bad-input', `${previous.name} is not an account of this provider.`);
      }
      // Before the browser opens: the gateway would refuse what comes after the person has signed in there.
      if (deps.onlySalesforce?.() === true) throw networkOffFailure(provider === 'google' ? 'Google' : 'Microsoft');
      const { subject, secrets, ...facts } = await signIn(provider, previous, access, signal);
      if (previous !== null && previous.subject !== subject) {
        throw new EngineFailure(
          'sign-in-failed',
          `The browser signed in ${facts.name}, not ${previous.name}. Nothing was changed. Choose ${previous.name} in the browser, or add ${facts.name} as an account of its own.`,
          { retryable: true },
        );
      }
      const seal = (id: string) =>
        Object.entries(secrets).map(([field, text]) => ({
          field,
          box: sealer.seal(accountBinding(id, field, provider, subject), text),
        }));
      const record = accounts.signIn(randomUUID(), { provider, subject, ...facts }, seal, iso());
      deps.onSignedIn?.(record);
      changed();
      return contractOf(record);
    },

    'accounts.signOut': async ({ id }) => {
      const record = accounts.get(id);
      try {
        if (!record.signedIn) return { revoked: false, reason: null };
        return await providers[record.provider].revoke(handleOf(id));
      } catch (error) {
        if (!(error instanceof EngineFailure)) throw error;
        return { revoked: false, reason: error.message };
      } finally {
        // Whatever the provider said: on this computer the sign-in is gone.
        accounts.remove(id);
        changed();
      }
    },

    'accounts.files': ({ id, text }, { signal }) => providerOf(id).files(signedInHandle(id), text, signal),
    'accounts.fileOfLink': ({ id, url }, { signal }) => providerOf(id).fileOfLink(signedInHandle(id), url, signal),
    'accounts.fileParts': ({ id, driveId, fileId }, { signal }) =>
      providerOf(id).fileParts(signedInHandle(id), driveId, fileId, signal),
  };

  return {
    handlers,
    /** Throws `not-found`, `account-signed-out`. */
    signedInHandle,
    providers,
    /** Ends a sign-in that waits for the browser. */
    close: (): void => {
      for (const waiting of signingIn.values()) waiting.abort();
    },
  };
}
export type AccountsService = ReturnType<typeof createAccountsService>;

/** Seals of an account open for this account of this person only. */
export function accountBinding(accountId: string, field: string, provider: Provider, subject: string): SecretBinding {
  return { connectionId: accountId, field, origin: `${provider}:${subject}`, orgId: '' };
}

function contractOf({ subject: _subject, ...account }: AccountRecord) {
  return account;
}
