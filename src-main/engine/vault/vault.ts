import { randomUUID } from 'node:crypto';
import { estimatePassword, MIN_PASSWORD_CHARS } from '../../../src-preload/contract/password-strength.ts';
import { parseRecoveryKey } from '../../../src-preload/contract/recovery-kit.ts';
import { EngineFailure } from '../failure.ts';
import type { Keychain } from '../ports.ts';
import { prepareDataFolder } from '../store/atomic-file.ts';
import {
  type DeviceSecretChoice,
  deviceSecretAccount,
  makeDeviceSecret,
  readDeviceSecret,
  removeDeviceSecret,
} from './device-secret.ts';
import { secretsKeyOf } from './key-derivation.ts';
import type { VaultPolicy } from './policy.ts';
import { passwordWrapOf, serialiseVault, VAULT_VERSION, type VaultContent, type VaultHeader } from './vault-format.ts';
import { copyIsCurrent, ignoringNoRoom, readVault, refreshCopy, vaultText, writeVault } from './vault-file.ts';
import {
  newKey,
  openPasswordWrap,
  unwrapDbKeys,
  unwrapOldSecretsKey,
  wrapDbKey,
  wrapWithPassword,
  wrapWithRecoveryKey,
} from './wraps.ts';
import type { WrongPasswordDelay } from './wrong-password-delay.ts';

/** What an open vault gives: never the key that opens it, only what is made from it. */
export type OpenKeys = {
  readonly vaultId: string;
  readonly deviceSecret: 'keychain' | 'none';
  /** 32 bytes each, newest first; more than one only while the database key is being renewed. */
  readonly dbKeys: readonly Uint8Array[];
  /** Seals tokens. 32 bytes. */
  readonly secretsKey: Uint8Array;
  /** Sealed tokens before a renewal of all keys that is not finished yet; else null. */
  readonly oldSecretsKey: Uint8Array | null;
};

export type VaultDeps = {
  readonly dataDir: string;
  readonly keychain: Keychain | null;
  readonly policy: VaultPolicy;
  readonly delay: WrongPasswordDelay;
  /** Builds the new vault's store before its vault.json is written. */
  readonly prepareStore?: (dbKey: Uint8Array) => void;
  /** Throws when none of the keys opens the store of this folder; asked before its vault.json or the copy is replaced. */
  readonly proveStore?: (dbKeys: readonly Uint8Array[]) => void;
};

export type NewVault = {
  readonly password: string;
  readonly deviceSecret: DeviceSecretChoice;
  /** The person was told that the password is weak and wants it all the same. */
  readonly acceptWeak: boolean;
  /** The text of a recovery kit; absent when it was declined. */
  readonly recoveryKey?: string | undefined;
};

/**
 * Makes a vault in an empty data folder.
 *
 * Throws `weak-password` (too short, or weak and not accepted) and, with the choice `keychain`, `keychain-unavailable`.
 */
export async function createVault(
  deps: VaultDeps,
  { password, deviceSecret, acceptWeak, recoveryKey }: NewVault,
): Promise<OpenKeys> {
  checkNewPassword(password, acceptWeak);
  const recovery = recoveryKey === undefined ? null : recoveryKeyOf(recoveryKey);
  prepareDataFolder(deps.dataDir);
  const vaultId = randomUUID();
  const made = await makeDeviceSecret(deviceSecret, vaultId, deps.keychain);
  const header: VaultHeader = { version: VAULT_VERSION, vaultId, deviceSecret: made.record };
  const dataKey = newKey();
  const dbKey = { id: randomUUID(), key: newKey() };
  const wraps: VaultContent['wraps'] = [await wrapWithPassword(header, dataKey, password, made.secret, deps.policy)];
  if (recovery !== null) wraps.push(wrapWithRecoveryKey(header, dataKey, recovery));
  const content = { ...header, wraps, dbKeys: [wrapDbKey(header, dataKey, dbKey)] };
  await orForgetSecret(deps, content, () => {
    deps.prepareStore?.(dbKey.key);
    writeVault(deps.dataDir, content);
  });
  const keys = openedKeys(content, dataKey);
  wipe(dataKey, dbKey.key, recovery);
  return keys;
}

/**
 * Opens the vault of a data folder.
 *
 * Throws `wait-before-retry` while the delay of earlier wrong passwords runs, `wrong-password`, `vault-damaged`,
 * `vault-newer`, and for the keychain `keychain-unavailable` or `device-secret-missing`, which are not counted.
 */
