import { describe, expect, it } from 'vitest';
import {
  componentQueryOf,
  componentSortOf,
  isNarrowed,
  nextComponentSort,
  parseComponentSearch,
  typeOf,
} from './component-search.ts';

describe('the address of a list of components', () => {
  it('opens the first type of a screen unless it names another one of it', () => {
    expect(typeOf('automation', {})).toBe('Flow');
    expect(typeOf('automation', { type: 'ApexClass' })).toBe('ApexClass');
    expect(typeOf('automation', { type: 'Report' })).toBe('Flow');
  });

  it('holds filters, order, the open component and its tab, and drops what makes no sense', () => {
    const filters = [{ column: 'active', operator: 'isTrue', value: '' }];
    expect(parseComponentSearch({ type: 'Flow', filters, sort: '-label', open: 'A', tab: 'usage' })).toEqual({
      type: 'Flow',
      filters,
      sort: '-label',
      open: 'A',
      tab: 'usage',
    });
    expect(parseComponentSearch({ type: 'Nonsense', filters: 'x', tab: 7 })).toEqual({});
    expect(parseComponentSearch({ filters: [{ ...filters[0], column: 'a; drop' }] })).toEqual({});
  });

  it('asks for exactly that', () => {
    expect(componentQueryOf('c1', 'Flow', { q: 'due', sort: '-label,name' })).toEqual({
      connectionId: 'c1',
      type: 'Flow',
      quick: 'due',
      filters: [],
      sort: [
        { column: 'label', direction: 'desc' },
        { column: 'name', direction: 'asc' },
      ],
    });
    expect(componentSortOf({ sort: nextComponentSort({ sort: 'label' }, 'label', false) })).toEqual([
      { column: 'label', direction: 'desc' },
    ]);
    expect(isNarrowed({ q: '' })).toBe(false);
  });
});
