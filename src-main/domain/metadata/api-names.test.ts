import { describe, expect, it } from 'vitest';
import { developerNameOf, nameFinder, toUtc } from './api-names.ts';

describe('a date and time as Salesforce sends it', () => {
  it.each([
    ['in the usual spelling', '2018-12-11T20:08:58.000+0000', '2018-12-11T20:08:58.000Z'],
    ['with a Z', '2018-12-11T20:08:58.123Z', '2018-12-11T20:08:58.123Z'],
    ['on the last day of a month', '2018-12-31T23:59:59.000+0000', '2018-12-31T23:59:59.000Z'],
    ['on a leap day', '2024-02-29T00:00:00.000+0000', '2024-02-29T00:00:00.000Z'],
    ['in another zone', '2018-12-11T01:08:58.000+0530', '2018-12-10T19:38:58.000Z'],
    ['without milliseconds', '2018-12-11T20:08:58+0000', '2018-12-11T20:08:58.000Z'],
    ['of a day that is none', '2018-13-11T20:08:58.000+0000', null],
    ['of an hour that is none', '2018-12-11T25:08:58.000+0000', null],
    ['that is empty', '', null],
    ['that is absent', null, null],
  ])('%s', (_title, sent, utc) => {
    expect(toUtc(sent)).toBe(utc);
  });
});

describe('the object that a typed API name means', () => {
  const find = nameFinder(['Account', 'Pump__c', 'PUMP__c']);

  it.each([
    ['the exact name', 'Pump__c', ['Pump__c']],
    ['the only one in another case', 'account', ['Account']],
    ['several in another case', 'pump__c', ['Pump__c', 'PUMP__c']],
    ['none', 'Contact', []],
  ])('%s', (_title, typed, found) => {
    expect(find(typed)).toEqual(found);
  });
});

describe('the developer name of a field', () => {
  it.each([
    ['Level__c', 'Level'],
    ['npsp__Level__c', 'Level'],
    ['Site__Street__s', 'Street'],
    ['Name', 'Name'],
  ])('of %s is %s', (apiName, developerName) => {
    expect(developerNameOf(apiName)).toBe(developerName);
  });
});
