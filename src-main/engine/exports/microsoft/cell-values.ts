import type { Cell } from '../../../domain/sheets/book.ts';
import { cutToCell, EXCEL_CELL_MAX } from '../../../domain/sheets/cell-text.ts';
import { cellText } from '../../../domain/sheets/cells.ts';

export type WorkbookValue = string | number | boolean;

/** No workbook can hold them, and the service refuses the whole request for one of them. */
const REFUSED_CHARACTERS = /[\ufffe\uffff]|(?![\t\n\r])\p{Cc}/gu;

/**
 * A cell as the workbook API takes it. A text gets the apostrophe that says that it is one, so that it never becomes a
 * formula, a date or a number, whatever it begins with; the apostrophe is no part of what the cell holds.
 *
 * An empty text empties a cell; null would leave what stands there.
 * Source: learn.microsoft.com/graph/api/resources/excel (working with ranges)
 */
export function workbookValue(cell: Cell): { readonly value: WorkbookValue; readonly cut: boolean } {
  if (typeof cell === 'boolean') return { value: cell, cut: false };
  if (typeof cell === 'number' && Number.isFinite(cell)) return { value: cell, cut: false };
  const whole = cellText(cell).toWellFormed().replace(REFUSED_CHARACTERS, '\ufffd');
  if (whole === '') return { value: '', cut: false };
  const { text, cut } = cutToCell(whole, EXCEL_CELL_MAX - 1);
  return { value: `'${text}`, cut };
}

/** What a cell holds when this value was written to it. */
function heldBy(value: WorkbookValue): WorkbookValue {
  return typeof value === 'string' && value.startsWith("'") ? value.slice(1) : value;
}

/**
 * The first cell of an answer that is not what was written: a text that became something else. Null when the answer
 * shows none.
 */
export function changedCell(
  written: readonly (readonly WorkbookValue[])[],
  answered: unknown,
): { readonly row: number; readonly column: number } | null {
  if (!Array.isArray(answered)) return null;
  for (const [row, cells] of written.entries()) {
    const held: unknown = answered[row];
    if (!Array.isArray(held)) return null;
    for (const [column, value] of cells.entries()) {
      // Lines may be broken with other characters; a formula, a date or a number would be of another type or text.
      const expected = heldBy(value);
      const found: unknown = held[column];
      if (typeof found !== typeof expected) return { row, column };
      if (typeof expected === 'string' && /^[=+@-]/.test(expected) && !sameText(expected, String(found))) {
        return { row, column };
      }
    }
  }
  return null;
}

function sameText(one: string, other: string): boolean {
  const plain = (text: string): string => text.replace(/\r\n?/g, '\n');
  return plain(one) === plain(other);
}
