import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Keychain } from '../ports.ts';
import { namedWriteFailure } from '../store/atomic-file.ts';
import { STORE_FILE } from '../store/store-file.ts';
import { LAST_CRASH_FILE } from '../privacy/error-log/last-crash.ts';
import { removeTemporaryFolders } from '../store/temporary-folder.ts';
import { deviceSecretAccount, removeDeviceSecret } from './device-secret.ts';
import type { VaultPolicy } from './policy.ts';
import { readVault } from './vault-file.ts';
import { VAULT_COPY, VAULT_FILE } from './vault-names.ts';
import { ATTEMPTS_FILE } from './wrong-password-delay.ts';

/**
 * Deletes everything: vault, store, its copies and the device secret. What was read from orgs can be read again;
 * connections, choices and preferences are lost. The orgs themselves are not touched.
 *
 * vault.json goes first: without it the rest is unreadable, also when the process is ended in the middle. The lock
 * file stays: whoever holds it gives it up together with the folder.
 *
 * `keychainEntryLeft`: the keychain did not remove the device secret, which opens nothing any more.
 */
export async function resetDataFolder(
  dataDir: string,
  keychain: Keychain | null,
  policy: VaultPolicy,
): Promise<{ readonly keychainEntryLeft: boolean }> {
  const accounts = keychainAccounts(dataDir, policy);
  try {
    for (const name of [
      VAULT_FILE,
      VAULT_COPY,
      `${VAULT_FILE}.new`,
      `${VAULT_COPY}.new`,
      ATTEMPTS_FILE,
      LAST_CRASH_FILE,
    ]) {
      rmSync(join(dataDir, name), { force: true });
    }
    for (const name of readdirSync(dataDir)) {
      if (name.startsWith(STORE_FILE)) rmSync(join(dataDir, name), { force: true });
    }
    removeTemporaryFolders(dataDir);
  } catch (error) {
    throw namedWriteFailure(error, dataDir);
  }
  let keychainEntryLeft = false;
  for (const account of accounts) {
    await removeDeviceSecret(keychain, account);
    keychainEntryLeft ||= await isStillThere(keychain, account);
  }
  return { keychainEntryLeft };
}

async function isStillThere(keychain: Keychain | null, account: string | null): Promise<boolean> {
  if (keychain === null || account === null) return false;
  try {
    return (await keychain.read(account)) !== null;
  } catch {
    // A keychain that does not answer has not removed anything either.
    return true;
  }
}

function keychainAccounts(dataDir: string, policy: VaultPolicy): readonly (string | null)[] {
  try {
    const vault = readVault(dataDir, policy);
    return [deviceSecretAccount(vault), vault.renewal?.account ?? null];
  } catch {
    // A damaged vault does not say which entry was its own; the entry alone opens nothing.
    return [];
  }
}
