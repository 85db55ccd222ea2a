import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EngineFailure } from '../failure.ts';
import type { SecretSealer } from '../ports.ts';
import { ensureRoomToRenew, renewStoreKey, resealStore } from '../store/renew-store.ts';
import { STORE_FILE } from '../store/store-file.ts';
import { deviceSecretAccount, makeDeviceSecret, removeDeviceSecret } from './device-secret.ts';
import { secretsKeyOf } from './key-derivation.ts';
import { createSecretSealer } from './secret-sealer.ts';
import type { VaultContent, VaultHeader } from './vault-format.ts';
import { readVault, writeVault } from './vault-file.ts';
import {
  checkNewPassword,
  ensureOwnStore,
  type OpenKeys,
  openedKeys,
  orForgetSecret,
  provePassword,
  recoveryKeyOf,
  type VaultDeps,
  wipe,
} from './vault.ts';
import { newKey, unwrapDbKeys, wrapDbKey, wrapOldSecretsKey, wrapWithPassword, wrapWithRecoveryKey } from './wraps.ts';

export type KeyRenewal = {
  readonly password: string;
  readonly newPassword: string;
  readonly acceptWeak: boolean;
  readonly recoveryKey?: string | undefined;
};

/** What to say in a session that had to open before the renewal was done. */
export const RENEWAL_UNFINISHED =
  'The renewal of all keys is not finished, because the disk was full: the new password is in force, but the store is still encrypted with the old key. Free some space, then lock and unlock Orgbench.';

/*
 * Someone knows the password or has the kit. The order makes every moment a good one to be killed in:
 *
 * 1. the new device secret goes into the keychain, beside the old one
 * 2. vault.json is replaced: new device secret, data key, wraps; both database keys; the old key of the tokens, sealed
 *    under the new data key. From here on the old password and kit open nothing.
 * 3. tokens get their new seals, in one transaction
 * 4. the store is written anew under the new key and takes the old one's place
 * 5. the old device secret is removed, vault.json keeps the new key only
 *
 * 3 to 5 can be repeated: an unlock that finds step 2 done does the rest.
 */

/**
 * Steps 1 and 2.
 *
 * Throws as `unlockVault` does for the old password, `weak-password`, `bad-input` (the recovery key's form),
 * `disk-full` before anything was changed.
 */
export async function beginRenewal(deps: VaultDeps, renewal: KeyRenewal): Promise<OpenKeys> {
  const { password, newPassword, acceptWeak } = renewal;
  checkNewPassword(newPassword, acceptWeak);
  if (newPassword.normalize('NFKC') === password.normalize('NFKC')) {
    throw new EngineFailure('weak-password', 'This is the password that someone may know. Choose another one.');
  }
  const recovery = renewal.recoveryKey === undefined ? null : recoveryKeyOf(renewal.recoveryKey);
  ensureRoomToRenew(join(deps.dataDir, STORE_FILE));
  const proven = await provePassword(deps, password);
  const { vault } = proven;
  ensureOwnStore(deps, vault, proven.dataKey);
  if (vault.renewal !== undefined) {
    throw new EngineFailure(
      'disk-full',
      'The last renewal of the keys is not finished, because the disk was full. Free some space, lock and unlock Orgbench, then try again.',
      { retryable: true },
    );
  }
  const device = await makeDeviceSecret(
    vault.deviceSecret.kind,
    vault.vaultId,
    deps.keychain,
    `${vault.vaultId}/${randomUUID()}`,
  );
  const header: VaultHeader = { version: vault.version, vaultId: vault.vaultId, deviceSecret: device.record };
  const dataKey = newKey();
  const dbKeys = [{ id: randomUUID(), key: newKey() }, ...unwrapDbKeys(vault, proven.dataKey)];
  const oldSecretsKey = secretsKeyOf(proven.dataKey);
  const wraps: VaultContent['wraps'] = [
    await wrapWithPassword(header, dataKey, newPassword, device.secret, deps.policy),
  ];
  if (recovery !== null) wraps.push(wrapWithRecoveryKey(header, dataKey, recovery));
  const content: VaultContent = {
    ...header,
    wraps,
    dbKeys: dbKeys.map((named) => wrapDbKey(header, dataKey, named)),
    renewal: wrapOldSecretsKey(header, dataKey, oldSecretsKey, deviceSecretAccount(vault)),
  };
  await orForgetSecret(deps, content, () => writeVault(deps.dataDir, content));
  const keys = openedKeys(content, dataKey);
  wipe(dataKey, proven.dataKey, proven.deviceSecret, device.secret, oldSecretsKey, recovery);
  wipe(...dbKeys.map(({ key }) => key));
  return keys;
}

/**
 * Steps 3 to 5. The store must be closed.
 *
 * @returns false when the disk has no room for them now, or the store is not there: both database keys stay listed and
 *   the old key of the tokens stays at hand, so the vault can be used, and the next unlock tries again.
 */
export async function finishRenewal(deps: VaultDeps, keys: OpenKeys): Promise<boolean> {
  if (keys.oldSecretsKey === null) return true;
  const path = join(deps.dataDir, STORE_FILE);
  // A store that was put elsewhere may come back, under the old key.
  if (!existsSync(path)) return false;
  try {
    resealTokens(path, keys, keys.oldSecretsKey);
    renewStoreKey(path, keys.dbKeys);
    const { check: _check, renewal, dbKeys, ...content } = readVault(deps.dataDir, deps.policy);
    await removeDeviceSecret(deps.keychain, renewal?.account ?? null);
    writeVault(deps.dataDir, { ...content, dbKeys: dbKeys.slice(0, 1) });
  } catch (error) {
    if (error instanceof EngineFailure && error.code === 'disk-full') return false;
    throw error;
  }
  return true;
}

function resealTokens(path: string, keys: OpenKeys, oldSecretsKey: Uint8Array): void {
  const before = createSecretSealer(keys.vaultId, oldSecretsKey);
  const after = createSecretSealer(keys.vaultId, keys.secretsKey);
  resealStore(path, keys.dbKeys, (row) => {
    // An id comes with 15 or 18 characters; seals are bound to the first 15.
    const binding = {
      connectionId: row.connectionId,
      field: row.field,
      origin: row.origin,
      orgId: row.orgId.slice(0, 15),
    };
    const plain = openOrNull(before, binding, row.box);
    return plain === null ? null : after.seal(binding, plain);
  });
}

/** Null when this key does not open it: sealed anew already before a kill, or not readable before either. */
function openOrNull(
  sealer: SecretSealer,
  binding: Parameters<SecretSealer['open']>[0],
  box: Uint8Array,
): string | null {
  try {
    return sealer.open(binding, box);
  } catch (error) {
    if (error instanceof EngineFailure) return null;
    throw error;
  }
}
