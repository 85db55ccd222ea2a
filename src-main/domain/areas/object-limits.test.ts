import { expect, it } from 'vitest';
import { limitsQuestion, objectLimits } from './object-limits.ts';

const row = (object: string | null, Type: string, Max: number | null, Remaining: number | null) => ({
  EntityDefinition: object === null ? null : { QualifiedApiName: object },
  Label: null,
  Max,
  Remaining,
  Type,
});

it('asks for the limits of named objects', () => {
  expect(limitsQuestion(['Account', 'Site__c'])).toMatch(/QualifiedApiName IN \('Account', 'Site__c'\)$/);
});

it('sorts limits by object, in whatever case the org writes its name, and says of which there are none', () => {
  const rows = [row('account', 'CustomFields', 800, 788), row('Account', 'VLookup', null, null)];
  const { limits, missing } = objectLimits(rows, ['Account', 'Site__c']);
  expect([...limits.keys()]).toEqual(['Account']);
  expect(limits.get('Account')).toEqual([
    { type: 'CustomFields', label: 'CustomFields', max: 800, remaining: 788 },
    { type: 'VLookup', label: 'VLookup', max: null, remaining: null },
  ]);
  expect(missing).toEqual(['Site__c']);
});

it('takes rows without an object as those of the one that was asked for, and of none where several were', () => {
  const rows = [row(null, 'CustomFields', 800, 788)];
  expect([...objectLimits(rows, ['Site__c']).limits.keys()]).toEqual(['Site__c']);
  expect(objectLimits(rows, ['Site__c', 'Account']).limits.size).toBe(0);
});
