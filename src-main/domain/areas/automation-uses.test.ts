import { describe, expect, it } from 'vitest';
import type { Component } from './component.ts';
import { fieldDetailUses, withFieldDetail } from './field-detail.ts';
import { createOrgSchema } from './formula-schema.ts';
import { validationRuleUses, withValidationFormula } from './validation-rule.ts';
import { fieldUpdateUses, withFieldUpdate, withWorkflowRule, workflowRuleUses } from './workflow-rule.ts';

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Case: ['Status', 'Priority'],
  Account: ['Industry', 'Total__c'],
  User: ['Department'],
  ns__Pay__c: ['ns__Paid__c', 'ns__Amount__c', 'ns__Account__c'],
};
const schema = createOrgSchema((object) => {
  const plain = FIELDS[object];
  if (plain === undefined) return null;
  const account = { name: 'AccountId', relationshipName: 'Account', referenceTo: ['Account'] };
  const fields = plain.map((name) => ({ name, relationshipName: null, referenceTo: [] }));
  return { name: object, fields: object === 'Case' ? [...fields, account] : fields };
});
const component = (type: string, name: string, object: string, facts: Component['facts'] = {}): Component => ({
  type,
  name,
  label: name,
  object,
  namespace: null,
  orgId: null,
  description: null,
  createdDate: null,
  createdBy: null,
  lastModifiedDate: null,
  lastModifiedBy: null,
  facts,
  searchText: null,
  unknown: [],
});
const told = (uses: readonly { readonly via: string; readonly toType: string; readonly toName: string }[]): string[] =>
  uses.map(({ via, toType, toName }) => `${via}: ${toType} ${toName}`);

describe('a workflow rule', () => {
  it('uses the fields of its criteria, whosever they are, and its actions, those after a time too', () => {
    const rule = withWorkflowRule(component('WorkflowRule', 'Case.Old', 'Case'), {
      active: true,
      triggerType: 'onCreateOnly',
      booleanFilter: '1 OR 2',
      criteriaItems: [
        { field: 'Case.Status', operation: 'equals', value: 'New' },
        { field: 'User.Department', operation: 'equals', value: 'Sales' },
      ],
      actions: [{ name: 'Tell', type: 'Alert' }],
      workflowTimeTriggers: [{ actions: [{ name: 'Raise', type: 'FieldUpdate' }] }],
    });
    expect(rule.facts).toMatchObject({ active: true, criteriaLogic: '1 OR 2', timeTriggers: 1 });
    expect(told(workflowRuleUses(rule, schema))).toEqual([
      'object: CustomObject Case',
      'criteria: CustomField Case.Status',
      'criteria: CustomField User.Department',
      'action: WorkflowAlert Case.Tell',
      'action: WorkflowFieldUpdate Case.Raise',
    ]);
  });

  it('sets a field of its object, or of a parent', () => {
    const own = { field: 'Priority', operation: 'Formula', formula: 'TEXT(Status)' };
    const update = withFieldUpdate(component('WorkflowFieldUpdate', 'Case.Raise', 'Case'), own);
    expect(told(fieldUpdateUses(update, schema))).toEqual([
      'object: CustomObject Case',
      'updates: CustomField Case.Priority',
      'formula: CustomField Case.Status',
    ]);
    const parent = { field: 'Industry', operation: 'Literal', literalValue: 'Energy', targetObject: 'AccountId' };
    const other = withFieldUpdate(component('WorkflowFieldUpdate', 'Case.Up', 'Case'), parent);
    expect(told(fieldUpdateUses(other, schema))).toContain('updates: CustomField Account.Industry');
  });

  it('says which queue or record type it sets, and of a user no user name', () => {
    const valueOf = (lookupValue: string, lookupValueType: string) =>
      withFieldUpdate(component('WorkflowFieldUpdate', 'Case.Hand_On', 'Case'), {
        field: 'OwnerId',
        operation: 'LookupValue',
        lookupValue,
        lookupValueType,
      }).facts['value'];
    expect(valueOf('Second_Level', 'Queue')).toBe('Second_Level');
    expect(valueOf('Service', 'RecordType')).toBe('Service');
    expect(valueOf('ada@acme.example', 'User')).toBe('A user, whose user name is not kept');
  });
});

describe('a validation rule', () => {
  it('uses what its formula names and the field that shows its message', () => {
    const rule = component('ValidationRule', 'Case.Must', 'Case', { errorField: 'status' });
    const made = withValidationFormula(rule, { errorConditionFormula: 'ISBLANK(Account.Industry)' });
    expect(made.searchText).toBe('ISBLANK(Account.Industry)');
    expect(told(validationRuleUses(made, schema))).toEqual([
      'object: CustomObject Case',
      'formula: CustomField Case.AccountId',
      'formula: CustomField Account.Industry',
      'errorDisplayField: CustomField Case.Status',
    ]);
  });
});

describe('a roll-up summary', () => {
  it('uses what it sums up, the lookup it follows and its filters, though a package leaves its prefix out', () => {
    const detail = withFieldDetail(component('FieldDetail', 'Account.Total__c', 'Account'), {
      summaryOperation: 'sum',
      summarizedField: 'ns__Pay__c.ns__Amount__c',
      summaryForeignKey: 'ns__Pay__c.ns__Account__c',
      summaryFilterItems: [{ field: 'Pay__c.Paid__c', operation: 'equals', value: 'True' }],
    });
    expect(told(fieldDetailUses(detail, schema))).toEqual([
      'rollup: CustomField ns__Pay__c.ns__Amount__c',
      'rollup: CustomField ns__Pay__c.ns__Account__c',
      'rollupFilter: CustomField ns__Pay__c.ns__Paid__c',
    ]);
  });
});

describe('a lookup filter', () => {
  it('uses fields of the object looked up, of its own object and of the user', () => {
    const lookup = component('FieldDetail', 'Case.Other__c', 'Case', { referenceTo: ['Account'] });
    const detail = withFieldDetail(lookup, {
      lookupFilter: {
        active: true,
        filterItems: [
          { field: 'Account.Industry', operation: 'equals', valueField: '$Source.Status' },
          { field: '$User.Department', operation: 'equals', value: 'Sales' },
        ],
      },
    });
    expect(detail.facts.lookupFilter).toMatchObject({ active: true, optional: false });
    expect(told(fieldDetailUses(detail, schema))).toEqual([
      'lookupFilter: CustomField Account.Industry',
      'lookupFilter: CustomField Case.Status',
      'lookupFilter: CustomField User.Department',
    ]);
  });
});
