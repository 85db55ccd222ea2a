import { json, type Asked, type Reply } from '../http-kit.ts';
import { needBody, selected } from '../graph/items.ts';
import { a1Of, addressOf, readA1 } from './a1.ts';
import { enterValue, valueType } from './entry.ts';
import { badSegment, invalidArgument, wrongMethod } from './errors.ts';
import { GraphFailure } from '../graph/errors.ts';
import {
  cellAt,
  ensureCell,
  isBlank,
  MAX_COLUMNS,
  MAX_ROWS,
  removeCell,
  shiftRows,
  usedBox,
  type Box,
  type Cell,
  type Sheet,
  type Workbook,
} from './model.ts';
import type { Step } from './path.ts';

export type RangeRequest = {
  readonly workbook: Workbook;
  readonly sheet: Sheet;
  readonly box: Box;
  readonly unbounded: boolean;
  readonly asked: Asked;
  /** To be called before anything is changed. */
  readonly write: () => Promise<void>;
};

/** Cells of one answer or one write; more is refused as `rangeExceedsLimit`. */
const MOST_CELLS = 5_000_000;

function grid<Value>(box: Box, of: (row: number, column: number) => Value): Value[][] {
  return Array.from({ length: box.height }, (_, row) =>
    Array.from({ length: box.width }, (__, column) => of(box.top + row, box.left + column)),
  );
}

function textOf(cell: Cell | undefined): string {
  if (cell === undefined || isBlank(cell)) return '';
  if (typeof cell.value === 'boolean') return cell.value ? 'TRUE' : 'FALSE';
  return String(cell.value);
}

/** A workbookRange (learn.microsoft.com/graph/api/resources/workbookrange, api-facts §4.3 line 284). */
export function rangeJson(sheet: Sheet, box: Box, unbounded: boolean): Readonly<Record<string, unknown>> {
  const address = addressOf(sheet.name, box);
  const place = {
    '@odata.type': '#microsoft.graph.workbookRange',
    address,
    addressLocal: address,
    columnCount: box.width,
    cellCount: box.height * box.width > 2 ** 31 - 1 ? -1 : box.height * box.width,
    columnHidden: false,
    rowHidden: false,
    columnIndex: box.left,
    hidden: false,
    rowCount: box.height,
    rowIndex: box.top,
  };
  if (unbounded)
    return {
      ...place,
      formulas: null,
      formulasLocal: null,
      formulasR1C1: null,
      numberFormat: null,
      text: null,
      values: null,
      valueTypes: null,
    };
  const formulas = grid(box, (row, column) => {
    const cell = cellAt(sheet, row, column);
    return cell?.formula ?? cell?.value ?? '';
  });
  return {
    ...place,
    text: grid(box, (row, column) => textOf(cellAt(sheet, row, column))),
    values: grid(box, (row, column) => cellAt(sheet, row, column)?.value ?? ''),
    formulas,
    formulasLocal: formulas,
    formulasR1C1: formulas,
    numberFormat: grid(box, (row, column) => cellAt(sheet, row, column)?.format ?? 'General'),
    valueTypes: grid(box, (row, column) => valueType(cellAt(sheet, row, column))),
  };
}

/** A two-dimensional array of the shape of the range, or one value for all of its cells (learn.microsoft.com/graph/api/resources/excel). */
function shaped(value: unknown, box: Box): (row: number, column: number) => unknown {
  if (!Array.isArray(value)) {
    if (typeof value === 'object' && value !== null) throw invalidArgument();
    return () => value;
  }
  const rows: readonly unknown[] = value;
  const [only] = rows;
  // "Single input copy": one cell for a larger range fills all of it.
  if (rows.length === 1 && Array.isArray(only) && only.length === 1) {
    const single: unknown = (only as readonly unknown[])[0];
    return () => single;
  }
  if (rows.length !== box.height || rows.some((row) => !Array.isArray(row) || row.length !== box.width)) {
    throw invalidArgument(
      "The number of rows or columns in the input array doesn't match the size or dimensions of the range.",
    );
  }
  return (row, column) => {
    const cells: unknown = rows[row];
    return Array.isArray(cells) ? (cells as readonly unknown[])[column] : null;
  };
}

function eachCell(box: Box, visit: (row: number, column: number) => void): void {
  for (let row = 0; row < box.height; row += 1)
    for (let column = 0; column < box.width; column += 1) visit(row, column);
}

