import { describe, expect, it } from 'vitest';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { ask, sampleOrgForTest } from '../support/sample-org.ts';

/* `&columns=true`, as recorded in the tests of the Salesforce CLI's own plug-in for data. */

const plain = {
  aggregate: false,
  custom: false,
  foreignKeyName: null,
  insertable: false,
  joinColumns: [],
  updatable: false,
};
const text = { ...plain, apexType: 'String', booleanType: false, numberType: false, textType: true };
const none = { ...plain, apexType: null, booleanType: false, numberType: false, textType: false };

async function columnsOf(soql: string): Promise<unknown> {
  const org = await sampleOrgForTest({ bundle: createSampleBundle() });
  return (await ask(org, `query?q=${encodeURIComponent(soql)}&columns=true`)).json;
}

describe('the columns of a query, for the Salesforce CLI', () => {
  it('are named, with their types', async () => {
    expect(await columnsOf('SELECT id, Name, isActive FROM User')).toEqual({
      columnMetadata: [
        { ...none, apexType: 'Id', columnName: 'Id', displayName: 'Id' },
        { ...text, columnName: 'Name', displayName: 'Name' },
        { ...none, apexType: 'Boolean', booleanType: true, columnName: 'IsActive', displayName: 'IsActive' },
      ],
      entityName: 'User',
      groupBy: false,
      idSelected: true,
      keyPrefix: '005',
    });
  });

  it('stand under their parent, once for each parent', async () => {
    expect(
      await columnsOf('SELECT Name, Profile.Name, Manager.Profile.Name, Profile.UserType FROM User'),
    ).toMatchObject({
      columnMetadata: [
        { columnName: 'Name' },
        {
          ...none,
          columnName: 'Profile',
          displayName: 'Profile',
          foreignKeyName: 'ProfileId',
          joinColumns: [
            { ...text, columnName: 'Name' },
            { columnName: 'UserType', joinColumns: [] },
          ],
        },
        {
          columnName: 'Manager',
          foreignKeyName: 'ManagerId',
          joinColumns: [{ columnName: 'Profile', foreignKeyName: 'ProfileId', joinColumns: [{ columnName: 'Name' }] }],
        },
      ],
      idSelected: false,
    });
  });

  it('show a function as it is written, and under its alias if it has one', async () => {
    expect(
      await columnsOf('SELECT UserType, COUNT(Id), MAX(CreatedDate) newest FROM User GROUP BY UserType'),
    ).toMatchObject({
      columnMetadata: [
        { aggregate: false, columnName: 'UserType', displayName: 'UserType' },
        { ...none, aggregate: true, numberType: true, columnName: 'expr0', displayName: 'count(Id)' },
        { ...none, aggregate: true, columnName: 'newest', displayName: 'max(CreatedDate)' },
      ],
      groupBy: true,
      idSelected: false,
    });
  });
});
