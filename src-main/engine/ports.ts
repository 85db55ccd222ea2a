import type { AnyEngineMethod, EventValue, Input, Output } from '../../src-preload/contract/index.ts';
import type { EventName } from '../../src-preload/contract/names.ts';

/** Milliseconds since 1970; injected so that tests can set the clock. */
export type Clock = () => number;

/** What the engine may ask the program around it, because only that program can know. */
export type HostQuestions = {
  /** The proxy for a URL as `http://host:port`, or null for a direct connection. */
  readonly proxyFor: (url: string) => Promise<string | null>;
  readonly openExternal: (url: string) => Promise<void>;
  readonly notify: (title: string, body: string) => Promise<void>;
  /** The embedded sample org, started on loopback if it is not running yet. */
  readonly sampleOrg: () => Promise<{ readonly instanceUrl: string; readonly accessToken: string }>;
};

/** What comes with a call beside its input. */
export type CallContext = {
  /** Aborted when the caller no longer wants the answer. */
  readonly signal: AbortSignal;
  /** A path that the shell or the command line chose (never the page), for methods that write a file. */
  readonly hostPath: string | null;
};

/** Handlers of some methods, typed by the contract. */
export type Handlers<M extends AnyEngineMethod> = {
  readonly [K in M]: (input: Input<K>, context: CallContext) => Promise<Output<K>> | Output<K>;
};

/** Sends an event to whoever listens (the shell passes it to the page; the command line prints progress). */
export type Emit = <E extends EventName>(event: E, value: EventValue<E>) => void;

/** The operating system's keychain, or a stand-in for tests. */
export type Keychain = {
  readonly read: (account: string) => Promise<string | null>;
  /** Never overwrites: fails when the account exists. */
  readonly create: (account: string, secret: string) => Promise<void>;
  readonly remove: (account: string) => Promise<void>;
};

/** Seals secrets under the vault's key; the binding makes a row useless in another place. */
export type SecretBinding = {
  readonly connectionId: string;
  readonly field: string;
  readonly origin: string;
  readonly orgId: string;
};
export type SecretSealer = {
  readonly seal: (binding: SecretBinding, plaintext: string) => Uint8Array;
  /** Throws `signed-out` when the box does not belong to this binding. */
  readonly open: (binding: SecretBinding, box: Uint8Array) => string;
};
