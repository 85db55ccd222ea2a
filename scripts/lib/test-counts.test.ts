import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterSecondRun, failedFiles, sum, vitestCounts } from './test-counts.mjs';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgbench-counts-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const failedTest = { status: 'failed', fullName: 'a sum is right', failureMessages: ['expected 3\n    at a.ts:1'] };
const failedFile = { name: 'a.test.ts', status: 'failed', assertionResults: [failedTest] };
const passed = { status: 'passed', assertionResults: [{ status: 'passed' }] };
const report = async (counts: Readonly<Record<string, number>>, testResults: readonly unknown[]): Promise<string> => {
  const file = join(folder, `${randomUUID()}.json`);
  const all = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, ...counts, testResults };
  await writeFile(file, JSON.stringify(all));
  return file;
};

describe('the closing line of the tests', () => {
  it('counts what the runner reports', async () => {
    const file = await report({ numPassedTests: 3, numFailedTests: 1, numPendingTests: 2 }, [passed, failedFile]);
    expect(vitestCounts(file, 1)).toMatchObject({ passed: 3, failed: 1, skipped: 2 });
  });

  it('names each failed test with the first line of what it said', async () => {
    const file = await report({ numFailedTests: 1 }, [passed, failedFile]);
    expect(vitestCounts(file, 1).failures).toEqual(['a.test.ts > a sum is right: expected 3']);
  });

  it('counts a file that did not load as one failure', async () => {
    const file = await report({ numPassedTests: 1 }, [
      passed,
      { name: 'b.test.ts', message: 'no such module', status: 'failed', assertionResults: [] },
    ]);
    expect(vitestCounts(file, 1)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
      failures: ['b.test.ts: no such module'],
    });
  });

  it('counts a crash that left no failed test as one failure', async () => {
    const file = await report({ numPassedTests: 1 }, [passed]);
    expect(vitestCounts(file, 1)).toMatchObject({ passed: 1, failed: 1, skipped: 0 });
  });

  it('counts a runner that left no report as one failure', () => {
    expect(vitestCounts(join(folder, 'absent.json'), 0)).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
  });

  it('lets a second run of the failed files decide, and names what failed only at first', async () => {
    const steady = { status: 'passed', fullName: 'b' };
    const bad = { status: 'failed', fullName: 'c', failureMessages: ['late'] };
    const mixed = { name: 'a.test.ts', status: 'failed', assertionResults: [failedTest, steady, bad] };
    const first = await report({ numPassedTests: 2, numFailedTests: 2 }, [passed, mixed]);
    expect(failedFiles(first)).toEqual(['a.test.ts']);
    const stillBad = { ...mixed, assertionResults: [{ ...failedTest, status: 'passed' }, steady, bad] };
    const second = await report({ numPassedTests: 2, numFailedTests: 1 }, [stillBad]);
    expect(afterSecondRun(first, vitestCounts(first, 1), vitestCounts(second, 1))).toEqual({
      passed: 3,
      failed: 1,
      skipped: 0,
      failures: ['a.test.ts > c: late'],
      unsteady: ['a.test.ts > a sum is right: expected 3'],
    });
  });

  it('calls a second run that left no report a failure', async () => {
    const first = await report({ numPassedTests: 1, numFailedTests: 1 }, [passed, failedFile]);
    const none = vitestCounts(join(folder, 'absent.json'), 1);
    expect(afterSecondRun(first, vitestCounts(first, 1), none)).toMatchObject({ passed: 1, failed: 1 });
  });

  it('runs nothing again where the runner left no report', () => {
    expect(failedFiles(join(folder, 'absent.json'))).toEqual([]);
  });

  it('adds the parts up', () => {
    const parts = [
      { passed: 1, failed: 0, skipped: 2 },
      { passed: 3, failed: 1, skipped: 0, failures: ['a'] },
    ];
    expect(sum(parts)).toEqual({ passed: 4, failed: 1, skipped: 2, failures: ['a'], unsteady: [] });
  });
});
