import { describe, expect, it } from 'vitest';
import { type AssignedSet, countsNow, type Holder, holderFinder, partsOf, subjectParts } from './access-parts.ts';
import type { Grants } from './effective-access.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const NO_GRANTS: Grants = { system: new Set(), objectBits: () => 0, fieldBits: () => 0 };

function holder(name: string, more: Partial<Holder> = {}): Holder {
  return {
    kind: 'permission set',
    name,
    label: name,
    setId: `0PS${name}`,
    groupId: null,
    sessionBased: false,
    outdated: false,
    memberIds: [],
    mutingId: null,
    ...more,
  };
}

function assigned(setId: string, more: Partial<AssignedSet> = {}): AssignedSet {
  return { setId, groupId: null, expiresAt: null, active: true, ...more };
}

describe('assignments', () => {
  it.each([
    ['without an end', {}, true],
    ['that ends later', { expiresAt: '2026-11-23T12:00:01Z' }, true],
    ['that ends now', { expiresAt: '2026-11-23T12:00:00Z' }, false],
    ['that ended', { expiresAt: '2026-11-01T00:00:00Z' }, false],
    ['that the org calls inactive', { active: false }, false],
  ])('count as they should: one %s', (_name, more, counts) => {
    expect(countsNow(assigned('0PSA', more), NOW)).toBe(counts);
  });

  it('are of the group where they name one, and of the set otherwise', () => {
    const group = holder('G', { kind: 'permission set group', setId: '0PSsum', groupId: '0PGG' });
    const find = holderFinder([holder('A'), group]);
    expect(find(assigned('0PSA'))?.name).toBe('A');
    expect(find(assigned('0PSsum', { groupId: '0PGG' }))?.name).toBe('G');
    expect(find(assigned('0PSsum'))?.name).toBe('G');
    expect(find(assigned('0PSgone'))).toBeNull();
  });

  it('count once they count by any of several, and say why they do not', () => {
    const find = holderFinder([holder('A'), holder('B')]);
    const ended = { expiresAt: '2026-11-01T00:00:00Z' };
    const parts = subjectParts([assigned('0PSA', ended), assigned('0PSA'), assigned('0PSB', ended)], find, NOW);
    expect(parts.map(({ holder: { name }, counts, note }) => [name, counts, note])).toEqual([
      ['A', true, null],
      ['B', false, 'Left out: the assignment ended on 2026-11-01.'],
    ]);
  });

  it('say of a session-based set and of an outdated group what that means', () => {
    const find = holderFinder([holder('A', { sessionBased: true }), holder('B', { outdated: true })]);
    const notes = subjectParts([assigned('0PSA'), assigned('0PSB')], find, NOW).map(({ note }) => note);
    expect(notes[0]).toContain('session');
    expect(notes[1]).toContain('calculated');
  });
});

describe('the parts of an answer', () => {
  it('are a group with its sets and its own muting set', () => {
    const group = holder('G', {
      kind: 'permission set group',
      groupId: '0PGG',
      memberIds: ['0PSA', '0PSB'],
      mutingId: '0QMG',
    });
    const asked: string[] = [];
    const { parts, missing } = partsOf([group], [holder('A'), holder('B'), group], (id) => {
      asked.push(id);
      return NO_GRANTS;
    });
    expect(parts).toMatchObject([{ kind: 'permission set group', sets: [{ name: 'A' }, { name: 'B' }] }]);
    expect([asked, missing]).toEqual([['0PSA', '0PSB', '0QMG'], []]);
  });

  it('say what of a group could not be read', () => {
    const group = holder('G', { kind: 'permission set group', groupId: '0PGG', memberIds: ['0PSgone'] });
    const { parts, missing } = partsOf([group], [group], () => NO_GRANTS);
    expect(parts).toMatchObject([{ sets: [] }]);
    expect(missing).toEqual(['The group G has a permission set that could not be read.']);
  });
});
