// Counting what test runners report, without believing a runner that died.
import { existsSync, readFileSync } from 'node:fs';

export const emptyCounts = { passed: 0, failed: 0, skipped: 0 };

/** The counts of all parts, and one line for each failure, so that the end of a long output says what failed. */
export function sum(parts) {
  const add = (key) => parts.reduce((total, part) => total + (part[key] ?? 0), 0);
  const failures = parts.flatMap((part) => part.failures ?? []);
  const unsteady = parts.flatMap((part) => part.unsteady ?? []);
  return { passed: add('passed'), failed: add('failed'), skipped: add('skipped'), failures, unsteady };
}

/**
 * Reads vitest's JSON report.
 *
 * A worker that crashes, or a file that does not load, leaves no failed test behind: such a file, and an exit code
 * other than 0 that nothing else explains, count as one failure each.
 */
export function vitestCounts(file, exitCode) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, failures: [`${file}: the runner left no report`] };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const failures = failedResults(report).flatMap(failuresOfFile);
  if (exitCode !== 0 && failures.length === 0) {
    failures.push(`the runner ended with exit code ${exitCode}, though no test failed`);
  }
  return {
    passed: report.numPassedTests,
    failed: failures.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    failures,
  };
}

/** Files of vitest's JSON report in which something failed; empty when the runner left none. */
export function failedFiles(file) {
  if (!existsSync(file)) return [];
  return failedResults(JSON.parse(readFileSync(file, 'utf8'))).map(({ name }) => name);
}

/**
 * Counts after the failed files were run a second time by themselves (docs/adr/0028): the second run decides, and what
 * failed only the first time is named as unsteady.
 *
 * @param report JSON report of the first run.
 */
export function afterSecondRun(report, first, second) {
  const files = failedResults(JSON.parse(readFileSync(report, 'utf8')));
  const passedAtFirst = files.flatMap(({ assertionResults }) => assertionResults).filter(isPassed).length;
  const nameOf = (failure) => failure.split(': ', 1)[0];
  const again = new Set((second.failures ?? []).map(nameOf));
  return {
    passed: first.passed - passedAtFirst + second.passed,
    failed: second.failed,
    skipped: first.skipped,
    failures: second.failures,
    unsteady: first.failures.filter((failure) => !again.has(nameOf(failure))),
  };
}

const isPassed = ({ status }) => status === 'passed';
const failedResults = ({ testResults }) => testResults.filter(({ status }) => status === 'failed');

function failuresOfFile({ name, message, assertionResults }) {
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  if (failed.length === 0) return [`${name}: ${firstLine(message)}`];
  return failed.map((test) => `${name} > ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`);
}

function firstLine(text = '') {
  return text.split('\n', 1)[0];
}
