import { hashOf } from '../release-calendar.ts';

/** Draws that depend on nothing but their seed: the same seed gives the same draws in every run. */
export interface Draws {
  /** At least 0, less than 1. */
  fraction(): number;
  /** Whole, from `low` to `high`. */
  whole(low: number, high: number): number;
  /** One of a list, or undefined of an empty one. */
  one<T>(items: readonly T[]): T | undefined;
  chance(share: number): boolean;
}

/** Mulberry32 over the seed's hash. */
export function drawsFrom(seed: string): Draws {
  let state = hashOf(seed);
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    fraction,
    whole: (low, high) => low + Math.floor(fraction() * (high - low + 1)),
    one: (items) => items[Math.floor(fraction() * items.length)],
    chance: (share) => fraction() < share,
  };
}
