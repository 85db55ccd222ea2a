import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runCommandLine } from '../../src-main/cli/run.ts';
import type { OrgBundle } from '../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { sampleOrgForTest } from './sample-org.ts';
import { tempFolder } from './temp-folder.ts';

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

/** A vault with Account and some areas of the sample org, connected as `Sample`; answers a way to run commands on it. */
export async function commandsOnSample(areas: string, bundle: OrgBundle = createSampleBundle()) {
  const onVault = ['--data-dir', tempFolder()];
  const org = await sampleOrgForTest({ bundle });
  await run(['vault', 'create', '--device-secret', 'none', ...onVault]);
  const connect = ['connect', '--name', 'Sample', '--instance-url', org.instanceUrl, ...onVault];
  const connected = await run(connect, [org.accessToken]);
  if (connected.code !== 0) throw new Error(connected.errors);
  const read = await run(['sync', 'Sample', '--objects', 'Account', '--catalog', areas, ...onVault]);
  if (read.code !== 0 || read.errors !== '') throw new Error(read.errors);
  return (...argv: readonly string[]) => run([...argv, ...onVault]);
}
