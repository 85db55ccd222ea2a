import { describe, expect, it } from 'vitest';
import { customFieldName, isCustomFieldName, namespaceOf, toUtc } from './api-names.ts';
import { fieldDefinitionRow, hiddenField, withDefinition } from './definition-facts.ts';
import { describeFacts, type DescribedField, fieldFacts, isRequired } from './describe-facts.ts';
import { FIELD_FLAG, fieldBadges } from './field-flags.ts';
import { isCompanion, isSuggested, kindOf } from './object-kind.ts';
import { excerptAround } from './search-text.ts';
import { decodeValidFor } from './valid-for.ts';

describe('an object', () => {
  it.each([
    [{ name: 'Account', layoutable: true }, 'standard', true],
    [{ name: 'ApexClass', layoutable: false }, 'standard', false],
    [{ name: 'Pump__c', custom: true, layoutable: true }, 'custom', true],
    [{ name: 'ns__Setting__c', custom: true, customSetting: true }, 'customSetting', true],
    [{ name: 'Rule__mdt', custom: true }, 'customMetadata', true],
    [{ name: 'Alarm__e', custom: true }, 'platformEvent', false],
    [{ name: 'Part__x', custom: true }, 'external', false],
    [{ name: 'Archive__b', custom: true }, 'bigObject', false],
    [{ name: 'AccountHistory', associateEntityType: 'History' }, 'history', false],
    [{ name: 'Pump__Share', custom: true }, 'share', false],
    [{ name: 'Pump__ChangeEvent', associateEntityType: 'ChangeEvent' }, 'changeEvent', false],
    [{ name: 'Old__c', custom: true, deprecatedAndHidden: true }, 'custom', false],
  ] as const)('%o is %s, suggested: %s', (item, kind, suggested) => {
    expect(kindOf(item)).toBe(kind);
    expect(isSuggested(item)).toBe(suggested);
  });

  it('that is associated with another one in any way is a companion', () => {
    expect(isCompanion({ name: 'AccountTag', associateEntityType: 'Tag' })).toBe(true);
    expect(isCompanion({ name: 'Account', associateEntityType: null })).toBe(false);
  });
});

describe('an API name', () => {
  it.each([
    ['Name', null, false],
    ['Level__c', null, true],
    ['npsp__Level__c', 'npsp', true],
    ['Site__Street__s', null, true],
    ['ns__Site__Street__s', 'ns', true],
    ['npe01__One__pc', 'npe01', true],
  ] as const)('%s has namespace %s, custom: %s', (name, namespace, custom) => {
    expect(namespaceOf(name)).toBe(namespace);
    expect(isCustomFieldName(name)).toBe(custom);
  });

  it('is put together from a CustomField row', () => {
    expect(customFieldName('Level', null)).toBe('Level__c');
    expect(customFieldName('Level', 'npsp')).toBe('npsp__Level__c');
  });

  it('dates come with a zone without a colon', () => {
    expect(toUtc('2018-12-11T20:08:58.000+0000')).toBe('2018-12-11T20:08:58.000Z');
    expect(toUtc('2018-12-11T20:08:58.000-0330')).toBe('2018-12-11T23:38:58.000Z');
    expect([toUtc(null), toUtc(''), toUtc('soon')]).toEqual([null, null, null]);
  });
});

describe('required', () => {
  const base: DescribedField = {
    name: 'A__c',
    type: 'string',
    nillable: false,
    createable: true,
    defaultedOnCreate: false,
  };
  it.each([
    ['not nillable and createable', {}, true],
    ['nillable', { nillable: true }, false],
    ['not createable', { createable: false }, false],
    ['defaulted on create', { defaultedOnCreate: true }, false],
    ['a checkbox', { type: 'boolean' }, false],
  ] as const)('%s', (_title, change, required) => {
    expect(isRequired({ ...base, ...change })).toBe(required);
  });
});

