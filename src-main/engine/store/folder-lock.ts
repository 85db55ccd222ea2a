import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import BetterSqlite3 from 'better-sqlite3';
import { z } from 'zod';
import { EngineFailure } from '../failure.ts';
import { createPrivateFile, namedWriteFailure, prepareDataFolder } from './atomic-file.ts';

export const LOCK_FILE = 'lock.db';
export const HOLDER_FILE = 'lock.holder.json';
const RETRY_MS = 100;

const holder = z.object({ pid: z.int(), program: z.string().max(200), since: z.string().max(40) });
type Holder = z.infer<typeof holder>;

/** What became of a folder that was given up. `left`: names of files in it that are not Orgbench's. */
export type GivenUpFolder = { readonly folderRemoved: boolean; readonly left: readonly string[] };

export type FolderLock = {
  readonly release: () => void;
  /** Releases it and removes its files, and the folder where nothing else is in it. Everything else must be gone. */
  readonly giveUp: () => GivenUpFolder;
};

/**
 * Makes this process the only engine of a data folder.
 *
 * The lock is an exclusive transaction on an empty SQLite file: the operating system frees it when its holder ends, in
 * whatever way, so nothing stale can be left behind. A side file says who holds it; it is only believed while the lock
 * is really held.
 *
 * @param waitMs how long to wait for another holder
 *
 * Throws `vault-in-use`, naming the holder.
 */
export async function acquireFolderLock(
  dataDir: string,
  { waitMs, program }: { readonly waitMs: number; readonly program: string },
): Promise<FolderLock> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const lock = tryLock(dataDir, program);
    if (lock !== null) return lock;
    const left = deadline - performance.now();
    if (left <= 0) throw inUse(readHolder(dataDir));
    await sleep(Math.min(RETRY_MS, left));
  }
}

function tryLock(dataDir: string, program: string): FolderLock | null {
  // In every turn: whoever held the lock may have given up the folder with it.
  prepareDataFolder(dataDir);
  const path = join(dataDir, LOCK_FILE);
  // Only when it is not there: closing any handle of a file frees all POSIX locks that the process has on it.
  const openedFile = ((): string | null => {
    try {
      if (!existsSync(path)) createPrivateFile(path);
      return identityOf(path);
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
  })();
  if (openedFile === null) return null;
  const db = openLockFile(path, openedFile);
  if (db === null) return null;
  try {
    // Nothing is ever written, so no journal file is wanted beside it.
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  // A lock on a file that its last holder removed keeps nobody else out: begin again with the file of now.
  if (identityOf(path) !== openedFile) {
    db.close();
    return null;
  }
  const self: Holder = { pid: process.pid, program, since: new Date().toISOString() };
  const file = join(dataDir, HOLDER_FILE);
  try {
    writeFileSync(file, JSON.stringify(self), { mode: 0o600 });
  } catch (error) {
    db.close();
    throw namedWriteFailure(error, file);
  }
  const release = (): void => {
    if (db.open) db.close();
  };
  return { release, giveUp: () => giveUp(dataDir, release) };
}

/**
 * A program that waits for the lock has its file open. It finds that the file is not the one in the folder any more, and
 * makes a new one; then the folder is not empty and stays. Windows refuses to remove a file that somebody has open, its
 * holder's own too: there the lock is released first, and what the next program has opened stays.
 */
function giveUp(dataDir: string, release: () => void): GivenUpFolder {
  const remove = (name: string): void => {
    try {
      rmSync(join(dataDir, name), { force: true });
    } catch {
      // In use by the next program, or not removable: the names in the folder say so.
    }
  };
  remove(HOLDER_FILE);
  if (process.platform === 'win32') release();
  remove(LOCK_FILE);
  release();
  try {
    rmdirSync(dataDir);
    return { folderRemoved: true, left: [] };
  } catch {
    return { folderRemoved: !existsSync(dataDir), left: foreignNames(dataDir) };
  }
}

function foreignNames(dataDir: string): readonly string[] {
  try {
    return readdirSync(dataDir).filter((name) => name !== LOCK_FILE && name !== HOLDER_FILE);
  } catch {
    // Nobody may look into it, or it is gone: nothing can be named.
    return [];
  }
}

/** Null when the file that was looked at is gone, also when another one has taken its name since. */
function openLockFile(path: string, lookedAt: string): BetterSqlite3.Database | null {
  try {
    return new BetterSqlite3(path, { timeout: 0, fileMustExist: true });
  } catch (error) {
    if (identityOf(path) !== lookedAt) return null;
    throw error;
  }
}

/** Tells a file from another one that took its name. Null: there is none. */
function identityOf(path: string): string | null {
  const file = statSync(path, { bigint: true, throwIfNoEntry: false });
  return file === undefined ? null : `${file.dev}/${file.ino}/${file.birthtimeNs}`;
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function readHolder(dataDir: string): Holder | null {
  try {
    return holder.parse(JSON.parse(readFileSync(join(dataDir, HOLDER_FILE), 'utf8')));
  } catch {
    // The holder took the lock this very moment and has not written its name yet.
    return null;
  }
}

function inUse(who: Holder | null): EngineFailure {
  const name = who === null ? 'another program' : `${who.program} (process ${who.pid}, since ${who.since})`;
  return new EngineFailure(
    'vault-in-use',
    `The data folder is in use by ${name}. Close it and try again; only one program at a time can have it open.`,
    { retryable: true },
  );
}
