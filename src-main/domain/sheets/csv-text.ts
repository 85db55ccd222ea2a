const SIGN = /[=+\-@\uff1d\uff0b\uff0d\uff20]/;
/** Readers whose separator is a semicolon or a tab do not honour our quotes: for them a cell begins behind these. */
const CELL_START = /[;\t\r\n]/;
/** What a spreadsheet skips at the beginning of a cell: white space, quotes, invisible characters. */
const SKIPPED = /[\s"\p{Cf}\p{Cc}]/u;
/** A tab or a return at the start is dropped by Excel, and what follows is read anew. */
const DROPPED_START = /^[\t\r\n]/;

/**
 * Puts an apostrophe before whatever a spreadsheet would take for a formula when it opens a CSV file: `=`, `+`, `-`, `@`
 * and their full-width forms at the start of the text, behind white space, and wherever a reader with another separator
 * would begin a cell (OWASP, CSV Injection). Takes time in proportion to the text.
 */
export function defuseFormula(text: string): string {
  if (!SIGN.test(text)) return DROPPED_START.test(text) ? `'${text}` : text;
  let defused = DROPPED_START.test(text) ? "'" : '';
  let copied = 0;
  let atStart = true;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (CELL_START.test(character)) atStart = true;
    else if (!atStart || SKIPPED.test(character)) continue;
    else if (SIGN.test(character)) {
      defused += `${text.slice(copied, index)}'`;
      copied = index;
      atStart = false;
    } else atStart = false;
  }
  return defused + text.slice(copied);
}

const CSV_QUOTED = /[",;\t\r\n]|^\s|\s$/;

/** One field of RFC 4180, quoted only where needed. Lone surrogates become U+FFFD: UTF-8 has no place for them. */
export function toCsvField(text: string): string {
  const wellFormed = text.toWellFormed();
  return CSV_QUOTED.test(wellFormed) ? `"${wellFormed.replaceAll('"', '""')}"` : wellFormed;
}
