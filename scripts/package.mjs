// `npm run package [-- --all]`: installable packages for this system in dist/.
//
// Without --all it makes what needs no network once Electron is there: the unpacked app with its fuses set, and on
// Linux a deb and a tar.gz of it. --all also makes what electron-builder downloads tools for.
import { readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build } from './build.mjs';
import { canMakeDeb, makeDeb } from './lib/deb.mjs';
import { packagedNode, root } from './lib/packages.mjs';
import { run } from './lib/run.mjs';
import { ensureElectron } from './runtime.mjs';

/** What electron-builder makes with a network. The deb and the tar.gz are made here, with nothing to download. */
const targetsByElectronBuilder = {
  linux: ['AppImage', 'rpm'],
  darwin: ['dmg', 'zip'],
  win32: ['nsis'],
};

/**
 * Packages what stands in out/.
 *
 * @param {readonly string[]} targets installable packages to make besides the unpacked app.
 * @returns {Promise<{folder: string, binary: string}>}
 * @throws if electron-builder fails.
 */
export async function packageApp(targets = []) {
  const electron = await ensureElectron();
  const { Arch, Platform, build: packageWith } = await import('electron-builder');
  const platform = Platform.current();
  const homepage = process.env.ORGBENCH_HOMEPAGE;
  await rm(join(root, 'dist', unpackedFolder()), { recursive: true, force: true });
  await packageWith({
    projectDir: root,
    publish: 'never',
    targets: platform.createTarget(['dir', ...targets], Arch[process.arch]),
    config: {
      electronDist: electron.folder,
      electronVersion: electron.version,
      // An rpm must name a home page; the project has none of its own.
      ...(homepage === undefined ? {} : { extraMetadata: { homepage } }),
      // What a plain Electron shows when it has no app has no place beside one.
      afterPack: (context) => rm(join(context.appOutDir, 'resources', 'default_app.asar'), { force: true }),
      extraResources: [...nodeToShip(), { from: 'resources/THIRD-PARTY-NOTICES.md', to: 'THIRD-PARTY-NOTICES.md' }],
    },
  });
  const folder = join(root, 'dist', unpackedFolder());
  return { folder, binary: join(folder, binaryName()) };
}

/**
 * The command line runs on a Node that comes along, because the fuses keep the app from being one. (So does the engine
 * where Electron is too old for the native modules.) macOS has no package with Node: there it is the one that runs this.
 */
function nodeToShip() {
  const node = packagedNode() ?? process.execPath;
  const windows = process.platform === 'win32';
  const licence = join(windows && packagedNode() === undefined ? dirname(node) : dirname(dirname(node)), 'LICENSE');
  return [
    { from: node, to: windows ? 'node.exe' : 'node' },
    { from: licence, to: 'node-LICENSE' },
  ];
}

function unpackedFolder() {
  const arch = process.arch === 'x64' ? '' : `-${process.arch}`;
  if (process.platform === 'darwin') return `mac${arch}`;
  return `${process.platform === 'win32' ? 'win' : 'linux'}${arch}-unpacked`;
}

function binaryName() {
  if (process.platform === 'darwin') return 'Orgbench.app/Contents/MacOS/Orgbench';
  return process.platform === 'win32' ? 'Orgbench.exe' : 'orgbench';
}

/**
 * A tar.gz of the unpacked app, in a folder of its own.
 *
 * @returns {Promise<string>} the path of the archive.
 */
async function makeTarball(app) {
  const { name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const folder = `${name}-${version}-linux-${process.arch}`;
  const file = join(root, 'dist', `${folder}.tar.gz`);
  const inside = basename(app.folder);
  const args = ['-czf', file, '--owner=0', '--group=0', `--transform=s,^${inside},${folder},`, inside];
  const { code, output } = await run('tar', args, { cwd: dirname(app.folder), capture: true });
  if (code !== 0) throw new Error(`tar failed: ${output.trim()}`);
  return file;
}

/** Makes the packages and says what was made, and what else there is and what it takes. */
async function packageEverything(all) {
  const downloaded = targetsByElectronBuilder[process.platform] ?? [];
  const app = await packageApp(all ? downloaded : []);
  console.log(`\nThe app is in ${app.folder}.`);
  if (process.platform === 'linux') {
    if (canMakeDeb()) console.log(`Debian package: ${await makeDeb(app)}`);
    else console.log('No deb: dpkg-deb is not on this system (Debian package dpkg).');
    console.log(`Archive: ${await makeTarball(app)}`);
  }
  if (all) console.log(`By electron-builder, in ${join(root, 'dist')}: ${downloaded.join(', ')}.`);
  else {
    console.log(`Not made: ${downloaded.join(', ')}. electron-builder downloads tools for them from GitHub; with a`);
    console.log('network, "npm run package -- --all" makes them too.');
  }
  console.log('Packages for other systems are made on those systems: see .github/workflows/package.yml.');
}

if (process.argv[1] === import.meta.filename) {
  const code = await build();
  if (code !== 0) process.exit(code);
  await packageEverything(process.argv.includes('--all'));
}
