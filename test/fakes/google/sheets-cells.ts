import { badRequest } from './errors.ts';
import type { Mask } from './field-mask.ts';
import { parseMask, pick, unknownPaths } from './field-mask.ts';
import type { Schema } from './schema.ts';
import { cellData } from './schema.ts';
import type { Book, CellExtras, CellValue, Rect, Tab } from './sheets-model.ts';
import { changeExtras, setValue } from './sheets-model.ts';
import { checkLength } from './sheets-values.ts';
import type { Limits } from './types.ts';

/*
 * Cells written by spreadsheets.batchUpdate and create.
 * Source: https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/cells
 */

type Json = Readonly<Record<string, unknown>>;

/** A mask of an update request: it has to be there and to name fields that exist. */
export function requiredMask(fields: unknown, schema: Schema, prefix: string): Mask {
  if (typeof fields !== 'string' || fields.trim() === '') {
    return badRequest(`${prefix}At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)`);
  }
  const mask = parseMask(fields);
  if (mask === null) return badRequest(`${prefix}Invalid field mask: ${fields}`);
  const [unknown] = unknownPaths(mask, schema);
  return unknown === undefined ? mask : badRequest(`${prefix}Invalid field: ${unknown}`);
}

/** A mask for cells; what the service only reads out may not be written. */
export function cellMask(fields: unknown, prefix: string): Mask {
  const mask = requiredMask(fields, cellData, prefix);
  for (const name of ['effectiveValue', 'formattedValue', 'effectiveFormat', 'hyperlink']) {
    if (mask[name] !== undefined) badRequest(`${prefix}Field is read-only: ${name}`);
  }
  return mask;
}

const ALL: Mask = {};
const takes = (mask: Mask, name: string): Mask | undefined => (mask['*'] === undefined ? mask[name] : ALL);

/** Everything but the value, as one change that can be laid over any cell. */
export function extrasChange(cell: Json, mask: Mask): ((extras: CellExtras) => CellExtras) | null {
  const format = takes(mask, 'userEnteredFormat');
  const note = takes(mask, 'note');
  const runs = takes(mask, 'textFormatRuns');
  const others = ['dataValidation', 'pivotTable', 'dataSourceTable', 'dataSourceFormula', 'chipRuns'].filter(
    (name) => takes(mask, name) !== undefined,
  );
  if (format === undefined && note === undefined && runs === undefined && others.length === 0) return null;
  return (extras) => {
    const next: { -readonly [Name in keyof CellExtras]: CellExtras[Name] } = { ...extras };
    if (format !== undefined) next.format = merge(extras.format ?? {}, cell.userEnteredFormat ?? {}, format);
    if (note !== undefined) next.note = typeof cell.note === 'string' && cell.note !== '' ? cell.note : undefined;
    if (runs !== undefined) next.runs = Array.isArray(cell.textFormatRuns) ? cell.textFormatRuns : undefined;
    for (const name of others) next.other = { ...next.other, [name]: cell[name] };
    if (next.format !== undefined && Object.keys(next.format).length === 0) next.format = undefined;
    return next;
  };
}

/** Takes from `given` what the mask names: a name that `given` lacks is cleared. */
function merge(known: Record<string, unknown>, given: unknown, mask: Mask): Record<string, unknown> {
  const source = (typeof given === 'object' && given !== null ? given : {}) as Record<string, unknown>;
  const names = Object.keys(mask);
  if (names.length === 0 || mask['*'] !== undefined) return { ...(pick(source, ALL) as Record<string, unknown>) };
  const result = { ...known };
  for (const name of names) {
    const below = mask[name] ?? ALL;
    if (Object.keys(below).length === 0) {
      if (source[name] === undefined) delete result[name];
      else result[name] = source[name];
      continue;
    }
    const inner = merge((result[name] ?? {}) as Record<string, unknown>, source[name], below);
    if (Object.keys(inner).length === 0) delete result[name];
    else result[name] = inner;
  }
  return result;
}

