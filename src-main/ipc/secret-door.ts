import { basename } from 'node:path';
import type { WebContents } from 'electron';
import { SECRET_CHANNELS } from '../../src-preload/contract/channels.ts';
import type { SecretContext } from '../../src-preload/contract/bridge.ts';
import type { SecretPurpose } from '../../src-preload/contract/vault.ts';
import { sealedSecret } from '../../src-preload/contract/vault.ts';
import type { AskEngine } from '../engine-host/engine-client.ts';
import { failureText, okText, ShellFailure, thrownText } from './envelope.ts';
import { isTrustedSender } from './trusted-sender.ts';

/** A file that the person chose in the system's dialog; the page learns its name only. */
export type SecretFile = {
  readonly path: string;
  /** What a backup is to hold. */
  readonly backup: { readonly sections: readonly string[]; readonly withSecrets: boolean };
};

type Deps = {
  readonly origin: string;
  readonly purpose: SecretPurpose;
  readonly connectionId: string | null;
  /** The chosen file of a backup that is made or opened. */
  readonly file: SecretFile | null;
  readonly ask: AskEngine;
  /** The system's save dialog for a recovery kit; null when the person cancelled. */
  readonly chooseKitTarget: () => Promise<string | null>;
  /** @param hostPath where the engine saves the recovery kit that is in the secret, or the backup's file; null for none. */
  readonly submit: (
    sealedText: string,
    hostPath: string | null,
  ) => Promise<{ readonly text: string; readonly accepted: boolean }>;
  /** The engine opened the secret and took it. */
  readonly onAccepted: () => void;
  readonly onDismissed: () => void;
};

/**
 * The door of one secret page. What passes it is a public key one way and ciphertext the other: the plain secret exists
 * in the page and in the engine only.
 */
export function openSecretDoor(contents: WebContents, deps: Deps): void {
  let hostPath: string | null = deps.file?.path ?? null;
  const guarded = async (
    event: Parameters<typeof isTrustedSender>[0],
    work: () => Promise<string>,
  ): Promise<string> => {
    if (!isTrustedSender(event, contents, deps.origin)) {
      return failureText('not-allowed', 'This page may not ask Orgbench for anything.');
    }
    return work().catch(thrownText);
  };

  contents.ipc.handle(SECRET_CHANNELS.context, (event) => guarded(event, async () => okText(await readContext(deps))));

  contents.ipc.handle(SECRET_CHANNELS.submit, (event, input: unknown) =>
    guarded(event, async () => {
      const parsed = sealedSecret.safeParse(input);
      if (!parsed.success) throw new ShellFailure('bad-input', 'The page sent something that is not a sealed secret.');
      const { text, accepted } = await deps.submit(JSON.stringify(parsed.data), hostPath);
      // After the answer has left: the page ends with its process.
      if (accepted) setImmediate(deps.onAccepted);
      return text;
    }),
  );

  contents.ipc.handle(SECRET_CHANNELS.chooseKitTarget, (event) =>
    guarded(event, async () => {
      hostPath = (await deps.chooseKitTarget()) ?? hostPath;
      return okText({ name: hostPath === null ? null : basename(hostPath) });
    }),
  );

  contents.ipc.handle(SECRET_CHANNELS.print, (event) =>
    guarded(event, async () => okText({ printed: await printPage(contents) })),
  );

  contents.ipc.on(SECRET_CHANNELS.dismiss, (event) => {
    if (isTrustedSender(event, contents, deps.origin)) deps.onDismissed();
  });
}

/** False when the person cancelled; the page itself goes to the system's printing, never through this process. */
function printPage(contents: WebContents): Promise<boolean> {
  return new Promise((resolve, reject) => {
    contents.print({ printBackground: false }, (printed, reason) => {
      if (printed || /cancel/i.test(reason)) resolve(printed);
      else
        reject(
          new ShellFailure('export-failed', `The page could not be printed: ${reason}. Save the kit or write it down.`),
        );
    });
  });
}

async function readContext({ ask, purpose, connectionId, file }: Deps): Promise<SecretContext> {
  const [channel, status] = await Promise.all([
    ask('vault.secretChannel', { purpose, connectionId }),
    ask('vault.status', {}),
  ]);
  return {
    purpose,
    channelId: channel.channelId,
    publicKey: channel.publicKey,
    connection: connectionId === null ? null : await readConnection(ask, connectionId),
    backup: file === null ? null : { fileName: basename(file.path), ...file.backup },
    retryAfterMs: status.retryAfterMs,
    keychainAvailable: status.keychainAvailable,
    deviceSecret: status.deviceSecret,
    recoveryKit: status.recoveryKit,
  };
}

async function readConnection(ask: AskEngine, id: string): Promise<SecretContext['connection']> {
  const { connections } = await ask('connections.list', {});
  const found = connections.find((connection) => connection.id === id);
  if (found === undefined) throw new ShellFailure('not-found', 'This connection no longer exists.');
  const { name, group, colour, notes, instanceUrl } = found;
  return { id, name, group, colour, notes, instanceUrl };
}
