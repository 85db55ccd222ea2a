import { describe, expect, it } from 'vitest';
import { beginsWords, highlight, parseSearch } from './search-text.ts';

describe('what is typed into search', () => {
  const scopeOf = (typed: string) => {
    const { scope, text, offered } = parseSearch(typed);
    return [scope?.word ?? null, text, offered.length];
  };

  it('may begin with a scope, in the singular, the plural or by its beginning', () => {
    expect(scopeOf('!field serial no')).toEqual(['field', 'serial no', 0]);
    expect(scopeOf(' !Objects site')).toEqual(['object', 'site', 0]);
    expect(scopeOf('!perm sales')).toEqual(['perm', 'sales', 0]);
    expect(scopeOf('!rep sales')).toEqual(['report', 'sales', 0]);
  });

  it('offers the scopes that fit while one is typed', () => {
    expect(parseSearch('!').offered.length).toBeGreaterThan(10);
    expect(parseSearch('!l').offered.map(({ word }) => word)).toEqual(['layout', 'label', 'limit']);
    expect(scopeOf('!flow')).toEqual(['flow', '', 1]);
  });

  it('is for actions, screens and settings where it begins with a slash', () => {
    expect(parseSearch('/')).toMatchObject({ own: true, text: '', scope: null, offered: [] });
    expect(parseSearch(' /Row height ')).toMatchObject({ own: true, text: 'Row height' });
    expect(parseSearch('a/b')).toMatchObject({ own: false, text: 'a/b' });
    expect(parseSearch('!flow /x')).toMatchObject({ own: false, text: '/x' });
  });

  it('is taken literally otherwise', () => {
    expect(scopeOf('!nothing such')).toEqual([null, '!nothing such', 0]);
    expect(scopeOf(' a.b* ')).toEqual([null, 'a.b*', 0]);
  });
});

describe('the marked part of a hit', () => {
  const marked = (text: string, ...words: string[]): string =>
    highlight(text, words)
      .map((part) => (part.hit ? `[${part.text}]` : part.text))
      .join('');

  it('is every typed word wherever it stands, in the case of the text', () => {
    expect(marked('Serial_Number__c', 'number', 'serial')).toBe('[Serial]_[Number]__c');
    expect(marked('a.b a+b', 'a+b')).toBe('a.b [a+b]');
    expect(marked('aaa', 'a', 'aa')).toBe('[aa][a]');
    expect(marked('nothing', 'x')).toBe('nothing');
    expect(marked('nothing', '')).toBe('nothing');
  });

  it('leaves texts alone whose length depends on their case', () => {
    expect(marked('İstanbul depot', 'depot')).toBe('İstanbul depot');
  });
});

describe('actions', () => {
  it('are found by the beginnings of their words', () => {
    expect(beginsWords('Open preferences', 'pref')).toBe(true);
    expect(beginsWords('Go to fields', 'go fi')).toBe(true);
    expect(beginsWords('Go to fields', 'ields')).toBe(false);
  });
});
