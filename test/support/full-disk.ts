import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { FullDiskResult, FullDiskTask } from './full-disk-process.ts';
import { tempFolder } from './temp-folder.ts';

/** Enough for a vault with some thousand rows and the copies that a change of keys makes. */
const DISK_BYTES = 48 * 1024 * 1024;
const script = resolve(import.meta.dirname, 'small-disk.sh');
const child = resolve(import.meta.dirname, 'full-disk-process.ts');

/** Whether this computer lets a test mount a small disk of its own: Linux, with user namespaces. */
export function canHaveSmallDisk(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    execFileSync('unshare', ['-rm', 'bash', '-c', 'mount -t tmpfs -o size=4096 orgbench-test /mnt'], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false; // No unshare, or not allowed to: containers may forbid it.
  }
}

/** Does one thing with a vault on a real disk with so many pages left, for each number; `out` has what was left. */
export async function onFullDisk(
  task: Omit<FullDiskTask, 'disk' | 'out'>,
): Promise<{ readonly results: readonly FullDiskResult[]; readonly folderOf: (freePages: number) => string }> {
  const disk = join(tempFolder(), 'disk');
  const out = tempFolder();
  mkdirSync(disk);
  const text = JSON.stringify({ ...task, disk, out } satisfies FullDiskTask);
  const args = ['-rm', 'bash', script, disk, String(DISK_BYTES), process.execPath, '--no-warnings', child, text];
  const { stdout } = await promisify(execFile)('unshare', args, { maxBuffer: 10_000_000 });
  return { results: JSON.parse(stdout) as FullDiskResult[], folderOf: (freePages) => join(out, String(freePages)) };
}
