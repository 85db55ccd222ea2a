import { describe, expect, it } from 'vitest';
import { assignedTo, layoutMatrix } from './layout-matrix.ts';

const layout = (label: string, assignments: readonly (readonly [string, readonly string[]])[] | null) => ({
  name: `Account-${label}`,
  label,
  fieldCount: 3,
  assignments: assignments?.map(([recordType, profiles]) => ({ recordType, profiles: [...profiles] })) ?? null,
});

describe('layouts by profile and record type', () => {
  const layouts = [
    layout('Sales', [
      ['Customer', ['Sales User', 'Admin']],
      ['Master', ['Sales User']],
    ]),
    layout('Service', [['Customer', ['Service User']]]),
    layout('Old', []),
  ];

  it('say which layout somebody sees, records without a record type first', () => {
    const matrix = layoutMatrix(layouts);
    expect(matrix.recordTypes).toEqual(['Master', 'Customer']);
    expect(matrix.profiles).toEqual(['Admin', 'Sales User', 'Service User']);
    expect(matrix.layoutsOf('Service User', 'Customer').map(({ label }) => label)).toEqual(['Service']);
    expect(matrix.layoutsOf('Admin', 'Master')).toEqual([]);
  });

  it('pass over none of several that the org names for the same record type', () => {
    const twice = layoutMatrix([layout('Grant', [['Master', ['Admin']]]), layout('Gift', [['Master', ['Admin']]])]);
    expect(twice.layoutsOf('Admin', 'Master').map(({ label }) => label)).toEqual(['Grant', 'Gift']);
  });

  it('tell a layout that nobody sees from one whose assignment was not read', () => {
    expect(layouts.map(assignedTo)).toEqual([
      { profiles: 2, types: 2 },
      { profiles: 1, types: 1 },
      { profiles: 0, types: 0 },
    ]);
    expect(assignedTo(layout('Hidden', null))).toBeNull();
  });
});
