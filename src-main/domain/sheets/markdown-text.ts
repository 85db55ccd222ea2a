import { visibleText } from './visible-text.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\t': '&#9;' };
const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character);

/**
 * Text for one cell of a GitHub-flavoured table, or for a heading: markup, HTML and table bars in it are shown as they
 * are, line breaks become `<br>`, and space at the edges, which a table would drop, is kept.
 */
export function toMarkdownText(text: string): string {
  return visibleText(text)
    .replace(/[\\`*[\]|~!$#]/g, '\\$&')
    .replace(/[&<>\t]/g, (character) => ENTITIES[character] ?? character)
    .replace(/_+/g, (run, at: number, whole: string) =>
      // Inside a word an underscore is no markup, and API names are full of them.
      isWord(whole[at - 1]) && isWord(whole[at + run.length]) ? run : run.replaceAll('_', '\\_'),
    )
    .replace(/\r\n|\r|\n/g, '<br>')
    .replace(/^ +| +$/g, (spaces) => '&#32;'.repeat(spaces.length));
}

/** An address between the round brackets of a link. */
export function toMarkdownAddress(url: string): string {
  return url.replace(/[()<>\s\\|"'`]/g, (character) => encodeURIComponent(character).replace(/[()']/g, percent));
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
