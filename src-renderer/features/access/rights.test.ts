import { describe, expect, it } from 'vitest';
import type { AccessPath, ObjectRights } from '../../../src-preload/contract/access.ts';
import { rightsLetters, rightsWords, sessionOnly, waysOf, waysText } from './rights.ts';

const NONE: ObjectRights = {
  read: false,
  create: false,
  edit: false,
  delete: false,
  viewAll: false,
  modifyAll: false,
  viewAllFields: false,
};

describe('rights to an object', () => {
  it('are letters to see and words to hear', () => {
    const rights = { ...NONE, read: true, create: true, edit: true, viewAll: true };
    expect(rightsLetters(rights)).toBe('CRU VA');
    expect(rightsWords(rights)).toBe('create, read, edit, view all');
  });

  it('show Modify All in place of the View All that it implies', () => {
    const rights = { ...NONE, read: true, edit: true, delete: true, viewAll: true, modifyAll: true };
    expect(rightsLetters(rights)).toBe('RUD MA');
    expect(rightsWords(rights)).toContain('view all, modify all');
  });

  it('tell none from unknown', () => {
    expect(rightsLetters(NONE)).toBe('');
    expect(rightsLetters(null)).toBeNull();
    expect(rightsWords(NONE)).toBe('no access');
    expect(rightsWords(null)).toBe('unknown');
  });

  it('of a session are those that are not there without it', () => {
    expect(sessionOnly({ ...NONE, read: true }, { ...NONE, read: true, edit: true })).toEqual(['edit']);
  });
});

describe('the ways by which a right comes', () => {
  const path = (right: string, rest: Partial<AccessPath> = {}): AccessPath => ({
    right,
    through: [{ kind: 'profile', name: 'Sales User', label: 'Sales User' }],
    by: 'object permission',
    inSession: false,
    ...rest,
  });

  it('are put together where they run the same way', () => {
    const group = [
      { kind: 'permission set group', name: 'Sales', label: 'Sales' },
      { kind: 'permission set', name: 'Quotes', label: 'Quotes' },
    ];
    const ways = waysOf([path('read'), path('edit'), path('read', { through: group, by: 'field permission' })]);
    expect(ways).toEqual([
      { text: 'Profile Sales User → object permission', rights: ['read', 'edit'], inSession: false },
      { text: 'Group Sales → Permission set Quotes → field permission', rights: ['read'], inSession: false },
    ]);
  });

  it('stand apart where one of them needs a session', () => {
    expect(waysOf([path('read'), path('read', { inSession: true })])).toHaveLength(2);
  });

  it('are one line for the clipboard', () => {
    expect(waysText([path('read'), path('viewAll')])).toBe('Profile Sales User → object permission (read, view all)');
  });
});
