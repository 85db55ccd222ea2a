import { randomBytes } from 'node:crypto';
import { deriveKey, KEY_BYTES, openBox, sealBox } from './box.ts';
import { passwordKey, SALT_BYTES, wrapKeyOf } from './key-derivation.ts';
import type { VaultPolicy } from './policy.ts';
import {
  damaged,
  dbKeyBinding,
  type PasswordWrap,
  passwordWrapOf,
  type RecoveryWrap,
  renewalBinding,
  type VaultContent,
  type VaultHeader,
  wrapBinding,
} from './vault-format.ts';
import { VAULT_FILE } from './vault-names.ts';

const PASSWORD_KDF = 'hmac-sha384+bcrypt+hkdf';

/** A database key with the name that vault.json knows it by. */
export type NamedKey = { readonly id: string; readonly key: Uint8Array };

/** Wraps the data key under a password; raises the cost until one guess takes long enough on this machine. */
export async function wrapWithPassword(
  header: VaultHeader,
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
    const kdf = { name: PASSWORD_KDF, cost, salt: toBase64(salt) } as const;
    const box = sealBox(key, dataKey, wrapBinding(header, { slot: 'password', kdf }));
    return { slot: 'password', kdf, box: toBase64(box) };
  }
}

/** The data key, or null for a wrong password. */
export async function openPasswordWrap(
  vault: VaultContent,
  password: string,
  deviceSecret: Uint8Array,
): Promise<Uint8Array | null> {
  const wrap = passwordWrapOf(vault);
  const key = await passwordKey(password, deviceSecret, fromBase64(wrap.kdf.salt), wrap.kdf.cost);
  return openBox(key, fromBase64(wrap.box), wrapBinding(vault, wrap));
}

/**
 * Wraps the data key under a recovery key. 256 random bits need no slow function, and no device secret: the kit is the
 * way out when that is lost.
 *
 * @param recoveryKey 32 bytes
 */
export function wrapWithRecoveryKey(header: VaultHeader, dataKey: Uint8Array, recoveryKey: Uint8Array): RecoveryWrap {
  const salt = randomBytes(SALT_BYTES);
  const kdf = { name: 'hkdf', salt: toBase64(salt) } as const;
  const box = sealBox(recoveryWrapKey(recoveryKey, salt), dataKey, wrapBinding(header, { slot: 'recovery', kdf }));
  return { slot: 'recovery', kdf, box: toBase64(box) };
}

/** The data key, or null for a recovery key of another kit. */
export function openRecoveryWrap(header: VaultHeader, wrap: RecoveryWrap, recoveryKey: Uint8Array): Uint8Array | null {
  const key = recoveryWrapKey(recoveryKey, fromBase64(wrap.kdf.salt));
  return openBox(key, fromBase64(wrap.box), wrapBinding(header, wrap));
}

export function wrapDbKey(
  header: VaultHeader,
  dataKey: Uint8Array,
  { id, key }: NamedKey,
): VaultContent['dbKeys'][number] {
  return { id, box: toBase64(sealBox(wrapKeyOf(dataKey), key, dbKeyBinding(header, id))) };
}

/** Throws `vault-damaged` when one does not open. */
export function unwrapDbKeys(vault: VaultContent, dataKey: Uint8Array): readonly NamedKey[] {
  const wrapKey = wrapKeyOf(dataKey);
  return vault.dbKeys.map(({ id, box }) => {
    const key = openBox(wrapKey, fromBase64(box), dbKeyBinding(vault, id));
    if (key === null) throw damaged(`the key of the store in ${VAULT_FILE} does not open`);
    return { id, key };
  });
}

/** Seals the token key of before a renewal under the new data key. */
export function wrapOldSecretsKey(
  header: VaultHeader,
  dataKey: Uint8Array,
  oldSecretsKey: Uint8Array,
  oldAccount: string | null,
): NonNullable<VaultContent['renewal']> {
  const box = sealBox(wrapKeyOf(dataKey), oldSecretsKey, renewalBinding(header, oldAccount));
  return { secrets: toBase64(box), account: oldAccount };
}

/** Null when no renewal is under way. Throws `vault-damaged`. */
export function unwrapOldSecretsKey(vault: VaultContent, dataKey: Uint8Array): Uint8Array | null {
  const { renewal } = vault;
  if (renewal === undefined) return null;
  const key = openBox(wrapKeyOf(dataKey), fromBase64(renewal.secrets), renewalBinding(vault, renewal.account));
  if (key === null) throw damaged(`the key of the tokens in ${VAULT_FILE} does not open`);
  return key;
}

export function newKey(): Uint8Array {
  return new Uint8Array(randomBytes(KEY_BYTES));
}

function recoveryWrapKey(recoveryKey: Uint8Array, salt: Uint8Array): Uint8Array {
  return deriveKey(recoveryKey, 'orgbench/recovery/v1', salt);
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function fromBase64(text: string): Uint8Array {
  return Buffer.from(text, 'base64');
}
