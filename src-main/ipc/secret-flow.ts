import type { WebContents } from 'electron';
import type { SecretPurpose } from '../../src-preload/contract/vault.ts';
import type { AskEngine } from '../engine-host/engine-client.ts';
import type { EngineHost } from '../engine-host/engine-host.ts';
import type { MainWindow } from '../windows/main-window.ts';
import type { StateHolder } from './app-state.ts';
import { ShellFailure } from './envelope.ts';
import { openSecretDoor, type SecretFile } from './secret-door.ts';
import { printError } from './print-error.ts';

type Deps = {
  readonly state: StateHolder;
  readonly engine: EngineHost;
  readonly ask: AskEngine;
  readonly window: () => MainWindow | null;
  /** Where a recovery kit is to be saved. */
  readonly chooseKitTarget: () => Promise<string | null>;
  /** True while a locked window hides an engine that finishes a job. */
  readonly isCovered: () => boolean;
  /** The engine took a secret that opens the vault; called before anything else is done with the answer. */
  readonly onTaken: () => void;
  /** The vault or a connection changed. */
  readonly onAccepted: () => Promise<void>;
};

export type SecretFlow = {
  /** Opens the secret page for one purpose; one that is open for another purpose is replaced. */
  readonly open: (purpose: SecretPurpose, connectionId: string | null, file?: SecretFile) => Promise<void>;
  /** Ends the secret page and its process, whatever was typed in it. */
  readonly close: () => void;
  readonly openDoor: (contents: WebContents) => void;
  /** Resolves when no secret is on its way to the engine. */
  readonly submitted: () => Promise<unknown>;
};

/** What a locked window may be asked for: whoever knows one of these is let in. */
const OPENS_VAULT: ReadonlySet<SecretPurpose> = new Set(['create-vault', 'unlock', 'recover']);

type Asked = {
  readonly purpose: SecretPurpose;
  readonly connectionId: string | null;
  readonly file: SecretFile | null;
};

/** The life of secret pages: one at a time, each with a process that ends with it. */
export function createSecretFlow(deps: Deps): SecretFlow {
  let asked: Asked | null = null;

  let submitting: Promise<unknown> = Promise.resolve();

  const submit = (
    purpose: SecretPurpose,
    sealedText: string,
    hostPath: string | null,
  ): Promise<{ text: string; accepted: boolean }> => {
    const answer = deps.engine.call('vault.submitSecret', sealedText, hostPath).answer.then((text) => {
      // The one answer that is opened on this side: it decides whether the page has done its work.
      const accepted = (JSON.parse(text) as { readonly ok: boolean }).ok;
      if (accepted && OPENS_VAULT.has(purpose)) deps.onTaken();
      return { text, accepted };
    });
    submitting = answer;
    return answer;
  };

  const close = (): void => {
    if (asked === null) return;
    asked = null;
    deps.window()?.closeSecret();
    deps.state.patch({ secretOpen: null });
  };

  return {
    open: async (purpose, connectionId, file) => {
      if (deps.isCovered() && !OPENS_VAULT.has(purpose)) {
        throw new ShellFailure('vault-locked', 'Orgbench is locked. Unlock it and try again.');
      }
      if (file === undefined && asked?.purpose === purpose && asked.connectionId === connectionId) return;
      asked = { purpose, connectionId, file: file ?? null };
      deps.state.patch({ secretOpen: purpose });
      await deps.window()?.openSecret();
    },
    close,
    submitted: () => submitting,
    openDoor: (contents) => {
      const current = asked;
      if (current === null) return;
      openSecretDoor(contents, {
        ...current,
        origin: 'app://secret',
        ask: deps.ask,
        submit: (sealedText, hostPath) => submit(current.purpose, sealedText, hostPath),
        chooseKitTarget: deps.chooseKitTarget,
        onAccepted: () => {
          // The new state first, so that the page below does not draw the old one for a moment.
          deps.onAccepted().catch(printError).finally(close);
        },
        onDismissed: close,
      });
    },
  };
}
