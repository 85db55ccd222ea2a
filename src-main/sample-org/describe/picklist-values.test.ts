import { describe, expect, it } from 'vitest';
import type { BundleObject } from '../bundle.ts';
import { describePicklistValues, validForBitmap } from './picklist-values.ts';

const controllers = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'];

function bits(bitmap: string): string {
  return [...Buffer.from(bitmap, 'base64')].map((byte) => byte.toString(2).padStart(8, '0')).join(' ');
}

describe('dependent picklists', () => {
  it('mark controlling values from the highest bit of the first byte on', () => {
    const value = (controllingValues?: readonly string[]) => ({
      value: 'x',
      label: 'x',
      ...(controllingValues === undefined ? {} : { controllingValues }),
    });
    expect(bits(validForBitmap(controllers, value(['A'])))).toBe('10000000 00000000');
    expect(bits(validForBitmap(controllers, value(['B', 'H', 'I'])))).toBe('01000001 10000000');
    expect(bits(validForBitmap(controllers, value([])))).toBe('00000000 00000000');
    expect(bits(validForBitmap(controllers, value()))).toBe('11111111 10000000');
  });

  it('take a checkbox as controlling value false, then true', () => {
    const object: BundleObject = {
      name: 'Unit__c',
      label: 'Unit',
      recordTypes: [],
      validationRules: [],
      fields: [
        { name: 'Outdoor__c', label: 'Outdoor', type: 'boolean', custom: true },
        {
          name: 'Mount__c',
          label: 'Mount',
          type: 'picklist',
          custom: true,
          controllerName: 'Outdoor__c',
          picklistValues: [
            { value: 'Wall', label: 'Wall', controllingValues: ['true'] },
            { value: 'Cellar', label: 'Cellar', controllingValues: ['false'], active: false },
          ],
        },
      ],
    };
    const field = object.fields[1];
    const values = field === undefined ? [] : describePicklistValues(object, field);
    expect(values.map((value) => bits(value.validFor ?? ''))).toEqual(['01000000', '10000000']);
    expect(values.map((value) => value.active)).toEqual([true, false]);
  });
});
