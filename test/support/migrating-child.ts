import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Copies a store to `path` and migrates it there in a child process, which is killed after a while unless that is null. */
export async function migrateInChild(
  original: string,
  path: string,
  key: Uint8Array,
  killAfterMs: number | null,
): Promise<void> {
  const folder = dirname(path);
  for (const name of readdirSync(folder)) if (name.startsWith('store.db')) rmSync(join(folder, name));
  copyFileSync(original, path);
  const script = resolve(import.meta.dirname, 'migrate-store.ts');
  const child = fork(script, [path, Buffer.from(key).toString('hex')], { execArgv: ['--no-warnings'] });
  const exited = once(child, 'exit');
  await once(child, 'message');
  if (killAfterMs !== null) {
    await sleep(killAfterMs);
    child.kill('SIGKILL');
  }
  await exited;
}
