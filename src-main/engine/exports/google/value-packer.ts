import { rangeOf, type SheetLayout } from './sheet-layout.ts';

export type Value = string | number | boolean | null;

/** RAW, always: nothing that begins with `=` becomes a formula, no `007` a number, no text a date. */
const HEAD = '{"valueInputOption":"RAW","data":[';
const TAIL = ']}';

export type PackedRange = { readonly title: string; readonly startRow: number; readonly endRow: number };
export type Packed = { readonly body: string; readonly ranges: readonly PackedRange[]; readonly rowsDone: number };
type OpenRange = { sheet: SheetLayout; startRow: number; endRow: number; startColumn: number; endColumn: number };

/** Puts rows into bodies. A row that alone is beyond the limit is divided between cells, each into a range of its own. */
export function createPacker(maxBytes: number) {
  let done: string[] = [];
  let ranges: PackedRange[] = [];
  let open: (OpenRange & { rows: string[] }) | null = null;
  let bytes = HEAD.length + TAIL.length;
  let rowsDone = 0;

  const closeRange = (): void => {
    if (open === null) return;
    const { sheet, startRow, endRow, startColumn, endColumn, rows } = open;
    const range = JSON.stringify(rangeOf(sheet.title, startRow, endRow, startColumn, endColumn));
    done.push(`{"range":${range},"majorDimension":"ROWS","values":[${rows.join(',')}]}`);
    ranges.push({ title: sheet.title, startRow, endRow });
    open = null;
  };
  const take = (): Packed | null => {
    closeRange();
    if (done.length === 0) return null;
    const packed = { body: `${HEAD}${done.join(',')}${TAIL}`, ranges, rowsDone };
    done = [];
    ranges = [];
    bytes = HEAD.length + TAIL.length;
    return packed;
  };
  /** What a range costs beside its rows, with the longest row number that it may come to have. */
  const rangeCost = (sheet: SheetLayout): number =>
    Buffer.byteLength(JSON.stringify(rangeOf(sheet.title, sheet.rows, sheet.rows + 1, 18_277, 18_278))) +
    '{"range":,"majorDimension":"ROWS","values":[]},'.length;
  const put = (sheet: SheetLayout, row: number, startColumn: number, endColumn: number, json: string, cost: number) => {
    const follows =
      open !== null &&
      open.sheet === sheet &&
      open.endRow === row &&
      open.startColumn === startColumn &&
      open.endColumn === endColumn;
    if (open !== null && follows) {
      open.rows.push(json);
      open.endRow = row + 1;
      bytes += cost;
      return;
    }
    closeRange();
    open = { sheet, startRow: row, endRow: row + 1, startColumn, endColumn, rows: [json] };
    bytes += cost + rangeCost(sheet);
  };

  function* add(sheet: SheetLayout, row: number, values: readonly Value[], rowsBefore: number): Generator<Packed> {
    const json = JSON.stringify(values);
    const cost = Buffer.byteLength(json) + 1;
    const overhead = open !== null && open.sheet === sheet && open.startColumn === 0 ? 0 : rangeCost(sheet);
    if (bytes + cost + overhead > maxBytes) {
      rowsDone = rowsBefore;
      const packed = take();
      if (packed !== null) yield packed;
    }
    if (HEAD.length + TAIL.length + rangeCost(sheet) + cost <= maxBytes) {
      put(sheet, row, 0, sheet.columns, json, cost);
      return;
    }
    for (const part of partsOf(values, maxBytes - HEAD.length - TAIL.length - rangeCost(sheet) - 3)) {
      const partJson = JSON.stringify(part.values);
      const partCost = Buffer.byteLength(partJson) + 1;
      if (bytes + partCost + rangeCost(sheet) > maxBytes) {
        rowsDone = rowsBefore;
        const packed = take();
        if (packed !== null) yield packed;
      }
      put(sheet, row, part.start, part.start + part.values.length, partJson, partCost);
    }
    closeRange();
  }

  /** One cell, apart from its row. */
  function* addCell(sheet: SheetLayout, row: number, column: number, value: Value): Generator<Packed> {
    const json = JSON.stringify([value]);
    const cost = Buffer.byteLength(json) + 1;
    if (bytes + cost + rangeCost(sheet) > maxBytes) {
      const packed = take();
      if (packed !== null) yield packed;
    }
    put(sheet, row, column, column + 1, json, cost);
  }

  return {
    add,
    addCell,
    flush: (rows: number): Packed | null => {
      rowsDone = rows;
      return take();
    },
  };
}

function* partsOf(values: readonly Value[], maxBytes: number): Generator<{ start: number; values: readonly Value[] }> {
  let start = 0;
  let bytes = 0;
  for (let index = 0; index < values.length; index += 1) {
    const cost = Buffer.byteLength(JSON.stringify(values[index])) + 1;
    if (bytes + cost > maxBytes && index > start) {
      yield { start, values: values.slice(start, index) };
      start = index;
      bytes = 0;
    }
    bytes += cost;
  }
  if (start < values.length) yield { start, values: values.slice(start) };
}
