import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { EngineFailure } from '../failure.ts';

/** How often a folder that vanishes while it is made is made anew: another program gives it up only now and then. */
const MOST_ATTEMPTS = 5;

/** Creates the data folder if need be; nobody but its owner may look into it. */
export function prepareDataFolder(dataDir: string): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      mkdirSync(dataDir, { recursive: true, mode: 0o700 });
      if (process.platform !== 'win32') chmodSync(dataDir, 0o700);
      return;
    } catch (error) {
      // Also what Node says of a folder that it cannot make on a read-only disk.
      const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!isGone) throw namedWriteFailure(error, dataDir);
      if (attempt === MOST_ATTEMPTS) throw mayNotWrite(dataDir, error);
    }
  }
}

/**
 * Replaces a small file so that a kill or a power cut leaves the old or the new content, never a mixture: temporary
 * file, fsync, read back, rename, fsync of the folder. Mode 0600.
 *
 * Throws `disk-full` or `store-read-only`; the old file is then untouched.
 */
export function replaceFile(path: string, text: string): void {
  const temporary = `${path}.new`;
  try {
    // What an earlier kill left behind is worthless: it was never renamed.
    rmSync(temporary, { force: true });
    const file = openSync(temporary, 'wx', 0o600);
    try {
      // Not writeSync: on a disk that is nearly full that one writes the beginning and does not call it a failure.
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (readFileSync(temporary, 'utf8') !== text) {
      throw new EngineFailure('disk-full', `${path} did not read back as it was written. Check the disk.`);
    }
    renameSync(temporary, path);
    syncFolder(dirname(path));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw namedWriteFailure(error, path);
  }
}

/** An empty file that only its owner may read: SQLite fills it and gives its log the same mode. */
export function createPrivateFile(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
}

/** Brings what was written to a file by other means to the disk. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes a rename or a new name survive a power cut. Windows has no such call for folders and does not need it. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function mayNotWrite(path: string, cause: unknown): EngineFailure {
  return new EngineFailure(
    'store-read-only',
    `Orgbench may not write to ${path}. Check the permissions of the data folder.`,
    { retryable: true, cause },
  );
}

/** Gives the failures that a person can do something about their own names. */
export function namedWriteFailure(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // EFBIG: what is left of a limit for one file, as a system or a small file system sets it.
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return new EngineFailure(
      'disk-full',
      `There is no room left on the disk for ${path}. Free some space and try again.`,
      {
        retryable: true,
        cause: error,
      },
    );
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return mayNotWrite(path, error);
  }
  if (code === 'EEXIST' || code === 'ENOTDIR') {
    return new EngineFailure('store-read-only', `${path} is not a folder. Choose another data folder.`, {
      cause: error,
    });
  }
  return error;
}
