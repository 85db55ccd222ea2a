import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandsOnSample } from '../../test/support/cli-on-sample.ts';
import { tempFolder } from '../../test/support/temp-folder.ts';

type Listed = {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly unknown: readonly { readonly name: string; readonly reason: string }[];
};

describe('orgbench catalog', () => {
  it('lists an area with the facts of each component, without what only the next read needs', async () => {
    const orgbench = await commandsOnSample('access,dependencies,validation-rules');
    const list = async (area: string): Promise<Listed> =>
      JSON.parse((await orgbench('catalog', 'Sample', area, '--json')).out) as Listed;

    const rules = await list('validation-rules');
    expect(rules.unknown).toEqual([]);
    expect(rules.rows.find(({ name }) => name === 'Account.Customer_Number_Fixed')).toMatchObject({
      type: 'ValidationRule',
      active: true,
      errorField: 'Customer_Number__c',
      id: expect.stringMatching(/^03d/),
    });
    expect(rules.rows.filter((row) => 'definedAs' in row || 'orgId' in row)).toEqual([]);

    const access = await list('access');
    const set = access.rows.find(({ name }) => name === 'Finance_Billing');
    expect(set?.fieldPermissions).toContainEqual({
      field: 'Account.Customer_Number__c',
      readable: true,
      editable: true,
    });

    const dependencies = await list('dependencies');
    expect(dependencies.rows).toContainEqual({
      from: { type: 'ApexClass', name: 'ErpCustomerInterface' },
      to: { type: 'CustomField', name: 'Account.Customer_Number__c' },
      via: 'dependency',
      source: 'dependencies (Tooling API)',
    });
  });

  it('says of an area that was not read that it was not, and how to read it; never that there is nothing', async () => {
    const orgbench = await commandsOnSample('tabs');
    const { rows, unknown } = JSON.parse((await orgbench('catalog', 'Sample', 'flows', '--json')).out) as Listed;
    expect(rows).toEqual([]);
    expect(unknown).toEqual([
      { name: 'flows', reason: 'It was not read. Read it with: sync "Sample" --catalog flows' },
    ]);
  });
});

describe('orgbench sync --catalog none', () => {
  it('takes back the choice of all areas, removes what was read of them and says how much that was', async () => {
    const orgbench = await commandsOnSample('tabs,validation-rules');
    const list = async (area: string): Promise<Listed> =>
      JSON.parse((await orgbench('catalog', 'Sample', area, '--json')).out) as Listed;
    const read = (await list('tabs')).rows.length + (await list('validation-rules')).rows.length;
    expect(read).toBeGreaterThan(0);

    const dropped = await orgbench('sync', 'Sample', '--catalog', 'none');
    expect(dropped).toMatchObject({
      code: 0,
      out: `No area is chosen any more; ${read} components that had been read were removed.\n`,
      errors: '',
    });
    expect((await list('tabs')).rows).toEqual([]);
    expect((await list('tabs')).unknown[0]?.reason).toContain('It was not read.');
    expect((await orgbench('objects', 'Sample')).out).toContain('Account');

    const again = await orgbench('sync', 'Sample', '--objects', 'Account', '--catalog', 'none', '--json');
    expect(JSON.parse(again.out)).toMatchObject({ objects: 1, areas: [], removed: 0 });
  });
});

describe('orgbench where-used', () => {
  it('does not answer a mistyped name with "none"', async () => {
    const orgbench = await commandsOnSample('tabs');
    expect(await orgbench('where-used', 'Sample', 'Account.Nothing__c')).toMatchObject({
      code: 1,
      errors: 'orgbench: Account has no field Nothing__c in what was read.\n',
    });
    expect(await orgbench('where-used', 'Sample', 'Acount.Name')).toMatchObject({
      code: 1,
      errors: 'orgbench: The org has no object Acount in what was read.\n',
    });
  });

  it('answers for a field whose object was not read with what is known, and says how little that is', async () => {
    const orgbench = await commandsOnSample('tabs');
    const { code, out } = await orgbench('where-used', 'Sample', 'Contact.Email', '--json');
    const { coverage } = JSON.parse(out) as { readonly coverage: readonly { readonly state: string }[] };
    expect(code).toBe(0);
    expect(coverage.filter(({ state }) => state === 'read')).toEqual([]);
  });
});

