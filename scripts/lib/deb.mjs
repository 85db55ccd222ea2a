// A Debian package of the packaged app, with dpkg-deb alone: electron-builder would download a packager for it.
import { chmod, copyFile, cp, link, mkdir, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { requirements } from '../system.mjs';
import { root } from './packages.mjs';
import { onPath, run } from './run.mjs';

const installFolder = 'opt/Orgbench';
const architectures = { x64: 'amd64', arm64: 'arm64' };
/** The sizes that the hicolor icon theme knows. */
const iconSizes = [16, 24, 32, 48, 64, 128, 256, 512];

export const canMakeDeb = () => process.platform === 'linux' && onPath('dpkg-deb');

/**
 * Makes `dist/orgbench_<version>_<architecture>.deb` of the packaged app. Everything belongs to root in it, whoever makes
 * it, and no script runs when it is installed: all that is needed lies in the archive.
 *
 * @param {{folder: string, binary: string}} app what packageApp() returned.
 * @returns {Promise<string>} the path of the package.
 * @throws if dpkg-deb fails; the message holds what it wrote.
 */
export async function makeDeb(app) {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const architecture = architectures[process.arch];
  const tree = join(root, 'dist', 'deb');
  const file = join(root, 'dist', `${manifest.name}_${manifest.version}_${architecture}.deb`);
  await rm(tree, { recursive: true, force: true });
  const opt = join(tree, installFolder);
  const kilobytes = Math.ceil((await linkFolder(app.folder, opt)) / 1024);
  await setSandboxHelper(join(app.folder, 'chrome-sandbox'), join(opt, 'chrome-sandbox'));
  await addSystemFiles(tree, basename(app.binary), manifest);
  await write(join(tree, 'DEBIAN', 'control'), control(manifest, architecture, kilobytes));

  await rm(file, { force: true });
  // Level 3 makes 150 MB in a few seconds; the best level saves a tenth and takes minutes.
  const args = ['--root-owner-group', '-Zzstd', '-z3', '--build', tree, file];
  const { code, output } = await run('dpkg-deb', args, { capture: true });
  await rm(tree, { recursive: true, force: true });
  if (code !== 0) throw new Error(`dpkg-deb failed: ${output.trim()}`);
  return file;
}

/**
 * Copies a folder by hard links, which costs no space, with the modes that a package has whatever the umask was.
 *
 * @returns {Promise<number>} bytes.
 */
async function linkFolder(from, to) {
  await makeFolder(to);
  let bytes = 0;
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) bytes += await linkFolder(source, target);
    else if (entry.isSymbolicLink()) await cp(source, target, { verbatimSymlinks: true });
    else {
      const { mode, size } = await stat(source);
      const wanted = (mode & 0o111) === 0 ? 0o644 : 0o755;
      if ((mode & 0o777) !== wanted) await chmod(source, wanted);
      await link(source, target);
      bytes += size;
    }
  }
  return bytes;
}

/**
 * Chromium's sandbox helper is setuid root in the package, for systems that do not let an ordinary program open a user
 * namespace. It is copied, so that the file in dist/ does not become setuid with it.
 */
async function setSandboxHelper(source, target) {
  await rm(target);
  await copyFile(source, target);
  await chmod(target, 0o4755);
}

async function addSystemFiles(tree, executable, manifest) {
  for (const size of iconSizes) {
    const target = join(tree, `usr/share/icons/hicolor/${size}x${size}/apps/${manifest.name}.png`);
    await makeFolder(dirname(target));
    await copyFile(join(root, `resources/icons/${size}x${size}.png`), target);
    await chmod(target, 0o644);
  }
  await write(join(tree, `usr/share/applications/${manifest.desktopName}`), desktopEntry(executable, manifest));
  const licence = await readFile(join(root, 'LICENSE'), 'utf8');
  const copyright = `${licence}\nPackages inside: /${installFolder}/resources/THIRD-PARTY-NOTICES.md\n`;
  await write(join(tree, `usr/share/doc/${manifest.name}/copyright`), copyright);
  await makeFolder(join(tree, 'usr/bin'));
  // In /usr/bin the name is the command line's; the menu entry starts the window by its full path.
  await symlink(`/${installFolder}/resources/bin/orgbench`, join(tree, 'usr/bin', manifest.name));
}

function desktopEntry(executable, manifest) {
  return `[Desktop Entry]
Type=Application
Name=${manifest.productName}
GenericName=Salesforce metadata browser
Comment=${synopsis}
Exec=/${installFolder}/${executable} %U
Icon=${manifest.name}
Terminal=false
StartupNotify=true
StartupWMClass=${basename(manifest.desktopName, '.desktop')}
Categories=Development;
Keywords=salesforce;metadata;sObject;data dictionary;
`;
}

const synopsis = 'Reads the metadata of Salesforce orgs into an encrypted local store';

function control(manifest, architecture, kilobytes) {
  const libraries = requirements.filter((row) => row.use === 'app').map((row) => row.packages.join(' | '));
  return `Package: ${manifest.name}
Version: ${manifest.version}
Architecture: ${architecture}
Maintainer: ${manifest.author}
Installed-Size: ${kilobytes}
Depends: ${['libc6', ...libraries].join(', ')}
Recommends: gnome-keyring | kwalletmanager, xdg-utils
Section: devel
Priority: optional
Description: ${synopsis}
 ${manifest.productName} is a desktop app with a command line. The store is encrypted with a
 password of your own; orgs are only read; there is no account and no server
 of the app's makers.
`;
}

async function write(path, text) {
  await makeFolder(dirname(path));
  await writeFile(path, text);
  await chmod(path, 0o644);
}

async function makeFolder(path) {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let folder = path; ; folder = dirname(folder)) {
    await chmod(folder, 0o755);
    if (folder === first) return;
  }
}
