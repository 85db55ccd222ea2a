import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkedShellEntry, type RedactedEntry } from './redact.ts';

export const LAST_CRASH_FILE = 'last-crash.json';

type Crash = { readonly entry: RedactedEntry; readonly at: string };

/**
 * Leaves the one line about an error that ends the engine, or that the shell met while no engine could take it. The file
 * is not encrypted, because the keys are in a process that nobody can trust any more, or nowhere: hence only what a
 * redacted line holds, an event and a place in the code.
 */
export function writeLastCrash(dataDir: string, { entry, at }: Crash): void {
  if (!existsSync(dataDir)) return;
  writeFileSync(join(dataDir, LAST_CRASH_FILE), `${JSON.stringify({ ...entry, at })}\n`, { mode: 0o600 });
}

/** What an engine that ended left, or null. A file that holds anything else is not believed. */
export function readLastCrash(dataDir: string): Crash | null {
  const path = join(dataDir, LAST_CRASH_FILE);
  if (!existsSync(path)) return null;
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const entry = checkedShellEntry(value);
    if (entry === null || typeof value !== 'object' || value === null || !('at' in value)) return null;
    const time = Date.parse(String(value.at));
    return Number.isNaN(time) ? null : { entry, at: new Date(time).toISOString() };
  } catch {
    // Cut short by the very end that it tells of, or written by somebody else.
    return null;
  }
}

export function removeLastCrash(dataDir: string): void {
  rmSync(join(dataDir, LAST_CRASH_FILE), { force: true });
}
