// `npm run build`: the app and the command line into out/.
import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './lib/packages.mjs';
import { runPackage } from './lib/run.mjs';

/** @returns {Promise<number>} the exit code of electron-vite. */
export async function build() {
  const { code } = await runPackage('electron-vite/bin/electron-vite.js', ['build', '--logLevel', 'warn']);
  if (code === 0) await linkCommandLine();
  return code;
}

/**
 * `npx orgbench` finds the command line of a checkout by itself, but installs a link into npx's cache each time, which
 * two at once do not survive. A link where npx looks first avoids that. (Windows needs rights for links: left as is.)
 */
async function linkCommandLine() {
  if (process.platform === 'win32') return;
  const link = join(root, 'node_modules', '.bin', 'orgbench');
  await rm(link, { force: true });
  await symlink(join('..', '..', 'out', 'main', 'cli.js'), link);
}

if (process.argv[1] === import.meta.filename) process.exit(await build());
