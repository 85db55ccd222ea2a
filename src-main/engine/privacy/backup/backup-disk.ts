import { open, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { writeFileAtomically } from '../../exports/file-target.ts';
import { EngineFailure } from '../../failure.ts';

/** Far above any backup: what is larger is another file. None is written that could not be read again. */
const MIB = 1024 * 1024;
const MAX_BYTES = 512 * MIB;

/**
 * Writes a backup so that whoever looks sees the old file or the whole new one; only its owner may read it.
 *
 * Throws `too-large`, `export-failed`, `disk-full`, and what the signal says.
 */
export async function saveBackup(path: string, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
  if (bytes.length > MAX_BYTES) {
    throw new EngineFailure(
      'too-large',
      `The backup would have ${Math.ceil(bytes.length / MIB)} MB; Orgbench reads backups up to ${MAX_BYTES / MIB} MB. Nothing was written. Leave out a part, for example the export history.`,
    );
  }
  return writeFileAtomically(path, async (temporary) => {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(bytes, { signal });
      await file.sync();
    } finally {
      await file.close();
    }
    signal.throwIfAborted();
  });
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there any more',
  ENOTDIR: 'it is not there any more',
  EISDIR: 'it is a folder',
  EACCES: 'this account may not read it',
  EPERM: 'this account may not read it',
};

/** Throws `bad-input` when the file cannot be read, `too-large` when it cannot be a backup. */
export async function loadBackup(path: string): Promise<Uint8Array> {
  try {
    const there = await stat(path);
    // A pipe or a device would be read for ever.
    if (!there.isFile() && !there.isDirectory()) {
      throw new EngineFailure('bad-input', `"${basename(path)}" could not be read: it is not a file.`, {
        retryable: true,
      });
    }
    if (there.size > MAX_BYTES) {
      throw new EngineFailure('too-large', `"${basename(path)}" is too large to be a backup. Choose another file.`);
    }
    return await readFile(path);
  } catch (error) {
    const reason = REASONS[error instanceof Error && 'code' in error ? String(error.code) : ''];
    if (reason === undefined) throw error;
    throw new EngineFailure('bad-input', `"${basename(path)}" could not be read: ${reason}.`, {
      retryable: true,
      cause: error,
    });
  }
}
