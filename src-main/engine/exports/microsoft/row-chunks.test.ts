import { describe, expect, it } from 'vitest';
import { lastFilledRow, rowChunks } from './row-chunks.ts';

const rows = (count: number, width: number, text = 'x') =>
  Array.from({ length: count }, (_, row) => Array.from({ length: width }, (__, column) => `${text}${row}.${column}`));
const order = (width: number) => Array.from({ length: width }, (_, column) => column);

describe('rows in pieces of a request', () => {
  it('hold at most 10,000 cells', () => {
    const chunks = [...rowChunks(rows(1201, 20), order(20), new Set())];
    expect(chunks.map(({ first, values }) => [first, values.length])).toEqual([
      [0, 500],
      [500, 500],
      [1000, 201],
    ]);
  });

  it('hold at most 4 MB', () => {
    const long = 'é'.repeat(30_000);
    const chunks = [...rowChunks(rows(300, 2, long), order(2), new Set())];
    for (const { values } of chunks) expect(Buffer.byteLength(JSON.stringify(values))).toBeLessThan(4_000_100);
    expect(chunks.flatMap(({ values }) => values)).toHaveLength(300);
  });

  it('end where another kind of request begins', () => {
    const chunks = [...rowChunks(rows(30, 2), order(2), new Set([1, 10]))];
    expect(chunks.map(({ first, values }) => [first, values.length])).toEqual([
      [0, 1],
      [1, 9],
      [10, 20],
    ]);
  });

  it('put the cells in the order of the target', () => {
    const [chunk] = rowChunks([['a', 'b', 'c']], [2, 0, 1], new Set());
    expect(chunk?.values).toEqual([["'c", "'a", "'b"]]);
  });

  it('have a fingerprint of all rows so far, however they were cut', () => {
    const whole = [...rowChunks(rows(30, 2), order(2), new Set())].at(-1);
    const cut = [...rowChunks(rows(30, 2), order(2), new Set([7, 19]))].at(-1);
    expect(cut?.fingerprint).toBe(whole?.fingerprint);
    const other = [...rowChunks(rows(30, 2).with(3, ['other', 'row']), order(2), new Set())].at(-1);
    expect(other?.fingerprint).not.toBe(whole?.fingerprint);
  });

  it('know their last row that holds something', () => {
    const [chunk] = rowChunks([['a'], [null], ['b'], [''], [null]], [0], new Set());
    expect(chunk === undefined ? null : lastFilledRow(chunk)).toBe(3);
  });
});
