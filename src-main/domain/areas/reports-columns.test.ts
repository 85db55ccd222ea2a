import { describe, expect, it } from 'vitest';
import { fieldOfColumn, NO_PATHS, type ObjectPaths, reportTypeParts } from './reports-columns.ts';

const paths: ObjectPaths = {
  lookup: (object, step) => {
    if (object === 'Contact' && (step === 'Account' || step === 'AccountId'))
      return { field: 'AccountId', target: 'Account' };
    if (object === 'Visit__c' && step === 'Site__c') return { field: 'Site__c', target: 'Site__c' };
    return null;
  },
  child: (object, relationship) => (object === 'Site__c' && relationship === 'Visits__r' ? 'Visit__c' : null),
};
const field = (code: string, entity: string | null, type: string, known = paths) =>
  fieldOfColumn(code, entity, reportTypeParts(type), known);

describe('the field behind a report column', () => {
  it('is what the org says of a code in capitals', () => {
    expect(field('AMOUNT', 'Opportunity.Amount', 'Opportunity')).toBe('Opportunity.Amount');
    expect(field('ACCOUNT.NAME', 'Account.Name', 'ContactList')).toBe('Account.Name');
    expect(field('STAGE_NAME', null, 'Opportunity')).toBeNull();
  });

  it('is in the path of a custom field, whether the org says so or not', () => {
    expect(field('Account.Region__c', null, 'AccountList', NO_PATHS)).toBe('Account.Region__c');
    expect(field('Site__c$Region__c', 'Site__c.Region__c', 'Sites__c')).toBe('Site__c.Region__c');
    expect(field('FK_$Site__c.Region__c', null, 'CustomEntity$Visit__c@Visit__c.Site__c')).toBe('Site__c.Region__c');
  });

  it('is the lookup and not the name of the record that it shows', () => {
    expect(field('Contact$Account', 'Account.Name', 'Contacts__c')).toBe('Contact.AccountId');
    expect(field('CUST_OWNER_NAME', 'User.Name', 'CustomEntity$Site__c')).toBe('Site__c.OwnerId');
    expect(field('LAST_UPDATE_BY', 'User.Name', 'AccountList')).toBe('Account.LastModifiedById');
    expect(field('RECORDTYPE', 'RecordType.Name', 'OpportunityCustomEntity$Payment__c')).toBe(
      'Opportunity.RecordTypeId',
    );
    expect(field('ACCOUNT_RECORDTYPE', 'RecordType.Name', 'Opportunity')).toBe('Account.RecordTypeId');
  });

  it('is found over child objects of a custom report type', () => {
    expect(field('Site__c.Visits__r$Result__c', null, 'Sites__c')).toBe('Visit__c.Result__c');
    expect(field('Site__c.Visits__r$Name', 'Visit__c.Name', 'Sites__c', NO_PATHS)).toBe('Visit__c.Name');
    expect(field('Site__c.Visits__r$Result__c', null, 'Sites__c', NO_PATHS)).toBeNull();
  });

  it('is on the task where Salesforce names the activity', () => {
    expect(field('Activity.Plan__c', 'Activity.Plan__c', 'Activity')).toBe('Task.Plan__c');
  });

  it('is none for buckets and row formulas', () => {
    expect(field('BucketField_1', null, 'Opportunity')).toBeNull();
    expect(field('CDF1', 'CDF1', 'Opportunity')).toBeNull();
  });
});

describe('the name of a report type', () => {
  it('says which objects a report reads', () => {
    expect(reportTypeParts('AccountList')).toEqual({ base: 'Account', beside: null, over: null, custom: null });
    expect(reportTypeParts('Activity').base).toBe('Task');
    expect(reportTypeParts('CustomEntity$Visit__c@Visit__c.Site__c')).toEqual({
      base: 'Visit__c',
      beside: null,
      over: 'Visit__c.Site__c',
      custom: null,
    });
    expect(reportTypeParts('OpportunityCustomEntity$Payment__c')).toMatchObject({
      base: 'Payment__c',
      beside: 'Opportunity',
    });
    expect(reportTypeParts('Sites_with_Visits__c')).toMatchObject({ base: null, custom: 'Sites_with_Visits' });
  });
});
