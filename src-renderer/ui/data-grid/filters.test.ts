import { describe, expect, it } from 'vitest';
import { type GridFilter, changeFilter, filterText, operatorsOf } from './filters.ts';

describe('filters of columns', () => {
  const type: GridFilter = { column: 'type', operator: 'equals', value: 'date' };
  const help: GridFilter = { column: 'helpText', operator: 'isEmpty', value: '' };

  it('are added, changed and removed one by one', () => {
    expect(changeFilter([], undefined, type)).toEqual([type]);
    expect(changeFilter([type, help], 0, { ...type, value: 'time' })).toEqual([{ ...type, value: 'time' }, help]);
    expect(changeFilter([type, help], 1, null)).toEqual([type]);
    expect(changeFilter([type], 0, null)).toBeUndefined();
  });

  it('are told in the words of their column', () => {
    const columns = [{ id: 'type', header: 'Type', kind: 'text' } as const];
    expect(filterText(columns, type)).toBe('Type is “date”');
    expect(filterText(columns, help)).toBe('helpText is empty');
  });

  it('offer the conditions that make sense for what a column holds', () => {
    expect(operatorsOf({ id: 'a', header: 'A', kind: 'flag' })).toEqual(['isTrue', 'isFalse', 'isUnknown']);
    expect(operatorsOf({ id: 'a', header: 'A', kind: 'text', operators: ['equals'] })).toEqual(['equals']);
  });
});
