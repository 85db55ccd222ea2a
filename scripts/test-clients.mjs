// `npm run test:clients [-- part of a test file name …]`: other people's clients read the sample org.
//
// They are part of `npm test` too, where a client that cannot be fetched is left out. Here that is a failure.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureIndependentClient } from './independent-client.mjs';
import { root } from './lib/packages.mjs';
import { onPath, runPackage } from './lib/run.mjs';
import { vitestCounts } from './lib/test-counts.mjs';
import { ensureSfCli } from './sf-cli.mjs';

if (process.platform === 'linux' && !onPath('strace')) {
  console.error(
    'strace is missing. It shows that the clients talk to the sample org alone: install the package "strace".',
  );
  process.exit(1);
}
try {
  await Promise.all([ensureSfCli(), ensureIndependentClient()]);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

const folder = join(root, 'test-results');
const file = join(folder, 'clients.json');
// An old result must not be counted again if the runner dies before it writes a new one.
await rm(file, { force: true });
await mkdir(folder, { recursive: true });
const filters = process.argv.slice(2).map((name) => `test/clients/${name}`);
const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${file}`];
const args = ['run', ...reporters, ...(filters.length > 0 ? filters : ['test/clients/'])];
const { code } = await runPackage('vitest/vitest.mjs', args);
const { passed, failed, skipped } = vitestCounts(file, code);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
