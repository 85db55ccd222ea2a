import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { sampleOrgForTest } from '../../test/support/sample-org.ts';
import { customObject, smallOrg, textField } from '../../test/support/small-org.ts';
import { tempFolder } from '../../test/support/temp-folder.ts';
import type { UserPermission } from '../sample-org/rights.ts';
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

/** Runs `orgbench preflight` with what is added, as a user who lacks a permission. */
async function preflightWithout(permission: UserPermission, ...added: readonly string[]) {
  const onVault = ['--data-dir', tempFolder()];
  const org = await sampleOrgForTest({ bundle: smallOrg([customObject('Pump__c', [textField('Serial__c')])]) });
  await run(['vault', 'create', '--device-secret', 'none', ...onVault]);
  const connect = ['connect', '--name', 'Pumps', '--instance-url', org.instanceUrl, ...onVault];
  expect(await run(connect, [org.issueToken({ without: [permission] })])).toMatchObject({ code: 0 });
  return run(['preflight', 'Pumps', ...added, ...onVault]);
}

describe('orgbench preflight', () => {
  it('lists the areas, and says of those that do not work why and what works all the same', async () => {
    const { code, out, errors } = await preflightWithout('ModifyMetadata');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out).toMatch(/^What .+ may read, found out with 13 requests:\n/);
    expect(out).toMatch(/^Metadata API +refused +Modify Metadata Through Metadata API Functions$/m);
    expect(out).toMatch(/^Fields of objects +works *$/m);
    expect(out).toMatch(
      /^Metadata API: The org does not allow this user to read it\. It says: INSUFFICIENT_ACCESS: .+ leave it out unless it is needed\.$/m,
    );
  });

  it('prints the result as one document', async () => {
    const { out } = await preflightWithout('ViewSetup', '--json');
    const { areas, scopesAsked } = JSON.parse(out);
    expect(scopesAsked).toEqual(['api', 'refresh_token']);
    expect(areas.find(({ id }: { id: string }) => id === 'definitions')).toMatchObject({
      state: 'refused',
      missingPermission: 'View Setup and Configuration',
    });
  });

  it('needs the name of a connection', async () => {
    expect(await run(['preflight', '--data-dir', tempFolder()])).toMatchObject({
      code: 2,
      errors: 'orgbench: preflight is missing its connection name.\n',
    });
  });
});
