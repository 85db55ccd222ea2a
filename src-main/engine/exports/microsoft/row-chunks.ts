import { createHash } from 'node:crypto';
import type { Cell } from '../../../domain/sheets/book.ts';
import { type WorkbookValue, workbookValue } from './cell-values.ts';

/** What one request may carry. Source: learn.microsoft.com/graph/workbook-best-practice; ranges take at most 5 MB. */
const MAX_CELLS = 10_000;
const MAX_BYTES = 4_000_000;

export type RowChunk = {
  /** Of its first row among all rows, from 0. */
  readonly first: number;
  readonly values: readonly (readonly WorkbookValue[])[];
  /** Of all rows up to its last, hexadecimal. */
  readonly fingerprint: string;
  /** Texts that were longer than a cell may be, up to its last row. */
  readonly cutCells: number;
};

/**
 * Rows in pieces of a request each. `order` puts the cells of a row in the order of the target's columns. No piece
 * reaches over a row of `bounds`, so that each is one kind of request.
 */
export function* rowChunks(
  rows: Iterable<readonly Cell[]>,
  order: readonly number[],
  bounds: ReadonlySet<number>,
): Generator<RowChunk> {
  const hash = createHash('sha256');
  const perChunk = Math.max(1, Math.floor(MAX_CELLS / Math.max(1, order.length)));
  let first = 0;
  let values: (readonly WorkbookValue[])[] = [];
  let bytes = 0;
  let cutCells = 0;
  const chunk = (): RowChunk => ({ first, values, fingerprint: hash.copy().digest('hex'), cutCells });
  for (const cells of rows) {
    let cutHere = 0;
    const row = order.map((column) => {
      const { value, cut } = workbookValue(cells[column] ?? null);
      if (cut) cutHere += 1;
      return value;
    });
    const json = JSON.stringify(row);
    const rowBytes = Buffer.byteLength(json) + 1;
    const full = values.length >= perChunk || bytes + rowBytes > MAX_BYTES || bounds.has(first + values.length);
    if (values.length > 0 && full) {
      yield chunk();
      first += values.length;
      values = [];
      bytes = 0;
    }
    hash.update(json).update('\n');
    values.push(row);
    bytes += rowBytes;
    cutCells += cutHere;
  }
  if (values.length > 0) yield chunk();
}

/** How many rows end with at least one cell that holds something. */
export function lastFilledRow({ first, values }: RowChunk): number {
  const last = values.findLastIndex((row) => row.some((value) => value !== ''));
  return last === -1 ? 0 : first + last + 1;
}
