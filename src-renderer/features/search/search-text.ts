import type { SearchHit } from '../../../src-preload/contract/catalog.ts';

type Scope = SearchHit['kind'] | null;

/** `!field phone` looks for fields only; what is typed after the scope is the text. */
export function parseSearch(typed: string): { readonly scope: Scope; readonly text: string } {
  const match = /^\s*!(fields?|objects?)(?:\s+|$)(.*)$/i.exec(typed);
  if (match === null) return { scope: null, text: typed.trim() };
  return {
    scope: match[1]?.toLowerCase().startsWith('f') === true ? 'field' : 'object',
    text: (match[2] ?? '').trim(),
  };
}

export type TextPart = { readonly text: string; readonly hit: boolean };

/** Cuts a text where any of the words occurs, ignoring case; the words are taken literally. */
export function highlight(text: string, words: readonly string[]): readonly TextPart[] {
  const wanted = words.filter((word) => word !== '').map((word) => word.toLowerCase());
  const lower = text.toLowerCase();
  // Some characters change their length with their case; marking by position would then cut the wrong text.
  if (wanted.length === 0 || lower.length !== text.length) return [{ text, hit: false }];
  const parts: { text: string; hit: boolean }[] = [];
  let at = 0;
  while (at < text.length) {
    const next = wanted
      .map((word) => ({ word, start: lower.indexOf(word, at) }))
      .filter(({ start }) => start !== -1)
      .sort((a, b) => a.start - b.start || b.word.length - a.word.length)[0];
    if (next === undefined) break;
    if (next.start > at) parts.push({ text: text.slice(at, next.start), hit: false });
    parts.push({ text: text.slice(next.start, next.start + next.word.length), hit: true });
    at = next.start + next.word.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), hit: false });
  return parts;
}

/** True when each typed word begins a word of the title. */
export const beginsWords = (title: string, text: string): boolean => {
  const words = title.toLowerCase().split(/\s+/);
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)));
};

/** The whole name or label was typed. */
export const isExact = (hit: SearchHit, text: string): boolean =>
  hit.name.toLowerCase() === text.toLowerCase() || hit.label.toLowerCase() === text.toLowerCase();
