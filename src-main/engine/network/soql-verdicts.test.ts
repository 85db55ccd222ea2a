import { describe, expect, it } from 'vitest';
import { createSoqlVerdicts } from './soql-verdicts.ts';

const query = (soql: string, api: 'data' | 'tooling' | 'records' = 'data') => ({
  soql,
  tooling: api === 'tooling',
  records: api === 'records',
});

describe('verdicts on queries that are remembered', () => {
  it('are the same the second time, and never those of another mode or API', async () => {
    const judge = createSoqlVerdicts();
    for (let round = 0; round < 2; round += 1) {
      expect(await judge(query('SELECT Id FROM Account', 'records'))).toMatchObject({ allowed: true });
      expect(await judge(query('SELECT Id FROM Account'))).toMatchObject({ allowed: false });
      expect(await judge(query('SELECT Id FROM CustomField', 'tooling'))).toMatchObject({ allowed: true });
      expect(await judge(query('SELECT Id FROM CustomField'))).toMatchObject({ allowed: false });
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
