// `npm run package`: the unpacked app for this system in dist/, with its fuses set. Needs no network once Electron is
// there.
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from './build.mjs';
import { packagedNode, root } from './lib/packages.mjs';
import { ensureElectron } from './runtime.mjs';

/**
 * Packages what stands in out/.
 *
 * @returns {Promise<{folder: string, binary: string}>}
 * @throws if electron-builder fails.
 */
export async function packageApp() {
  const electron = await ensureElectron();
  const { Arch, Platform, build: packageWith } = await import('electron-builder');
  const platform = Platform.current();
  await rm(join(root, 'dist', unpackedFolder()), { recursive: true, force: true });
  await packageWith({
    projectDir: root,
    publish: 'never',
    targets: platform.createTarget('dir', Arch[process.arch]),
    config: {
      electronDist: electron.folder,
      electronVersion: electron.version,
      // What a plain Electron shows when it has no app has no place beside one.
      afterPack: (context) => rm(join(context.appOutDir, 'resources', 'default_app.asar'), { force: true }),
      // The older Electron is too old for the native modules, so there the engine runs on a Node that comes along.
      extraResources: electron.fallback ? nodeToShip() : [],
    },
  });
  const folder = join(root, 'dist', unpackedFolder());
  return { folder, binary: join(folder, binaryName()) };
}

function nodeToShip() {
  const node = packagedNode();
  if (node === undefined) throw new Error('The optional package with Node for this system is missing. Run "npm ci".');
  const licence = join(dirname(dirname(node)), 'LICENSE');
  return [
    { from: node, to: 'node' },
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

if (process.argv[1] === import.meta.filename) {
  const code = await build();
  if (code !== 0) process.exit(code);
  const { binary } = await packageApp();
  console.log(`The app is in ${dirname(binary)}.`);
}
