import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import type { LogEntry } from '../../src-preload/contract/error-log.ts';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { runCommandLine } from './run.ts';

const PASSWORD = 'correct horse battery staple';

async function run(argv: readonly string[], input: readonly string[] = []) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const said = Promise.all([text(stdout), text(stderr)]);
  const stdin = Readable.from(input.map((line) => `${line}\n`));
  const code = await runCommandLine(argv, { stdin, stdout, stderr, environment: { ORGBENCH_PASSWORD: PASSWORD } });
  stdout.end();
  stderr.end();
  const [out, errors] = await said;
  return { code, out, errors };
}

it('lists what failed in earlier commands, as text and as JSON, without what they were about', async () => {
  const vault = ['--data-dir', tempFolder()];
  expect((await run(['vault', 'create', '--device-secret', 'none', ...vault])).code).toBe(0);
  expect(await run(['log', '--json', ...vault])).toMatchObject({ code: 0, out: '{"entries":[]}\n' });
  // Nothing listens on that port.
  const connect = ['connect', '--name', 'Jo', '--instance-url', 'http://127.0.0.1:9', ...vault];
  expect((await run(connect, ['00D000000000001!AQEAQ.planted'])).code).toBe(1);
  const json = await run(['log', '--json', ...vault]);
  const { entries } = JSON.parse(json.out) as { readonly entries: LogEntry[] };
  expect(entries).toMatchObject([{ event: 310, code: 'org-unreachable', description: 'An org could not be reached.' }]);
  const plain = await run(['log', ...vault]);
  expect(plain.out).toMatch(/^No\. .*\n1 .* 310 .*org-unreachable/);
  expect(json.out + plain.out).not.toMatch(/planted|127\.0\.0\.1|Jo/);
});
