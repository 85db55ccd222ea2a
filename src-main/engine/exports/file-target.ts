import { randomBytes } from 'node:crypto';
import { access, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EngineFailure } from '../failure.ts';

/**
 * Gives `write` a fresh path beside `target` and moves it to `target` only when all went well: whoever looks sees the
 * old file, or the whole new one, and after a failure or a cancel nothing at all.
 *
 * Throws `export-failed` or `disk-full` with the folder's name when the place cannot be written.
 */
export async function writeFileAtomically<T>(target: string, write: (temporaryPath: string) => Promise<T>): Promise<T> {
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.part`);
  try {
    const result = await write(temporary);
    await rename(temporary, target);
    return result;
  } catch (error) {
    await rm(temporary, { force: true });
    throw asExportFailure(error, target);
  }
}

/** The same for a folder of files; an existing folder is accepted only while it is empty. */
export async function writeFolderAtomically<T>(
  target: string,
  write: (temporaryFolder: string) => Promise<T>,
): Promise<T> {
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.part`);
  try {
    await refuseOccupiedFolder(target);
    await mkdir(temporary, { mode: 0o700 });
    const result = await write(temporary);
    if (await exists(target)) await rm(target, { recursive: true });
    await rename(temporary, target);
    return result;
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw asExportFailure(error, target);
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function refuseOccupiedFolder(target: string): Promise<void> {
  if (!(await exists(target))) return;
  const isFolder = (await stat(target)).isDirectory();
  if (isFolder && (await readdir(target)).length === 0) return;
  throw new EngineFailure(
    'export-failed',
    `"${basename(target)}" already exists and is not empty. Choose another name: a folder of CSV files is always a new one.`,
  );
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this account may not write there',
  EPERM: 'this account may not write there',
  EROFS: 'the disk is read-only',
  ENOENT: 'the folder does not exist',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'there is a folder of that name',
  EBUSY: 'the file is open in another program',
  ENAMETOOLONG: 'the name is too long',
};

function asExportFailure(error: unknown, target: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new EngineFailure(
      'disk-full',
      `The disk is full. "${basename(target)}" was not written; free some space and export again.`,
      {
        cause: error,
        retryable: true,
      },
    );
  }
  const reason = REASONS[code];
  if (reason === undefined) return error;
  return new EngineFailure('export-failed', `"${basename(target)}" was not written: ${reason}. Choose another place.`, {
    cause: error,
    retryable: true,
  });
}
