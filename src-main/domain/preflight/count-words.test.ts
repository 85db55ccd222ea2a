import { describe, expect, it } from 'vitest';
import { countOf, grouped } from './count-words.ts';

describe('numbers in what a check found', () => {
  it('are written as on the screens, with the word in its number', () => {
    expect([0, 1, 2, 14_997].map((count) => countOf(count, 'object'))).toEqual([
      '0 objects',
      '1 object',
      '2 objects',
      '14,997 objects',
    ]);
    expect(grouped(1_000_000)).toBe('1,000,000');
  });
});
