import type { Account, AccountAccess, AccountFile } from '../../../src-preload/contract/accounts.ts';
import type { Output } from '../../../src-preload/contract/index.ts';
import type { Preferences } from '../../../src-preload/contract/preferences.ts';
import type { CloudGateway } from '../network/cloud-types.ts';
import type { Clock, HostQuestions } from '../ports.ts';
import type { Book } from '../../domain/sheets/book.ts';

/** An account with its secrets, as a provider is given it. */
export type AccountHandle = {
  readonly id: string;
  /** As it is now. */
  readonly account: () => Account;
  /** Unsealed; null when there is none. */
  readonly readSecret: (field: string) => string | null;
  /** Sealed and stored before it returns. */
  readonly writeSecret: (field: string, text: string) => void;
  /** Forgets the secrets and keeps the account as signed out, with a sentence that says why. */
  readonly signedOut: (reason: string) => void;
};

export type SignedIn = {
  /** The provider's own id of the person: signing in twice as the same one gives one account. */
  readonly subject: string;
  readonly name: string;
  readonly person: string;
  readonly kind: Account['kind'];
  readonly access: AccountAccess;
  /** By field; sealed by the caller. */
  readonly secrets: Readonly<Record<string, string>>;
};

export type SignInRequest = {
  readonly access: AccountAccess;
  /** Set to sign this account in again; another person signing in is then refused by the caller. */
  readonly previous: Account | null;
  readonly signal: AbortSignal;
};

export type ProviderDeps = {
  readonly gateway: CloudGateway;
  readonly preferences: () => Preferences;
  /** The host's; it checks the address once more. */
  readonly openBrowser: HostQuestions['openExternal'];
  readonly now: Clock;
};

export type SendWatch = {
  readonly signal: AbortSignal;
  /** Stages are message ids of the page: `rows`, `upload`, `format`, `waiting`. */
  readonly progress: (stage: string, done: number, total: number) => void;
};

export type SendRequest<Destination> = {
  readonly account: AccountHandle;
  readonly destination: Destination;
  readonly book: Book;
  /** Marks what is made, so that a repeated request finds it instead of making it twice. */
  readonly exportId: string;
  /** What an earlier run of the same export saved; null at the first. */
  readonly resume: unknown;
  /** Stored before it returns; null when nothing is left to go on with or to clear. */
  readonly saveResume: (state: unknown) => void;
  readonly watch: SendWatch;
};

export type Sent = {
  readonly url: string;
  /** As it is called at the provider, which may differ from what was asked for. */
  readonly name: string;
  readonly rows: number;
  readonly sheets: number;
  readonly cutCells: number;
};

/** What Orgbench can do with accounts of one provider. */
export type AccountProvider<Destination> = {
  readonly signIn: (request: SignInRequest) => Promise<SignedIn>;
  /** Revokes at the provider. The secrets are forgotten by the caller whatever comes of it. */
  readonly revoke: (account: AccountHandle) => Promise<{ readonly revoked: boolean; readonly reason: string | null }>;
  readonly files: (account: AccountHandle, text: string, signal: AbortSignal) => Promise<Output<'accounts.files'>>;
  readonly fileOfLink: (account: AccountHandle, url: string, signal: AbortSignal) => Promise<AccountFile>;
  readonly fileParts: (
    account: AccountHandle,
    driveId: string,
    fileId: string,
    signal: AbortSignal,
  ) => Promise<Output<'accounts.fileParts'>>;
  /** Why this book cannot go there, as an EngineFailure; resolves when nothing known speaks against it. Sends no cell. */
  readonly check: (account: AccountHandle, destination: Destination, book: Book, signal: AbortSignal) => Promise<void>;
  /**
   * Sends the book. After a failure that can be resumed the state saved last stands; after a cancel, or a failure that
   * cannot, what was made is removed or at least carries a name that says it is incomplete.
   */
  readonly send: (request: SendRequest<Destination>) => Promise<Sent>;
  /** Removes what an unfinished export left at the provider. */
  readonly discard: (account: AccountHandle, resume: unknown, signal: AbortSignal) => Promise<void>;
};
