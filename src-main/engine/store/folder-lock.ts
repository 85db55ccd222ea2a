import { existsSync, readFileSync, writeFileSync } from 'node:fs';
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

export type FolderLock = { readonly release: () => void };

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
  prepareDataFolder(dataDir);
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
  const path = join(dataDir, LOCK_FILE);
  // Only when it is not there: closing any handle of a file frees all POSIX locks that the process has on it.
  if (!existsSync(path)) createPrivateFile(path);
  const db = new BetterSqlite3(path, { timeout: 0 });
  try {
    // Nothing is ever written, so no journal file is wanted beside it.
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  const self: Holder = { pid: process.pid, program, since: new Date().toISOString() };
  const file = join(dataDir, HOLDER_FILE);
  try {
    writeFileSync(file, JSON.stringify(self), { mode: 0o600 });
  } catch (error) {
    db.close();
    throw namedWriteFailure(error, file);
  }
  return {
    release: () => {
      if (db.open) db.close();
    },
  };
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
