import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { LAST_CRASH_FILE } from '../privacy/error-log/last-crash.ts';
import { HOLDER_FILE, LOCK_FILE } from '../store/folder-lock.ts';
import { STORE_FILE } from '../store/store-file.ts';
import { vaultExists } from '../vault/vault-file.ts';
import { VAULT_FILE } from '../vault/vault-names.ts';
import { ATTEMPTS_FILE } from '../vault/wrong-password-delay.ts';

const NAMES = [VAULT_FILE, STORE_FILE, LOCK_FILE, HOLDER_FILE, ATTEMPTS_FILE, LAST_CRASH_FILE];

/**
 * Whether a vault keeps a file of that name in that folder: what is written there would take the place of everything
 * that was read and made. Copies and logs begin with the same names; some file systems do not tell case apart.
 */
export function isVaultFile(target: string): boolean {
  const name = basename(target).toLowerCase();
  if (!NAMES.some((own) => name.startsWith(own))) return false;
  const folder = dirname(target);
  return vaultExists(folder) || existsSync(join(folder, STORE_FILE));
}
