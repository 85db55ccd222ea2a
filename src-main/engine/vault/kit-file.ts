import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import { parseRecoveryKey, recoveryGroups } from '../../../src-preload/contract/recovery-kit.ts';
import { EngineFailure } from '../failure.ts';
import { replaceFile } from '../store/atomic-file.ts';

/**
 * Writes a recovery kit as a text file that only its owner may read, to the place that a person chose in the system's
 * dialog. Written before the vault takes the key, so that no vault waits for a kit that could not be saved.
 *
 * @returns removes the file again, for when the vault did not take the key.
 *
 * Throws `export-failed`.
 */
export function writeKitFile(path: string, recoveryKey: string, now: number): () => void {
  // What is no key is refused by the vault, in its own words.
  if (parseRecoveryKey(recoveryKey) === null) return () => {};
  try {
    replaceFile(path, kitText(recoveryKey, now));
  } catch (error) {
    throw new EngineFailure(
      'export-failed',
      `The recovery kit could not be written to ${basename(path)}. Nothing was changed. Choose another place, print it, or write it down.`,
      { retryable: true, cause: error },
    );
  }
  return () => rmSync(path, { force: true });
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
