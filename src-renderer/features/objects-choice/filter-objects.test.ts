import { describe, expect, it } from 'vitest';
import type { AvailableObject } from '../../../src-preload/contract/objects.ts';
import { filterObjects, preselected } from './filter-objects.ts';

const object = (name: string, rest: Partial<AvailableObject> = {}): AvailableObject => ({
  name,
  label: name,
  kind: 'custom',
  namespace: null,
  associateParent: null,
  chosen: false,
  suggested: false,
  isNew: false,
  ...rest,
});

const objects = [
  object('Account', { kind: 'standard', suggested: true, chosen: true }),
  object('Heat_Pump__c', { label: 'Heat pump (50 %)', suggested: true }),
  object('acme__Lead_Score__c', { namespace: 'acme', isNew: true }),
];
const names = (found: readonly AvailableObject[]): string[] => found.map(({ name }) => name);

describe('filtering objects to choose from', () => {
  it('matches any part of label or API name in any case, punctuation literally', () => {
    expect(names(filterObjects(objects, { text: 'PUMP (50 %' }, new Set()))).toEqual(['Heat_Pump__c']);
    expect(names(filterObjects(objects, { text: 'lead_s' }, new Set()))).toEqual(['acme__Lead_Score__c']);
    expect(names(filterObjects(objects, { text: '.*' }, new Set()))).toEqual([]);
  });

  it('narrows by kind, namespace and none, new and chosen', () => {
    expect(names(filterObjects(objects, { kind: 'standard' }, new Set()))).toEqual(['Account']);
    expect(names(filterObjects(objects, { namespace: 'acme' }, new Set()))).toEqual(['acme__Lead_Score__c']);
    expect(names(filterObjects(objects, { namespace: '-' }, new Set()))).toEqual(['Account', 'Heat_Pump__c']);
    expect(names(filterObjects(objects, { only: 'new' }, new Set()))).toEqual(['acme__Lead_Score__c']);
    expect(names(filterObjects(objects, { only: 'chosen' }, new Set(['Heat_Pump__c'])))).toEqual(['Heat_Pump__c']);
  });
});

describe('what is ticked at first', () => {
  it('is the suggested set for a new connection and the earlier choice afterwards', () => {
    expect([...preselected(objects, false)]).toEqual(['Account', 'Heat_Pump__c']);
    expect([...preselected(objects, true)]).toEqual(['Account']);
  });
});
