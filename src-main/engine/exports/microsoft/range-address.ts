/** The letters of a column; the first is 0. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return letters;
}

function columnOf(letters: string): number {
  return Array.from(letters).reduce((sum, letter) => sum * 26 + (letter.charCodeAt(0) - 64), 0) - 1;
}

/** Rows and columns counted from 0, the ends included. */
export type Area = {
  readonly firstRow: number;
  readonly firstColumn: number;
  readonly lastRow: number;
  readonly lastColumn: number;
};

export function addressOf({ firstRow, firstColumn, lastRow, lastColumn }: Area): string {
  return `${columnLetters(firstColumn)}${firstRow + 1}:${columnLetters(lastColumn)}${lastRow + 1}`;
}

/** The area that an answer names, e.g. `'My sheet'!A1:C3`; null when it is none. */
export function areaOf(address: string): Area | null {
  const cells = address.slice(address.lastIndexOf('!') + 1).replaceAll('$', '');
  const match = /^([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?$/.exec(cells);
  if (match === null) return null;
  const [, left = '', top = '', right = left, bottom = top] = match;
  return {
    firstRow: Number(top) - 1,
    firstColumn: columnOf(left),
    lastRow: Number(bottom) - 1,
    lastColumn: columnOf(right),
  };
}

/** The name of the sheet in an address, e.g. of `'It''s'!A1`; empty when it names none. */
export function sheetOfAddress(address: string): string {
  const end = address.lastIndexOf('!');
  if (end === -1) return '';
  const name = address.slice(0, end);
  return name.startsWith("'") && name.endsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
}