describe('orgbench where-used of several fields', () => {
  it('answers in one table that names the field of each row, in the order in which they were asked for', async () => {
    const orgbench = await commandsOnSample('validation-rules,layouts');
    type Answer = { readonly rows: readonly { readonly field?: string }[]; readonly coverage: readonly unknown[] };
    const asked = async (...fields: readonly string[]) =>
      JSON.parse((await orgbench('where-used', 'Sample', ...fields, '--json')).out) as Answer;
    const [vat, credit] = [await asked('Account.VAT_Number__c'), await asked('Account.Credit_Block__c')];
    const both = await asked('Account.Credit_Block__c', 'Account.VAT_Number__c', 'account.credit_block__c');
    expect(vat.rows.every((row) => !('field' in row))).toBe(true);
    expect(vat.rows.length * credit.rows.length).toBeGreaterThan(0);
    expect(both.rows).toEqual([
      ...credit.rows.map((row) => ({ field: 'account.credit_block__c', ...row })),
      ...vat.rows.map((row) => ({ field: 'Account.VAT_Number__c', ...row })),
    ]);
    expect(both.coverage).toEqual(vat.coverage);

    const table = (await orgbench('where-used', 'Sample', 'Account.Credit_Block__c', 'Account.VAT_Number__c')).out;
    expect(table).toMatch(/^Field +Type +Name/);
    expect(await orgbench('where-used', 'Sample', 'Account.VAT_Number__c', 'Account.Nothing__c')).toMatchObject({
      code: 1,
      errors: 'orgbench: Account has no field Nothing__c in what was read.\n',
    });

    const out = join(tempFolder(), 'uses.csv');
    const to = ['--to', 'csv', '--out', out];
    await orgbench(
      'export',
      'grid',
      'Sample',
      '--grid',
      'where-used',
      '--object',
      'Account.Credit_Block__c,Account.VAT_Number__c',
      ...to,
    );
    const lines = readFileSync(out, 'utf8').trim().split('\r\n');
    expect(lines[0]).toMatch(/Field,Type,API name/);
    expect(lines).toHaveLength(1 + both.rows.length);
  }, 30_000);
});

describe('orgbench export grid', () => {
  it('says of what was not read that it was not, instead of that there is nothing', async () => {
    const orgbench = await commandsOnSample('tabs');
    const out = join(tempFolder(), 'grid.csv');
    const to = ['--to', 'csv', '--out', out];
    const said = async (...words: readonly string[]) =>
      (await orgbench('export', 'grid', 'Sample', ...words, ...to)).errors;
    const flows = 'orgbench: flows: It was not read. Read it with: sync "Sample" --catalog flows\n';
    expect(await said('--grid', 'flows')).toBe(flows);
    expect(await said('--grid', 'ApexTrigger')).toContain('apex: It was not read.');
    expect(await said('--grid', 'access')).toContain('access: It was not read.');
    expect(await said('--grid', 'report-analysis')).toContain('reports: It was not read.');
    expect(await said('--grid', 'where-used', '--object', 'Account.Nothing__c')).toContain('no field Nothing__c');
    const uses = await said('--grid', 'where-used', '--object', 'Account.Id');
    expect(uses).toMatch(/^orgbench: Nothing that was read uses Account\.Id\. Not read, or not in full: .*\bflows\b/);
    expect(await said('--grid', 'tabs')).toBe('');
    expect(await said('--grid', 'tabs', '--filter', 'no tab has this name')).toContain('Nothing matches');
  });
});
