// What the Electron app and its tests need from a Linux system besides the npm packages.
// On Debian-like systems and as root it is installed; otherwise the exact command is printed.
import { existsSync } from 'node:fs';
import { onPath, run } from './lib/run.mjs';

/**
 * `packages` lists the names in the order of preference: newer Debian and Ubuntu releases renamed some libraries (t64).
 * `use`: app = Electron itself; prepare = unpacking the registry's Electron; display = only where there is no display;
 * test = only the tests.
 */
export const requirements = [
  { library: 'libgtk-3.so.0', packages: ['libgtk-3-0t64', 'libgtk-3-0'], use: 'app', why: 'windows and dialogs' },
  { library: 'libnss3.so', packages: ['libnss3'], use: 'app', why: 'certificates' },
  { library: 'libgbm.so.1', packages: ['libgbm1'], use: 'app', why: 'drawing' },
  { library: 'libasound.so.2', packages: ['libasound2t64', 'libasound2'], use: 'app', why: 'Electron links sound' },
  { library: 'libXss.so.1', packages: ['libxss1'], use: 'app', why: 'idle time, for the automatic lock' },
  { library: 'libsecret-1.so.0', packages: ['libsecret-1-0'], use: 'app', why: 'the keychain' },
  { tool: 'unzip', packages: ['unzip'], use: 'prepare', why: 'unpacking Electron' },
  { tool: 'Xvfb', packages: ['xvfb'], use: 'display', why: 'a display in memory' },
  { tool: 'xauth', packages: ['xauth'], use: 'display', why: 'xvfb-run needs it' },
  { tool: 'gnome-keyring-daemon', packages: ['gnome-keyring'], use: 'test', why: 'a real keychain for the tests' },
  { tool: 'dbus-run-session', packages: ['dbus-x11'], use: 'test', why: 'a session bus for that keychain' },
  { tool: 'strace', packages: ['strace'], use: 'test', why: 'shows that nothing but the org is contacted' },
  {
    tool: 'xdotool',
    packages: ['xdotool'],
    use: 'test',
    why: 'a mouse and a keyboard for an app with nothing attached',
  },
  { tool: 'chromium', packages: ['chromium'], use: 'test', why: 'the browser in which the tests sign in' },
  {
    tool: 'soffice',
    packages: ['libreoffice-calc-nogui', 'libreoffice-calc'],
    use: 'test',
    why: 'opens exported workbooks',
  },
];

/**
 * Installs what is missing or says how.
 *
 * @param {readonly string[]} uses which rows of the table are needed.
 * @returns {Promise<string[]>} the names of what is still missing; empty if nothing is.
 */
export async function ensureSystem(uses) {
  if (process.platform !== 'linux') return [];
  const missing = await missingRequirements(uses);
  if (missing.length === 0) return [];
  const names = missing.map((row) => row.library ?? row.tool).join(', ');
  console.error(`Missing on this system: ${names}.`);

  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    console.error(
      onPath('apt-get')
        ? `Install them with:\n  sudo apt-get update && sudo apt-get install -y ${(await choosePackages(missing)).join(' ')}`
        : `Install the packages of your distribution that correspond to Debian's ${missing.map((row) => row.packages.at(-1)).join(', ')}.`,
    );
    return missing.map((row) => row.library ?? row.tool);
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env, capture: true });
  const packages = await choosePackages(missing);
  console.error(`Installing with apt-get: ${packages.join(' ')}`);
  const result = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], {
    env,
    capture: true,
  });
  if (result.code !== 0) console.error(result.output);
  return (await missingRequirements(uses)).map((row) => row.library ?? row.tool);
}

async function missingRequirements(uses) {
  const rows = requirements.filter((row) => uses.includes(row.use));
  const libraries = await loadableLibraries();
  return rows.filter((row) => (row.tool === undefined ? !libraries.has(row.library) : !onPath(row.tool)));
}

/** The names the dynamic loader knows. Its folder is not on the PATH of an ordinary user. */
async function loadableLibraries() {
  const ldconfig = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find(existsSync) ?? 'ldconfig';
  const { output } = await run(ldconfig, ['-p'], { capture: true });
  return new Set(output.split('\n').map((line) => line.trim().split(' ')[0]));
}

async function choosePackages(rows) {
  const chosen = [];
  for (const row of rows) {
    const [preferred, ...older] = row.packages;
    const known = older.length === 0 || (await isInstallable(preferred));
    chosen.push(known ? preferred : older[0]);
  }
  return chosen;
}

async function isInstallable(name) {
  const { output } = await run('apt-cache', ['policy', name], { capture: true, env: { LC_ALL: 'C' } });
  return /Candidate: (?!\(none\))/.test(output);
}

if (process.argv[1] === import.meta.filename) {
  const missing = await ensureSystem(process.argv.slice(2).length > 0 ? process.argv.slice(2) : ['app', 'prepare']);
  process.exit(missing.length === 0 ? 0 : 1);
}
