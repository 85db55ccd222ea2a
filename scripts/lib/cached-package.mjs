// A package of the registry that only tests use, kept beside the checkout's other caches and never in its node_modules.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../runtime.mjs';
import { run } from './run.mjs';

const installTimeoutMs = 600_000;

/**
 * Fetches a package with everything it needs, once, without running any script of it.
 *
 * @param {{label: string, folder: string, name: string, version: string, integrity: string, entry: string}} wanted
 * `label` stands in messages, `folder` names the copy in the cache, `entry` is a file of the package.
 * @returns {Promise<string>} the entry's path. @throws if it cannot be fetched or is not what is expected
 */
export async function ensureCachedPackage(wanted) {
  const { label, name, version, integrity } = wanted;
  const target = join(cacheFolder(), `${wanted.folder}-${version}`);
  const entry = join(target, 'node_modules', name, wanted.entry);
  if (existsSync(entry)) return entry;
  await mkdir(cacheFolder(), { recursive: true });
  // Beside the target, so that the last step is one rename: a half-made copy is never found under the final name.
  const work = await mkdtemp(join(cacheFolder(), `preparing-${wanted.folder}-`));
  try {
    console.error(`Fetching ${label} ${version} from the package registry, once …`);
    await writeFile(join(work, 'package.json'), '{"private":true}\n');
    const switches = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--fetch-retries=1'];
    const args = ['install', '--prefix', work, ...switches, `${name}@${version}`];
    const result = await run('npm', args, { cwd: work, capture: true, timeoutMs: installTimeoutMs });
    if (result.code !== 0) throw new Error(`${label} could not be fetched: ${result.output.trim()}`);
    const lock = JSON.parse(readFileSync(join(work, 'node_modules', '.package-lock.json'), 'utf8'));
    const got = lock.packages?.[`node_modules/${name}`]?.integrity;
    if (got !== integrity) throw new Error(`${name}@${version} is not the package that was expected: it has ${got}.`);
    await rename(work, target).catch((error) => {
      // Another process finished the same work first; its result is as good.
      if (!existsSync(entry)) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  if (!existsSync(entry)) throw new Error(`${name}@${version} holds no ${wanted.entry}.`);
  return entry;
}
