import { describe, expect, it } from 'vitest';
import { createOrgSchema } from './formula-schema.ts';
import { lightningPageDefinition, lightningPageFacts, lightningPageUsage } from './lightning-page-definition.ts';

const lookup = (name: string, relationshipName: string, referenceTo: readonly string[]) => ({
  name,
  relationshipName,
  referenceTo,
});
const plain = (name: string) => ({ name, relationshipName: null, referenceTo: [] });
const OBJECTS = [
  { name: 'Visit__c', fields: [plain('Status__c'), plain('Score__c'), lookup('Site__c', 'Site__r', ['Site__c'])] },
  { name: 'Site__c', fields: [plain('Region__c'), lookup('OwnerId', 'Owner', ['User'])] },
  { name: 'User', fields: [plain('Department')] },
];
const SCHEMA = createOrgSchema(
  (object) => OBJECTS.find(({ name }) => name.toLowerCase() === object.toLowerCase()) ?? null,
);
const rule = (...left: string[]) => ({
  visibilityRule: { criteria: left.map((leftValue) => ({ leftValue, operator: 'EQUAL', rightValue: 'x' })) },
});

const METADATA = {
  sobjectType: 'Visit__c',
  template: { name: 'flexipage:recordHomeTemplateDesktop' },
  flexiPageRegions: [
    {
      name: 'main',
      itemInstances: [
        { fieldInstance: { fieldItem: 'Record.Score__c', ...rule('{!Record.Status__c}', '{!$User.Department}') } },
        {
          componentInstance: {
            componentName: 'flowruntime:interview',
            componentInstanceProperties: [{ name: 'flowName', value: 'Visit_Survey' }],
            ...rule('{!Record.Site__r.Region__c}', '{!$Client.FormFactor}'),
          },
        },
        {
          componentInstance: {
            componentName: 'flexipage:richText',
            componentInstanceProperties: [{ name: 'decoratedRichText', value: 'Call Ms Example' }],
          },
        },
      ],
    },
    // As pages of older API versions have it.
    {
      name: 'sidebar',
      componentInstances: {
        componentName: 'flexipage:visualforcePage',
        componentInstanceProperties: { name: 'pageName', value: 'SiteMap' },
      },
    },
  ],
};

describe('a Lightning page', () => {
  it('has its components and fields, and none of the texts on it', () => {
    const facts = lightningPageFacts(lightningPageDefinition(METADATA));
    expect(facts).toMatchObject({
      template: 'flexipage:recordHomeTemplateDesktop',
      componentCount: 3,
      components: ['flowruntime:interview', 'flexipage:richText', 'flexipage:visualforcePage'],
      fields: ['Record.Score__c'],
    });
    expect(JSON.stringify(facts)).not.toContain('Ms Example');
  });

  it('uses its object, fields that it shows or looks at, also of parents, flows and pages', () => {
    const used = lightningPageUsage('Visit_Page', 'Visit__c', lightningPageDefinition(METADATA), SCHEMA);
    expect(used.map(({ toType, toName, via }) => `${via} ${toType} ${toName}`)).toEqual([
      'object CustomObject Visit__c',
      'fieldItem CustomField Visit__c.Score__c',
      'visibilityRule CustomField Visit__c.Site__c',
      'visibilityRule CustomField Site__c.Region__c',
      'visibilityRule CustomField Visit__c.Status__c',
      'visibilityRule CustomField User.Department',
      'component Flow Visit_Survey',
      'component ApexPage SiteMap',
    ]);
  });

  it('of no object uses no record', () => {
    const used = lightningPageUsage('Home', null, lightningPageDefinition({ ...METADATA, sobjectType: null }), SCHEMA);
    expect(used.filter(({ toType }) => toType !== 'Flow' && toType !== 'ApexPage').map(({ toName }) => toName)).toEqual(
      ['User.Department'],
    );
  });
});
