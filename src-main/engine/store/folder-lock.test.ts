import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../../test/support/temp-folder.ts';
import { acquireFolderLock, HOLDER_FILE, LOCK_FILE } from './folder-lock.ts';

const holder = resolve(import.meta.dirname, '../../../test/support/hold-folder.ts');
const asTest = { waitMs: 0, program: 'test' };

async function holdInChild(dataDir: string) {
  const child = fork(holder, [dataDir], { execArgv: ['--no-warnings'] });
  await once(child, 'message');
  return child;
}

describe('the lock of a data folder', () => {
  it('lets one program in and tells a second one who holds it', async () => {
    const dataDir = tempFolder();
    const child = await holdInChild(dataDir);
    const refused = acquireFolderLock(dataDir, asTest);
    await expect(refused).rejects.toMatchObject({ code: 'vault-in-use' });
    await expect(refused).rejects.toThrow(`the holder (process ${child.pid}, since 20`);
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  it('is free again as soon as its holder was killed', async () => {
    const dataDir = tempFolder();
    const child = await holdInChild(dataDir);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = await acquireFolderLock(dataDir, asTest);
    expect(existsSync(join(dataDir, LOCK_FILE))).toBe(true);
    lock.release();
  });

  it('is given to a second program that waits until the first has ended', async () => {
    const dataDir = tempFolder();
    const child = await holdInChild(dataDir);
    const waiting = acquireFolderLock(dataDir, { waitMs: 20_000, program: 'test' });
    child.kill('SIGKILL');
    const lock = await waiting;
    expect(readFileSync(join(dataDir, HOLDER_FILE), 'utf8')).toContain(`"pid":${process.pid}`);
    lock.release();
  });

  it('holds within one process too, and can be taken again after its release', async () => {
    const dataDir = tempFolder();
    const lock = await acquireFolderLock(dataDir, asTest);
    await expect(acquireFolderLock(dataDir, asTest)).rejects.toMatchObject({ code: 'vault-in-use' });
    lock.release();
    lock.release();
    (await acquireFolderLock(dataDir, asTest)).release();
  });
});
