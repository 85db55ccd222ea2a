export const MAX_RESTARTS = 3;
export const RESTART_WINDOW_MS = 5 * 60_000;

/**
 * Whether an engine that ended unexpectedly is started again.
 *
 * Bounded, because an engine that dies at its start would otherwise be started for ever.
 *
 * @param restarts times of earlier restarts, in milliseconds.
 * @returns the list with this restart added, or null when there were too many.
 */
export function nextRestart(restarts: readonly number[], now: number): readonly number[] | null {
  const recent = restarts.filter((time) => now - time < RESTART_WINDOW_MS);
  return recent.length >= MAX_RESTARTS ? null : [...recent, now];
}
