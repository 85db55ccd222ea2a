/** Excel's limit for the text of one cell, in UTF-16 units. */
export const EXCEL_CELL_MAX = 32_767;

/**
 * Characters that need an entity or cannot stand in a document of XML 1.0 at all, and Excel's own escape sequence. Delete
 * and the controls above it may stand there, and LibreOffice would not read them back from an escape.
 */
const XML_SPECIAL = /[&<>"\ufffe\uffff]|(?![\t\n\x7f-\x9f])\p{Cc}|_x[0-9A-Fa-f]{4}_/gu;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Most texts are printable ASCII without markup, which is found out much faster than what is to be replaced. */
const PLAIN = /^[ !#-%'-;=?-~]*$/;

function escapeSpecial(match: string): string {
  const entity = ENTITIES[match];
  if (entity !== undefined) return entity;
  // A text that already looks like an escape gets its underscore escaped, so that it reads back as it was.
  if (match.length > 1) return `_x005F${match}`;
  return `_x${match.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}

/**
 * Text as SpreadsheetML character data (ECMA-376 Part 1, 22.9.2.19 ST_Xstring).
 *
 * Lone surrogates become U+FFFD because no XML document can hold them.
 */
export function toSpreadsheetText(text: string): string {
  if (PLAIN.test(text) && !text.includes('_x')) return text;
  return text.toWellFormed().replace(XML_SPECIAL, escapeSpecial);
}

/** The same text when it fits into a cell; else its beginning with a mark that says how much there was. */
export function cutToCell(text: string, max = EXCEL_CELL_MAX): { readonly text: string; readonly cut: boolean } {
  if (text.length <= max) return { text, cut: false };
  const mark = ` … [cut: ${text.length} characters in all]`;
  let end = max - mark.length;
  const last = text.charCodeAt(end - 1);
  // Never end between the halves of a surrogate pair.
  if (last >= 0xd800 && last <= 0xdbff) end -= 1;
  return { text: text.slice(0, end) + mark, cut: true };
}
