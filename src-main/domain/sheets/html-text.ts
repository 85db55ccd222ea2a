import { visibleText } from './visible-text.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // A parser turns a return into a line feed unless it is written as a reference.
  '\r': '&#13;',
};

/** Text for an element or a quoted attribute of HTML: nothing in it is read as markup. */
export function toHtmlText(text: string): string {
  return visibleText(text).replace(/[&<>"'\r]/g, (character) => ENTITIES[character] ?? character);
}
