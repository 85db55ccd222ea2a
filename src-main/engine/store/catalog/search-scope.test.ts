import { describe, expect, it } from 'vitest';
import { SEARCH_SCOPES } from '../../../../src-preload/contract/catalog.ts';
import { takeScope } from './search-scope.ts';

describe('the scope of a search', () => {
  it('is taken from the beginning of the text, in full, in the plural or begun', () => {
    for (const typed of ['!flow order', '  !Flows order', '!fl order']) {
      expect(takeScope(typed)).toEqual({
        scope: { fields: false, objects: false, names: ['Flow'], texts: ['Flow'] },
        text: 'order',
      });
    }
    expect(takeScope('!field phone').scope).toMatchObject({ fields: true, objects: false });
  });

  it('is everything without one, and where the word is none', () => {
    for (const typed of ['order', '!nonsense order', '! order', 'a !flow']) {
      const { scope, text } = takeScope(typed);
      expect(scope).toMatchObject({ fields: true, objects: true });
      expect(scope.texts.length).toBeGreaterThan(20);
      expect(text).toBe(typed);
    }
  });

  it('has a word of its own for each kind of thing', () => {
    expect(new Set(SEARCH_SCOPES.map(({ word }) => word)).size).toBe(SEARCH_SCOPES.length);
    for (const { word, kinds } of SEARCH_SCOPES) {
      const { scope } = takeScope(`!${word} x`);
      expect(scope.names.length + Number(scope.fields) + Number(scope.objects)).toBe(kinds.length);
    }
  });
});
