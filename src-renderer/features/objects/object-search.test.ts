import { describe, expect, it } from 'vitest';
import type { ObjectRow } from '../../../src-preload/contract/catalog.ts';
import { arrangeObjects, nextObjectSort, parseObjectSearch } from './object-search.ts';

const row = (name: string, more: Partial<ObjectRow> = {}): ObjectRow => ({
  name,
  label: name.replace('__c', ''),
  labelPlural: null,
  kind: name.endsWith('__c') ? 'custom' : 'standard',
  custom: name.endsWith('__c'),
  namespace: null,
  keyPrefix: null,
  description: null,
  fieldCount: 10,
  customFieldCount: 0,
  recordTypeCount: 0,
  createdDate: null,
  lastModifiedDate: null,
  readAt: '2026-11-01T00:00:00Z',
  unknown: [],
  vanished: false,
  ...more,
});
const names = (rows: readonly ObjectRow[]): string[] => rows.map(({ name }) => name);

describe('the object list', () => {
  const rows = [
    row('Site__c', { description: 'Where a heat pump stands', fieldCount: 40 }),
    row('Account', { fieldCount: 9 }),
    row('Lead', { description: null, unknown: ['description'], fieldCount: 100 }),
  ];

  it('is in the order of labels until another is asked for', () => {
    expect(names(arrangeObjects(rows, {}))).toEqual(['Account', 'Lead', 'Site__c']);
    expect(names(arrangeObjects(rows, { sort: '-fieldCount' }))).toEqual(['Lead', 'Site__c', 'Account']);
  });

  it('finds text in label, API name and description, and one kind of object', () => {
    expect(names(arrangeObjects(rows, { q: 'HEAT' }))).toEqual(['Site__c']);
    expect(names(arrangeObjects(rows, { q: '__c' }))).toEqual(['Site__c']);
    expect(names(arrangeObjects(rows, { kind: 'standard' }))).toEqual(['Account', 'Lead']);
  });

  it('puts empty and unknown values last in both directions', () => {
    expect(names(arrangeObjects(rows, { sort: 'description' }))[0]).toBe('Site__c');
    expect(names(arrangeObjects(rows, { sort: '-description' }))[0]).toBe('Site__c');
  });

  it('sorts by a header up, down and back', () => {
    expect(nextObjectSort({}, 'name')).toBe('name');
    expect(nextObjectSort({ sort: 'name' }, 'name')).toBe('-name');
    expect(nextObjectSort({ sort: '-name' }, 'name')).toBeUndefined();
    expect(parseObjectSearch({ kind: 'nonsense', q: 7 })).toEqual({ q: '7' });
  });
});
