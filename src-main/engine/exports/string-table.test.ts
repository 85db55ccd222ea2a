import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../test/support/random.ts';
import { EXCEL_CELL_MAX } from '../../domain/sheets/cell-text.ts';
import { createStringTable } from './string-table.ts';

describe('the table of shared strings', () => {
  it('gives equal texts equal numbers and gives them back in order', () => {
    const table = createStringTable();
    const texts = ['a', '', 'b', 'a', '\u05e2\u05d1', '\u{1f600}', 'b', '', 'A'];
    expect(texts.map(table.indexOf)).toEqual([0, 1, 2, 0, 3, 4, 2, 1, 5]);
    expect([...table.texts()]).toEqual(['a', '', 'b', '\u05e2\u05d1', '\u{1f600}', 'A']);
    expect(table.size()).toBe(6);
  });

  it('holds the longest text of a cell, whatever its characters', () => {
    const table = createStringTable();
    const long = ['\u4e2d'.repeat(EXCEL_CELL_MAX), 'x'.repeat(EXCEL_CELL_MAX)];
    // More than a block of a megabyte in all.
    const many = Array.from({ length: 40 }, (_unused, index) => `${index}${'\u05d0'.repeat(EXCEL_CELL_MAX - 2)}`);
    for (const text of [...long, ...many]) table.indexOf(text);
    expect([...table.texts()]).toEqual([...long, ...many]);
  });

  it('agrees with a Map over random texts', () => {
    const seed = randomInt(2 ** 31);
    const random = seededRandom(seed);
    const table = createStringTable();
    const expected = new Map<string, number>();
    const wrong: string[] = [];
    for (let round = 0; round < 60_000; round += 1) {
      const text = String.fromCharCode(
        ...Array.from({ length: Math.floor(random() * 4) }, () => 90 + Math.floor(random() * 60)),
      );
      const index = expected.get(text) ?? expected.size;
      expected.set(text, index);
      if (table.indexOf(text) !== index) wrong.push(text);
    }
    expect(wrong, `seed ${seed}`).toEqual([]);
    expect([...table.texts()], `seed ${seed}`).toEqual([...expected.keys()]);
  });
});
