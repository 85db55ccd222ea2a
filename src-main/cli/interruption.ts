type Signals = {
  readonly on: (signal: 'SIGINT' | 'SIGTERM', hear: () => void) => unknown;
  readonly listenerCount: (signal: 'SIGINT' | 'SIGTERM') => number;
};

/** Within this time it is the same key press: a terminal sends it to every process, and one of them passes it on. */
const SAME_PRESS_MS = 1000;

/**
 * Ends a command that does not yet, or never does, listen for Ctrl+C itself: while the password is turned into keys, or
 * while it waits for the data folder. One that does listen stops in its own way; a second press ends that, too.
 */
export function endOnInterruption(signals: Signals, end: () => void, now: () => number): void {
  let heardAt = Number.NEGATIVE_INFINITY;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    signals.on(signal, () => {
      if (signals.listenerCount(signal) > 1) heardAt = now();
      else if (now() - heardAt >= SAME_PRESS_MS) end();
    });
  }
}
