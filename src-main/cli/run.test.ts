import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { runCommandLine } from './run.ts';

const PASSWORD = 'correct horse battery staple';

async function run(...argv: readonly string[]): Promise<{ code: number; out: string; lines: string[] }> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const said = Promise.all([text(stdout), text(stderr)]);
  const environment = { ORGBENCH_PASSWORD: PASSWORD };
  const code = await runCommandLine(argv, { stdin: Readable.from([]), stdout, stderr, environment });
  stdout.end();
  stderr.end();
  const [out, errors] = await said;
  return { code, out, lines: errors.split('\n').filter((line) => line !== '') };
}

describe('what a command says when it cannot be done', () => {
  it('does not make a mistyped data folder', async () => {
    const dataDir = join(tempFolder(), 'mistyped');
    const { code, out, lines } = await run('objects', 'Sample', '--data-dir', dataDir, '--json');
    expect({ code, out, lines: lines.length }).toEqual({ code: 1, out: '', lines: 1 });
    expect(lines[0]).toContain(dataDir);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('says how a value that begins with a dash is written, and that it is no number of milliseconds', async () => {
    const said = (...argv: string[]) => run(...argv).then(({ code, lines }) => [code, lines[0]]);
    const first = 'orgbench: --latency needs a value. One that begins with a dash is written --latency=VALUE.';
    expect(await said('sample-org', '--latency', '-1')).toEqual([2, first]);
    expect(await said('sample-org', '--latency=-1')).toEqual([2, expect.stringContaining('--latency')]);
  });

  it('leaves a folder that is no vault as it is', async () => {
    const folder = tempFolder();
    chmodSync(folder, 0o755);
    const { mode } = statSync(folder);
    const { code, lines } = await run('delete-everything', '--yes', '--data-dir', folder);
    expect({ code, lines }).toEqual({ code: 1, lines: [`orgbench: There is no vault in the folder ${folder}.`] });
    expect(readdirSync(folder)).toEqual([]);
    expect(statSync(folder).mode).toBe(mode);
  });

  it('says that the data folder is a file', async () => {
    const file = join(tempFolder(), 'file');
    writeFileSync(file, '');
    for (const words of [
      ['vault', 'create'],
      ['vault', 'check'],
    ]) {
      const { code, lines } = await run(...words, '--data-dir', file);
      expect(code).toBe(1);
      expect(lines).toEqual([`orgbench: ${file} is not a folder. Choose another data folder.`]);
    }
  });

  it('calls a damaged store damaged', async () => {
    const dataDir = tempFolder();
    expect((await run('vault', 'create', '--device-secret', 'none', '--data-dir', dataDir)).code).toBe(0);
    const store = join(dataDir, 'store.db');
    const bytes = readFileSync(store);
    writeFileSync(store, bytes.fill(7, 4096));
    const { code, lines } = await run('connections', '--data-dir', dataDir);
    expect(code).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^orgbench: The local store cannot be opened/);
  });

  it('names a bundle, a port and a log that a sample org cannot use', async () => {
    const folder = tempFolder();
    const missing = await run('sample-org', '--bundle', join(folder, 'none.json'));
    expect(missing.code).toBe(1);
    expect(missing.lines[0]).toMatch(/^orgbench: The bundle .*none\.json could not be read/);

    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as AddressInfo;
    const size = await run('sample-org', '--generated', '5000x20000');
    expect(size.code).toBe(1);
    expect(size.lines[0]).toBe('orgbench: A generated org has 0 to 3000 objects, not 5000.');
    const taken = await run('sample-org', '--port', String(port));
    holder.close();
    expect(taken.code).toBe(1);
    expect(taken.lines[0]).toBe(`orgbench: Port ${port} is in use. Choose another one or leave --port out.`);

    const log = await run('sample-org', '--log', join(folder, 'no', 'log'));
    expect(log.code).toBe(1);
    expect(log.lines[0]).toMatch(/^orgbench: The log .* cannot be written/);
  });

  it('takes a limit of at least one hit, and more than the window shows', async () => {
    const search = (limit: string) => run('search', 'Sample', 'x', '--data-dir', tempFolder(), '--limit', limit);
    expect((await search('0')).code).toBe(2);
    expect((await search('20000')).code).toBe(2);
    expect((await search('500')).code).toBe(1);
  });

  it('prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
      version: string;
    };
    expect((await run('--version')).out).toBe(`orgbench ${version}\n`);
  });
});
