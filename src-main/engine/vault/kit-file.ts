import { randomUUID } from 'node:crypto';
import { lstatSync, renameSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { parseRecoveryKey, recoveryGroups } from '../../../src-preload/contract/recovery-kit.ts';
import { EngineFailure } from '../failure.ts';
import { replaceFile } from '../store/atomic-file.ts';

/** A saved kit until it is known whether the vault took its key. */
export type SavedKit = {
  /** The vault took it: what lay there before goes. */
  readonly keep: () => void;
  /** The vault did not take it: the file goes, and what lay there before comes back. */
  readonly takeBack: () => void;
};

/**
 * Writes a recovery kit as a text file that only its owner may read, to the place that a person chose in the system's
 * dialog. Written before the vault takes the key, so that no vault waits for a kit that could not be saved.
 *
 * What lies there already may be the kit that is still valid, so it is put aside and not overwritten.
 *
 * Throws `export-failed`.
 */
export function writeKitFile(path: string, recoveryKey: string, now: number): SavedKit {
  // What is no key is refused by the vault, in its own words.
  if (parseRecoveryKey(recoveryKey) === null) return { keep: () => {}, takeBack: () => {} };
  let aside: string | null = null;
  const restore = (): void => {
    if (aside !== null) renameSync(aside, path);
  };
  try {
    aside = putAside(path);
    replaceFile(path, kitText(recoveryKey, now));
  } catch (error) {
    restore();
    throw new EngineFailure(
      'export-failed',
      `The recovery kit could not be written to ${basename(path)}. Nothing was changed. Choose another place, print it, or write it down.`,
      { retryable: true, cause: error },
    );
  }
  return {
    keep: () => {
      try {
        if (aside !== null) rmSync(aside, { force: true });
      } catch {
        // A kit that opens nothing any more may stay; the new one is in force.
      }
    },
    takeBack: () => {
      rmSync(path, { force: true });
      restore();
    },
  };
}

/** The new name of the file at this path; null when there is none. */
function putAside(path: string): string | null {
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() !== false) return null;
  const aside = `${path}.${randomUUID()}.old`;
  renameSync(path, aside);
  return aside;
}

function kitText(recoveryKey: string, now: number): string {
  const groups = recoveryGroups(recoveryKey);
  const rows = [0, 4, 8, 12].map((at) => `    ${groups.slice(at, at + 4).join('  ')}`);
  return [
    'Orgbench recovery kit',
    `Made on ${new Date(now).toISOString().slice(0, 10)}`,
    '',
    ...rows,
    '',
    'It opens the vault without the master password, on the computer that has the data folder.',
    'Keep it apart from that computer: on paper, in a safe or in a password manager.',
    'To use it: start Orgbench, choose "Forgot the password", then "Use the recovery kit".',
    'If someone else may have seen it: Preferences, Security, "Renew all keys".',
    '',
  ].join('\n');
}
