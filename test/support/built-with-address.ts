import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '..', '..');
const COPIED = ['package.json', 'electron.vite.config.ts'];
const LINKED = ['src-main', 'src-preload', 'src-renderer', 'resources', 'node_modules', 'tsconfig.json'];

/** A build takes https addresses only. */
const BUILT_IN = 'https://counts.example.com/counts';

/**
 * Builds the app with an address for product analytics, as whoever ships one does, into a folder of its own, and puts a
 * server of this computer in its place: nothing but the built file decides where counts go.
 */
export async function builtWithAddress(address: string): Promise<{ root: string; remove: () => Promise<void> }> {
  const root = await mkdtemp(join(tmpdir(), 'orgbench-built-'));
  for (const name of COPIED) await copyFile(join(ROOT, name), join(root, name));
  for (const name of LINKED) await symlink(join(ROOT, name), join(root, name));
  await promisify(execFile)(
    process.execPath,
    [join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'error'],
    { cwd: root, env: { ...process.env, NODE_ENV: 'production', ORGBENCH_ANALYTICS_ADDRESS: BUILT_IN } },
  );
  const main = join(root, 'out', 'main');
  for (const name of await readdir(main, { recursive: true })) {
    if (!name.endsWith('.js')) continue;
    const path = join(main, name);
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll(BUILT_IN, address));
  }
  return { root, remove: () => rm(root, { recursive: true, force: true, maxRetries: 3 }) };
}
