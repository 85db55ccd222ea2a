// Control characters but tab, line feed and return: no document for people can hold them.
const CONTROL = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu;
const CONTROL_PICTURES = 0x2400;
const DELETE = 0x7f;
const DELETE_PICTURE = '\u2421';

function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(CONTROL_PICTURES + code);
  return code === DELETE ? DELETE_PICTURE : '\ufffd';
}

/** Text that a document may hold: control characters as their pictures (␇), lone surrogates as U+FFFD. */
export function visibleText(text: string): string {
  return text.toWellFormed().replace(CONTROL, picture);
}
