import { describe, expect, it } from 'vitest';
import { picklistsOf, valueRows } from './picklist-matrix.ts';

const ALL = { field: undefined, text: '', differ: false };
const type = (name: string, picklists: Readonly<Record<string, readonly string[]>> | null, defaultValue = '') => ({
  name: `Account.${name}`,
  label: name,
  active: true,
  picklists:
    picklists === null
      ? null
      : Object.entries(picklists).map(([field, values]) => ({
          field,
          values: [...values],
          defaultValue: defaultValue === '' ? null : defaultValue,
        })),
});

describe('record types by picklist values', () => {
  const types = [
    type('Customer', { Industry: ['Energy', 'Housing'], Rating: ['Hot'] }, 'Energy'),
    type('Supplier', { Industry: ['Energy', 'Metal'] }),
  ];

  it('say of every value where it is offered and where it is the default', () => {
    expect(picklistsOf(types)).toEqual(['Industry', 'Rating']);
    expect(valueRows(types, ALL)).toEqual([
      { field: 'Industry', value: 'Energy', states: ['default', 'offered'] },
      { field: 'Industry', value: 'Housing', states: ['offered', 'not'] },
      { field: 'Industry', value: 'Metal', states: ['not', 'offered'] },
      { field: 'Rating', value: 'Hot', states: ['offered', 'not'] },
    ]);
  });

  it('are narrowed to one picklist, to a text and to what differs', () => {
    expect(valueRows(types, { ...ALL, field: 'Rating' })).toHaveLength(1);
    expect(valueRows(types, { ...ALL, text: 'metal' })).toHaveLength(1);
    expect(valueRows(types, { ...ALL, differ: true }).map(({ value }) => value)).toEqual(['Housing', 'Metal', 'Hot']);
  });

  it('tell a record type that was not read from one that does not offer the value', () => {
    const [first] = valueRows([...types, type('Hidden', null)], ALL);
    expect(first?.states).toEqual(['default', 'offered', null]);
  });
});
