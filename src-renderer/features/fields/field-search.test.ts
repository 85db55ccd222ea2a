import { describe, expect, it } from 'vitest';
import { fieldOf, fieldQueryOf, isNarrowed, nextSort, parseFieldSearch, sortOf } from './field-search.ts';

describe('the address of the field grid', () => {
  it('holds objects, text, order, filters and the open field', () => {
    const search = parseFieldSearch({
      objects: 'Account,Contact',
      q: 42,
      sort: '-label,name',
      filters: [{ column: 'type', operator: 'equals', value: 'picklist' }],
      field: 'Account.Rating',
    });
    expect(fieldQueryOf('c1', search)).toEqual({
      connectionId: 'c1',
      objects: ['Account', 'Contact'],
      quick: '42',
      filters: [{ column: 'type', operator: 'equals', value: 'picklist' }],
      sort: [
        { column: 'label', direction: 'desc' },
        { column: 'name', direction: 'asc' },
      ],
    });
    expect(fieldOf(search)).toEqual({ object: 'Account', name: 'Rating' });
    expect(isNarrowed(search)).toBe(true);
  });

  it('drops what makes no sense instead of failing', () => {
    const search = parseFieldSearch({ sort: 'DROP TABLE', filters: [{ column: 'nope' }], tab: 'history', field: 'x' });
    expect(fieldQueryOf('c1', search)).toEqual({ connectionId: 'c1', objects: null, quick: '', filters: [], sort: [] });
    expect(fieldOf(search)).toBeNull();
    expect(search.tab).toBeUndefined();
    expect(isNarrowed(search)).toBe(false);
  });
});

describe('sorting by a header', () => {
  it('goes from ascending over descending to the natural order', () => {
    expect(nextSort({}, 'label', false)).toBe('label');
    expect(nextSort({ sort: 'label' }, 'label', false)).toBe('-label');
    expect(nextSort({ sort: '-label' }, 'label', false)).toBeUndefined();
    expect(nextSort({ sort: 'label,name' }, 'type', false)).toBe('type');
  });

  it('adds up to three columns with Shift', () => {
    expect(nextSort({ sort: 'label' }, 'type', true)).toBe('label,type');
    expect(nextSort({ sort: 'label,type' }, 'type', true)).toBe('label,-type');
    expect(nextSort({ sort: 'label,-type' }, 'type', true)).toBe('label');
    expect(nextSort({ sort: 'label,type,name' }, 'length', true)).toBe('type,name,length');
    expect(sortOf({ sort: nextSort({}, 'name', true) })).toHaveLength(1);
  });
});
