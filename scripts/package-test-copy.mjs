// A second copy of the packaged app that a test can drive: the same app.asar, but with the debugger fuse on, because
// Playwright starts apps through it. The folder resources/e2e marks the copy for what looks for it.
import { cp, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { root } from './lib/packages.mjs';

/**
 * @param {{folder: string, binary: string}} app what packageApp() returned.
 * @returns {Promise<{folder: string, binary: string}>} the copy.
 */
export async function makeTestCopy(app) {
  const folder = join(root, 'dist', 'test-copy');
  await rm(folder, { recursive: true, force: true });
  await cp(app.folder, folder, { recursive: true, verbatimSymlinks: true });
  await mkdir(join(folder, 'resources', 'e2e'));
  const binary = join(folder, basename(app.binary));
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(binary, { version: FuseVersion.V1, [FuseV1Options.EnableNodeCliInspectArguments]: true });
  return { folder, binary };
}

if (process.argv[1] === import.meta.filename) {
  const { packageApp } = await import('./package.mjs');
  const copy = await makeTestCopy(await packageApp());
  console.log(`The copy for tests is in ${copy.folder}.`);
}
