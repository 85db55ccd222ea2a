import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { createSampleBundle } from '../sample-org/content/index.ts';
import { sampleOrgForTest } from '../../test/support/sample-org.ts';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { runCommandLine } from './run.ts';

async function run(argv: readonly string[], input: readonly string[] = []) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const said = Promise.all([text(stdout), text(stderr)]);
  const stdin = Readable.from(input.map((line) => `${line}\n`));
  const environment = { ORGBENCH_PASSWORD: 'correct horse battery staple' };
  const code = await runCommandLine(argv, { stdin, stdout, stderr, environment });
  stdout.end();
  stderr.end();
  const [out, errors] = await said;
  return { code, out, errors };
}

type Row = {
  readonly kind: string;
  readonly name: string;
  readonly read: boolean;
  readonly paths: readonly { readonly through: readonly { readonly name: string }[] }[];
};

/** A vault with one object, access and users of the sample org; what is given is run on it. */
async function onSample() {
  const onVault = ['--data-dir', tempFolder()];
  const org = await sampleOrgForTest({ bundle: createSampleBundle() });
  await run(['vault', 'create', '--device-secret', 'none', ...onVault]);
  const connect = ['connect', '--name', 'Sample', '--instance-url', org.instanceUrl, ...onVault];
  expect(await run(connect, [org.accessToken])).toMatchObject({ code: 0 });
  const sync = ['sync', 'Sample', '--objects', 'Account', '--catalog', 'access,users', ...onVault];
  expect(await run(sync)).toMatchObject({ code: 0, errors: '' });
  return (...argv: readonly string[]) => run([...argv, ...onVault]);
}

describe('orgbench access', () => {
  it('names who can see a field, as a document, each with the way', async () => {
    const access = await onSample();
    const { code, out } = await access('access', 'Sample', '--field', 'account.phone', '--json');
    const { rows, gaps } = JSON.parse(out) as { readonly rows: readonly Row[]; readonly gaps: readonly string[] };
    expect({ code, gaps }).toEqual({ code: 0, gaps: [] });
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['profile', 'permission set', 'user']));
    for (const { name, paths } of rows) expect([name, paths.length > 0]).toEqual([name, true]);
    expect(rows.find(({ name }) => name === 'System Administrator')?.read).toBe(true);
  });

  it('writes a table for people, and says of a field that is not there that it is not', async () => {
    const access = await onSample();
    const { out } = await access('access', 'Sample', '--field', 'Account.Name');
    expect(out).toMatch(/^Kind +Name +Label +Read +Edit +By/);
    expect(out).toContain('the field takes no field permission');
    expect(await access('access', 'Sample', '--field', 'Account.Nothing__c')).toMatchObject({
      code: 1,
      errors: 'orgbench: Account has no field Nothing__c in what was read.\n',
    });
  });
});
