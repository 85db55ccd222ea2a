import { describe, expect, it } from 'vitest';
import { dependentValues, withRecordType } from './record-type.ts';
import type { Component } from './component.ts';

const value = (name: string, validFor: string | null = null, active = true) => ({
  value: name,
  label: name,
  active,
  isDefault: false,
  validFor,
});
const bits = (...bytes: number[]): string => btoa(String.fromCharCode(...bytes));
const recordType: Component = {
  type: 'RecordType',
  name: 'Case.Heating',
  label: 'Heating',
  object: 'Case',
  namespace: null,
  orgId: null,
  description: null,
  createdDate: null,
  createdBy: null,
  lastModifiedDate: null,
  lastModifiedBy: null,
  facts: {},
  searchText: null,
  unknown: [],
};

describe('a dependent picklist', () => {
  it('offers under each controlling value what its bitmap allows', () => {
    const controlling = ['DE', 'GB', 'NL'].map((name) => value(name));
    const cities = [value('Berlin', bits(0x80)), value('London', bits(0x40)), value('Everywhere', bits(0xe0))];
    expect(dependentValues(cities, controlling)).toEqual([
      { controlling: 'DE', values: ['Berlin', 'Everywhere'] },
      { controlling: 'GB', values: ['London', 'Everywhere'] },
      { controlling: 'NL', values: ['Everywhere'] },
    ]);
  });

  it('counts inactive controlling values and shows neither them nor inactive values of its own', () => {
    const controlling = [value('Old', null, false), value('New')];
    const values = [value('A', bits(0x40)), value('B', bits(0xc0), false), value('C', bits(0x80))];
    expect(dependentValues(values, controlling)).toEqual([{ controlling: 'New', values: ['A'] }]);
  });

  it('can depend on a checkbox, and on the ninth value', () => {
    expect(dependentValues([value('Reason', bits(0x40))], null)).toEqual([
      { controlling: 'false', values: [] },
      { controlling: 'true', values: ['Reason'] },
    ]);
    const nine = Array.from({ length: 9 }, (_, at) => value(`v${at}`));
    expect(dependentValues([value('Last', bits(0, 0x80))], nine).at(-1)).toEqual({
      controlling: 'v8',
      values: ['Last'],
    });
  });
});

describe('a record type', () => {
  it('has its values and defaults by picklist, decoded', () => {
    const metadata = {
      businessProcess: 'Support',
      picklistValues: [
        { picklist: 'Origin', values: [{ valueName: 'Walk%2Din', default: true }, { valueName: '50% off' }] },
        { picklist: 'Empty__c', values: [] },
      ],
    };
    expect(withRecordType(recordType, metadata).facts).toEqual({
      businessProcess: 'Support',
      compactLayout: null,
      picklistCount: 2,
      picklists: { Origin: ['Walk-in', '50% off'], Empty__c: [] },
      defaults: { Origin: 'Walk-in' },
    });
  });
});
