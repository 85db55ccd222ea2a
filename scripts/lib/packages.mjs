// Are the packages installed that the lockfile names? Runs on Node 20 without any package.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The Node that came as a package for this system, or undefined. */
export function packagedNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const path = join(root, 'node_modules', `node-${system}-${process.arch}`, 'bin', file);
  return existsSync(path) ? path : undefined;
}

/**
 * Does node_modules hold what package-lock.json names?
 *
 * npm writes node_modules/.package-lock.json as the last step of an installation, so comparing the two files also
 * notices an installation that was interrupted. Optional packages of other systems are rightly absent.
 */
export function packagesAreCurrent(folder = root) {
  const wanted = readPackages(join(folder, 'package-lock.json'));
  const present = readPackages(join(folder, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.optional === true || entry.devOptional === true) return true;
    return present[path]?.version === entry.version && present[path]?.integrity === entry.integrity;
  });
}

/** Runs `npm ci` if the installed packages are not those of the lockfile. Ends the process if that fails. */
export function installPackages() {
  if (packagesAreCurrent()) return;
  console.log('Installing packages (npm ci) …');
  // The shell is needed for npm.cmd on Windows; the arguments are constants.
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (result.status === 0) return;
  console.error('"npm ci" failed, see above. Nothing else was started.');
  process.exit(1);
}

function readPackages(path) {
  if (!existsSync(path)) return undefined;
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}
