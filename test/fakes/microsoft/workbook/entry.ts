import {
  ensureCell,
  isBlank,
  MAX_CELL_CHARS,
  removeCell,
  type Cell,
  type CellValue,
  type Sheet,
  type Workbook,
} from './model.ts';
import { a1Of } from './a1.ts';
import { invalidArgument } from './errors.ts';

/**
 * What Excel makes of text that is entered into a cell. `values` of the workbook API are entered, not stored: numbers,
 * dates and formulas in disguise become what they look like (api-facts §4.3 line 288; learn.microsoft.com/graph/api/range-update
 * enters "100" and "1/1/2016" so).
 */
type Entry = {
  readonly value: CellValue;
  readonly formula: string | null;
  readonly format: string | null;
  readonly quotePrefix: boolean;
};

const EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function serial(year: number, month: number, day: number): number | null {
  const at = Date.UTC(year, month - 1, day);
  const back = new Date(at);
  if (year < 1900 || year > 9999 || back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day) return null;
  return (at - EPOCH) / DAY_MS;
}

function readDate(text: string): number | null {
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(text);
  if (iso !== null) {
    const day = serial(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    const seconds = Number(iso[4] ?? 0) * 3_600 + Number(iso[5] ?? 0) * 60 + Number(iso[6] ?? 0);
    return day === null ? null : day + seconds / 86_400;
  }
  const numeric = /^(\d{1,2})[-/](\d{1,2})(?:[-/](\d{4}|\d{2}))?$/.exec(text);
  if (numeric !== null) {
    const year = numeric[3] === undefined ? 2026 : Number(numeric[3]) + (numeric[3].length === 2 ? 2000 : 0);
    return serial(year, Number(numeric[1]), Number(numeric[2]));
  }
  const named = /^(?:(\d{1,2})[- ])?([A-Za-z]{3,9})[- ](\d{1,4})(?:,? (\d{4}))?$/.exec(text);
  if (named === null) return null;
  const month = MONTHS.findIndex((name) => named[2]?.toLowerCase().startsWith(name) ?? false) + 1;
  if (month === 0) return null;
  const last = Number(named[3]);
  if (named[1] !== undefined) return serial(last < 100 ? 2000 + last : last, month, Number(named[1]));
  return last > 31 ? serial(last, month, 1) : serial(Number(named[4] ?? 2026), month, last);
}

function readTime(text: string): number | null {
  const found = /^(\d{1,4}):(\d{2})(?::(\d{2}))?(?: ?(AM|PM))?$/i.exec(text);
  if (found === null || Number(found[2]) > 59 || Number(found[3] ?? 0) > 59) return null;
  let hours = Number(found[1]);
  if (found[4] !== undefined) hours = (hours % 12) + (found[4].toUpperCase() === 'PM' ? 12 : 0);
  return (hours * 3_600 + Number(found[2]) * 60 + Number(found[3] ?? 0)) / 86_400;
}

/** Numbers as a person types them: signs, thousands, percent, currency, exponents. */
function readNumber(text: string): { readonly value: number; readonly format: string | null } | null {
  const found = /^([+-]?)\$?(\d{1,3}(?:,\d{3})+|\d*)(\.\d*)?(?:[eE]([+-]?\d+))?(%?)$/.exec(text);
  if (found === null || (found[2] === '' && (found[3] ?? '.') === '.')) return null;
  const digits = `${found[2]?.replaceAll(',', '')}${found[3] ?? ''}${found[4] === undefined ? '' : `e${found[4]}`}`;
  const value = Number(digits === '.' ? '0' : digits) * (found[1] === '-' ? -1 : 1) * (found[5] === '%' ? 0.01 : 1);
  return Number.isFinite(value) ? { value, format: found[5] === '%' ? '0%' : null } : null;
}

function enter(text: string, format: string): Entry {
  const plain: Entry = { value: text, formula: null, format: null, quotePrefix: false };
  // The apostrophe is taken off whatever the format is; behaviour inside text-formatted cells is not documented.
  if (text.startsWith("'")) return { ...plain, value: text.slice(1), quotePrefix: true };
  if (format === '@') return plain;
  const trimmed = text.trim();
  const number = readNumber(trimmed);
  if (number !== null) return { ...plain, ...number };
  if (/^[=+\-@]./s.test(text)) {
    const link = /^=HYPERLINK\("(?:[^"]|"")*",\s*"((?:[^"]|"")*)"\)$/i.exec(text);
    return {
      ...plain,
      value: link?.[1]?.replaceAll('""', '"') ?? 0,
      formula: text.startsWith('=') ? text : `=${text}`,
    };
  }
  if (/^(true|false)$/i.test(trimmed)) return { ...plain, value: trimmed.toLowerCase() === 'true' };
  const date = readDate(trimmed);
  if (date !== null) return { ...plain, value: date, format: format === 'General' ? 'm/d/yyyy' : null };
  const time = readTime(trimmed);
  if (time !== null) return { ...plain, value: time, format: format === 'General' ? 'h:mm' : null };
  return plain;
}

/** Enters one value; null leaves the cell, '' empties it. @throws GraphFailure for what no cell can hold. */
export function enterValue(workbook: Workbook, sheet: Sheet, row: number, column: number, value: unknown): void {
  if (value === null) return;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    throw invalidArgument('The argument is invalid or missing or has an incorrect format.');
  }
  if (typeof value === 'string' && value.length > MAX_CELL_CHARS) {
    throw invalidArgument('The text is longer than a cell can hold (32,767 characters).');
  }
  if (value === '') {
    const cell = sheet.rows.get(row)?.get(column);
    if (cell === undefined) return;
    if (cell.format === 'General') removeCell(sheet, row, column);
    else Object.assign(cell, { value: '', formula: null, quotePrefix: false });
    return;
  }
  const cell = ensureCell(sheet, row, column);
  if (typeof value !== 'string') {
    Object.assign(cell, { value, formula: null, quotePrefix: false });
    return;
  }
  const entry = enter(value, cell.format);
  Object.assign(cell, { value: entry.value, formula: entry.formula, quotePrefix: entry.quotePrefix });
  if (entry.format !== null) cell.format = entry.format;
  if (entry.formula !== null) {
    const address = a1Of({ top: row, left: column, height: 1, width: 1 });
    workbook.formulasWritten.push({ sheet: sheet.name, address, formula: entry.formula });
  }
}

export function valueType(cell: Cell | undefined): string {
  if (cell === undefined || isBlank(cell)) return 'Empty';
  if (typeof cell.value === 'number') return 'Double';
  if (typeof cell.value === 'boolean') return 'Boolean';
  return cell.value.startsWith('#') && /^#(N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!)$/.test(cell.value)
    ? 'Error'
    : 'String';
}
