import type { Clock } from '../../ports.ts';

/** Writes that one person may send in a minute (Google, "Usage limits": 60 a minute per user and project). */
const WRITES_PER_WINDOW = 60;
const WINDOW_MS = 60_000;

export type WritePace = {
  /**
   * Sends one write as soon as fewer than 60 were answered in the last minute. `onWait` is told how long that takes.
   * Rejects with an AbortError when the signal fires meanwhile, and with what `write` throws.
   */
  readonly paced: <T>(
    accountId: string,
    write: () => Promise<T>,
    signal: AbortSignal,
    onWait: (ms: number) => void,
  ) => Promise<T>;
};

/**
 * Keeps within Google's quota instead of running into it: a refused write costs a request and an unknown pause.
 *
 * Counted from the answer, not from the sending: the service has counted it at some moment before, so the next window
 * cannot begin too early. Writes of one account take turns.
 */
export function createWritePace(deps: {
  readonly now: Clock;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}): WritePace {
  const answered = new Map<string, number[]>();
  const turns = new Map<string, Promise<unknown>>();

  const send = async <T>(
    accountId: string,
    write: () => Promise<T>,
    signal: AbortSignal,
    onWait: (ms: number) => void,
  ): Promise<T> => {
    const times = answered.get(accountId) ?? [];
    answered.set(accountId, times);
    signal.throwIfAborted();
    for (;;) {
      const now = deps.now();
      while (times[0] !== undefined && times[0] <= now - WINDOW_MS) times.shift();
      const [oldest] = times;
      if (oldest === undefined || times.length < WRITES_PER_WINDOW) break;
      const pauseMs = oldest + WINDOW_MS - now;
      onWait(pauseMs);
      await deps.wait(pauseMs, signal);
    }
    try {
      return await write();
    } finally {
      times.push(deps.now());
    }
  };

  return {
    paced: (accountId, write, signal, onWait) => {
      const before = turns.get(accountId) ?? Promise.resolve();
      const mine = before.then(() => send(accountId, write, signal, onWait));
      turns.set(
        accountId,
        mine.catch(() => undefined),
      );
      return mine;
    },
  };
}
