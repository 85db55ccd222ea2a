import { MAX_COLUMNS, MAX_ROWS, type Box } from './model.ts';

export function columnName(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

export function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}

export type Area = Box & {
  /** Whole columns or rows: their values cannot be written. */
  readonly unbounded: boolean;
  /** The sheet named in front, or null. */
  readonly sheet: string | null;
};

/** An A1 address, also of whole columns and rows; null for anything else. */
export function readA1(text: string): Area | null {
  const parts = /^(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?(.+)$/.exec(text);
  if (parts === null) return null;
  const sheet = parts[1]?.replaceAll("''", "'") ?? parts[2] ?? null;
  const [from = '', to = from, more] = (parts[3] ?? '').replaceAll('$', '').split(':');
  if (more !== undefined) return null;
  const start = /^([A-Za-z]{0,3})(\d{0,7})$/.exec(from);
  const end = /^([A-Za-z]{0,3})(\d{0,7})$/.exec(to);
  if (start === null || end === null || from === '' || to === '') return null;
  const [, startColumn = '', startRow = ''] = start;
  const [, endColumn = '', endRow = ''] = end;
  if ((startColumn === '') !== (endColumn === '') || (startRow === '') !== (endRow === '')) return null;
  const wholeColumns = startRow === '';
  const wholeRows = startColumn === '';
  // A word alone is a name, not a column.
  if ((wholeColumns || wholeRows) && !text.includes(':')) return null;
  const top = wholeColumns ? 0 : Number(startRow) - 1;
  const bottom = wholeColumns ? MAX_ROWS - 1 : Number(endRow) - 1;
  const left = wholeRows ? 0 : columnNumber(startColumn);
  const right = wholeRows ? MAX_COLUMNS - 1 : columnNumber(endColumn);
  const inside = top >= 0 && left >= 0 && bottom >= top && right >= left && bottom < MAX_ROWS && right < MAX_COLUMNS;
  if (!inside) return null;
  return { top, left, height: bottom - top + 1, width: right - left + 1, unbounded: wholeColumns || wholeRows, sheet };
}

const quoted = (name: string): string =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `'${name.replaceAll("'", "''")}'`;

export const a1Of = (box: Box): string => {
  const from = `${columnName(box.left)}${box.top + 1}`;
  if (box.width === 1 && box.height === 1) return from;
  return `${from}:${columnName(box.left + box.width - 1)}${box.top + box.height}`;
};

export const addressOf = (sheet: string, box: Box): string => `${quoted(sheet)}!${a1Of(box)}`;
