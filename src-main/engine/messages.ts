/**
 * What the shell and the engine process say to each other, over a utility process's port or a child's IPC channel.
 *
 * Inputs, answers and events are each ONE JSON text: structured cloning of large objects costs several times more than
 * a string, and the shell relays the text without opening it.
 */

/** The questions of `HostQuestions` in ports.ts. */
export type HostQuestionName = 'proxyFor' | 'openExternal' | 'notify' | 'sampleOrg';

export type StartOptions = {
  /** How long to wait for another process that holds the data folder. */
  readonly lockWaitMs: number;
  /** False: never look for the operating system's keychain (a person who chose so, tests). */
  readonly useKeychain: boolean;
  /** True: the engine before this one ended without having been asked to. */
  readonly restarted?: boolean;
};

/** Shell → engine. The first message is `start`; calls are sent once `ready` has come. */
export type ToEngine =
  | {
      readonly kind: 'start';
      readonly dataDir: string;
      /** Who holds the data folder, as a second program is told: `Orgbench`, `orgbench command line`. */
      readonly program: string;
      readonly options: StartOptions;
    }
  | {
      readonly kind: 'call';
      readonly id: string;
      readonly method: string;
      /** JSON text of the method's input. */
      readonly input: string;
      /** A path that the shell chose for this call (a save target), else null. */
      readonly hostPath: string | null;
    }
  | { readonly kind: 'cancel'; readonly id: string }
  /** The answer to an `ask`: JSON text of the value, or when `ok` is false one sentence of why not. */
  | { readonly kind: 'told'; readonly id: string; readonly ok: boolean; readonly value: string }
  /** A line for the error log about an error of the shell, as `redact` makes it. */
  | { readonly kind: 'failed'; readonly line: object }
  /** Close the store, forget the keys, end the process. */
  | { readonly kind: 'close' };

/** Engine → shell. */
export type FromEngine =
  | { readonly kind: 'ready' }
  /** `text` is the JSON of an Envelope (contract/errors.ts). Exactly one for each call, cancelled or not. */
  | { readonly kind: 'answer'; readonly id: string; readonly text: string }
  /** `text` is the JSON of `{event, value}`. */
  | { readonly kind: 'event'; readonly text: string }
  /** `input` is JSON text: `proxyFor` {url} · `openExternal` {url} · `notify` {title, body} · `sampleOrg` {}. */
  | { readonly kind: 'ask'; readonly id: string; readonly question: HostQuestionName; readonly input: string };
