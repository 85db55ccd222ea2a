// `npm test [-- --only check|unit|e2e [filter]] [--long]`: everything, ending with one line of counts.
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from './build.mjs';
import { runChecks } from './check.mjs';
import { canMakeDeb, makeDeb } from './lib/deb.mjs';
import { root } from './lib/packages.mjs';
import { runPackage } from './lib/run.mjs';
import { afterSecondRun, emptyCounts, failedFiles, sum, vitestCounts } from './lib/test-counts.mjs';
import { packageApp } from './package.mjs';
import { makeTestCopy } from './package-test-copy.mjs';
import { ensureElectron } from './runtime.mjs';
import { ensureSystem } from './system.mjs';

const { only, filters, long } = readArguments(process.argv.slice(2));
const wants = (part) => only === undefined || only === part;
const started = performance.now();
/** More failed files than this are no accident of the machine, and are not run again. */
const MOST_RUN_AGAIN = 3;
const resultsFolder = join(root, 'test-results');
// Old results must not be counted again if a runner dies before it writes new ones.
await rm(resultsFolder, { recursive: true, force: true });
await mkdir(resultsFolder, { recursive: true });

const parts = [];
// Some tests open a display of their own, also where there is one.
const missing = await ensureSystem(['app', 'prepare', 'display', 'test']);
if (missing.length > 0) parts.push(single('system packages', false, `still missing: ${missing.join(', ')}`));
parts.push(sharedData());

const env = { ...(long ? { ORGBENCH_LONG: '1' } : {}), ...(await electronEnvironment()) };
const built = only === 'check' || (await build()) === 0;
if (only !== 'check') parts.push(single('build', built));
if (wants('check')) parts.push(await runChecks());
if (wants('unit')) parts.push(await runVitest('unit', 'vitest.config.ts'));
if (wants('e2e') && !built) parts.push(single('end-to-end tests', false, 'not run, because the build failed'));
if (wants('e2e') && built) {
  if (process.platform === 'linux' && env.ORGBENCH_ELECTRON !== undefined) parts.push(await packaged());
  parts.push(await runVitest('e2e', 'vitest.e2e.config.ts'));
}

const { passed, failed, skipped, failures, unsteady } = sum(parts);
for (const failure of unsteady) console.log(`UNSTEADY  ${failure} (passed when its file was run again by itself)`);
for (const failure of failures) console.log(`FAILED  ${failure}`);
console.log(`Took ${Math.round((performance.now() - started) / 1000)} s.`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

/**
 * A few failed files are run a second time, one after the other with nothing beside them: what fails then is wrong,
 * what passes then is named as unsteady (docs/adr/0028).
 */
async function runVitest(part, config) {
  const first = await runOnce(part, config, filters);
  const files = failedFiles(first.report);
  if (files.length === 0 || files.length > MOST_RUN_AGAIN) return first.counts;
  console.log(`Failed, and now run again by themselves: ${files.join(', ')}`);
  const second = await runOnce(`${part}-again`, config, ['--no-file-parallelism', ...files]);
  return afterSecondRun(first.report, first.counts, second.counts);
}

async function runOnce(name, config, chosen) {
  const report = join(resultsFolder, `${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code } = await runPackage('vitest/vitest.mjs', ['run', '--config', config, ...reporters, ...chosen], { env });
  return { report, counts: vitestCounts(report, code) };
}

/** The tests get the Electron to start by environment, so that they need not know where it came from. */
async function electronEnvironment() {
  if (!wants('e2e')) return {};
  try {
    const electron = await ensureElectron();
    console.log(`End-to-end tests run on Electron ${electron.version}: ${electron.path}`);
    return { ORGBENCH_ELECTRON: electron.path };
  } catch (error) {
    parts.push(single('Electron', false, error.message));
    return {};
  }
}

/** Packages the app as it ships, and the copy of it that a test can drive. */
async function packaged() {
  try {
    const app = await packageApp();
    env.ORGBENCH_PACKAGED_APP = app.binary;
    env.ORGBENCH_PACKAGED_TEST_COPY = (await makeTestCopy(app)).binary;
    if (canMakeDeb()) env.ORGBENCH_PACKAGED_DEB = await makeDeb(app);
    return single('package', true);
  } catch (error) {
    return single('package', false, error.message);
  }
}

/** Without the data beside the checkout some tests are skipped; where the data is promised, that is a failure. */
function sharedData() {
  if (existsSync(join(root, '..', 'shared', 'data', 'real-org.json.gz'))) return emptyCounts;
  console.log('../shared/data is not here: the tests that compare with a real organization are skipped.');
  return process.env.CI === 'true' ? single('../shared/data', false, 'missing although CI=true') : emptyCounts;
}

function single(name, ok, reason = '') {
  console.log(`${ok ? 'passed' : 'FAILED'}  ${name}${reason === '' ? '' : `: ${reason}`}`);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, failures: ok ? [] : [`${name}: ${reason}`] };
}

function readArguments(args) {
  const index = args.indexOf('--only');
  const part = index === -1 ? undefined : args[index + 1];
  if (index !== -1 && !['check', 'unit', 'e2e'].includes(part)) {
    console.error('usage: npm test -- [--only check|unit|e2e] [--long] [part of a test file name …]');
    process.exit(2);
  }
  const rest = args.filter((_, at) => index === -1 || (at !== index && at !== index + 1));
  return { only: part, long: rest.includes('--long'), filters: rest.filter((value) => value !== '--long') };
}
