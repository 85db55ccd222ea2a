import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EngineFailure } from '../failure.ts';
import { namedWriteFailure, replaceFile, syncFolder } from '../store/atomic-file.ts';
import { STORE_FILE } from '../store/store-file.ts';
import type { VaultPolicy } from './policy.ts';
import { VAULT_COPY, VAULT_FILE } from './vault-names.ts';
import { damaged, parseVault, serialiseVault, type VaultContent, type VaultFile } from './vault-format.ts';

/** Whether there is a vault, or what is left of one. */
export function vaultExists(dataDir: string): boolean {
  return existsSync(join(dataDir, VAULT_FILE)) || existsSync(join(dataDir, VAULT_COPY));
}

/** A vault, or a store whose vault.json is gone: both must be met with "unlock", never with "set up". */
export function somethingKept(dataDir: string): boolean {
  return vaultExists(dataDir) || existsSync(join(dataDir, STORE_FILE));
}

/** What vault.json holds now, to tell whether something changed it; null when there is none. */
export function vaultText(dataDir: string): string | null {
  return readText(join(dataDir, VAULT_FILE));
}

/**
 * Writes vault.json, then its copy.
 *
 * The old copy goes first: a kill between the two files must not leave a copy that an old password opens. Until the new
 * file takes its place, which is one step, the old vault.json stands alone.
 */
export function writeVault(dataDir: string, content: VaultContent): void {
  const text = serialiseVault(content);
  const copy = join(dataDir, VAULT_COPY);
  if (existsSync(copy)) {
    rmSync(copy);
    syncFolder(dataDir);
  }
  try {
    replaceFile(join(dataDir, VAULT_FILE), text);
  } catch (error) {
    // The old file is in force as before, and has a second one beside it again where there is room for it.
    ignoringNoRoom(() => refreshCopy(dataDir));
    throw error;
  }
  try {
    replaceFile(copy, text);
  } catch {
    // The change is in force; to say that it failed would be wrong. The next unlock makes the copy again.
    rmSync(copy, { force: true });
  }
}

/**
 * Reads vault.json.
 *
 * A file that is missing or cut short, as after a disk fault, is restored from the copy; a file that was changed is
 * not: that is told, because someone or something did it. Throws `vault-damaged` or `vault-newer`.
 */
export function readVault(dataDir: string, policy: VaultPolicy): VaultFile {
  const path = join(dataDir, VAULT_FILE);
  const copyPath = join(dataDir, VAULT_COPY);
  const text = readText(path);
  const copy = readText(copyPath);
  if (copy !== null && (text === null || (text.length < copy.length && copy.startsWith(text)))) {
    const restored = parseVault(copy, policy);
    replaceFile(path, copy);
    return restored;
  }
  if (text === null) throw damaged('it is missing');
  return parseVault(text, policy);
}

/** Whether the copy is what vault.json is. */
export function copyIsCurrent(dataDir: string): boolean {
  return readText(join(dataDir, VAULT_COPY)) === vaultText(dataDir);
}

/**
 * Brings a copy that a kill left behind up to date. Called once the vault has proved to open this folder's store: the
 * copy may be the last one of the vault that belongs here.
 */
export function refreshCopy(dataDir: string): void {
  const text = vaultText(dataDir);
  if (text !== null && !copyIsCurrent(dataDir)) replaceFile(join(dataDir, VAULT_COPY), text);
}

/** For what is only good to have: that the disk is full or read-only must not keep anybody out of the vault. */
export function ignoringNoRoom(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!(error instanceof EngineFailure && (error.code === 'disk-full' || error.code === 'store-read-only'))) {
      throw error;
    }
  }
}

function readText(path: string): string | null {
  try {
    // latin1 keeps every byte apart, so a changed byte cannot be read as the same text.
    return readFileSync(path, 'latin1');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw namedWriteFailure(error, path);
  }
}