export async function unlockVault(deps: VaultDeps, password: string): Promise<OpenKeys> {
  const { vault, dataKey, deviceSecret } = await provePassword(deps, password);
  try {
    const isCheap = passwordWrapOf(vault).kdf.cost < deps.policy.minCost;
    if (isCheap || !copyIsCurrent(deps.dataDir)) {
      ensureOwnStore(deps, vault, dataKey);
      const renewed = isCheap ? await wrapWithPassword(vault, dataKey, password, deviceSecret, deps.policy) : null;
      ignoringNoRoom(() => {
        if (renewed === null) refreshCopy(deps.dataDir);
        else replaceWrap(deps.dataDir, vault, renewed);
      });
    }
    return openedKeys(vault, dataKey);
  } finally {
    wipe(dataKey, deviceSecret);
  }
}

/**
 * Before anything is written: a vault.json that came here from another folder opens with its own password, and would
 * take the place of what is left of the right one. Throws what opening the store throws.
 */
export function ensureOwnStore(deps: VaultDeps, vault: VaultContent, dataKey: Uint8Array): void {
  if (deps.proveStore === undefined) return;
  const keys = unwrapDbKeys(vault, dataKey).map(({ key }) => key);
  try {
    deps.proveStore(keys);
  } finally {
    wipe(...keys);
  }
}

/** Writes a vault.json; when it did not come to be, its new device secret leaves the keychain again. */
export async function orForgetSecret(deps: VaultDeps, content: VaultContent, write: () => void): Promise<void> {
  try {
    write();
  } catch (error) {
    // After a failure behind the rename this very secret is needed.
    if (vaultText(deps.dataDir) !== serialiseVault(content)) {
      await removeDeviceSecret(deps.keychain, deviceSecretAccount(content));
    }
    throw error;
  }
}

/** Who knows the password may open and change the vault; counts wrong ones. Throws as `unlockVault` does. */
export async function provePassword(
  deps: VaultDeps,
  password: string,
): Promise<{ readonly vault: VaultContent; readonly dataKey: Uint8Array; readonly deviceSecret: Uint8Array }> {
  const { check: _check, ...vault } = readVault(deps.dataDir, deps.policy);
  const remainingMs = deps.delay.remainingMs();
  if (remainingMs > 0) {
    throw new EngineFailure('wait-before-retry', 'Too many wrong passwords. Wait a moment and try again.', {
      retryable: true,
      retryAfterMs: remainingMs,
    });
  }
  const deviceSecret = await readDeviceSecret(vault, deps.keychain);
  deps.delay.count();
  const dataKey = await openPasswordWrap(vault, password, deviceSecret);
  if (dataKey === null) {
    deps.delay.restart();
    throw new EngineFailure('wrong-password', 'This is not the master password of this vault.', {
      retryable: true,
      retryAfterMs: deps.delay.remainingMs(),
    });
  }
  deps.delay.clear();
  return { vault, dataKey, deviceSecret };
}

/** Keys for a session of which nothing is kept: random, in memory only. */
export function temporaryKeys(): OpenKeys {
  return {
    vaultId: randomUUID(),
    deviceSecret: 'none',
    dbKeys: [newKey()],
    secretsKey: secretsKeyOf(newKey()),
    oldSecretsKey: null,
  };
}

/** Throws `weak-password`: too short, or weak and not accepted. */
export function checkNewPassword(password: string, acceptWeak: boolean): void {
  const { chars, level } = estimatePassword(password);
  if (chars < MIN_PASSWORD_CHARS) {
    throw new EngineFailure(
      'weak-password',
      `The master password has ${chars} characters; it needs at least ${MIN_PASSWORD_CHARS}.`,
    );
  }
  if (level === 'weak' && !acceptWeak) {
    throw new EngineFailure(
      'weak-password',
      'This master password is easy to guess. Choose a longer one, or confirm that you want it all the same.',
      { action: 'accept-weak' },
    );
  }
}

/** The bytes of a typed recovery key. Throws `bad-input` when its checksum does not fit. */
export function recoveryKeyOf(text: string): Uint8Array {
  const key = parseRecoveryKey(text);
  if (key === null) {
    throw new EngineFailure(
      'bad-input',
      'This is not a complete recovery key: a character is missing, wrong or swapped. Compare it with the kit.',
      { retryable: true },
    );
  }
  return key;
}

/** Puts one wrap in the place of the one in its slot, in one atomic write. */
export function replaceWrap(dataDir: string, vault: VaultContent, wrap: VaultContent['wraps'][number]): void {
  const others = vault.wraps.filter(({ slot }) => slot !== wrap.slot);
  writeVault(dataDir, { ...vault, wraps: [...others, wrap] });
}

export function openedKeys(vault: VaultContent, dataKey: Uint8Array): OpenKeys {
  return {
    vaultId: vault.vaultId,
    deviceSecret: vault.deviceSecret.kind,
    dbKeys: unwrapDbKeys(vault, dataKey).map(({ key }) => key),
    secretsKey: secretsKeyOf(dataKey),
    oldSecretsKey: unwrapOldSecretsKey(vault, dataKey),
  };
}

export function wipe(...keys: readonly (Uint8Array | null)[]): void {
  for (const key of keys) key?.fill(0);
}
