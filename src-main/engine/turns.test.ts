import { describe, expect, it } from 'vitest';
import { createTurns, sortedInTurns } from './turns.ts';

const byText = (a: { readonly text: string }, b: { readonly text: string }): number =>
  a.text < b.text ? -1 : a.text > b.text ? 1 : 0;

describe('sorting a long list in turns', () => {
  for (const length of [0, 1, 2000, 2001, 9500]) {
    it(`orders ${length} things as a sort in one piece does, equal ones in the order they had`, async () => {
      const list = Array.from({ length }, (_, at) => ({ text: String((at * 7919) % 613), at }));
      const before = [...list];
      const { signal } = new AbortController();
      expect(await sortedInTurns(list, byText, createTurns(signal))).toEqual(list.toSorted(byText));
      expect(list).toEqual(before);
    });
  }

  it('gives others a turn between its pieces, and ends where nobody waits any more', async () => {
    const list = Array.from({ length: 9500 }, (_, at) => ({ text: String(at % 613) }));
    let turns = 0;
    const stop = async (): Promise<void> => {
      turns += 1;
      if (turns === 3) throw new DOMException('nobody waits', 'AbortError');
    };
    await expect(sortedInTurns(list, byText, stop)).rejects.toThrow('nobody waits');
    expect(turns).toBe(3);
  });
});
