import { describe, expect, it } from 'vitest';
import { setupLink } from './setup-link.ts';

describe('the Setup page', () => {
  const cases: readonly [instanceUrl: string, url: string | null][] = [
    [
      'https://acme.my.salesforce.com',
      'https://acme.lightning.force.com/lightning/setup/ObjectManager/Pump__c/Details/view',
    ],
    [
      'https://acme--uat.sandbox.my.salesforce.com',
      'https://acme--uat.sandbox.lightning.force.com/lightning/setup/ObjectManager/Pump__c/Details/view',
    ],
    ['http://127.0.0.1:4000', null],
    ['https://acme.example.org', null],
  ];
  it.each(cases)('of an object in %s', (instanceUrl, url) => {
    const link = setupLink({ type: 'production', instanceUrl }, 'Pump__c', null);
    expect(link.url).toBe(url);
    expect(link.reason === null).toBe(url !== null);
  });

  it('of a field', () => {
    const org = { type: 'sandbox', instanceUrl: 'https://acme.my.salesforce.com' };
    expect(setupLink(org, 'Pump__c', 'Serial__c').url).toMatch(/FieldsAndRelationships\/Serial__c\/view$/);
  });
});
