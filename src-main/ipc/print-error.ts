import { join } from 'node:path';
import type { EventNumber } from '../engine/privacy/error-log/events.ts';
import { LAST_CRASH_FILE, writeLastCrash } from '../engine/privacy/error-log/last-crash.ts';
import { entryLine, type RedactedEntry, redact } from '../engine/privacy/error-log/redact.ts';
import { existsSync } from 'node:fs';

type Keep = {
  /** The data folder, for the file that the next unlock puts into the error log. */
  readonly dataDir: string | null;
  /** Gives a line to the engine's error log; false when there is no engine to take it. */
  readonly tellEngine: (line: RedactedEntry) => boolean;
};

let keep: Keep = { dataDir: null, tellEngine: () => false };

/** Where the shell's errors are kept from now on. Errors come from everywhere, also before there is anything to keep them. */
export function keepErrors(change: Partial<Keep>): void {
  keep = { ...keep, ...change };
}

/**
 * The one way for an unexpected error of the shell: a line on the console, and the same line in the error log, at once
 * when an engine runs, else at the next unlock. It says what kind of error and where in the code. The message stays out,
 * as in the engine: it may hold a token, a path or a name, and a console may be kept in a file.
 */
export function printError(thrown: unknown, event: EventNumber = 910, traceId: string | null = null): void {
  const entry = redact(event, thrown, traceId);
  console.error(entryLine(entry));
  try {
    if (!keep.tellEngine(entry)) leaveForNextTime(entry);
  } catch {
    // A full or read-only disk: the line on the console is all that can be had.
  }
}

function leaveForNextTime(entry: RedactedEntry): void {
  // What ended the engine is worth more than what the shell met because of it.
  if (keep.dataDir === null || existsSync(join(keep.dataDir, LAST_CRASH_FILE))) return;
  writeLastCrash(keep.dataDir, { entry, at: new Date().toISOString() });
}
