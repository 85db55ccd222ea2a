import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { tempFolder } from '../../../../test/support/temp-folder.ts';
import { runSystemSf } from './run-sf.ts';

afterEach(() => vi.unstubAllEnvs());

const never = new AbortController().signal;

/** Puts a program of our own as `sf` on PATH. */
function withSf(script: string): void {
  const folder = tempFolder();
  writeFileSync(join(folder, 'sf'), `#!${process.execPath}\n${script}\n`);
  chmodSync(join(folder, 'sf'), 0o755);
  vi.stubEnv('PATH', `${folder}:/usr/bin:/bin`);
}

// Windows starts no script by its first line; there the Node of the CLI is started instead (find-sf.test.ts).
describe.skipIf(process.platform === 'win32')('running the Salesforce CLI', () => {
  it('passes arguments as they are, and no shell reads them', async () => {
    withSf('process.stdout.write(JSON.stringify(process.argv.slice(2)))');
    const args = ['org', '--target-org=a b;echo $HOME@x.example', '"'];
    expect(await runSystemSf(args, never)).toEqual({ kind: 'ended', code: 0, stdout: JSON.stringify(args) });
  });

  it('gives it none of our secrets, and switches its updater off', async () => {
    vi.stubEnv('ORGBENCH_PASSWORD', 'heron gravel tulip oxide');
    vi.stubEnv('SF_ACCESS_TOKEN', 'left over');
    vi.stubEnv('NODE_OPTIONS', '--no-warnings');
    withSf('process.stdout.write(JSON.stringify(process.env))');
    const run = await runSystemSf(['version'], never);
    const given: unknown = JSON.parse(run.kind === 'ended' ? run.stdout : '{}');
    expect(given).toMatchObject({
      SF_DISABLE_AUTOUPDATE: 'true',
      SF_SKIP_NEW_VERSION_CHECK: 'true',
      SF_DISABLE_TELEMETRY: 'true',
    });
    for (const name of ['ORGBENCH_PASSWORD', 'SF_ACCESS_TOKEN', 'NODE_OPTIONS']) expect(given).not.toHaveProperty(name);
  });

  it('keeps what was printed when it fails, and waits for no answer to a question', async () => {
    withSf("process.stdin.resume(); process.stdin.on('end', () => { process.stdout.write('{}'); process.exit(127); })");
    expect(await runSystemSf(['org'], never)).toEqual({ kind: 'ended', code: 127, stdout: '{}' });
  });

  it('says when it cannot be run', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'sf'), 'nothing that runs');
    vi.stubEnv('PATH', folder);
    expect(await runSystemSf(['version'], never)).toEqual({ kind: 'not started' });
  });

  it('ends it when the call is cancelled', async () => {
    withSf('setInterval(() => {}, 1000)');
    const controller = new AbortController();
    const run = runSystemSf(['org', 'list'], controller.signal);
    controller.abort();
    await expect(run).rejects.toThrow('Cancelled.');
  });
});