/** Undefined clears the cell; null when the mask does not speak of values. */
export function valueChange(
  cell: Json,
  mask: Mask,
  limits: Limits,
  prefix: string,
): { readonly value: CellValue | undefined } | null {
  if (takes(mask, 'userEnteredValue') === undefined) return null;
  const given = cell.userEnteredValue as Json | undefined | null;
  if (given === undefined || given === null) return { value: undefined };
  const kinds = Object.keys(given);
  if (kinds.length > 1) badRequest(`${prefix}userEnteredValue has more than one kind of value`);
  if (given.errorValue !== undefined) badRequest(`${prefix}userEnteredValue.errorValue is read-only`);
  const value = readExtended(given, prefix);
  if (value !== undefined) checkLength(value, limits, prefix);
  return { value };
}

function readExtended(given: Json, prefix: string): CellValue | undefined {
  if (typeof given.stringValue === 'string') return given.stringValue === '' ? undefined : given.stringValue;
  if (typeof given.numberValue === 'number') return given.numberValue;
  if (typeof given.boolValue === 'boolean') return given.boolValue;
  if (typeof given.formulaValue !== 'string') return undefined;
  if (!given.formulaValue.startsWith('=')) badRequest(`${prefix}Formula must start with '=': ${given.formulaValue}`);
  return { formula: given.formulaValue };
}

/** Writes rows of CellData from a place on; with a range, cells of it that no row names are cleared as far as the mask goes. */
export function writeRows(
  draft: Book,
  tab: Tab,
  rows: readonly unknown[],
  rect: Rect,
  bounded: boolean,
  mask: Mask,
  limits: Limits,
  prefix: string,
): void {
  const height = bounded ? rect.endRow - rect.startRow : rows.length;
  if (rows.length > rect.endRow - rect.startRow) {
    badRequest(
      `${prefix}Attempting to write row: ${rect.endRow}, beyond the last requested row of: ${rect.endRow - 1}`,
    );
  }
  for (let offset = 0; offset < height; offset += 1) {
    const values = ((rows[offset] as Json | undefined)?.values ?? []) as readonly (Json | null)[];
    if (values.length > rect.endColumn - rect.startColumn) {
      badRequest(
        `${prefix}Attempting to write column: ${rect.endColumn}, beyond the last requested column of: ${rect.endColumn - 1}`,
      );
    }
    const width = bounded ? rect.endColumn - rect.startColumn : values.length;
    for (let column = 0; column < width; column += 1) {
      writeCell(
        draft,
        tab,
        rect.startRow + offset,
        rect.startColumn + column,
        values[column] ?? {},
        mask,
        limits,
        prefix,
      );
    }
  }
}

export function writeCell(
  draft: Book,
  tab: Tab,
  row: number,
  column: number,
  cell: Json,
  mask: Mask,
  limits: Limits,
  prefix: string,
): void {
  const changed = valueChange(cell, mask, limits, prefix);
  if (changed !== null) setValue(tab, row, column, changed.value);
  if (Array.isArray(cell.textFormatRuns) && takes(mask, 'textFormatRuns') !== undefined) {
    checkRuns(cell.textFormatRuns as readonly Json[], tab.rows[row]?.[column], prefix);
  }
  const extras = extrasChange(cell, mask);
  if (extras !== null) changeExtras(draft, tab, row, column, extras);
}

/** Runs are for text, begin inside of it and follow each other. */
function checkRuns(runs: readonly Json[], value: CellValue | undefined, prefix: string): void {
  if (runs.length === 0) return;
  if (typeof value !== 'string')
    return badRequest(`${prefix}textFormatRuns can only be set on cells with a text value`);
  let last = -1;
  for (const run of runs) {
    const start = Number(run.startIndex ?? 0);
    if (start <= last || start >= value.length) {
      badRequest(`${prefix}textFormatRuns: startIndex ${start} is out of order or beyond the text of ${value.length}`);
    }
    last = start;
  }
}
