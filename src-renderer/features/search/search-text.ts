import { type SearchHit, SEARCH_SCOPES } from '../../../src-preload/contract/catalog.ts';

/** A word that limits the search when it is typed first with an exclamation mark, and what it limits it to. */
export type Scope = (typeof SEARCH_SCOPES)[number];

type Typed = {
  /** Null: everything is searched. */
  readonly scope: Scope | null;
  /** Begun with a slash: actions, screens and settings of the app are searched, and nothing of an org. */
  readonly own: boolean;
  /** What is typed after the scope. */
  readonly text: string;
  /** Scopes that what is typed may become: while nothing but a scope stands there. */
  readonly offered: readonly Scope[];
};

/**
 * `!flow order` looks for flows only, `/ex` for what the app itself has. The engine takes the scope out by the same table; here
 * it decides what is shown.
 */
export function parseSearch(typed: string): Typed {
  const slash = /^\s*\/(.*)$/s.exec(typed);
  if (slash !== null) return { scope: null, own: true, text: (slash[1] ?? '').trim(), offered: [] };
  return { own: false, ...parseScope(typed) };
}

function parseScope(typed: string): Omit<Typed, 'own'> {
  const match = /^\s*!([a-z]*)(\s+|$)(.*)$/i.exec(typed);
  if (match === null) return { scope: null, text: typed.trim(), offered: [] };
  const word = (match[1] ?? '').toLowerCase();
  const fitting = SEARCH_SCOPES.filter((scope) => scope.word.startsWith(word));
  const exact = SEARCH_SCOPES.find((scope) => scope.word === word || `${scope.word}s` === word);
  const scope = word === '' ? null : (exact ?? fitting[0] ?? null);
  const finished = match[2] !== '';
  if (finished && scope === null) return { scope, text: typed.trim(), offered: [] };
  return { scope, text: (match[3] ?? '').trim(), offered: finished ? [] : fitting };
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