describe('a described field', () => {
  it('has no size where the describe says 0, and keeps a scale of 0 for numbers', () => {
    expect(fieldFacts('O', { name: 'F', type: 'double', length: 0, precision: 18, scale: 0 })).toMatchObject({
      length: null,
      precision: 18,
      scale: 0,
    });
    expect(fieldFacts('O', { name: 'F', type: 'string', length: 80, precision: 0, scale: 0 })).toMatchObject({
      length: 80,
      precision: null,
      scale: null,
    });
  });

  it.each([
    ['a formula', { calculated: true, calculatedFormula: 'A + B' }, ['custom', 'formula']],
    ['a roll-up', { calculated: true }, ['custom', 'rollUp']],
    ['an auto number', { autoNumber: true, nameField: true }, ['nameField', 'custom', 'autoNumber']],
    [
      'a managed external id',
      { name: 'ns__F__c', externalId: true, unique: true },
      ['custom', 'unique', 'externalId', 'managed'],
    ],
  ] as const)('has the badges of %s', (_title, change, badges) => {
    const facts = fieldFacts('O', { name: 'F__c', type: 'double', custom: true, ...change });
    expect(fieldBadges(facts.flags, facts.namespace, null)).toEqual(badges);
  });

  it('is not managed in the org that owns the namespace', () => {
    expect(fieldBadges(FIELD_FLAG.custom, 'ns', 'ns')).toEqual(['custom']);
  });

  it.each([
    ['a text', 'x', 'x'],
    ['a checkbox', false, 'false'],
    ['nothing', null, null],
  ] as const)('has %s as default', (_title, defaultValue, expected) => {
    expect(fieldFacts('O', { name: 'F', type: 'string', defaultValue }).defaultValue).toBe(expected);
  });

  it('tells a record type by its developer name', () => {
    const { recordTypes } = describeFacts({
      name: 'O',
      fields: [],
      recordTypeInfos: [{ name: 'Household', developerName: 'HH_Account', active: false, master: false }],
    });
    expect(recordTypes).toEqual([
      { name: 'HH_Account', label: 'Household', active: false, isDefault: false, master: false },
    ]);
  });
});

describe('definitions', () => {
  const custom = {
    id: '00N000000000001',
    object: 'O',
    tableId: null,
    name: 'F__c',
    description: 'Why',
    helpText: 'How',
    createdDate: '2024-01-01T00:00:00.000Z',
    lastModifiedDate: '2024-02-01T00:00:00.000Z',
  };

  it('resolve what a describe leaves unknown', () => {
    const described = fieldFacts('O', { name: 'F__c', type: 'string', inlineHelpText: 'As described' });
    const classes = ['securityClassification', 'complianceGroup'];
    expect(described.unknown).toEqual(['description', 'createdDate', 'lastModifiedDate', ...classes]);
    expect(withDefinition(described, undefined, custom)).toMatchObject({
      description: 'Why',
      helpText: 'As described',
      createdDate: custom.createdDate,
      unknown: classes,
    });
    const definition = fieldDefinitionRow(
      { QualifiedApiName: 'F__c', SecurityClassification: 'Confidential', ComplianceGroup: 'PII;GDPR' },
      'O',
    );
    expect(withDefinition(described, definition ?? undefined, custom)).toMatchObject({
      securityClassification: 'Confidential',
      complianceGroup: 'PII;GDPR',
      unknown: [],
    });
  });

  it('keep a hidden field with its unknown parts', () => {
    const hidden = hiddenField('O', 'F__c', undefined, custom);
    expect(hidden).toMatchObject({ label: 'F__c', type: null, helpText: 'How', description: 'Why' });
    expect(hidden.unknown).toEqual(expect.arrayContaining(['label', 'type', 'length', 'required', 'formula']));
    expect(hidden.unknown).not.toContain('helpText');
  });
});

describe('dependent picklist values', () => {
  it.each([
    ['gAAA', ['a']],
    ['QAAA', ['b']],
    ['AIAA', ['i']],
    ['wA==', ['a', 'b']],
    ['', []],
  ])('%s is valid for %j', (bits, expected) => {
    expect(decodeValidFor(bits, 'abcdefghij'.split(''))).toEqual(expected);
  });

  it('may depend on a checkbox', () => {
    expect(decodeValidFor('QA==', ['false', 'true'])).toEqual(['true']);
  });
});

describe('a search text', () => {
  it('is shown with what stands around it', () => {
    const excerpt = excerptAround(`${'before '.repeat(40)}the needle${' after'.repeat(40)}`, ['needle']);
    expect(excerpt).toContain('the needle');
    expect(excerpt.startsWith('…')).toBe(true);
    expect(excerpt.length).toBeLessThan(170);
  });
});
