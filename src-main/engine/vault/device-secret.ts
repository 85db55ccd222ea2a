import { randomBytes, timingSafeEqual } from 'node:crypto';
import { EngineFailure } from '../failure.ts';
import type { Keychain } from '../ports.ts';
import { KEY_BYTES } from './box.ts';
import { deviceSecretId } from './key-derivation.ts';
import { keychainUnavailable } from './keychain.ts';
import type { VaultFile } from './vault-format.ts';

/** What a person chose: the keychain if it answers, the keychain or nothing, or a secret in vault.json. */
export type DeviceSecretChoice = 'auto' | 'keychain' | 'none';

type MadeSecret = { readonly secret: Uint8Array; readonly record: VaultFile['deviceSecret'] };

/** An account that no vault has: reading it tells whether the keychain answers at all. */
const PROBE_ACCOUNT = 'availability';

/** Whether the keychain answers; null keychain means none is wanted. */
export async function keychainAnswers(keychain: Keychain | null): Promise<boolean> {
  if (keychain === null) return false;
  try {
    await keychain.read(PROBE_ACCOUNT);
    return true;
  } catch {
    // Any failure is the answer "no".
    return false;
  }
}

/** Makes the device secret of a new vault and stores it where the choice says. */
export async function makeDeviceSecret(
  choice: DeviceSecretChoice,
  vaultId: string,
  keychain: Keychain | null,
): Promise<MadeSecret> {
  const secret = randomBytes(KEY_BYTES);
  const id = Buffer.from(deviceSecretId(secret)).toString('base64');
  const value = secret.toString('base64');
  if (choice !== 'none') {
    try {
      await storeInKeychain(keychain, vaultId, value);
      return { secret, record: { kind: 'keychain', id } };
    } catch (error) {
      if (choice === 'keychain') throw notStored(error);
    }
  }
  return { secret, record: { kind: 'none', id, value } };
}

/**
 * Reads the device secret of a vault.
 *
 * Throws `keychain-unavailable` when the keychain does not answer and `device-secret-missing` when it has no or another
 * secret. Neither says anything about the password.
 */
export async function readDeviceSecret(vault: VaultFile, keychain: Keychain | null): Promise<Uint8Array> {
  const record = vault.deviceSecret;
  if (record.kind === 'keychain' && keychain === null) throw keychainUnavailable(undefined);
  const text = record.kind === 'none' ? record.value : await keychain?.read(vault.vaultId);
  const secret = Buffer.from(text ?? '', 'base64');
  const expected = Buffer.from(record.id, 'base64');
  if (secret.length !== KEY_BYTES || !timingSafeEqual(deviceSecretId(secret), expected)) {
    throw new EngineFailure(
      'device-secret-missing',
      "This vault was made with another keychain: the operating system's keychain here does not have its device secret. Open Orgbench as the person and on the computer where the vault was made, or reset Orgbench. This does not count as a wrong password.",
    );
  }
  return secret;
}

function notStored(cause: unknown): EngineFailure {
  return new EngineFailure(
    'keychain-unavailable',
    "The operating system's keychain did not answer, so the device secret cannot be stored there. Nothing was made. Unlock or start the keychain and try again, or go on without it.",
    { retryable: true, action: 'without-keychain', cause },
  );
}

async function storeInKeychain(keychain: Keychain | null, vaultId: string, value: string): Promise<void> {
  if (keychain === null) throw keychainUnavailable(undefined);
  await keychain.create(vaultId, value);
  if ((await keychain.read(vaultId)) !== value) throw keychainUnavailable(undefined);
}
