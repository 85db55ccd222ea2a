// `npm run check`: formatting, lint and layer rules, types, unused code. The tests count each of these as one test.
import { runPackage } from './lib/run.mjs';

export const checks = [
  { name: 'formatting', entry: '@biomejs/biome/bin/biome', args: ['format', '.'], hint: 'npm run format' },
  // Layer rules are lint rules; --deny-warnings because a warning that nobody has to act on is noise.
  { name: 'lint and layer rules', entry: 'oxlint/bin/oxlint', args: ['--type-aware', '--deny-warnings'] },
  { name: 'types', entry: 'typescript/bin/tsc', args: ['-p', '.', '--noEmit'] },
  { name: 'unused code', entry: 'knip/bin/knip.js', args: ['--no-progress'] },
];

/**
 * Runs the checks side by side and prints a line for each, and the findings of those that failed.
 *
 * @returns {Promise<{passed: number, failed: number, failures: string[]}>}
 */
export async function runChecks() {
  const results = await Promise.all(
    checks.map(async (check) => ({ check, result: await runPackage(check.entry, check.args, { capture: true }) })),
  );
  for (const { check, result } of results) {
    const passed = result.code === 0;
    console.log(`${passed ? 'passed' : 'FAILED'}  ${check.name} (${(result.ms / 1000).toFixed(1)} s)`);
    if (!passed) console.log(result.output.trimEnd() + (check.hint === undefined ? '' : `\n  Fix with: ${check.hint}`));
  }
  const failures = results.filter(({ result }) => result.code !== 0).map(({ check }) => check.name);
  return { passed: results.length - failures.length, failed: failures.length, failures };
}

if (process.argv[1] === import.meta.filename) {
  const { failed } = await runChecks();
  process.exit(failed === 0 ? 0 : 1);
}
