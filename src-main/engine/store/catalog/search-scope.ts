import { HIT_KINDS, type HitKind, SEARCH_SCOPES } from '../../../../src-preload/contract/catalog.ts';

/** What is searched, by kind. */
export type SearchScope = {
  readonly fields: boolean;
  readonly objects: boolean;
  /** Types of components whose names are looked at, and those whose texts are. */
  readonly names: readonly HitKind[];
  readonly texts: readonly HitKind[];
};

/** Their names repeat those of objects and fields: looked at only where the scope asks for them. */
const REPEATING = new Set<HitKind>(['ObjectLimit', 'FieldDetail']);

/** Takes a scope such as `!flow` from the beginning of a text; a word that is no scope is part of the text. */
export function takeScope(typed: string): { readonly scope: SearchScope; readonly text: string } {
  const match = /^\s*!([a-z]+)(?:\s+|$)/i.exec(typed);
  const word = match?.[1]?.toLowerCase() ?? '';
  const found =
    word === ''
      ? undefined
      : (SEARCH_SCOPES.find((scope) => scope.word === word || `${scope.word}s` === word) ??
        SEARCH_SCOPES.find((scope) => scope.word.startsWith(word)));
  if (match === null || found === undefined) {
    const types = HIT_KINDS.filter((kind) => kind !== 'object' && kind !== 'field');
    const named = types.filter((kind) => !REPEATING.has(kind));
    return { scope: { fields: true, objects: true, names: named, texts: types }, text: typed };
  }
  const kinds: readonly HitKind[] = found.kinds;
  const types = kinds.filter((kind) => kind !== 'object' && kind !== 'field');
  return {
    scope: { fields: kinds.includes('field'), objects: kinds.includes('object'), names: types, texts: types },
    text: typed.slice(match[0].length),
  };
}
