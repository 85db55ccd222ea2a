import { describe, expect, it } from 'vitest';
import { createSampleBundle } from '../sample-org/content/index.ts';
import { userId } from '../../test/support/bundle-people.ts';
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

  it('says what somebody may do, by id or by name, and asks for an id where two people have the name', async () => {
    const bundle = createSampleBundle();
    const people = bundle.org.users ?? [];
    const [first] = people;
    if (first === undefined) throw new Error('The sample org has no users.');
    const twin = (username: string) => ({ ...first, username, firstName: 'Kim', lastName: 'Twin' });
    const twins = ['one@twins.example', 'two@twins.example'];
    const access = await commandsOnSample('access,users', {
      ...bundle,
      org: { ...bundle.org, users: [...people, ...twins.map(twin)] },
    });
    const id = userId(first.username);
    const name = `${first.firstName} ${first.lastName}`;
    const byId = await access('access', 'Sample', '--user', `${id}AAA`, '--json');
    const { user, rows } = JSON.parse(byId.out) as { readonly user: unknown; readonly rows: readonly Row[] };
    expect({ code: byId.code, user }).toMatchObject({ code: 0, user: { id, name } });
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['object', 'system permission']));
    const byName = await access('access', 'Sample', '--user', name.toUpperCase(), '--object', 'Account');
    expect(byName.out).toContain(`${name} (${id}), profile `);
    expect(byName.out).toMatch(/^field +Phone /m);
    expect(await access('access', 'Sample', '--user', name, '--object', 'Nothing__c')).toMatchObject({
      code: 1,
      out: '',
      errors: 'orgbench: The org has no object Nothing__c in what was read.\n',
    });
    const { code, errors } = await access('access', 'Sample', '--user', 'Kim Twin');
    expect(code).toBe(1);
    expect(errors).toContain('2 users have the name "Kim Twin". Give the id of one of them');
    for (const username of twins) expect(errors).toContain(userId(username));
    expect((await access('access', 'Sample', '--user', 'Nobody')).errors).toContain('No user with the id or name');
  }, 60_000);
});
