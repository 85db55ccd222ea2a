import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { access, lstat, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { EngineFailure } from '../failure.ts';
import { isVaultFile } from './vault-files.ts';

/** Tells the leftovers of this computer from those of another one that exports into the same shared folder. */
const MACHINE = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const PART_NAME = /^\.orgbench-([0-9a-f]{8})-(\d+)-[0-9a-f]{12}\.part$/;
/** Of this process: what is being written now. */
const inUse = new Set<string>();

/** The name says who writes it, so that the leftovers of a process that was killed can be told and removed. */
function temporaryName(): string {
  return `.orgbench-${MACHINE}-${process.pid}-${randomBytes(6).toString('hex')}.part`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !hasEnded(pid);
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/**
 * A process that was killed together with its parent is listed until init asks after it, which some take seconds to do. It
 * writes no more. Linux only; elsewhere there is nothing to read.
 */
function hasEnded(pid: number): boolean {
  try {
    return /^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false; // Not told: it counts as running.
  }
}

/**
 * Removes what exports into `folder` left unfinished because their process was killed. What another process or another
 * computer is still writing stays. Done before every export into a folder; also to be called for the folders of exports
 * that were interrupted. A folder that cannot be read has nothing to remove.
 */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const [, machine, pid] = PART_NAME.exec(name) ?? [];
    if (machine !== MACHINE || inUse.has(name)) continue;
    if (Number(pid) !== process.pid && isAlive(Number(pid))) continue;
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Runs `work` with a new name beside `target` and removes what is there when it fails. */
async function besideTarget<T>(target: string, work: (temporary: string) => Promise<T>): Promise<T> {
  await refuseForeignPlace(target);
  const folder = dirname(target);
  await removeLeftovers(folder);
  const name = temporaryName();
  inUse.add(name);
  const temporary = join(folder, name);
  try {
    return await work(temporary);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw asExportFailure(error, target);
  } finally {
    inUse.delete(name);
  }
}

/**
 * Gives `write` a fresh path beside `target` and moves it to `target` only when all went well: whoever looks sees the
 * old file, or the whole new one, and after a failure or a cancel nothing at all.
 *
 * Throws `export-failed` or `disk-full` with the folder's name when the place cannot be written.
 */
export function writeFileAtomically<T>(target: string, write: (temporaryPath: string) => Promise<T>): Promise<T> {
  return besideTarget(target, async (temporary) => {
    const result = await write(temporary);
    await rename(temporary, target);
    return result;
  });
}

/** The same for a folder of files; an existing folder is accepted only while it is empty. */
export function writeFolderAtomically<T>(target: string, write: (temporaryFolder: string) => Promise<T>): Promise<T> {
  return besideTarget(target, async (temporary) => {
    await refuseOccupiedFolder(target);
    await mkdir(temporary, { mode: 0o700 });
    const result = await write(temporary);
    if (await exists(target)) await rm(target, { recursive: true });
    await rename(temporary, target);
    return result;
  });
}

/** A rename would put the file in the place of a device or pipe, or of the vault itself. */
async function refuseForeignPlace(target: string): Promise<void> {
  const there = await lstat(target).catch(() => null);
  const isOrdinary = there === null || there.isFile() || there.isDirectory() || there.isSymbolicLink();
  if (isOrdinary && !isVaultFile(target)) return;
  const reason = isOrdinary ? 'Orgbench keeps its own data under that name' : 'what is there is not a file';
  throw new EngineFailure('export-failed', `"${basename(target)}" was not written: ${reason}. Choose another place.`, {
    retryable: true,
  });
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
    `"${basename(target)}" already exists and is not empty. Choose another name: a folder of files is always a new one.`,
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
  EFBIG: 'the disk takes no file of that size',
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
