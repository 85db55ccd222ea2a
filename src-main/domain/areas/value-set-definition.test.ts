import { expect, it } from 'vitest';
import { valueSetDefinition } from './value-set-definition.ts';

it('a value set has its values in order; one that says nothing of being active is active', () => {
  const metadata = {
    sorted: true,
    customValue: [
      { valueName: 'A', label: 'First', default: true, isActive: null },
      { valueName: 'B', label: null, isActive: false },
      { label: 'no name' },
    ],
  };
  expect(valueSetDefinition(metadata)).toEqual({
    sorted: true,
    values: [
      { value: 'A', label: 'First', active: true, default: true },
      { value: 'B', label: 'B', active: false, default: false },
    ],
  });
});
