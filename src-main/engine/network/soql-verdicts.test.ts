import { describe, expect, it } from 'vitest';
import { createSoqlVerdicts } from './soql-verdicts.ts';

const query = (soql: string, api: 'data' | 'identity' | 'tooling' | 'records' = 'data') => ({ soql, api });

describe('what a query for records reads, as the ledger says it', () => {
  const namesOf = async (soql: string): Promise<readonly string[]> => {
    const verdict = await createSoqlVerdicts()(query(soql, 'records'));
    return verdict.allowed ? verdict.objects.toSorted() : [];
  };

  it.each([
    ['SELECT Account.Name FROM Contact', ['Account', 'Contact']],
    ['SELECT Account.Owner.Name, c.Name, c.Account.Phone FROM Contact c', ['Account', 'Contact', 'Owner']],
    ["SELECT Id FROM Contact WHERE Account.Type = 'a.b' ORDER BY ReportsTo.Name", ['Account', 'Contact', 'ReportsTo']],
    ['SELECT toLabel(Account.Industry), count(Id) FROM Contact GROUP BY Account.Industry', ['Account', 'Contact']],
    [
      'SELECT TYPEOF What WHEN Account THEN Phone, Owner.Name ELSE Name END FROM Event',
      ['Account', 'Event', 'Owner', 'What'],
    ],
    ['SELECT Name, (SELECT Parent__r.Name FROM Visits__r) FROM Contact', ['Contact', 'Parent__r', 'Visits__r']],
    [
      'SELECT Id FROM Contact WHERE Id IN (SELECT ContactId FROM Case WHERE Asset.Price > 1.5)',
      ['Asset', 'Case', 'Contact'],
    ],
  ])('names parents as well: %s', async (soql, names) => {
    expect(await namesOf(soql)).toEqual(names);
  });
});

describe('verdicts on queries that are remembered', () => {
  it('are the same the second time, and never those of another mode or API', async () => {
    const judge = createSoqlVerdicts();
    for (let round = 0; round < 2; round += 1) {
      expect(await judge(query('SELECT Id FROM Account', 'records'))).toMatchObject({ allowed: true });
      expect(await judge(query('SELECT Id FROM Account'))).toMatchObject({ allowed: false });
      expect(await judge(query('SELECT Id FROM CustomField', 'tooling'))).toMatchObject({ allowed: true });
      expect(await judge(query('SELECT Id FROM CustomField'))).toMatchObject({ allowed: false });
      expect(await judge(query('SELECT Username FROM User', 'identity'))).toMatchObject({ allowed: true });
      expect(await judge(query('SELECT Username FROM User'))).toMatchObject({ allowed: false });
      expect(await judge(query('SELECT Username FROM User', 'tooling'))).toMatchObject({ allowed: false });
      expect(await judge(query('tooling SELECT Id FROM CustomField'))).toMatchObject({ allowed: false });
    }
    expect(await judge(query('SELECT Id FROM Organization'))).toBe(await judge(query('SELECT Id FROM Organization')));
  });

  it('are those on the last 500 queries, none of them long', async () => {
    const judge = createSoqlVerdicts();
    const first = await judge(query('SELECT Id FROM Organization'));
    for (let index = 0; index < 500; index += 1) await judge(query(`SELECT Id FROM Report LIMIT ${index + 1}`));
    const again = await judge(query('SELECT Id FROM Organization'));
    expect(again).toEqual(first);
    expect(again).not.toBe(first);
    const long = query(`SELECT Id FROM Report WHERE Name = '${'x'.repeat(5000)}'`);
    expect(await judge(long)).not.toBe(await judge(long));
  });
});
