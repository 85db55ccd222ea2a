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

  it('are a page of all while none is chosen, so that a large org can be drawn, and each can be reached', () => {
    const first = shownHolders(all, {});
    expect([first.page.length, first.wanted.length, first.first]).toEqual([MOST_HOLDERS, MOST_HOLDERS + 5, 0]);
    const second = shownHolders(all, { from: MOST_HOLDERS });
    expect(second.page.map(({ name }) => name)).toEqual(['Set_60', 'Set_61', 'Set_62', 'Set_63', 'Set_64']);
    expect(shownHolders(all, { from: 9_000 })).toEqual(second);
    expect(shownHolders([], { from: 60 })).toEqual({ page: [], wanted: [], first: 0 });
  });

  it('are those of one kind where a kind is asked for', () => {
    expect(shownHolders(all, { kind: 'profile' }).wanted).toEqual([]);
    expect(shownHolders(all, { kind: 'permission set' }).wanted).toHaveLength(MOST_HOLDERS + 5);
  });

  it('are exactly the chosen ones; a name of another org is left out', () => {
    const holders = ['permission set:Set_64', 'profile:Set_1', 'permission set:Gone'];
    expect(shownHolders(all, { holders }).page.map(({ name }) => name)).toEqual(['Set_64']);
  });
});
