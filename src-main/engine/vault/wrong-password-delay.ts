import { readFileSync, rmSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { replaceFile } from '../store/atomic-file.ts';

export const ATTEMPTS_FILE = 'attempts.json';
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 60_000;

/** `upMs`: how long the computer had been running at the last attempt. */
const attempts = z.strictObject({ failures: z.int().min(0), upMs: z.number() });

/** Milliseconds to wait after so many wrong passwords in a row: 0.5 s, doubling to 60 s. */
export function delayAfter(failures: number): number {
  if (failures <= 0) return 0;
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failures - 1, 16));
}

/**
 * Counts wrong passwords in a file of its own, so that a restart does not forget them.
 *
 * It slows a person at the keyboard. Someone with a copy of the folder is slowed by bcrypt and the device secret only.
 *
 * Measured by how long the computer has been running and not by its clock: a clock that is set forward would end the
 * wait, and one that was set back by a year would make it last a year.
 *
 * @param uptimeMs milliseconds since the computer was started; given by tests
 */
export function createWrongPasswordDelay(dataDir: string, uptimeMs: () => number = systemUptimeMs) {
  const path = join(dataDir, ATTEMPTS_FILE);
  const read = () => {
    try {
      return attempts.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch {
      // Missing, or damaged by hand: either way there is nothing to count from.
      return { failures: 0, upMs: 0 };
    }
  };
  const remainingMs = (): number => {
    const { failures, upMs } = read();
    const up = uptimeMs();
    // Running for less long than at the attempt: it was started anew since, so at least this much has passed.
    const passed = up >= upMs ? up - upMs : up;
    return Math.max(0, Math.ceil(delayAfter(failures) - passed));
  };
  return {
    /** Milliseconds until the next password is accepted; 0 when now. */
    remainingMs,
    /** Waits until the next password is accepted, but no longer than `atMostMs`. */
    async sitOut(atMostMs: number): Promise<void> {
      let leftMs = atMostMs;
      // A timer can end a little before the running time says so, which is counted in steps of 10 ms.
      for (let ms = remainingMs(); ms > 0 && leftMs > 0; ms = remainingMs()) {
        const napMs = Math.min(ms, leftMs);
        await sleep(napMs);
        leftMs -= napMs;
      }
    },
    /** Called before a password is tried: ending the process in the middle does not make a guess free. */
    count(): void {
      replaceFile(path, JSON.stringify({ failures: read().failures + 1, upMs: uptimeMs() }));
    },
    /** The wait begins when the answer is known, not when the slow derivation began. */
    restart(): void {
      replaceFile(path, JSON.stringify({ failures: read().failures, upMs: uptimeMs() }));
    },
    clear(): void {
      rmSync(path, { force: true });
    },
  };
}
function systemUptimeMs(): number {
  return uptime() * 1000;
}
export type WrongPasswordDelay = ReturnType<typeof createWrongPasswordDelay>;
