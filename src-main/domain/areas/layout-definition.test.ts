import { describe, expect, it } from 'vitest';
import { layoutDefinition, layoutFacts, layoutUsage } from './layout-definition.ts';

const METADATA = {
  customButtons: ['Open_in_ERP'],
  layoutSections: [
    {
      label: 'Information',
      layoutColumns: [
        {
          layoutItems: [
            { behavior: 'Required', field: 'Name' },
            { behavior: 'Edit', field: 'Level__c' },
            { emptySpace: true },
          ],
        },
        { layoutItems: [{ behavior: 'Readonly', field: 'CreatedById' }, { page: 'SitePage' }] },
      ],
    },
    // What an org writes where a list has one element, or none.
    { label: null, layoutColumns: { layoutItems: { field: 'Level__c', customLink: 'Map' } } },
    { label: 'Empty', layoutColumns: null },
  ],
  platformActionList: {
    platformActionListItems: [
      { actionName: 'Edit', actionType: 'StandardButton' },
      { actionName: 'Site__c.Survey', actionType: 'QuickAction' },
    ],
  },
  relatedLists: [
    { fields: ['NAME', 'Visit__c.Score__c', 'Status__c', 'Site__c.Other__c'], relatedList: 'Visit__c.Site__c' },
    { fields: ['TASK.SUBJECT'], relatedList: 'RelatedActivityList' },
  ],
};

describe('a layout', () => {
  it('has its fields in order, each once, and says which are required or read only', () => {
    expect(layoutFacts(layoutDefinition(METADATA))).toMatchObject({
      fieldCount: 3,
      fields: ['Name', 'Level__c', 'CreatedById'],
      requiredFields: ['Name'],
      readOnlyFields: ['CreatedById'],
      relatedLists: ['Visit__c.Site__c', 'RelatedActivityList'],
      pages: ['SitePage'],
      links: ['Map'],
      buttons: ['Open_in_ERP'],
      actions: ['Site__c.Survey'],
    });
  });

  it('uses its object, its fields, the lookups of its related lists and the custom fields that these show', () => {
    const used = layoutUsage('Site__c-Site Layout', 'Site__c', layoutDefinition(METADATA));
    expect(used.map(({ toType, toName, via }) => `${via} ${toType} ${toName}`)).toEqual([
      'object CustomObject Site__c',
      'layoutItem CustomField Site__c.Name',
      'layoutItem CustomField Site__c.Level__c',
      'layoutItem CustomField Site__c.CreatedById',
      'layoutItem CustomField Site__c.Level__c',
      'relatedList CustomField Visit__c.Site__c',
      'relatedListColumn CustomField Visit__c.Score__c',
      'relatedListColumn CustomField Visit__c.Status__c',
      'page ApexPage SitePage',
      'customLink WebLink Site__c.Map',
      'customButton WebLink Site__c.Open_in_ERP',
      'quickAction QuickAction Site__c.Survey',
    ]);
  });

  it('for closing a case uses fields of the case', () => {
    const definition = layoutDefinition({
      layoutSections: [{ layoutColumns: [{ layoutItems: [{ field: 'Status' }] }] }],
    });
    expect(layoutUsage('CaseClose-Close Case Layout', 'CaseClose', definition).map(({ toName }) => toName)).toEqual([
      'Case',
      'Case.Status',
    ]);
  });

  it('without anything on it is empty, not an error', () => {
    for (const metadata of [null, {}, { layoutSections: 'x', relatedLists: [null, {}] }]) {
      expect(layoutFacts(layoutDefinition(metadata))).toMatchObject({ fieldCount: 0, fields: [], relatedLists: [] });
    }
  });
});
