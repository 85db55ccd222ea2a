// Counting what test runners report, without believing a runner that died.
import { existsSync, readFileSync } from 'node:fs';

export const emptyCounts = { passed: 0, failed: 0, skipped: 0 };

export function sum(parts) {
  const add = (key) => parts.reduce((total, part) => total + (part[key] ?? 0), 0);
  return { passed: add('passed'), failed: add('failed'), skipped: add('skipped') };
}

/**
 * Reads vitest's JSON report.
 *
 * A worker that crashes, or a file that does not load, leaves no failed test behind: such a file, and an exit code
 * other than 0 that nothing else explains, count as one failure each.
 */
export function vitestCounts(file, exitCode) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const brokenFiles = report.testResults.filter(
    (result) => result.status === 'failed' && !result.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return {
    passed: report.numPassedTests,
    failed: exitCode !== 0 && failed === 0 ? 1 : failed,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
}
