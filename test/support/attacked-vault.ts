import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Engine } from '../../src-main/engine/create-engine.ts';
import { EngineFailure } from '../../src-main/engine/failure.ts';
import { HOLDER_FILE, LOCK_FILE } from '../../src-main/engine/store/folder-lock.ts';
import { toFailure } from '../../src-main/engine/failure.ts';
import { nameStoreFailure } from '../../src-main/engine/store/store-failure.ts';
import { tempFolder } from './temp-folder.ts';

/* What the attacks on a vault have in common: look at the folder before and after, and at what a person is told. */

/** SHA-256 of each file of the data folder, but for those that only say who has it open. */
export function fingerprint(dataDir: string): Readonly<Record<string, string>> {
  const names = readdirSync(dataDir).filter((name) => name !== LOCK_FILE && name !== HOLDER_FILE);
  return Object.fromEntries(
    names.toSorted().map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(dataDir, name)))
        .digest('hex'),
    ]),
  );
}

/** A folder like `original`, to be harmed. */
export function copyOf(original: string): string {
  const folder = tempFolder();
  cpSync(original, folder, { recursive: true });
  return folder;
}

export type Outcome = { readonly code: string; readonly message: string };
export const OPENED: Outcome = { code: 'opened', message: '' };

/** `opened`, or what a person is told. */
export async function outcomeOf(work: Promise<unknown> | (() => unknown)): Promise<Outcome> {
  try {
    await (typeof work === 'function' ? work() : work);
    return OPENED;
  } catch (error) {
    const named = nameStoreFailure(error);
    if (!(named instanceof EngineFailure)) throw named;
    const { code, message } = toFailure(named, 'trace');
    return { code, message };
  }
}

/** Opens the vault with an engine of its own, closes it again, and says how that went. */
export async function opening(engine: Engine, password: string): Promise<Outcome> {
  try {
    return await outcomeOf(engine.unlock(password));
  } finally {
    await engine.close();
  }
}

/** What a person needs of each refusal: what is wrong, and what to do. */
const SENTENCES: Readonly<Record<string, readonly RegExp[]>> = {
  'vault-damaged': [/^vault\.json cannot be used: ./, /Nothing was changed/, /vault\.json\.copy/, /backup|reset/],
  'store-damaged': [/^The local store cannot be opened: ./, /Nothing was deleted/, /backup/, /reset/],
  'device-secret-missing': [/keychain/, /recovery kit/, /does not count as a wrong password/],
  'keychain-unavailable': [
    /keychain did not answer/,
    /Unlock or start the keychain/,
    /try again/,
    /does not count as a wrong password/,
  ],
  'wrong-password': [/not the master password/],
  'wait-before-retry': [/Too many wrong passwords/, /Wait/],
  'disk-full': [/room|free/i, /Free some space/],
  'vault-in-use': [/in use by/, /Close it/],
  'signed-out': [/stored sign-in/, /Sign in again/],
};

/** One line in words for a person, without a stack, of this code. */
export function expectSentence({ code, message }: Outcome, wanted: string): void {
  expect({ code, message }).toMatchObject({ code: wanted });
  for (const words of SENTENCES[wanted] ?? []) expect(message).toMatch(words);
  expect(message).not.toMatch(/\n|\bat \S+:\d+|Error:|undefined|SQLITE/);
}
