import { describe, expect, it } from 'vitest';
import { plainReason } from './plain-reason.ts';

describe('the reason why something could not be read', () => {
  it('names the permission that may be missing where Salesforce says that there is no such kind', () => {
    const reason = plainReason(
      "example.my.salesforce.com refused a query. It says: INVALID_TYPE: sObject type 'Layout' is not supported. If you are attempting to use a custom object, be sure to append the '__c'.",
    );
    expect(reason).toContain('View Setup and Configuration may be missing');
    expect(reason).toContain("sObject type 'Layout' is not supported.");
    expect(reason).not.toContain('__c');
  });

  it('names Run Reports for reports and dashboards', () => {
    expect(plainReason("sObject type 'Dashboard' is not supported.")).toContain('Run Reports may be missing');
  });

  it('leaves every other reason as it is', () => {
    expect(plainReason('The org is being maintained.')).toBe('The org is being maintained.');
  });
});
