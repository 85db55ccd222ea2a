import { describe, expect, it } from 'vitest';
import { beginsWords, highlight, parseSearch } from './search-text.ts';

describe('what is typed into search', () => {
  it('may begin with a scope', () => {
    expect(parseSearch('!field serial no')).toEqual({ scope: 'field', text: 'serial no' });
    expect(parseSearch(' !Objects site')).toEqual({ scope: 'object', text: 'site' });
    expect(parseSearch('!field')).toEqual({ scope: 'field', text: '' });
  });

  it('is taken literally otherwise', () => {
    expect(parseSearch('!fieldwork')).toEqual({ scope: null, text: '!fieldwork' });
    expect(parseSearch(' a.b* ')).toEqual({ scope: null, text: 'a.b*' });
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
