import { setImmediate as nextTurn } from 'node:timers/promises';

/** Work goes on so long before others get their turn. */
const TURN_MS = 10;

/**
 * For long answers: called now and then, it gives way to other work when it has been a while, and throws an AbortError
 * when nobody waits for the answer any more.
 */
export function createTurns(signal: AbortSignal): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < TURN_MS) return;
    await nextTurn();
    signal.throwIfAborted();
    since = performance.now();
  };
}
