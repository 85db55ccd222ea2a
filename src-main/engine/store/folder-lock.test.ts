import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
});