/** Enters `values` in a box; nothing is changed when one of them cannot be. */
export function enterAll(workbook: Workbook, sheet: Sheet, box: Box, value: unknown): void {
  const at = shaped(value, box);
  const scratch = { ...sheet, rows: new Map<number, Map<number, Cell>>() };
  eachCell(box, (row, column) =>
    enterValue({ ...workbook, formulasWritten: [] }, scratch, row, column, at(row, column)),
  );
  eachCell(box, (row, column) => enterValue(workbook, sheet, box.top + row, box.left + column, at(row, column)));
}

async function patch(request: RangeRequest): Promise<Reply> {
  const { workbook, sheet, box, asked } = request;
  const body = needBody(asked);
  const given = ['values', 'formulas', 'formulasLocal', 'formulasR1C1', 'numberFormat'].filter(
    (name) => body[name] !== undefined,
  );
  // "`null` is not a valid single input for the entire property."
  if (given.some((name) => body[name] === null)) throw invalidArgument();
  if (request.unbounded && given.length > 0) {
    throw invalidArgument('Values, formulas and number formats of a whole column or row cannot be set.');
  }
  if (box.height * box.width > MOST_CELLS) {
    throw new GraphFailure({
      status: 400,
      code: 'InvalidArgument',
      message: 'The cell count in range has exceeded the maximum supported number.',
      inner: 'rangeExceedsLimit',
    });
  }
  for (const name of given) shaped(body[name], box);
  await request.write();
  // Formats count for what is entered later, not for values of the same request: only a format that was set before
  // is known to keep text as text.
  for (const name of given) if (name !== 'numberFormat') enterAll(workbook, sheet, box, body[name]);
  if (given.includes('numberFormat')) {
    const at = shaped(body.numberFormat, box);
    eachCell(box, (row, column) => {
      const format = at(row, column);
      if (format === null) return;
      if (typeof format !== 'string') throw invalidArgument();
      ensureCell(sheet, box.top + row, box.left + column).format = format === '' ? 'General' : format;
    });
  }
  return json(
    200,
    selected(
      {
        '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#workbookRange',
        ...rangeJson(sheet, box, request.unbounded),
      },
      asked.url,
    ),
  );
}

/** The part of a box in which there is anything. */
function filledPart(sheet: Sheet, box: Box): Box | null {
  const used = usedBox(sheet, false);
  if (used === null) return null;
  const top = Math.max(box.top, used.top);
  const left = Math.max(box.left, used.left);
  const height = Math.min(box.top + box.height, used.top + used.height) - top;
  const width = Math.min(box.left + box.width, used.left + used.width) - left;
  return height > 0 && width > 0 ? { top, left, height, width } : null;
}

async function clear(request: RangeRequest): Promise<Reply> {
  const { sheet } = request;
  const applyTo = needBody(request.asked).applyTo ?? 'All';
  if (applyTo !== 'All' && applyTo !== 'Contents' && applyTo !== 'Formats') throw invalidArgument();
  await request.write();
  const filled = filledPart(sheet, request.box);
  if (filled !== null) {
    eachCell(filled, (row, column) => {
      const cell = cellAt(sheet, filled.top + row, filled.left + column);
      if (cell === undefined) return;
      if (applyTo === 'Formats') cell.format = 'General';
      else if (applyTo === 'All' || cell.format === 'General')
        removeCell(sheet, filled.top + row, filled.left + column);
      else Object.assign(cell, { value: '', formula: null, quotePrefix: false });
    });
  }
  return { status: 204 };
}

