import { randomBytes } from 'node:crypto';
import { estimatePassword, MIN_PASSWORD_CHARS } from '../../../../src-preload/contract/password-strength.ts';
import { EngineFailure } from '../../failure.ts';
import { deriveKey } from '../../vault/box.ts';
import { passwordKey, SALT_BYTES } from '../../vault/key-derivation.ts';
import type { VaultPolicy } from '../../vault/policy.ts';

/**
 * In the place of the vault's device secret. It is no secret: a backup must open on another computer, so its password
 * alone protects it; the constant keeps its keys apart from those of a vault with the same password.
 */
const NO_DEVICE = Buffer.from('orgbench/backup/v1', 'utf8');

/** What of a backup's key is written into the file in clear. */
export type BackupKdf = { readonly salt: Uint8Array; readonly cost: number };

/** 32 bytes each; none opens what another one sealed. */
export type BackupKeys = { readonly check: Uint8Array; readonly table: Uint8Array; readonly section: Uint8Array };

/** NFKC, HMAC-SHA-384, bcrypt, HKDF: as in the vault (`passwordKey`). */
export async function backupKeys(password: string, { salt, cost }: BackupKdf): Promise<BackupKeys> {
  const key = await passwordKey(password, NO_DEVICE, salt, cost);
  const keys = {
    check: deriveKey(key, 'orgbench/backup/check/v1'),
    table: deriveKey(key, 'orgbench/backup/table/v1'),
    section: deriveKey(key, 'orgbench/backup/section/v1'),
  };
  key.fill(0);
  return keys;
}

/** Keys for a new backup; raises the cost until one guess takes long enough on this machine. */
export async function newBackupKeys(
  password: string,
  policy: VaultPolicy,
): Promise<{ readonly kdf: BackupKdf; readonly keys: BackupKeys }> {
  for (let cost = policy.minCost; ; cost += 1) {
    const kdf = { salt: new Uint8Array(randomBytes(SALT_BYTES)), cost };
    const started = performance.now();
    const keys = await backupKeys(password, kdf);
    if (performance.now() - started >= policy.minGuessMs || cost >= policy.maxCost) return { kdf, keys };
    wipeKeys(keys);
  }
}

export function wipeKeys(keys: BackupKeys): void {
  for (const key of Object.values(keys)) key.fill(0);
}

/** Throws `weak-password`: too short, or weak and not accepted. */
export function checkBackupPassword(password: string, acceptWeak: boolean): void {
  const { chars, level } = estimatePassword(password);
  if (chars < MIN_PASSWORD_CHARS) {
    throw new EngineFailure(
      'weak-password',
      `The backup's password has ${chars} characters; it needs at least ${MIN_PASSWORD_CHARS}.`,
    );
  }
  if (level === 'weak' && !acceptWeak) {
    throw new EngineFailure(
      'weak-password',
      'This password is easy to guess, and nothing but it protects the backup. Choose a longer one, or confirm that you want it all the same.',
      { action: 'accept-weak' },
    );
  }
}
