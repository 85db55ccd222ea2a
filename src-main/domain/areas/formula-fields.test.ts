import { describe, expect, it } from 'vitest';
import { namesInFormula, pathsOfFormula } from './formula-fields.ts';
import { createOrgSchema, fieldsOfPath, type SchemaField } from './formula-schema.ts';

const plain = (name: string): SchemaField => ({ name, relationshipName: null, referenceTo: [] });
const lookup = (name: string, relationshipName: string, ...referenceTo: string[]): SchemaField => ({
  name,
  relationshipName,
  referenceTo,
});
const OBJECTS: Readonly<Record<string, readonly SchemaField[]>> = {
  Booking__c: [lookup('Session__c', 'Session__r', 'Session__c'), lookup('OwnerId', 'Owner', 'Group', 'User')],
  Session__c: [lookup('Experience__c', 'Experience__r', 'Experience__c'), plain('Date__c')],
  Experience__c: [plain('Price__c'), plain('Name')],
  Contact: [lookup('AccountId', 'Account', 'Account'), plain('Email'), plain('MailingCountry__c')],
  Account: [plain('Industry'), plain('Type')],
  User: [plain('Id'), plain('Email')],
  Group: [plain('Email')],
  Settings__c: [plain('Limit__c')],
  ns__Pay__c: [plain('ns__Paid__c')],
};
const schema = createOrgSchema((object) => {
  const name = Object.keys(OBJECTS).find((one) => one.toLowerCase() === object.toLowerCase());
  return name === undefined ? null : { name, fields: OBJECTS[name] ?? [] };
});
const named = (formula: string, object = 'Contact') =>
  namesInFormula(formula, object, schema).map(({ toType, toName }) =>
    toType === 'CustomField' ? toName : `${toType} ${toName}`,
  );

describe('the fields that a formula names', () => {
  it('are neither functions nor words nor what strings and comments hold', () => {
    const formula = `IF(ISBLANK(Email), NULL, "Account.Type" & 'it\\'s Industry' /* Type */ & TEXT ( 1.5e3 )) = TRUE`;
    expect(pathsOfFormula(formula)).toEqual(['Email']);
    expect(named(formula)).toEqual(['Contact.Email']);
  });

  it('are written as the org writes them, whatever the case in the formula', () => {
    expect(named('mailingCOuntry__C & EMAIL')).toEqual(['Contact.MailingCountry__c', 'Contact.Email']);
  });

  it('include every lookup on the way', () => {
    expect(named('Session__r.Experience__r.Price__c', 'Booking__c')).toEqual([
      'Booking__c.Session__c',
      'Session__c.Experience__c',
      'Experience__c.Price__c',
    ]);
    expect(named('Account.Industry')).toEqual(['Contact.AccountId', 'Account.Industry']);
  });

  it('follow a lookup to several objects to the one named, or to each that has the field', () => {
    expect(named('Owner:User.Id = $User.Id', 'Booking__c')).toEqual(['Booking__c.OwnerId', 'User.Id']);
    expect(fieldsOfPath(schema, 'Booking__c', ['Owner', 'Email'])).toEqual([
      'Booking__c.OwnerId',
      'Group.Email',
      'User.Email',
    ]);
    expect(fieldsOfPath(schema, 'Booking__c', ['Owner', 'Id'])).toEqual(['Booking__c.OwnerId', 'User.Id']);
  });

  it('come with labels, settings, metadata types and permissions', () => {
    expect(named('$Label.Hello & $Label.ns.Bye')).toEqual(['CustomLabel Hello', 'CustomLabel ns__Bye']);
    expect(named('$Setup.settings__c.limit__c')).toEqual(['CustomObject Settings__c', 'Settings__c.Limit__c']);
    expect(named('$CustomMetadata.Rate__mdt.Low.Value__c')).toEqual(['CustomObject Rate__mdt', 'Rate__mdt.Value__c']);
    expect(named('$Permission.Bulk_Edit && $User.UIThemeDisplayed = $Api.Session_ID')).toEqual([
      'CustomPermission Bulk_Edit',
    ]);
    expect(named('$ObjectType.Account.Fields.Type')).toEqual(['Account.Type']);
  });

  it('are kept as written where the object was not read or the user may not see the field', () => {
    expect(named('Amount__c + Other', 'Unread__c')).toEqual(['Unread__c.Amount__c', 'Unread__c.Other']);
    expect(named('Hidden__c & Nothing')).toEqual(['Contact.Hidden__c']);
    expect(named('Parent__r.Parent__r.Name', 'Unread__c')).toEqual(['Unread__c.Parent__c']);
  });

  it('of a package may lack its prefix', () => {
    expect(named('Paid__c', 'ns__Pay__c')).toEqual(['ns__Pay__c.ns__Paid__c']);
  });

  it('are found in time that grows with the length alone, even in broken text', () => {
    const startedAt = performance.now();
    pathsOfFormula(`"\\`.repeat(200_000));
    pathsOfFormula(`/*"`.repeat(200_000));
    pathsOfFormula('A.'.repeat(200_000));
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
