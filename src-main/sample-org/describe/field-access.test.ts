import { describe, expect, it } from 'vitest';
import type { BundleField, BundleObject } from '../bundle.ts';
import { fieldAccess } from './field-access.ts';

const custom = { label: 'X', custom: true } as const;

function accessOf(field: BundleField, kind: BundleObject['kind'] = 'custom') {
  const object: BundleObject = {
    name: 'X__c',
    label: 'X',
    kind,
    fields: [field],
    recordTypes: [],
    validationRules: [],
  };
  return fieldAccess(object, field);
}

describe('what may be done with a field', () => {
  const cases: readonly (readonly [what: string, field: BundleField, access: object])[] = [
    [
      'a plain custom field',
      { ...custom, name: 'A__c', type: 'string' },
      { nillable: true, createable: true, updateable: true, defaultedOnCreate: false, permissionable: true },
    ],
    [
      'a required custom field, default or not',
      { ...custom, name: 'A__c', type: 'string', required: true, defaultValue: '"x"' },
      { nillable: false, createable: true, updateable: true, defaultedOnCreate: false, permissionable: false },
    ],
    [
      'a checkbox',
      { ...custom, name: 'A__c', type: 'boolean', defaultValue: 'false' },
      { nillable: false, createable: true, updateable: true, defaultedOnCreate: true },
    ],
    [
      'a formula',
      { ...custom, name: 'A__c', type: 'double', formula: '1', calculated: true },
      { nillable: true, createable: false, updateable: false, permissionable: true },
    ],
    [
      'a master-detail that stays with its master',
      { ...custom, name: 'A__c', type: 'reference', masterDetail: true, required: true },
      { nillable: false, createable: true, updateable: false, defaultedOnCreate: false, permissionable: false },
    ],
    [
      'an owner',
      { label: 'Owner', name: 'OwnerId', type: 'reference' },
      { nillable: false, createable: true, updateable: true, defaultedOnCreate: true },
    ],
    [
      'a created date',
      { label: 'Created', name: 'CreatedDate', type: 'datetime' },
      { nillable: false, createable: false, updateable: false, defaultedOnCreate: true },
    ],
    [
      'a numbered name',
      { label: 'Number', name: 'Name', type: 'string', nameField: true, autoNumberFormat: 'A-{0000}' },
      { nillable: false, createable: false, updateable: false, defaultedOnCreate: true },
    ],
    [
      'flags that the bundle states',
      { label: 'Y', name: 'Y', type: 'string', nillable: true, createable: false, updateable: true },
      { nillable: true, createable: false, updateable: true },
    ],
  ];
  it.each(cases)('%s', (_what, field, access) => {
    expect(accessOf(field)).toMatchObject(access);
  });
});
