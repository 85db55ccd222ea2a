import { describe, expect, it } from 'vitest';
import type { FieldRow, ObjectRow } from '../../../../src-preload/contract/catalog.ts';
import { fieldCells, GRID_SHAPES } from './field-columns.ts';
import { objectCells } from './object-columns.ts';

const field: FieldRow = {
  id: 1,
  object: 'Pump__c',
  objectLabel: 'Pump',
  name: 'Serial__c',
  label: 'Serial',
  type: 'string',
  length: 80,
  precision: null,
  scale: null,
  referenceTo: [],
  picklistCount: null,
  required: false,
  unique: false,
  externalId: false,
  custom: true,
  formula: null,
  defaultValue: null,
  helpText: null,
  description: null,
  namespace: null,
  createdDate: null,
  lastModifiedDate: null,
  securityClassification: null,
  complianceGroup: null,
  readAt: '2026-11-23T08:00:00.000Z',
  badges: ['custom'],
  unknown: ['createdDate'],
};
const object: ObjectRow = {
  name: 'Pump__c',
  label: 'Pump',
  labelPlural: 'Pumps',
  kind: 'custom',
  custom: true,
  namespace: null,
  keyPrefix: 'a00',
  description: null,
  fieldCount: 3,
  customFieldCount: 1,
  recordTypeCount: 0,
  createdDate: null,
  lastModifiedDate: null,
  readAt: '',
  unknown: [],
  vanished: true,
};

describe('links to Setup', () => {
  const link = (name: string, other?: string) => `https://acme.example/${name}${other ?? ''}`;

  it('stand in the API name of a field', () => {
    expect(fieldCells(GRID_SHAPES, ['label', 'name', 'createdDate'], link)(field)).toEqual([
      'Serial',
      { text: 'Serial__c', link: { kind: 'url', url: 'https://acme.example/Pump__cSerial__c' } },
      'unknown',
    ]);
  });

  it('stand in the label where the API name is not shown, and nowhere where there is no Setup', () => {
    expect(fieldCells(GRID_SHAPES, ['label'], link)(field)).toEqual([
      { text: 'Serial', link: { kind: 'url', url: 'https://acme.example/Pump__cSerial__c' } },
    ]);
    expect(fieldCells(GRID_SHAPES, ['type', 'label'], () => null)(field)).toEqual(['string', 'Serial']);
  });

  it('stand in the API name of an object', () => {
    expect(objectCells(['label', 'name', 'readAt'], link)(object)).toEqual([
      'Pump (no longer in the org)',
      { text: 'Pump__c', link: { kind: 'url', url: 'https://acme.example/Pump__c' } },
      'unknown',
    ]);
  });
});
