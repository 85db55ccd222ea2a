import { describe, expect, it } from 'vitest';
import type { AccessHolder } from '../../../src-preload/contract/access.ts';
import { MOST_HOLDERS, parseAccessSearch, shownHolders } from './access-search.ts';

const holder = (name: string): AccessHolder => ({
  kind: 'permission set',
  name,
  label: name,
  license: null,
  assigned: null,
  sessionBased: false,
  outdated: false,
});

describe('the address of the access screen', () => {
  it('keeps what it knows and drops what it does not', () => {
    expect(parseAccessSearch({ view: 'fields', object: 'Account', sort: 4, other: 1 })).toEqual({
      view: 'fields',
      object: 'Account',
    });
  });
});

describe('the columns of a matrix', () => {
  const all = Array.from({ length: MOST_HOLDERS + 5 }, (_, index) => holder(`Set_${index}`));

  it('are the first ones while none is chosen, so that a large org can be drawn', () => {
    expect(shownHolders(all, undefined)).toHaveLength(MOST_HOLDERS);
  });

  it('are exactly the chosen ones; a name of another org is left out', () => {
    const shown = shownHolders(all, ['permission set:Set_64', 'profile:Set_1', 'permission set:Gone']);
    expect(shown.map(({ name }) => name)).toEqual(['Set_64']);
  });
});
