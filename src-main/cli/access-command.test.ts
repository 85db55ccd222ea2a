import { describe, expect, it } from 'vitest';
import { commandsOnSample } from '../../test/support/cli-on-sample.ts';

type Row = {
  readonly kind: string;
  readonly name: string;
  readonly read: boolean;
  readonly paths: readonly { readonly through: readonly { readonly name: string }[] }[];
};

describe('orgbench access', () => {
  it('names who can see a field, as a document, each with the way', async () => {
    const access = await commandsOnSample('access,users');
    const { code, out } = await access('access', 'Sample', '--field', 'account.phone', '--json');
    const { rows, gaps } = JSON.parse(out) as { readonly rows: readonly Row[]; readonly gaps: readonly string[] };
    expect({ code, gaps }).toEqual({ code: 0, gaps: [] });
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['profile', 'permission set', 'user']));
    for (const { name, paths } of rows) expect([name, paths.length > 0]).toEqual([name, true]);
    expect(rows.find(({ name }) => name === 'System Administrator')?.read).toBe(true);
  });

  it('writes a table for people, and says of a field that is not there that it is not', async () => {
    const access = await commandsOnSample('access,users');
    const { out } = await access('access', 'Sample', '--field', 'Account.Name');
    expect(out).toMatch(/^Kind +Name +Label +Read +Edit +By/);
    expect(out).toContain('the field takes no field permission');
    expect(await access('access', 'Sample', '--field', 'Account.Nothing__c')).toMatchObject({
      code: 1,
      errors: 'orgbench: Account has no field Nothing__c in what was read.\n',
    });
  });
});
