import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { EngineFailure } from '../failure.ts';
import type { Keychain } from '../ports.ts';
import { KEY_BYTES } from './box.ts';
import { deviceSecretId } from './key-derivation.ts';
import { keychainUnavailable } from './keychain.ts';
import type { VaultFile, VaultHeader } from './vault-format.ts';

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

/** The keychain's account that holds the device secret; null where vault.json itself does. */
export function deviceSecretAccount({ vaultId, deviceSecret: record }: VaultHeader): string | null {
  return record.kind === 'keychain' ? (record.account ?? vaultId) : null;
}

/**
 * Makes a device secret and stores it where the choice says.
 *
 * @param account given when the vault has or had another secret: an existing entry is never overwritten
 */
export async function makeDeviceSecret(
  choice: DeviceSecretChoice,
  vaultId: string,
  keychain: Keychain | null,
  account?: string,
): Promise<MadeSecret> {
  const secret = randomBytes(KEY_BYTES);
  const id = Buffer.from(deviceSecretId(secret)).toString('base64');
  const value = secret.toString('base64');
  if (choice !== 'none') {
    try {
      await storeInKeychain(keychain, account ?? vaultId, value);
      return { secret, record: { kind: 'keychain', id, ...(account === undefined ? {} : { account }) } };
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
export async function readDeviceSecret(vault: VaultHeader, keychain: Keychain | null): Promise<Uint8Array> {
  const record = vault.deviceSecret;
  if (record.kind === 'keychain' && keychain === null) throw keychainUnavailable(undefined);
  const text =
    record.kind === 'none' ? record.value : ((await keychain?.read(deviceSecretAccount(vault) ?? '')) ?? null);
  if (text === null && keychain !== null) await ensureOpen(keychain);
  const secret = Buffer.from(text ?? '', 'base64');
  const expected = Buffer.from(record.id, 'base64');
  if (secret.length !== KEY_BYTES || !timingSafeEqual(deviceSecretId(secret), expected)) {
    throw new EngineFailure(
      'device-secret-missing',
      "The operating system's keychain here does not have the device secret of this vault: its entry was removed, or the vault was made on another computer or by another person. Nothing was changed, and this does not count as a wrong password. Put the entry back, open Orgbench where the vault was made, use the recovery kit, or reset Orgbench.",
    );
  }
  return secret;
}

/**
 * A keychain on Linux that is locked and that nobody unlocks says that it has no entry, as one does that has none. Only an
 * open one takes an entry. Throws `keychain-unavailable`.
 */
async function ensureOpen(keychain: Keychain): Promise<void> {
  const account = `${PROBE_ACCOUNT}/${randomUUID()}`;
  try {
    await keychain.create(account, PROBE_ACCOUNT);
  } catch (error) {
    throw keychainUnavailable(error);
  }
  await removeDeviceSecret(keychain, account);
}

/** What an entry that is no longer used held opens nothing, so a keychain that fails here costs nothing. */
export async function removeDeviceSecret(keychain: Keychain | null, account: string | null): Promise<void> {
  if (account === null) return;
  try {
    await keychain?.remove(account);
  } catch {
    // What stays in the keychain is 32 random bytes without a use.
  }
}

function notStored(cause: unknown): EngineFailure {
  return new EngineFailure(
    'keychain-unavailable',
    "The operating system's keychain did not answer, so the device secret cannot be stored there. Nothing was changed. Unlock or start the keychain and try again, or go on without it.",
    { retryable: true, action: 'without-keychain', cause },
  );
}

async function storeInKeychain(keychain: Keychain | null, account: string, value: string): Promise<void> {
  if (keychain === null) throw keychainUnavailable(undefined);
  await keychain.create(account, value);
  if ((await keychain.read(account)) !== value) throw keychainUnavailable(undefined);
}