/** `POST …/delete {"shift":"Up"}`: cells below move up; tables whose whole rows go become shorter. */
async function remove(request: RangeRequest): Promise<Reply> {
  const { workbook, sheet, box } = request;
  const { shift } = needBody(request.asked);
  if (shift !== 'Up' && shift !== 'Left') throw invalidArgument();
  if (shift === 'Left') throw invalidArgument('Only deletion with shift Up is known here.');
  const hit = workbook.tables.filter(
    (table) =>
      table.sheet === sheet &&
      box.left < table.left + table.width &&
      table.left < box.left + box.width &&
      box.top <= table.top + table.height &&
      table.top < box.top + box.height,
  );
  const partly = hit.some(
    (table) => box.left > table.left || box.left + box.width < table.left + table.width || box.top <= table.top,
  );
  if (partly) {
    throw new GraphFailure({
      status: 400,
      code: 'InsertDeleteConflict',
      message: 'The insert or delete operation attempted resulted in a conflict.',
      inner: 'insertDeleteConflict',
    });
  }
  await request.write();
  for (const table of hit) table.height -= Math.min(box.top + box.height, table.top + 1 + table.height) - box.top;
  const filled = filledPart(sheet, box);
  if (filled !== null) eachCell(filled, (row, column) => removeCell(sheet, filled.top + row, filled.left + column));
  shiftRows(sheet, box, box.top + box.height, -box.height);
  for (const table of workbook.tables) {
    if (
      table.sheet === sheet &&
      !hit.includes(table) &&
      table.top >= box.top + box.height &&
      table.left >= box.left &&
      table.left + table.width <= box.left + box.width
    ) {
      table.top -= box.height;
    }
  }
  return { status: 204 };
}

const FORMAT_PARTS = ['', 'font', 'fill', 'autofitColumns', 'autofitRows'];

/** What a range itself offers; `steps` follow it. */
export async function answerRange(request: RangeRequest, steps: readonly Step[]): Promise<Reply> {
  const { sheet, box, asked, unbounded } = request;
  const [step, next, ...rest] = steps;
  if (step === undefined) {
    if (asked.method === 'PATCH') return patch(request);
    if (asked.method !== 'GET') throw wrongMethod();
    if (!unbounded && box.height * box.width > MOST_CELLS) {
      throw new GraphFailure({
        status: 400,
        code: 'InvalidArgument',
        message: 'The cell count in range has exceeded the maximum supported number.',
        inner: 'rangeExceedsLimit',
      });
    }
    return json(200, selected(rangeJson(sheet, box, unbounded), asked.url));
  }
  switch (step.name) {
    case 'clear':
      if (asked.method !== 'POST') throw wrongMethod();
      return clear(request);
    case 'delete':
      if (asked.method !== 'POST') throw wrongMethod();
      return remove(request);
    case 'usedRange': {
      const filled = filledPart(sheet, box) ?? { top: box.top, left: box.left, height: 1, width: 1 };
      return answerRange({ ...request, box: filled, unbounded: false }, steps.slice(1));
    }
    case 'format': {
      // Looks are accepted and not kept.
      if (!FORMAT_PARTS.includes(next?.name ?? '') || rest.length > 0) throw badSegment(next?.name ?? '');
      if (asked.method === 'GET') return json(200, {});
      if ((next?.name ?? '').startsWith('autofit') ? asked.method !== 'POST' : asked.method !== 'PATCH')
        throw wrongMethod();
      const body = needBody(asked);
      await request.write();
      return asked.method === 'POST' ? { status: 204 } : json(200, body);
    }
    default:
      throw badSegment(step.name);
  }
}

/** Which cells `range(…)`, `usedRange(…)` or `cell(…)` of a worksheet names; null for another step. */
export function rangeOfSheet(sheet: Sheet, step: Step): { readonly box: Box; readonly unbounded: boolean } | null {
  if (step.name === 'range') {
    const address = step.args.address ?? step.key;
    if (address === null) return { box: { top: 0, left: 0, height: MAX_ROWS, width: MAX_COLUMNS }, unbounded: true };
    const area = readA1(address);
    if (area === null || (area.sheet !== null && area.sheet.toLowerCase() !== sheet.name.toLowerCase()))
      throw invalidArgument();
    return { box: area, unbounded: area.unbounded };
  }
  if (step.name === 'usedRange') {
    const used = usedBox(sheet, (step.args.valuesOnly ?? step.key) === 'true');
    return { box: used ?? { top: 0, left: 0, height: 1, width: 1 }, unbounded: false };
  }
  if (step.name === 'cell') {
    const [row, column] = [Number(step.args.row), Number(step.args.column)];
    if (
      !Number.isInteger(row) ||
      !Number.isInteger(column) ||
      readA1(a1Of({ top: row, left: column, height: 1, width: 1 })) === null
    )
      throw invalidArgument();
    return { box: { top: row, left: column, height: 1, width: 1 }, unbounded: false };
  }
  return null;
}
