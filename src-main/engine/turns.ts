import { setImmediate as nextTurn } from 'node:timers/promises';

/** Work goes on so long before others get their turn. */
const TURN_MS = 10;

/** Called between the pieces of long work. */
export type Turns = () => Promise<void>;

/**
 * For long answers: called now and then, it gives way to other work when it has been a while, and throws an AbortError
 * when nobody waits for the answer any more.
 */
export function createTurns(signal: AbortSignal): Turns {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < TURN_MS) return;
    await nextTurn();
    signal.throwIfAborted();
    since = performance.now();
  };
}

/** Of so many a sort takes a millisecond or two. */
const SORTED_AT_ONCE = 2000;

/** A sorted copy of a list of any length: parts are sorted and merged, with others getting their turn in between. */
export async function sortedInTurns<T>(
  list: readonly T[],
  compare: (a: T, b: T) => number,
  turns: Turns,
): Promise<readonly T[]> {
  let parts: (readonly T[])[] = [];
  for (let at = 0; at < list.length; at += SORTED_AT_ONCE) {
    parts.push(list.slice(at, at + SORTED_AT_ONCE).toSorted(compare));
    await turns();
  }
  while (parts.length > 1) {
    const merged: (readonly T[])[] = [];
    for (let at = 0; at < parts.length; at += 2) {
      merged.push(await mergedInTurns(parts[at] ?? [], parts[at + 1] ?? [], compare, turns));
    }
    parts = merged;
  }
  return parts[0] ?? [];
}

async function mergedInTurns<T>(
  some: readonly T[],
  others: readonly T[],
  compare: (a: T, b: T) => number,
  turns: Turns,
): Promise<readonly T[]> {
  const merged: T[] = [];
  let [at, other] = [0, 0];
  while (at < some.length && other < others.length) {
    const [one, next] = [some[at] as T, others[other] as T];
    if (compare(next, one) < 0) {
      merged.push(next);
      other += 1;
    } else {
      merged.push(one);
      at += 1;
    }
    if (merged.length % SORTED_AT_ONCE === 0) await turns();
  }
  return merged.concat(some.slice(at), others.slice(other));
}
