import { randomUUID } from 'node:crypto';
import { EngineFailure } from '../failure.ts';
import { type DeviceSecretChoice, makeDeviceSecret, readDeviceSecret } from './device-secret.ts';
import { recoveryWrapOf, type VaultContent, type VaultHeader } from './vault-format.ts';
import { readVault, writeVault } from './vault-file.ts';
import {
  checkNewPassword,
  ensureOwnStore,
  type OpenKeys,
  openedKeys,
  orForgetSecret,
  provePassword,
  recoveryKeyOf,
  replaceWrap,
  type VaultDeps,
  wipe,
} from './vault.ts';
import {
  openRecoveryWrap,
  unwrapDbKeys,
  unwrapOldSecretsKey,
  wrapDbKey,
  wrapOldSecretsKey,
  wrapWithPassword,
  wrapWithRecoveryKey,
} from './wraps.ts';

type NewPassword = { readonly newPassword: string; readonly acceptWeak: boolean };

/**
 * Wraps the data key under another password, in one atomic write; all other keys stay.
 *
 * Throws as `unlockVault` does for the old password, `weak-password` for the new one.
 */
export async function changePassword(
  deps: VaultDeps,
  { password, newPassword, acceptWeak }: NewPassword & { readonly password: string },
): Promise<void> {
  checkNewPassword(newPassword, acceptWeak);
  const { vault, dataKey, deviceSecret } = await provePassword(deps, password);
  try {
    ensureOwnStore(deps, vault, dataKey);
    replaceWrap(deps.dataDir, vault, await wrapWithPassword(vault, dataKey, newPassword, deviceSecret, deps.policy));
  } finally {
    wipe(dataKey, deviceSecret);
  }
}

/** Puts a new recovery kit in the place of the old one, or of none; the old one opens nothing afterwards. */
export async function renewRecoveryKit(
  deps: VaultDeps,
  { password, recoveryKey }: { readonly password: string; readonly recoveryKey: string },
): Promise<void> {
  const recovery = recoveryKeyOf(recoveryKey);
  const { vault, dataKey, deviceSecret } = await provePassword(deps, password);
  try {
    ensureOwnStore(deps, vault, dataKey);
    replaceWrap(deps.dataDir, vault, wrapWithRecoveryKey(vault, dataKey, recovery));
  } finally {
    wipe(dataKey, deviceSecret, recovery);
  }
}

/**
 * Opens the vault with the recovery kit and sets a new password, in one atomic write. A device secret that is lost with
 * its keychain is replaced; the kit stays valid.
 *
 * A wrong key is not counted: nobody guesses 256 random bits.
 *
 * Throws `no-recovery-kit`, `wrong-recovery-key`, `bad-input` (mistyped), `weak-password`, `keychain-unavailable` when
 * a new device secret cannot be stored where the choice says, `vault-damaged`, `vault-newer`.
 */
export async function recoverVault(
  deps: VaultDeps,
  {
    recoveryKey,
    newPassword,
    acceptWeak,
    deviceSecret: choice,
  }: NewPassword & { readonly recoveryKey: string; readonly deviceSecret: DeviceSecretChoice },
): Promise<OpenKeys> {
  checkNewPassword(newPassword, acceptWeak);
  const recovery = recoveryKeyOf(recoveryKey);
  const { check: _check, ...vault } = readVault(deps.dataDir, deps.policy);
  const wrap = recoveryWrapOf(vault);
  if (wrap === null) {
    throw new EngineFailure(
      'no-recovery-kit',
      'This vault has no recovery kit: it was declined when the vault was made. Only the master password opens it.',
    );
  }
  const dataKey = openRecoveryWrap(vault, wrap, recovery);
  if (dataKey === null) {
    throw new EngineFailure(
      'wrong-recovery-key',
      'This recovery key is complete but belongs to another vault, or to a kit that was replaced by a newer one.',
      { retryable: true },
    );
  }
  ensureOwnStore(deps, vault, dataKey);
  const device = await readOrReplaceDeviceSecret(deps, vault, choice);
  const header: VaultHeader = { ...vault, deviceSecret: device.record };
  const renewed: VaultContent = {
    ...rebound(vault, header, dataKey),
    wraps: [
      await wrapWithPassword(header, dataKey, newPassword, device.secret, deps.policy),
      // The header may be another one, so this wrap is made anew too; the key of the kit is the same.
      wrapWithRecoveryKey(header, dataKey, recovery),
    ],
  };
  if (device.isNew) await orForgetSecret(deps, renewed, () => writeVault(deps.dataDir, renewed));
  else writeVault(deps.dataDir, renewed);
  deps.delay.clear();
  const keys = openedKeys(renewed, dataKey);
  wipe(dataKey, device.secret, recovery);
  return keys;
}

type Device = {
  readonly secret: Uint8Array;
  readonly record: VaultContent['deviceSecret'];
  readonly isNew: boolean;
};

async function readOrReplaceDeviceSecret(
  deps: VaultDeps,
  vault: VaultContent,
  choice: DeviceSecretChoice,
): Promise<Device> {
  try {
    return { secret: await readDeviceSecret(vault, deps.keychain), record: vault.deviceSecret, isNew: false };
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
    // Another account: the entry that is there may belong to a keychain that comes back.
    const account = `${vault.vaultId}/${randomUUID()}`;
    return { ...(await makeDeviceSecret(choice, vault.vaultId, deps.keychain, account)), isNew: true };
  }
}

/** The same keys, bound to another header. */
function rebound(vault: VaultContent, header: VaultHeader, dataKey: Uint8Array): Omit<VaultContent, 'wraps'> {
  const { version, vaultId, deviceSecret } = header;
  const dbKeys = unwrapDbKeys(vault, dataKey);
  const oldSecretsKey = unwrapOldSecretsKey(vault, dataKey);
  const content = {
    version,
    vaultId,
    deviceSecret,
    dbKeys: dbKeys.map((named) => wrapDbKey(header, dataKey, named)),
    ...(oldSecretsKey === null
      ? {}
      : { renewal: wrapOldSecretsKey(header, dataKey, oldSecretsKey, vault.renewal?.account ?? null) }),
  };
  wipe(...dbKeys.map(({ key }) => key), oldSecretsKey);
  return content;
}
