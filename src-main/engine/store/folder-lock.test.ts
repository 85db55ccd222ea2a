import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startEngineChild } from '../../../test/support/engine-child.ts';
import { tempFolder } from '../../../test/support/temp-folder.ts';
import { acquireFolderLock, HOLDER_FILE, LOCK_FILE } from './folder-lock.ts';

const asTest = { waitMs: 0, program: 'a test' };

/** An engine in another process that holds the folder, as the desktop app does. */
async function holdInChild(dataDir: string) {
  const engine = await startEngineChild(dataDir);
  const opened = await engine.call('vault.openSample', {});
  if (!opened.ok) throw new Error(opened.error.message);
  const kill = (): Promise<void> => {
    engine.child.kill('SIGKILL');
    return engine.exited;
  };
  return { pid: engine.child.pid, kill };
}

describe('the lock of a data folder', () => {
  it('lets one program in and tells a second one who holds it', async () => {
    const dataDir = tempFolder();
    const child = await holdInChild(dataDir);
    const refused = acquireFolderLock(dataDir, asTest);
    await expect(refused).rejects.toMatchObject({ code: 'vault-in-use' });
    await expect(refused).rejects.toThrow(`test (process ${child.pid}, since 20`);
    await child.kill();
  });

  it('is free again as soon as its holder was killed', async () => {
    const dataDir = tempFolder();
    const child = await holdInChild(dataDir);
    await child.kill();
    const lock = await acquireFolderLock(dataDir, asTest);
    expect(existsSync(join(dataDir, LOCK_FILE))).toBe(true);
    lock.release();
  });

  it('is given to a second program that waits until the first has ended', async () => {
    const dataDir = tempFolder();
    const child = await holdInChild(dataDir);
    const waiting = acquireFolderLock(dataDir, { waitMs: 20_000, program: 'test' });
    const killed = child.kill();
    const lock = await waiting;
    await killed;
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

  it('is given up together with its folder, which comes back when it is wanted again', async () => {
    const dataDir = join(tempFolder(), 'data');
    const lock = await acquireFolderLock(dataDir, asTest);
    expect(lock.giveUp()).toEqual({ folderRemoved: true, left: [] });
    expect(existsSync(dataDir)).toBe(false);
    lock.release();
    (await acquireFolderLock(dataDir, asTest)).release();
    expect(readdirSync(dataDir).toSorted()).toEqual([LOCK_FILE, HOLDER_FILE]);
  });

  it('leaves a folder with something else in it, and names that', async () => {
    const dataDir = tempFolder();
    const lock = await acquireFolderLock(dataDir, asTest);
    writeFileSync(join(dataDir, 'notes.txt'), 'mine');
    expect(lock.giveUp()).toEqual({ folderRemoved: false, left: ['notes.txt'] });
    expect(readdirSync(dataDir)).toEqual(['notes.txt']);
  });

  it('is never held twice by programs that wait for it while others give it up with the folder', async () => {
    const dataDir = join(tempFolder(), 'data');
    const marker = join(tempFolder(), 'marker');
    const script = resolve(import.meta.dirname, '../../../test/support/folder-lock-process.ts');
    const ends = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(async () => {
        const child = fork(script, [dataDir, marker, '120'], { execArgv: ['--no-warnings'] });
        const [code] = (await once(child, 'exit')) as [number | null];
        return code;
      }),
    );
    expect(ends).toEqual([0, 0, 0, 0, 0, 0]);
  }, 60_000);
});
