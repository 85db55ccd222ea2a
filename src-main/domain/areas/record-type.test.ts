import { describe, expect, it } from 'vitest';
import { withRecordType } from './record-type.ts';
import type { Component } from './component.ts';

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
