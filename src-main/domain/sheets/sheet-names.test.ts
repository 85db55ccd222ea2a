import { describe, expect, it } from 'vitest';
import { fileNamesFor, sheetNamesFor } from './sheet-names.ts';

describe('sheet names', () => {
  it('are the API names where Excel allows that', () => {
    expect(sheetNamesFor(['Account', 'Service_Visit__c'])).toEqual(['Account', 'Service_Visit__c']);
  });

  it('stay unique when long API names agree in their first 31 characters', () => {
    const names = sheetNamesFor(['A_very_long_object_name_that_goes_on__c', 'A_very_long_object_name_that_goes_up__c']);
    expect(names).toEqual(['A_very_long_object_name_that_go', 'A_very_long_object_name_that_~2']);
    expect(names.every((name) => name.length <= 31)).toBe(true);
  });

  it('differ even when the API names differ in case only, or meet a taken name', () => {
    expect(sheetNamesFor(['Visit__c', 'visit__c', 'Index'], ['Index'])).toEqual(['Visit__c', 'visit__c~2', 'Index~2']);
  });

  it('lose what Excel refuses', () => {
    expect(sheetNamesFor(["'a/b:c*d?e[f]\\'", 'History', ''])).toEqual(['a_b_c_d_e_f__', 'History_', 'Sheet']);
  });
});

describe('file names', () => {
  it('are safe on every system and unique ignoring case', () => {
    expect(fileNamesFor(['Account', 'account', 'con', '../x', '.hidden'])).toEqual([
      'Account',
      'account~2',
      '_con',
      '_.._x',
      '_.hidden',
    ]);
  });
});
