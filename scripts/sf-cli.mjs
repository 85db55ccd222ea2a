// The Salesforce CLI for the test that imports its sign-ins: `node scripts/node24.mjs sf-cli` fetches it.
//
// It is 300 MB with everything it brings, and only one test needs it: it stays outside the checkout and package.json.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './lib/run.mjs';
import { cacheFolder } from './runtime.mjs';

const version = '2.150.6';
const installTimeoutMs = 600_000;

/** The entry of the prepared CLI, to be run with Node 22 or newer; undefined when it was not fetched yet. */
function preparedSfCli() {
  const entry = join(cacheFolder(), `sf-${version}`, 'node_modules', '@salesforce', 'cli', 'bin', 'run.js');
  return existsSync(entry) ? entry : undefined;
}

/**
 * Fetches the CLI from the package registry if it is not there yet.
 *
 * @returns {Promise<string>} its entry. @throws if it cannot be fetched; the message says why.
 */
export async function ensureSfCli() {
  const prepared = preparedSfCli();
  if (prepared !== undefined) return prepared;
  await mkdir(cacheFolder(), { recursive: true });
  // Beside the target, so that the last step is one rename: a half-made copy is never found under the final name.
  const work = await mkdtemp(join(cacheFolder(), 'preparing-sf-'));
  try {
    console.error(`Fetching the Salesforce CLI ${version} from the package registry, once …`);
    await writeFile(join(work, 'package.json'), '{"private":true}\n');
    const switches = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--fetch-retries=1'];
    const args = ['install', '--prefix', work, ...switches, `@salesforce/cli@${version}`];
    const result = await run('npm', args, { cwd: work, capture: true, timeoutMs: installTimeoutMs });
    if (result.code !== 0) throw new Error(`The Salesforce CLI could not be fetched: ${result.output.trim()}`);
    await rename(work, join(cacheFolder(), `sf-${version}`)).catch((error) => {
      // Another process finished the same work first; its result is as good.
      if (preparedSfCli() === undefined) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  const entry = preparedSfCli();
  if (entry === undefined) throw new Error(`@salesforce/cli@${version} holds no bin/run.js.`);
  return entry;
}

if (process.argv[1] === import.meta.filename) console.log(await ensureSfCli());
