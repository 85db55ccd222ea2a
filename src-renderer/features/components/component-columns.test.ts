import { describe, expect, it } from 'vitest';
import { sampleColumns, sampleComponent } from '../../testing/area-samples.ts';
import { defaultColumns, filterColumns, gridColumns } from './component-columns.ts';

const columns = gridColumns(sampleColumns);
const column = (id: string) => {
  const found = columns.find((one) => one.id === id);
  if (found === undefined) throw new Error(`No column ${id}.`);
  return found;
};

describe('columns of components', () => {
  it('show what a type has, as a person reads it, and copy it as it is', () => {
    const row = sampleComponent();
    expect(column('active').text(row)).toBe('Yes');
    expect(column('versionCount').show?.(row)).toBe('1,204');
    expect(column('versionCount').text(row)).toBe('1204');
    expect(column('fields').text(row)).toBe('Agreement__c.Name, Account.Name');
    expect(column('lastModifiedDate').show?.(row)).toBe('1 Jan 2025');
  });

  it('show the words of a value and copy the value', () => {
    const row = sampleComponent({ cells: { fields: ['Large'] }, shown: { fields: ['Desktop'] } });
    expect(column('fields').show?.(row)).toBe('Desktop');
    expect(column('fields').text(row)).toBe('Large');
    expect(column('fields').value?.(row)).toEqual(['Large']);
  });

  it('tell unknown from empty', () => {
    const row = sampleComponent({ cells: {}, unknown: ['versionCount'] });
    expect(column('versionCount').text(row)).toBeNull();
    expect(column('fields').text(row)).toBe('');
    expect(column('fields').value?.(row)).toBeNull();
  });

  it('leave out at first what few look for', () => {
    expect(defaultColumns('Report', [...sampleColumns, { id: 'readAt', title: 'Read', kind: 'date' }])).toEqual([
      'label',
      'active',
      'versionCount',
      'lastModifiedDate',
    ]);
  });

  it('are filtered as what they hold', () => {
    expect(filterColumns(sampleColumns).map(({ kind }) => kind)).toEqual([
      'text',
      'text',
      'flag',
      'number',
      'text',
      'date',
    ]);
  });
});
