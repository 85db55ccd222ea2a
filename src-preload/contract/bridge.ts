import type { Envelope } from './errors.ts';
import type { EventName, MethodName } from './names.ts';
import type { SealedSecret, SecretOutcome, SecretPurpose } from './vault.ts';

/**
 * `window.orgbench`: all that the main page has besides the web platform.
 *
 * Inputs and answers are JSON texts, because copying objects over the bridge costs about seven times more.
 */
export type OrgbenchBridge = {
  /**
   * Answers the JSON text of an `Envelope`; never rejects for a failure of the method itself.
   *
   * @param callId the page's own id for this call (1–64 of `A–Z a–z 0–9 _ -`); needed only to cancel it.
   */
  readonly call: (method: MethodName, inputJson: string, callId?: string) => Promise<string>;
  /** Asks for the call's end; its promise then answers `cancelled`, or the value if that was quicker. */
  readonly cancel: (callId: string) => void;
  /** Calls the listener with the JSON text of the event's value; answers a function that stops it. */
  readonly on: (event: EventName, listener: (valueJson: string) => void) => () => void;
};

/** What a secret page needs to draw itself and to seal what is typed. Holds no secret. */
export type SecretContext = {
  readonly purpose: SecretPurpose;
  /** A channel opens one sealed secret: ask for a new context after every `submit` that failed. */
  readonly channelId: string;
  /** SPKI, base64. */
  readonly publicKey: string;
  /** The connection to sign in again; null for a new one and for the other purposes. */
  readonly connection: {
    readonly id: string;
    readonly name: string;
    readonly group: string;
    readonly colour: string;
    readonly notes: string;
    readonly instanceUrl: string;
  } | null;
  /** For `backup` and `restore`: the chosen file's name, never its path, and what a backup is to hold. */
  readonly backup: {
    readonly fileName: string;
    /** Names; empty takes all. */
    readonly sections: readonly string[];
    readonly withSecrets: boolean;
  } | null;
  /** Milliseconds until another password is accepted; 0 when now. */
  readonly retryAfterMs: number;
  readonly keychainAvailable: boolean | null;
  /** Where the existing vault keeps its device secret; null before there is one. */
  readonly deviceSecret: 'keychain' | 'none' | null;
  /** Whether the existing vault has a recovery kit; null before there is one. */
  readonly recoveryKit: boolean | null;
};

/** `window.orgbenchSecret`: all that a secret page has besides the web platform. */
export type OrgbenchSecretBridge = {
  /** A fresh one-time channel with what to show. */
  readonly context: () => Promise<Envelope<SecretContext>>;
  /** After `ok` the shell destroys this page with its process; the main page learns of it by `app.stateChanged`. */
  readonly submit: (sealed: SealedSecret) => Promise<Envelope<SecretOutcome>>;
  /**
   * Asks where the recovery kit is to be saved; answers the file's name, or null when the person cancelled. The engine
   * writes it there when it takes the secret: the shell has the place and the engine the text.
   */
  readonly chooseKitTarget: () => Promise<Envelope<{ readonly name: string | null }>>;
  /** Opens the system's print dialog for this page. */
  readonly print: () => Promise<Envelope<{ readonly printed: boolean }>>;
  /** Closes the page without an answer. */
  readonly dismiss: () => void;
};
