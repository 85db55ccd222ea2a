import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { loadBackup } from '../privacy/backup/backup-disk.ts';
import { removeLeftovers, writeFileAtomically } from './file-target.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgbench-target-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const parts = async () => (await readdir(folder)).filter((name) => name.endsWith('.part'));

/** A process that writes half of a file and then waits; resolves when the half is there. */
async function halfWritten() {
  const program = `
    import { writeFileAtomically } from ${JSON.stringify(join(import.meta.dirname, 'file-target.ts'))};
    import { writeFile } from 'node:fs/promises';
    setInterval(() => {}, 60_000);
    await writeFileAtomically(${JSON.stringify(join(folder, 'book.csv'))}, async (path) => {
      await writeFile(path, 'half');
      process.stdout.write('half');
      await new Promise(() => {});
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

describe('a place that is not for files', () => {
  it('is refused where a vault keeps its own, whatever the case of the name, and nowhere else', async () => {
    const write = (name: string) => writeFileAtomically(join(folder, name), (path) => writeFile(path, 'new'));
    await write('store.db.csv');
    await write('vault.json');
    for (const name of ['vault.json', 'Store.DB', 'store.db-wal', 'vault.json.copy', 'lock.db']) {
      await expect(write(name)).rejects.toMatchObject({
        code: 'export-failed',
        message: expect.stringContaining('own'),
      });
    }
    await write('dictionary.csv');
    expect((await readdir(folder)).toSorted()).toEqual(['dictionary.csv', 'store.db.csv', 'vault.json']);
  });

  it.skipIf(process.platform === 'win32')('is refused where something else than a file is', async () => {
    const pipe = join(folder, 'pipe');
    const server = createServer().listen(pipe);
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const refused = writeFileAtomically(pipe, (path) => writeFile(path, 'new'));
    await expect(refused).rejects.toMatchObject({ message: expect.stringContaining('not a file') });
    await expect(loadBackup(pipe)).rejects.toMatchObject({ message: expect.stringContaining('not a file') });
  });
});

describe('what a killed export leaves', () => {
  it('is removed by the next export into that folder, and never stands under the name of the file', async () => {
    const child = await halfWritten();
    expect(await parts()).toHaveLength(1);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await parts()).toHaveLength(1);
    await writeFileAtomically(join(folder, 'book.csv'), (path) => writeFile(path, 'whole'));
    expect(await readdir(folder)).toEqual(['book.csv']);
    expect(await readFile(join(folder, 'book.csv'), 'utf8')).toBe('whole');
  });

  it('stays while its process is still writing', async () => {
    const child = await halfWritten();
    await removeLeftovers(folder);
    expect(await parts()).toHaveLength(1);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await removeLeftovers(folder);
    expect(await parts()).toEqual([]);
  });

  it('is not looked for beyond its own names', async () => {
    const others = ['.other.part', '.orgbench-00000000-1-0123456789ab.part', 'orgbench.part'];
    for (const name of others) await writeFile(join(folder, name), '');
    await removeLeftovers(folder);
    await removeLeftovers(join(folder, 'missing'));
    expect((await readdir(folder)).sort()).toEqual(others.sort());
  });
});
