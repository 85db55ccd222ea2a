import { createHash } from 'node:crypto';
import { z } from 'zod';
import { EngineFailure } from '../failure.ts';
import { canonicalJson, type JsonValue } from './canonical-json.ts';
import type { VaultPolicy } from './policy.ts';

export const VAULT_VERSION = 1;
const MAX_VAULT_BYTES = 65_536;

const base64 = (bytes: number) =>
  z.string().refine((text) => {
    const decoded = Buffer.from(text, 'base64');
    return decoded.length === bytes && decoded.toString('base64') === text;
  });

/** A sealed 32-byte key: nonce 12, ciphertext 32, tag 16. */
const sealedKey = base64(60);

const passwordWrap = z.strictObject({
  slot: z.literal('password'),
  kdf: z.strictObject({ name: z.literal('hmac-sha384+bcrypt+hkdf'), cost: z.int(), salt: base64(16) }),
  box: sealedKey,
});
/** The recovery key is 32 random bytes, so it needs no slow function. */
const recoveryWrap = z.strictObject({
  slot: z.literal('recovery'),
  kdf: z.strictObject({ name: z.literal('hkdf'), salt: base64(16) }),
  box: sealedKey,
});

const account = z.string().min(1).max(100);

const deviceSecret = z.discriminatedUnion('kind', [
  /** The account is the vault's id, except for a secret that took the place of a lost or known one. */
  z.strictObject({ kind: z.literal('keychain'), id: base64(16), account: account.optional() }),
  /** No keychain: the secret itself. A copied folder can then be guessed at; the interface says so. */
  z.strictObject({ kind: z.literal('none'), id: base64(16), value: base64(32) }),
]);

const vaultFile = z.strictObject({
  version: z.literal(VAULT_VERSION),
  vaultId: z.uuid(),
  deviceSecret,
  wraps: z
    .array(z.discriminatedUnion('slot', [passwordWrap, recoveryWrap]))
    .min(1)
    .max(2),
  /** Normally one; two while the database key is being renewed. */
  dbKeys: z
    .array(z.strictObject({ id: z.uuid(), box: sealedKey }))
    .min(1)
    .max(2),
  /**
   * Only while all keys are being renewed: the key that sealed the tokens before (under the new data key), and the
   * keychain's account of the device secret before.
   */
  renewal: z.strictObject({ secrets: sealedKey, account: account.nullable() }).optional(),
  /** SHA-256 of all the rest: tells damage from a wrong password before any key is made. It holds no secret. */
  check: z.string(),
});

export type VaultFile = z.infer<typeof vaultFile>;
export type VaultContent = Omit<VaultFile, 'check'>;
export type PasswordWrap = z.infer<typeof passwordWrap>;
export type RecoveryWrap = z.infer<typeof recoveryWrap>;
export type VaultHeader = Pick<VaultFile, 'version' | 'vaultId' | 'deviceSecret'>;

/** The bytes of vault.json, check included. */
export function serialiseVault(content: VaultContent): string {
  return canonicalJson({ ...content, check: checkOf(content) });
}

/**
 * Reads vault.json. Nothing slow happens here: what is refused is refused before any key derivation.
 *
 * Throws `vault-newer` for a later version, `vault-damaged` for everything else that is not exactly what was written.
 */
export function parseVault(text: string, policy: VaultPolicy): VaultFile {
  if (text.length > MAX_VAULT_BYTES) throw damaged('it is too large');
  const raw = parseJson(text);
  const version = typeof raw === 'object' && raw !== null && 'version' in raw ? raw.version : null;
  if (typeof version === 'number' && Number.isInteger(version) && version > VAULT_VERSION) {
    // Every later format keeps the check, so that damage to one digit is not taken for a newer file.
    if (!hasOwnCheck(raw, text)) throw damaged('its checksum does not match');
    throw new EngineFailure(
      'vault-newer',
      `vault.json says that it has format ${version}; this Orgbench knows ${VAULT_VERSION}. Install the newer Orgbench to open it.`,
    );
  }
  const parsed = vaultFile.safeParse(raw);
  if (!parsed.success) throw damaged('a part of it is missing or has the wrong form');
  const { check, ...content } = parsed.data;
  if (canonicalJson(parsed.data) !== text) throw damaged('it was changed by another program');
  if (check !== checkOf(content)) throw damaged('its checksum does not match');
  if (hasDoubles(content.wraps.map(({ slot }) => slot)) || hasDoubles(content.dbKeys.map(({ id }) => id))) {
    throw damaged('a part of it is there twice');
  }
  const cost = passwordWrapOf(content).kdf.cost;
  if (cost < policy.lowestAcceptedCost || cost > policy.maxCost) {
    throw damaged(`its key cost ${cost} is outside ${policy.lowestAcceptedCost} to ${policy.maxCost}`);
  }
  return parsed.data;
}

export function passwordWrapOf(content: Pick<VaultContent, 'wraps'>): PasswordWrap {
  const wrap = content.wraps.find((candidate) => candidate.slot === 'password');
  if (wrap === undefined || wrap.slot !== 'password') throw damaged('the slot of the password is missing');
  return wrap;
}

/** Null when the kit was declined. */
export function recoveryWrapOf(content: Pick<VaultContent, 'wraps'>): RecoveryWrap | null {
  const wrap = content.wraps.find((candidate) => candidate.slot === 'recovery');
  return wrap?.slot === 'recovery' ? wrap : null;
}

/**
 * Associated data of one wrap: the header, the slot's name and the slot's own parameters.
 *
 * Parameters of the other slots stay out: a new password must not break the recovery slot, whose key is not at hand.
 */
export function wrapBinding(
  header: VaultHeader,
  slot: { readonly slot: string; readonly kdf: VaultFile['wraps'][number]['kdf'] },
): string {
  return canonicalJson({ ...headerOf(header), slot: slot.slot, kdf: slot.kdf });
}

/** Associated data of a database key. */
export function dbKeyBinding(header: VaultHeader, id: string): string {
  return canonicalJson({ ...headerOf(header), slot: 'db-key', id });
}

/** Associated data of the token key before a renewal. */
export function renewalBinding(header: VaultHeader, oldAccount: string | null): string {
  return canonicalJson({ ...headerOf(header), slot: 'renewal', account: oldAccount });
}

export function damaged(why: string): EngineFailure {
  return new EngineFailure(
    'vault-damaged',
    `vault.json cannot be used: ${why}. Nothing was changed. Its copy beside it, vault.json.copy, may still be whole: put that in its place, or vault.json from a backup of the data folder, or reset Orgbench.`,
  );
}

function hasDoubles(names: readonly string[]): boolean {
  return new Set(names).size !== names.length;
}

function headerOf({ version, vaultId, deviceSecret: secret }: VaultHeader): VaultHeader {
  return { version, vaultId, deviceSecret: secret };
}

function checkOf(content: VaultContent): string {
  return sha256(canonicalJson(content));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

const anyFormat = z.looseObject({ check: z.string() });

function hasOwnCheck(raw: unknown, text: string): boolean {
  const parsed = anyFormat.safeParse(raw);
  if (!parsed.success) return false;
  const { check, ...content } = parsed.data as { readonly check: string } & { readonly [key: string]: JsonValue };
  return canonicalJson({ ...content, check }) === text && check === sha256(canonicalJson(content));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged('it is not complete or not JSON');
  }
}
