import { randomBytes, randomUUID } from 'node:crypto';
import { estimatePassword, MIN_PASSWORD_CHARS } from '../../../src-preload/contract/password-strength.ts';
import { EngineFailure } from '../failure.ts';
import type { Keychain } from '../ports.ts';
import { prepareDataFolder } from '../store/atomic-file.ts';
import { deriveKey, KEY_BYTES, openBox, sealBox } from './box.ts';
import { type DeviceSecretChoice, makeDeviceSecret, readDeviceSecret } from './device-secret.ts';
import { passwordKey, SALT_BYTES, secretsKeyOf, wrapKeyOf } from './key-derivation.ts';
import type { VaultPolicy } from './policy.ts';
import {
  damaged,
  dbKeyBinding,
  type PasswordWrap,
  passwordWrapOf,
  VAULT_VERSION,
  type VaultContent,
  type VaultFile,
  wrapBinding,
} from './vault-format.ts';
import { readVault, refreshCopy, VAULT_FILE, writeVault } from './vault-file.ts';
import type { WrongPasswordDelay } from './wrong-password-delay.ts';

/** What an open vault gives: never the key that opens it, only what is made from it. */
export type OpenKeys = {
  readonly vaultId: string;
  readonly deviceSecret: 'keychain' | 'none';
  /** 32 bytes each, newest first; more than one only while the database key is being renewed. */
  readonly dbKeys: readonly Uint8Array[];
  /** Seals tokens. 32 bytes. */
  readonly secretsKey: Uint8Array;
};

export type VaultDeps = {
  readonly dataDir: string;
  readonly keychain: Keychain | null;
  readonly policy: VaultPolicy;
  readonly delay: WrongPasswordDelay;
  /** Builds the new vault's store before its vault.json is written. */
  readonly prepareStore?: (dbKey: Uint8Array) => void;
};

export type NewVault = {
  readonly password: string;
  readonly deviceSecret: DeviceSecretChoice;
  /** The person was told that the password is weak and wants it all the same. */
  readonly acceptWeak: boolean;
};

const WRAP_KDF = 'hmac-sha384+bcrypt+hkdf';

type Header = Pick<VaultContent, 'version' | 'vaultId' | 'deviceSecret'>;

/**
 * Makes a vault in an empty data folder.
 *
 * Throws `weak-password` (too short, or weak and not accepted) and, with the choice `keychain`, `keychain-unavailable`.
 */
export async function createVault(
  deps: VaultDeps,
  { password, deviceSecret, acceptWeak }: NewVault,
): Promise<OpenKeys> {
  checkNewPassword(password, acceptWeak);
  prepareDataFolder(deps.dataDir);
  const vaultId = randomUUID();
  const made = await makeDeviceSecret(deviceSecret, vaultId, deps.keychain);
  const header: Header = { version: VAULT_VERSION, vaultId, deviceSecret: made.record };
  const dataKey = randomBytes(KEY_BYTES);
  const dbKey = { id: randomUUID(), key: new Uint8Array(randomBytes(KEY_BYTES)) };
  const wrap = await wrapWithPassword(header, dataKey, password, made.secret, deps.policy);
  const box = sealBox(wrapKeyOf(dataKey), dbKey.key, dbKeyBinding(header, dbKey.id));
  deps.prepareStore?.(dbKey.key);
  writeVault(deps.dataDir, { ...header, wraps: [wrap], dbKeys: [{ id: dbKey.id, box: toBase64(box) }] });
  const keys = openedKeys(header, dataKey, [dbKey.key]);
  dataKey.fill(0);
  return keys;
}

/**
 * Opens the vault of a data folder.
 *
 * Throws `wait-before-retry` while the delay of earlier wrong passwords runs, `wrong-password`, `vault-damaged`,
 * `vault-newer`, and for the keychain `keychain-unavailable` or `device-secret-missing`, which are not counted.
 */
export async function unlockVault(deps: VaultDeps, password: string): Promise<OpenKeys> {
  const vault = readVault(deps.dataDir, deps.policy);
  const remainingMs = deps.delay.remainingMs();
  if (remainingMs > 0) {
    throw new EngineFailure('wait-before-retry', 'Too many wrong passwords. Wait a moment and try again.', {
      retryable: true,
      retryAfterMs: remainingMs,
    });
  }
  const deviceSecret = await readDeviceSecret(vault, deps.keychain);
  const wrap = passwordWrapOf(vault);
  deps.delay.count();
  const key = await passwordKey(password, deviceSecret, fromBase64(wrap.kdf.salt), wrap.kdf.cost);
  const dataKey = openBox(key, fromBase64(wrap.box), wrapBinding(vault, wrap));
  if (dataKey === null) {
    deps.delay.restart();
    throw new EngineFailure('wrong-password', 'This is not the master password of this vault.', {
      retryable: true,
      retryAfterMs: deps.delay.remainingMs(),
    });
  }
  deps.delay.clear();
  refreshCopy(deps.dataDir);
  const keys = openedKeys(vault, dataKey, unwrapDbKeys(vault, dataKey));
  if (wrap.kdf.cost < deps.policy.minCost) {
    const renewed = await wrapWithPassword(vault, dataKey, password, deviceSecret, deps.policy);
    const { check: _check, ...content } = vault;
    writeVault(deps.dataDir, {
      ...content,
      wraps: vault.wraps.map((old) => (old.slot === 'password' ? renewed : old)),
    });
  }
  dataKey.fill(0);
  return keys;
}

/** Keys for a session of which nothing is kept: random, in memory only. */
export function temporaryKeys(): OpenKeys {
  return {
    vaultId: randomUUID(),
    deviceSecret: 'none',
    dbKeys: [randomBytes(KEY_BYTES)],
    secretsKey: deriveKey(randomBytes(KEY_BYTES), 'orgbench/secrets/v1'),
  };
}

function checkNewPassword(password: string, acceptWeak: boolean): void {
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

/** Raises the cost until one guess takes long enough on this machine. */
async function wrapWithPassword(
  header: Header,
  dataKey: Uint8Array,
  password: string,
  deviceSecret: Uint8Array,
  policy: VaultPolicy,
): Promise<PasswordWrap> {
  for (let cost = policy.minCost; ; cost += 1) {
    const salt = randomBytes(SALT_BYTES);
    const started = performance.now();
    const key = await passwordKey(password, deviceSecret, salt, cost);
    if (performance.now() - started < policy.minGuessMs && cost < policy.maxCost) continue;
    const kdf = { name: WRAP_KDF, cost, salt: toBase64(salt) } as const;
    const box = sealBox(key, dataKey, wrapBinding(header, { slot: 'password', kdf }));
    return { slot: 'password', kdf, box: toBase64(box) };
  }
}

function unwrapDbKeys(vault: VaultFile, dataKey: Uint8Array): readonly Uint8Array[] {
  const wrapKey = wrapKeyOf(dataKey);
  return vault.dbKeys.map(({ id, box }) => {
    const key = openBox(wrapKey, fromBase64(box), dbKeyBinding(vault, id));
    if (key === null) throw damaged(`the key of the store in ${VAULT_FILE} does not open`);
    return key;
  });
}

function openedKeys(header: Header, dataKey: Uint8Array, dbKeys: readonly Uint8Array[]): OpenKeys {
  return {
    vaultId: header.vaultId,
    deviceSecret: header.deviceSecret.kind,
    dbKeys,
    secretsKey: secretsKeyOf(dataKey),
  };
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function fromBase64(text: string): Uint8Array {
  return Buffer.from(text, 'base64');
}
