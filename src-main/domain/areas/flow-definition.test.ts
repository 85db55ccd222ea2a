import { describe, expect, it } from 'vitest';
import type { Component } from './component.ts';
import { flowUses, withFlowDefinition } from './flow-definition.ts';
import { versionInUse, withVersions, type FlowVersion } from './flow-versions.ts';
import { createOrgSchema } from './formula-schema.ts';

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Case: ['Status', 'Priority', 'Fault__c', 'SLA__c', 'Subject'],
  Contact: ['Email', 'LastName', 'FirstName'],
  Account: ['Name', 'Industry'],
};
const schema = createOrgSchema((object) => {
  const name = Object.keys(FIELDS).find((one) => one.toLowerCase() === object.toLowerCase());
  if (name === undefined) return null;
  const plain = (FIELDS[name] ?? []).map((field) => ({ name: field, relationshipName: null, referenceTo: [] }));
  const lookups =
    name === 'Account'
      ? []
      : [
          { name: 'AccountId', relationshipName: 'Account', referenceTo: ['Account'] },
          { name: 'ContactId', relationshipName: 'Contact', referenceTo: ['Contact'] },
        ];
  return { name, fields: [...plain, ...lookups] };
});
const flow: Component = {
  type: 'Flow',
  name: 'Set_SLA',
  label: 'Set SLA',
  object: null,
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
const usesOf = (metadata: Readonly<Record<string, unknown>>): string[] =>
  flowUses(withFlowDefinition(flow, metadata), schema).map(({ toType, toName, via }) => `${via}: ${toType} ${toName}`);

describe('a flow that a record starts', () => {
  const metadata = {
    processType: 'AutoLaunchedFlow',
    start: {
      object: 'Case',
      triggerType: 'RecordBeforeSave',
      recordTriggerType: 'Update',
      filters: [{ field: 'Status', operator: 'EqualTo', value: { stringValue: 'New' } }],
      connector: { targetReference: 'Is_urgent' },
    },
    decisions: [
      {
        name: 'Is_urgent',
        label: 'Is urgent?',
        rules: [
          {
            name: 'Yes',
            conditions: [
              {
                leftValueReference: '$Record.Account.Industry',
                operator: 'EqualTo',
                rightValue: { elementReference: '$Record__Prior.Priority' },
              },
            ],
          },
        ],
      },
    ],
    assignments: [
      {
        name: 'Set',
        label: 'Set',
        assignmentItems: [
          { assignToReference: '$Record.SLA__c', operator: 'Assign', value: { elementReference: 'hours' } },
        ],
      },
    ],
    formulas: [{ name: 'hours', dataType: 'Number', expression: 'IF({!$Record.Fault__c} = {!$Label.Gas}, 4, 24)' }],
    variables: [],
  };

  it('has its object, its elements and what starts it', () => {
    const { object, facts } = withFlowDefinition(flow, metadata);
    expect(object).toBe('Case');
    expect(facts).toMatchObject({
      triggerType: 'RecordBeforeSave',
      recordTriggerType: 'Update',
      elementCount: 2,
      elementCounts: { decisions: 1, assignments: 1, formulas: 1 },
    });
    expect(facts.elements).toContainEqual({
      type: 'decisions',
      name: 'Is_urgent',
      label: 'Is urgent?',
      object: null,
    });
  });

  it('uses the fields of the record, before and after, and those of its parents', () => {
    expect(usesOf(metadata)).toEqual([
      'start: CustomObject Case',
      'start: CustomField Case.Status',
      'leftValueReference: CustomField Case.AccountId',
      'leftValueReference: CustomField Account.Industry',
      'elementReference: CustomField Case.Priority',
      'assignToReference: CustomField Case.SLA__c',
      'expression: CustomField Case.Fault__c',
      'expression: CustomLabel Gas',
    ]);
  });
});

describe('what a flow names', () => {
  it('in its lookups, loops and updates is of the object that each works on', () => {
    const uses = usesOf({
      recordLookups: [
        {
          name: 'Find',
          object: 'Contact',
          filters: [{ field: 'Email', operator: 'EqualTo', value: { elementReference: 'mail' } }],
          queriedFields: ['Id', 'LastName'],
          sortField: 'FirstName',
        },
      ],
      loops: [{ name: 'Each', collectionReference: 'Find' }],
      assignments: [
        {
          name: 'Take',
          assignmentItems: [{ assignToReference: 'mail', value: { elementReference: 'Each.FirstName' } }],
        },
      ],
      recordUpdates: [{ name: 'Save', inputReference: 'kase' }],
      recordCreates: [{ name: 'Make', object: 'Case', inputAssignments: [{ field: 'Subject', value: null }] }],
      variables: [
        { name: 'kase', dataType: 'SObject', objectType: 'Case' },
        { name: 'mail', dataType: 'String' },
      ],
    });
    expect(uses.toSorted()).toEqual(
      [
        'elementReference: CustomField Contact.FirstName',
        'recordCreates: CustomField Case.Subject',
        'recordCreates: CustomObject Case',
        'recordLookups: CustomField Contact.Email',
        'recordLookups: CustomField Contact.FirstName',
        'recordLookups: CustomField Contact.LastName',
        'recordLookups: CustomObject Contact',
        'recordUpdates: CustomObject Case',
      ].toSorted(),
    );
  });

  it('on screens and in texts is what stands between {! and }', () => {
    const uses = usesOf({
      screens: [
        {
          name: 'Hello',
          fields: [
            { fieldType: 'DisplayText', fieldText: '<p>Dear {!person.FirstName} {!person.LastName}</p>' },
            { fieldType: 'ObjectProvided', objectFieldReference: 'person.Email' },
            { fieldType: 'ComponentInstance', extensionName: 'c:phoneInput' },
          ],
        },
      ],
      textTemplates: [{ name: 'Mail', text: 'Case {!$Record.Subject}, {!$Flow.CurrentDate}, {!person}' }],
      variables: [{ name: 'person', dataType: 'SObject', objectType: 'Contact' }],
    });
    expect(uses).toEqual([
      'fieldText: CustomField Contact.FirstName',
      'fieldText: CustomField Contact.LastName',
      'objectFieldReference: CustomField Contact.Email',
      'screens: LightningComponentBundle phoneInput',
    ]);
  });

  it('to call are flows, Apex and alerts, and not what Salesforce itself brings', () => {
    const uses = usesOf({
      subflows: [{ name: 'Then', flowName: 'Send_Mail' }],
      actionCalls: [
        { name: 'A', actionType: 'apex', actionName: 'RouteCase' },
        { name: 'B', actionType: 'emailAlert', actionName: 'Case.Alert' },
        { name: 'C', actionType: 'chatterPost', actionName: 'chatterPost' },
      ],
      dynamicChoiceSets: [{ name: 'States', picklistObject: 'Case', picklistField: 'Status' }],
    });
    expect(uses).toEqual([
      'subflow: Flow Send_Mail',
      'actionCalls: ApexClass RouteCase',
      'actionCalls: WorkflowAlert Case.Alert',
      'dynamicChoiceSets: CustomObject Case',
      'dynamicChoiceSets: CustomField Case.Status',
    ]);
  });

  it('in a process of Process Builder is of the object that the process says', () => {
    const metadata = {
      processType: 'Workflow',
      processMetadataValues: [
        { name: 'ObjectType', value: { stringValue: 'Case' } },
        { name: 'TriggerType', value: { stringValue: 'onAllChanges' } },
      ],
      formulas: [{ name: 'f', expression: '{!myVariable_current.Account.Name}' }],
      variables: [{ name: 'myVariable_current', dataType: 'SObject', objectType: 'Case' }],
    };
    expect(withFlowDefinition(flow, metadata)).toMatchObject({
      object: 'Case',
      facts: { triggerType: 'onAllChanges' },
    });
    expect(usesOf(metadata)).toEqual([
      'expression: CustomField Case.AccountId',
      'expression: CustomField Account.Name',
      'start: CustomObject Case',
    ]);
  });

  it('is nothing in a definition that is empty or odd', () => {
    expect(usesOf({})).toEqual([]);
    expect(usesOf({ start: null, screens: [null, 7], loops: [{ name: 'a', collectionReference: 'a' }] })).toEqual([]);
  });
});

describe('the versions of a flow', () => {
  const version = (number: number, status: string): FlowVersion => ({
    id: `301${number}`,
    number,
    status,
    apiVersion: 60,
    createdDate: `2024-0${number}-01T00:00:00.000Z`,
    createdBy: `Person ${number}`,
    lastModifiedDate: null,
    lastModifiedBy: null,
  });
  const all = [version(3, 'Draft'), version(1, 'Obsolete'), version(2, 'Active')];

  it('are in their order, and the flow is as old as the first', () => {
    const made = withVersions({ ...flow, facts: { activeVersionId: '3012', latestVersionId: '3013' } }, all);
    expect(made).toMatchObject({ createdDate: '2024-01-01T00:00:00.000Z', createdBy: 'Person 1' });
    expect(made.facts).toMatchObject({ versionCount: 3, activeVersion: 2, latestVersion: 3, status: 'Active' });
    expect(versionInUse(made)?.number).toBe(2);
  });

  it('name the latest as the one in use where none is active', () => {
    const made = withVersions({ ...flow, facts: { activeVersionId: null, latestVersionId: '3013' } }, all);
    expect(made.facts).toMatchObject({ activeVersion: null, status: 'Draft' });
    expect(versionInUse(flow)).toBeNull();
  });
});
